/// Returns for every arc the sum over the sources *s* of its part in shortest paths from *s*.
///
/// As in `brandesDependencies`, a node stands for `weights[v]` nodes (ω), σ counts shortest paths
/// and δ is the dependency. An arc from *v* to a node *w* of the next level carries
/// σ[v] · (ω[w] + δ[w]) / σ[w], and δ[v] is the sum over the arcs of *v*. The quotient is 0 for
/// every node that is not in the next level, so the inner loop has no test. Path counts of a
/// level are scaled down by 2⁻⁵¹² when they pass 2⁵¹², which cancels.
///
/// SAFETY: `sources` are nodes and `weights` has one entry per node (the caller's); arcs and node
/// numbers come from `rows`, proved there. A node enters the queue once, so `tail` never passes
/// n, nor `depth`, as a level has at least one node. The blocks are this call's own.
func linkDependencies(
  _ adjacency: Adjacency, weights: [Double], sources: Range<Int>
) -> [Double] {
  unsafe adjacency.withRows { rows in
    var search = unsafe LinkSearch(nodeCount: rows.nodeCount)
    let score = Block<Double>(repeating: 0, count: adjacency.neighbours.count)
    for s in sources {
      unsafe search.countPaths(rows, from: s)
      unsafe search.addDependencies(rows, weights: weights, factor: weights[s], to: score)
    }
    return score.array()
  }
}

/// The state of one search from one source, reused for the next.
private struct LinkSearch: ~Copyable {
  private let hops: Block<Int32>
  private let order: Block<Int32>
  private let sigma: Block<Double>
  private let delta: Block<Double>
  /// (ω + δ) / σ for the nodes of the level below the one being gone over, 0 for all others.
  private let share: Block<Double>
  private let levelStart: Block<Int32>
  private let levelScale: Block<Double>
  private var depth = 0
  private var tail = 0

  init(nodeCount n: Int) {
    hops = Block(repeating: -1, count: n)
    order = Block(repeating: 0, count: n)
    sigma = Block(repeating: 0, count: n)
    delta = Block(repeating: 0, count: n)
    share = Block(repeating: 0, count: n)
    levelStart = Block(repeating: 0, count: n + 2)
    levelScale = Block(repeating: 1, count: n + 2)
  }

  /// Finds the levels around `s` and the number of shortest paths to each node.
  mutating func countPaths(_ rows: Rows, from s: Int) {
    for k in 0..<tail { unsafe hops[Int(order[k])] = -1 }
    unsafe hops[s] = 0
    unsafe sigma[s] = 1
    unsafe order[0] = Int32(truncatingIfNeeded: s)
    depth = 0
    tail = 1
    var head = 0
    while head < tail {
      let end = tail
      let next = Int32(truncatingIfNeeded: depth + 1)
      while head < end {
        let v = unsafe Int(order[head])
        var i = unsafe rows.start(v)
        let rowEnd = unsafe rows.end(v)
        while i < rowEnd {
          let w = unsafe rows.neighbour(i)
          if unsafe hops[w] < 0 {
            unsafe hops[w] = next
            unsafe sigma[w] = sigma[v]
            unsafe order[tail] = Int32(truncatingIfNeeded: w)
            tail &+= 1
          } else if unsafe hops[w] == next {
            unsafe sigma[w] += sigma[v]
          }
          i &+= 1
        }
        head &+= 1
      }
      depth += 1
      unsafe levelStart[depth] = Int32(truncatingIfNeeded: end)
      rescale(level: depth, from: end)
    }
  }

  /// Keeps the path counts of a level within range; their ratios stay as they are.
  ///
  /// SAFETY: `start` and `tail` bound the nodes in `order` that the level has just been given, and
  /// there are fewer levels than places for their scales.
  private func rescale(level: Int, from start: Int) {
    var largest = 0.0
    for k in start..<tail { largest = unsafe max(largest, sigma[Int(order[k])]) }
    unsafe levelScale[level] = largest > 0x1p512 ? 0x1p-512 : 1
    guard largest > 0x1p512 else { return }
    for k in start..<tail {
      let v = unsafe Int(order[k])
      unsafe sigma[v] = max(sigma[v] * 0x1p-512, 0x1p-1000)
    }
  }

  /// Walks the levels back to the source and adds each arc's part to its score.
  func addDependencies(
    _ rows: Rows, weights: [Double], factor: Double, to score: borrowing Block<Double>
  ) {
    for level in stride(from: depth - 1, through: 0, by: -1) {
      let start = unsafe Int(levelStart[level])
      let end = unsafe Int(levelStart[level + 1])
      let scale = unsafe levelScale[level + 1]
      for k in start..<end {
        let v = unsafe Int(order[k])
        let paths = unsafe sigma[v] * scale
        let credit = factor * paths
        var sum = 0.0
        var i = unsafe rows.start(v)
        let rowEnd = unsafe rows.end(v)
        while i < rowEnd {
          let part = unsafe share[rows.neighbour(i)]
          sum += part
          unsafe score[i] += credit * part
          i &+= 1
        }
        unsafe delta[v] = paths * sum
      }
      if level + 1 < depth { clearShares(of: level + 1) }
      for k in start..<end {
        let v = unsafe Int(order[k])
        unsafe share[v] = (weights[v] + delta[v]) / sigma[v]
      }
    }
    clearShares(of: 0)
  }

  private func clearShares(of level: Int) {
    for k in unsafe Int(levelStart[level])..<Int(levelStart[level + 1]) {
      unsafe share[Int(order[k])] = 0
    }
  }
}
