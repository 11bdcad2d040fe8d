/// How likely two rows of different, unrelated entities reach each level of each comparison.
///
/// Equality is computed exactly from how many rows bear each value. The levels below it come from
/// pairs of rows drawn evenly.
struct ChanceAgreement: Sendable {
  /// For each slot and level, for pairs of which nothing is known. Level 0 is not used.
  let levels: [[Double]]

  /// - Parameters:
  ///   - draws: The pairs drawn for the levels below equality.
  ///   - entities: The entity of each row, as far as known: pairs of one entity do not count.
  init(
    _ table: LinkTable, frequencies: ValueFrequencies, draws: [Draw], entities: [Int32]? = nil
  ) {
    let slots = table.schema.slots
    var tallies = slots.map { [Double](repeating: 0, count: $0.levelCount) }
    for draw in draws {
      if let entities, entities[Int(draw.a)] == entities[Int(draw.b)] { continue }
      for slot in slots.indices {
        tallies[slot][Int(draw.pattern >> UInt64(4 * slot) & 15)] += 1
      }
    }
    levels = slots.enumerated().map { index, slot in
      let all = tallies[index].reduce(0, +)
      let comparable = (all - tallies[index][0] + 1) / (all + 1)
      return Self.anchored(
        tallies[index], exact: Self.exact(table, frequencies, slot, comparable: comparable))
    }
  }

  /// A pair of rows drawn evenly, and its pattern.
  struct Draw: Sendable {
    let a: Int32
    let b: Int32
    let pattern: UInt64
  }

  /// Returns `count` pairs drawn evenly from all pairs of different rows.
  static func draw(
    _ table: LinkTable, count: Int = 50_000, comparison: inout PairComparison
  ) -> [Draw] {
    let rows = UInt64(table.rowCount)
    guard rows > 1 else { return [] }
    return (0..<UInt64(count)).map { index in
      let a = Int(counterBits(index, 3) % rows)
      let b = (a + 1 + Int(counterBits(index, 4) % (rows - 1))) % Int(rows)
      let pattern = comparison.pattern(min(a, b), max(a, b))
      return Draw(a: Int32(a), b: Int32(b), pattern: pattern)
    }
  }

  /// Returns the levels of a slot whose chance follows from value counts.
  ///
  /// Two places can be compared where both know one of their scales; that share of all pairs is
  /// `comparable`. Equality at a scale asks that both know that one.
  private static func exact(
    _ table: LinkTable, _ frequencies: ValueFrequencies, _ slot: LinkSchema.Slot,
    comparable: Double
  ) -> [Int: Double] {
    let chance = frequencies.chance
    switch slot.comparator {
    case .place:
      let shares = (0..<2).map { scale in
        let column = slot.column + scale
        let known = (0..<table.rowCount).count { table.cell($0, column) >= 0 }
        let share = Double(known) / Double(max(1, table.rowCount))
        return min(0.5, chance[column] * share * share / comparable)
      }
      return [1: shares[0], 2: max(0, shares[1] - shares[0])]
    case .date:
      let lexicon = table.lexicons[slot.lexicon]
      let counts = frequencies.counts[slot.column]
      let known = Double(frequencies.known[slot.column])
      var sums = [DateLevel.equal: 0.0, DateLevel.equalNewYear: 0.0]
      for (value, count) in counts.enumerated() where count > 1 {
        let date = lexicon.dates[value]
        sums[DateLevel.of(date, date), default: 0] +=
          Double(count) * Double(count - 1) / (known * (known - 1))
      }
      return [1: sums[DateLevel.equal] ?? 0, 2: sums[DateLevel.equalNewYear] ?? 0]
    case .name where slot.isOrder: return [:]
    default: return [1: chance[slot.column]]
    }
  }

  /// Returns probabilities that sum to 1 over levels from 1, the exact ones as they are and the
  /// others in proportion to their tallies, each with half a draw more than was seen.
  private static func anchored(_ tally: [Double], exact: [Int: Double]) -> [Double] {
    var levels = [Double](repeating: 0, count: tally.count)
    let free = (1..<tally.count).filter { exact[$0] == nil }
    let seen = free.reduce(0.0) { $0 + tally[$1] + 0.5 }
    let rest = max(0, 1 - exact.values.reduce(0, +))
    for level in free { levels[level] = rest * (tally[level] + 0.5) / seen }
    let floor = 1e-9
    for (level, probability) in exact { levels[level] = max(probability, floor) }
    return levels
  }
}
