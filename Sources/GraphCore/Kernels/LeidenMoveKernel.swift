extension LeidenLevel {
  /// After so many rounds the rest goes one by one, which is sure to end.
  private static let roundLimit = 48
  /// When the nodes that move in a round have less than this part of all arcs, the level has
  /// settled: what is left to gain, the levels above gain faster.
  private static let settled = 0.005

  /// Moves nodes between communities until no node gains by moving.
  ///
  /// Small levels go by the queue of the paper. In larger ones the waiting nodes are dealt by a
  /// hash to sub-rounds. In each, all nodes decide at once on the state before it, and then all
  /// move; so it does not matter who decides first, nor how many threads there are. A sub-round
  /// holds some thousandths of the nodes, so decisions seldom rest on what no longer holds. It
  /// ends when hardly anything moves any more (unless there is a `start`), or by the queue when
  /// few nodes are left waiting.
  ///
  /// - Parameters:
  ///   - start: The nodes that wait, or nil for all.
  ///   - stream: The stream of the draws; this one only.
  ///
  /// SAFETY: see `MoveState`. `start` holds nodes of the level (the caller's).
  func moveNodes(
    _ state: inout MoveState, start: [Int32]?, random: CounterRandom, stream: UInt64,
    _ team: LeidenTeam
  ) throws(GraphError) {
    if arcCount < team.queueArcs {
      let order = start ?? shuffled(random, stream: stream).map { Int32($0) }
      return try moveByQueue(&state, order: order, team)
    }
    if let start {
      for v in start { unsafe state.waiting.add(Int(v)) }
    } else {
      for v in 0..<n { unsafe state.waiting.add(v) }
    }
    for round in 0..<Self.roundLimit {
      let salt = random.bits(stream: stream, index: UInt64(round))
      let deal = unsafe SubRounds(
        waiting: state.waiting, rows: rows, arcsWanted: max(team.queueArcs / 4, 1), salt: salt)
      guard deal.starts.count > 2 else { break }
      var arcsMoved = 0
      let moved = Block<Int32>(repeating: 0, count: deal.longest)
      for number in 0..<deal.starts.count - 1 {
        try team.check()
        decide(deal, number, state, into: moved, team)
        let count = move(deal, number, &state, moved)
        for k in 0..<count { unsafe arcsMoved += rows.count(Int(moved[k])) }
        wake(moved, count, state, team)
      }
      if start == nil, Double(arcsMoved) < Self.settled * Double(arcCount) { return }
    }
    var rest: [Int32] = []
    for v in 0..<n where unsafe state.waiting.isWaiting(v) {
      rest.append(Int32(truncatingIfNeeded: v))
    }
    try moveByQueue(&state, order: rest, team)
  }

  /// Lets the nodes of a sub-round decide, each for itself, on the state as it is.
  ///
  /// Two nodes that are alone and want to join each other would swap places: of two in the same
  /// sub-round the lower one waits.
  ///
  /// SAFETY: each place of `choice` and each node belongs to one piece; `state` is only read, but
  /// for `waiting`.
  private func decide(
    _ deal: borrowing SubRounds, _ number: Int, _ state: borrowing MoveState,
    into choice: borrowing Block<Int32>, _ team: LeidenTeam
  ) {
    let (first, end) = (deal.starts[number], deal.starts[number + 1])
    let size = min(max((end - first) / 32, 1), 64)
    WorkerPool.shared.forEach((end - first + size - 1) / size, workers: team.workers) { piece in
      let places = (first + piece * size)..<min(end, first + (piece + 1) * size)
      unsafe team.tables.withTable(arcs: mostArcs(deal.order, places)) { table in
        for place in places {
          let v = unsafe Int(deal.order[place])
          let (best, margin) = unsafe bestMove(v, state, &table)
          var wanted = best
          let old = unsafe Int(state.community[v])
          if wanted > old, unsafe state.size[old] == 1, unsafe state.size[wanted] == 1,
            deal.subRound(of: wanted) == number
          {
            wanted = Self.stay
          } else {
            unsafe state.waiting.remove(v, margin: margin)
          }
          unsafe choice[place - first] = Int32(truncatingIfNeeded: wanted)
        }
      }
    }
  }

  /// Moves the nodes of a sub-round as they decided, and leaves in `moved` those that moved.
  ///
  /// - Returns: Their number.
  ///
  /// SAFETY: `moved` holds one decision per node of the sub-round; it is overwritten from the
  /// front, never ahead of what is still to be read.
  private func move(
    _ deal: borrowing SubRounds, _ number: Int, _ state: inout MoveState,
    _ moved: borrowing Block<Int32>
  ) -> Int {
    let first = deal.starts[number]
    var count = 0
    for place in first..<deal.starts[number + 1] {
      let wanted = unsafe Int(moved[place - first])
      guard wanted != Self.stay else { continue }
      let v = unsafe Int(deal.order[place])
      _ = unsafe state.move(v, mass: masses[v], to: wanted)
      unsafe moved[count] = Int32(truncatingIfNeeded: v)
      count += 1
    }
    return count
  }

  /// Tells the neighbours of the nodes that moved, but for those in the same community now.
  ///
  /// SAFETY: nothing but `waiting` is written, which may be from anywhere.
  private func wake(
    _ moved: borrowing Block<Int32>, _ count: Int, _ state: borrowing MoveState,
    _ team: LeidenTeam
  ) {
    let workers = count > 64 ? team.workers : 1
    WorkerPool.shared.forEach((count + 31) / 32, workers: workers) { piece in
      let rows = unsafe self.rows
      let community = unsafe state.community.view
      for place in (piece * 32)..<min(count, piece * 32 + 32) {
        let v = unsafe Int(moved[place])
        let own = unsafe community[v]
        for i in unsafe rows.start(v)..<rows.end(v) {
          let w = unsafe rows.neighbour(i)
          if unsafe community[w] != own {
            unsafe state.waiting.disturb(w, weight: rows.strength(i), isShared: workers != 1)
          }
        }
      }
    }
  }
}

