/// A field of delimited text as RFC 4180 has it.
package enum CSVField {
  /// Returns `text` as it stands in a row: where a delimiter, a quotation mark or a line end is in it,
  /// between quotation marks, with those inside it doubled.
  ///
  /// Bytes are looked at and not characters: a line end of two bytes is one character, and so is a
  /// comma under an accent, but readers split at the byte.
  ///
  /// - Parameter delimiter: A byte below 128.
  /// - Complexity: O(length).
  package static func quoted(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> String {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains {
      $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return text }
    var bytes = [quote]
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CSVField {
  /// Whether a spreadsheet would calculate `text`, or what is left of it without the apostrophes before it:
  /// the four signs, their full-width forms, and a tab or carriage return, which hide what follows.
  package static func wantsGuard(_ text: String) -> Bool {
    switch text.unicodeScalars.first(where: { $0 != "'" }) {
    case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// `text` without the apostrophe that a writer of ours put before it.
  static func unguarded(_ text: String) -> String {
    text.hasPrefix("'") && wantsGuard(text) ? String(text.dropFirst()) : text
  }
}
