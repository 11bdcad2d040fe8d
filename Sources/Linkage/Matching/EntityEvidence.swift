/// The evidence that two clusters of rows are one entity.
///
/// Rows of one cluster tell of one entity, so what they say together is not the sum of what pairs of
/// rows say: the prior stands once, and a feature's evidence is that of its average likelihood over
/// all pairs of a row of one cluster and a row of the other that both know it. One of four dates being
/// mistyped, or one of three telephones being shared, then speaks for one entity; a feature that
/// differs in all pairs speaks against it; what no pair can compare says nothing.
///
/// With L the likelihood ratio of feature *f* for a pair of rows, the evidence is
/// prior + Σ log₂ (mean of L over the pairs that know *f*), for one entity and for two related ones,
/// and the former less log₂ (1 + 2^latter), as it is for single rows.
///
/// - Complexity: O(|X| · |Y| · slots).
/// - Note: In whole units, so that it does not depend on the order of the rows.
struct EntityEvidence {
  private var weights: PairWeights
  /// Pair by pair, the units of each feature, for one entity and for related ones.
  private var same: [Int32] = []
  private var related: [Int32] = []
  /// By pair, the features that both rows know, bit *f* for feature *f*.
  private var known: [UInt64] = []

  init(_ weights: PairWeights) { self.weights = weights }

  /// Returns the log-odds, in units, that two clusters are one entity against both alternatives.
  mutating func between(_ x: [Int32], _ y: [Int32]) -> Int32 {
    same.removeAll(keepingCapacity: true)
    related.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    for a in x {
      for b in y {
        known.append(weights.features(Int(min(a, b)), Int(max(a, b))))
        same += weights.sameOfFeature
        related += weights.relatedOfFeature
      }
    }
    return weights.evidence(same: sumOfMeans(same), related: sumOfMeans(related))
  }

  /// The sum over the features of the logarithm of the mean likelihood of the pairs that know them.
  private func sumOfMeans(_ units: [Int32]) -> Int32 {
    let width = weights.featureCount
    return (0..<width).reduce(0) { sum, feature in
      let bit: UInt64 = 1 << UInt64(feature)
      var (count, top): (Int, Int32) = (0, .min)
      for pair in known.indices where known[pair] & bit != 0 {
        count += 1
        top = max(top, units[pair * width + feature])
      }
      guard count > 1 else { return count == 0 ? sum : sum + top }
      var likelihood: Int64 = 0
      for pair in known.indices where known[pair] & bit != 0 {
        let below = Int(top) - Int(units[pair * width + feature])
        if below < Self.powers.count { likelihood += Self.powers[below] }
      }
      let mean = Double(likelihood) / Double(count)
      return sum + top + Weight(bits: BinaryLogarithm.log2(mean) - 30).units
    }
  }

  /// Powers of 2 to minus so many units, 2^30 standing for 1; below that nothing is left.
  private static let powers: [Int64] = (0..<(30 * Weight.unitsPerBit)).map { units in
    Int64((BinaryLogarithm.exp2(30 - Weight(units: units).bits)).rounded())
  }
}
