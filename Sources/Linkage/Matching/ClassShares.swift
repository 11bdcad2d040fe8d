/// The logarithms of a model's probabilities, by which a pattern is shared out among the classes.
struct ClassLogs {
  private let m: [[Double]]
  private let r: [[Double]]
  private let u: [[[Double]]]
  private let base: (same: Double, related: Double, chance: Double)
  private let nameSlot: Int?
  private let isLikeChance: [Bool]

  /// - Parameter share: The share of all candidates that the patterns were counted in.
  init(_ model: MatchModel, share: Double) {
    m = model.m.map { $0.map(BinaryLogarithm.log2) }
    r = model.r.map { $0.map(BinaryLogarithm.log2) }
    u = model.u.map { $0.map { $0.map(BinaryLogarithm.log2) } }
    base = (
      same: BinaryLogarithm.log2(model.samePairs * share),
      related: BinaryLogarithm.log2(model.relatedPairs * share),
      chance: BinaryLogarithm.log2(model.allPairs * share)
    )
    nameSlot = model.nameSlot
    isLikeChance = model.slots.map { $0.whereRelated == .chance }
  }

  /// Returns the probabilities that a pair with an entry's pattern is of one entity, and of related
  /// ones.
  func shares(_ entry: UInt64) -> (same: Double, related: Double) {
    var logs = (
      same: base.same + PatternCounts.sameBits(entry),
      related: base.related + PatternCounts.relatedBits(entry), chance: base.chance
    )
    let bucket = MatchModel.nameBucket(entry, nameSlot)
    for slot in isLikeChance.indices {
      let level = PatternCounts.level(entry, slot)
      guard level > 0 else { continue }
      logs.same += m[slot][level]
      let chance = u[bucket][slot][level]
      logs.related += isLikeChance[slot] ? chance : r[slot][level]
      logs.chance += chance
    }
    let top = max(logs.same, logs.related, logs.chance)
    let same = Self.power(logs.same - top)
    let related = Self.power(logs.related - top)
    let all = same + related + Self.power(logs.chance - top)
    return (same / all, related / all)
  }

  /// Returns 2 to the power of `bits`, or 0 where it makes no difference beside 1.
  private static func power(_ bits: Double) -> Double {
    bits == 0 ? 1 : bits < -40 ? 0 : BinaryLogarithm.exp2(bits)
  }
}

/// Expected pairs of one entity and of related entities, by slot and level.
struct ClassSums {
  private(set) var m: [[Double]]
  private(set) var r: [[Double]]
  private(set) var same = 0.0
  private(set) var related = 0.0
  /// Related pairs with given names and different dates, and those of them whose names are equal.
  private(set) var apart = 0.0
  private(set) var apartEqual = 0.0
  let dateSlot: Int?
  private let nameSlot: Int?

  init(_ model: MatchModel) {
    m = model.m.map { [Double](repeating: 0, count: $0.count) }
    r = m
    nameSlot = model.nameSlot
    dateSlot = model.slots.firstIndex { $0.comparator == .date }
  }

  mutating func add(_ entry: UInt64, same: Double, related: Double) {
    self.same += same
    self.related += related
    for slot in m.indices {
      let level = PatternCounts.level(entry, slot)
      guard level > 0 else { continue }
      m[slot][level] += same
      r[slot][level] += related
    }
    guard let dateSlot, let nameSlot,
      PatternCounts.level(entry, dateSlot) == Int(DateLevel.differ)
    else { return }
    let level = PatternCounts.level(entry, nameSlot)
    if level > 0 { apart += related }
    if level == 1 { apartEqual += related }
  }
}
