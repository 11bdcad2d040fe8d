extension RemainingNetwork {
  /// Removes the node with most links within the 2-core until no cycle is left, then breaks the
  /// trees that are left.
  mutating func removeByCoreDegree() {
    if isPlain {
      removeAll(orderByCoreDegree(rows))
      let isLeft = isLeft
      let forest = rows.filtered { v, arc in isLeft[v] && isLeft[Int(rows.neighbours[arc])] }
      return removeAll(TreeBreaker(forest).order(isLeft: isLeft))
    }
    var core = TwoCore(rows, costs: costs)
    while true {
      let nodes = nextBatch(&core.ranked)
      guard !nodes.isEmpty else { break }
      for v in nodes { remove(v) }
      for v in nodes { core.drop(v, rows, costs) }
    }
    breakTrees()
  }

  /// Removes from the largest tree, of equals the one with the lowest node, the node that leaves
  /// the smallest largest rest (per cost: that takes most off the tree), and goes on with the rests.
  ///
  /// A tree is known by its lowest node.
  private mutating func breakTrees() {
    var trees = RankedNodes(nodeCount: nodeCount)
    var isKnown = isLeft.map { !$0 }
    for v in 0..<nodeCount where !isKnown[v] {
      let tree = ball(around: v).nodes
      for u in tree { isKnown[u] = true }
      trees.update(v, to: Double(tree.count))
    }
    var branch = [Int](repeating: 0, count: nodeCount)
    while let (start, size) = trees.popFirst() {
      let v = size > 1 ? centre(of: start, &branch) : start
      remove(v)
      for u in neighboursLeft(of: v) {
        let rest = ball(around: u).nodes
        trees.update(rest.reduce(u, min), to: Double(rest.count))
      }
    }
  }

  /// Returns the node whose removal takes most off the tree per cost, of equals the lowest.
  private mutating func centre(of start: Int, _ branch: inout [Int]) -> Int {
    let nodes = ball(around: start).nodes
    var best = (gain: -1.0, node: start)
    // Leaves first: the branches of a node below it are counted before it; the node above is the
    // neighbour not yet counted.
    for u in nodes { branch[u] = 0 }
    for v in nodes.reversed() {
      var (below, largest) = (0, 0)
      for u in neighboursLeft(of: v) {
        below += branch[u]
        largest = max(largest, branch[u])
      }
      branch[v] = below + 1
      largest = max(largest, nodes.count - 1 - below)
      let gain = Double(nodes.count - largest) / costs[v]
      if gain > best.gain || gain == best.gain && v < best.node { best = (gain, v) }
    }
    return best.node
  }
}

/// The nodes in which each has at least two neighbours, as nodes are taken away.
private struct TwoCore {
  /// The nodes of the core by their links within it, per cost.
  var ranked: RankedNodes
  private var degree: [Int]
  private var isInside: [Bool]

  init(_ rows: Adjacency, costs: NodeCosts) {
    let n = rows.offsets.count - 1
    ranked = RankedNodes(nodeCount: n)
    degree = (0..<n).map { rows.range($0).count }
    isInside = Array(repeating: true, count: n)
    for v in 0..<n { ranked.update(v, to: Double(degree[v]) / costs[v]) }
    for v in 0..<n where degree[v] < 2 { drop(v, rows, costs) }
  }

  /// Takes a node away, and then every node that is left with fewer than two neighbours.
  mutating func drop(_ node: Int, _ rows: Adjacency, _ costs: NodeCosts) {
    guard isInside[node] else { return }
    isInside[node] = false
    var dropped = [node]
    while let v = dropped.popLast() {
      ranked.remove(v)
      for i in rows.range(v) {
        let u = Int(rows.neighbours[i])
        guard isInside[u] else { continue }
        degree[u] -= 1
        if degree[u] < 2 {
          isInside[u] = false
          dropped.append(u)
        } else {
          ranked.update(u, to: Double(degree[u]) / costs[u])
        }
      }
    }
  }
}
