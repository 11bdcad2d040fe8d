/// The dates of birth that the records of each cluster bear, kept while clusters are joined: a record
/// without one must not make one person of father and son.
struct DatesOfClusters {
  /// Packed, by root; nothing for a cluster without a date.
  private var byRoot: [Int: Set<Int32>] = [:]

  /// - Complexity: O(rows).
  init(_ matching: KindMatching, clusters: inout DisjointSets) {
    let table = matching.table
    guard let slot = table.schema.slots.first(where: { $0.comparator == .date }) else { return }
    let dates = table.lexicons[slot.lexicon].dates
    for (row, record) in matching.records.enumerated() {
      let cell = Int(table.cell(row, slot.column))
      if cell >= 0 { byRoot[clusters.root(record), default: []].insert(dates[cell]) }
    }
  }

  /// Whether the clusters at two roots both bear dates, and no slip explains any of one by any of the
  /// other.
  func differ(_ a: Int, _ b: Int) -> Bool {
    guard let x = byRoot[a], let y = byRoot[b] else { return false }
    return x.allSatisfy { date in
      y.allSatisfy { [DateLevel.differ, DateLevel.sameYear].contains(DateLevel.of(date, $0)) }
    }
  }

  /// Notes that the clusters at two roots are now the one at the lesser.
  mutating func join(_ a: Int, _ b: Int) {
    guard let moved = byRoot.removeValue(forKey: max(a, b)) else { return }
    byRoot[min(a, b), default: []].formUnion(moved)
  }
}
