import Testing

@testable import GraphCore

@Suite("The order of lots")
struct LotOrderTests {
  @Test(
    "Numbers stand in the order of their lots, those of equal lots as they were",
    arguments: [0, 1, 2, 3, 17, 1000, 4095, 4096])
  func sorted(count: Int) {
    let random = CounterRandom(seed: 7)
    let drawn = (0..<count).map { random.bits(stream: 3, index: UInt64($0)) }
    let shared = drawn.map { $0 % 5 << 61 }
    let near = drawn.map { $0 % 1000 }
    let falling = (0..<count).map { UInt64(count - $0) }
    for lots in [drawn, shared, near, falling] {
      let expected = lots.enumerated().sorted { a, b in
        a.element != b.element ? a.element < b.element : a.offset < b.offset
      }.map(\.offset)
      #expect(order(ofLots: lots) == expected)
    }
  }
}
