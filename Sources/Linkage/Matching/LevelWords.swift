/// How the levels of a comparison read.
enum LevelWords {
  /// Returns the words for a level of a slot, from 1.
  static func of(_ level: Int, slot: LinkSchema.Slot) -> String {
    let words = slot.isOrder ? order : words(slot.comparator)
    return words.indices.contains(level - 1) ? words[level - 1] : "not comparable"
  }

  private static func words(_ comparator: FeatureType.Comparator) -> [String] {
    switch comparator {
    case .name, .words: word
    case .date: date
    case .code: ["equal", "one character apart", "two characters apart", "different"]
    case .category: ["equal", "different"]
    case .place: ["same dwelling", "same postcode", "same area", "different"]
    }
  }

  private static let order = ["as written", "given and family name exchanged"]
  private static let word = [
    "equal", "a form of the same name", "nearly equal", "similar", "same initial", "different",
  ]
  private static let date = [
    "equal", "equal, but may stand for an unknown day", "day and month exchanged",
    "one digit apart", "two of three parts equal", "same year, one side knows no more",
    "same or next year", "different",
  ]
}
