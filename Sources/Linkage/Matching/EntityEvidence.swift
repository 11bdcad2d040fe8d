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
  private var same: UnitsOfFeatures
  private var related: UnitsOfFeatures

  init(_ weights: PairWeights) {
    self.weights = weights
    same = UnitsOfFeatures(featureCount: weights.featureCount)
    related = same
  }

  /// Returns the log-odds, in units, that two clusters are one entity against both alternatives.
  mutating func between(_ x: [Int32], _ y: [Int32]) -> Int32 {
    same.removeAll()
    related.removeAll()
    for a in x {
      for b in y {
        let known = weights.features(Int(min(a, b)), Int(max(a, b)))
        var rest = known
        while rest != 0 {
          let feature = rest.trailingZeroBitCount
          same.append(weights.sameOfFeature[feature], feature)
          related.append(weights.relatedOfFeature[feature], feature)
          rest &= rest &- 1
        }
      }
    }
    return weights.evidence(same: same.sum, related: related.sum)
  }
}

/// For each feature the units that pairs of rows have.
private struct UnitsOfFeatures {
  private var units: [[Int32]]

  init(featureCount: Int) { units = Array(repeating: [], count: featureCount) }

  mutating func removeAll() {
    for feature in units.indices { units[feature].removeAll(keepingCapacity: true) }
  }

  mutating func append(_ value: Int32, _ feature: Int) { units[feature].append(value) }

  /// The sum over the features of the logarithm of the mean likelihood.
  var sum: Int32 { units.reduce(0) { $0 + Self.logOfMean($1) } }

  /// Powers of 2 to minus so many units, 2^30 standing for 1; below that nothing is left.
  private static let powers: [Int64] = (0..<(30 * Weight.unitsPerBit)).map { units in
    Int64((BinaryLogarithm.exp2(30 - Weight(units: units).bits)).rounded())
  }

  private static func logOfMean(_ units: [Int32]) -> Int32 {
    guard units.count > 1, let top = units.max() else { return units.first ?? 0 }
    var sum: Int64 = 0
    for value in units {
      let below = Int(top) - Int(value)
      if below < powers.count { sum += powers[below] }
    }
    let mean = Double(sum) / Double(units.count)
    return top + Weight(bits: BinaryLogarithm.log2(mean) - 30).units
  }
}
