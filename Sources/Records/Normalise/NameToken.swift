/// One word of a person's name, with all that a comparison asks of it, worked out once.
///
/// Which word is the given and which the family name is not decided here: in many names, and in many
/// systems, it cannot be told. What is told is which words another system may leave out.
public struct NameToken: Sendable, Hashable {
  /// The word folded to lower-case ASCII.
  public let text: String
  /// Other romanisations of the word as it was written, folded; empty for Latin letters but ä, ö, ü,
  /// å, ø.
  public let variants: [String]
  /// See ``NameSkeleton/all(_:)``; those of the variants behind the word's own.
  public let skeletons: [String]
  /// A single letter.
  public let isInitial: Bool
  /// An article or preposition such as al, da, van, which systems join, move or drop.
  public let isParticle: Bool
  /// A word inside a name of three or more that tells of the father or is no name of its own: a
  /// Bulgarian -ov(a), -ev(a), a Russian -vich, -vna, a Vietnamese van or thi, or the chain of fathers
  /// behind an Arabic or Kurdish given name, where a particle or `abd` shows one.
  public let mayBePatronymic: Bool

  /// Whether the word may be missing from another system's record of the same person.
  public var mayBeAbsent: Bool { isInitial || isParticle || mayBePatronymic }

  /// Returns the words of a name in the order in which they stand; empty for a placeholder.
  ///
  ///     NameToken.tokens("Nguyễn Văn Ánh").map(\.text)  // ["nguyen", "van", "anh"]
  ///
  /// - Complexity: O(length).
  public static func tokens(_ name: String) -> [NameToken] {
    guard PersonName.normalise(name) != nil else { return [] }
    let spellings = words(name).map { Romanisation.variants($0) }
    return spellings.indices.compactMap { place in
      let text = letters(spellings[place][0])
      guard !text.isEmpty else { return nil }
      let others = spellings[place].dropFirst().map(letters)
      let isInside = place > 0 && place + 1 < spellings.count
      return NameToken(
        text: text, variants: others.filter { !$0.isEmpty && $0 != text },
        skeletons: unique(([text] + others).flatMap(NameSkeleton.all)),
        isInitial: text.utf8.count == 1, isParticle: particles.contains(text),
        mayBePatronymic: isInside && isPatronymic(text))
    }
  }

  /// Splits a name at everything that is neither a letter, a digit, a mark nor an apostrophe.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isApostrophe = "'\u{2019}\u{2018}\u{2BC}\u{B4}`".unicodeScalars.contains(scalar)
      let stays =
        scalar.isASCII
        ? (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value & 0xDF)
        : scalar.properties.isAlphabetic || LatinLetters.isMark(scalar)
      if stays {
        word.append(scalar)
      } else if !isApostrophe, !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private static func letters(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 >= 0x61 || (0x30...0x39).contains($0) }, as: UTF8.self)
  }

  private static func unique(_ texts: [String]) -> [String] {
    var out: [String] = []
    for text in texts where !text.isEmpty && !out.contains(text) { out.append(text) }
    return out
  }

  private static func isPatronymic(_ word: String) -> Bool {
    if ["van", "thi", "bin", "ibn", "bint", "abd", "abdul"].contains(word) { return true }
    return word.utf8.count > 4
      && ["ov", "ev", "ova", "eva", "vich", "vna", "ovic"].contains { word.hasSuffix($0) }
  }

  private static let particles: Set<String> = [
    "al", "el", "ul", "ad", "as", "ash", "ar", "bin", "ibn", "bint", "abu", "umm", "de", "da", "do",
    "das", "dos", "di", "del", "della", "la", "le", "van", "von", "der", "den", "ter", "e", "y",
  ]
}
