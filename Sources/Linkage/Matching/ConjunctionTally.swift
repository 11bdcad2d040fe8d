/// Counts the pairs of rows that agree on several parts at once.
///
/// The rows are grouped by the most distinct part, and each further part splits the groups. A row that
/// stands alone can be in no pair and falls out, so that most of the work is done on few rows.
///
/// - Complexity: O(*n* log *n*) for a part whose *n* rows are not grouped yet, then O(rows not alone)
///   for each further part.
struct ConjunctionTally {
  private let hashes: [[UInt32]]
  private let distinct: [Int]
  private let share: UInt32
  private let blockLimit: Int
  /// By part: the rows of the blocks that are counted, and the groups they form.
  private var samples: [Int: [Int32]] = [:]
  /// By a pair of parts, the first of them twice for itself alone.
  private var groupings: [PartPair: Grouping] = [:]
  /// By the part whose rows are meant and another: which of them know the other, bit by bit.
  private var known: [PartPair: [UInt64]] = [:]

  private struct PartPair: Hashable {
    let anchor: Int
    let other: Int
  }

  /// For many rows only the blocks of one hash in so many are counted, whole.
  private static let sampleRows = 50_000

  init(table: LinkTable, parts: [KeyPart], blockLimit: Int) {
    self.blockLimit = blockLimit
    hashes = parts.map { $0.column(table) }
    distinct = parts.map { $0.hashes.reduce(0) { $0 + $1.count } }
    share = UInt32(max(1, table.rowCount / Self.sampleRows))
  }

  /// Returns the number of pairs of rows that agree on all of `members`, in blocks that need not be
  /// cut, the number in all blocks, and the share of the rows that are in blocks not cut.
  mutating func cost(_ members: [Int]) -> (pairs: Double, uncut: Double, whole: Double) {
    let anchor = members.max { (distinct[$0], $1) < (distinct[$1], $0) } ?? members[0]
    let others = members.filter { $0 != anchor }
    let groups = grouping(anchor, others.first ?? anchor)
    var (pairs, uncut, crowded) = (0, 0, 0)
    func count(_ size: Int) {
      uncut += size * (size - 1) / 2
      if size <= blockLimit { pairs += size * (size - 1) / 2 } else { crowded += size }
    }
    if others.count > 1 {
      groups.forEachSize(splitBy: hashes[others[1]], count)
    } else {
      groups.forEachSize(count)
    }
    let rows = knownRows(anchor, others)
    let share = Double(share(of: anchor))
    return (
      Double(pairs) * share, Double(uncut) * share, 1 - Double(crowded) / Double(max(1, rows))
    )
  }

  private func share(of part: Int) -> UInt32 { distinct[part] > 2_000 ? share : 1 }

  private mutating func sample(_ part: Int) -> [Int32] {
    if let rows = samples[part] { return rows }
    let share = share(of: part)
    var rows: [Int32] = []
    for (row, hash) in hashes[part].enumerated() where hash != 0 && hash % share == 0 {
      rows.append(Int32(row))
    }
    samples[part] = rows
    return rows
  }

  private mutating func grouping(_ anchor: Int, _ other: Int) -> Grouping {
    let pair = PartPair(anchor: anchor, other: other)
    if let grouping = groupings[pair] { return grouping }
    let whole = other == anchor ? Grouping(rows: sample(anchor)) : grouping(anchor, anchor)
    let split = whole.split(by: hashes[other])
    if split.rowCount <= Self.sampleRows * 2 { groupings[pair] = split }
    return split
  }

  /// How many of the anchor's rows know all other parts.
  private mutating func knownRows(_ anchor: Int, _ others: [Int]) -> Int {
    let rows = sample(anchor)
    guard let first = others.first else { return rows.count }
    var bits = knownBits(anchor, first)
    for other in others.dropFirst() {
      for (word, more) in knownBits(anchor, other).enumerated() { bits[word] &= more }
    }
    return bits.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  private mutating func knownBits(_ anchor: Int, _ other: Int) -> [UInt64] {
    let pair = PartPair(anchor: anchor, other: other)
    if let bits = known[pair] { return bits }
    let (rows, column) = (sample(anchor), hashes[other])
    var bits = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
    for (place, row) in rows.enumerated() where column[Int(row)] != 0 {
      bits[place / 64] |= 1 << UInt64(place % 64)
    }
    known[pair] = bits
    return bits
  }
}

/// Groups of two and more rows that agree on some parts.
private struct Grouping {
  private var rows: [Int32]
  /// Where each group ends.
  private var ends: [Int32]

  /// One group of all rows.
  init(rows: [Int32]) {
    self.rows = rows
    ends = [Int32(rows.count)]
  }

  var rowCount: Int { rows.count }

  func forEachSize(_ body: (Int) -> Void) {
    var start: Int32 = 0
    for end in ends {
      body(Int(end - start))
      start = end
    }
  }

  /// Calls `body` with the size of each group of rows that agree on one more part.
  func forEachSize(splitBy column: [UInt32], _ body: (Int) -> Void) {
    var hashes: [UInt32] = []
    var start = 0
    for end in ends {
      hashes.removeAll(keepingCapacity: true)
      for place in start..<Int(end) {
        let hash = column[Int(rows[place])]
        if hash != 0 { hashes.append(hash) }
      }
      start = Int(end)
      if hashes.count <= 24 { sortFew(&hashes) } else { hashes.sort() }
      var first = 0
      for place in hashes.indices where place > 0 && hashes[place] != hashes[first] {
        if place - first > 1 { body(place - first) }
        first = place
      }
      if hashes.count - first > 1 { body(hashes.count - first) }
    }
  }

  /// Returns the groups of rows that agree on one more part; 0 in its column is no value.
  func split(by column: [UInt32]) -> Grouping {
    var split = Grouping(rows: [])
    split.ends = []
    var keys: [UInt64] = []
    var start = 0
    for end in ends {
      keys.removeAll(keepingCapacity: true)
      for row in rows[start..<Int(end)] {
        let hash = column[Int(row)]
        if hash != 0 { keys.append(UInt64(hash) << 32 | UInt64(row)) }
      }
      start = Int(end)
      guard keys.count > 1 else { continue }
      if keys.count == 2 {
        if keys[0] >> 32 == keys[1] >> 32 { split.append(keys[...]) }
        continue
      }
      sortByUpperHalf(&keys)
      forEachRun(keys) { split.append($0) }
    }
    return split
  }

  private mutating func append(_ group: ArraySlice<UInt64>) {
    for key in group { rows.append(Int32(truncatingIfNeeded: key & 0xFFFF_FFFF)) }
    ends.append(Int32(rows.count))
  }
}
