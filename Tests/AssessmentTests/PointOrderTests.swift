import GraphCore
import Testing

@testable import Assessment

@Suite("Points in order")
struct PointOrderTests {
  @Test("Ranks agree with counting one by one", arguments: 0..<60)
  func counting(draw: Int) {
    let numbers = CounterRandom(seed: UInt64(draw))
    let points = (0..<numbers.below(20, stream: 0, index: 0)).map {
      numbers.below(8, stream: 1, index: UInt64($0))
    }
    let order = PointOrder(points)
    #expect(order.count == points.count)
    for asked in -1...9 {
      #expect(order.above(asked) == points.count { $0 > asked })
      #expect(order.sharing(asked) == points.count { $0 == asked })
      #expect(order.rank(of: asked) == 1 + points.count { $0 > asked })
    }
    for (place, own) in points.enumerated() {
      for asked in 0...8 {
        let others = points.indices.count { $0 != place && points[$0] > asked }
        #expect(order.rank(of: asked, insteadOf: own) == 1 + others)
      }
    }
  }
}