/// The waiting nodes of one round, dealt to sub-rounds by a hash of their numbers.
///
/// SAFETY: `order` is filled from `starts`, which were counted from the same flags.
@safe private struct SubRounds: ~Copyable, @unchecked Sendable {
  /// The nodes by sub-round, in each in rising order.
  let order: Block<Int32>
  /// Where in `order` each sub-round starts; one more entry closes the last.
  let starts: [Int]
  private let salt: UInt64

  private static let mostSubRounds = 256

  /// Deals the nodes to as many sub-rounds as they have arcs for.
  ///
  /// - Parameter arcsWanted: About how many a sub-round should have, unless that makes too many.
  init(waiting: WaitingNodes, rows: Rows, arcsWanted: Int, salt: UInt64) {
    var count = 0
    var arcs = 0
    for v in 0..<waiting.count where unsafe waiting.isWaiting(v) {
      count += 1
      unsafe arcs += rows.count(v)
    }
    let subRounds = max(1, min(arcs / arcsWanted, Self.mostSubRounds))
    var next = [Int](repeating: 0, count: subRounds + 1)
    let order = Block<Int32>(repeating: 0, count: count)
    for v in 0..<waiting.count where unsafe waiting.isWaiting(v) {
      next[Self.hash(v, salt, below: subRounds) + 1] += 1
    }
    for s in 0..<subRounds { next[s + 1] += next[s] }
    starts = next
    for v in 0..<waiting.count where unsafe waiting.isWaiting(v) {
      let s = Self.hash(v, salt, below: subRounds)
      unsafe order[next[s]] = Int32(truncatingIfNeeded: v)
      next[s] += 1
    }
    self.order = order
    self.salt = salt
  }

  /// The number of nodes of the largest sub-round.
  var longest: Int {
    (1..<starts.count).reduce(0) { max($0, starts[$1] - starts[$1 - 1]) }
  }

  @inline(__always)
  func subRound(of v: Int) -> Int {
    Self.hash(v, salt, below: starts.count - 1)
  }

  @inline(__always)
  private static func hash(_ v: Int, _ salt: UInt64, below bound: Int) -> Int {
    var z = (UInt64(truncatingIfNeeded: v) ^ salt) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 31)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: ((z &>> 32) &* UInt64(truncatingIfNeeded: bound)) &>> 32)
  }
}
