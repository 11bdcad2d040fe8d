extension CSRGraph {
  /// Returns in how many triangles each node takes part: pairs of its neighbours who are linked
  /// to each other. Directions are ignored, doubled links count once, loops not at all.
  ///
  ///     let links = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
  ///     try CSRGraph(nodeCount: 4, links: links).triangles()  // [1, 1, 1, 0]
  ///
  /// - Returns: One whole number per node, from 0 to *k* (*k* − 1) / 2 for *k* neighbours. Every
  ///   triangle is counted at three nodes.
  /// - Complexity: O(*m*^1.5) time, O(*n* + *m*) memory.
  /// - Note: Counts are whole numbers, so equal graphs give equal numbers.
  ///
  /// > Source: M. Latapy, "Main-memory Triangle Computations for Very Large (Sparse (Power-Law))
  /// > Graphs", *Theoretical Computer Science* 407, 2008,
  /// > [10.1016/j.tcs.2008.07.017](https://doi.org/10.1016/j.tcs.2008.07.017).
  public func triangles() -> [Int] {
    triangleCounts(undirected().outgoing)
  }

  /// Returns the number of triangles in the graph.
  public func triangleCount() -> Int {
    triangles().reduce(0, +) / 3
  }

  /// Returns the part of each node's pairs of neighbours that are linked to each other.
  ///
  /// A low value at a node with many neighbours means that these meet through the node only.
  ///
  /// - Returns: One number per node from 0 to 1; 0 with fewer than two neighbours.
  /// - Complexity: As for `triangles()`.
  ///
  /// > Source: D. J. Watts, S. H. Strogatz, "Collective Dynamics of 'Small-World' Networks",
  /// > *Nature* 393, 1998, [10.1038/30918](https://doi.org/10.1038/30918).
  public func localClustering() -> [Double] {
    let degrees = degrees()
    var shares = [Double](repeating: 0, count: nodeCount)
    for (v, count) in triangles().enumerated() where count > 0 {
      let k = Double(degrees[v])
      let pairs: Double = k * (k - 1)
      shares[v] = Double(2 * count) / pairs
    }
    return shares
  }

  /// Returns the mean of `localClustering()` over all nodes, those with fewer than two
  /// neighbours counted as 0; 0 for a graph without nodes.
  public func averageLocalClustering() -> Double {
    nodeCount == 0 ? 0 : localClustering().reduce(0, +) / Double(nodeCount)
  }

  /// Returns the part of all paths of two links whose ends are linked: three times the triangles
  /// over the paths, from 0 to 1; 0 where there is no such path.
  public func transitivity() -> Double {
    var paths = 0.0
    for degree in degrees() {
      let k = Double(degree)
      paths += k * (k - 1) / 2
    }
    return paths == 0 ? 0 : Double(triangles().reduce(0, +)) / paths
  }
}
