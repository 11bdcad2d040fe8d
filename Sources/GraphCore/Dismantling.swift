/// By what rule the next node to remove is chosen. See ``CSRGraph/dismantlingOrder(by:costs:batch:workers:control:)``.
public enum DismantlingRule: Sendable, Equatable, CaseIterable {
  /// The most links to nodes that remain.
  case degree
  /// The highest betweenness in the network that remains. The best of the four on small networks.
  case betweenness
  /// The highest collective influence: (*k* − 1) · Σ (*k*ᵤ − 1) over the nodes *u* that are just
  /// `radius` hops away, with *k* the degrees that remain; by degree once nobody has any. The
  /// radius is at least 1; its authors advise 2 or 3.
  case collectiveInfluence(radius: Int = 2)
  /// The most links within the 2-core that remains; when none remains, the node whose absence
  /// breaks the largest tree best.
  case coreHD

  /// The four rules, collective influence at two hops.
  public static let allCases: [DismantlingRule] = [
    .degree, .betweenness, .collectiveInfluence(), .coreHD,
  ]
}

extension CSRGraph {
  /// Returns all nodes in the order in which a rule would remove them, the rule applied anew to
  /// the network that remains after every removal. Directions and strengths are ignored.
  ///
  /// The order is a study of resilience: hold it against `removalCurve(of:costs:)`, against other
  /// rules and, with `reinserting(into:largest:costs:)`, against itself after reinsertion, which
  /// decides the ranking of the rules more often than the rules do.
  ///
  ///     let star = try CSRGraph(nodeCount: 4, links: (1...3).map { .init(3 - $0, 3) })
  ///     try star.dismantlingOrder(by: .degree)  // [3, 0, 1, 2]
  ///
  /// - Parameters:
  ///   - rule: What the score of a node is.
  ///   - costs: What removing each node costs; the score is divided by it. 1 each where nil.
  ///   - batch: How many nodes are removed before scores are computed anew, as in a series of
  ///     simultaneous operations. Trees (see `coreHD`) are always broken one node at a time.
  ///   - workers: The most threads to use for betweenness; 0 means one per processor.
  ///   - control: Where progress of betweenness and influence goes, and cancellation of them comes
  ///     from; nil for neither. The other two rules are done in a moment.
  /// - Returns: Every node once. Of equal scores the lower node comes first; nodes that no longer
  ///   score come last, in rising order.
  /// - Throws: `GraphError.wrongCount`, `.invalidCost`, `.parameterTooSmall` for a batch or a
  ///   radius, or `.cancelled`.
  /// - Complexity: degree O(*n* + *m*) and a sort, CoreHD O(*m* + *n* log *n*); with unequal costs
  ///   or batches O((*n* + *m*) log *n*), and breaking trees then up to O(*n*²); collective
  ///   influence O(log *n*) and a search of `radius` hops for each node within `radius` + 1 hops
  ///   of each removed one; betweenness O(*n*) times its cost on the component of the removed node.
  /// - Note: Equal graphs give equal orders, whatever the number of workers. Betweenness is
  ///   compared to 40 binary digits, so that rounding does not decide between equals.
  ///
  /// > Source: adaptive degree and betweenness: P. Holme et al., *Physical Review E* 65, 2002,
  /// > [10.1103/PhysRevE.65.056109](https://doi.org/10.1103/PhysRevE.65.056109); collective
  /// > influence: F. Morone, H. A. Makse, *Nature* 524, 2015,
  /// > [10.1038/nature14604](https://doi.org/10.1038/nature14604); CoreHD: L. Zdeborová, P. Zhang,
  /// > H.-J. Zhou, *Scientific Reports* 6, 2016,
  /// > [10.1038/srep37954](https://doi.org/10.1038/srep37954).
  public func dismantlingOrder(
    by rule: DismantlingRule, costs: [Double]? = nil, batch: Int = 1, workers: Int = 0,
    control: WorkControl? = nil
  ) throws(GraphError) -> [Int] {
    let costs = try NodeCosts(costs, nodeCount: nodeCount)
    guard batch >= 1 else { throw .parameterTooSmall(name: "batch", value: batch, least: 1) }
    let graph = undirected()
    var remaining = RemainingNetwork(graph.outgoing, costs: costs, batch: batch)
    switch rule {
    case .degree: remaining.removeByDegree()
    case .betweenness:
      control?.expect(nodeCount)
      try remaining.removeByBetweenness(graph, workers: workers, control: control)
    case .collectiveInfluence(let radius):
      guard radius >= 1 else { throw .parameterTooSmall(name: "radius", value: radius, least: 1) }
      control?.expect(nodeCount)
      try remaining.removeByCollectiveInfluence(
        radius: min(radius, nodeCount), control: control)
    case .coreHD: remaining.removeByCoreDegree()
    }
    return remaining.order
  }
}

