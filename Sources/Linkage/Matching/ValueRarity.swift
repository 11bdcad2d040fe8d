/// How much rarer the values are on which two rows agree than agreeing values are on average.
///
/// Agreement on a value that a share *f* of the rows bears has chance *f* where agreement on any
/// value has chance *u*: the first weighs log₂(*u* / *f*) more. Variants of a name weigh by the share
/// of the rows whose names share their class. Full names are taken whole, for given and family names
/// of one origin go together.
struct ValueRarity: Sendable {
  /// What a slot needs, without references.
  private struct Plan {
    let comparator: FeatureType.Comparator
    let column: Int
    let lexicon: Int
    let hasClasses: Bool
    let isAddressPart: Bool
    /// Whether related entities agree on any value as readily as on another.
    let countsForRelated: Bool
    /// Where the units of a full name stand among those of a row, and the share of its sound behind them.
    var names = 0
    /// log₂ of how much more often both names agree than if they went together by chance.
    var correlation: Int32 = 0
  }

  private var plans: [Plan]
  /// Row-major, for each column the units of the row's value, 0 where it is missing; then for each name
  /// the units of equal full names, and log₂ of the share of others whose full name sounds like the
  /// row's. All that one row needs stands together, for pairs of rows come in no order.
  private var rowUnits: [Int32] = []
  private let rowWidth: Int
  /// The same by class.
  private var classUnits: [Int32] = []
  private var classStarts: [Int] = []
  /// For each slot 16 levels: log₂ of the chance of each.
  private var chanceUnits: [Int32] = []
  private let logs = LogOfOneAnd()

  init(_ table: LinkTable, frequencies: ValueFrequencies, chance: ChanceAgreement) {
    let slots = table.schema.slots
    plans = slots.map {
      Plan(
        comparator: $0.comparator, column: $0.column, lexicon: $0.lexicon,
        hasClasses: $0.comparator == .name || $0.comparator == .words,
        isAddressPart: $0.sharing == .shared && $0.comparator == .words,
        countsForRelated: $0.sharing == .inherited || $0.whereRelated == .mostlyChance)
    }
    for levels in chance.levels {
      chanceUnits += levels.map(Self.log)
      chanceUnits += [Int32](repeating: 0, count: 16 - levels.count)
    }
    let columns = table.schema.columnCount
    let names = slots.indices.filter { slots[$0].comparator == .name && !slots[$0].isOrder }
      .filter { slots[$0].column == table.schema.columns[slots[$0].feature] }
    rowWidth = columns + 2 * names.count
    rowUnits = [Int32](repeating: 0, count: rowWidth * table.rowCount)
    addValues(table, frequencies, chance)
    for (number, index) in names.enumerated() {
      plans[index].names = columns + 2 * number
      guard !frequencies.fullNameCounts[index].isEmpty else { continue }
      addNames(frequencies, chance, slot: index)
    }
  }

  private mutating func addValues(
    _ table: LinkTable, _ frequencies: ValueFrequencies, _ chance: ChanceAgreement
  ) {
    let slots = table.schema.slots
    for column in 0..<table.schema.columnCount {
      classStarts.append(classUnits.count)
      let slot =
        slots.firstIndex { $0.column == column && !$0.isOrder }
        ?? slots.lastIndex { $0.column < column } ?? 0
      let levels = chance.levels[slot]
      let units: [Int32]
      switch slots[slot].comparator {
      case .date: units = Self.dateUnits(table, frequencies, slots[slot], levels)
      case .place: units = Self.units(frequencies, column, chance: frequencies.chance[column])
      default: units = Self.units(frequencies, column, chance: levels[1])
      }
      for row in 0..<table.rowCount {
        let value = table.cell(row, column)
        if value >= 0 { rowUnits[row * rowWidth + column] = units[Int(value)] }
      }
      let known = Double(max(1, frequencies.known[column]))
      let isWord = levels.count == WordLevel.count
      classUnits += frequencies.classCounts[column].map { count in
        guard count > 0, isWord else { return 0 }
        return Self.log(levels[Int(WordLevel.variant)]) - Self.log(min(1, Double(count) / known))
      }
    }
  }

  /// The chance of a full name is what its other bearers say, as far as there are any, and else what
  /// its parts say: (*c* − 1 + 1) / (*n* + 1 / *p*) for *c* bearers of *n* and a chance *p* by parts.
  private mutating func addNames(
    _ frequencies: ValueFrequencies, _ chance: ChanceAgreement, slot: Int
  ) {
    let (given, family) = (chance.levels[slot][1], chance.levels[slot + 1][1])
    let known = Double(max(1, frequencies.fullNames[slot].known))
    let together = max(1, frequencies.fullNames[slot].chance / max(given * family, 1e-18))
    plans[slot].correlation = Self.log(together)
    let parts = frequencies.nameParts[slot]
    let sounds = frequencies.soundCounts[slot]
    for (row, count) in frequencies.fullNameCounts[slot].enumerated() {
      let place = row * rowWidth + plans[slot].names
      rowUnits[place + 1] = Self.log(Double(max(0, sounds[row] - 1)) / known)
      guard count > 0 else { continue }
      let product = min(1, parts[row] * together)
      let share = Double(count) / (known + 1 / max(product, 1e-18))
      rowUnits[place] = Self.log(given * family) - Self.log(share)
    }
  }

