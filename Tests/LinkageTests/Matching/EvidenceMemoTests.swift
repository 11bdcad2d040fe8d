import Testing

@testable import Linkage

@Suite("Remembered evidence") struct EvidenceMemoTests {
  @Test("The evidence remembered for a pair is that first weighed, whatever pushes it out")
  func memo() {
    var memo = EvidenceMemo([.init(a: 3, b: 9, units: 77)])
    #expect(memo.evidence(9, 3) { 0 } == 77)
    for a in 0..<300 {
      for b in (a + 1)..<min(300, a + 40) where (a, b) != (3, 9) {
        let units = Int32(a * 1_000 + b)
        #expect(memo.evidence(a, b) { units } == units)
        #expect(memo.evidence(b, a) { -1 } == units)
      }
    }
  }
}
