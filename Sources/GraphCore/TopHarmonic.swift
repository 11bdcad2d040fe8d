/// A node and its score.
public struct NodeScore: Sendable, Equatable {
  public let node: Int
  /// In the unit of the measure that returned it.
  public let score: Double

  /// A node with a score in the measure's unit.
  public init(node: Int, score: Double) {
    self.node = node
    self.score = score
  }
}

extension CSRGraph {
  /// Returns the nodes nearest to all others by `harmonic(_:workers:)`, without measuring all.
  ///
  /// No node can score more than its neighbours and one half for everybody else in its component.
  /// The nodes with the highest such bound are searched from, 64 at once, and level by level the
  /// bound sinks; nodes whose bound is below the last place are out.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     try chain.topHarmonic(1)  // [NodeScore(node: 1, score: 2)]
  ///
  /// - Parameters:
  ///   - count: How many nodes to return, at least 1; fewer where the graph has fewer.
  ///   - direction: As for `harmonic(_:workers:)`.
  ///   - control: Where progress goes and cancellation comes from; nil for neither.
  /// - Returns: The nodes by falling score, of equal scores the lowest number first. Scores are
  ///   exact but for the rounding of one sum of a term per level.
  /// - Throws: `GraphError.parameterTooSmall`, `GraphError.cancelled`.
  /// - Complexity: In networks in which everybody is near everybody a few searches, each
  ///   O(*n* + *m*) for 64 nodes; in long ones as many as it takes, up to *n* / 64. 32 bytes per
  ///   node. On one thread.
  /// - Note: Equal graphs give equal bits.
  ///
  /// > Source: bounds by levels after E. Bergamini et al., "Computing Top-k Closeness Centrality
  /// > Faster in Unweighted Graphs", *ACM TKDD* 13(5), 2019,
  /// > [10.1145/3344719](https://doi.org/10.1145/3344719).
  public func topHarmonic(
    _ count: Int, _ direction: Direction = .outgoing, control: WorkControl? = nil
  ) throws(GraphError) -> [NodeScore] {
    try GraphError.check(count, atLeast: 1, name: "count")
    let (along, against) = sides(direction)
    let parts = components()
    let others = parts.component.map { parts.sizes[$0] - 1 }
    let bounds = (0..<nodeCount).map { v in
      let near = along.range(v).count
      return near == 0 ? 0 : Double(near) + Double(others[v] - near) / 2
    }
    let order = (0..<nodeCount).sorted { (-bounds[$0], $0) < (-bounds[$1], $1) }
    let batches = (nodeCount + LaneHops.laneCount - 1) / LaneHops.laneCount
    control?.expect(batches)
    var top = TopScores(count: count)
    var search = LaneHops(nodeCount: nodeCount)
    for batch in 0..<batches {
      try control?.check()
      let first = batch * LaneHops.laneCount
      guard top.mayTake(bounds[order[first]]) else {
        control?.finish(batches - batch)
        break
      }
      let nodes = Array(order[first..<min(nodeCount, first + LaneHops.laneCount)])
      let reach = nodes.map { others[$0] }
      let scores = search.harmonicScores(along, against, of: nodes, reach: reach) {
        top.mayTake($0)
      }
      for (node, score) in zip(nodes, scores ?? []) { top.offer(node, score) }
      control?.finish()
    }
    return top.entries
  }
}

/// The highest scores so far, best first.
private struct TopScores {
  let count: Int
  private(set) var entries: [NodeScore] = []

  init(count: Int) { self.count = count }

  /// Whether a score may have a place that is no higher than a bound, itself rounded.
  func mayTake(_ bound: Double) -> Bool {
    guard entries.count == count, let last = entries.last else { return true }
    return bound * (1 + 0x1p-40) >= last.score
  }

  mutating func offer(_ node: Int, _ score: Double) {
    let place = entries.firstIndex { ($0.score, -$0.node) < (score, -node) } ?? entries.count
    guard place < count else { return }
    entries.insert(NodeScore(node: node, score: score), at: place)
    if entries.count > count { entries.removeLast() }
  }
}

extension LaneHops {
  /// Returns the scores of at most 64 nodes; nil as soon as the bound of none may pass.
  ///
  /// - Parameter reach: A number of others that each node does not reach more of.
  fileprivate mutating func harmonicScores(
    _ along: Adjacency, _ against: Adjacency, of nodes: [Int], reach: [Int],
    mayPass: (Double) -> Bool
  ) -> [Double]? {
    begin(at: nodes)
    var scores = nodes.map { _ in 0.0 }
    var left = reach
    var hop = 0
    while let counts = level(along, against, lanes: nodes.count) {
      hop += 1
      for (lane, count) in counts.enumerated() {
        scores[lane] += Double(count) / Double(hop)
        left[lane] -= count
      }
      let next = Double(hop + 1)
      guard nodes.indices.contains(where: { mayPass(scores[$0] + Double(left[$0]) / next) }) else {
        return nil
      }
    }
    return scores
  }
}
