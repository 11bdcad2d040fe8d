extension CSRGraph {
  /// Returns the core number of each node: the largest *k* such that the node belongs to a set of
  /// nodes in which each has at least *k* neighbours within the set.
  ///
  /// High numbers mark dense cores; a person with many links that lead nowhere else has a low
  /// one. Directions are ignored, doubled links count once, loops not at all.
  ///
  ///     let triangle = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
  ///     try CSRGraph(nodeCount: 4, links: triangle).coreNumbers()  // [2, 2, 2, 1]
  ///
  /// - Returns: One whole number per node, from 0 (no links) to the node's degree.
  /// - Complexity: O(*n* + *m*) time, O(*n*) memory.
  /// - Note: Core numbers are unique, so equal graphs give equal numbers.
  ///
  /// > Source: V. Batagelj, M. Zaveršnik, "An O(m) Algorithm for Cores Decomposition of Networks",
  /// > 2003, [10.48550/arXiv.cs/0310049](https://doi.org/10.48550/arXiv.cs/0310049).
  public func coreNumbers() -> [Int] {
    let rows = undirected().outgoing
    var deg = (0..<nodeCount).map { rows.range($0).count }
    // vert holds the nodes by rising degree, pos the place of each, bin where each degree starts.
    var bin = [Int](repeating: 0, count: (deg.max() ?? 0) + 2)
    for d in deg { bin[d + 1] += 1 }
    for d in 1..<bin.count { bin[d] += bin[d - 1] }
    var next = bin
    var vert = [Int](repeating: 0, count: nodeCount)
    var pos = vert
    for v in 0..<nodeCount {
      pos[v] = next[deg[v]]
      vert[pos[v]] = v
      next[deg[v]] += 1
    }
    for i in 0..<nodeCount {
      let v = vert[i]
      for arc in rows.range(v) {
        let u = Int(rows.neighbours[arc])
        guard deg[u] > deg[v] else { continue }
        let w = vert[bin[deg[u]]]
        vert.swapAt(pos[u], pos[w])
        pos.swapAt(u, w)
        bin[deg[u]] += 1
        deg[u] -= 1
      }
    }
    return deg
  }
}
