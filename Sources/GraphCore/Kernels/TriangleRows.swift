/// The links of an undirected graph, each in the row of one of its ends, so that every triangle has
/// one node in whose row the two others stand, and one of these in the row of the other: what the
/// kernel that counts triangles walks.
///
/// SAFETY: a view of `RankedRows` or `UpwardRows`, valid as long as that; each proves that rows lie
/// within the entries, that entries are below the number of rows, and that the row of every entry
/// has a first cell that may be read.
@unsafe struct TriangleRows: @unchecked Sendable {
  /// Where a row stands, and how many of its entries are hubs and how many there are.
  struct Row {
    let start: Int
    let hubs: Int32
    let count: Int32
  }

  let rows: UnsafeMutableBufferPointer<Row>
  let entries: UnsafeBufferPointer<Int32>
  /// For each hub the hubs it is linked to, one bit each, in `hubWords` words.
  let hubs: UnsafeMutableBufferPointer<UInt64>
  let hubWords: Int
  /// One bit for each row: whether it has entries. Empty where that is not known.
  let filled: UnsafeMutableBufferPointer<UInt64>

  /// Whether triangles may be found in a row: it has two entries, and one of these has a row that
  /// is not known to be empty.
  ///
  /// SAFETY: `r` is a row (the caller's).
  @unsafe @inline(__always) func mayClose(_ r: Int) -> Bool {
    let row = unsafe rows[r]
    guard row.count >= 2 else { return false }
    if unsafe filled.isEmpty { return true }
    var bits: UInt64 = 0
    for i in row.start..<(row.start &+ Int(row.count)) {
      let entry = unsafe Int(entries[i])
      unsafe bits |= filled[entry &>> 6] &>> UInt64(truncatingIfNeeded: entry & 63)
    }
    return bits & 1 != 0
  }
}

/// The rows of an undirected graph from the first neighbour above their node on: triangle rows that
/// need no sorting, for graphs in which walking them takes few steps as it is, such as those in
/// which no node has very many neighbours both below and above itself.
///
/// SAFETY: neighbours rise along a row and leave out the node itself (`Adjacency`), so those above a
/// node are the end of its row. A piece writes the rows and bits of its own nodes, pieces cover every
/// node, and no two have bits in one word. An empty row starts at cell 0, which is there when any row is not empty.
@safe struct UpwardRows: ~Copyable {
  private let rows: Block<TriangleRows.Row>
  private let entries: UnsafeBufferPointer<Int32>
  private let filled: Block<UInt64>
  private let noHubs = Block<UInt64>(repeating: 0, count: 0)
  /// Consecutive nodes with about as many arcs each, beginning at multiples of 64.
  let pieces: [Range<Int>]
  /// The number of entries of the longest row.
  let longest: Int
  /// How many entries are read in all when the row of every entry is walked.
  let steps: Double

  /// - Parameter arcs: The rows of an undirected graph, which outlive this.
  @unsafe init(_ arcs: Rows, workers: Int) {
    let pieces = unsafe Self.pieces(arcs)
    let rows = unsafe Block<TriangleRows.Row>(unwritten: arcs.nodeCount)
    let filled = unsafe Block<UInt64>(repeating: 0, count: (arcs.nodeCount + 63) / 64)
    let most = Block<Int>(repeating: 0, count: pieces.count)
    let steps = Block<Double>(repeating: 0, count: pieces.count)
    WorkerPool.shared.forEach(pieces.count, workers: workers) { piece in
      var (longest, all) = (0, 0.0)
      for v in pieces[piece] {
        let (first, end) = unsafe (arcs.start(v), arcs.end(v))
        var below = 0
        for i in first..<end { unsafe below &+= arcs.neighbour(i) < v ? 1 : 0 }
        let above = end - first - below
        unsafe rows[v] = TriangleRows.Row(
          start: above > 0 ? first + below : 0, hubs: 0, count: Int32(truncatingIfNeeded: above))
        unsafe filled[v >> 6] = filled[v >> 6] | (above > 0 ? 1 : 0) << UInt64(v & 63)
        longest = max(longest, above)
        all += Double(below) * Double(above)
      }
      unsafe most[piece] = longest
      unsafe steps[piece] = all
    }
    self.rows = rows
    self.filled = filled
    unsafe entries = arcs.columns
    self.pieces = pieces
    longest = most.array().max() ?? 0
    self.steps = steps.array().reduce(0, +)
  }

  /// SAFETY: the rows are written; valid as long as this and the arcs.
  @unsafe var walked: TriangleRows {
    unsafe TriangleRows(
      rows: rows.view, entries: entries, hubs: noHubs.view, hubWords: 0, filled: filled.view)
  }

  private static func pieces(_ arcs: Rows) -> [Range<Int>] {
    let quota = unsafe max(8192, arcs.arcCount / 1024)
    var pieces: [Range<Int>] = []
    var first = 0
    for v in unsafe stride(from: 63, to: arcs.nodeCount, by: 64)
    where unsafe arcs.end(v) - arcs.start(first) >= quota {
      pieces.append(first..<(v + 1))
      first = v + 1
    }
    if unsafe first < arcs.nodeCount { unsafe pieces.append(first..<arcs.nodeCount) }
    return pieces
  }
}
