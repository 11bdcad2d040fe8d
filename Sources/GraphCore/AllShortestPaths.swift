/// Every shortest path between two nodes, held as the links they are made of.
///
/// There can be more paths than atoms in the universe, but never more links than the graph has:
/// draw the links, print the count, and list the paths only up to a limit.
public struct AllShortestPaths: Sendable, Equatable {
  /// The node that every path begins at.
  public let source: Int
  /// The node that every path ends at.
  public let target: Int
  /// The length of each of the paths; nil where the target is out of reach.
  public let distance: Double?
  /// The links that lie on at least one of the paths, each from the node nearer to the source, by
  /// source and then target. They form no circle.
  public let links: [DistanceGraph.Link]
  /// The number of paths, exact; nil where there are more than `UInt64.max`. Where source and
  /// target are the same node it is 1, for the path without links; out of reach it is 0.
  public let count: UInt64?

  /// Returns the paths in lexicographic order of their nodes.
  ///
  /// - Parameter limit: The most paths to return, at least 1.
  /// - Throws: `GraphError.parameterTooSmall`.
  /// - Complexity: O(links) once, O(links of the path) per path: there are no dead ends.
  public func paths(limit: Int) throws(GraphError) -> PathList {
    try GraphError.check(limit, atLeast: 1, name: "limit")
    guard let distance else { return PathList(paths: [], isTruncated: false) }
    var firstLink: [Int: Int] = [:]
    for (i, link) in links.enumerated().reversed() { firstLink[link.source] = i }
    var paths: [Path] = []
    var nodes = [source]
    var cursors = [firstLink[source] ?? 0]
    while let v = nodes.last, let cursor = cursors.last {
      if v == target {
        guard paths.count < limit else { return PathList(paths: paths, isTruncated: true) }
        paths.append(Path(nodes: nodes, length: distance))
      }
      if v != target, cursor < links.count, links[cursor].source == v {
        cursors[cursors.count - 1] += 1
        nodes.append(links[cursor].target)
        cursors.append(firstLink[links[cursor].target] ?? 0)
      } else {
        nodes.removeLast()
        cursors.removeLast()
      }
    }
    return PathList(paths: paths, isTruncated: false)
  }
}

extension DistanceGraph {
  /// Returns every shortest path between two nodes, as links and a count.
  ///
  /// A single shortest path is one witness among many; which intermediaries could have served is
  /// told by all of them together.
  ///
  ///     let ring = try CSRGraph(
  ///       nodeCount: 4, links: [.init(0, 1), .init(1, 2), .init(2, 3), .init(3, 0)])
  ///     try DistanceGraph(ring, by: .hops).allShortestPaths(from: 0, to: 2).count  // 2
  ///
  /// - Throws: `GraphError.unknownNode`.
  /// - Complexity: O((*n* + *m*) log *n*) time, less where the two are near each other; O(*n*)
  ///   memory and the links returned.
  /// - Note: Whether two ways are equally long is decided exactly; equal graphs give equal answers.
  ///
  /// > Source: U. Brandes, "A Faster Algorithm for Betweenness Centrality", *Journal of
  /// > Mathematical Sociology* 25(2), 2001, section 3,
  /// > [10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249).
  public func allShortestPaths(
    from source: Int, to target: Int
  ) throws(GraphError) -> AllShortestPaths {
    try GraphError.check([source, target], below: nodeCount)
    let tree = shortestTree(outgoing, spread: spread, from: [source], until: target)
    let d = tree.distances
    guard d[target].isFinite else {
      return AllShortestPaths(source: source, target: target, distance: nil, links: [], count: 0)
    }
    var links: [Link] = []
    var isOnPath = [Bool](repeating: false, count: nodeCount)
    isOnPath[target] = true
    var open = [target]
    while let v = open.popLast() {
      for i in incoming.range(v) {
        let u = Int(incoming.neighbours[i])
        guard d[u] + incoming.strength(i) == d[v] else { continue }
        links.append(Link(u, v, distance: incoming.strength(i)))
        if !isOnPath[u] {
          isOnPath[u] = true
          open.append(u)
        }
      }
    }
    links.sort { ($0.source, $0.target) < ($1.source, $1.target) }
    return AllShortestPaths(
      source: source, target: target, distance: d[target], links: links,
      count: Self.count(links, from: source, to: target, distances: d))
  }

  /// Passes the number of ways on along the links, nearest first; nil where it grows too large.
  private static func count(
    _ links: [Link], from source: Int, to target: Int, distances d: [Double]
  ) -> UInt64? {
    var ways = [Int: UInt64?]()
    ways[source] = 1
    for link in links.sorted(by: { d[$0.source] < d[$1.source] }) {
      guard let before = ways[link.source] ?? 0, let here = ways[link.target] ?? 0 else {
        ways[link.target] = .some(nil)
        continue
      }
      let (sum, overflow) = before.addingReportingOverflow(here)
      ways[link.target] = .some(overflow ? nil : sum)
    }
    return ways[target] ?? 0
  }
}