/// A network from which nodes are being removed, and the order in which they were.
struct RemainingNetwork {
  let rows: Adjacency
  let costs: NodeCosts
  let batch: Int
  private(set) var order: [Int] = []
  private(set) var isLeft: [Bool]
  /// How many neighbours of each node are left.
  private(set) var degree: [Int]
  /// The last walk that came to each node, so that walks need not be wiped.
  private var seen: [Int]
  private var walk = 0

  init(_ rows: Adjacency, costs: NodeCosts, batch: Int) {
    self.rows = rows
    self.costs = costs
    self.batch = batch
    let n = rows.offsets.count - 1
    isLeft = Array(repeating: true, count: n)
    degree = (0..<n).map { rows.range($0).count }
    seen = Array(repeating: 0, count: n)
  }

  var nodeCount: Int { isLeft.count }

  /// The neighbours of a node that are left.
  func neighboursLeft(of v: Int) -> [Int] {
    rows.range(v).lazy.map { Int(rows.neighbours[$0]) }.filter { isLeft[$0] }
  }

  mutating func remove(_ v: Int) {
    order.append(v)
    isLeft[v] = false
    for i in rows.range(v) { degree[Int(rows.neighbours[i])] -= 1 }
  }

  /// Takes the next batch off a ranking, only nodes that score above a bound.
  func nextBatch(_ ranked: inout RankedNodes, above bound: Double = -1) -> [Int] {
    var nodes: [Int] = []
    while nodes.count < batch, let top = ranked.first, top.score > bound {
      ranked.remove(top.node)
      nodes.append(top.node)
    }
    return nodes
  }

  /// Whether every node counts by its score alone and is removed alone.
  var isPlain: Bool { batch == 1 && costs.areEqual }

  /// Removes nodes whose order is known.
  mutating func removeAll(_ nodes: [Int]) {
    for v in nodes { isLeft[v] = false }
    order += nodes
  }

  mutating func removeByDegree() {
    if isPlain { return removeAll(orderByDegree(rows, isLeft: isLeft, degree: degree)) }
    var ranked = RankedNodes(nodeCount: nodeCount)
    for v in 0..<nodeCount where isLeft[v] { ranked.update(v, to: Double(degree[v]) / costs[v]) }
    while true {
      let nodes = nextBatch(&ranked)
      guard !nodes.isEmpty else { return }
      for v in nodes { remove(v) }
      for v in nodes {
        for u in neighboursLeft(of: v) { ranked.update(u, to: Double(degree[u]) / costs[u]) }
      }
    }
  }

  /// Returns the nodes left that are at most `radius` hops away, nearest first, and how many of
  /// them are nearer than `radius`. The start counts as left.
  mutating func ball(around start: Int, radius: Int = .max) -> (nodes: [Int], inner: Int) {
    walk += 1
    seen[start] = walk
    var nodes = [start]
    var (level, hops) = (0..<1, 0)
    while hops < radius, !level.isEmpty {
      for place in level {
        for i in rows.range(nodes[place]) {
          let w = Int(rows.neighbours[i])
          guard isLeft[w], seen[w] != walk else { continue }
          seen[w] = walk
          nodes.append(w)
        }
      }
      level = level.upperBound..<nodes.count
      hops += 1
    }
    return (nodes, level.lowerBound)
  }
}
