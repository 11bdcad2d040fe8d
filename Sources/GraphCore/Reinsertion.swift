extension CSRGraph {
  /// Returns an order of removal improved by putting back nodes whose removal was not needed.
  ///
  /// Of the removals it takes to bring every component down to `largest` nodes, those are undone
  /// again, one by one, that keep to this bound: first the node that would come to stand in the
  /// smallest component (per cost, so that dear nodes are spared). What is still removed comes
  /// first in the new order, then the nodes put back, the last one put back first, then the rest.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     try chain.reinserting(into: [0, 1, 2], largest: 1)  // [1, 0, 2]: 0 was not needed
  ///
  /// - Parameters:
  ///   - order: The nodes to remove, each once; not necessarily all.
  ///   - largest: How many nodes a component may have, often 1 % of all. An order that never gets
  ///     there is returned as it is.
  ///   - costs: What removing each node of the graph costs; 1 each where nil.
  /// - Returns: The same nodes in another order, which gets to `largest` with a subset of the
  ///   removals that the given order needs.
  /// - Throws: As for `removalCurve(of:costs:)`.
  /// - Complexity: O((*n* + *m*) log *n*) and for each node the times its component has grown.
  /// - Note: Equal graphs and orders give equal orders; of equals the lower node is put back first.
  ///
  /// > Source: A. Braunstein, L. Dall'Asta, G. Semerjian, L. Zdeborová, "Network Dismantling",
  /// > *PNAS* 113(44), 2016,
  /// > [10.1073/pnas.1605083113](https://doi.org/10.1073/pnas.1605083113).
  public func reinserting(
    into order: [Int], largest: Int, costs: [Double]? = nil
  ) throws(GraphError) -> [Int] {
    let curve = try removalCurve(of: order, costs: costs)
    guard let needed = curve.effort(toLargest: largest)?.removals else { return order }
    let costs = try NodeCosts(costs, nodeCount: nodeCount)
    let rows = undirected().outgoing
    let removed = order.prefix(needed)
    var parts = GrowingParts(nodeCount: nodeCount)
    for v in try rest(without: Array(removed)) { parts.add(v, rows) }
    // Components only grow, so a rank is never better than when it was last computed.
    var ranked = RankedNodes(nodeCount: nodeCount)
    for v in removed { ranked.update(v, to: -Double(parts.sizeAdding(v, rows)) / costs[v]) }
    var isBack = [Bool](repeating: false, count: nodeCount)
    var back: [Int] = []
    while let (v, rank) = ranked.popFirst() {
      let size = parts.sizeAdding(v, rows)
      guard size <= largest else { continue }
      let current = -Double(size) / costs[v]
      guard current == rank else {
        ranked.update(v, to: current)
        continue
      }
      parts.add(v, rows)
      isBack[v] = true
      back.append(v)
    }
    return removed.filter { !isBack[$0] } + back.reversed() + order.dropFirst(needed)
  }
}
