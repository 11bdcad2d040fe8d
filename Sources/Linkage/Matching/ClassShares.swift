/// The logarithms of a model's probabilities, by which a pattern is shared out among the classes.
struct ClassLogs {
  /// Sixteen levels a slot; of chance that for each number of agreeing names.
  private let m: [Double]
  private let r: [Double]
  private let u: [Double]
  private let base: Logs
  private let nameSlot: Int?
  private let isLikeChance: [Bool]

  /// - Parameter share: The share of all candidates that the patterns were counted in.
  init(_ model: MatchModel, share: Double) {
    m = Self.logs(model.m)
    r = Self.logs(model.r)
    u = model.u.flatMap(Self.logs)
    base = (
      same: BinaryLogarithm.log2(model.samePairs * share),
      related: BinaryLogarithm.log2(model.relatedPairs * share),
      chance: BinaryLogarithm.log2(model.allPairs * share)
    )
    nameSlot = model.nameSlot
    isLikeChance = model.slots.map { $0.whereRelated == .chance }
  }

  private static func logs(_ slots: [[Double]]) -> [Double] {
    slots.flatMap { levels in
      levels.map(BinaryLogarithm.log2) + [Double](repeating: 0, count: 16 - levels.count)
    }
  }

  /// What the levels of a pattern say of each class, however rare its values are.
  typealias Logs = (same: Double, related: Double, chance: Double)

  func logs(_ entry: UInt64) -> Logs {
    var logs = base
    let start = MatchModel.nameBucket(entry, nameSlot) * m.count
    for slot in isLikeChance.indices {
      let level = PatternCounts.level(entry, slot)
      guard level > 0 else { continue }
      let place = 16 * slot + level
      let chance = u[start + place]
      logs.same += m[place]
      logs.related += isLikeChance[slot] ? chance : r[place]
      logs.chance += chance
    }
    return logs
  }

  /// Returns the probabilities that a pair with an entry's pattern is of one entity, and of related
  /// ones.
  ///
  /// - Parameter logs: Those of the entry's levels.
  @inline(__always)
  static func shares(_ logs: Logs, _ entry: UInt64) -> (same: Double, related: Double) {
    var logs = logs
    logs.same += PatternCounts.sameBits(entry)
    logs.related += PatternCounts.relatedBits(entry)
    let top = max(logs.same, logs.related, logs.chance)
    let same = power(logs.same - top)
    let related = power(logs.related - top)
    let all = same + related + power(logs.chance - top)
    return (same / all, related / all)
  }

  /// Returns 2 to the power of `bits`, or 0 where it makes no difference beside 1.
  @inline(__always)
  private static func power(_ bits: Double) -> Double {
    bits == 0 ? 1 : bits < -40 ? 0 : BinaryLogarithm.exp2(bits)
  }
}

/// Expected pairs of one entity and of related entities, by slot and level.
struct ClassSums {
  /// Sixteen levels a slot.
  private var m: [Double]
  private var r: [Double]
  private let levelCounts: [Int]
  private(set) var same = 0.0
  private(set) var related = 0.0
  /// Related pairs with given names and different dates, and those of them whose names are equal.
  private(set) var apart = 0.0
  private(set) var apartEqual = 0.0
  let dateSlot: Int?
  private let nameSlot: Int?

  init(_ model: MatchModel) {
    levelCounts = model.m.map(\.count)
    m = [Double](repeating: 0, count: 16 * levelCounts.count)
    r = m
    nameSlot = model.nameSlot
    dateSlot = model.slots.firstIndex { $0.comparator == .date }
  }

  mutating func add(_ entry: UInt64, same: Double, related: Double) {
    self.same += same
    self.related += related
    for slot in levelCounts.indices {
      let level = PatternCounts.level(entry, slot)
      guard level > 0 else { continue }
      m[16 * slot + level] += same
      r[16 * slot + level] += related
    }
    guard let dateSlot, let nameSlot,
      PatternCounts.level(entry, dateSlot) == Int(DateLevel.differ)
    else { return }
    let level = PatternCounts.level(entry, nameSlot)
    if level > 0 { apart += related }
    if level == 1 { apartEqual += related }
  }

  /// Expected pairs of one entity at each level of a slot.
  func sameLevels(_ slot: Int) -> [Double] { levels(m, slot) }

  /// Expected pairs of related entities at each level of a slot.
  func relatedLevels(_ slot: Int) -> [Double] { levels(r, slot) }

  private func levels(_ sums: [Double], _ slot: Int) -> [Double] {
    Array(sums[(16 * slot)..<(16 * slot + levelCounts[slot])])
  }
}
