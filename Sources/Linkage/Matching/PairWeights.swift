/// Weighs pairs of rows with a fitted model.
struct PairWeights: Sendable {
  private let table: LinkTable
  private let rarity: ValueRarity
  private let slots: [LinkSchema.Slot]
  private let slotCount: Int
  private let nameSlot: Int?
  /// By name bucket, slot and level, 16 levels a slot: units of log₂(*m*/*u*) and log₂(*r*/*u*).
  private let sameUnits: [Int32]
  private let relatedUnits: [Int32]
  private let samePrior: Int32
  private let relatedPrior: Int32
  private let logs = LogOfOneAnd()
  private var comparison: PairComparison
  /// By slot.
  private let featureOf: [Int]
  /// The units of each feature of the pair of rows looked at last.
  private(set) var sameOfFeature: [Int32]
  private(set) var relatedOfFeature: [Int32]

  init(_ table: LinkTable, model: MatchModel, rarity: ValueRarity, comparison: PairComparison) {
    self.table = table
    self.rarity = rarity
    self.comparison = comparison
    slots = model.slots
    slotCount = model.slots.count
    featureOf = model.slots.map(\.feature)
    sameOfFeature = [Int32](repeating: 0, count: table.schema.features.count)
    relatedOfFeature = sameOfFeature
    nameSlot = model.nameSlot
    var same: [Int32] = []
    var related: [Int32] = []
    for bucket in 0..<3 {
      for slot in 0..<slotCount {
        for level in 0..<16 {
          guard level > 0, level < model.m[slot].count else {
            same.append(0)
            related.append(0)
            continue
          }
          let chance = BinaryLogarithm.log2(model.u[bucket][slot][level])
          same.append(Weight(bits: BinaryLogarithm.log2(model.m[slot][level]) - chance).units)
          related.append(
            model.slots[slot].whereRelated == .chance
              ? 0 : Weight(bits: BinaryLogarithm.log2(model.r[slot][level]) - chance).units)
        }
      }
    }
    sameUnits = same
    relatedUnits = related
    let all = BinaryLogarithm.log2(model.allPairs)
    samePrior = Weight(bits: BinaryLogarithm.log2(model.samePairs) - all).units
    relatedPrior = Weight(bits: BinaryLogarithm.log2(model.relatedPairs) - all).units
  }

  var rowCount: Int { table.rowCount }

  /// Returns the log-odds, in units, that two rows are of one entity against both alternatives.
  @inline(__always)
  mutating func evidence(_ a: Int, _ b: Int) -> Int32 {
    let (a, b) = (min(a, b), max(a, b))
    // The pattern first: a copy of self made for the call would make the comparison copy its memory.
    let pattern = comparison.pattern(a, b)
    return evidence(a, b, pattern: pattern)
  }

  /// Returns the same for rows whose pattern is known, `a` < `b`.
  @inline(__always)
  func evidence(_ a: Int, _ b: Int, pattern: UInt64) -> Int32 {
    let weights = weights(a, b, pattern: pattern)
    return weights.same - logs[weights.related]
  }

  mutating func pattern(_ a: Int, _ b: Int) -> UInt64 { comparison.pattern(a, b) }

  /// Returns the log-odds against chance, in units, of one entity and of related entities.
  mutating func weights(_ a: Int, _ b: Int) -> (same: Int32, related: Int32) {
    let pattern = comparison.pattern(a, b)
    return weights(a, b, pattern: pattern)
  }

  @inline(__always)
  private func weights(_ a: Int, _ b: Int, pattern: UInt64) -> (same: Int32, related: Int32) {
    let extra = rarity.units(table, a, b, pattern: pattern)
    var place = MatchModel.nameBucket(pattern, nameSlot) * slotCount * 16
    var same = samePrior + extra.same
    var related = relatedPrior + extra.related
    var levels = pattern
    for _ in 0..<slotCount {
      let level = Int(levels & 15)
      same += sameUnits[place + level]
      related += relatedUnits[place + level]
      levels >>= 4
      place += 16
    }
    return (same, related)
  }

  var featureCount: Int { sameOfFeature.count }

  /// Takes the weights of two rows, `a` < `b`, apart by features; returns those that both know, bit *f*
  /// for feature *f*.
  mutating func features(_ a: Int, _ b: Int) -> UInt64 {
    let pattern = comparison.pattern(a, b)
    for feature in sameOfFeature.indices {
      sameOfFeature[feature] = 0
      relatedOfFeature[feature] = 0
    }
    var known: UInt64 = 0
    var place = MatchModel.nameBucket(pattern, nameSlot) * slotCount * 16
    for slot in 0..<slotCount {
      let level = Int(pattern >> UInt64(4 * slot) & 15)
      let feature = featureOf[slot]
      sameOfFeature[feature] += sameUnits[place + level]
      relatedOfFeature[feature] += relatedUnits[place + level]
      // The order of names says nothing where no part of them is known.
      if level > 0, !slots[slot].isOrder { known |= 1 << UInt64(feature) }
      place += 16
    }
    rarity.forEachUnits(table, a, b, pattern: pattern) { slot, same, related in
      sameOfFeature[featureOf[slot]] += same
      relatedOfFeature[featureOf[slot]] += related
    }
    return known
  }

  /// Returns the log-odds of one entity against both alternatives for units beside the priors.
  func evidence(same: Int32, related: Int32) -> Int32 {
    samePrior + same - logs[relatedPrior + related]
  }

  /// Calls `body` with each part of the weights of two rows, `a` < `b`: what is compared, how well it
  /// agrees, and the units for one entity and for related ones.
  mutating func forEachStep(
    _ a: Int, _ b: Int,
    _ body: (_ feature: String, _ level: String, _ same: Int32, _ related: Int32) -> Void
  ) {
    let pattern = comparison.pattern(a, b)
    body("before", "any two rows", samePrior, relatedPrior)
    let start = MatchModel.nameBucket(pattern, nameSlot) * slotCount * 16
    for (slot, plan) in slots.enumerated() {
      let level = Int(pattern >> UInt64(4 * slot) & 15)
      guard level > 0 else { continue }
      let place = start + slot * 16 + level
      body(
        plan.name, LevelWords.of(level, slot: plan), sameUnits[place], relatedUnits[place])
    }
    rarity.forEachUnits(table, a, b, pattern: pattern) { slot, same, related in
      guard same != 0 || related != 0 else { return }
      let name = table.schema.features[slots[slot].feature].name
      body(name, same >= 0 ? "a rare value" : "a common value", same, related)
    }
  }

  /// Returns log₂(1 + 2^*x*) in units, for *x* in units.
  func logOfOneAnd(_ units: Int32) -> Int32 { logs[units] }
}

/// log₂(1 + 2^*x*) in units for *x* in units, from a table of all that is not *x* or 0 itself.
struct LogOfOneAnd: Sendable {
  private static let reach = 14 * Weight.unitsPerBit
  private static let table: [Int32] = (-reach...reach).map { units in
    Weight(
      bits: BinaryLogarithm.log2(1 + BinaryLogarithm.exp2(Weight(units: units).bits))
    ).units
  }

  private let logs = table

  @inline(__always)
  subscript(_ units: Int32) -> Int32 {
    if units > Self.reach { return units }
    return units < -Self.reach ? 0 : logs[Int(units + Self.reach)]
  }
}
