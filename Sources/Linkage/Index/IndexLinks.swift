/// The links of an index: pairs of rows whose evidence speaks for one entity. They stay when rows are
/// added.
struct IndexLinks: Sendable {
  /// Where the links of each row that was there from the start begin, and the end.
  private var starts: [Int32]
  private var ends: [(row: Int32, units: Int32)]
  /// The links that came later, by row.
  private var added: [Int32: [(row: Int32, units: Int32)]] = [:]

  init(rowCount: Int, _ links: [CorrelationClustering.Link]) {
    starts = [Int32](repeating: 0, count: rowCount + 1)
    for link in links {
      starts[Int(link.a) + 1] += 1
      starts[Int(link.b) + 1] += 1
    }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    ends = Array(repeating: (0, 0), count: links.count * 2)
    var next = starts
    for link in links {
      ends[Int(next[Int(link.a)])] = (link.b, link.units)
      next[Int(link.a)] += 1
      ends[Int(next[Int(link.b)])] = (link.a, link.units)
      next[Int(link.b)] += 1
    }
  }

  mutating func add(_ a: Int32, _ b: Int32, units: Int32) {
    added[a, default: []].append((b, units))
    added[b, default: []].append((a, units))
  }

  /// Calls `body` with the other row of each link of a row, and its evidence.
  func forEach(_ row: Int32, _ body: (_ other: Int32, _ units: Int32) -> Void) {
    if Int(row) + 1 < starts.count {
      for place in starts[Int(row)]..<starts[Int(row) + 1] {
        body(ends[Int(place)].row, ends[Int(place)].units)
      }
    }
    for end in added[row] ?? [] { body(end.row, end.units) }
  }
}
