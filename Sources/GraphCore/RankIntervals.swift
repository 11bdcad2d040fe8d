/// How many replicates to make, what to report of them and when to stop.
public struct RankPlan: Sendable, Equatable {
  /// What the place of a tied node is.
  public enum Ties: Sendable, Equatable {
    /// The mean of the places it shares: an undisturbed graph has intervals of width 0.
    case mid
    /// The lower end counts it first among its equals and the upper end last, so that an interval
    /// is never narrower than a tie.
    case span
  }

  /// The numbers of replicates after which to look whether the intervals have settled, rising.
  /// The last is the most that are made.
  public var checkpoints = [50, 100, 200, 400]
  /// The share of replicates that may lie below an interval, and the same above.
  public var tail = 0.05
  /// *k* of the chance to stay in the top *k*; the nodes that decide when to stop are those in
  /// the top *k* of the whole graph.
  public var top = 10
  public var ties = Ties.mid
  /// Stop at the first checkpoint at which the ends of no such interval may still move by more
  /// than this many places together; nil to make all replicates.
  public var settledWithin: Double?

  public init() {}

  func check() throws(GraphError) {
    let rising = zip(checkpoints, checkpoints.dropFirst()).allSatisfy { $0 < $1 }
    guard let first = checkpoints.first, first > 0, rising else {
      throw .invalidParameter(name: "checkpoints", need: "rising numbers above 0")
    }
    guard tail >= 0, tail < 0.5 else {
      throw .invalidParameter(name: "tail", need: "a share of at least 0 and below 0.5")
    }
    guard top > 0 else {
      throw .invalidParameter(name: "top", need: "at least one place")
    }
    if let settledWithin, !(settledWithin >= 0) {
      throw .invalidParameter(name: "settledWithin", need: "a number of places of at least 0")
    }
  }
}

/// The place of every node with the uncertainty that missing data put on it.
public struct RankIntervals: Sendable, Equatable {
  /// The places in the whole graph.
  public let original: Ranks
  /// The lower (better) end of each interval, in places, a multiple of ½; not a number for a node
  /// that no replicate holds.
  public let lower: [Double]
  /// The upper (worse) end of each interval.
  public let upper: [Double]
  /// By how many places the two ends together may still move with more replicates: twice the
  /// standard error of each end's place in the sorted replicates.
  public let slack: [Double]
  /// The chance to be in the top *k*, ties drawn by lot, over the replicates that hold the node.
  public let topChance: [Double]
  /// The number of replicates that hold the node.
  public let presence: [Int]
  /// The number of replicates made.
  public let replicates: Int
  /// Whether the intervals settled before the last checkpoint.
  public let stoppedEarly: Bool
}

extension CSRGraph {
  /// Returns between which places each node ranks when data are missing.
  ///
  /// A rank is worth its interval: a node that is second in the whole graph and between 1 and 3
  /// in nine of ten replicates is second; one between 1 and 40 is not known to be anything.
  ///
  ///     let ranks = try graph.rankIntervals(under: .links(lost: 0.1), seed: 1) {
  ///       $0.graph.betweenness(workers: 1)
  ///     }
  ///     ranks.lower[node]...ranks.upper[node]
  ///
  /// The interval from 5 % to 95 % is the narrowest between two places that occurred with at most
  /// 5 % of replicates below and at most 5 % above it; nothing is interpolated. Where nodes are
  /// lost, a node is ranked in the replicates that hold it, among the nodes they hold. The
  /// interval shows the spread that loss at this chance causes on top of what is already
  /// missing; it is no confidence interval unless losses do happen that way.
  ///
  /// - Parameters:
  ///   - perturbation: What may be missing.
  ///   - seed: The seed of the replicates.
  ///   - plan: How many replicates, which interval, when to stop.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - measure: One value per node of the replicate's graph; more is better placed. Called from
  ///     several threads at once; must be a function of the replicate.
  /// - Returns: One interval per node. A chance of loss of 0 gives the places of the whole graph,
  ///   with width 0 where `ties` is `mid`.
  /// - Throws: `GraphError` where a parameter is out of range or `measure` returns the wrong
  ///   number of values.
  /// - Complexity: One `measure` and O(*n* log *n* + *m*) per replicate; 4 bytes per node and
  ///   replicate (8 for `span`).
  /// - Note: Replicates are joined in the order of their numbers and the decision to stop is taken
  ///   at checkpoints only, so equal inputs give equal bits, whatever the number of workers.
  ///
  /// > Source: B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13,
  /// > [10.1201/9780429246593](https://doi.org/10.1201/9780429246593); for networks: S. P.
  /// > Borgatti, K. M. Carley, D. Krackhardt, "On the Robustness of Centrality Measures under
  /// > Conditions of Imperfect Data", *Social Networks* 28(2), 2006,
  /// > [10.1016/j.socnet.2005.05.001](https://doi.org/10.1016/j.socnet.2005.05.001).
  public func rankIntervals(
    under perturbation: Perturbation, seed: UInt64, plan: RankPlan = RankPlan(), workers: Int = 0,
    measure: @Sendable (Replicate) -> [Double]
  ) throws(GraphError) -> RankIntervals {
    try plan.check()
    let maker = try ReplicateMaker(self, perturbation, seed: seed)
    let values = measure(maker.whole)
    try Self.check(values.count, for: maker.whole)
    let original = Ranks(values)
    var tally = RankTally(original: original, plan: plan)
    for checkpoint in plan.checkpoints {
      let done = tally.replicates
      let runs = WorkerPool.shared.map(checkpoint - done, workers: workers) { piece in
        let replicate = maker.make(done + piece)
        return RankRun(replicate, values: measure(replicate), of: nodeCount, plan: plan)
      }
      for run in runs {
        guard run.isComplete else {
          throw .wrongCount(name: "measure", count: run.valueCount, expected: run.nodeCount)
        }
        tally.add(run)
      }
      guard let limit = plan.settledWithin, checkpoint != plan.checkpoints.last else { continue }
      let intervals = tally.intervals(workers: workers)
      if tally.isSettled(intervals, within: limit) { return intervals }
    }
    return tally.intervals(workers: workers)
  }

  private static func check(_ count: Int, for replicate: Replicate) throws(GraphError) {
    guard count == replicate.graph.nodeCount else {
      throw .wrongCount(name: "measure", count: count, expected: replicate.graph.nodeCount)
    }
  }
}
