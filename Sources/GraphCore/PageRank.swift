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
  /// - Complexity: O(*n* + *m*) per sweep, at most about log(tolerance) / log(*d*) sweeps; a quarter
  ///   of that on undirected graphs with *d* = 0.85, which are solved by conjugate gradients.
  ///   Memory for the work: 40 bytes per node; on large graphs up to 8 per node and 4 per arc more.
  /// - Note: Every node sums its row in a fixed order and partial sums are added in order, so equal
  ///   graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: S. Brin, L. Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine",
  /// > *Computer Networks* 30, 1998,
  /// > [10.1016/S0169-7552(98)00110-X](https://doi.org/10.1016/S0169-7552(98)00110-X).
  public func pageRank(
    damping: Double = 0.85, weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0
  ) -> PageRank {
    // Without a control nothing cancels the walk, so there is always an answer.
    walk(
      from: nil, restart: [], damping: damping, weighted: weighted, tolerance: tolerance,
      workers: workers, control: nil) ?? PageRank(scores: [], residual: 0, iterations: 0)
  }

  /// The same under a control, which can cancel between sweeps.
  ///
  /// - Throws: `GraphError.cancelled`.
  public func pageRank(
    damping: Double = 0.85, weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0,
    control: WorkControl
  ) throws(GraphError) -> PageRank {
    guard
      let rank = walk(
        from: nil, restart: [], damping: damping, weighted: weighted, tolerance: tolerance,
        workers: workers, control: control)
    else { throw .cancelled }
    return rank
  }

  /// Sweeps from given scores, or from equal ones, to where the walk settles.
  ///
  /// - Parameter restart: The chance to return to each node; empty where all are equal.
  /// - Returns: Nil where the control cancelled.
  func walk(
    from start: [Double]?, restart: [Double], damping: Double, weighted: Bool, tolerance: Double,
    workers: Int, control: WorkControl?
  ) -> PageRank? {
    precondition((0..<1).contains(damping), "damping must be at least 0 and below 1")
    guard nodeCount > 0 else { return PageRank(scores: [], residual: 0, iterations: 0) }
    let isWeighted = weighted && !outgoing.strengths.isEmpty
    let strengths = isWeighted ? strengths(.outgoing) : []
    let out: @Sendable (Int) -> Double = { [outgoing] v in
      isWeighted ? strengths[v] : Double(outgoing.range(v).count)
    }
    let equal = 1 / Double(nodeCount)
    let returning: @Sendable (Int) -> Double = { restart.isEmpty ? equal : restart[$0] }
    return incoming.withSweep(gathered: outgoing, workers: workers) { sweep in
      var near = start
      var sweeps = 0
      if !isDirected {
        let unit = isWeighted ? Self.unit(of: strengths) : 1
        let conjugate = ConjugateWalk(
          sweep, strength: out, unit: unit, weighted: isWeighted, damping: damping,
          workers: workers)
        near = conjugate.scores(
          from: start, restart: returning, tolerance: tolerance, workers: workers,
          control: control)
        guard near != nil else { return nil }
        sweeps = conjugate.sweeps
      }
      let walk = ReturningWalk(
        sweep, out: out, start: { [near] in near?[$0] ?? returning($0) }, isNear: !isDirected,
        restart: restart, weighted: isWeighted, damping: damping, workers: workers)
      return walk.run(tolerance: tolerance, after: sweeps, workers: workers, control: control)
    }
  }

  /// The power of two at or below the largest value; 1 where none is above 0.
  private static func unit(of values: [Double]) -> Double {
    let largest = values.max() ?? 0
    return largest > 0 ? Double(sign: .plus, exponent: Int(largest.exponent), significand: 1) : 1
  }
}
