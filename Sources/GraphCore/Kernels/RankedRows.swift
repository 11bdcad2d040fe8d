/// The links of an undirected graph by rank, each entered at its end of lower rank, for the kernel
/// that counts triangles.
///
/// Ranks are those of `ranksByDegree`: most neighbours first. The row of a rank holds the ranks
/// above it that it is linked to, first those of the hubs, which are the first some thousand ranks,
/// then the others. Rows stand in the order of ranks, so that those that most others ask for lie
/// together. Which hubs are linked to each other stands in a table of bits besides.
///
/// No row is longer than √(2*m*): each of its ends has at least as many neighbours as its owner.
///
/// SAFETY: `order` is a permutation of the nodes and `rank` its inverse, so entries are below n. A
/// piece writes the rows of its own ranks within a stretch of its own, which is as long as they
/// have arcs and one cell more; an entry is written at most there before the row's end is known.
/// That end is written too, so the first cell of every row, even of an empty one, has a value.
/// Ranks behind the last piece have no neighbours and their rows, never written, nobody asks for.
/// Bits belong to the hubs' rows and are written by the caller's thread. All is only read later.
struct RankedRows: ~Copyable {
  typealias Row = TriangleRows.Row

  /// So many hubs have a table of 2 MB.
  static let hubLimit = 4096

  let rank: Block<Int32>
  let rows: Block<Row>
  let entries: Block<Int32>
  /// For each hub the hubs it is linked to, one bit each, in `hubWords` words.
  let hubs: Block<UInt64>
  let hubWords: Int
  /// Consecutive ranks with about as many arcs each; a division that depends on the graph only.
  /// Ranks without neighbours are left out.
  let pieces: [Range<Int>]

  /// - Parameter limit: How many of the first ranks are hubs.
  init(_ adjacency: Adjacency, hubs limit: Int, workers: Int) {
    let n = adjacency.offsets.count - 1
    let arcCount = adjacency.neighbours.count
    let rank = ranksByDegree(adjacency)
    let order = Block<Int32>(repeating: 0, count: n)
    for v in 0..<n { unsafe order[Int(rank[v])] = Int32(truncatingIfNeeded: v) }
    let (pieces, firsts) = Self.pieces(order, adjacency)
    let rows = unsafe Block<Row>(unwritten: n)
    let entries = unsafe Block<Int32>(unwritten: arcCount + pieces.count)
    unsafe adjacency.withRows { arcs in
      WorkerPool.shared.forEach(pieces.count, workers: workers) { piece in
        var next = firsts[piece]
        for r in pieces[piece] {
          let v = unsafe Int(order[r])
          let (first, end) = unsafe (arcs.start(v), arcs.end(v))
          let start = next
          // Whether an arc belongs to the row decides on no branch: no guess would do.
          let above = min(r, limit)
          for i in first..<end {
            let other = unsafe rank[arcs.neighbour(i)]
            unsafe entries[next] = other
            next &+= Int(other) < above ? 1 : 0
          }
          let hubs = next &- start
          if r > limit {
            for i in first..<end {
              let other = unsafe Int(rank[arcs.neighbour(i)])
              unsafe entries[next] = Int32(truncatingIfNeeded: other)
              next &+= other >= limit && other < r ? 1 : 0
            }
          }
          unsafe entries[next] = 0
          unsafe rows[r] = Row(
            start: start, hubs: Int32(truncatingIfNeeded: hubs),
            count: Int32(truncatingIfNeeded: next &- start))
        }
      }
    }
    let hubCount = min(n, limit)
    hubWords = (hubCount + 63) / 64
    hubs = Block(repeating: 0, count: hubCount * hubWords)
    self.rank = rank
    self.rows = rows
    self.entries = entries
    self.pieces = pieces
    linkHubs(hubCount)
  }

  /// Enters the links among hubs in the table, each at both ends.
  ///
  /// SAFETY: ranks up to the end of the last piece have rows, and a hub's row names hubs only, so
  /// both words are in the table.
  private func linkHubs(_ hubCount: Int) {
    for x in 0..<min(hubCount, pieces.last?.upperBound ?? 0) {
      let row = unsafe rows[x]
      for i in row.start..<(row.start + Int(row.hubs)) {
        let y = unsafe Int(entries[i])
        let (atX, atY) = (x * hubWords + y >> 6, y * hubWords + x >> 6)
        unsafe hubs[atX] = hubs[atX] | 1 << UInt64(y & 63)
        unsafe hubs[atY] = hubs[atY] | 1 << UInt64(x & 63)
      }
    }
  }

  /// SAFETY: the rows and what they name are written; valid as long as this.
  @unsafe var walked: TriangleRows {
    unsafe TriangleRows(
      rows: rows.view, entries: UnsafeBufferPointer(entries.view), hubs: hubs.view,
      hubWords: hubWords, filled: UnsafeMutableBufferPointer(start: nil, count: 0))
  }

  /// Cuts the ranks into pieces.
  ///
  /// - Returns: The ranks of each piece and the first cell of its stretch.
  ///
  /// SAFETY: `order` holds each node once.
  private static func pieces(
    _ order: borrowing Block<Int32>, _ adjacency: Adjacency
  ) -> (ranks: [Range<Int>], firsts: [Int]) {
    let offsets = adjacency.offsets
    let quota = max(8192, adjacency.neighbours.count / 1024)
    var (ranks, firsts): ([Range<Int>], [Int]) = ([], [])
    var (first, arcs, before) = (0, 0, 0)
    for r in 0..<order.count {
      let v = unsafe Int(order[r])
      let count = offsets[v + 1] - offsets[v]
      arcs += count
      let isLast = r + 1 == order.count || count == 0
      guard arcs - before >= quota || isLast else { continue }
      ranks.append(first..<(r + 1))
      firsts.append(before + firsts.count)
      (first, before) = (r + 1, arcs)
      if isLast { break }
    }
    return (ranks, firsts)
  }
}
