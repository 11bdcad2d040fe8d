/// What a matching run has chosen and fitted, kept fast: its keys, its model and how many entities bore
/// each value.
///
/// By a standard the evidence for two rows depends on these two rows alone, so rows may be added to a
/// ``LinkIndex`` and taken out of it one by one, and the entities are those of a full run by the same
/// standard. Values that the run has not seen count as borne once. A standard ages as the population
/// behind the rows changes: fit a new one from time to time.
public struct MatchStandard: Sendable {
  public let schema: LinkSchema
  public let settings: MatchSettings
  public let model: MatchModel
  let lexicons: [Lexicon]
  let roles: [NameRoles?]
  let plan: [KeyPlan]
  let chance: ChanceAgreement
  let counts: StandardCounts

  /// The units from which evidence speaks for a join.
  var threshold: Int32 { Weight(odds: settings.joinProbability).units }
  /// The most units that a pair brings for or against a join.
  var clip: Int32 { Weight(bits: settings.clip).units }

  init(_ fitted: FittedRun, model: MatchModel) {
    let table = fitted.table
    schema = table.schema
    settings = fitted.settings
    self.model = model
    lexicons = table.lexicons
    roles = table.roles
    plan = fitted.plan
    chance = fitted.chance
    counts = StandardCounts(table, fitted.frequencies)
  }

  /// Returns the weights of pairs of `rows`.
  func weights(of rows: StandardRows) -> PairWeights {
    let frequencies = ValueFrequencies(rows, standard: self)
    return PairWeights(
      rows.table, model: model,
      rarity: ValueRarity(rows.table, frequencies: frequencies, chance: chance),
      comparison: PairComparison(rows.table))
  }
}

extension LinkTableBuilder {
  /// Takes in rows for an index by `standard`: the words of names go to the fields to which they went in
  /// the run that fitted it.
  public init(_ standard: MatchStandard) { self.init(standard.schema, roles: standard.roles) }
}

extension MatchResult {
  /// Returns what the run has fitted, for a ``LinkIndex``.
  ///
  /// - Complexity: O(rows + distinct values).
  public func standard() -> MatchStandard { MatchStandard(fitted, model: model) }
}

/// The parts of a run from which a standard is made.
struct FittedRun: Sendable {
  let table: LinkTable
  let settings: MatchSettings
  let plan: [KeyPlan]
  let chance: ChanceAgreement
  let frequencies: ValueFrequencies
}

/// How many entities bore each value, class, name and sound of a name in the run of a standard.
struct StandardCounts: Sendable {
  let frequencies: ValueFrequencies
  /// By column: the entities with a value of each class, those of one value too.
  let classes: [[UInt64: Int32]]
  /// By slot: the entities of each full name, by the numbers of its parts, and of each sound.
  let names: [[UInt64: Int32]]
  let sounds: [[UInt64: Int32]]

  init(_ table: LinkTable, _ frequencies: ValueFrequencies) {
    self.frequencies = frequencies
    classes = frequencies.counts.enumerated().map { column, counts in
      let lexicon = table.lexicons[table.schema.lexiconOfColumn[column]]
      var sums: [UInt64: Int32] = [:]
      for (value, count) in counts.enumerated() where count > 0 {
        for name in lexicon.memberships(value) { sums[name, default: 0] += count }
      }
      return sums
    }
    func byRow(_ counts: [[Int32]], _ key: (LinkSchema.Slot, Int) -> UInt64) -> [[UInt64: Int32]] {
      zip(table.schema.slots, counts).map { slot, counts in
        var found: [UInt64: Int32] = [:]
        for (row, count) in counts.enumerated() where count > 0 { found[key(slot, row)] = count }
        return found
      }
    }
    names = byRow(frequencies.fullNameCounts) { slot, row in
      Self.name(table.cell(row, slot.column), table.cell(row, slot.column + 1))
    }
    sounds = byRow(frequencies.soundCounts) { slot, row in Self.sound(table, row, slot) }
  }

  static func name(_ given: Int32, _ family: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: given)) << 32 | UInt64(UInt32(bitPattern: family))
  }

  /// Both parts of the name must be known.
  static func sound(_ table: LinkTable, _ row: Int, _ slot: LinkSchema.Slot) -> UInt64 {
    let sounds = table.lexicons[slot.lexicon].sounds
    let x = sounds[Int(table.cell(row, slot.column))]
    let y = sounds[Int(table.cell(row, slot.column + 1))]
    return UInt64(min(x, y)) << 32 | UInt64(max(x, y))
  }
}

extension ValueFrequencies {
  /// What a standard has counted for the values of other rows.
  init(_ rows: StandardRows, standard: MatchStandard) {
    let (table, schema, counted) = (rows.table, rows.table.schema, standard.counts)
    let known = counted.frequencies.known
    let counts = schema.lexiconOfColumn.enumerated().map { column, lexicon in
      let old = counted.frequencies.counts[column]
      return rows.standardValues[lexicon].map { $0 < 0 ? 1 : max(1, old[Int($0)]) }
    }
    let hasNames = standard.counts.frequencies.soundCounts.map { !$0.isEmpty }
    func byRow(_ count: (LinkSchema.Slot, Int, Int) -> Int32) -> [[Int32]] {
      schema.slots.enumerated().map { index, slot in
        guard hasNames[index] else { return [] }
        return (0..<table.rowCount).map { row in
          table.cell(row, slot.column) < 0 || table.cell(row, slot.column + 1) < 0
            ? 0 : count(slot, index, row)
        }
      }
    }
    let soundCounts = byRow { slot, index, row in
      counted.sounds[index][StandardCounts.sound(table, row, slot)] ?? 1
    }
    self.counts = counts
    self.known = known
    self.soundCounts = soundCounts
    chance = counted.frequencies.chance
    classCounts = schema.lexiconOfColumn.enumerated().map { column, lexicon in
      table.lexicons[lexicon].classNames.map { counted.classes[column][$0] ?? 1 }
    }
    fullNameCounts = byRow { slot, index, row in
      let values = rows.standardValues[slot.lexicon]
      let given = values[Int(table.cell(row, slot.column))]
      let family = values[Int(table.cell(row, slot.column + 1))]
      guard given >= 0, family >= 0 else { return 1 }
      return counted.names[index][StandardCounts.name(given, family)] ?? 1
    }
    fullNames = counted.frequencies.fullNames
    dateRows = counted.frequencies.dateRows
    nameParts = Self.nameParts(table, soundCounts, counts, known)
  }
}
