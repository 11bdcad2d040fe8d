import Testing

@testable import Linkage

@Suite("Reach") struct ReachEstimateTests {
  @Test(
    "Keys that fail independently of one another reach what they are estimated to",
    arguments: [[0.3, 0.3, 0.3], [0.4, 0.4], [0.15, 0.15, 0.15, 0.15, 0.15]])
  func independentKeys(shares: [Double]) {
    var estimate = ReachEstimate(keyCount: shares.count)
    for pair in 0..<20_000 as Range<UInt64> {
      var agreement: UInt64 = 0
      for (key, share) in shares.enumerated() where counterUniform(pair, UInt64(key)) < share {
        agreement |= 1 << UInt64(key)
      }
      if agreement != 0 { estimate.add(agreement: agreement, probability: 1) }
    }
    let truth = 1 - shares.reduce(1.0) { $0 * (1 - $1) }
    #expect(abs(estimate.reach - truth) < 0.02)
    #expect(abs(estimate.ofKey[0] / 20_000 - shares[0]) < 0.01)
  }

  @Test("Pairs that every key finds leave nothing to miss, and no pair means no reach")
  func extremes() {
    var estimate = ReachEstimate(keyCount: 2)
    #expect(estimate.reach == 0)
    estimate.add(agreement: 3, probability: 0.5)
    #expect(estimate.reach == 1)
    #expect(estimate.found == 0.5)
  }
}
