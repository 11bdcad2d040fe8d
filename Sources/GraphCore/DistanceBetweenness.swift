extension DistanceGraph {
  /// Returns how often each node lies on a shortest way between two others, by distance.
  ///
  /// As `CSRGraph.betweenness(workers:)`, but a way is as long as the sum of its distances, so a
  /// chain of near links can be shorter than one far link.
  ///
  ///     let graph = try DistanceGraph(
  ///       nodeCount: 3,
  ///       links: [
  ///         .init(0, 1, distance: 1), .init(1, 2, distance: 1), .init(0, 2, distance: 5),
  ///       ])
  ///     try graph.betweenness()  // [0, 1, 0]: the way by node 1 is shorter than the direct one
  ///
  /// - Parameters:
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from; nil for neither.
  /// - Returns: One score per node, in pairs of nodes: unordered pairs, from 0 to
  ///   (*n* − 1)(*n* − 2) / 2; in a directed graph ordered pairs, up to twice that.
  /// - Throws: `GraphError.cancelled`.
  /// - Complexity: O(*n* · (*n* + *m*) log *n*) time, in an undirected graph of each block on its
  ///   own, so trees cost nothing; about 60 bytes per node and worker.
  /// - Note: Whether two ways are equally long is decided exactly. Equal graphs give equal bits,
  ///   whatever the number of workers.
  ///
  /// > Source: U. Brandes, "A Faster Algorithm for Betweenness Centrality", *Journal of
  /// > Mathematical Sociology* 25(2), 2001,
  /// > [10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249).
  public func betweenness(
    workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> [Double] {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      return try sums(outgoing, masses: ones, over: .nodes, workers, control)
    }
    let blocks = BlockUnion(outgoing)
    let inside = try sums(blocks.rows, masses: blocks.weights, over: .nodes, workers, control)
    var scores = blocks.credits
    for (copy, dependency) in inside.enumerated() {
      scores[blocks.origins[copy]] += dependency / 2
    }
    return scores
  }

  /// Returns how many pairs of nodes each link carries: how often it lies on a shortest way, by
  /// distance.
  ///
  /// As `CSRGraph.linkBetweenness(workers:)`. A link that is longer than a way around it carries
  /// nobody: 0.
  ///
  /// - Parameters: As for `betweenness(workers:control:)`.
  /// - Returns: One score per link, in the order of `links()`, in pairs of nodes: unordered pairs,
  ///   from 0 to *n*² / 4; in a directed graph ordered pairs.
  /// - Throws: `GraphError.cancelled`.
  /// - Complexity: As for `betweenness(workers:control:)`, and 8 bytes per arc and worker.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: U. Brandes, "On Variants of Shortest-Path Betweenness Centrality and Their Generic
  /// > Computation", *Social Networks* 30(2), 2008,
  /// > [10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
  public func linkBetweenness(
    workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> [Double] {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      return try sums(outgoing, masses: ones, over: .arcs, workers, control)
    }
    let blocks = BlockUnion(outgoing)
    let inside = try sums(blocks.rows, masses: blocks.weights, over: .arcs, workers, control)
    return outgoing.linkPairs(
      outgoing.arcValues(inside, of: blocks.rows, origins: blocks.origins))
  }

  private func sums(
    _ rows: Adjacency, masses: [Double], over passed: PassedOver, _ workers: Int,
    _ control: WorkControl?
  ) throws(GraphError) -> [Double] {
    let width = passed == .nodes ? masses.count : rows.neighbours.count
    let spread = spread
    let sums = SourceBatches(sourceCount: masses.count, smallest: 16)
      .sum(width: width, workers: workers, control: control) { sources in
        distanceDependencies(
          rows, spread: spread, masses: masses, over: passed, sources: sources)
      }
    guard let sums else { throw .cancelled }
    return sums
  }
}
