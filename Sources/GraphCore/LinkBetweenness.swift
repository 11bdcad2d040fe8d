extension CSRGraph {
  /// Returns how many pairs of nodes each link carries: how often it lies on a shortest path.
  ///
  /// A high score marks a link whose loss makes many go a longer way or lose contact: the tie to
  /// watch between two groups. Every link counts as one hop. Where a pair has several shortest
  /// paths, a link is credited with its share of them. The two ends of a link are a pair too.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.linkBetweenness()  // [2, 2]: pairs 0-1 and 0-2, pairs 1-2 and 0-2
  ///
  /// The links at a node add up to twice its `betweenness(workers:)` plus the number of nodes it
  /// can reach; in a directed graph the links that enter it, to its betweenness plus the number of
  /// nodes that reach it. All links add up to the hops between all pairs.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per link, in the order of `links()`, in pairs of nodes: unordered pairs,
  ///   from above 0 to *n*² / 4 (a bridge between two halves); in a directed graph ordered pairs.
  /// - Complexity: O(*n* · *m*) time, in an undirected graph of each block on its own, so trees
  ///   cost nothing; O(*n* + *m*) memory per worker and O(*m*) for each of 16 partial sums.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: U. Brandes, "On Variants of Shortest-Path Betweenness Centrality and Their Generic
  /// > Computation", *Social Networks* 30(2), 2008,
  /// > [10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
  public func linkBetweenness(workers: Int = 0) -> [Double] {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      return linkSums(outgoing, weights: ones, workers: workers)
    }
    let blocks = BlockUnion(outgoing)
    let inside = linkSums(blocks.rows, weights: blocks.weights, workers: workers)
    var arcs = [Double](repeating: 0, count: outgoing.neighbours.count)
    // A bridge is the one way between what hangs below it and the rest.
    let tree = DepthFirstTree(outgoing)
    var total = tree.size
    for w in tree.order where tree.parent[w] >= 0 {
      total[w] = total[tree.parent[w]]
      guard tree.low[w] > tree.number[tree.parent[w]] else { continue }
      let ends = (min(w, tree.parent[w]), max(w, tree.parent[w]))
      guard let arc = outgoing.arc(from: ends.0, to: ends.1) else { continue }
      arcs[arc] = Double(tree.size[w]) * Double(total[w] - tree.size[w])
    }
    for copy in blocks.origins.indices {
      for i in blocks.rows.range(copy) {
        let (u, v) = (blocks.origins[copy], blocks.origins[Int(blocks.rows.neighbours[i])])
        guard let arc = outgoing.arc(from: min(u, v), to: max(u, v)) else { continue }
        arcs[arc] += inside[i] / 2
      }
    }
    return (0..<nodeCount).flatMap { u in
      outgoing.range(u).filter { u < Int(outgoing.neighbours[$0]) }.map { arcs[$0] }
    }
  }

  private func linkSums(_ rows: Adjacency, weights: [Double], workers: Int) -> [Double] {
    SourceBatches(sourceCount: weights.count, smallest: 8)
      .sum(width: rows.neighbours.count, workers: workers) { sources in
        linkDependencies(rows, weights: weights, sources: sources)
      }
  }
}
