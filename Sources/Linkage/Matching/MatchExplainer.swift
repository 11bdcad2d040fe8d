/// Explains what a matching run found: why two rows are held to be of one entity or not, and where an
/// entity is weakest.
///
///     var explainer = MatchExplainer(result)
///     explainer.pair(3, 7).steps  // name given, equal, 7.2 bits; ...
///
/// - Complexity: A pair costs as much as its comparison, some microseconds; an entity of *n* rows
///   O(*n*²) pairs.
public struct MatchExplainer {
  private var weights: PairWeights
  private let clusters: [Int32]
  private let clip: Int32
  private let threshold: Int32

  public init(_ result: MatchResult) {
    weights = result.weights
    clusters = result.clusters
    clip = result.clip
    threshold = result.threshold
  }

  /// Returns the evidence for two rows of the table, taken apart.
  public mutating func pair(_ a: Int, _ b: Int) -> MatchExplanation {
    let (a, b) = (min(a, b), max(a, b))
    var steps: [MatchExplanation.Step] = []
    var related: Int32 = 0
    weights.forEachStep(a, b) { feature, level, same, other in
      steps.append(.init(feature: feature, level: level, weight: Weight(units: same)))
      related += other
    }
    let doubt = -weights.logOfOneAnd(related)
    steps.append(
      .init(feature: "related", level: "unless only related", weight: Weight(units: doubt)))
    return MatchExplanation(steps: steps, isJoined: clusters[a] == clusters[b])
  }

  /// Returns where the entity of a row is weakest; nil for a row on its own.
  public mutating func entity(of row: Int) -> ClusterExplanation? {
    let rows = clusters.indices.filter { clusters[$0] == clusters[row] }
    guard rows.count > 1 else { return nil }
    var pairs: [(units: Int32, a: Int, b: Int)] = []
    for i in rows.indices {
      for j in (i + 1)..<rows.count {
        let units = weights.evidence(rows[i], rows[j]) - threshold
        pairs.append((min(max(units, -clip), clip), i, j))
      }
    }
    pairs.sort { ($1.units, $0.a, $0.b) < ($0.units, $1.a, $1.b) }
    return ClusterExplanation(rows: rows, pairs: pairs)
  }
}

/// Why two rows are held to be of one entity, or not: weights that sum exactly to the evidence.
public struct MatchExplanation: Sendable, Equatable {
  public struct Step: Sendable, Equatable {
    /// The comparison, such as `name given`; `before` for what is known of any two rows, `related`
    /// for what speaks for two related entities instead of one.
    public let feature: String
    /// How well the rows agree, in words.
    public let level: String
    /// What it adds to the log-odds.
    public let weight: Weight
  }

  public let steps: [Step]
  /// Whether the run put both rows into one entity.
  public let isJoined: Bool

  /// The log-odds that the rows are of one entity: the sum of all steps.
  public var evidence: Weight { steps.reduce(.zero) { $0 + $1.weight } }
}

/// Where an entity is weakest, found by joining its rows anew, best pair first.
public struct ClusterExplanation: Sendable, Equatable {
  /// The rows of the entity, ascending.
  public let rows: [Int]
  /// The rows on the side of the last join that has fewer, or the first row where both have as many.
  public let weakestCut: [Int]
  /// The evidence between the two sides of the cut, each pair's clipped, summed.
  public let cutEvidence: Weight
  /// The last row that joined on its own, and the best pair that brought it.
  public let lastJoiner: Int
  public let lastJoinerBroughtBy: Int

  /// - Parameter pairs: All pairs of places in `rows`, best first.
  init(rows: [Int], pairs: [(units: Int32, a: Int, b: Int)]) {
    var sideOf = Array(rows.indices)
    var last = (rows[0], rows[min(1, rows.count - 1)])
    var cut: [Int] = []
    for pair in pairs where sideOf[pair.a] != sideOf[pair.b] {
      let (x, y) = (sideOf[pair.a], sideOf[pair.b])
      let left = rows.indices.filter { sideOf[$0] == x }
      let right = rows.indices.filter { sideOf[$0] == y }
      if right.count == 1 {
        last = (rows[pair.b], rows[pair.a])
      } else if left.count == 1 {
        last = (rows[pair.a], rows[pair.b])
      }
      let isRightSmaller =
        right.count < left.count || (right.count == left.count && right[0] < left[0])
      cut = isRightSmaller ? right : left
      for place in right { sideOf[place] = x }
    }
    self.rows = rows
    weakestCut = cut.map { rows[$0] }
    let inside = Set(cut)
    cutEvidence = Weight(
      units: pairs.reduce(0) { sum, pair in
        inside.contains(pair.a) != inside.contains(pair.b) ? sum + pair.units : sum
      })
    (lastJoiner, lastJoinerBroughtBy) = last
  }
}
