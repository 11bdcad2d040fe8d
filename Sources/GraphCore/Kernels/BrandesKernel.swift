/// Returns the sum over the sources *s* of Brandes' dependency δₛ(*v*) for every node *v*.
///
/// The letters are the paper's: σ counts shortest paths, δ is the dependency. Three things differ.
/// A node stands for `weights[v]` nodes (ω), as a source and as a target. The dependency is
/// gathered from the next level as σ[v] · Σ (ω[w] + δ[w]) / σ[w], where the term is 0 for every
/// node that is not in the next level, so the inner loop has no test. And path counts of a level
/// are scaled down by 2⁻⁵¹² when they pass 2⁵¹², which cancels in the ratio.
///
/// SAFETY: `sources` are nodes and `weights` has one entry per node (the caller's). Node numbers come from `rows`, proved
/// there; `tail` and `depth` never pass n because a node enters the queue once and a level has
/// at least one node. The blocks are this call's own.
func brandesDependencies(
  _ adjacency: Adjacency, weights: [Double], sources: Range<Int>
) -> [Double] {
  unsafe adjacency.withRows { rows in
    let n = unsafe rows.nodeCount
    var search = PathSearch(nodeCount: n)
    let score = Block<Double>(repeating: 0, count: n)
    for s in sources {
      unsafe search.countPaths(rows, from: s)
      unsafe search.addDependencies(rows, weights: weights, factor: weights[s], to: score)
    }
    return score.array()
  }
}

/// The state of one search from one source, reused for the next.
private struct PathSearch: ~Copyable {
  private let hops: Block<Int32>
  private let order: Block<Int32>
  private let sigma: Block<Double>
  private let delta: Block<Double>
  /// (ω + δ) / σ for the nodes of the level below the one being gathered, 0 for all others.
  private let share: Block<Double>
  private let levelStart: Block<Int32>
  private let levelScale: Block<Double>
  private var depth = 0
  private var tail = 0

  private static var unseen: Int32 { .max }

  init(nodeCount n: Int) {
    hops = Block(repeating: Self.unseen, count: n)
    order = Block(repeating: 0, count: n)
    sigma = Block(repeating: 0, count: n)
    delta = Block(repeating: 0, count: n)
    share = Block(repeating: 0, count: n)
    levelStart = Block(repeating: 0, count: n + 2)
    levelScale = Block(repeating: 1, count: n + 2)
  }

  /// Finds the levels around `s` and the number of shortest paths to each node.
  mutating func countPaths(_ rows: Rows, from s: Int) {
    for i in 0..<tail { unsafe hops[Int(order[i])] = Self.unseen }
    unsafe hops[s] = 0
    unsafe sigma[s] = 1
    unsafe order[0] = Int32(truncatingIfNeeded: s)
    unsafe levelStart[0] = 0
    depth = 0
    tail = 1
    var head = 0
    while head < tail {
      let end = tail
      var next = tail
      let hop = Int32(truncatingIfNeeded: depth)
      while head < end {
        let v = unsafe Int(order[head])
        let paths = unsafe sigma[v]
        var i = unsafe rows.start(v)
        let rowEnd = unsafe rows.end(v)
        while i < rowEnd {
          let w = unsafe rows.neighbour(i)
          let seen = unsafe hops[w]
          if seen > hop {
            if seen == Self.unseen {
              unsafe hops[w] = hop &+ 1
              unsafe sigma[w] = paths
              unsafe order[next] = Int32(truncatingIfNeeded: w)
              next &+= 1
            } else {
              unsafe sigma[w] += paths
            }
          }
          i &+= 1
        }
        head &+= 1
      }
      tail = next
      depth += 1
      // SAFETY: there are at most n levels, and n + 2 places for their starts.
      unsafe levelStart[depth] = Int32(truncatingIfNeeded: end)
      rescale(level: depth, from: end)
    }
  }

  /// Keeps the path counts of a level within range; their ratios stay as they are.
  ///
  /// SAFETY: `start` and `tail` bound the nodes in `order` that the level has just been given.
  private func rescale(level: Int, from start: Int) {
    var largest = 0.0
    for i in start..<tail { largest = unsafe max(largest, sigma[Int(order[i])]) }
    unsafe levelScale[level] = 1
    guard largest > 0x1p512 else { return }
    unsafe levelScale[level] = 0x1p-512
    for i in start..<tail {
      let v = unsafe Int(order[i])
      unsafe sigma[v] = max(sigma[v] * 0x1p-512, 0x1p-1000)
    }
  }

  /// Walks the levels back towards the source and adds each node's dependency to its score.
  ///
  /// SAFETY: reads only what the walk before it wrote: nodes in `order` and positions of `order` in
  /// `levelStart`, both below n.
  func addDependencies(
    _ rows: Rows, weights: [Double], factor: Double, to score: borrowing Block<Double>
  ) {
    guard depth > 1 else { return }
    for level in stride(from: depth - 1, through: 1, by: -1) {
      let start = unsafe Int(levelStart[level])
      let end = unsafe Int(levelStart[level + 1])
      if level < depth - 1 {
        let scale = unsafe levelScale[level + 1]
        for k in start..<end {
          let v = unsafe Int(order[k])
          var sum = 0.0
          var i = unsafe rows.start(v)
          let rowEnd = unsafe rows.end(v)
          while i < rowEnd {
            unsafe sum += share[rows.neighbour(i)]
            i &+= 1
          }
          let dependency = unsafe sigma[v] * sum * scale
          unsafe delta[v] = dependency
          unsafe score[v] += factor * dependency
        }
        clearShares(of: level + 1)
      }
      for k in start..<end {
        let v = unsafe Int(order[k])
        let dependency = unsafe level < depth - 1 ? delta[v] : 0
        unsafe share[v] = (weights[v] + dependency) / sigma[v]
      }
    }
    clearShares(of: 1)
  }

  private func clearShares(of level: Int) {
    for k in unsafe Int(levelStart[level])..<Int(levelStart[level + 1]) {
      unsafe share[Int(order[k])] = 0
    }
  }
}
