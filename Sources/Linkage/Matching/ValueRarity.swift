/// How much rarer the values are on which two rows agree than agreeing values are on average.
///
/// Agreement on a value that a share *f* of the rows bears has chance *f* where agreement on any
/// value has chance *u*: the first weighs log₂(*u* / *f*) more. Names are taken whole where both
/// parts agree, for given and family names of one origin go together.
struct ValueRarity: Sendable {
  /// For each slot and scale (places have three): units by value.
  private let tables: [[[Int32]]]
  /// For each slot that is the first of a name: units by row, for equal full names.
  private let fullNames: [[Int32]]
  /// For each such slot: log₂ of the share of others whose full name sounds like the row's.
  private let soundShares: [[Int32]]
  /// For each slot: log₂ of the chance of each level.
  private let chanceUnits: [[Int32]]
  private let plans: [Plan]

  /// What a slot needs, without references.
  private struct Plan {
    let comparator: FeatureType.Comparator
    let column: Int
    /// Whether related entities agree on any value as readily as on another.
    let countsForRelated: Bool
  }

  init(_ table: LinkTable, frequencies: ValueFrequencies, chance: ChanceAgreement) {
    let slots = table.schema.slots
    plans = slots.map {
      Plan(
        comparator: $0.comparator, column: $0.column,
        countsForRelated: $0.sharing == .inherited || $0.whereRelated == .mostlyChance)
    }
    tables = slots.enumerated().map { index, slot in
      switch slot.comparator {
      case .place:
        return (0..<3).map { scale in
          Self.units(
            frequencies, slot.column + scale, chance: frequencies.chance[slot.column + scale])
        }
      case .date: return [Self.dateUnits(table, frequencies, slot, chance.levels[index])]
      default: return [Self.units(frequencies, slot.column, chance: chance.levels[index][1])]
      }
    }
    chanceUnits = chance.levels.map { $0.map(Self.log) }
    soundShares = slots.indices.map { index in
      let known = Double(max(1, frequencies.fullNames[index].known))
      return frequencies.soundCounts[index].map { Self.log(Double(max(0, $0 - 1)) / known) }
    }
    fullNames = slots.indices.map { index in
      let counts = frequencies.fullNameCounts[index]
      guard !counts.isEmpty else { return [] }
      let apart = chance.levels[index][1] * chance.levels[index + 1][1]
      let known = Double(frequencies.fullNames[index].known)
      return counts.map { count in
        count == 0 ? 0 : Weight(bits: BinaryLogarithm.log2(apart * known / Double(count))).units
      }
    }
  }

  private static func log(_ x: Double) -> Int32 { Weight(bits: BinaryLogarithm.log2(x)).units }

  /// Returns what to add to the weights of a pair with `pattern`: for one entity, and for related
  /// entities, who share inherited values alone, one family as readily as another.
  func units(_ table: LinkTable, _ a: Int, _ b: Int, pattern: UInt64) -> (
    same: Int32, related: Int32
  ) {
    var (same, related): (Int32, Int32) = (0, 0)
    var slot = 0
    while slot < plans.count {
      let level = Int(pattern >> UInt64(4 * slot) & 15)
      switch plans[slot].comparator {
      case .name:
        let family = Int(pattern >> UInt64(4 * slot + 4) & 15)
        let isStraight = pattern >> UInt64(4 * slot + 8) & 15 == 1
        let inherited = family == 1 && isStraight ? value(table, a, slot + 1, 0) : 0
        let given = level == 1 && isStraight ? value(table, a, slot, 0) : 0
        if level == 1, family == 1, isStraight {
          same += fullNames[slot][a]
        } else if 1...Int(WordLevel.close) ~= level, 1...Int(WordLevel.close) ~= family {
          // Variants of common names meet by chance more often than those of rare ones.
          let share = max(soundShares[slot][a], soundShares[slot][b])
          let chance = chanceUnits[slot][level] + chanceUnits[slot + 1][family]
          same -= PairWeights.logOfOneAnd(share - chance)
        } else if isStraight {
          same += given + inherited
        }
        related += inherited + given
        slot += 3
        continue
      case .place: if 1...3 ~= level { same += value(table, a, slot, level - 1) }
      case .date:
        guard 1...2 ~= level else { break }
        let units = value(table, a, slot, 0)
        same += units
        // Twins share any date as readily as another.
        if level == Int(DateLevel.equal) { related += units }
      case .words, .code, .category:
        guard level == 1 else { break }
        let units = value(table, a, slot, 0)
        same += units
        if plans[slot].countsForRelated { related += units }
      }
      slot += 1
    }
    return (same, related)
  }

  @inline(__always)
  private func value(_ table: LinkTable, _ row: Int, _ slot: Int, _ scale: Int) -> Int32 {
    let value = table.cell(row, plans[slot].column + scale)
    return value < 0 ? 0 : tables[slot][scale][Int(value)]
  }

  private static func units(
    _ frequencies: ValueFrequencies, _ column: Int, chance: Double
  ) -> [Int32] {
    let known = Double(frequencies.known[column])
    return frequencies.counts[column].map { count in
      count == 0 || chance <= 0
        ? 0 : Weight(bits: BinaryLogarithm.log2(chance * known / Double(count))).units
    }
  }

  /// Dates that may stand for an unknown day are compared among themselves.
  private static func dateUnits(
    _ table: LinkTable, _ frequencies: ValueFrequencies, _ slot: LinkSchema.Slot,
    _ levels: [Double]
  ) -> [Int32] {
    let counts = frequencies.counts[slot.column]
    let dates = table.lexicons[slot.lexicon].dates
    var rows = [0.0, 0.0, 0.0]
    for (value, count) in counts.enumerated() {
      rows[Int(DateLevel.of(dates[value], dates[value]))] += Double(count)
    }
    let known = Double(frequencies.known[slot.column])
    return counts.enumerated().map { value, count in
      let level = Int(DateLevel.of(dates[value], dates[value]))
      guard count > 0, rows[level] > 0 else { return 0 }
      let expected = rows[level] / known * Double(count) / known
      return Weight(bits: BinaryLogarithm.log2(levels[level] / expected)).units
    }
  }
}
