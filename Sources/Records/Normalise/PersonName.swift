/// Names of persons.
public enum PersonName {
  /// Returns the folded words of `text` in alphabetical order, or nil for a placeholder.
  ///
  ///     PersonName.normalise("NOWAK, Ádám")  // "adam nowak"
  ///     PersonName.normalise("Adam Nowak")   // "adam nowak"
  ///     PersonName.normalise("not known")    // nil
  ///
  /// The order is dropped because systems write the surname first or last, and many names do not tell
  /// which part it is.
  public static func normalise(_ text: String) -> String? {
    let words = NameFolding.words(text)
    return isName(words) ? words.sorted().joined(separator: " ") : nil
  }

  /// Whether folded words are a name: some letter among them, and no placeholder such as `not known`.
  public static func isName(_ words: [String]) -> Bool {
    words.contains { $0.utf8.contains { $0 >= 0x61 } }
      && !placeholders.contains(words.joined(separator: " "))
      && !words.allSatisfy { placeholders.contains($0) }
  }

  /// What is entered where no name is known.
  static let placeholders: Set<String> = [
    "unknown", "unk", "not known", "nk", "n k", "name unknown", "unknown male", "unknown female",
    "male", "female", "n a", "na", "none", "nil", "null", "tbc", "tba", "to be confirmed",
    "not given", "not stated", "not recorded", "no name", "anonymous", "anon", "refused",
    "redacted", "withheld", "xx", "xxx", "xxxx", "test",
  ]
}
