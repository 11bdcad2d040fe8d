/// When each node can first be reached from one on ways whose dates advance, and such a way.
public struct EarliestArrival: Sendable, Equatable {
  /// One contact of a way and the moment of its use.
  public struct Leg: Sendable, Equatable {
    public let source: Int
    public let target: Int
    /// The moment of use, in the caller's unit.
    public let time: Int
  }

  /// The node that was searched from.
  public let source: Int
  /// The earliest moment at which each node is reached: that of the last contact's use. For the
  /// source the moment the search began; nil out of reach.
  public let times: [Int?]
  /// The node before each node on the way given for it; −1 for the source and out of reach.
  public let parents: [Int32]

  /// Returns a way that reaches a node as early as possible, as does each of its parts; of such
  /// ways one with the fewest contacts, then with the lowest-numbered last but one node. Nil where the
  /// node is out of reach, empty for the source.
  public func legs(to node: Int) -> [Leg]? {
    guard times.indices.contains(node), times[node] != nil else { return nil }
    let nodes = branch(to: node, parents: parents)
    return zip(nodes, nodes.dropFirst()).compactMap { before, after in
      times[after].map { Leg(source: before, target: after, time: $0) }
    }
  }
}

extension ContactGraph {
  /// Returns when each node can first be reached from one on ways whose dates advance.
  ///
  /// Something handed on (a phone, money, an instruction) can only travel along contacts in the
  /// order of their dates; waiting at a node is allowed.
  ///
  ///     let graph = try ContactGraph(
  ///       nodeCount: 3,
  ///       contacts: [.init(0, 1, start: 5, end: 6), .init(1, 2, start: 2, end: 4)])
  ///     try graph.earliestArrival(from: 0, at: 0).times  // [0, 5, nil]: 1 and 2 had parted
  ///
  /// - Parameters:
  ///   - source: The node to begin at.
  ///   - start: The moment to begin at; contacts can be used from then on.
  ///   - pause: The least time between the use of a contact and the use of the next, at least 0.
  ///     With 0, contacts of the same moment can follow each other in either order, which is right
  ///     where a date says only the day; with 1 dates must strictly advance.
  /// - Returns: One moment per node, not before `start`, and the tree of ways.
  /// - Throws: `GraphError` where the node or the pause is out of range.
  /// - Complexity: O((*n* + *m*) log *n*) time, O(*n* + *m*) memory at worst.
  /// - Note: Moments and ways are both unique, so equal graphs give equal answers. A part of an
  ///   earliest way need not be one in general; the ways given here are chosen such that it is.
  ///
  /// > Source: B.-B. Xuan, A. Ferreira, A. Jarry, "Computing Shortest, Fastest, and Foremost
  /// > Journeys in Dynamic Networks", *International Journal of Foundations of Computer Science*
  /// > 14(2), 2003, [10.1142/S0129054103001728](https://doi.org/10.1142/S0129054103001728).
  public func earliestArrival(
    from source: Int, at start: Int, pause: Int = 0
  ) throws(GraphError) -> EarliestArrival {
    try GraphError.check([source], below: nodeCount)
    try GraphError.check(pause, atLeast: 0, name: "pause")
    var times = [Int?](repeating: nil, count: nodeCount)
    times[source] = start
    var settled = [Bool](repeating: false, count: nodeCount)
    var queue = PathQueue<Arrival>()
    queue.push(Arrival(time: start, node: source))
    while let v = queue.pop()?.node {
      guard !settled[v] else { continue }
      settled[v] = true
      guard let ready = ready(v, source: source, times: times, pause: pause) else { continue }
      for arc in arcs(from: v) where ready < arc.end {
        let time = max(ready, arc.start)
        guard times[arc.target].map({ time < $0 }) ?? true else { continue }
        times[arc.target] = time
        queue.push(Arrival(time: time, node: arc.target))
      }
    }
    let parents = fewestLegs(from: source, times: times, pause: pause)
    return EarliestArrival(source: source, times: times, parents: parents)
  }

  /// The moment from which contacts of a reached node can be used; nil where that is beyond all time.
  private func ready(_ v: Int, source: Int, times: [Int?], pause: Int) -> Int? {
    guard let time = times[v] else { return nil }
    if v == source { return time }
    let (ready, overflow) = time.addingReportingOverflow(pause)
    return overflow ? nil : ready
  }

  /// Searches level by level along arcs that arrive as early as possible.
  private func fewestLegs(from source: Int, times: [Int?], pause: Int) -> [Int32] {
    var parents = [Int32](repeating: -1, count: nodeCount)
    var isReached = [Bool](repeating: false, count: nodeCount)
    isReached[source] = true
    var level = [source]
    while !level.isEmpty {
      var next: [Int] = []
      for v in level.sorted() {
        guard let ready = ready(v, source: source, times: times, pause: pause) else { continue }
        for arc in arcs(from: v)
        where ready < arc.end && max(ready, arc.start) == times[arc.target] {
          guard !isReached[arc.target] else { continue }
          isReached[arc.target] = true
          parents[arc.target] = Int32(v)
          next.append(arc.target)
        }
      }
      level = next
    }
    return parents
  }
}

/// A node and a moment at which it can be reached.
private struct Arrival: Comparable {
  var time: Int
  var node: Int

  static func < (a: Arrival, b: Arrival) -> Bool { a.time < b.time }
}
