extension DistanceGraph {
  /// Returns the shortest paths between two nodes that visit no node twice: the shortest, the next
  /// shortest and so on, up to a limit.
  ///
  /// Useful where the shortest way runs through a hub that explains nothing, such as a shared
  /// office, and the question is what else joins the two.
  ///
  /// - Parameters:
  ///   - limit: The most paths to return, at least 1.
  /// - Returns: Paths by length, equally long ones by their nodes, and whether there are more.
  ///   Where source and target are the same node, the one path without links.
  /// - Throws: `GraphError` where a node or the limit is out of range.
  /// - Complexity: O((*n* + *m*) log *n*) for the search back from the target; then per path
  ///   O(length² · degree) where ways towards the target stay clear of the path so far, and a
  ///   guided search, at worst O((*n* + *m*) log *n*) per node of the path, where they do not.
  ///   Searches whose lower bound is not yet due are put off and mostly never made.
  /// - Note: The order is total and lengths are exact, so equal graphs give equal lists, and a
  ///   smaller limit gives the beginning of the same list.
  ///
  /// > Source: J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", *Management
  /// > Science* 17(11), 1971, [10.1287/mnsc.17.11.712](https://doi.org/10.1287/mnsc.17.11.712);
  /// > each path found in one place only: E. L. Lawler, "A Procedure for Computing the K Best
  /// > Solutions", *Management Science* 18(7), 1972,
  /// > [10.1287/mnsc.18.7.401](https://doi.org/10.1287/mnsc.18.7.401).
  public func shortestSimplePaths(
    from source: Int, to target: Int, limit: Int
  ) throws(GraphError) -> PathList {
    try GraphError.check([source, target], below: nodeCount)
    try GraphError.check(limit, atLeast: 1, name: "limit")
    var search = DeviationSearch(self, target: target)
    var queue = PathQueue<Deviation>()
    if source == target {
      return PathList(paths: [Path(nodes: [source], length: 0)], isTruncated: false)
    }
    if let first = search.deviation(from: [source], lengths: [0], taken: []) { queue.push(first) }
    var paths: [Path] = []
    while let due = queue.pop() {
      guard due.isComplete else {
        if let found = search.completed(due) { queue.push(found) }
        continue
      }
      guard paths.count < limit else { return PathList(paths: paths, isTruncated: true) }
      paths.append(Path(nodes: due.nodes, length: due.length))
      for next in search.deviations(of: due) { queue.push(next) }
    }
    return PathList(paths: paths, isTruncated: false)
  }
}

/// All paths that begin with certain nodes and do not go on to certain others, represented by the
/// first of them, or by their beginning and a length that none of them undercuts.
struct Deviation: Comparable {
  /// The whole of the first path, or the beginning alone.
  var nodes: [Int]
  /// The length of the path from its first node to each; as many as `nodes`.
  var lengths: [Double]
  /// The length of the first path, or the lower bound.
  var length: Double
  var isComplete: Bool
  /// The place in `nodes` of the last node that all these paths share.
  var spur: Int
  /// The nodes that do not follow the spur node, because paths that do are elsewhere.
  var taken: [Int]

  /// A bound comes before a path of the same length, so that nothing is handed out too early.
  static func < (a: Deviation, b: Deviation) -> Bool {
    if a.length != b.length { return a.length < b.length }
    if a.isComplete != b.isComplete { return !a.isComplete }
    return a.nodes.lexicographicallyPrecedes(b.nodes)
  }
}
