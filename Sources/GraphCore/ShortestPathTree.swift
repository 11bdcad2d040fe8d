/// How far each node is from one, and a shortest way to each.
public struct ShortestPathTree: Sendable, Equatable {
  /// The node that was searched from.
  public let source: Int
  /// The length of a shortest way to each node, in the unit of the graph's distances; 0 for the
  /// source, infinite out of reach.
  public let distances: [Double]
  /// The node before each node on the tree's way to it: of those that are last but one on some
  /// shortest way, the one with the lowest number. −1 for the source and out of reach.
  public let parents: [Int32]

  /// Returns a shortest way from the source to a node, nil where out of reach.
  public func path(to node: Int) -> Path? {
    guard distances.indices.contains(node), distances[node].isFinite else { return nil }
    return Path(nodes: branch(to: node, parents: parents), length: distances[node])
  }
}

extension DistanceGraph {
  /// Returns how far each node is from one, by the sum of distances along the way.
  ///
  ///     let graph = try DistanceGraph(
  ///       nodeCount: 3,
  ///       links: [
  ///         .init(0, 1, distance: 1), .init(1, 2, distance: 1), .init(0, 2, distance: 5),
  ///       ])
  ///     try graph.shortestPathTree(from: 0).distances  // [0, 1, 2]
  ///
  /// - Parameter source: The node to search from; in a directed graph links are followed onwards.
  /// - Returns: Distances from 0 up, infinite out of reach, and the tree of lowest parents.
  /// - Throws: `GraphError.unknownNode`.
  /// - Complexity: O(*n* + *m*) time where the longest link is at most 1,024 times as long as the
  ///   shortest, else O((*n* + *m*) log *n*); 24 bytes per node for the work.
  /// - Note: Distances and parents are both unique, because sums are exact; equal graphs give equal
  ///   bits. Any part of a shortest way is itself a shortest way.
  ///
  /// > Source: E. W. Dijkstra, "A Note on Two Problems in Connexion with Graphs", *Numerische
  /// > Mathematik* 1, 1959, [10.1007/BF01386390](https://doi.org/10.1007/BF01386390); the
  /// > buckets as wide as the shortest link: E. V. Denardo, B. L. Fox, "Shortest-Route Methods: 1.
  /// > Reaching, Pruning, and Buckets", *Operations Research* 27(1), 1979,
  /// > [10.1287/opre.27.1.161](https://doi.org/10.1287/opre.27.1.161); the heap
  /// > with four children: D. B. Johnson, "Priority Queues with Update and Finding Minimum
  /// > Spanning Trees", *Information Processing Letters* 4(3), 1975,
  /// > [10.1016/0020-0190(75)90001-0](https://doi.org/10.1016/0020-0190(75)90001-0).
  public func shortestPathTree(from source: Int) throws(GraphError) -> ShortestPathTree {
    try GraphError.check([source], below: nodeCount)
    let tree = shortestTree(outgoing, spread: spread, from: [source])
    return ShortestPathTree(source: source, distances: tree.distances, parents: tree.parents)
  }
}
