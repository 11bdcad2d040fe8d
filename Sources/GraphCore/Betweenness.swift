extension CSRGraph {
  /// Returns how often each node lies on a shortest path between two others.
  ///
  /// Analysts read a high score as brokerage: without the node, people who do not know each
  /// other lose contact or must go a longer way. Every link counts as one hop. Where a pair has
  /// several shortest paths, a node is credited with its share of them.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.betweenness()  // [0, 1, 0]: only node 1 joins a pair
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per node, in pairs of nodes: unordered pairs, from 0 to
  ///   (*n* − 1)(*n* − 2) / 2; in a directed graph ordered pairs, up to twice that. A node alone
  ///   in its component scores 0.
  /// - Complexity: O(*n* · *m*) time, in an undirected graph of each block (part that no single
  ///   node cuts) on its own, so trees cost nothing; O(*n*) memory per worker and for each of 16
  ///   partial sums.
  /// - Note: Equal graphs give equal bits, whatever the number of workers. Path counts are
  ///   rescaled level by level, so long lattices do not overflow.
  ///
  /// > Source: U. Brandes, "A Faster Algorithm for Betweenness Centrality", *Journal of
  /// > Mathematical Sociology* 25(2), 2001,
  /// > [10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249); blocks
  /// > after A. E. Sarıyüce et al., "Graph Manipulations for Fast Centrality Computation", *ACM
  /// > TKDD* 11(3), 2017, [10.1145/3022668](https://doi.org/10.1145/3022668).
  public func betweenness(workers: Int = 0) -> [Double] {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      return dependencies(outgoing, weights: ones, workers: workers)
    }
    let blocks = BlockUnion(outgoing)
    let inside = dependencies(blocks.rows, weights: blocks.weights, workers: workers)
    var scores = blocks.credits
    for (copy, dependency) in inside.enumerated() {
      scores[blocks.origins[copy]] += dependency / 2
    }
    return scores
  }

  private func dependencies(_ rows: Adjacency, weights: [Double], workers: Int) -> [Double] {
    SourceBatches(sourceCount: weights.count, smallest: 8)
      .sum(width: weights.count, workers: workers) { sources in
        brandesDependencies(rows, weights: weights, sources: sources)
      }
  }
}

/// The division of the nodes into batches of sources whose results are added up in order.
///
/// The batches depend on the number of nodes only, never on the number of workers.
struct SourceBatches {
  let sourceCount: Int
  let size: Int

  /// At most 256 batches of at least `smallest` sources.
  init(sourceCount: Int, smallest: Int) {
    self.sourceCount = sourceCount
    size = max(smallest, (sourceCount + 255) / 256)
  }

  var count: Int { (sourceCount + size - 1) / size }

  func sources(_ batch: Int) -> Range<Int> {
    (batch * size)..<min(sourceCount, (batch + 1) * size)
  }

  /// Returns the sum of the batches' vectors, added in batch order, 16 batches at a time.
  func sum(
    width: Int, workers: Int, _ vector: @Sendable (Range<Int>) -> [Double]
  ) -> [Double] {
    var total = [Double](repeating: 0, count: width)
    for first in stride(from: 0, to: count, by: 16) {
      let parts = WorkerPool.shared.map(min(16, count - first), workers: workers) { part in
        vector(sources(first + part))
      }
      for part in parts {
        for (i, value) in part.enumerated() { total[i] += value }
      }
    }
    return total
  }
}
