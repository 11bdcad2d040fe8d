/// The nodes of a level by community, communities numbered without gaps.
///
/// SAFETY: `nodes` holds each node once; the rows of `starts` divide it.
@safe struct LeidenMembers: ~Copyable, @unchecked Sendable {
  let nodes: Block<Int32>
  /// Where each community starts; one more entry closes the last.
  let starts: Block<Int32>

  var count: Int { starts.count - 1 }

  @inline(__always)
  func range(_ c: Int) -> Range<Int> {
    unsafe Int(starts[c])..<Int(starts[c + 1])
  }

  /// The places of the nodes of consecutive communities.
  func range(_ communities: Range<Int>) -> Range<Int> {
    unsafe Int(starts[communities.lowerBound])..<Int(starts[communities.upperBound])
  }

  /// Numbers the communities in the order of their marks, enters the numbers in `community` and
  /// sorts the nodes, those of a community in the given order, or in rising order.
  ///
  /// SAFETY: marks are numbers of nodes, `sizes` counts them, `order` holds each node once.
  init(
    _ community: borrowing Block<Int32>, sizes: borrowing Block<Int32>, order: [Int]? = nil
  ) {
    let n = community.count
    let number = Block<Int32>(repeating: 0, count: n)
    var count = 0
    for c in 0..<n where unsafe sizes[c] > 0 {
      unsafe number[c] = Int32(truncatingIfNeeded: count)
      count += 1
    }
    let starts = Block<Int32>(repeating: 0, count: count + 1)
    let next = Block<Int32>(repeating: 0, count: count + 1)
    for c in 0..<n where unsafe sizes[c] > 0 {
      let k = unsafe Int(number[c])
      unsafe starts[k + 1] = unsafe starts[k] + sizes[c]
      unsafe next[k + 1] = unsafe starts[k + 1]
    }
    let nodes = Block<Int32>(repeating: 0, count: n)
    for i in 0..<n {
      let v = order?[i] ?? i
      let c = unsafe number[Int(community[v])]
      unsafe community[v] = c
      unsafe nodes[Int(next[Int(c)])] = Int32(truncatingIfNeeded: v)
      unsafe next[Int(c)] += 1
    }
    self.nodes = nodes
    self.starts = starts
  }

  /// Cuts the communities into pieces of work of some hundred nodes, larger communities into a
  /// piece each.
  func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    for c in 0..<count {
      let nodes = unsafe starts[c + 1] - starts[first]
      guard nodes >= 256 || c == count - 1 else { continue }
      pieces.append(first..<(c + 1))
      first = c + 1
    }
    return pieces
  }
}

/// What refining keeps of each group, under the number of the node it began with: mass, whether
/// it has more than one node, and the weight of the links to the rest of its community.
///
/// SAFETY: every array is as long as the level has nodes. A group lies within one community, and
/// a community belongs to one piece of work.
@safe struct RefineState: ~Copyable, @unchecked Sendable {
  let group: Block<Int32>
  let mass: Block<Double>
  let linked: Block<Double>
  let hasCompany: Block<Bool>

  init(count: Int) {
    group = Block(repeating: 0, count: count)
    mass = Block(repeating: 0, count: count)
    linked = Block(repeating: 0, count: count)
    hasCompany = Block(repeating: false, count: count)
  }

  /// SAFETY: `v` and `group` are nodes of the level (the caller's).
  @inline(__always)
  func join(_ v: Int, to group: Int, mass nodeMass: Double, sharedWeight: Double) {
    unsafe self.group[v] = Int32(truncatingIfNeeded: group)
    unsafe hasCompany[group] = true
    unsafe mass[group] += nodeMass
    unsafe linked[group] += linked[v] - 2 * sharedWeight
  }
}

extension LeidenLevel {
  /// Refines each community from within: starting from single nodes, joins nodes that are still
  /// alone to groups of their own community, where both are well connected to the rest of it.
  ///
  /// A group is well connected if its links to the rest of the community weigh at least what
  /// the objective charges for them. A node joins where it gains most; equal gains are drawn by
  /// lot, so that repetitions explore. (The paper draws among all gains with a chance that falls
  /// steeply with the gain; the lot among equals is its limit.)
  ///
  /// Communities share nothing, so they are refined side by side; within one the order of the
  /// members decides.
  ///
  /// - Parameter isWhole: The communities to leave as they are, by number; empty for none.
  /// - Returns: For each node the node that its group began with. Groups are connected and lie
  ///   within a community, but those left whole need not be connected.
  ///
  /// SAFETY: see `RefineState`; pieces write cells of the nodes of their communities only.
  func refine(
    _ members: borrowing LeidenMembers, _ community: borrowing Block<Int32>, isWhole: [Bool],
    _ draws: RefineDraws, _ team: LeidenTeam
  ) -> Block<Int32> {
    let state = RefineState(count: n)
    let pieces = members.pieces()
    WorkerPool.shared.forEach(pieces.count, workers: team.workers) { piece in
      let nodes = members.range(pieces[piece])
      unsafe team.tables.withTable(arcs: mostArcs(members.nodes, nodes)) { table in
        for c in pieces[piece] {
          if !isWhole.isEmpty, isWhole[c] {
            let first = unsafe members.nodes[members.range(c).lowerBound]
            for k in members.range(c) { unsafe state.group[Int(members.nodes[k])] = first }
          } else {
            unsafe refine(c, members, community, state, draws, &table)
          }
        }
      }
    }
    return state.takeGroups()
  }

