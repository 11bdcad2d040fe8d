/// The keys of all rows, with big blocks cut, and the walk over the pairs they propose.
///
/// No pair is stored and none is seen twice: a pair belongs to the first key on which its rows
/// agree. A block above the limit is cut by further parts, one after the other; a value whose
/// block stays too big says nothing (an agency's phone, a placeholder date): its rows get no key
/// from it, and it is reported.
struct CandidateBlocks: Sendable {
  let keys: [BlockingKey]
  let rowCount: Int
  /// Row-major, one hash for each key; 0 for none.
  private(set) var hashes: [UInt32]
  private(set) var reports: [KeyReport]
  /// For each key: the rows of its blocks of two and more, block after block.
  private var rows: [[Int32]]
  /// For each key: where each block starts, and the end.
  private var starts: [[Int32]]
  /// For each key: the parts that cut its blocks, and for each cut the hashes of those that it cut.
  private var cutters: [[KeyPart.ID]] = []
  private var cuts: [[[UInt32]]] = []
  private let sources: [Int32]
  private let skipsOwnSource: Bool

  init(_ table: LinkTable, keys: [BlockingKey], settings: MatchSettings) {
    self.init(hashing: table, keys: keys, settings: settings)
    let refinements = KeyPart.cutters(of: table)
    for number in keys.indices {
      let used = keys[number].parts
      let cutters = refinements.filter { part in !used.contains { $0.implies(part) } }
      self.cutters.append(cutters.map(\.id))
      cut(number, table, cutters: cutters, limit: settings.blockLimit)
    }
  }

  /// Puts the rows of another table into blocks as a plan has it, whatever sizes they come to: whether
  /// two rows are a pair depends on these two alone.
  init(_ table: LinkTable, plan: [KeyPlan], settings: MatchSettings) {
    let parts = KeyPart.parts(Set(plan.flatMap { $0.parts + $0.cutters }), of: table)
    let keys = plan.map { BlockingKey(parts: $0.parts.compactMap { parts[$0] }, pairCost: 0) }
    self.init(hashing: table, keys: keys, settings: settings)
    cutters = plan.map(\.cutters)
    cuts = plan.map(\.cuts)
    for number in keys.indices {
      cutAsPlanned(number, table, cutters: plan[number].cutters.compactMap { parts[$0] })
    }
  }

  /// What puts rows of another table into the same blocks.
  var plan: [KeyPlan] {
    keys.indices.map { number in
      KeyPlan(
        parts: keys[number].parts.map(\.id), cutters: cutters[number], cuts: cuts[number])
    }
  }

  private init(hashing table: LinkTable, keys: [BlockingKey], settings: MatchSettings) {
    self.keys = keys
    rowCount = table.rowCount
    sources = table.sources
    skipsOwnSource = settings.sourcesAreUnique
    rows = []
    starts = []
    hashes = [UInt32](repeating: 0, count: rowCount * keys.count)
    var columns: [KeyPart.ID: [UInt32]] = [:]
    for (number, key) in keys.enumerated() {
      for part in key.parts where columns[part.id] == nil {
        columns[part.id] = part.column(table)
      }
      var column = [UInt32](repeating: 0x9E37_79B9, count: rowCount)
      for part in key.parts {
        let values = columns[part.id] ?? []
        for (row, value) in values.enumerated() {
          column[row] = value == 0 || column[row] == 0 ? 0 : mixed(column[row], value)
        }
      }
      for (row, hash) in column.enumerated() { hashes[row * keys.count + number] = hash }
    }
    reports = keys.map { KeyReport(name: $0.name) }
  }

