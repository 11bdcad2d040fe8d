/// Finds the first path, by length and then by nodes, that begins in a given way.
///
/// The distances to the target in the whole graph are known. Where the best way on by them avoids
/// the nodes of the beginning, it is the answer; else a search from the spur node is guided by them.
struct DeviationSearch {
  private let outgoing: Adjacency
  private let incoming: Adjacency
  private let target: Int
  /// The distance from each node to the target in the whole graph, infinite without a way.
  private let toTarget: [Double]
  /// The lowest-numbered next node on a shortest way to the target.
  private let next: [Int32]
  /// Whether a node belongs to the beginning at hand.
  private var isUsed: [Bool]
  private var length: [Double]
  private var isSettled: [Bool]
  private var isOnPath: [Bool]

  init(_ graph: DistanceGraph, target: Int) {
    outgoing = graph.outgoing
    incoming = graph.incoming
    self.target = target
    let back = shortestTree(graph.incoming, spread: graph.spread, from: [target])
    toTarget = back.distances
    next = back.parents
    isUsed = Array(repeating: false, count: graph.nodeCount)
    length = Array(repeating: .infinity, count: graph.nodeCount)
    isSettled = isUsed
    isOnPath = isUsed
  }

  /// Divides the paths that a found path stood for, itself left out, by where they leave it.
  mutating func deviations(of path: Deviation) -> [Deviation] {
    var parts: [Deviation] = []
    for spur in path.spur..<path.nodes.count - 1 {
      let taken = (spur == path.spur ? path.taken : []) + [path.nodes[spur + 1]]
      let part = deviation(
        from: Array(path.nodes[...spur]), lengths: Array(path.lengths[...spur]), taken: taken)
      if let part { parts.append(part) }
    }
    return parts
  }

  /// Returns the first path with a beginning, or a bound where the best way on runs into the
  /// beginning; nil where no way leads on.
  mutating func deviation(from nodes: [Int], lengths: [Double], taken: [Int]) -> Deviation? {
    guard let spur = nodes.last, let base = lengths.last else { return nil }
    for v in nodes { isUsed[v] = true }
    defer { for v in nodes { isUsed[v] = false } }
    var least = Double.infinity
    var first = -1
    for i in outgoing.range(spur) {
      let w = Int(outgoing.neighbours[i])
      let onward = outgoing.strength(i) + toTarget[w]
      guard onward < least, !isUsed[w], !taken.contains(w) else { continue }
      least = onward
      first = w
    }
    guard first >= 0 else { return nil }
    var deviation = Deviation(
      nodes: nodes, lengths: lengths, length: base + least, isComplete: true,
      spur: nodes.count - 1, taken: taken)
    var w = first
    while w >= 0 {
      guard !isUsed[w] else {
        deviation.nodes = nodes
        deviation.lengths = lengths
        deviation.isComplete = false
        return deviation
      }
      deviation.nodes.append(w)
      deviation.lengths.append(deviation.length - toTarget[w])
      w = Int(next[w])
    }
    return deviation
  }

  /// Returns the first path of those a bound stands for, nil where there is none.
  mutating func completed(_ bound: Deviation) -> Deviation? {
    guard let spur = bound.nodes.last, let base = bound.lengths.last else { return nil }
    for v in bound.nodes { isUsed[v] = true }
    defer { for v in bound.nodes { isUsed[v] = false } }
    let reached = settle(from: spur, taken: bound.taken)
    defer {
      for v in reached {
        length[v] = .infinity
        isSettled[v] = false
        isOnPath[v] = false
      }
    }
    guard isSettled[target] else { return nil }
    markShortestPaths(from: spur, taken: bound.taken)
    var path = bound
    path.isComplete = true
    path.length = base + length[target]
    var v = spur
    while v != target, let w = successor(of: v, from: spur, taken: bound.taken) {
      path.nodes.append(w)
      path.lengths.append(base + length[w])
      v = w
    }
    return path
  }

  /// Settles every node that could lie on a shortest way on; returns all nodes touched.
  private mutating func settle(from spur: Int, taken: [Int]) -> [Int] {
    var reached = [spur]
    var queue = PathQueue<Estimate>()
    length[spur] = 0
    queue.push(Estimate(length: toTarget[spur], node: spur))
    while let nearest = queue.pop(), nearest.length <= length[target] {
      let v = nearest.node
      guard !isSettled[v] else { continue }
      isSettled[v] = true
      for i in outgoing.range(v) {
        let w = Int(outgoing.neighbours[i])
        let way = length[v] + outgoing.strength(i)
        guard way < length[w], toTarget[w].isFinite, !isUsed[w], v != spur || !taken.contains(w)
        else { continue }
        if length[w] == .infinity { reached.append(w) }
        length[w] = way
        queue.push(Estimate(length: way + toTarget[w], node: w))
      }
    }
    return reached
  }

  /// Whether arc *i* of a row leads from `u` to `v` on a shortest way from the spur node.
  private func isTight(_ u: Int, _ v: Int, _ strength: Double, spur: Int, taken: [Int]) -> Bool {
    isSettled[u] && isSettled[v] && length[u] + strength == length[v]
      && (u != spur || !taken.contains(v))
  }

  /// Marks the nodes on shortest ways from the spur node, walking back from the target.
  private mutating func markShortestPaths(from spur: Int, taken: [Int]) {
    isOnPath[target] = true
    var open = [target]
    while let v = open.popLast() {
      for i in incoming.range(v) {
        let u = Int(incoming.neighbours[i])
        guard !isOnPath[u],
          isTight(u, v, incoming.strength(i), spur: spur, taken: taken)
        else { continue }
        isOnPath[u] = true
        open.append(u)
      }
    }
  }

  /// Returns the lowest-numbered node that follows on a marked way.
  private func successor(of v: Int, from spur: Int, taken: [Int]) -> Int? {
    for i in outgoing.range(v) {
      let w = Int(outgoing.neighbours[i])
      if isOnPath[w], isTight(v, w, outgoing.strength(i), spur: spur, taken: taken) { return w }
    }
    return nil
  }
}

/// A node and the least length of a way through it.
private struct Estimate: Comparable {
  var length: Double
  var node: Int

  static func < (a: Estimate, b: Estimate) -> Bool {
    a.length == b.length ? a.node < b.node : a.length < b.length
  }
}
