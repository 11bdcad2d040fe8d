/// Turns pairs of rows into patterns: one level of four bits for each slot of the schema.
///
/// Comparisons of words and codes are remembered in a table of fixed size, which changes the time
/// and never the result. Each thread needs a comparison of its own.
struct PairComparison {
  /// What a slot needs, without references.
  private struct Plan {
    let comparator: FeatureType.Comparator
    let column: Int
    let lexicon: Int
  }

  private let table: LinkTable
  private let plans: [Plan]
  private var memo: [UInt64]

  init(_ table: LinkTable, memoBits: Int = 18) {
    self.table = table
    plans = table.schema.slots.map {
      Plan(comparator: $0.comparator, column: $0.column, lexicon: $0.lexicon)
    }
    memo = Array(repeating: 0, count: 1 << memoBits)
  }

  /// Returns the pattern of two rows: bits 4*s* to 4*s* + 3 hold the level of slot *s*, 0 where it
  /// cannot be compared.
  mutating func pattern(_ a: Int, _ b: Int) -> UInt64 {
    var pattern: UInt64 = 0
    var slot = 0
    while slot < plans.count {
      let shift = UInt64(4 * slot)
      let plan = plans[slot]
      switch plan.comparator {
      case .name:
        pattern |= nameLevels(a, b, plan) << shift
        slot += 3
        continue
      case .place: pattern |= UInt64(placeLevel(a, b, plan)) << shift
      case .words, .code, .category, .date:
        let (x, y) = (table.cell(a, plan.column), table.cell(b, plan.column))
        pattern |= UInt64(level(x, y, plan)) << shift
      }
      slot += 1
    }
    return pattern
  }

  private mutating func level(_ a: Int32, _ b: Int32, _ plan: Plan) -> UInt8 {
    guard a >= 0, b >= 0 else { return 0 }
    let lexicon = plan.lexicon
    if plan.comparator == .date {
      return DateLevel.of(
        table.lexicons[lexicon].dates[Int(a)], table.lexicons[lexicon].dates[Int(b)])
    }
    if a == b { return 1 }
    if plan.comparator == .category { return 2 }
    let (low, high) = (UInt64(min(a, b)), UInt64(max(a, b)))
    let key = (UInt64(lexicon) << 54 | low << 27 | high) << 4
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (memo.count - 1)
    if memo[place] & ~15 == key { return UInt8(memo[place] & 15) }
    let level =
      plan.comparator == .code
      ? CodeLevel.of(Int(low), Int(high), in: table.lexicons[lexicon])
      : WordLevel.of(Int(low), Int(high), in: table.lexicons[lexicon])
    memo[place] = key | UInt64(level)
    return level
  }

  /// Returns the levels of given name, family name and order. The order is 1 where the names agree
  /// best as they stand and 2 where they agree better crosswise.
  private mutating func nameLevels(_ a: Int, _ b: Int, _ plan: Plan) -> UInt64 {
    let column = plan.column
    let (givenA, familyA) = (table.cell(a, column), table.cell(a, column + 1))
    let (givenB, familyB) = (table.cell(b, column), table.cell(b, column + 1))
    let straight = (level(givenA, givenB, plan), level(familyA, familyB, plan))
    let good = WordLevel.close
    if (1...good ~= straight.0 && 1...good ~= straight.1) || givenA < 0 && givenB < 0 {
      return UInt64(straight.0) | UInt64(straight.1) << 4 | 1 << 8
    }
    let crossed = (level(givenA, familyB, plan), level(familyA, givenB, plan))
    let isBetter = merit(crossed.0) + merit(crossed.1) > merit(straight.0) + merit(straight.1) + 1
    guard isBetter else { return UInt64(straight.0) | UInt64(straight.1) << 4 | 1 << 8 }
    return UInt64(crossed.0) | UInt64(crossed.1) << 4 | 2 << 8
  }

  private func merit(_ level: UInt8) -> Int {
    switch level {
    case WordLevel.equal: 4
    case WordLevel.variant, WordLevel.close: 3
    case WordLevel.near: 1
    default: 0
    }
  }

  /// 1 for the same fine value, 2 for the same middle one, 3 for the same coarse one, 4 otherwise.
  private func placeLevel(_ a: Int, _ b: Int, _ plan: Plan) -> UInt8 {
    let column = plan.column
    var isKnown = false
    for scale in 0..<3 {
      let (x, y) = (table.cell(a, column + scale), table.cell(b, column + scale))
      guard x >= 0, y >= 0 else { continue }
      if x == y { return UInt8(scale + 1) }
      isKnown = true
    }
    return isKnown ? 4 : 0
  }
}