  /// Returns the rows of each block of a key, as (hash, row) in ascending order.
  func sortedRows(_ number: Int) -> [UInt64] {
    var order: [UInt64] = []
    order.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let hash = hashes[row * keys.count + number]
      if hash != 0 { order.append(UInt64(hash) << 32 | UInt64(row)) }
    }
    sortByUpperHalf(&order)
    return order
  }

  private mutating func cutAsPlanned(_ number: Int, _ table: LinkTable, cutters: [KeyPart]) {
    let cuts = cuts[number]
    if cuts.contains(where: { !$0.isEmpty }) {
      for row in 0..<rowCount {
        let place = row * keys.count + number
        var step = 0
        while step < cuts.count, hashes[place] != 0 {
          let found = cuts[step].lowerBound(of: hashes[place])
          guard found < cuts[step].count, cuts[step][found] == hashes[place] else { break }
          let next = step < cutters.count ? cutters[step].hash(table, row) : 0
          hashes[place] = next == 0 ? 0 : mixed(hashes[place], next)
          step += 1
        }
      }
    }
    var (members, bounds): ([Int32], [Int32]) = ([], [])
    forEachRun(sortedRows(number)) { block in
      bounds.append(Int32(members.count))
      for entry in block { members.append(Int32(truncatingIfNeeded: entry & 0xFFFF_FFFF)) }
      reports[number].pairs += block.count * (block.count - 1) / 2
    }
    rows.append(members)
    starts.append(bounds + [Int32(members.count)])
  }

  private mutating func cut(
    _ number: Int, _ table: LinkTable, cutters: [KeyPart], limit: Int
  ) {
    var cuts: [[UInt32]] = []
    var (members, bounds): ([Int32], [Int32]) = ([], [])
    var order = sortedRows(number)
    for step in 0...(cutters.count + 1) {
      var big: [UInt64] = []
      var cut: [UInt32] = []
      forEachRun(order) { block in
        guard block.count <= limit else {
          if step == 0 { reports[number].bigBlocks += 1 }
          cut.append(UInt32(block[block.startIndex] >> 32))
          big += block
          return
        }
        bounds.append(Int32(members.count))
        for entry in block { members.append(Int32(truncatingIfNeeded: entry & 0xFFFF_FFFF)) }
        reports[number].pairs += block.count * (block.count - 1) / 2
      }
      if big.isEmpty { break }
      cuts.append(cut)
      order.removeAll(keepingCapacity: true)
      for entry in big {
        let row = Int(entry & 0xFFFF_FFFF)
        let place = row * keys.count + number
        let next = step < cutters.count ? cutters[step].hash(table, row) : 0
        hashes[place] = next == 0 ? 0 : mixed(hashes[place], next)
        if next == 0 {
          reports[number].rowsDropped += 1
        } else {
          order.append(UInt64(hashes[place]) << 32 | UInt64(row))
        }
      }
      sortByUpperHalf(&order)
    }
    self.cuts.append(cuts)
    rows.append(members)
    starts.append(bounds + [Int32(members.count)])
  }

  /// A stretch of the blocks of one key: the piece of work of one thread.
  struct Piece: Sendable {
    let key: Int
    let blocks: Range<Int>
  }

  /// About so many rows stand in the blocks of a piece.
  private static let pieceRows = 1 << 14

  /// Returns all blocks of all keys in pieces, which depend on the blocks alone.
  func pieces() -> [Piece] {
    var pieces: [Piece] = []
    for (key, starts) in starts.enumerated() {
      var first = 0
      for block in 0..<(starts.count - 1) {
        let isLast = block == starts.count - 2
        guard isLast || Int(starts[block + 1] - starts[first]) >= Self.pieceRows else { continue }
        pieces.append(Piece(key: key, blocks: first..<(block + 1)))
        first = block + 1
      }
    }
    return pieces
  }

  /// Calls `body` with each pair of rows, the smaller first, that agree on the key of a piece and on
  /// no earlier key, in blocks of the hashes that are wanted.
  @inline(__always)
  func forEachPair(
    _ piece: Piece, where isWanted: (UInt32) -> Bool = { _ in true }, _ body: (Int, Int) -> Void
  ) {
    let number = piece.key
    let (rows, starts, hashes, width) = (rows[number], starts[number], hashes, keys.count)
    for block in piece.blocks {
      let (start, end) = (Int(starts[block]), Int(starts[block + 1]))
      guard isWanted(hashes[Int(rows[start]) * width + number]) else { continue }
      for i in start..<end {
        let a = Int(rows[i])
        for j in (i + 1)..<end {
          let b = Int(rows[j])
          if skipsOwnSource, sources[a] == sources[b] { continue }
          if Self.isFirst(number, hashes, a * width, b * width) { body(a, b) }
        }
      }
    }
  }

  /// Does the same for all blocks of key `number`.
  func forEachPair(_ number: Int, _ body: (Int, Int) -> Void) {
    forEachPair(Piece(key: number, blocks: 0..<(starts[number].count - 1)), body)
  }

  /// Whether the rows whose hashes start at `x` and `y` agree on no key before `number`.
  @inline(__always)
  private static func isFirst(_ number: Int, _ hashes: [UInt32], _ x: Int, _ y: Int) -> Bool {
    for earlier in 0..<number where hashes[x + earlier] == hashes[y + earlier] {
      if hashes[x + earlier] != 0 { return false }
    }
    return true
  }

  /// - Throws: `MatchingError.tooManyPairs` where the keys propose more pairs than allowed.
  func check(_ settings: MatchSettings) throws(MatchingError) {
    let total = reports.reduce(0) { $0 + $1.pairs }
    // Cut blocks may still hold a little more than was estimated when the keys were chosen.
    let limit = Int(settings.pairsPerRecord * 2)
    guard total <= limit * rowCount || rowCount < 2 else {
      let worst = reports.max { $0.pairs < $1.pairs }?.name ?? ""
      throw .tooManyPairs(perRecord: total / rowCount, limit: limit, worstKey: worst)
    }
  }

  mutating func note(_ number: Int, compared: Int) { reports[number].compared = compared }

  mutating func note(_ number: Int, expectedMatches: Double) {
    reports[number].expectedMatches = expectedMatches
  }

  /// Notes the reach of each key and returns that of all keys together.
  mutating func noteReach(_ links: [CorrelationClustering.Link]) -> Double {
    var estimate = ReachEstimate(keyCount: keys.count)
    for link in links where link.units > 0 {
      estimate.add(
        agreement: agreement(Int(link.a), Int(link.b)),
        probability: Weight(units: link.units).probability)
    }
    for number in keys.indices where estimate.found > 0 {
      reports[number].reach = estimate.ofKey[number] / estimate.found
    }
    return estimate.reach
  }

  /// Returns the keys on which two rows agree, bit *k* for key *k*.
  func agreement(_ a: Int, _ b: Int) -> UInt64 {
    var bits: UInt64 = 0
    for number in keys.indices {
      let hash = hashes[a * keys.count + number]
      if hash != 0, hash == hashes[b * keys.count + number] { bits |= 1 << UInt64(number) }
    }
    return bits
  }
}

/// Calls `body` with each run of at least two entries that are equal in their upper halves.
func forEachRun(_ order: [UInt64], _ body: (ArraySlice<UInt64>) -> Void) {
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, order[end] >> 32 == order[start] >> 32 { end += 1 }
    if end - start > 1 { body(order[start..<end]) }
    start = end
  }
}