  /// Refines one community.
  ///
  /// SAFETY: as above; the caller proves that the table is large enough for each member.
  private func refine(
    _ c: Int, _ members: borrowing LeidenMembers, _ community: borrowing Block<Int32>,
    _ state: borrowing RefineState, _ draws: RefineDraws, _ table: inout LeidenTable
  ) {
    let whole = begin(c, members, community, state)
    let nodes = unsafe members.nodes.view
    let range = members.range(c)
    guard range.count > 1 else { return }
    for k in range {
      let v = unsafe Int(nodes[k])
      guard unsafe !state.hasCompany[v], unsafe state.group[v] == Int32(v) else { continue }
      let cost = unsafe draws.pairCost * masses[v]
      guard unsafe state.linked[v] >= cost * (whole - masses[v]) else { continue }
      unsafe gatherGroups(v, Int32(truncatingIfNeeded: c), community, state, &table)
      var best = v
      var bestGain = 0.0
      var shared = 0.0
      var equals = 0
      for k in unsafe 0..<table.count {
        let (d, weight) = unsafe table.take(k)
        let groupMass = unsafe state.mass[d]
        let gain = weight - cost * groupMass
        guard gain > 0, gain >= bestGain,
          unsafe state.linked[d] >= draws.pairCost * groupMass * (whole - groupMass)
        else { continue }
        equals = gain > bestGain ? 1 : equals + 1
        if equals == 1 || draws.isDrawn(v, k, of: equals) { (best, shared) = (d, weight) }
        bestGain = gain
      }
      unsafe table.close()
      if best != v { unsafe state.join(v, to: best, mass: masses[v], sharedWeight: shared) }
    }
  }

  /// Makes each member of a community a group of its own.
  ///
  /// - Returns: The mass of the community.
  private func begin(
    _ c: Int, _ members: borrowing LeidenMembers, _ community: borrowing Block<Int32>,
    _ state: borrowing RefineState
  ) -> Double {
    var whole = 0.0
    for k in members.range(c) {
      let v = unsafe Int(members.nodes[k])
      unsafe state.group[v] = Int32(truncatingIfNeeded: v)
      unsafe state.linked[v] = weightInside(v, community)
      unsafe state.mass[v] = masses[v]
      unsafe whole += masses[v]
    }
    return whole
  }

  /// The weight of the arcs of `v` within its community.
  ///
  /// SAFETY: arcs of `v` are arcs of the level and their targets nodes of it.
  @inline(__always)
  func weightInside(_ v: Int, _ community: borrowing Block<Int32>) -> Double {
    let rows = unsafe self.rows
    let community = unsafe community.view
    let own = unsafe community[v]
    let end = unsafe rows.end(v)
    var i = unsafe rows.start(v)
    if unsafe !rows.isWeighted {
      var count = 0
      while i < end {
        count &+= unsafe community[rows.neighbour(i)] == own ? 1 : 0
        i &+= 1
      }
      return Double(count)
    }
    var weight = 0.0
    while i < end {
      let isInside = unsafe community[rows.neighbour(i)] == own
      unsafe weight += isInside ? rows.strength(i) : 0
      i &+= 1
    }
    return weight
  }

  /// Adds up the weights of the arcs of `v` within its community by group.
  ///
  /// SAFETY: arcs of `v` are arcs of the level and their targets nodes of it; `open` makes `near` as
  /// long as `v` has arcs, and `inside` never passes `k`.
  @inline(__always)
  private func gatherGroups(
    _ v: Int, _ own: Int32, _ community: borrowing Block<Int32>,
    _ state: borrowing RefineState, _ table: inout LeidenTable
  ) {
    let rows = unsafe self.rows
    let community = unsafe community.view
    let group = unsafe state.group.view
    let first = unsafe rows.start(v)
    let count = unsafe rows.count(v)
    unsafe table.open(arcs: count)
    let near = unsafe table.near
    var inside = 0
    var k = 0
    while k < count {
      unsafe near[inside] = Int32(truncatingIfNeeded: k)
      inside &+= unsafe community[rows.neighbour(first &+ k)] == own ? 1 : 0
      k &+= 1
    }
    k = 0
    while k < inside {
      let i = unsafe first &+ Int(near[k])
      unsafe table.add(group[rows.neighbour(i)], rows.strength(i))
      k &+= 1
    }
  }
}

extension RefineState {
  /// Lets go of all but the groups.
  consuming func takeGroups() -> Block<Int32> { group }
}

/// The lots that refining draws among equal gains, and what a pair of unit masses costs.
struct RefineDraws: Sendable {
  let random: CounterRandom
  let stream: UInt64
  let pairCost: Double
  /// As the level's.
  let keys: LeidenKeys?

  /// Whether entry `k` of `v` is taken as the latest of so many equal ones.
  func isDrawn(_ v: Int, _ k: Int, of equals: Int) -> Bool {
    let place = UInt64(truncatingIfNeeded: k)
    let index = keys.map { $0[v] &+ place } ?? UInt64(truncatingIfNeeded: v) << 20 | place
    return random.below(equals, stream: stream, index: index) == 0
  }
}
