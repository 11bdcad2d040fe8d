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
  /// Marks of nodes as the levels keep them.
  ///
  /// - Parameter marks: One below n for each node, equal for nodes of one community.
  func start(_ marks: [Int32]) -> Block<Int32> {
    precondition(marks.count == n && marks.allSatisfy { 0 <= $0 && $0 < n })
    return Block(marks)
  }

  /// Moves single nodes of the level, with which a pass begins.
  ///
  /// - Parameters:
  ///   - start: A mark below n for each node, equal for nodes of one community.
  ///   - focus: The nodes to look at first, or nil for all; see `refined`.
  ///   - stream: The next free stream of draws.
  func moved(
    _ start: borrowing Block<Int32>, focus: [Int32]?, _ rules: LeidenRules, stream: UInt64,
    _ team: LeidenTeam
  ) throws(GraphError) -> MoveState {
    var state = MoveState(self, start: start, pairCost: rules.pairCost)
    try moveNodes(&state, start: focus, random: rules.random, stream: stream, team)
    return state
  }

  /// One pass of Leiden over all levels: refines what moving came to, merges what was refined to
  /// the nodes of a smaller graph that starts from the communities before refining, moves the nodes
  /// there and repeats until every node of the level is a community.
  ///
  /// - Parameters:
  ///   - moved: What `moved` came to on this level.
  ///   - start: Where it began.
  ///   - focus: The nodes that it looked at first, or nil for all.
  ///   - stream: The stream of draws that it used; after the call, the next free one.
  /// - Returns: The communities, as marks below n.
  ///
  /// SAFETY: `groups.community` has a mark for each node of the level that `merged` makes of the
  /// groups; `place` holds nodes of the present level.
  func pass(
    _ moved: consuming MoveState, from start: borrowing Block<Int32>, focus: [Int32]? = nil,
    _ rules: LeidenRules, stream: inout UInt64, _ team: LeidenTeam
  ) throws(GraphError) -> [Int32] {
    var step = try refined(moved, from: start, focus: focus, rules, stream: stream, team)
    stream += 3
    var levels = 1
    team.finish(1)
    defer { team.finish(LeidenTeam.levelsPerPass - levels) }
    guard let lowest = step.groups else { return step.community.array() }
    var level = merged(lowest, team)
    var groups = lowest
    while true {
      let state = try level.moved(
        groups.community, focus: step.focus, rules, stream: stream, team)
      step = try level.refined(
        state, from: groups.community, focus: step.focus, rules, stream: stream, team)
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

  /// Refines what moving came to on one level.
  ///
  /// With a `focus`, communities that have no node of the focus and that no node has left or joined
  /// stay whole.
  ///
  /// SAFETY: `start` has a mark below n for each node; `focus` holds nodes.
  private func refined(
    _ moved: consuming MoveState, from start: borrowing Block<Int32>, focus: [Int32]?,
    _ rules: LeidenRules, stream: UInt64, _ team: LeidenTeam
  ) throws(GraphError) -> LeidenStep {
    let isSmall = arcCount < team.queueArcs
    let members = LeidenMembers(
      moved.community, sizes: moved.size,
      order: isSmall ? shuffled(rules.random, stream: stream + 1) : nil)
    let community = moved.takeCommunities()
    guard members.count < n else {
      return LeidenStep(community: community, groups: nil, focus: nil)
    }
    let isWhole = focus.map { untouched(start, community, members, focus: $0) }
    let draws = RefineDraws(
      random: rules.random, stream: stream + 2, pairCost: rules.pairCost, keys: keys)
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
    _ start: borrowing Block<Int32>, _ community: borrowing Block<Int32>,
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
