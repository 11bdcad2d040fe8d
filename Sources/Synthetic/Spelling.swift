import Foundation

/// One name in the spellings that the systems use.
struct SpelledName {
  /// As its bearer writes it.
  let text: String
  let upper: String
  /// Without diacritics.
  let plain: String
  let plainUpper: String
  /// Only the diacritics that ISO 8859-1 has.
  let latin1: String

  init(_ text: String) {
    self.text = text
    upper = text.uppercased()
    plain = Spelling.plain(text)
    plainUpper = plain.uppercased()
    latin1 = String(
      text.precomposedStringWithCanonicalMapping.map { character -> String in
        character.unicodeScalars.allSatisfy { $0.value <= 0xFF }
          ? String(character) : Spelling.plain(String(character))
      }.joined())
  }
}

enum Spelling {
  /// Returns `text` without diacritics: canonical decomposition with the marks left out, and the
  /// barred letters, which do not decompose, by their base letters.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "ł": result.append("l")
      case "Ł": result.append("L")
      case "đ": result.append("d")
      case "Đ": result.append("D")
      default:
        if scalar.properties.generalCategory != .nonspacingMark { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// What a clerk hears or transliterates instead, in the order in which the rules are tried.
  private static let respellings: [(String, String)] = [
    ("ž", "zh"), ("Ž", "Zh"), ("š", "sh"), ("Š", "Sh"), ("č", "ch"), ("Č", "Ch"), ("ģ", "dj"),
    ("ķ", "kj"), ("ņ", "ni"), ("ļ", "li"), ("ł", "w"), ("Ł", "W"), ("ą", "on"), ("ę", "en"),
    ("ț", "tz"), ("Ț", "Tz"), ("ș", "sh"), ("Ș", "Sh"), ("ă", "e"), ("ã", "an"), ("ç", "ss"),
    ("ê", "ei"), ("đ", "z"), ("Đ", "Z"), ("ë", "eh"), ("ū", "oo"), ("ė", "ie"), ("zh", "j"),
    ("ts", "tz"), ("ov", "off"), ("ev", "eff"), ("szcz", "shch"), ("cz", "ch"), ("sz", "sh"),
    ("w", "v"), ("ck", "k"), ("ph", "f"), ("y", "i"), ("ll", "l"), ("ai", "ei"), ("au", "ow"),
    ("k", "c"), ("oo", "u"),
  ]

  /// Returns another spelling of `text`, never the same; without diacritics.
  static func respelled(_ text: String) -> String {
    for (from, to) in respellings where text.contains(from) {
      return plain(text.replacingOccurrences(of: from, with: to))
    }
    let base = plain(text)
    return base + String(base.suffix(1))
  }
}
