/// Names of other scripts in Latin letters, from tables of this module.
///
/// A name that crossed a border was romanised by whoever stood there. ``variants(_:)`` therefore gives
/// every common spelling, the official one first; none is dropped.
///
///     Romanisation.variants("Щерев")   // ["shterev", "shcherev", ...]
///     Romanisation.ascii("Nguyễn")     // "nguyen"
///
/// > Source: Transliteration Act, State Gazette of Bulgaria 19/2009; ICAO Doc 9303 part 3, section 6 B
/// > (Cyrillic); ISO 843:1997 type 2 (Greek). Arabic and Sorani follow the common English spellings.
public enum Romanisation {
  /// Returns `text` in lower-case ASCII by the official table of its script. Letters with diacritics
  /// stand by their base letters, letters without one as passports write them; what no table knows is
  /// left out.
  ///
  /// - Complexity: O(length); text in ASCII is only copied.
  public static func ascii(_ text: String) -> String {
    if let plain = plain(text) { return plain }
    return written(Array(text.lowercased().unicodeScalars), cyrillic: .bulgarian2009)
  }

  /// Returns the spellings of `text` that systems are seen to use, each once, the official one first.
  /// Only Cyrillic text has more than one, but for German letters (ä as a and ae).
  public static func variants(_ text: String) -> [String] {
    if let plain = plain(text) { return [plain] }
    let scalars = Array(text.lowercased().unicodeScalars)
    var found = [written(scalars, cyrillic: .bulgarian2009)]
    func add(_ spelling: String) {
      if !found.contains(spelling) { found.append(spelling) }
    }
    if scalars.contains(where: { (0x400...0x4FF).contains($0.value) }) {
      for scheme in CyrillicScheme.allCases { add(written(scalars, cyrillic: scheme)) }
    }
    let icao: [UInt32: String] = [0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xF8: "oe", 0xE5: "aa"]
    if scalars.contains(where: { icao[$0.value] != nil }) {
      var out = ""
      for scalar in scalars {
        if let letters = icao[scalar.value] {
          out += letters
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
      add(ascii(out))
    }
    return found
  }

  private static func plain(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    guard text.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return text }
    return String(
      decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  private static func written(_ scalars: [Unicode.Scalar], cyrillic: CyrillicScheme) -> String {
    var out: [UInt8] = []
    for (place, scalar) in scalars.enumerated() {
      let value = scalar.value
      if value < 0x80 {
        out.append(UInt8(value))
      } else if (0x2018...0x201B).contains(value) || value == 0x2BC || value == 0xB4 {
        out.append(0x27)
      } else if let letters = LatinLetters.ascii(scalar) {
        out += letters
      } else if LatinLetters.isMark(scalar) {
        continue
      } else if (0x400...0x4FF).contains(value) {
        out += cyrillic.letters(at: place, in: scalars).utf8
      } else if (0x370...0x3FF).contains(value) {
        out += GreekLetters.letters(at: place, in: scalars).utf8
      } else if (0x600...0x6FF).contains(value) {
        out += ArabicLetters.letters(at: place, in: scalars).utf8
      } else if !scalar.properties.isAlphabetic {
        out.append(0x20)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// The tables by which Cyrillic has been romanised in passports.
enum CyrillicScheme: CaseIterable {
  /// Bulgaria since 2009, and close to what British clerks write.
  case bulgarian2009
  /// Machine-readable zones of Russian and other passports.
  case icao
  /// French spellings of passports before 2000.
  case french
  /// ISO 9 without its diacritics, as in older registers.
  case scholarly

  private static let common: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a",
    "ь": "y", "ю": "yu", "я": "ya", "ё": "e", "ы": "y", "э": "e", "і": "i", "ї": "i", "є": "e",
    "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "g", "ќ": "k",
    "ѐ": "e", "ѝ": "i", "ў": "u",
  ]

  private var own: [Character: String] {
    switch self {
    case .bulgarian2009: [:]
    case .icao:
      [
        "й": "i", "х": "kh", "щ": "shch", "ъ": "ie", "ь": "", "ю": "iu", "я": "ia", "є": "ie",
        "ї": "i",
      ]
    case .french:
      [
        "ж": "j", "й": "i", "у": "ou", "х": "kh", "ч": "tch", "ш": "ch", "ь": "", "ю": "iou",
        "я": "ia",
      ]
    case .scholarly:
      [
        "ж": "z", "й": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "st", "ъ": "a", "ь": "",
        "ю": "ju", "я": "ja",
      ]
    }
  }

  /// The own letters of every scheme, built once.
  private static let tables = Dictionary(
    uniqueKeysWithValues: allCases.map { scheme in
      (scheme, common.merging(scheme.own) { _, own in own })
    })

  func letters(at place: Int, in text: [Unicode.Scalar]) -> String {
    // The act writes -ия at the end of a word as -ia.
    let isEnd = place + 1 == text.count || !text[place + 1].properties.isAlphabetic
    if self == .bulgarian2009, text[place] == "я", isEnd, place > 0, text[place - 1] == "и" {
      return "a"
    }
    return Self.tables[self]?[Character(text[place])] ?? ""
  }
}

/// Greek by ISO 843 type 2, with the pairs that are spoken as one.
enum GreekLetters {
  private static let letters: [Character: String] = [
    "α": "a", "ά": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "έ": "e", "ζ": "z", "η": "i",
    "ή": "i", "θ": "th", "ι": "i", "ί": "i", "ϊ": "i", "ΐ": "i", "κ": "k", "λ": "l", "μ": "m",
    "ν": "n", "ξ": "x", "ο": "o", "ό": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "ύ": "y", "ϋ": "y", "ΰ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o", "ώ": "o",
  ]
  private static let voiceless: Set<Unicode.Scalar> = [
    "θ", "κ", "ξ", "π", "σ", "ς", "τ", "φ", "χ", "ψ",
  ]

  static func letters(at place: Int, in text: [Unicode.Scalar]) -> String {
    let letter = text[place]
    let before: Unicode.Scalar? = place > 0 ? text[place - 1] : nil
    let after: Unicode.Scalar? = place + 1 < text.count ? text[place + 1] : nil
    switch (before, letter) {
    case ("ο", "υ"), ("ο", "ύ"): return "u"
    case ("α", "υ"), ("ε", "υ"), ("α", "ύ"), ("ε", "ύ"):
      return after.map(voiceless.contains) ?? true ? "f" : "v"
    default: break
    }
    switch (letter, after) {
    case ("γ", "γ"), ("γ", "ξ"), ("γ", "χ"): return "n"
    case ("μ", "π"):
      let starts = before.map { !$0.properties.isAlphabetic } ?? true
      return starts ? "" : "m"
    default: break
    }
    if letter == "π", before == "μ" {
      let starts = place < 2 || !text[place - 2].properties.isAlphabetic
      return starts ? "b" : "p"
    }
    return letters[Character(letter)] ?? ""
  }
}

/// Arabic, and the letters that Kurdish Sorani and Persian add. Arabic does not write short vowels:
/// what comes out meets an English spelling in its skeleton, not letter by letter.
enum ArabicLetters {
  private static let letters: [Unicode.Scalar: String] = [
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ة": "a", "ى": "a", "ء": "", "ؤ": "u", "ئ": "", "پ": "p",
    "چ": "ch", "ژ": "zh", "ڤ": "v", "ک": "k", "گ": "g", "ڕ": "r", "ڵ": "l", "ێ": "e", "ۆ": "o",
    "ە": "e", "ھ": "h", "ہ": "h",
  ]
  private static let vowels: Set<Unicode.Scalar> = ["ا", "آ", "ێ", "ۆ", "ە", "و", "ي", "ی", "ى"]

  static func letters(at place: Int, in text: [Unicode.Scalar]) -> String {
    let letter = text[place]
    let before: Unicode.Scalar? = place > 0 ? text[place - 1] : nil
    let after: Unicode.Scalar? = place + 1 < text.count ? text[place + 1] : nil
    // Ain is no vowel, but those who do not hear it write the vowel behind it.
    if letter == "ع" { return before.map { !$0.properties.isAlphabetic } ?? true ? "a" : "" }
    guard letter == "و" || letter == "ي" || letter == "ی" else { return letters[letter] ?? "" }
    // Doubled, Sorani و is a long u.
    if letter == "و", before == "و" { return "" }
    let starts = before.map { !$0.properties.isAlphabetic } ?? true
    let besideVowel =
      after.map(vowels.contains) ?? false && after != letter || before == "ا" || before == "ە"
    let isConsonant = starts || besideVowel
    return letter == "و" ? (isConsonant ? "w" : "u") : (isConsonant ? "y" : "i")
  }
}
