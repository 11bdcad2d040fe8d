/// What a pass of Leiden needs beside the graph.
struct LeidenRules: Sendable {
  /// The cost of a pair of unit masses in one community.
  let pairCost: Double
  let random: CounterRandom
}

/// What one level of a pass came to.
final class LeidenStep {
  /// The communities, numbered without gaps.
  let community: Block<Int32>
  /// What the nodes are to be merged to; nil where every node is a community.
  let groups: LeidenGroups?
  /// The groups to look at first on the level above; nil for all.
  let focus: [Int32]?

  init(community: consuming Block<Int32>, groups: LeidenGroups?, focus: [Int32]?) {
    self.community = community
    self.groups = groups
    self.focus = focus
  }
}

extension LeidenLevel {
  /// One pass of Leiden over all levels: moves nodes, refines, merges what was refined to the
  /// nodes of a smaller graph that starts from the communities before refining, and repeats there
  /// until every node of the level is a community.
  ///
  /// - Parameters:
  ///   - start: A mark below n for each node, equal for nodes of one community.
  ///   - focus: The nodes to look at first, or nil for all; see `step`.
  ///   - stream: The next free stream of draws.
  /// - Returns: The communities, as marks below n.
  ///
  /// SAFETY: `groups.community` has a mark for each node of the level that `merged` makes of the
  /// groups; `place` holds nodes of the present level.
  func pass(
    start: [Int32], focus: [Int32]? = nil, _ rules: LeidenRules, stream: inout UInt64,
    _ team: LeidenTeam
  ) throws(GraphError) -> [Int32] {
    precondition(start.count == n && start.allSatisfy { 0 <= $0 && $0 < n })
    var step = try unsafe start.withUnsafeBufferPointer { start throws(GraphError) in
      try unsafe self.step(start, focus: focus, rules, stream: stream, team)
    }
    stream += 3
    var levels = 1
    team.finish(1)
    defer { team.finish(LeidenTeam.levelsPerPass - levels) }
    guard let lowest = step.groups else { return step.community.array() }
    var level = merged(lowest, team)
    var groups = lowest
    while true {
      step = try unsafe level.step(
        UnsafeBufferPointer(groups.community.view), focus: step.focus, rules, stream: stream,
        team)
      stream += 3
      levels += 1
      if levels <= LeidenTeam.levelsPerPass { team.finish(1) }
      guard let next = step.groups else { break }
      renumber(lowest.number, by: next.number, team)
      level = level.merged(next, team)
      groups = next
    }
    renumber(lowest.number, by: step.community, team)
    return lowest.number.array()
  }

  /// Moves and refines on one level.
  ///
  /// With a `focus`, only its nodes are looked at first, then those whose neighbours moved.
  /// Communities that have no node of the focus and that no node has left or joined stay whole.
  ///
  /// SAFETY: `start` has a mark below n for each node; `focus` holds nodes.
  private func step(
    _ start: UnsafeBufferPointer<Int32>, focus: [Int32]?, _ rules: LeidenRules, stream: UInt64,
    _ team: LeidenTeam
  ) throws(GraphError) -> LeidenStep {
    var state = unsafe MoveState(self, start: start, pairCost: rules.pairCost)
    try moveNodes(&state, start: focus, random: rules.random, stream: stream, team)
    let isSmall = arcCount < team.queueArcs
    let members = LeidenMembers(
      state.community, sizes: state.size,
      order: isSmall ? rules.random.permutation(n, stream: stream + 1) : nil)
    let community = state.takeCommunities()
    guard members.count < n else {
      return LeidenStep(community: community, groups: nil, focus: nil)
    }
    let isWhole = focus.map { unsafe untouched(start, community, members, focus: $0) }
    let draws = RefineDraws(
      random: rules.random, stream: stream + 2, pairCost: rules.pairCost)
    let began = refine(members, community, isWhole: isWhole ?? [], draws, team)
    try team.check()
    var count = 0
    for v in 0..<n where unsafe Int(began[v]) == v { count += 1 }
    if count == n { count = mergeCommunities(members, into: began) }
    let groups = LeidenGroups(members, began: began, count: count)
    let next = isWhole.map { isWhole in
      (0..<Int32(count)).filter { unsafe !isWhole[Int(groups.community[Int($0)])] }
    }
    return LeidenStep(community: community, groups: groups, focus: next)
  }

  /// Makes each community a group, where refining found nothing to join.
  ///
  /// - Returns: The number of groups.
  ///
  /// SAFETY: members are nodes.
  private func mergeCommunities(
    _ members: borrowing LeidenMembers, into began: borrowing Block<Int32>
  ) -> Int {
    for c in 0..<members.count {
      let first = unsafe members.nodes[members.range(c).lowerBound]
      for k in members.range(c) { unsafe began[Int(members.nodes[k])] = first }
    }
    return members.count
  }

  /// Which communities have no node of the focus and the same members as at the start.
  ///
  /// SAFETY: marks and numbers of communities are below n.
  private func untouched(
    _ start: UnsafeBufferPointer<Int32>, _ community: borrowing Block<Int32>,
    _ members: borrowing LeidenMembers, focus: [Int32]
  ) -> [Bool] {
    var isWhole = [Bool](repeating: true, count: members.count)
    for v in focus { unsafe isWhole[Int(community[Int(v)])] = false }
    // A community is as it was if its members had one mark and nobody else had that mark.
    var counts = [Int32](repeating: 0, count: n)
    for v in 0..<n { unsafe counts[Int(start[v])] += 1 }
    for c in 0..<members.count {
      let range = members.range(c)
      let mark = unsafe start[Int(members.nodes[range.lowerBound])]
      let isSame = range.allSatisfy { unsafe start[Int(members.nodes[$0])] == mark }
      if !isSame || counts[Int(mark)] != Int32(range.count) { isWhole[c] = false }
    }
    return isWhole
  }

  /// Replaces each entry by what stands there in a table.
  ///
  /// SAFETY: entries are nodes of the level that `table` is of; each is written by one piece.
  private func renumber(
    _ place: borrowing Block<Int32>, by table: borrowing Block<Int32>, _ team: LeidenTeam
  ) {
    let count = place.count
    WorkerPool.shared.forEach((count + 65535) / 65536, workers: team.workers) { piece in
      for v in (piece * 65536)..<min(count, piece * 65536 + 65536) {
        unsafe place[v] = table[Int(place[v])]
      }
    }
  }
}
