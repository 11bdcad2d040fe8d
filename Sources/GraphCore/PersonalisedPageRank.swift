extension CSRGraph {
  /// Returns the share of time that a random walk which keeps returning to the seeds spends at
  /// each node: how near each node is to the seeds, over all ways at once.
  ///
  /// From a node the walk follows one of its links. With chance 1 − *d*, or where there is no link
  /// to follow, it returns to a seed, all mentions in `seeds` being equally likely: what would
  /// leak away at dead ends goes back to the seeds and nowhere else. Nodes that no seed leads to
  /// score 0. An undirected link can be followed both ways; loops are not followed.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1)])
  ///     try chain.personalisedPageRank(seeds: [0]).scores  // [0.5405, 0.4595, 0]
  ///
  /// - Parameters:
  ///   - seeds: The nodes to return to; one named twice counts twice.
  ///   - damping: *d*, the chance to follow a link, at least 0 and below 1.
  ///   - weighted: Whether the chance of a link is in proportion to its strength; if not, all
  ///     links of a node are equally likely.
  ///   - tolerance: The residual at which to stop; at the latest after 1,000 sweeps.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where cancellation comes from, between sweeps; nil for nowhere.
  /// - Returns: Scores between 0 and 1 that add up to 1, and the residual as in `PageRank`.
  /// - Throws: `GraphError` where there is no seed or one is not a node;
  ///   `GraphError.cancelled`.
  /// - Complexity: O(*n* + *m*) per sweep, about log(tolerance) / log(*d*) sweeps.
  /// - Note: Every node sums its row in a fixed order, so equal graphs give equal bits, whatever the
  ///   number of workers and the order of the seeds.
  ///
  /// > Source: T. H. Haveliwala, "Topic-Sensitive PageRank", *WWW* 2002,
  /// > [10.1145/511446.511513](https://doi.org/10.1145/511446.511513).
  public func personalisedPageRank(
    seeds: [Int], damping: Double = 0.85, weighted: Bool = false, tolerance: Double = 1e-12,
    workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> PageRank {
    let restart = try restartChances(seeds)
    guard
      let rank = walk(
        from: nil, restart: restart, damping: damping, weighted: weighted, tolerance: tolerance,
        workers: workers, control: control)
    else { throw .cancelled }
    return rank
  }

  /// Returns the chance of each node when one of the seeds is drawn.
  func restartChances(_ seeds: [Int]) throws(GraphError) -> [Double] {
    guard !seeds.isEmpty else { throw .noSeeds }
    var mentions = [Int](repeating: 0, count: nodeCount)
    for seed in seeds {
      guard mentions.indices.contains(seed) else {
        throw .unknownNode(node: seed, nodeCount: nodeCount)
      }
      mentions[seed] += 1
    }
    return mentions.map { Double($0) / Double(seeds.count) }
  }
}
