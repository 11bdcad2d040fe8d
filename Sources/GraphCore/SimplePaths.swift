extension CSRGraph {
  /// Returns the paths between two nodes that visit no node twice and have at most so many links.
  ///
  /// Where shortest paths tell how two are joined at best, this tells every way in which they are
  /// joined closely. The number of ways explodes with the number of links allowed, so a limit is
  /// asked for, and the answer says whether it was reached.
  ///
  ///     let ring = try CSRGraph(
  ///       nodeCount: 4, links: [.init(0, 1), .init(1, 2), .init(2, 3), .init(3, 0)])
  ///     try ring.simplePaths(from: 0, to: 1, maximumHops: 3, limit: 10).paths.map(\.nodes)
  ///     // [[0, 1], [0, 3, 2, 1]]
  ///
  /// - Parameters:
  ///   - maximumHops: The most links of a path, at least 0; 4 to 6 is plenty in practice.
  ///   - limit: The most paths to return, at least 1.
  /// - Returns: Paths by number of links, those with as many by their nodes, and whether there are
  ///   more. Directed links are followed onwards. Strengths are ignored; doubled links are one.
  /// - Throws: `GraphError` where a node or a bound is out of range.
  /// - Complexity: with *L* the most links, O(*L*² · *m*) at worst per path returned and O(*n* +
  ///   *m*) once; dead ends are remembered as long as they remain dead ends. O(*n* + *L*) memory.
  /// - Note: The order is total, so equal graphs give equal lists, and a smaller limit gives the
  ///   beginning of the same list.
  ///
  /// > Source: Y. Peng et al., "Towards Bridging Theory and Practice: Hop-Constrained s-t Simple
  /// > Path Enumeration", *PVLDB* 13(4), 2019,
  /// > [10.14778/3372716.3372720](https://doi.org/10.14778/3372716.3372720).
  public func simplePaths(
    from source: Int, to target: Int, maximumHops: Int, limit: Int
  ) throws(GraphError) -> PathList {
    try GraphError.check([source, target], below: nodeCount)
    try GraphError.check(maximumHops, atLeast: 0, name: "maximumHops")
    try GraphError.check(limit, atLeast: 1, name: "limit")
    let back = try breadthFirst(from: target, .incoming, workers: 1).hops
    let shortest = Int(back[source])
    let longest = min(maximumHops, nodeCount - 1)
    var search = BarrierSearch(self, source: source, target: target, limit: limit)
    if shortest >= 0, shortest <= longest {
      for hops in shortest...longest where !search.isTruncated {
        search.run(hops: hops, barriers: back)
      }
    }
    return PathList(paths: search.paths, isTruncated: search.isTruncated)
  }
}

/// Walks all ways from a source in depth-first order, turning back where a barrier says that too
/// few links are left.
///
/// The barrier of a node is a number of links below which no way leads from it to the target past
/// the nodes of the walk. It rises when the walk fails at the node, and falls again when a node
/// leaves the walk that had stood in the way.
///
/// Invariant: the target's barrier is 0, and where an arc leads from *p* to *q*, neither of them in
/// the walk, that of *p* is at most one more than that of *q*. Hence no way past the walk has fewer
/// links than the barrier of its first node says. (It must be restored also for a node whose own
/// barrier does not change; without that, paths are missed.)
private struct BarrierSearch {
  private let outgoing: Adjacency
  private let incoming: Adjacency
  private let source: Int
  private let target: Int
  private let limit: Int
  private var barrier: [Int] = []
  private var isInWalk: [Bool]
  private var walk: [Step] = []
  private(set) var paths: [Path] = []
  private(set) var isTruncated = false

  private struct Step {
    var node: Int
    /// The next arc to try.
    var arc: Int
    /// Whether the target was reached from here.
    var hasReached = false
  }

  init(_ graph: CSRGraph, source: Int, target: Int, limit: Int) {
    outgoing = graph.outgoing
    incoming = graph.incoming
    self.source = source
    self.target = target
    self.limit = limit
    isInWalk = Array(repeating: false, count: graph.nodeCount)
  }

  /// Adds the paths with exactly so many links, in lexicographic order.
  ///
  /// - Parameter barriers: The hops from each node to the target in the whole graph, or −1.
  mutating func run(hops: Int, barriers: [Int32]) {
    barrier = barriers.map { $0 < 0 ? .max - 1 : Int($0) }
    enter(source)
    while let step = walk.last, !isTruncated {
      let depth = walk.count - 1
      if step.node == target {
        if depth == hops { report() }
        walk[depth].hasReached = true
        leave(hops: hops)
      } else if step.arc < outgoing.offsets[step.node + 1] {
        walk[depth].arc += 1
        let w = Int(outgoing.neighbours[step.arc])
        if !isInWalk[w], barrier[w] < hops - depth { enter(w) }
      } else {
        leave(hops: hops)
      }
    }
    for step in walk { isInWalk[step.node] = false }
    walk.removeAll()
  }

  private mutating func enter(_ node: Int) {
    isInWalk[node] = true
    walk.append(Step(node: node, arc: outgoing.offsets[node]))
  }

  private mutating func report() {
    guard paths.count < limit else {
      isTruncated = true
      return
    }
    paths.append(Path(nodes: walk.map(\.node), length: Double(walk.count - 1)))
  }

  /// Takes the last node out of the walk and sets its barrier by what was found from it.
  private mutating func leave(hops: Int) {
    guard let step = walk.popLast() else { return }
    isInWalk[step.node] = false
    guard step.hasReached else {
      barrier[step.node] = hops - walk.count + 1
      return
    }
    if let last = walk.indices.last { walk[last].hasReached = true }
    if step.node != target {
      var nearest = Int.max - 1
      for i in outgoing.range(step.node) {
        let w = Int(outgoing.neighbours[i])
        if !isInWalk[w] { nearest = min(nearest, barrier[w]) }
      }
      barrier[step.node] = nearest + 1
    }
    lowerBarriers(before: step.node)
  }

  /// Restores the invariant for nodes from which ways lead to a node that has left the walk.
  private mutating func lowerBarriers(before node: Int) {
    var open = [node]
    while let v = open.popLast() {
      for i in incoming.range(v) {
        let u = Int(incoming.neighbours[i])
        guard !isInWalk[u], barrier[u] - 1 > barrier[v] else { continue }
        barrier[u] = barrier[v] + 1
        open.append(u)
      }
    }
  }
}
