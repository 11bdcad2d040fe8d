import Foundation

/// Text from data that may be shown: the one sanitiser that every chart, document and file uses.
///
/// Brings text to NFC and replaces each run of control characters, noncharacters and invisible
/// direction or tag characters by `mark`, so that a reader sees that something stood there. A
/// newline is kept; a tab becomes a space. At most eight code points are kept of one character.
struct SafeText: Sendable, Equatable {
  /// Stands where something was dropped.
  static let mark: Character = "\u{FFFD}"
  /// How many characters a line of a chart label and a whole label may have.
  static let wrap = 24
  static let cut = 80

  let text: String

  init(_ raw: String) {
    if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      text = raw
      return
    }
    var kept = ""
    for character in raw.precomposedStringWithCanonicalMapping {
      if character == "\n" || character == "\r\n" {
        kept.append("\n")
        continue
      }
      var shown = ""
      var dropped = false
      for scalar in character.unicodeScalars.prefix(8) {
        if scalar == "\t" {
          shown.append(" ")
        } else if SafeText.isUnsafe(scalar) {
          dropped = true
        } else {
          shown.unicodeScalars.append(scalar)
        }
      }
      if dropped, kept.last != SafeText.mark { kept.append(SafeText.mark) }
      kept += shown
    }
    text = kept
  }

  /// Whether `scalar` could break a file format or disguise the text around it.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    // Direction marks, overrides and isolates; line and paragraph separators.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F: true
    // Invisible: zero-width space, word joiner and operators, byte-order mark, fillers.
    case 0x200B, 0x2060...0x2065, 0xFEFF, 0x00AD, 0xFFF9...0xFFFB: true
    case 0xFDD0...0xFDEF, 0xE0000...0xE0FFF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// The text with `&`, `<`, `>` and both quotes as references: safe in XML and HTML content and in
  /// quoted attributes.
  var escaped: String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line of at most `limit` characters, the last being `…` where it was cut.
  func oneLine(_ limit: Int) -> SafeText {
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard flat.count > limit else { return SafeText(flat) }
    return SafeText(String(flat.prefix(max(limit - 1, 0))) + "…")
  }

  /// The text cut to `SafeText.cut` characters and broken into lines of at most `width`, at spaces
  /// where there are any; of more than `most` lines the last shown one ends in `…`. Never empty.
  func lines(width: Int = SafeText.wrap, most: Int = 8) -> [SafeText] {
    var lines: [String] = []
    var line = ""
    for word in oneLine(SafeText.cut).text.split(separator: " ") {
      var rest = word
      if !line.isEmpty, line.count + 1 + rest.count <= width {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.count > width {
        let part = SafeText.breaking(rest, width: width)
        lines.append(String(part))
        rest = rest[part.endIndex...]
      }
      line = String(rest)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    if lines.count > most {
      lines.removeLast(lines.count - most)
      lines[most - 1] = lines[most - 1].prefix(width - 1) + "…"
    }
    return lines.map { SafeText($0) }
  }

  /// The first characters of a word that is longer than `width`: up to a sign at which addresses and numbers
  /// may be broken, where there is one in the second half of the line.
  private static func breaking(_ word: Substring, width: Int) -> Substring {
    let line = word.prefix(width)
    let half = line.index(line.startIndex, offsetBy: width / 2)
    if let at = line[half...].lastIndex(of: "@") { return line[..<at] }
    if let sign = line[half...].lastIndex(where: { ".-/_,;:)".contains($0) }) {
      return line[...sign]
    }
    return line
  }
}
