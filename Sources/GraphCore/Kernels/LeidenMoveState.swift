/// What moving keeps of each community: its mass and its number of nodes, and which nodes wait
/// for another look.
///
/// SAFETY: every array is as long as the level has nodes; communities are numbers of nodes, as
/// those are that `init` is given.
/// Pieces that run at once only read `community`, `mass` and `size`; they are changed between
/// jobs, by the caller alone. `waiting` may be set from anywhere.
@safe struct MoveState: ~Copyable, @unchecked Sendable {
  let pairCost: Double
  let community: Block<Int32>
  let mass: Block<Double>
  let size: Block<Int32>
  let waiting: WaitingNodes
  private var cursor = 0

  init(_ level: borrowing LeidenLevel, start: borrowing Block<Int32>, pairCost: Double) {
    self.pairCost = pairCost
    community = Block(repeating: 0, count: level.n)
    mass = Block(repeating: 0, count: level.n)
    size = Block(repeating: 0, count: level.n)
    waiting = WaitingNodes(count: level.n, unit: level.weightUnit)
    for v in 0..<level.n {
      let c = unsafe Int(start[v])
      unsafe community[v] = start[v]
      unsafe mass[c] += level.masses[v]
      unsafe size[c] += 1
    }
  }

  /// Lets go of all but the communities.
  consuming func takeCommunities() -> Block<Int32> { community }

  /// Moves a node that is in `old` to `new`, or to an empty community where `new` is below 0.
  ///
  /// - Returns: The community it is in now.
  ///
  /// SAFETY: `v` is a node and the communities are those of nodes (the caller's).
  @inline(__always)
  mutating func move(_ v: Int, mass nodeMass: Double, to wanted: Int) -> Int {
    let old = unsafe Int(community[v])
    unsafe mass[old] -= nodeMass
    unsafe size[old] -= 1
    let new = wanted >= 0 ? wanted : emptyCommunity(for: v)
    unsafe mass[new] += nodeMass
    unsafe size[new] += 1
    unsafe community[v] = Int32(truncatingIfNeeded: new)
    return new
  }

  /// An empty community: the one named after the node, or the next from where the last search
  /// ended. There is one, since the node has just left its community and there are as many
  /// communities as nodes.
  ///
  /// SAFETY: the cursor stays below the number of communities.
  private mutating func emptyCommunity(for v: Int) -> Int {
    if unsafe size[v] == 0 { return v }
    while unsafe size[cursor] > 0 { cursor = cursor + 1 == size.count ? 0 : cursor + 1 }
    return cursor
  }
}

extension LeidenLevel {
  /// No move is better than the one to stay where one is.
  static let stay = -1
  /// To be alone is better than any community at hand.
  static let alone = -2

  /// Finds the community where `v` gains most; of equals the one it is in, then the lowest.
  ///
  /// A node moves only for a gain above the rounding error of the gain.
  ///
  /// - Returns: The community, `stay` or `alone`, and by how much at least it beats the second best.
  ///
  /// SAFETY: `v` is a node; see `Rows`, `MoveState` and `LeidenTable`, which the caller
  /// borrowed for at least as many arcs as `v` has.
  @inline(__always)
  func bestMove(_ v: Int, _ state: borrowing MoveState, _ table: inout LeidenTable) -> (
    wanted: Int, margin: Double
  ) {
    let old = unsafe state.community[v]
    let (own, all) = unsafe gatherCommunities(v, old, state, table)
    let mass = unsafe masses[v]
    let cost = state.pairCost * mass
    let stayGain = unsafe own - cost * (state.mass[Int(old)] - mass)
    // If all other links led to one community without mass, that would not be better either.
    let most = all - own
    if stayGain >= most { return (Self.stay, stayGain - most) }
    unsafe addUp(v, &table)
    unsafe table.charge(cost, state.mass.view)
    var best = Self.stay
    var bestGain = stayGain
    var second = -Double.infinity
    for k in unsafe 0..<table.count {
      let (c, charged) = unsafe table.take(k)
      let gain = c == Int(old) ? -Double.infinity : charged
      if gain > bestGain || (gain == bestGain && best >= 0 && c < best) {
        second = bestGain
        best = c
        bestGain = gain
      } else if gain > second {
        second = gain
      }
    }
    unsafe table.close()
    let isAlone = unsafe state.size[Int(old)] == 1
    if !isAlone, bestGain < 0 {
      second = bestGain
      best = Self.alone
      bestGain = 0
    } else if !isAlone {
      second = max(second, 0)
    }
    let reach = cost * totalMass + all
    if best != Self.stay, bestGain - stayGain <= 1e-13 * reach { return (Self.stay, 0) }
    return (best, bestGain - second)
  }

  /// Reads the communities of the neighbours of `v` into `near`.
  ///
  /// - Returns: The weight of the arcs to the community `own`, and of all.
  ///
  /// SAFETY: as above.
  @inline(__always)
  private func gatherCommunities(
    _ v: Int, _ own: Int32, _ state: borrowing MoveState, _ table: LeidenTable
  ) -> (own: Double, all: Double) {
    let rows = unsafe self.rows
    let community = unsafe state.community.view
    let near = unsafe table.near
    let first = unsafe rows.start(v)
    let count = unsafe rows.count(v)
    var k = 0
    if unsafe !rows.isWeighted {
      var inside = 0
      while k < count {
        let c = unsafe community[rows.neighbour(first &+ k)]
        unsafe near[k] = c
        inside &+= c == own ? 1 : 0
        k &+= 1
      }
      return (Double(inside), Double(count))
    }
    var (inside, all) = (0.0, 0.0)
    while k < count {
      let c = unsafe community[rows.neighbour(first &+ k)]
      unsafe near[k] = c
      let weight = unsafe rows.strength(first &+ k)
      all += weight
      inside += c == own ? weight : 0
      k &+= 1
    }
    return (inside, all)
  }

  /// Adds up the weights of the arcs of `v` by what `near` says of their ends.
  ///
  /// SAFETY: as above.
  @inline(__always)
  private func addUp(_ v: Int, _ table: inout LeidenTable) {
    let rows = unsafe self.rows
    let near = unsafe table.near
    let first = unsafe rows.start(v)
    let count = unsafe rows.count(v)
    unsafe table.open(arcs: count)
    var k = 0
    while k < count {
      unsafe table.add(near[k], rows.strength(first &+ k))
      k &+= 1
    }
  }
}