  private static func log(_ x: Double) -> Int32 { Weight(bits: BinaryLogarithm.log2(x)).units }

  /// Returns what to add to the weights of a pair with `pattern`: for one entity, and for related
  /// entities, who share inherited values alone, one family as readily as another.
  @inline(__always)
  func units(_ table: LinkTable, _ a: Int, _ b: Int, pattern: UInt64) -> (
    same: Int32, related: Int32
  ) {
    var (same, related): (Int32, Int32) = (0, 0)
    forEachUnits(table, a, b, pattern: pattern) {
      same += $1
      related += $2
    }
    return (same, related)
  }

  /// Calls `body` with each slot whose agreement has a value, and its units for both.
  @inline(__always)
  func forEachUnits(
    _ table: LinkTable, _ a: Int, _ b: Int, pattern: UInt64,
    _ body: (_ slot: Int, _ same: Int32, _ related: Int32) -> Void
  ) {
    var slot = 0
    // The parts of one address go together, so only its rarest part counts.
    var address: (slot: Int, units: Int32) = (0, 0)
    while slot < plans.count {
      let level = Int(pattern >> UInt64(4 * slot) & 15)
      switch plans[slot].comparator {
      case .name:
        let units = nameUnits(table, a, b, slot, pattern >> UInt64(4 * slot))
        body(slot, units, units)
        slot += 3
        continue
      case .place:
        if 1...3 ~= level { body(slot, value(a, plans[slot].column + level - 1), 0) }
      case .date:
        guard 1...2 ~= level else { break }
        let units = value(a, plans[slot].column)
        // Twins share any date as readily as another.
        body(slot, units, level == Int(DateLevel.equal) ? units : 0)
      case .words, .code, .category:
        guard 1...2 ~= level else { break }
        let units = part(table, level, (a, plans[slot].column), (b, plans[slot].column), slot)
        if plans[slot].isAddressPart {
          if address.units == 0 || units > address.units { address = (slot, units) }
        } else {
          body(slot, units, plans[slot].countsForRelated ? units : 0)
        }
      }
      slot += 1
    }
    if address.units != 0 { body(address.slot, address.units, 0) }
  }

  private func nameUnits(
    _ table: LinkTable, _ a: Int, _ b: Int, _ slot: Int, _ levels: UInt64
  ) -> Int32 {
    let plan = plans[slot]
    let (given, family) = (Int(levels & 15), Int(levels >> 4 & 15))
    let isStraight = levels >> 8 & 15 == 1
    if given == 1, family == 1, isStraight { return rowUnits[a * rowWidth + plan.names] }
    let (first, second) = (plan.column, plan.column + 1)
    var units =
      part(table, given, (a, first), (b, isStraight ? first : second), slot)
      + part(table, family, (a, second), (b, isStraight ? second : first), slot)
    let good = 1...Int(WordLevel.close)
    if good ~= given, good ~= family {
      units -= plan.correlation
      // Variants of common names meet by chance more often than those of rare ones.
      let share = max(
        rowUnits[a * rowWidth + plan.names + 1], rowUnits[b * rowWidth + plan.names + 1])
      let chance = chanceUnits[16 * slot + given] + chanceUnits[16 * (slot + 1) + family] - units
      units -= logs[share - chance]
    }
    return units
  }

  /// Returns the units of two cells that agree at `level`: by value where they are equal, by their
  /// rarest class where they are variants.
  @inline(__always)
  private func part(
    _ table: LinkTable, _ level: Int, _ x: (row: Int, column: Int), _ y: (row: Int, column: Int),
    _ slot: Int
  ) -> Int32 {
    if level == 1 {
      let units = value(x.row, x.column)
      return x.column == y.column ? units : min(units, value(y.row, y.column))
    }
    guard level == Int(WordLevel.variant), plans[slot].hasClasses else { return 0 }
    let (v, w) = (table.cell(x.row, x.column), table.cell(y.row, y.column))
    guard v >= 0, w >= 0 else { return 0 }
    let start = classStarts[x.column]
    var rarest: Int32?
    table.lexicons[plans[slot].lexicon].forEachSharedClass(Int(v), Int(w)) { member in
      rarest = max(rarest ?? .min, classUnits[start + Int(member)])
    }
    return rarest ?? 0
  }

  @inline(__always)
  private func value(_ row: Int, _ column: Int) -> Int32 { rowUnits[row * rowWidth + column] }

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
    let rows = frequencies.dateRows[slot.column]
    let known = Double(frequencies.known[slot.column])
    return counts.enumerated().map { value, count in
      let level = Int(DateLevel.of(dates[value], dates[value]))
      guard count > 0, rows[level] > 0 else { return 0 }
      let expected = rows[level] / known * Double(count) / known
      return Weight(bits: BinaryLogarithm.log2(levels[level] / expected)).units
    }
  }
}
