/// The PageRank of every node, with the evidence that it is one.
public struct PageRank: Sendable, Equatable {
  /// One score per node, together 1.
  public let scores: [Double]
  /// How much one more sweep changed the scores, summed over all nodes. The scores lie within
  /// `residual` · *d* / (1 − *d*) of the exact ones, *d* being the damping.
  public let residual: Double
  /// The number of sweeps.
  public let iterations: Int
}

extension CSRGraph {
  /// Returns the share of time a random walk spends at each node.
  ///
  /// From a node the walk follows one of its links, or with chance 1 − *d*, or where there is no
  /// link to follow, jumps to any node. High scores go to nodes that well-placed nodes point to.
  /// An undirected link can be followed both ways; loops are not followed.
  ///
  ///     let pair = try CSRGraph(nodeCount: 2, links: [.init(0, 1)])
  ///     pair.pageRank().scores  // [0.5, 0.5]
  ///
  /// - Parameters:
  ///   - damping: *d*, the chance to follow a link, at least 0 and below 1.
  ///   - weighted: Whether the chance of a link is in proportion to its strength; if not, all
  ///     links of a node are equally likely.
  ///   - tolerance: The residual at which to stop; at the latest after 1,000 sweeps.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: Scores between 0 and 1 that add up to 1 (no scores for a graph without nodes).
  /// - Complexity: O(*n* + *m*) per sweep, about log(tolerance) / log(*d*) sweeps.
  /// - Note: Every node sums its row in order and partial sums are added in order, so equal
  ///   graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: S. Brin, L. Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine",
  /// > *Computer Networks* 30, 1998,
  /// > [10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X).
  public func pageRank(
    damping: Double = 0.85, weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0
  ) -> PageRank {
    precondition((0..<1).contains(damping), "damping must be at least 0 and below 1")
    guard nodeCount > 0 else { return PageRank(scores: [], residual: 0, iterations: 0) }
    let out = weighted ? strengths(.outgoing) : degrees(.outgoing).map(Double.init)
    let rows = weighted ? incoming : incoming.unweighted()
    return pageRankSweeps(
      rows, out: out, damping: damping, tolerance: tolerance, workers: workers)
  }
}
