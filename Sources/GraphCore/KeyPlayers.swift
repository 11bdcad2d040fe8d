/// What a set of key players is to do best.
public enum KeyPlayerGoal: Sendable, Equatable {
  /// To leave as many pairs as possible out of touch when the set is removed. Directions are
  /// ignored. The value is `Fragmentation.amongAll`.
  case fragmentation
  /// To have as many nodes as possible within so many hops of some node of the set, along the
  /// directions of the links. The value is the share of all nodes, the set among them (m-reach).
  case reach(hops: Int)
  /// To be near to all: each node counts 1 / hops from the nearest node of the set, those of the
  /// set 1, those out of reach nothing. The value is the mean over all nodes; it is 1 where
  /// everybody is in the set or linked to it.
  case weightedReach
}

/// A set of key players and what other sets of that cost achieve.
public struct KeyPlayers: Sendable, Equatable {
  /// A set of nodes, in rising order, and how well it does by the goal, from 0 to 1.
  public struct Choice: Sendable, Equatable {
    public let nodes: [Int]
    public let value: Double
    /// The summed cost of the nodes.
    public let cost: Double
  }

  /// The best set found.
  public let best: Choice
  /// The set before any swap; never better than `best`.
  public let greedy: Choice
  /// The nodes with most links (per cost) that the budget pays for: the choice without a model.
  public let degreeControl: Choice
  /// How well random sets do that the budget pays for, rising.
  public let randomValues: [Double]

  /// The mean of the random sets.
  public var randomMean: Double {
    randomValues.reduce(0, +) / Double(max(1, randomValues.count))
  }

  /// The share of random sets that do at least as well as the best set found. Where this is not
  /// near 0 the choice means little.
  public var randomShareAtLeastAsGood: Double {
    Double(randomValues.filter { $0 >= best.value }.count) / Double(max(1, randomValues.count))
  }
}

extension CSRGraph {
  /// Returns the set of nodes within a budget that together do best, and controls to hold it
  /// against. The best set of *k* is seldom the *k* best nodes, because their effects overlap.
  ///
  /// Nodes are added one by one, each time the one that gains most; then a node of the set is
  /// swapped for one outside it as long as that helps. With costs, gain per cost and plain gain
  /// are both tried and the better one kept.
  ///
  ///     let chain = try CSRGraph(nodeCount: 5, links: (1..<5).map { .init($0 - 1, $0) })
  ///     try chain.keyPlayers(for: .fragmentation, budget: 1).best.nodes       // [2]
  ///     try chain.keyPlayers(for: .reach(hops: 1), budget: 2).best.value      // 1
  ///
  /// - Parameters:
  ///   - goal: What to do best.
  ///   - budget: The most the set may cost: without costs, its number of nodes.
  ///   - costs: What each node costs, above 0; 1 each where nil.
  ///   - controls: The number of random sets, at least 1.
  ///   - seed: What the random sets are drawn from. Set *i* is the same whatever their number.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from; nil for neither. How many
  ///     rounds there will be is not known beforehand, so the finished part can fall.
  /// - Returns: Sets whose values run from 0 to 1, see ``KeyPlayerGoal``. A set is smaller than
  ///   the budget allows where more nodes would gain nothing.
  /// - Throws: `GraphError` for a budget, cost, number of hops or of controls that is out of range;
  ///   `.cancelled`.
  /// - Complexity: With *k* nodes in the set and *r* rounds of swaps, O(*r* · *k*) passes, a pass
  ///   being O(*n* + *m*) for fragmentation and up to *n* searches, cut short where they cannot
  ///   gain, for reach. O(*n* + *m*) memory per worker.
  /// - Note: Equal graphs give equal sets, whatever the number of workers; of equals the lower
  ///   node. At equal costs the greedy set has at least 1 − 1/e = 63 % of the best possible reach,
  ///   and with costs at least 31 % (Leskovec et al.); for fragmentation no bound is known.
  ///
  /// > Source: S. P. Borgatti, 2006,
  /// > [10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x); bounds from
  /// > G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, *Mathematical Programming* 14, 1978,
  /// > [10.1007/BF01588971](https://doi.org/10.1007/BF01588971), and J. Leskovec et al., *KDD*
  /// > 2007, [10.1145/1281192.1281239](https://doi.org/10.1145/1281192.1281239).
  public func keyPlayers(
    for goal: KeyPlayerGoal, budget: Double, costs: [Double]? = nil, controls: Int = 200,
    seed: UInt64 = 0, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> KeyPlayers {
    guard budget.isFinite, budget >= 0 else { throw .invalidBudget }
    guard controls >= 1 else { throw .invalidRunCount(controls) }
    let costs = try NodeCosts(costs, nodeCount: nodeCount)
    let degrees = degrees()
    switch goal {
    case .fragmentation:
      return try SetSearch(
        objective: SeparatedPairs(self), costs: costs, budget: budget, workers: workers,
        control: control
      ).report(degrees: degrees, controls: controls, seed: seed)
    case .reach(let hops):
      guard hops >= 1 else { throw .parameterTooSmall(name: "hops", value: hops, least: 1) }
      return try SetSearch(
        objective: ReachedNodes(self, hops: hops, workers: workers, control: control),
        costs: costs, budget: budget, workers: workers, control: control
      ).report(degrees: degrees, controls: controls, seed: seed)
    case .weightedReach:
      return try SetSearch(
        objective: ReachedNodes(self, hops: nil, workers: workers, control: control),
        costs: costs, budget: budget, workers: workers, control: control
      ).report(degrees: degrees, controls: controls, seed: seed)
    }
  }
}
