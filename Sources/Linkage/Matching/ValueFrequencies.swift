/// How many rows bear each value, and how likely two rows therefore agree by chance.
///
/// Two different rows drawn at random agree on a column with probability
/// Σ *c*(*c* − 1) / (*n*(*n* − 1)) over its values, *c* being the rows with the value and *n* those
/// with any: exact, not sampled.
///
/// - Complexity: O(*r* · *w*) for *r* rows of *w* columns, and one sort for each personal name.
struct ValueFrequencies: Sendable {
  /// For each column: the rows that bear each value of its lexicon.
  let counts: [[Int32]]
  /// For each column: the rows that bear any value.
  let known: [Int]
  /// For each column: the probability that two rows with values agree.
  let chance: [Double]
  /// For each column: the rows that bear a value of each class of its lexicon.
  let classCounts: [[Int32]]
  /// For each slot that is the first of a name: how many rows bear the row's full name, 0 where a
  /// part is missing. Empty for other slots.
  let fullNameCounts: [[Int32]]
  /// For each such slot: how many rows bear a full name that sounds like the row's, in any order.
  let soundCounts: [[Int32]]
  /// For each such slot: by row, the product of the shares that bear its given and its family name.
  private(set) var nameParts: [[Double]] = []
  /// For each such slot: the rows with a full name, and the chance of two of them agreeing.
  let fullNames: [(known: Int, chance: Double)]

  /// - Parameter entities: The entity of each row, each of which counts once for each of its
  ///   values; nil counts rows.
  init(_ table: LinkTable, entities: [Int32]? = nil) {
    let schema = table.schema
    var counts = schema.lexiconOfColumn.map {
      [Int32](repeating: 0, count: table.lexicons[$0].count)
    }
    // Rows of one entity stand together, so that the last entity seen with a value tells.
    let entityOf = entities ?? (0..<Int32(table.rowCount)).map { $0 }
    let order = (0..<table.rowCount).map { UInt64(entityOf[$0]) << 32 | UInt64($0) }.sorted()
    var last = counts.map { [Int32](repeating: -1, count: $0.count) }
    for entry in order {
      let row = Int(entry & 0xFFFF_FFFF)
      for column in 0..<schema.columnCount {
        let value = Int(table.cell(row, column))
        guard value >= 0, last[column][value] != entityOf[row] else { continue }
        last[column][value] = entityOf[row]
        counts[column][value] += 1
      }
    }
    var fullNameCounts: [[Int32]] = []
    var soundCounts: [[Int32]] = []
    var fullNames: [(known: Int, chance: Double)] = []
    for (index, slot) in schema.slots.enumerated() {
      let isFirst =
        slot.comparator == .name && (index == 0 || schema.slots[index - 1].feature != slot.feature)
      guard isFirst else {
        fullNameCounts.append([])
        soundCounts.append([])
        fullNames.append((0, 0))
        continue
      }
      let sounds = table.lexicons[slot.lexicon].sounds
      let shared = Self.fullNames(table, column: slot.column, entityOf: entityOf) { given, family in
        UInt64(given) << 32 | UInt64(family)
      }
      let alike = Self.fullNames(table, column: slot.column, entityOf: entityOf) { given, family in
        let (x, y) = (sounds[given], sounds[family])
        return UInt64(min(x, y)) << 32 | UInt64(max(x, y))
      }
      soundCounts.append(alike.counts)
      fullNameCounts.append(shared.counts)
      fullNames.append((shared.known, shared.chance))
    }
    self.counts = counts
    classCounts = counts.enumerated().map { column, counts in
      let lexicon = table.lexicons[schema.lexiconOfColumn[column]]
      var sums = [Int32](repeating: 0, count: lexicon.classCount)
      for (value, count) in counts.enumerated() {
        for member in lexicon.classes(value) { sums[Int(member)] += count }
      }
      return sums
    }
    self.fullNameCounts = fullNameCounts
    self.soundCounts = soundCounts
    self.fullNames = fullNames
    known = counts.map { $0.reduce(0) { $0 + Int($1) } }
    chance = counts.map(Self.chanceOfAgreement)
    nameParts = schema.slots.indices.map { index in
      soundCounts[index].isEmpty ? [] : partShares(table, column: schema.slots[index].column)
    }
  }

  private func partShares(_ table: LinkTable, column: Int) -> [Double] {
    func share(_ value: Int32, _ column: Int) -> Double {
      value < 0 ? 1 : Double(counts[column][Int(value)]) / Double(max(1, known[column]))
    }
    return (0..<table.rowCount).map { row in
      share(table.cell(row, column), column) * share(table.cell(row, column + 1), column + 1)
    }
  }

  /// Returns the probability that two different rows agree, where `counts` rows bear each value.
  static func chanceOfAgreement(_ counts: [Int32]) -> Double {
    var (rows, pairs) = (0.0, 0.0)
    for count in counts {
      let c = Double(count)
      rows += c
      pairs += c * (c - 1)
    }
    return rows > 1 ? pairs / (rows * (rows - 1)) : 0
  }

  private static func fullNames(
    _ table: LinkTable, column: Int, entityOf: [Int32], key: (Int, Int) -> UInt64
  ) -> (counts: [Int32], known: Int, chance: Double) {
    var keys: [(name: UInt64, entity: Int32, row: Int32)] = []
    for row in 0..<table.rowCount {
      let (given, family) = (Int(table.cell(row, column)), Int(table.cell(row, column + 1)))
      guard given >= 0, family >= 0 else { continue }
      keys.append((key(given, family), entityOf[row], Int32(row)))
    }
    keys.sort { $0 < $1 }
    var counts = [Int32](repeating: 0, count: table.rowCount)
    var bearers: [Int32] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      var entities: Int32 = 1
      while end < keys.count, keys[end].name == keys[start].name {
        if keys[end].entity != keys[end - 1].entity { entities += 1 }
        end += 1
      }
      for key in keys[start..<end] { counts[Int(key.row)] = entities }
      bearers.append(entities)
      start = end
    }
    return (counts, bearers.reduce(0) { $0 + Int($1) }, chanceOfAgreement(bearers))
  }
}
