/// Weighs pairs of rows with a fitted model.
struct PairWeights {
  private let table: LinkTable
  private let rarity: ValueRarity
  private let slotCount: Int
  private let nameSlot: Int?
  /// By name bucket, slot and level, 16 levels a slot: units of log₂(*m*/*u*) and log₂(*r*/*u*).
  private let sameUnits: [Int32]
  private let relatedUnits: [Int32]
  private let samePrior: Int32
  private let relatedPrior: Int32
  private var comparison: PairComparison

  init(_ table: LinkTable, model: MatchModel, rarity: ValueRarity, comparison: PairComparison) {
    self.table = table
    self.rarity = rarity
    self.comparison = comparison
    slotCount = model.slots.count
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

  /// Returns the log-odds, in units, that two rows are of one entity against both alternatives.
  mutating func evidence(_ a: Int, _ b: Int) -> Int32 {
    let weights = weights(min(a, b), max(a, b))
    return weights.same - Self.logOfOneAnd(weights.related)
  }

  /// Returns the log-odds against chance, in units, of one entity and of related entities.
  mutating func weights(_ a: Int, _ b: Int) -> (same: Int32, related: Int32) {
    let pattern = comparison.pattern(a, b)
    let extra = rarity.units(table, a, b, pattern: pattern)
    let start = MatchModel.nameBucket(pattern, nameSlot) * slotCount * 16
    var same = samePrior + extra.same
    var related = relatedPrior + extra.related
    for slot in 0..<slotCount {
      let place = start + slot * 16 + Int(pattern >> UInt64(4 * slot) & 15)
      same += sameUnits[place]
      related += relatedUnits[place]
    }
    return (same, related)
  }

  /// Returns log₂(1 + 2^*x*) in units, for *x* in units.
  static func logOfOneAnd(_ units: Int32) -> Int32 {
    if units > 14 * Weight.unitsPerBit { return units }
    if units < -14 * Weight.unitsPerBit { return 0 }
    return Weight(
      bits: BinaryLogarithm.log2(1 + BinaryLogarithm.exp2(Weight(units: units).bits))
    ).units
  }
}
