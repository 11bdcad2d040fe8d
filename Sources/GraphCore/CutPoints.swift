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
    let isCut = DepthFirstWalk(undirected().outgoing).isCut()
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
    return DepthFirstWalk(graph.outgoing).bridges().map { source, target in
      let strength = graph.isWeighted ? graph.strength(from: source, to: target) : 1
      return Link(source, target, strength: strength)
    }
  }
}
