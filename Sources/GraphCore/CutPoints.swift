extension CSRGraph {
  /// Returns the nodes without which some other nodes of their component lose touch, in rising
  /// order (articulation points). Directions are ignored.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.cutNodes()  // [1]
  ///
  /// - Complexity: O(*n* + *m*) time, O(*n*) memory; no recursion, so long chains are safe.
  /// - Note: The set is unique, so equal graphs give equal answers.
  ///
  /// > Source: J. Hopcroft, R. Tarjan, "Algorithm 447: Efficient Algorithms for Graph
  /// > Manipulation", *Communications of the ACM* 16(6), 1973,
  /// > [10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
  public func cutNodes() -> [Int] {
    let tree = DepthFirstTree(undirected().outgoing)
    var children = [Int](repeating: 0, count: nodeCount)
    var isCut = [Bool](repeating: false, count: nodeCount)
    for w in 0..<nodeCount where tree.parent[w] >= 0 {
      let v = tree.parent[w]
      children[v] += 1
      if tree.parent[v] < 0 {
        isCut[v] = children[v] > 1
      } else if tree.low[w] >= tree.number[v] {
        isCut[v] = true
      }
    }
    return isCut.indices.filter { isCut[$0] }
  }

  /// Returns the links without which their two ends lose touch, by source and then target.
  ///
  /// Directions are ignored: links both ways between two nodes are one link here, and so are
  /// doubled links, because a link stands for all that is known between its two ends. Ask
  /// `multiplicity(from:to:)` how many reports a bridge rests on.
  ///
  /// - Returns: Links of `undirected()`, the source the lower number.
  /// - Complexity: As for `cutNodes()`.
  ///
  /// > Source: R. E. Tarjan, "A Note on Finding the Bridges of a Graph", *Information Processing
  /// > Letters* 2(6), 1974,
  /// > [10.1016/0020-0190(74)90003-9](https://doi.org/10.1016/0020-0190(74)90003-9).
  public func bridges() -> [Link] {
    let graph = undirected()
    let tree = DepthFirstTree(graph.outgoing)
    var bridges: [Link] = []
    for w in 0..<nodeCount where tree.parent[w] >= 0 {
      let v = tree.parent[w]
      guard tree.low[w] > tree.number[v] else { continue }
      bridges.append(Link(min(v, w), max(v, w), strength: graph.strength(from: v, to: w)))
    }
    return bridges.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}
