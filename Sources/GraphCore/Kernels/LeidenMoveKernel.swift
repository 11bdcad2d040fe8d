extension LeidenLevel {
  /// Moves nodes between communities until no node gains by moving: the fast local move of the
  /// paper, with a queue of the nodes whose neighbourhood has changed.
  ///
  /// A node moves only for a gain above the rounding error of the gain, so the quality rises
  /// with every move and the loop ends. An empty community is always a candidate.
  ///
  /// SAFETY: see `leidenPass`. `order` holds each node once, so the ring of n places never holds a
  /// node twice and never overflows.
  func moveNodes(_ community: borrowing Block<Int32>, order: [Int]) {
    var state = MoveState(level: self, community: community)
    let queue = Block<Int32>(repeating: 0, count: n)
    let waiting = Block<Bool>(repeating: true, count: n)
    for (place, v) in order.enumerated() {
      unsafe queue[place] = Int32(truncatingIfNeeded: v)
    }
    var head = 0
    var length = n
    while length > 0 {
      let v = unsafe Int(queue[head])
      head = head &+ 1 == n ? 0 : head &+ 1
      length &-= 1
      unsafe waiting[v] = false
      let old = unsafe Int(community[v])
      let new = bestCommunity(for: v, now: old, community, &state)
      guard new != old else { continue }
      unsafe community[v] = Int32(truncatingIfNeeded: new)
      for i in unsafe offsets[v]..<offsets[v &+ 1] {
        let w = unsafe Int(targets[i])
        guard unsafe !waiting[w], unsafe Int(community[w]) != new else { continue }
        unsafe waiting[w] = true
        let tail = head &+ length
        unsafe queue[tail >= n ? tail &- n : tail] = Int32(truncatingIfNeeded: w)
        length &+= 1
      }
    }
  }

  /// Finds the community where `v` gains most and moves its mass there; of equals the one it is
  /// in, then the lowest.
  @inline(__always)
  private func bestCommunity(
    for v: Int, now old: Int, _ community: borrowing Block<Int32>, _ state: inout MoveState
  ) -> Int {
    let mass = unsafe masses[v]
    let cost = pairCost * mass
    let count = gather(v, by: community)
    unsafe state.mass[old] -= mass
    unsafe state.size[old] -= 1
    let stay = unsafe linked[old] - cost * state.mass[old]
    var best = old
    var bestGain = stay
    var reach = cost * state.totalMass
    for k in 0..<count {
      let c = unsafe Int(touched[k])
      let weight = unsafe linked[c]
      reach += weight
      let gain = unsafe weight - cost * state.mass[c]
      if gain > bestGain || (gain == bestGain && best != old && c < best) {
        best = c
        bestGain = gain
      }
    }
    if bestGain < 0, unsafe state.size[old] > 0 {
      best = unsafe Int(state.empty[state.emptyCount - 1])
      bestGain = 0
    }
    if bestGain - stay <= 1e-13 * reach { best = old }
    forget(count)
    state.join(best, mass: mass, leaving: old)
    return best
  }
}

/// What moving keeps of each community: its mass and its number of nodes, and which are empty.
private struct MoveState: ~Copyable {
  let mass: Block<Double>
  let size: Block<Int32>
  /// The first `emptyCount` entries are the communities without nodes.
  let empty: Block<Int32>
  var emptyCount = 0
  private(set) var totalMass = 0.0

  /// SAFETY: `community` holds n numbers of nodes (the caller's), and the arrays are n long.
  init(level: borrowing LeidenLevel, community: borrowing Block<Int32>) {
    mass = Block(repeating: 0, count: level.n)
    size = Block(repeating: 0, count: level.n)
    empty = Block(repeating: 0, count: level.n)
    for v in 0..<level.n {
      let c = unsafe Int(community[v])
      unsafe mass[c] += level.masses[v]
      unsafe size[c] += 1
      unsafe totalMass += level.masses[v]
    }
    for c in 0..<level.n where unsafe size[c] == 0 { addEmpty(c) }
  }

  /// Enters a node that was taken out of `old` into `new`; they may be the same.
  ///
  /// SAFETY: a node with company in its community leaves at least one of the n marks unused, so
  /// the last empty one exists whenever it is asked for. Communities that gain a node by a link
  /// are not empty, so the list stays true.
  @inline(__always)
  mutating func join(_ new: Int, mass nodeMass: Double, leaving old: Int) {
    if new != old {
      if unsafe size[new] == 0 { emptyCount &-= 1 }
      if unsafe size[old] == 0 { addEmpty(old) }
    }
    unsafe mass[new] += nodeMass
    unsafe size[new] += 1
  }

  @inline(__always)
  private mutating func addEmpty(_ community: Int) {
    unsafe empty[emptyCount] = Int32(truncatingIfNeeded: community)
    emptyCount &+= 1
  }
}
