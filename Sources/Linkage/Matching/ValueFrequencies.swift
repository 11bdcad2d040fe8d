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
  let nameParts: [[Double]]
  /// For each such slot: the rows with a full name, and the chance of two of them agreeing.
  let fullNames: [(known: Int, chance: Double)]
  /// For each column of dates: by how the date agrees with itself, the rows that bear one. Empty for
  /// other columns.
  let dateRows: [[Double]]

  /// - Parameters:
  ///   - entities: The entity of each row, each of which counts once for each of its values; nil
  ///     counts rows.
  ///   - workers: The most threads; 0 for one per processor.
  init(_ table: LinkTable, entities: [Int32]? = nil, workers: Int = 0) {
    let schema = table.schema
    // Rows of one entity stand together, so that the last entity seen with a value tells.
    let entityOf = entities ?? (0..<Int32(table.rowCount)).map { $0 }
    var entries = (0..<table.rowCount).map { UInt64(entityOf[$0]) << 32 | UInt64($0) }
    sortByUpperHalf(&entries)
    let order = entries.map { Int32(truncatingIfNeeded: $0) }
    let columns = Array(schema.lexiconOfColumn.indices)
    let counts = Lanes.map(columns, workers: workers, memory: {}) { _, column in
      Self.count(table, column: column, order: order, entityOf: entityOf)
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
      let names = NameCounting(
        table: table, column: slot.column, order: order, entityOf: entityOf)
      let bearers = Lanes.map([false, true], workers: workers, memory: {}) { _, isBySound in
        names.bearers { given, family in
          guard isBySound else { return UInt64(given) << 32 | UInt64(family) }
          let (x, y) = (sounds[given], sounds[family])
          return UInt64(min(x, y)) << 32 | UInt64(max(x, y))
        }
      }
      let (shared, alike) = (bearers[0], bearers[1])
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
    dateRows = Self.dateRows(table, counts)
    nameParts = Self.nameParts(table, soundCounts, counts, known)
  }

  static func nameParts(
    _ table: LinkTable, _ soundCounts: [[Int32]], _ counts: [[Int32]], _ known: [Int]
  ) -> [[Double]] {
    func share(_ row: Int, _ column: Int) -> Double {
      let value = table.cell(row, column)
      return value < 0 ? 1 : Double(counts[column][Int(value)]) / Double(max(1, known[column]))
    }
    return table.schema.slots.enumerated().map { index, slot in
      soundCounts[index].isEmpty
        ? [] : (0..<table.rowCount).map { share($0, slot.column) * share($0, slot.column + 1) }
    }
  }

  private static func dateRows(_ table: LinkTable, _ counts: [[Int32]]) -> [[Double]] {
    counts.indices.map { column in
      let dates = table.lexicons[table.schema.lexiconOfColumn[column]].dates
      guard !dates.isEmpty else { return [] }
      var rows = [Double](repeating: 0, count: Int(DateLevel.equalNewYear) + 1)
      for (value, count) in counts[column].enumerated() {
        rows[Int(DateLevel.of(dates[value], dates[value]))] += Double(count)
      }
      return rows
    }
  }

  private static func count(
    _ table: LinkTable, column: Int, order: [Int32], entityOf: [Int32]
  ) -> [Int32] {
    let (cells, width) = (table.cells, table.schema.columnCount)
    let lexicon = table.lexicons[table.schema.lexiconOfColumn[column]]
    var counts = [Int32](repeating: 0, count: lexicon.count)
    var last = [Int32](repeating: -1, count: counts.count)
    for row in order {
      let value = Int(cells[Int(row) * width + column])
      guard value >= 0, last[value] != entityOf[Int(row)] else { continue }
      last[value] = entityOf[Int(row)]
      counts[value] += 1
    }
    return counts
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
}

/// Counts how many entities bear each full name.
private struct NameCounting {
  let table: LinkTable
  let column: Int
  /// The rows, those of one entity together.
  let order: [Int32]
  let entityOf: [Int32]

  /// Returns by row how many entities bear a name with the row's `key`, 0 where a part is missing;
  /// how many bear any; and the chance of two of them agreeing.
  func bearers(
    _ key: (_ given: Int, _ family: Int) -> UInt64
  ) -> (counts: [Int32], known: Int, chance: Double) {
    var names = [UInt64](repeating: 0, count: table.rowCount)
    var entries: [UInt64] = []
    entries.reserveCapacity(table.rowCount)
    for (place, row) in order.enumerated() {
      let given = Int(table.cell(Int(row), column))
      let family = Int(table.cell(Int(row), column + 1))
      guard given >= 0, family >= 0 else { continue }
      let name = key(given, family)
      names[Int(row)] = name
      let hash = mixed(UInt32(name >> 32), UInt32(truncatingIfNeeded: name))
      entries.append(UInt64(hash) << 32 | UInt64(place))
    }
    sortByUpperHalf(&entries)
    var counts = [Int32](repeating: 0, count: table.rowCount)
    var sums: [Int32] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      var rows = entries[start..<end].map { order[Int($0 & 0xFFFF_FFFF)] }
      // Different names may share a hash.
      if rows.contains(where: { names[Int($0)] != names[Int(rows[0])] }) {
        rows.sort {
          (names[Int($0)], entityOf[Int($0)], $0) < (names[Int($1)], entityOf[Int($1)], $1)
        }
      }
      note(rows, names, &counts, &sums)
      start = end
    }
    let known = sums.reduce(0) { $0 + Int($1) }
    return (counts, known, ValueFrequencies.chanceOfAgreement(sums))
  }

  private func note(
    _ rows: [Int32], _ names: [UInt64], _ counts: inout [Int32], _ sums: inout [Int32]
  ) {
    var start = 0
    while start < rows.count {
      var (end, entities) = (start + 1, Int32(1))
      while end < rows.count, names[Int(rows[end])] == names[Int(rows[start])] {
        if entityOf[Int(rows[end])] != entityOf[Int(rows[end - 1])] { entities += 1 }
        end += 1
      }
      for row in rows[start..<end] { counts[Int(row)] = entities }
      sums.append(entities)
      start = end
    }
  }
}
