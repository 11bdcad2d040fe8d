/// Reads JSON (RFC 8259) piece by piece: whoever reads says what to take of a value and what to skip.
///
/// Each reading method begins where a value is due and ends behind it. What does not follow the format is
/// an error that names its line.
struct JSONScanner {
  /// A value that holds no other.
  enum Scalar: Equatable {
    case text(String)
    /// As it stands in the file.
    case number(String)
    case truth(Bool)
    case nothing
  }

  /// How deeply objects and lists may lie within each other.
  private static let deepestNesting = 256

  private let text: GraphText
  private(set) var position = 0
  private var depth = 0

  init(_ text: GraphText) { self.text = text }

  /// The first byte of what comes next, after white space; nil at the end of the file.
  mutating func peek() -> UInt8? {
    while position < text.bytes.count, text.bytes[position] <= GraphByte.space { position += 1 }
    return position < text.bytes.count ? text.bytes[position] : nil
  }

  /// Hands the name of each member of an object to `body`, which must read or skip its value.
  mutating func members(
    _ body: (inout JSONScanner, String) throws(GraphFileError) -> Void
  ) throws(GraphFileError) {
    try open("{")
    if try close("}", orGoOn: false) { return }
    repeat {
      guard try next() == GraphByte.quote else { throw unexpected("a name in quotation marks") }
      let name = try string()
      try take(":")
      try body(&self, name)
    } while try !close("}", orGoOn: true)
  }

  /// Calls `body`, which must read or skip the value, for each item of a list.
  mutating func items(
    _ body: (inout JSONScanner) throws(GraphFileError) -> Void
  ) throws(GraphFileError) {
    try open("[")
    if try close("]", orGoOn: false) { return }
    repeat { try body(&self) } while try !close("]", orGoOn: true)
  }

  /// Reads a value that holds no other; returns nil, having skipped it, for an object or a list.
  mutating func scalar() throws(GraphFileError) -> Scalar? {
    switch try next() {
    case GraphByte.quote: return .text(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skip()
      return nil
    case UInt8(ascii: "-"), GraphByte.zero...GraphByte.nine: return .number(number())
    default: break
    }
    let words: [(String, Scalar)] = [
      ("true", .truth(true)), ("false", .truth(false)), ("null", .nothing),
    ]
    for (word, value) in words
    where text.bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw unexpected("a value")
  }

  /// Reads over one value.
  mutating func skip() throws(GraphFileError) {
    switch try next() {
    case UInt8(ascii: "{"):
      try members { scanner, _ throws(GraphFileError) in try scanner.skip() }
    case UInt8(ascii: "["):
      try items { scanner throws(GraphFileError) in try scanner.skip() }
    default: _ = try scalar()
    }
  }

  /// The error for what stands here instead of `wanted`.
  func unexpected(_ wanted: String) -> GraphFileError {
    let found = text.bytes[position...].prefix { $0 > GraphByte.space }
    return text.malformed(
      at: position, "\(text.excerpt(of: found)) where \(wanted) is due", "export the file again")
  }

  private mutating func next() throws(GraphFileError) -> UInt8 {
    guard let byte = peek() else {
      throw text.malformed(
        at: text.bytes.count, "the file ends within a value",
        "it is cut short; export it again")
    }
    return byte
  }

  private mutating func take(_ mark: Unicode.Scalar) throws(GraphFileError) {
    guard try next() == UInt8(ascii: mark) else { throw unexpected("\(mark)") }
    position += 1
  }

  private mutating func open(_ bracket: Unicode.Scalar) throws(GraphFileError) {
    guard try next() == UInt8(ascii: bracket) else {
      throw unexpected(bracket == "{" ? "an object" : "a list")
    }
    guard depth < Self.deepestNesting else {
      throw text.malformed(
        at: position, "more than \(Self.deepestNesting) levels", "export the file again")
    }
    position += 1
    depth += 1
  }

  /// Whether `bracket` closes what is open; where one may go on, anything else must be a comma.
  private mutating func close(
    _ bracket: Unicode.Scalar, orGoOn: Bool
  ) throws(GraphFileError) -> Bool {
    if try next() == UInt8(ascii: bracket) {
      position += 1
      depth -= 1
      return true
    }
    if orGoOn { try take(",") }
    return false
  }

  private mutating func number() -> String {
    let start = position
    let marks = Array("+-.eE".utf8)
    while position < text.bytes.count,
      GraphByte.isDigit(text.bytes[position]) || marks.contains(text.bytes[position])
    {
      position += 1
    }
    return String(decoding: text.bytes[start..<position], as: UTF8.self)
  }

  private mutating func string() throws(GraphFileError) -> String {
    let start = position
    position += 1
    var value: [UInt8] = []
    while position < text.bytes.count, text.bytes[position] != GraphByte.quote {
      let byte = text.bytes[position]
      guard byte >= GraphByte.space else {
        throw text.malformed(at: position, "a control character in text", "export the file again")
      }
      if byte == UInt8(ascii: "\\") {
        value += String(try escaped()).utf8
      } else {
        value.append(byte)
        position += 1
      }
      guard value.count <= GraphText.longestField else {
        throw text.tooLong(at: start, "shorten it, or leave it out")
      }
    }
    guard position < text.bytes.count else {
      throw text.malformed(
        at: start, "text without its closing quotation mark", "it is cut short; export it again")
    }
    position += 1
    return String(decoding: value, as: UTF8.self)
  }

  private mutating func escaped() throws(GraphFileError) -> Character {
    let start = position
    let short: [UInt8: Character] = [
      UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "/"): "/",
      UInt8(ascii: "\\"): "\\", GraphByte.quote: "\"",
    ]
    if position + 1 < text.bytes.count, let plain = short[text.bytes[position + 1]] {
      position += 2
      return plain
    }
    guard var code = codeUnit() else { throw badEscape(at: start) }
    if (0xD800..<0xDC00).contains(code), let low = codeUnit(), (0xDC00..<0xE000).contains(low) {
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw badEscape(at: start) }
    return Character(scalar)
  }

  /// The value of an escape such as `\u00E9`, if one stands here.
  private mutating func codeUnit() -> UInt32? {
    guard position + 6 <= text.bytes.count, text.bytes[position] == UInt8(ascii: "\\"),
      text.bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    let digits = String(decoding: text.bytes[(position + 2)..<(position + 6)], as: UTF8.self)
    guard digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16) else { return nil }
    position += 6
    return code
  }

  private func badEscape(at offset: Int) -> GraphFileError {
    text.malformed(
      at: offset, "\(text.excerpt(of: text.bytes[offset...].prefix(6))) names no character",
      "export the file again")
  }
}
