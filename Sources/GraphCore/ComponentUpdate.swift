extension CSRGraph {
  /// Returns the components of this graph from those it had before a change.
  ///
  /// Links added join parts, which takes next to no time. A part that lost a link is joined anew
  /// from the links it has now; the others are not looked at.
  ///
  ///     let change = try graph.changed(adding: new, removing: old)
  ///     let parts = change.graph.components(
  ///       updating: before, adding: new.map { ($0.source, $0.target) }, removing: old)
  ///
  /// - Parameters:
  ///   - before: The components before the change, of a graph with as many nodes.
  ///   - links: The ends of the links added.
  ///   - pairs: The ends of the links removed.
  /// - Returns: What `components(workers:)` of this graph returns.
  /// - Throws: `GraphError.wrongCount` where `before` has another number of nodes;
  ///   `.unknownNode` for an end that is no node.
  /// - Complexity: O(*n*) to renumber, near O(1) per link added, and O(1) per node and link of the
  ///   parts that lost one.
  /// - Note: Parts are unique, so the answer is that of `components(workers:)`, whatever came
  ///   before.
  public func components(
    updating before: Components, adding links: [(source: Int, target: Int)] = [],
    removing pairs: [(source: Int, target: Int)] = []
  ) throws(GraphError) -> Components {
    guard before.component.count == nodeCount else {
      throw .wrongCount(
        name: "components", count: before.component.count, expected: nodeCount)
    }
    for (source, target) in links + pairs {
      try GraphError.check([source, target], below: nodeCount)
    }
    var isBroken = [Bool](repeating: false, count: before.count)
    for pair in pairs {
      isBroken[before.component[pair.source]] = true
      isBroken[before.component[pair.target]] = true
    }
    let join = PartJoin(nodeCount: nodeCount)
    var lowest = [Int](repeating: -1, count: before.count)
    for (v, part) in before.component.enumerated() where !isBroken[part] {
      if lowest[part] < 0 { lowest[part] = v }
      join.join(lowest[part], v)
    }
    if isBroken.contains(true) {
      for (v, part) in before.component.enumerated() where isBroken[part] {
        for i in outgoing.range(v) { join.join(v, Int(outgoing.neighbours[i])) }
      }
    }
    for link in links { join.join(link.source, link.target) }
    return join.components()
  }
}
