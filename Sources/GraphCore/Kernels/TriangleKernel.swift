/// Returns the number of triangles at each node of an undirected graph.
///
/// Where that takes few steps, rows are walked in the order of the nodes, as they are. In other
/// graphs a triangle is found at its node of lowest rank: between two neighbours that are hubs the
/// table of hubs tells whether there is a link, and for the other neighbours of higher rank their
/// own rows are walked, with the neighbours marked. So no hub's row is ever walked, and few pairs of
/// neighbours are looked at more than once; the least number of pairs for any order of the nodes is
/// the sum over all rows of their pairs.
///
/// Counts are kept per thread and added up at the end: a shared counter would hold up the reads
/// that follow it.
///
/// - Parameter hubs: How many ranks are hubs, whatever the steps; nil for what suits the graph.
///
/// SAFETY: ranks, rows and entries come from `RankedRows` and `UpwardRows`, proved there. The blocks
/// of a lane belong to one thread; the totals are atomic.
func triangleCounts(_ undirected: Adjacency, hubs: Int? = nil, workers: Int) -> [Int] {
  let n = undirected.offsets.count - 1
  let inOrder = unsafe undirected.withRows { arcs -> [Int]? in
    guard hubs == nil else { return nil }
    let upward = unsafe UpwardRows(arcs, workers: workers)
    guard unsafe upward.steps <= 8 * Double(arcs.arcCount) else { return nil }
    let totals = unsafe rowTotals(
      upward.walked, pieces: upward.pieces, longest: upward.longest, workers: workers)
    return (0..<n).map { unsafe totals.value(at: $0) }
  }
  if let inOrder { return inOrder }
  let ranked = RankedRows(undirected, hubs: hubs ?? RankedRows.hubLimit, workers: workers)
  let totals = unsafe rowTotals(
    ranked.walked, pieces: ranked.pieces,
    longest: Int(Double(undirected.neighbours.count).squareRoot()) + 2, workers: workers)
  return (0..<n).map { unsafe totals.value(at: Int(ranked.rank[$0])) }
}

/// Counts the triangles by row.
///
/// SAFETY: the rows are valid for the call, and no row of the pieces is longer than `longest` (the
/// caller's).
@unsafe private func rowTotals(
  _ rows: TriangleRows, pieces: [Range<Int>], longest: Int, workers: Int
) -> SharedCounts {
  let n = unsafe rows.rows.count
  let totals = SharedCounts(count: n)
  WorkerPool.shared.share(pieces.count, workers: workers) { next in
    let lane = TriangleLane(count: n, longest: longest)
    while let piece = next() {
      for r in pieces[piece] where unsafe rows.mayClose(r) { unsafe lane.count(at: r, rows) }
    }
    for r in 0..<n where unsafe lane.counts[r] > 0 { unsafe totals.add(lane.counts[r], at: r) }
  }
  return totals
}

/// What one thread keeps while it counts triangles.
///
/// SAFETY: `found` and `counts` have a cell for every row, `tally` one for every place of the
/// longest row; rows and entries are as `TriangleRows` says. A rank is the number of a row.
private struct TriangleLane: ~Copyable {
  /// By rank: −1, or for the marked ranks the triangles found there.
  private let found: Block<Int32>
  /// By place in the row at hand: the triangles found with that neighbour.
  private let tally: Block<Int32>
  /// By rank: all triangles so far.
  let counts: Block<Int>

  init(count: Int, longest: Int) {
    found = Block(repeating: -1, count: count)
    tally = Block(repeating: 0, count: longest)
    counts = Block(repeating: 0, count: count)
  }

  /// Counts the triangles whose two other nodes stand in the row of `r`.
  ///
  /// SAFETY: `r` is a rank (the caller's).
  @unsafe @inline(__always)
  func count(at r: Int, _ ranked: TriangleRows) {
    let row = unsafe ranked.rows[r]
    let split = row.start &+ Int(row.hubs)
    let end = row.start &+ Int(row.count)
    var own = unsafe countAmongHubs(row.start..<split, ranked)
    if split < end {
      for i in row.start..<end { unsafe found[Int(ranked.entries[i])] = 0 }
      unsafe own &+= countAlongRows(split..<end, tallyFrom: split &- row.start, ranked)
      for i in row.start..<end {
        let w = unsafe Int(ranked.entries[i])
        unsafe counts[w] += Int(found[w] &+ tally[i &- row.start])
        unsafe found[w] = -1
        unsafe tally[i &- row.start] = 0
      }
    } else {
      for i in row.start..<end {
        unsafe counts[Int(ranked.entries[i])] += Int(tally[i &- row.start])
        unsafe tally[i &- row.start] = 0
      }
    }
    unsafe counts[r] += own
  }

  /// Counts the pairs of hubs in a row that are linked, here and in the tally.
  ///
  /// SAFETY: the first entries of a row are hubs, so their bits are in the table.
  @unsafe @inline(__always)
  private func countAmongHubs(_ places: Range<Int>, _ ranked: TriangleRows) -> Int {
    let (entries, hubs) = unsafe (ranked.entries, ranked.hubs)
    let tally = unsafe self.tally.view
    var all = 0
    var i = places.lowerBound &+ 1
    while i < places.upperBound {
      let bits = unsafe Int(entries[i]) &* ranked.hubWords
      var closed: Int32 = 0
      var j = places.lowerBound
      while j < i {
        let y = unsafe Int(entries[j])
        let word = unsafe hubs[bits &+ y &>> 6]
        let one = Int32(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: y) & 1)
        unsafe tally[j &- places.lowerBound] &+= one
        closed &+= one
        j &+= 1
      }
      unsafe tally[i &- places.lowerBound] &+= closed
      all &+= Int(closed)
      i &+= 1
    }
    return all
  }

  /// Counts the marked entries in the rows of some neighbours, here, in the marks and in the tally.
  ///
  /// First the beginning of every row is read, all reads under way at once, so that no walk has to
  /// wait for memory.
  ///
  /// SAFETY: `places` lie in the row at hand and name ranks; every row has a first cell.
  @unsafe @inline(__always)
  private func countAlongRows(
    _ places: Range<Int>, tallyFrom base: Int, _ ranked: TriangleRows
  ) -> Int {
    let (entries, rows) = unsafe (ranked.entries, ranked.rows)
    let found = unsafe self.found.view
    var early: Int32 = 0
    for i in places { unsafe early |= entries[rows[Int(entries[i])].start] }
    var all = 0
    for i in places {
      let row = unsafe rows[Int(entries[i])]
      let end = row.start &+ Int(row.count)
      var closed: Int32 = 0
      var j = row.start
      while j < end {
        let w = unsafe Int(entries[j])
        let before = unsafe found[w]
        let one = 1 &+ (before &>> 31)
        unsafe found[w] = before &+ one
        closed &+= one
        j &+= 1
      }
      unsafe tally[base &+ i &- places.lowerBound] &+= closed
      all &+= Int(closed)
    }
    // `early` is never negative; adding its sign keeps the early reads.
    return all &+ Int(early &>> 31)
  }
}
