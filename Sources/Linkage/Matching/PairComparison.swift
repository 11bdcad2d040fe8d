/// Turns pairs of rows into patterns: one level of four bits for each slot of the schema.
///
/// Comparisons of words and codes are remembered in a table of fixed size, which changes the time
/// and never the result. Each thread needs a comparison of its own.
struct PairComparison: Sendable {
  /// What a slot needs, without references.
  private struct Plan {
    let comparator: FeatureType.Comparator
    let column: Int
    let lexicon: Int
  }

  private let lexicons: [Lexicon]
  private let cells: [Int32]
  private let width: Int
  private let plans: [Plan]
  /// The dates of all lexicons, and where those of each start.
  private let dates: [Int32]
  private let dateStarts: [Int]
  private var memo: [UInt64]

  /// - Parameter memoBits: The size of the memory for compared words; nil for one that fits the rows.
  init(_ table: LinkTable, memoBits: Int? = nil) {
    lexicons = table.lexicons
    cells = table.cells
    width = table.schema.columnCount
    plans = table.schema.slots.map {
      Plan(comparator: $0.comparator, column: $0.column, lexicon: $0.lexicon)
    }
    var dates: [Int32] = []
    dateStarts = table.lexicons.map { lexicon in
      defer { dates += lexicon.dates }
      return dates.count
    }
    self.dates = dates
    let bits = memoBits ?? min(20, max(12, Int.bitWidth - table.rowCount.leadingZeroBitCount))
    memo = Array(repeating: 0, count: 1 << bits)
  }

  /// Returns the pattern of two rows: bits 4*s* to 4*s* + 3 hold the level of slot *s*, 0 where it
  /// cannot be compared.
  mutating func pattern(_ a: Int, _ b: Int) -> UInt64 {
    var pattern: UInt64 = 0
    var slot = 0
    let (x, y) = (a * width, b * width)
    while slot < plans.count {
      let shift = UInt64(4 * slot)
      let plan = plans[slot]
      switch plan.comparator {
      case .name:
        pattern |= nameLevels(x + plan.column, y + plan.column, plan) << shift
        slot += 3
        continue
      case .place: pattern |= placeLevel(x + plan.column, y + plan.column) << shift
      case .words, .code, .category, .date:
        pattern |= level(cells[x + plan.column], cells[y + plan.column], plan) << shift
      }
      slot += 1
    }
    return pattern
  }

  @inline(__always)
  private mutating func level(_ a: Int32, _ b: Int32, _ plan: Plan) -> UInt64 {
    guard a >= 0, b >= 0 else { return 0 }
    if plan.comparator == .date {
      let start = dateStarts[plan.lexicon]
      return UInt64(DateLevel.of(dates[start + Int(a)], dates[start + Int(b)]))
    }
    if a == b { return 1 }
    if plan.comparator == .category { return 2 }
    let (low, high) = (UInt64(min(a, b)), UInt64(max(a, b)))
    let key = (UInt64(plan.lexicon) << 54 | low << 27 | high) << 4
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (memo.count - 1)
    let known = memo[place]
    if known & ~15 == key { return known & 15 }
    return remember(key, place, plan)
  }

  @inline(never)
  private mutating func remember(_ key: UInt64, _ place: Int, _ plan: Plan) -> UInt64 {
    let (low, high) = (Int(key >> 31 & 0x7FF_FFFF), Int(key >> 4 & 0x7FF_FFFF))
    let level =
      plan.comparator == .code
      ? CodeLevel.of(low, high, in: lexicons[plan.lexicon])
      : WordLevel.of(low, high, in: lexicons[plan.lexicon])
    memo[place] = key | UInt64(level)
    return UInt64(level)
  }

  /// Returns the levels of given name, family name and order of the names at two places of `cells`.
  /// The order is 1 where the names agree best as they stand and 2 where they agree better crosswise.
  @inline(__always)
  private mutating func nameLevels(_ x: Int, _ y: Int, _ plan: Plan) -> UInt64 {
    let (givenA, familyA) = (cells[x], cells[x + 1])
    let (givenB, familyB) = (cells[y], cells[y + 1])
    let straight = (level(givenA, givenB, plan), level(familyA, familyB, plan))
    let good = UInt64(WordLevel.close)
    let isGood = straight.0 &- 1 < good && straight.1 &- 1 < good
    if isGood || givenA < 0 && givenB < 0 || familyA < 0 && familyB < 0 {
      return straight.0 | straight.1 << 4 | 1 << 8
    }
    let crossed = (level(givenA, familyB, plan), level(familyA, givenB, plan))
    let isBetter = merit(crossed.0) + merit(crossed.1) > merit(straight.0) + merit(straight.1) + 1
    guard isBetter else { return straight.0 | straight.1 << 4 | 1 << 8 }
    return crossed.0 | crossed.1 << 4 | 2 << 8
  }

  /// 4 for equal, 3 for variants and near equality, 1 for similarity, packed by level.
  @inline(__always)
  private func merit(_ level: UInt64) -> UInt64 { 0x1_3340 >> (4 * level) & 15 }

  /// 1 for the same fine value, 2 for the same middle one, 3 for the same coarse one, 4 otherwise.
  @inline(__always)
  private func placeLevel(_ a: Int, _ b: Int) -> UInt64 {
    var isKnown = false
    for scale in 0..<3 {
      let (x, y) = (cells[a + scale], cells[b + scale])
      guard x >= 0, y >= 0 else { continue }
      if x == y { return UInt64(scale + 1) }
      isKnown = true
    }
    return isKnown ? 4 : 0
  }
}
