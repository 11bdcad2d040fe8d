/// The nodes of a level by group, groups numbered so that those of one community follow each
/// other.
///
/// SAFETY: `nodes` holds each node once; the rows of `starts` divide it; `number` and
/// `community` are below the number of groups.
@safe final class LeidenGroups: @unchecked Sendable {
  /// The group of each node.
  let number: Block<Int32>
  let nodes: Block<Int32>
  /// Where each group starts in `nodes`; one more entry closes the last.
  let starts: Block<Int32>
  /// The community of each group.
  let community: Block<Int32>

  var count: Int { community.count }

  private init(
    number: consuming Block<Int32>, nodes: consuming Block<Int32>,
    starts: consuming Block<Int32>, community: consuming Block<Int32>
  ) {
    self.number = number
    self.nodes = nodes
    self.starts = starts
    self.community = community
  }

  /// Numbers the groups in the order in which the members of each community list the nodes that
  /// they began with.
  ///
  /// SAFETY: `began[v]` is a node of the same community as `v` with `began[began[v]]` itself (see
  /// `refine`), so it is numbered before it is asked for. All loops go over nodes.
  init(
    _ members: borrowing LeidenMembers, began: consuming Block<Int32>, count groupCount: Int
  ) {
    let n = members.nodes.count
    let number = Block<Int32>(repeating: 0, count: n)
    let starts = Block<Int32>(repeating: 0, count: groupCount + 2)
    let community = Block<Int32>(repeating: 0, count: groupCount)
    var count = 0
    for c in 0..<members.count {
      for k in members.range(c) {
        let v = unsafe Int(members.nodes[k])
        guard unsafe Int(began[v]) == v else { continue }
        unsafe number[v] = Int32(truncatingIfNeeded: count)
        unsafe community[count] = Int32(truncatingIfNeeded: c)
        count += 1
      }
    }
    for v in 0..<n {
      let g = unsafe number[Int(began[v])]
      unsafe starts[Int(g) + 2] += 1
      unsafe began[v] = g
    }
    for g in 0..<groupCount { unsafe starts[g + 2] += starts[g + 1] }
    let nodes = Block<Int32>(repeating: 0, count: n)
    for k in 0..<n {
      let v = unsafe members.nodes[k]
      let g = unsafe Int(began[Int(v)])
      unsafe nodes[Int(starts[g + 1])] = v
      unsafe starts[g + 1] += 1
    }
    self.number = began
    self.nodes = nodes
    self.starts = starts
    self.community = community
  }
}

extension LeidenGroups {
  /// Groups given by number.
  ///
  /// SAFETY: numbers are below `count`, proved here.
  convenience init(numbers: [Int32], count: Int) {
    precondition(numbers.allSatisfy { 0 <= $0 && $0 < count })
    let n = numbers.count
    let number = Block<Int32>(repeating: 0, count: n)
    let nodes = Block<Int32>(repeating: 0, count: n)
    let starts = Block<Int32>(repeating: 0, count: count + 2)
    for v in 0..<n {
      unsafe number[v] = numbers[v]
      unsafe starts[Int(numbers[v]) + 2] += 1
    }
    for g in 0..<count { unsafe starts[g + 2] += starts[g + 1] }
    for v in 0..<n {
      let g = Int(numbers[v])
      unsafe nodes[Int(starts[g + 1])] = Int32(truncatingIfNeeded: v)
      unsafe starts[g + 1] += 1
    }
    let community = Block<Int32>(repeating: 0, count: count)
    for g in 0..<count { unsafe community[g] = Int32(truncatingIfNeeded: g) }
    self.init(number: number, nodes: nodes, starts: starts, community: community)
  }
}

extension LeidenLevel {
  /// Makes the level above: one node per group, the arcs between two groups merged to one, those
  /// within a group dropped (they move with their node and change no gain).
  ///
  /// Groups are merged in pieces of some ten thousand arcs, each into a stretch of its own that is
  /// as long as it has arcs; then the stretches are moved together. What is never written of that
  /// memory is never taken. Sums are kept in 32 bits where that is exact, else in 64.
  func merged(_ groups: LeidenGroups, _ team: LeidenTeam) -> LeidenLevel {
    let masses = Block<Double>(repeating: 0, count: groups.count)
    let storage = mergedLinks(groups, into: masses, team)
    return unsafe LeidenLevel(
      rows: storage.rows, masses: masses, keys: keys?.least(of: groups), storage: storage)
  }

