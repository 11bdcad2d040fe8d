extension CSRGraph {
  /// Returns PageRank from the scores it had before a change, in fewer sweeps than from none.
  ///
  /// The answer is held to the same residual as `pageRank(damping:weighted:tolerance:workers:)`
  /// and so lies as near to the exact scores; its last digits depend on the scores given.
  ///
  /// - Parameters:
  ///   - before: Scores of an earlier state of the graph: one per node, finite, at least 0 and not
  ///     all 0. They are scaled to add up to 1.
  ///   - damping: *d*, the chance to follow a link, at least 0 and below 1.
  ///   - weighted: Whether the chance of a link is in proportion to its strength.
  ///   - tolerance: The residual at which to stop; at the latest after 1,000 sweeps.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where cancellation comes from, between sweeps; nil for nowhere.
  /// - Throws: `GraphError.wrongCount` or `.invalidParameter` where the scores are not as said;
  ///   `.cancelled`.
  /// - Complexity: O(*n* + *m*) per sweep, about log(tolerance / first residual) / log(*d*) sweeps.
  /// - Note: Equal graphs and scores give equal bits, whatever the number of workers.
  ///
  /// > Source: A. N. Langville, C. D. Meyer, "Updating Markov Chains with an Eye on Google's
  /// > PageRank", *SIAM Journal on Matrix Analysis and Applications* 27(4), 2006,
  /// > [10.1137/040619028](https://doi.org/10.1137/040619028).
  public func pageRank(
    updating before: [Double], damping: Double = 0.85, weighted: Bool = false,
    tolerance: Double = 1e-12, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> PageRank {
    guard before.count == nodeCount else {
      throw .wrongCount(name: "scores", count: before.count, expected: nodeCount)
    }
    let total = before.reduce(0, +)
    guard before.allSatisfy({ $0 >= 0 }), total.isFinite, total > 0 || nodeCount == 0 else {
      throw .invalidParameter(
        name: "scores", need: "finite numbers of at least 0 that are not all 0")
    }
    let start = before.map { $0 / total }
    guard
      let rank = walk(
        from: start, restart: [], damping: damping, weighted: weighted, tolerance: tolerance,
        workers: workers, control: control)
    else { throw .cancelled }
    return rank
  }
}
