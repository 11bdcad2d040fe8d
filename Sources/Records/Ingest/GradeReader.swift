/// Reads grades of intelligence reports.
enum GradeReader {
  /// Reads a whole grade: `1AP`, `2 C C`, `1/B/P` or, with the conditions behind it, `2CC A1 S2`; and
  /// the legacy `E41`, whose parts stay nil because its letters mean other things. Where `scheme` is
  /// nil the form tells which of the two it is.
  ///
  /// An empty text gives a grade without parts: the report is ungraded, and what it says is
  /// unconfirmed. Nil where the text is no grade.
  static func grading(_ text: String, scheme: String?) -> Grading? {
    var signs: [UInt8] = []
    for byte in text.utf8 where !" /-.,".utf8.contains(byte) {
      let isLower = (0x61...0x7A).contains(byte)
      signs.append(isLower ? byte - 0x20 : byte)
    }
    if signs.isEmpty {
      return Grading(source: nil, assessment: nil, handling: nil, original: text)
    }
    guard signs.count >= 3 else { return nil }
    if scheme != "5x5x5", let modern = modern(signs, original: text) { return modern }
    if scheme != "3x5x2", isLegacy(signs) {
      return Grading(source: nil, assessment: nil, handling: nil, original: text)
    }
    return nil
  }

  private static func modern(_ signs: [UInt8], original: String) -> Grading? {
    let texts = signs.map { String(Unicode.Scalar($0)) }
    guard let number = Int(texts[0]), let source = Grading.Source(rawValue: number),
      let assessment = Grading.Assessment(rawValue: texts[1]),
      let handling = Grading.Handling(rawValue: texts[2])
    else { return nil }
    // Behind C stand action codes A1 to A3 and sanitisation codes S1 and S2.
    var index = 3
    while index < texts.count {
      let condition = texts[index] + (index + 1 < texts.count ? texts[index + 1] : "")
      guard handling == .conditions, ["A1", "A2", "A3", "S1", "S2"].contains(condition) else {
        return nil
      }
      index += 2
    }
    return Grading(
      source: source, assessment: assessment, handling: handling, original: original)
  }

  private static func isLegacy(_ signs: [UInt8]) -> Bool {
    let digits = UInt8(ascii: "1")...UInt8(ascii: "5")
    return signs.count == 3 && (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(signs[0])
      && digits.contains(signs[1]) && digits.contains(signs[2])
  }
}
