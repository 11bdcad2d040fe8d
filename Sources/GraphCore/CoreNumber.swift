extension CSRGraph {
  /// Returns the core number of each node: the largest *k* such that the node belongs to a set of
  /// nodes in which each has at least *k* neighbours within the set.
  ///
  /// High numbers mark dense cores; a person with many links that lead nowhere else has a low
  /// one. Doubled links count once, loops not at all.
  ///
  ///     let triangle = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
  ///     try CSRGraph(nodeCount: 4, links: triangle).coreNumbers()  // [2, 2, 2, 1]
  ///
  /// - Parameter direction: In a directed graph, which neighbours count: `incoming` asks for *k*
  ///   that link to the node, `outgoing` for *k* that it links to, `total` for *k* in either
  ///   direction, one that is linked both ways counting once.
  /// - Returns: One whole number per node, from 0 (no links) to the node's degree.
  /// - Complexity: O(*n* + *m*) time, 12 bytes per node.
  /// - Note: Core numbers are unique, so equal graphs give equal numbers.
  ///
  /// > Source: V. Batagelj, M. Zaveršnik, "An O(m) Algorithm for Cores Decomposition of Networks",
  /// > 2003, [10.48550/arXiv.cs/0310049](https://doi.org/10.48550/arXiv.cs/0310049); levels from
  /// > lists of what is left: H. Kabir, K. Madduri, "Parallel k-core Decomposition on Multicore
  /// > Platforms", *IPDPS Workshops* 2017,
  /// > [10.1109/IPDPSW.2017.151](https://doi.org/10.1109/IPDPSW.2017.151).
  public func coreNumbers(_ direction: Direction = .total) -> [Int] {
    guard isDirected, direction != .total else {
      let rows = undirected().outgoing
      return peeledCores(counted: rows, lowered: rows)
    }
    // Without a node, those it links to have one link in less.
    return direction == .incoming
      ? peeledCores(counted: incoming, lowered: outgoing)
      : peeledCores(counted: outgoing, lowered: incoming)
  }
}
