/// How often each pattern of agreement occurs among the candidate pairs: all that the model is
/// fitted on.
///
/// A pattern is one level for each slot, and how rare the agreeing values are, in whole bits, for
/// one entity and for related ones.
struct PatternCounts: Sendable {
  /// Bits 0 to 47: the levels; 48 to 55 and 56 to 63: the rarities in bits, plus 128.
  private(set) var patterns: [UInt64]
  private(set) var counts: [Double]
  /// The stretches of patterns with equal levels, which stand together.
  private(set) var groups: [Range<Int>] = []
  /// The share of all candidates that was counted.
  let share: Double

  init(_ entries: consuming [UInt64], share: Double) {
    var entries = entries
    for index in entries.indices { entries[index] = Self.levelsFirst(entries[index]) }
    entries.sort()
    for index in entries.indices { entries[index] = Self.levelsLast(entries[index]) }
    patterns = []
    counts = []
    self.share = share
    for entry in entries {
      if patterns.last == entry {
        counts[counts.count - 1] += 1
      } else {
        patterns.append(entry)
        counts.append(1)
      }
    }
    findGroups()
  }

  /// Takes patterns and their counts as they are.
  init(patterns: [UInt64], counts: [Double], share: Double) {
    self.patterns = patterns
    self.counts = counts
    self.share = share
    findGroups()
  }

  private mutating func findGroups() {
    var start = 0
    for index in patterns.indices {
      let isLast = index + 1 == patterns.count
      guard isLast || Self.levels(patterns[index]) != Self.levels(patterns[index + 1]) else {
        continue
      }
      groups.append(start..<(index + 1))
      start = index + 1
    }
  }

  private static func levels(_ entry: UInt64) -> UInt64 { entry << 16 }
  private static func levelsFirst(_ entry: UInt64) -> UInt64 { entry << 16 | entry >> 48 }
  private static func levelsLast(_ entry: UInt64) -> UInt64 { entry >> 16 | entry << 48 }

  static func entry(pattern: UInt64, same: Int32, related: Int32) -> UInt64 {
    pattern | rounded(same) << 48 | rounded(related) << 56
  }

  static func level(_ entry: UInt64, _ slot: Int) -> Int { Int(entry >> UInt64(4 * slot) & 15) }
  static func sameBits(_ entry: UInt64) -> Double { Double(entry >> 48 & 255) - 128 }
  static func relatedBits(_ entry: UInt64) -> Double { Double(entry >> 56) - 128 }

  private static func rounded(_ units: Int32) -> UInt64 {
    let bits = (Double(units) / Double(Weight.unitsPerBit)).rounded()
    return UInt64(min(max(bits, -127), 127) + 128)
  }
}
