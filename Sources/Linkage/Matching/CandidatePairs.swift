/// Compared pairs of rows that are worth a second look: rows and pattern.
struct CandidatePairs: Sendable {
  private(set) var rows: [(a: Int32, b: Int32)] = []
  private(set) var patterns: [UInt64] = []

  var count: Int { rows.count }

  mutating func append(_ a: Int, _ b: Int, pattern: UInt64) {
    rows.append((Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b)))
    patterns.append(pattern)
  }

  mutating func append(_ other: CandidatePairs) {
    rows += other.rows
    patterns += other.patterns
  }

  /// Counts the patterns, with how rare the values are on which the pairs agree.
  func counts(_ table: LinkTable, rarity: ValueRarity, share: Double) -> PatternCounts {
    var entries: [UInt64] = []
    entries.reserveCapacity(count)
    for index in rows.indices {
      let extra = rarity.units(
        table, Int(rows[index].a), Int(rows[index].b), pattern: patterns[index])
      entries.append(
        PatternCounts.entry(pattern: patterns[index], same: extra.same, related: extra.related))
    }
    return PatternCounts(entries, share: share)
  }
}
