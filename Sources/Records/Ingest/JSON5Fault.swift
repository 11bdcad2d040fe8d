/// Where a JSON5 document is broken. Foundation's reader of JSON5 tells no place; this walks over the same
/// text once it was refused and builds nothing.
///
/// - Complexity: O(bytes). Values nested deeper than `deepest` are refused.
struct JSON5Fault {
  /// Such as `line 3, column 7: a value is missing`; nil where the text is well formed.
  private(set) var problem: String?
  /// The numbers that are not whole, each as place and text, such as `figures[0].value is 1.5`.
  private(set) var fractions: [String] = []

  private let bytes: [UInt8]
  private var place = 0
  private static let deepest = 400

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    skip()
    guard value(at: "", depth: 0) else { return }
    skip()
    if place < self.bytes.count { _ = fail("something stands behind the end of the document") }
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Notes the first fault, at the place reached.
  private mutating func fail(_ words: String) -> Bool {
    guard problem == nil else { return false }
    let before = bytes.prefix(place)
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    problem =
      "line \(line), column \(column): \(place < bytes.count ? words : "the text ends too early")"
    return false
  }

  /// Passes over spaces, line ends and comments.
  private mutating func skip() {
    while let byte = next {
      if byte <= 0x20 {
        place += 1
      } else if bytes[place...].starts(with: "//".utf8) {
        while next.map({ $0 != 0x0A }) == true { place += 1 }
      } else if bytes[place...].starts(with: "/*".utf8) {
        place += 2
        while place < bytes.count, !bytes[place...].starts(with: "*/".utf8) { place += 1 }
        place = min(place + 2, bytes.count)
      } else if bytes[place...].starts(with: [0xEF, 0xBB, 0xBF])
        || bytes[place...].starts(with: [0xC2, 0xA0])
      {
        place += byte == 0xEF ? 3 : 2
      } else {
        return
      }
    }
  }

  private mutating func value(at path: String, depth: Int) -> Bool {
    guard depth < JSON5Fault.deepest else { return fail("values are nested too deep") }
    switch next {
    case UInt8(ascii: "{"): return object(at: path, depth: depth)
    case UInt8(ascii: "["): return list(at: path, depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string()
    default: return word(at: path)
    }
  }

  private mutating func object(at path: String, depth: Int) -> Bool {
    place += 1
    skip()
    while next != UInt8(ascii: "}") {
      guard let name = name() else { return false }
      skip()
      guard next == UInt8(ascii: ":") else {
        return fail("a colon is missing after a member's name")
      }
      place += 1
      skip()
      guard value(at: path.isEmpty ? name : "\(path).\(name)", depth: depth + 1) else {
        return false
      }
      guard separated(from: UInt8(ascii: "}")) else { return false }
    }
    place += 1
    return true
  }

  private mutating func list(at path: String, depth: Int) -> Bool {
    place += 1
    skip()
    var count = 0
    while next != UInt8(ascii: "]") {
      guard value(at: "\(path)[\(count)]", depth: depth + 1) else { return false }
      count += 1
      guard separated(from: UInt8(ascii: "]")) else { return false }
    }
    place += 1
    return true
  }

  /// Passes over a comma, which only the last value may lack.
  private mutating func separated(from end: UInt8) -> Bool {
    skip()
    if next == UInt8(ascii: ",") {
      place += 1
      skip()
      return true
    }
    return next == end || fail("a comma or a closing bracket is missing")
  }

  private mutating func name() -> String? {
    let start = place
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
      guard string() else { return nil }
      return String(decoding: bytes[(start + 1)..<(place - 1)], as: UTF8.self)
    }
    while next.map(JSON5Fault.isWord) == true { place += 1 }
    guard place > start else {
      _ = fail("a member's name is missing")
      return nil
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func string() -> Bool {
    let quote = bytes[place]
    let start = place
    place += 1
    while let byte = next {
      if byte == quote {
        place += 1
        return true
      }
      if byte == 0x0A {
        place = start
        return fail("a quotation mark is never closed on its line")
      }
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    place = start
    return fail("a quotation mark is never closed")
  }

  /// A number, or `true`, `false` or `null`.
  private mutating func word(at path: String) -> Bool {
    let start = place
    while next.map({ JSON5Fault.isWord($0) || "+-.".utf8.contains($0) }) == true { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if ["true", "false", "null"].contains(text)
      || ["Infinity", "NaN"].contains(text.drop { "+-".contains($0) })
    {
      return true
    }
    let digits = text.drop { "+-".contains($0) }
    let isHexadecimal = digits.lowercased().hasPrefix("0x")
    let isNumber =
      isHexadecimal ? UInt64(digits.dropFirst(2), radix: 16) != nil : Double(digits) != nil
    guard isNumber else {
      place = start
      return fail(
        text.isEmpty ? "a value is missing" : "\"\(CSVRow.printable(text, limit: 40))\" is no value"
      )
    }
    if !isHexadecimal, Int(digits) == nil {
      fractions.append("\(path.isEmpty ? "the document" : path) is \(text.prefix(40))")
    }
    return true
  }

  /// Letters, digits, `$`, `_`, and whatever is not ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F, 0x80...: true
    default: false
    }
  }
}
