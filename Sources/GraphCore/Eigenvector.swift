extension CSRGraph {
  /// Returns the eigenvector centrality of each node: in proportion to the summed scores of its
  /// neighbours, so that it counts to be linked to those who count.
  ///
  /// The scores solve *A x* = *λ x* for the largest eigenvalue *λ*. In a graph of several
  /// components only those whose own largest eigenvalue is the overall largest have such scores
  /// (usually one); all other nodes score 0. Directions are ignored and loops left out.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.eigenvector()  // [0.7071, 1, 0.7071]
  ///
  /// - Parameter weighted: Whether neighbours count in proportion to the strength of the link.
  /// - Returns: One score per node from 0 to 1, the largest of each scoring component 1. Without
  ///   any link all eigenvalues are 0 and every node scores 1.
  /// - Complexity: O(*m*) per step. Steps go on until no score changes by more than 10⁻¹⁴, at
  ///   most 2 · 10⁹ / *m* times: where the two largest eigenvalues nearly agree the last digits
  ///   are not reached.
  /// - Note: Iterates *A* + *I*, which unlike *A* settles on two-sided (bipartite) graphs too.
  ///   One thread, sums in row order: equal graphs give equal bits.
  ///
  /// > Source: P. Bonacich, "Power and Centrality: A Family of Measures", *American Journal of
  /// > Sociology* 92(5), 1987, [10.1086/228631](https://doi.org/10.1086/228631).
  public func eigenvector(weighted: Bool = false) -> [Double] {
    // Without a control nothing cancels the steps, so there is always an answer.
    leadingScores(weighted: weighted, control: nil) ?? []
  }

  /// The same under a control, which can cancel between steps; it tells no progress.
  ///
  /// - Throws: `GraphError.cancelled`.
  public func eigenvector(
    weighted: Bool = false, control: WorkControl
  ) throws(GraphError) -> [Double] {
    guard let scores = leadingScores(weighted: weighted, control: control) else {
      throw .cancelled
    }
    return scores
  }

  /// The scores; nil where the control was cancelled.
  private func leadingScores(weighted: Bool, control: WorkControl?) -> [Double]? {
    let graph = weighted ? undirected() : undirected().unweighted()
    guard graph.linkCount > 0 else { return Array(repeating: 1, count: nodeCount) }
    let members = graph.components().members().filter { $0.count > 1 }
    var vectors: [(eigenvalue: Double, scores: [Double])] = []
    for nodes in members {
      guard let vector = leadingVector(graph.outgoing, members: nodes, control: control) else {
        return nil
      }
      vectors.append(vector)
    }
    let largest = vectors.reduce(0) { max($0, $1.eigenvalue) }
    var scores = [Double](repeating: 0, count: nodeCount)
    for (nodes, vector) in zip(members, vectors) where vector.eigenvalue >= largest * (1 - 1e-9) {
      for (node, score) in zip(nodes, vector.scores) { scores[node] = score }
    }
    return scores
  }
}
