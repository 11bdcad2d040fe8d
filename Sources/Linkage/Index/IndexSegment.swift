/// Rows that came into an index together, sorted by each of their keys.
struct IndexSegment: Sendable {
  let rows: StandardRows
  /// The number of each row in the index.
  let numbers: [Int32]
  private let keyCount: Int
  /// Row-major, one hash for each key; 0 for none.
  private let hashes: [UInt32]
  /// For each key: the rows that have it, by hash.
  private let order: [[Int32]]

  /// - Complexity: O(*k* · *r*) for *k* keys and *r* rows.
  init(_ rows: StandardRows, numbers: [Int32], blocks: CandidateBlocks) {
    self.rows = rows
    self.numbers = numbers
    keyCount = blocks.keys.count
    hashes = blocks.hashes
    order = blocks.keys.indices.map { key in
      blocks.sortedRows(key).map { Int32(truncatingIfNeeded: $0) }
    }
  }

  init(_ rows: StandardRows, numbers: [Int32], standard: MatchStandard) {
    self.init(
      rows, numbers: numbers,
      blocks: CandidateBlocks(rows.table, plan: standard.plan, settings: standard.settings))
  }

  /// Returns the hash of each key of a row.
  func keys(of row: Int) -> ArraySlice<UInt32> {
    hashes[(row * keyCount)..<((row + 1) * keyCount)]
  }

  /// Calls `body` with each row that agrees on one of `keys`, once for each on which it does.
  ///
  /// - Complexity: O(*k* log *r*), and the rows found.
  func forEachRow(with keys: ArraySlice<UInt32>, _ body: (Int) -> Void) {
    for (key, hash) in keys.enumerated() where hash != 0 {
      let order = order[key]
      var (low, high) = (0, order.count)
      while low < high {
        let middle = (low + high) / 2
        let isBefore = hashes[Int(order[middle]) * keyCount + key] < hash
        (low, high) = isBefore ? (middle + 1, high) : (low, middle)
      }
      while low < order.count, hashes[Int(order[low]) * keyCount + key] == hash {
        body(Int(order[low]))
        low += 1
      }
    }
  }
}
