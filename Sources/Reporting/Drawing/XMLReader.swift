/// A strict reader for the part of XML that Graphviz and our own writers produce.
///
/// Elements, attributes in double quotes, text, comments (dropped), one prolog and one document type
/// (dropped). Anything else, such as entities of one's own, processing instructions later on, CDATA
/// sections, repeated attributes or unbalanced tags, is refused.
struct XMLReader {
  /// An element with its attributes in order and its content.
  final class Element {
    let name: String
    let attributes: [(name: String, value: String)]
    var content: [Content] = []

    init(name: String, attributes: [(name: String, value: String)]) {
      self.name = name
      self.attributes = attributes
    }
  }

  enum Content {
    case element(Element)
    case text(String)
  }

  /// What is wrong, and at which byte.
  struct Fault: Error, Equatable {
    let reason: String
    let offset: Int
  }

  private static let deepest = 64

  private let bytes: [UInt8]
  private var at = 0

  /// Returns the root element of `bytes`.
  static func root(of bytes: [UInt8]) throws(Fault) -> Element {
    var reader = XMLReader(bytes: bytes)
    return try reader.document()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func document() throws(Fault) -> Element {
    skipSpace()
    if starts(with: "<?xml ") { try skip(past: "?>") }
    skipSpace()
    while starts(with: "<!") {
      try skip(past: starts(with: "<!--") ? "-->" : ">")
      skipSpace()
    }
    let (root, closed) = try openTag()
    if !closed { try fill(root, depth: 1) }
    skipSpace()
    guard at == bytes.count else { throw fault("content after the root element") }
    return root
  }

  private mutating func fill(_ element: Element, depth: Int) throws(Fault) {
    guard depth < Self.deepest else { throw fault("nested too deeply") }
    while true {
      guard at < bytes.count else { throw fault("\(element.name) is not closed") }
      if bytes[at] != UInt8(ascii: "<") {
        element.content.append(.text(try text(until: UInt8(ascii: "<"))))
      } else if starts(with: "<!--") {
        try skip(past: "-->")
      } else if starts(with: "</") {
        at += 2
        guard try name() == element.name else { throw fault("\(element.name) is not closed") }
        skipSpace()
        try expect(">")
        return
      } else {
        let (child, closed) = try openTag()
        if !closed { try fill(child, depth: depth + 1) }
        element.content.append(.element(child))
      }
    }
  }

  private mutating func openTag() throws(Fault) -> (Element, closed: Bool) {
    try expect("<")
    let name = try self.name()
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      if starts(with: "/>") {
        at += 2
        return (Element(name: name, attributes: attributes), true)
      }
      if starts(with: ">") {
        at += 1
        return (Element(name: name, attributes: attributes), false)
      }
      let attribute = try self.name()
      guard !attributes.contains(where: { $0.name == attribute }) else {
        throw fault("\(attribute) is repeated")
      }
      try expect("=\"")
      attributes.append((attribute, try text(until: UInt8(ascii: "\""))))
      try expect("\"")
    }
  }

  private mutating func name() throws(Fault) -> String {
    let start = at
    while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
    guard at > start else { throw fault("a name was expected") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }

  /// Text up to `end`, references resolved.
  private mutating func text(until end: UInt8) throws(Fault) -> String {
    var result = ""
    var start = at
    while true {
      guard at < bytes.count else { throw fault("text does not end") }
      let byte = bytes[at]
      guard byte == end || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") else {
        if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D {
          throw fault("a control character")
        }
        at += 1
        continue
      }
      guard let run = String(validating: bytes[start..<at], as: UTF8.self) else {
        throw fault("not UTF-8")
      }
      result += run
      if byte == end { return result }
      guard byte == UInt8(ascii: "&") else { throw fault("a stray <") }
      result.unicodeScalars.append(try reference())
      start = at
    }
  }

  private mutating func reference() throws(Fault) -> Unicode.Scalar {
    guard let end = bytes[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
      throw fault("a reference does not end")
    }
    let body = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    at = end + 1
    switch body {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    let number =
      body.hasPrefix("#x")
      ? UInt32(body.dropFirst(2), radix: 16)
      : body.hasPrefix("#") ? UInt32(body.dropFirst()) : nil
    guard let scalar = number.flatMap({ Unicode.Scalar($0) }), scalar.value >= 0x20 else {
      throw fault("an unknown reference")
    }
    return scalar
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  private func starts(with text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

  private mutating func expect(_ text: String) throws(Fault) {
    guard starts(with: text) else { throw fault("\(text) was expected") }
    at += text.utf8.count
  }

  private mutating func skip(past text: String) throws(Fault) {
    guard let found = bytes[at...].firstRange(of: Array(text.utf8)) else {
      throw fault("\(text) was expected")
    }
    at = found.upperBound
  }

  private func fault(_ reason: String) -> Fault { Fault(reason: reason, offset: at) }
}
