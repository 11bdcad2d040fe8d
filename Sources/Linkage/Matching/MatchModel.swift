/// What agreement and disagreement say: for each slot and level the probability in each of three
/// classes of pairs, and how many pairs each class has.
///
/// The classes are pairs of one entity (*m*), pairs of related entities (*r*: one home, family,
/// phone or vehicle) and pairs that agree by chance (*u*).
public struct MatchModel: Sendable {
  /// The slots, such as `name given`, in the order of the tables.
  public let slotNames: [String]
  /// By slot and level; level 0, not comparable, is not used and 0.
  public internal(set) var m: [[Double]]
  public internal(set) var r: [[Double]]
  /// By the number of agreeing names (0 to 2), slot and level.
  public internal(set) var u: [[[Double]]]
  /// Expected pairs of one entity and of related entities, among all candidates.
  public internal(set) var samePairs: Double
  public internal(set) var relatedPairs: Double
  /// All pairs of rows that could be one entity.
  public let allPairs: Double
  /// Rounds until the fit stood still, or the most allowed.
  public internal(set) var rounds = 0

  let slots: [LinkSchema.Slot]

  /// The slots that hold given and family names, by which categories are conditioned.
  static func nameBucket(_ pattern: UInt64, _ nameSlot: Int?) -> Int {
    guard let slot = nameSlot else { return 0 }
    let good = 1...Int(WordLevel.close)
    return (good ~= Int(pattern >> UInt64(4 * slot) & 15) ? 1 : 0)
      + (good ~= Int(pattern >> UInt64(4 * slot + 4) & 15) ? 1 : 0)
  }

  var nameSlot: Int? { slots.firstIndex { $0.comparator == .name } }

  /// Starts from plausible values, the same for every input.
  init(schema: LinkSchema, chance: [[Double]], rows: Double, allPairs: Double) {
    slots = schema.slots
    slotNames = schema.slots.map(\.name)
    u = [chance, chance, chance]
    self.allPairs = max(1, allPairs)
    samePairs = max(1, rows / 2)
    relatedPairs = max(1, rows / 2)
    m = schema.slots.enumerated().map { index, slot in
      // Clerks swap the names of strangers as often, so the order says nothing.
      slot.isOrder ? chance[index] : Self.mixture(chance[index], equal: 0.8)
    }
    r = schema.slots.enumerated().map { index, slot in
      switch slot.whereRelated {
      case .chance: chance[index]
      case .mostlyChance: Self.withRareSharing(chance[index])
      case .fitted: Self.mixture(chance[index], equal: 0.5)
      }
    }
  }

  /// The share of related pairs that agree on what is individual: twins on a date of birth, father
  /// and son on a given name, lender and borrower on a document.
  static let rareSharing = 0.01

  private static func withRareSharing(
    _ chance: [Double], _ sharing: Double = rareSharing
  ) -> [Double] {
    var levels = chance.map { $0 * (1 - sharing) }
    levels[1] += sharing
    return levels
  }

  /// Puts `equal` on equality, some on the levels between and the rest on difference.
  private static func mixture(
    _ chance: [Double], equal: Double
  ) -> [Double] {
    var levels = [Double](repeating: 0, count: chance.count)
    let last = chance.count - 1
    levels[1] = equal
    if last == 2 {
      levels[2] = 1 - equal
      return levels
    }
    for level in 2..<last { levels[level] = (1 - equal) * 0.6 / Double(last - 2) }
    levels[last] = (1 - equal) * 0.4
    return levels
  }
}

extension MatchModel {
  /// Fits *m*, *r* and the class sizes to the counts by expectation and maximisation, chance held
  /// fast at what value counts say.
  ///
  /// The mass of chance on a pattern is the number of all pairs of rows times its chance
  /// probability, whatever the keys proposed, so it cannot drift to what blocking over-samples.
  /// Individual features of related pairs stay at chance too, but for one pair in a hundred.
  ///
  /// - Complexity: O(rounds · patterns · slots).
  ///
  /// > Source: W. E. Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi-Sunter
  /// > Model of Record Linkage", 2000; I. P. Fellegi and A. B. Sunter, 1969,
  /// > [10.1080/01621459.1969.10501049](https://doi.org/10.1080/01621459.1969.10501049).
  mutating func fit(_ counts: PatternCounts, maximumRounds: Int = 60) {
    for round in 1...maximumRounds {
      rounds = round
      let before = (samePairs, relatedPairs, m)
      step(counts)
      let drift =
        abs(samePairs - before.0) / (before.0 + 1) + abs(relatedPairs - before.1) / (before.1 + 1)
      let change = zip(m.joined(), before.2.joined()).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
      if drift < 2e-4, change < 2e-4 { break }
    }
  }

