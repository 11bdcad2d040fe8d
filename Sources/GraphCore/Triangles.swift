extension CSRGraph {
  /// Returns in how many triangles each node takes part: pairs of its neighbours who are linked
  /// to each other. Directions are ignored, doubled links count once, loops not at all.
  ///
  ///     let links = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
  ///     try CSRGraph(nodeCount: 4, links: links).triangles()  // [1, 1, 1, 0]
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One whole number per node, from 0 to *k* (*k* − 1) / 2 for *k* neighbours. Every
  ///   triangle is counted at three nodes.
  /// - Complexity: O(*m*^1.5) time: with links pointed at their end of more neighbours, about one step
  ///   for each pair of links from the same node. 2 bytes per arc, 28 per node, 12 per node and
  ///   worker, and at most 2 MB besides.
  /// - Note: Counts are whole numbers, so equal graphs give equal numbers, whatever the number of
  ///   workers.
  ///
  /// > Source: M. Latapy, "Main-memory Triangle Computations for Very Large (Sparse (Power-Law))
  /// > Graphs", *Theoretical Computer Science* 407, 2008,
  /// > [10.1016/j.tcs.2008.07.017](https://doi.org/10.1016/j.tcs.2008.07.017).
  public func triangles(workers: Int = 0) -> [Int] {
    triangleCounts(undirected().outgoing, workers: workers)
  }

  /// Returns the number of triangles in the graph.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Complexity: As for `triangles(workers:)`.
  public func triangleCount(workers: Int = 0) -> Int {
    triangles(workers: workers).reduce(0, +) / 3
  }

  /// Returns the part of each node's pairs of neighbours that are linked to each other.
  ///
  /// A low value at a node with many neighbours means that these meet through the node only.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One number per node from 0 to 1; 0 with fewer than two neighbours.
  /// - Complexity: As for `triangles(workers:)`.
  /// - Note: One division of whole numbers each, so equal graphs give equal bits.
  ///
  /// > Source: D. J. Watts, S. H. Strogatz, "Collective Dynamics of 'Small-World' Networks",
  /// > *Nature* 393, 1998, [10.1038/30918](https://doi.org/10.1038/30918).
  public func localClustering(workers: Int = 0) -> [Double] {
    let rows = undirected().outgoing
    var shares = [Double](repeating: 0, count: nodeCount)
    for (v, count) in triangleCounts(rows, workers: workers).enumerated() where count > 0 {
      let k = Double(rows.range(v).count)
      let pairs: Double = k * (k - 1)
      shares[v] = Double(2 * count) / pairs
    }
    return shares
  }

  /// Returns the mean of `localClustering()` over all nodes, those with fewer than two
  /// neighbours counted as 0; 0 for a graph without nodes.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  public func averageLocalClustering(workers: Int = 0) -> Double {
    nodeCount == 0 ? 0 : localClustering(workers: workers).reduce(0, +) / Double(nodeCount)
  }

  /// Returns the part of all paths of two links whose ends are linked: three times the triangles
  /// over the paths, from 0 to 1; 0 where there is no such path.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  public func transitivity(workers: Int = 0) -> Double {
    let rows = undirected().outgoing
    var paths = 0.0
    for v in 0..<nodeCount {
      let k = Double(rows.range(v).count)
      paths += k * (k - 1) / 2
    }
    guard paths > 0 else { return 0 }
    return Double(triangleCounts(rows, workers: workers).reduce(0, +)) / paths
  }
}

extension CSRGraph {
  /// The triangles at each node as large graphs have them counted, for tests on small ones.
  ///
  /// - Parameter hubs: How many nodes of most neighbours have links in a table; 4,096 otherwise.
  package func triangles(hubs: Int, workers: Int) -> [Int] {
    triangleCounts(undirected().outgoing, hubs: hubs, workers: workers)
  }
}