  /// The links of the level above; the masses of its nodes are written to `masses`.
  func mergedLinks(
    _ groups: LeidenGroups, into masses: borrowing Block<Double>, _ team: LeidenTeam
  ) -> LevelStorage {
    if unsafe !rows.isLong {
      let (storage, isExact) = merged(groups, into: masses, isNarrow: true, team)
      if isExact { return storage }
    }
    return merged(groups, into: masses, isNarrow: false, team).storage
  }
  /// Merges in one width.
  ///
  /// - Returns: The arrays of the level above, and whether they hold every sum exactly: in 64 bits
  ///   they do, as strengths are rounded so. Where not, the arrays are of no use.
  ///
  /// SAFETY: a piece writes the offsets and masses of its groups and, within its stretch, at most
  /// one arc for each arc of its members. The stretches do not overlap, and they are moved towards
  /// the front in rising order, so nothing is overwritten before it has been moved.
  private func merged(
    _ groups: LeidenGroups, into masses: borrowing Block<Double>, isNarrow: Bool,
    _ team: LeidenTeam
  ) -> (storage: LevelStorage, isExact: Bool) {
    let storage = LevelStorage(nodes: groups.count, arcs: arcCount, isNarrow: isNarrow)
    let pieces = mergePieces(groups)
    let written = WorkerPool.shared.map(pieces.count, workers: team.workers) { piece -> Int? in
      var written: Int?
      unsafe team.tables.withTable(arcs: pieces[piece].mostArcs) { table in
        written = unsafe merge(pieces[piece], groups, masses, storage, isNarrow, &table)
      }
      return written
    }
    guard !written.contains(nil) else { return (storage, false) }
    var end = 0
    for (piece, count) in zip(pieces, written) {
      let shift = piece.firstArc - end
      for g in piece.groups { unsafe storage.offsets[g + 1] -= shift }
      storage.move(from: piece.firstArc, to: end, count: count ?? 0)
      end += count ?? 0
    }
    return (storage, true)
  }

  /// Consecutive groups that one thread merges.
  private struct Piece: Sendable {
    var groups: Range<Int>
    var firstArc: Int
    /// The most arcs that the members of one of the groups have together.
    var mostArcs: Int
  }

  /// SAFETY: groups and nodes are those of the level.
  private func mergePieces(_ groups: LeidenGroups) -> [Piece] {
    var pieces: [Piece] = []
    var piece = Piece(groups: 0..<0, firstArc: 0, mostArcs: 0)
    var arcs = 0
    for g in 0..<groups.count {
      let before = arcs
      for k in unsafe groups.starts[g]..<groups.starts[g + 1] {
        unsafe arcs += rows.count(Int(groups.nodes[Int(k)]))
      }
      piece.groups = piece.groups.lowerBound..<(g + 1)
      piece.mostArcs = max(piece.mostArcs, min(arcs - before, groups.count))
      guard arcs - piece.firstArc >= 1 << 14 || g == groups.count - 1 else { continue }
      pieces.append(piece)
      piece = Piece(groups: (g + 1)..<(g + 1), firstArc: arcs, mostArcs: 0)
    }
    return pieces
  }

  /// Merges the groups of one piece.
  ///
  /// - Returns: How many arcs were written, or nil where a sum needs more than 32 bits.
  ///
  /// Arcs within a group are added up as well and then left out: whether one is, no branch could
  /// guess.
  ///
  /// SAFETY: see above. The table is opened for as many entries as there can be, and no more are
  /// written, the one left out among them, than the group has arcs.
  private func merge(
    _ piece: Piece, _ groups: LeidenGroups, _ masses: borrowing Block<Double>,
    _ storage: LevelStorage, _ isNarrow: Bool, _ table: inout LeidenTable
  ) -> Int? {
    let rows = unsafe self.rows
    let number = unsafe groups.number.view
    var at = piece.firstArc
    var isExact = true
    for g in piece.groups {
      var mass = 0.0
      let members = unsafe Int(groups.starts[g])..<Int(groups.starts[g + 1])
      var (arcs, early) = (0, 0)
      for k in members {
        let v = unsafe Int(groups.nodes[k])
        let count = unsafe rows.count(v)
        arcs &+= count
        if count > 0 { unsafe early |= rows.neighbour(rows.start(v)) }
      }
      // `early` is never negative; adding its sign keeps the reads, which are under way at once.
      arcs &+= early &>> 63
      unsafe table.open(arcs: min(arcs, groups.count))
      for k in members {
        let v = unsafe Int(groups.nodes[k])
        unsafe mass += self.masses[v]
        for i in unsafe rows.start(v)..<rows.end(v) {
          unsafe table.add(number[rows.neighbour(i)], rows.strength(i))
        }
      }
      unsafe masses[g] = mass
      for k in unsafe 0..<table.count {
        let (h, sum) = unsafe table.take(k)
        unsafe storage.targets[at] = Int32(truncatingIfNeeded: h)
        if isNarrow {
          unsafe storage.narrow[at] = Float(sum)
          isExact = unsafe isExact && (Double(storage.narrow[at]) == sum || h == g)
        } else {
          unsafe storage.wide[at] = sum
        }
        at &+= h == g ? 0 : 1
      }
      unsafe table.close()
      unsafe storage.offsets[g + 1] = at
    }
    return isExact ? at - piece.firstArc : nil
  }
}

extension LevelStorage {
  /// Moves arcs towards the front.
  ///
  /// SAFETY: `to` is at most `from`, and both stretches lie within the arrays (the caller's).
  fileprivate func move(from: Int, to: Int, count: Int) {
    guard from > to, count > 0 else { return }
    for k in 0..<count { unsafe targets[to &+ k] = targets[from &+ k] }
    if narrow.count > 0 {
      for k in 0..<count { unsafe narrow[to &+ k] = narrow[from &+ k] }
    } else {
      for k in 0..<count { unsafe wide[to &+ k] = wide[from &+ k] }
    }
  }
}
