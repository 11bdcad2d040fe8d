import Foundation

/// Reduces text to lower-case ASCII letters and digits, so that spellings of different systems meet.
public enum NameFolding {
  /// Returns the words of `text` in lower case without diacritics.
  ///
  ///     NameFolding.words("Łukasz O’Brien-Nowak")  // ["lukasz", "obrien", "nowak"]
  ///
  /// Letters that no decomposition reaches are written as passports write them (ł as l, ß as ss, æ as
  /// ae, þ as th); other scripts are romanised. Apostrophes join, all other signs part words.
  ///
  /// - Complexity: O(length); text in ASCII costs no more than a copy.
  ///
  /// > Source: ICAO Doc 9303 part 3, section 6, for the single letters.
  public static func words(_ text: String) -> [String] {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return isASCII ? words(ascii: text.utf8) : words(ascii: romanised(text))
  }

  /// Returns the words of a text in ASCII.
  static func words(ascii text: some Sequence<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: word.append(byte)
      case 0x41...0x5A: word.append(byte + 0x20)
      case 0x27: continue
      default:
        if !word.isEmpty {
          words.append(String(decoding: word, as: UTF8.self))
          word.removeAll(keepingCapacity: true)
        }
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// Returns the words joined by a space.
  public static func folded(_ text: String) -> String { words(text).joined(separator: " ") }

  private static func romanised(_ text: String) -> [UInt8] {
    let latin = spelt(text).applyingTransform(.toLatin, reverse: false) ?? text
    let plain = spelt(latin).decomposedStringWithCanonicalMapping
    var out: [UInt8] = []
    for scalar in spelt(plain).unicodeScalars {
      if scalar.isASCII {
        out.append(UInt8(scalar.value))
      } else if !scalar.properties.generalCategory.isMark {
        // A letter that nothing could write in ASCII stands by its code, so that no name vanishes.
        let isLetter = scalar.properties.isAlphabetic
        out += isLetter ? Array("u\(String(scalar.value, radix: 16))".utf8) : [0x20]
      }
    }
    return out
  }

  private static func spelt(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if let letters = letters[scalar] {
        out += letters
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static let letters: [Unicode.Scalar: String] = [
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "ẞ": "SS", "æ": "ae",
    "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ø": "o", "Ø": "O", "ħ": "h", "Ħ": "H",
    "ı": "i", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ə": "e", "Ə": "E",
    "\u{2018}": "'", "\u{2019}": "'", "\u{02BC}": "'", "\u{02B9}": "'", "\u{00B4}": "'",
    "\u{0060}": "'",
  ]
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    self == .nonspacingMark || self == .spacingMark || self == .enclosingMark
  }
}