  private mutating func step(_ counts: PatternCounts) {
    let logs = ClassLogs(self, share: counts.share)
    var sums = ClassSums(self)
    for group in counts.groups {
      let levels = counts.patterns[group.lowerBound]
      let logsOfLevels = logs.logs(levels)
      var (same, related) = (0.0, 0.0)
      for index in group {
        let shares = ClassLogs.shares(logsOfLevels, counts.patterns[index])
        same += shares.same * counts.counts[index]
        related += shares.related * counts.counts[index]
      }
      sums.add(levels, same: same, related: related)
    }
    samePairs = max(sums.same / counts.share, 1e-3)
    relatedPairs = max(sums.related / counts.share, 1e-3)
    if let nameSlot, sums.dateSlot != nil {
      // Relatives whose dates differ are surely two: they tell how often one given name is shared.
      let equal = (sums.apartEqual + 50 * Self.rareSharing) / (sums.apart + 50)
      let sharing = min(max(equal - u[0][nameSlot][1], 0.001), 2 * Self.rareSharing)
      r[nameSlot] = Self.withRareSharing(u[0][nameSlot], sharing)
    }
    for slot in slots.indices where !slots[slot].isOrder {
      m[slot] = Self.normalised(sums.sameLevels(slot), prior: m[slot], strength: 2)
      if slots[slot].sharing == .individual { Self.limitDifference(&m[slot]) }
      if slots[slot].whereRelated == .fitted {
        r[slot] = Self.normalised(sums.relatedLevels(slot), prior: u[0][slot], strength: 2)
      }
    }
  }

  /// How often records of one entity may differ in what is its own. Without a limit the fit can take
  /// the household for the person, whose given names and dates of birth differ.
  static let mostDifference = 0.15

  private static func limitDifference(_ levels: inout [Double]) {
    let last = levels.count - 1
    guard last > 2, levels[last] > mostDifference else { return }
    let scale = (1 - mostDifference) / (1 - levels[last])
    for level in 1..<last { levels[level] *= scale }
    levels[last] = mostDifference
  }

  /// Starts the fit from where another ended.
  mutating func start(from model: MatchModel) {
    samePairs = model.samePairs
    relatedPairs = model.relatedPairs
    for slot in slots.indices where !slots[slot].isOrder {
      m[slot] = model.m[slot]
      if slots[slot].whereRelated == .fitted { r[slot] = model.r[slot] }
    }
  }

  /// Returns proportions of `sums`, with `strength` pairs spread over the levels as a prior so that
  /// no probability is 0.
  private static func normalised(_ sums: [Double], prior: [Double], strength: Double) -> [Double] {
    let levels = Double(sums.count - 1)
    let total = sums.dropFirst().reduce(0, +) + strength
    return sums.enumerated().map { level, sum in
      level == 0 ? 0 : (sum + strength * (prior[level] + 0.1 / levels) / 1.1) / total
    }
  }

  /// Takes the chance levels of categories, given how many names agree, from candidates whose dates
  /// surely differ.
  mutating func conditionCategories(_ counts: PatternCounts) {
    let dateSlots = slots.indices.filter { slots[$0].comparator == .date }
    guard !dateSlots.isEmpty, let nameSlot else { return }
    for slot in slots.indices where slots[slot].comparator == .category {
      var sums = [[Double]](repeating: [0, 0, 0], count: 3)
      for (entry, count) in zip(counts.patterns, counts.counts) {
        let apart = dateSlots.contains {
          PatternCounts.level(entry, $0) == Int(DateLevel.differ)
        }
        let level = PatternCounts.level(entry, slot)
        if apart, level > 0 { sums[Self.nameBucket(entry, nameSlot)][level] += count }
      }
      for bucket in 1...2 {
        u[bucket][slot] = Self.normalised(sums[bucket], prior: u[0][slot], strength: 20)
      }
    }
  }
}
