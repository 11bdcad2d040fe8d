import Foundation
import Testing

@testable import Linkage

@Suite("Evidence between clusters") struct EntityEvidenceTests {
  private let town = SmallTown(people: 150)

  /// Prior and mean likelihoods as the definition has them, from the steps of each pair.
  private func byDefinition(_ x: [Int32], _ y: [Int32], _ weights: PairWeights) -> Double {
    var weights = weights
    var likelihoods: [String: [(same: Double, related: Double)]] = [:]
    var prior = (same: 0.0, related: 0.0)
    for a in x {
      for b in y {
        var ofPair: [String: (same: Double, related: Double)] = [:]
        weights.forEachStep(Int(min(a, b)), Int(max(a, b))) { feature, _, same, related in
          let bits = (Weight(units: same).bits, Weight(units: related).bits)
          if feature == "before" {
            prior = bits
          } else {
            let name = feature.hasPrefix("name") ? "name" : feature
            let sum = ofPair[name] ?? (0, 0)
            ofPair[name] = (sum.same + bits.0, sum.related + bits.1)
          }
        }
        for (name, bits) in ofPair {
          likelihoods[name, default: []].append((pow(2, bits.same), pow(2, bits.related)))
        }
      }
    }
    var (same, related) = prior
    for all in likelihoods.values {
      same += log2(all.reduce(0) { $0 + $1.same } / Double(all.count))
      related += log2(all.reduce(0) { $0 + $1.related } / Double(all.count))
    }
    return same - log2(1 + pow(2, related))
  }

  @Test("Agrees with its definition on clusters drawn at random")
  func definition() throws {
    let weights = try MatchEngine.match(try town.table()).weights
    var evidence = EntityEvidence(weights)
    for seed in 0..<200 as Range<UInt64> {
      func draw(_ stream: UInt64, _ bound: Int) -> Int {
        Int(counterBits(seed, stream) % UInt64(bound))
      }
      // Rows that stand together are often of one person.
      let first = Int32(draw(1, weights.rowCount - 12))
      let x = (0..<Int32(1 + draw(2, 4))).map { first + $0 }
      let y = (0..<Int32(1 + draw(3, 4))).map { first + Int32(x.count) + $0 }
      let units = evidence.between(x, y)
      let expected = byDefinition(x, y, weights)
      #expect(abs(Weight(units: units).bits - expected) < 0.02, "seed \(seed)")
      #expect(evidence.between(y, x.reversed()) == units, "seed \(seed)")
    }
  }

  @Test("Between single rows it is the evidence of the pair")
  func singleRows() throws {
    var weights = try MatchEngine.match(try town.table()).weights
    var evidence = EntityEvidence(weights)
    for row in 1..<weights.rowCount {
      #expect(evidence.between([Int32(row - 1)], [Int32(row)]) == weights.evidence(row - 1, row))
    }
  }
}
