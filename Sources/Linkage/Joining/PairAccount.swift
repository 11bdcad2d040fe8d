/// What speaks for and against two rows being one, in the words of a reason.
struct PairAccount {
  private var explainer: MatchExplainer
  private var comparison: PairComparison
  private let slots: [LinkSchema.Slot]

  init(_ matching: KindMatching) {
    explainer = MatchExplainer(matching.result)
    comparison = PairComparison(matching.table)
    slots = matching.table.schema.slots
  }

  /// Returns the weight of each comparison, of what is known of any two rows, and of what speaks for
  /// two related entities instead of one. The sum is the log-odds of the probability.
  mutating func explanation(_ a: Int, _ b: Int) -> MatchExplanation { explainer.pair(a, b) }

  /// Returns what agrees and what does not, such as `name family nearly equal, phone equal`.
  mutating func words(_ a: Int, _ b: Int) -> String {
    levels(a, b).filter { !$0.slot.isOrder || $0.level > 1 }
      .map { "\($0.slot.name) \(LevelWords.of(Int($0.level), slot: $0.slot))" }
      .joined(separator: ", ")
  }

  /// Whether two rows have the same value of a feature that only related entities share.
  mutating func sharesThings(_ a: Int, _ b: Int) -> Bool {
    levels(a, b).contains { $0.slot.sharing == .shared && $0.level == 1 }
  }

  /// Returns the comparisons that could be made.
  private mutating func levels(_ a: Int, _ b: Int) -> [(slot: LinkSchema.Slot, level: UInt8)] {
    let pattern = comparison.pattern(min(a, b), max(a, b))
    return slots.enumerated().compactMap { place, slot in
      let level = UInt8(pattern >> UInt64(4 * place) & 15)
      return level == 0 ? nil : (slot, level)
    }
  }
}
