/// How many links lie between one node and each other, and a shortest way to each.
public struct BreadthFirstTree: Sendable, Equatable {
  /// The node that was searched from.
  public let source: Int
  /// The number of links on a shortest way to each node; 0 for the source, −1 out of reach.
  public let hops: [Int32]
  /// The node before each node on the tree's way to it: of its neighbours that are one hop nearer
  /// to the source, the one with the lowest number. −1 for the source and out of reach.
  public let parents: [Int32]

  /// Returns a shortest way from the source to a node, nil where out of reach.
  public func path(to node: Int) -> Path? {
    guard hops.indices.contains(node), hops[node] >= 0 else { return nil }
    return Path(nodes: branch(to: node, parents: parents), length: Double(hops[node]))
  }
}

extension CSRGraph {
  /// Returns how many links lie between a node and each other, strengths ignored.
  ///
  /// The search goes from the frontier outwards while that is small, and from the nodes not yet
  /// found back towards it while it is large, which spares most links of a network in which
  /// everybody is a few hops away from everybody.
  ///
  ///     let chain = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(1, 2)])
  ///     chain.breadthFirst(from: 0).hops  // [0, 1, 2, -1]
  ///
  /// - Parameters:
  ///   - source: The node to search from.
  ///   - direction: In a directed graph, whether to follow links onwards (`outgoing`), back
  ///     (`incoming`) or either way (`total`, which builds `undirected()` first).
  ///   - workers: The most threads to use for large frontiers; 0 means one per processor.
  ///   - control: Can cancel the search; tells no progress, as its levels are not known.
  /// - Returns: Hops from 0 to *n* − 1, −1 out of reach, and the tree of lowest parents.
  /// - Throws: `GraphError.unknownNode` and `.cancelled`.
  /// - Complexity: O(*n* + *m*) time, often far less than *m*; 8 bytes per node for the answer and
  ///   4 + ¼ for the work.
  /// - Note: Hops and parents are both unique, so equal graphs give equal answers, whatever the
  ///   number of workers and the way the search took.
  ///
  /// > Source: S. Beamer, K. Asanović, D. Patterson, "Direction-Optimizing Breadth-First Search",
  /// > *SC* 2012, [10.1109/SC.2012.50](https://doi.org/10.1109/SC.2012.50).
  public func breadthFirst(
    from source: Int, _ direction: Direction = .outgoing, workers: Int = 0,
    control: WorkControl? = nil
  ) throws(GraphError) -> BreadthFirstTree {
    try GraphError.check([source], below: nodeCount)
    let (along, against) = sides(direction)
    guard
      let tree = breadthFirstTree(
        along, against: against, source: source, workers: workers, control: control)
    else { throw .cancelled }
    return tree
  }
}
