extension CSRGraph {
  /// Returns the graph of some of the nodes and the links between them.
  ///
  /// Removal studies take a node's absence this way: the measures of what is left, without it.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.subgraph(of: [0, 2]).linkCount  // 0
  ///
  /// - Parameter nodes: The nodes to keep, each at most once. Node `nodes[i]` becomes node *i*.
  /// - Returns: A graph of the same kind. Strengths and multiplicities are kept; loops of a node
  ///   count as one in `loopCount`.
  /// - Complexity: O(*n*) and the rows of the kept nodes.
  /// - Precondition: No node is given twice.
  public func subgraph(of nodes: [Int]) -> CSRGraph {
    var place = [Int](repeating: -1, count: nodeCount)
    for (new, old) in nodes.enumerated() {
      precondition(place[old] < 0, "a node can be kept once only")
      place[old] = new
    }
    var columns = RowBuild.Columns(sources: [], targets: [])
    for (new, old) in nodes.enumerated() {
      for i in outgoing.range(old) {
        let target = Int(outgoing.neighbours[i])
        guard place[target] >= 0, isDirected || old < target else { continue }
        columns.append(i, of: outgoing, from: new, to: place[target])
      }
    }
    let loops = loopStrengths.isEmpty ? [] : nodes.map { loopStrengths[$0] }
    let loopCount = loops.filter { $0 > 0 }.count
    return CSRGraph(
      nodeCount: nodes.count, columns: columns, loopStrengths: loopCount > 0 ? loops : [],
      loopCount: loopCount, directed: isDirected, workers: 1)
  }
}
