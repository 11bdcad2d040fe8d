import Foundation

/// Finds identifiers that could belong to somebody: whatever is not from a range that can never be
/// issued.
enum TestSafeIdentifiers {
  /// Returns what in `line` could be a real identifier.
  static func unsafe(in line: String) -> [String] {
    phones(in: line) + registrations(in: line) + insuranceNumbers(in: line) + postcodes(in: line)
      + addresses(in: line)
  }

  /// Ofcom's numbers for drama, in international form without the plus sign.
  private static let dramaPrefixes = [
    "447700900", "441632960", "442079460", "441134960", "441144960", "441154960", "441164960",
    "441174960", "441184960", "441214960", "441314960", "441414960", "441514960", "441614960",
    "441914980", "4428964960", "44292018", "448081570", "443069990",
  ]

  private static func phones(in line: String) -> [String] {
    found(#"(?<![\w./-])(?:\+44|0044|0)[ -]?(?:\(0\))?(?:[ -]?\d){10}(?![\w/-]|[.]\d)"#, in: line)
      .filter { text in
        var digits = text.filter(\.isNumber)
        if digits.hasPrefix("00") { digits.removeFirst(2) }
        if digits.hasPrefix("440") { digits = "44" + digits.dropFirst(3) }
        if digits.hasPrefix("0") { digits = "44" + digits.dropFirst() }
        return "1237".contains(digits.dropFirst(2).first ?? "x")
          && !dramaPrefixes.contains { digits.hasPrefix($0) }
      }
  }

  /// Marks of the current style. Letters that are never issued make a mark safe.
  private static func registrations(in line: String) -> [String] {
    found(#"(?<![\w-])[A-Z]{2}[0-9]{2} ?[A-Z]{3}(?![\w-])"#, in: line).filter { text in
      let head = text.prefix(2)
      let tail = text.suffix(3)
      return !head.contains { "IQZ".contains($0) } && !tail.contains { "IQ".contains($0) }
    }
  }

  private static func insuranceNumbers(in line: String) -> [String] {
    found(#"(?<![\w-])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\w-])"#, in: line).filter { text in
      let head = text.prefix(2)
      return !head.contains { "DFIQUV".contains($0) } && head.last != "O"
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(head)
    }
  }

  /// Postcodes outside ZZ99 whose letters could be issued.
  private static func postcodes(in line: String) -> [String] {
    found(#"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![\w-])"#, in: line).filter { text in
      let inward = text.suffix(2)
      return !text.hasPrefix("ZZ99") && !"QVX".contains(text.first ?? "Q")
        && !inward.contains { "CIKMOV".contains($0) }
    }
  }

  /// Mail addresses outside the domains that RFC 2606 and RFC 6761 reserve.
  private static func addresses(in line: String) -> [String] {
    found(#"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"#, in: line).filter { text in
      let domain = (text.split(separator: "@").last ?? "").lowercased()
      let reserved = ["example", "test", "invalid", "localhost"]
      return !reserved.contains(String(domain.split(separator: ".").last ?? ""))
        && !["example.com", "example.org", "example.net"].contains {
          domain == $0 || domain.hasSuffix(".\($0)")
        }
    }
  }

  private static func found(_ pattern: String, in line: String) -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    return expression.matches(in: line, range: NSRange(line.startIndex..., in: line)).compactMap {
      Range($0.range, in: line).map { String(line[$0]) }
    }
  }
}
