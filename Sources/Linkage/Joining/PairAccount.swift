/// How a pair's weight comes about, feature by feature.
struct PairAccount {
  /// One part of the weight.
  struct Addend: Equatable {
    let feature: String
    /// How the values compare, such as `same`.
    let words: String
    /// In bits: above 0 it speaks for one entity, below 0 against.
    let bits: Double
  }

  private let table: LinkTable
  private let model: MatchModel

  init(_ table: LinkTable, model: MatchModel) {
    self.table = table
    self.model = model
  }

  /// Returns one addend for each comparison that could be made, and one for all that the comparison
  /// does not see: how rare the values are, and how few pairs are of one entity. Their sum is the
  /// log-odds of `probability`.
  func addends(_ a: Int, _ b: Int, probability: Double) -> [Addend] {
    let bucket = MatchModel.nameBucket(pattern(a, b), model.nameSlot)
    var addends: [Addend] = []
    for (place, slot, level) in levels(a, b) {
      let bits =
        BinaryLogarithm.log2(model.m[place][Int(level)])
        - BinaryLogarithm.log2(model.u[bucket][place][Int(level)])
      addends.append(Addend(feature: slot.name, words: PairAccount.words(slot, level), bits: bits))
    }
    let total =
      BinaryLogarithm.log2(max(probability, 1e-12))
      - BinaryLogarithm.log2(max(1 - probability, 1e-12))
    let rest = total - addends.reduce(0) { $0 + $1.bits }
    addends.append(
      Addend(
        feature: "rarity", words: "how rare the values are, and how few pairs are one", bits: rest))
    return addends
  }

  /// Returns in words what agrees and what does not, such as `same name family, same phone`.
  func words(_ a: Int, _ b: Int) -> String {
    levels(a, b).map { "\(PairAccount.words($0.slot, $0.level)) \($0.slot.name)" }
      .joined(separator: ", ")
  }

  /// Whether two rows have dates that no slip explains.
  func datesDiffer(_ a: Int, _ b: Int) -> Bool {
    levels(a, b).contains {
      $0.slot.comparator == .date && [DateLevel.differ, DateLevel.sameYear].contains($0.level)
    }
  }

  /// Whether two rows have the same value of a feature that only related entities share.
  func sharesThings(_ a: Int, _ b: Int) -> Bool {
    levels(a, b).contains { $0.slot.sharing == .shared && $0.level == 1 }
  }

  private func pattern(_ a: Int, _ b: Int) -> UInt64 {
    var comparison = PairComparison(table, memoBits: 4)
    return comparison.pattern(min(a, b), max(a, b))
  }

  /// Returns the comparisons that could be made, but not that names stand in the usual order.
  private func levels(_ a: Int, _ b: Int) -> [(place: Int, slot: LinkSchema.Slot, level: UInt8)] {
    let pattern = pattern(a, b)
    return table.schema.slots.enumerated().compactMap { place, slot in
      let level = UInt8(pattern >> UInt64(4 * place) & 15)
      return level == 0 || (slot.isOrder && level == 1) ? nil : (place, slot, level)
    }
  }

  private static func words(_ slot: LinkSchema.Slot, _ level: UInt8) -> String {
    switch slot.comparator {
    case .name where slot.isOrder: "swapped"
    case .name, .words:
      switch level {
      case WordLevel.equal: "same"
      case WordLevel.variant: "variant of the"
      case WordLevel.close: "nearly the same"
      case WordLevel.near: "similar"
      case WordLevel.initial: "same initial of the"
      default: "different"
      }
    case .date:
      switch level {
      case DateLevel.equal, DateLevel.equalNewYear: "same"
      case DateLevel.swapped: "day and month swapped in the"
      case DateLevel.typing: "one digit off in the"
      case DateLevel.twoParts: "two parts the same in the"
      case DateLevel.yearOnly, DateLevel.sameYear: "about the same year in the"
      default: "different"
      }
    case .category: level == 1 ? "same" : "different"
    case .code:
      switch level {
      case CodeLevel.equal: "same"
      case CodeLevel.oneEdit: "one character off in the"
      case CodeLevel.twoEdits: "two characters off in the"
      default: "different"
      }
    case .place:
      switch level {
      case 1: "same"
      case 2: "same postcode of the"
      case 3: "same town of the"
      default: "different"
      }
    }
  }
}
