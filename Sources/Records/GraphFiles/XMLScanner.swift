/// Splits an XML document into tags and text.
///
/// It expands only the five entities of XML itself and character references: a document that
/// declares entities of its own is refused, so nothing outside the file is opened and nothing
/// grows beyond the file's size.
struct XMLScanner {
  enum Event {
    case open(name: String, attributes: [(name: String, value: String)])
    case close(name: String)
    case text(String)
  }

  /// How deeply elements may lie within each other.
  static let deepestNesting = 256

  private let text: GraphText
  private(set) var position = 0
  private var openElements: [String] = []
  private var isSelfClosing = false

  init(_ text: GraphText) { self.text = text }

  /// Returns the next tag or text, nil at the end of a complete document.
  mutating func next() throws(GraphFileError) -> Event? {
    if isSelfClosing {
      isSelfClosing = false
      return .close(name: openElements.removeLast())
    }
    while position < text.bytes.count {
      guard text.bytes[position] == UInt8(ascii: "<") else {
        if let event = try characters() { return event }
        continue
      }
      if starts(with: "<!--") {
        try skip(past: "-->", "a comment")
      } else if starts(with: "<![CDATA[") {
        let start = position + 9
        try skip(past: "]]>", "a CDATA section")
        return .text(String(decoding: try checked(start..<(position - 3)), as: UTF8.self))
      } else if starts(with: "<?") {
        try skip(past: "?>", "a processing instruction")
      } else if starts(with: "<!") {
        try skipDocumentType()
      } else if starts(with: "</") {
        return try closingTag()
      } else {
        return try openingTag()
      }
    }
    guard openElements.isEmpty else { throw cutShort("<\(openElements[openElements.count - 1])>") }
    return nil
  }

  private func starts(with token: StaticString) -> Bool {
    let token = "\(token)".utf8
    return text.bytes.count - position >= token.count
      && text.bytes[position..<(position + token.count)].elementsEqual(token)
  }

  private mutating func skip(past token: StaticString, _ what: String) throws(GraphFileError) {
    let token = Array("\(token)".utf8)
    while position + token.count <= text.bytes.count {
      if text.bytes[position] == token[0],
        text.bytes[position..<(position + token.count)].elementsEqual(token)
      {
        position += token.count
        return
      }
      position += 1
    }
    throw cutShort(what)
  }

  private func cutShort(_ what: String) -> GraphFileError {
    text.malformed(
      at: text.bytes.count, "the file ends within \(what)", "it is cut short; export it again")
  }

  private mutating func skipDocumentType() throws(GraphFileError) {
    while position < text.bytes.count {
      let byte = text.bytes[position]
      if byte == UInt8(ascii: "[") {
        throw text.malformed(
          at: position, "the document type declares entities or elements",
          "remove the declarations; they are not followed")
      }
      position += 1
      if byte == UInt8(ascii: ">") { return }
    }
    throw cutShort("<!")
  }

  private func checked(_ range: Range<Int>) throws(GraphFileError) -> ArraySlice<UInt8> {
    guard range.count <= GraphText.longestField else {
      throw text.tooLong(at: range.lowerBound, "leave the value out of the export")
    }
    return text.bytes[range]
  }

  private mutating func characters() throws(GraphFileError) -> Event? {
    let start = position
    var isBlank = true
    while position < text.bytes.count, text.bytes[position] != UInt8(ascii: "<") {
      isBlank = isBlank && text.bytes[position] <= GraphByte.space
      position += 1
    }
    return isBlank ? nil : .text(try decoded(start..<position))
  }

  private mutating func name() throws(GraphFileError) -> String {
    let start = position
    while position < text.bytes.count, !Self.endsName(text.bytes[position]) { position += 1 }
    guard position > start else {
      throw text.malformed(
        at: start, "a tag or attribute without a name", "export the file again")
    }
    return String(decoding: try checked(start..<position), as: UTF8.self)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= GraphByte.space || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "<") || byte == GraphByte.quote
  }

  private mutating func skipSpace() {
    while position < text.bytes.count, text.bytes[position] <= GraphByte.space { position += 1 }
  }

  private mutating func closingTag() throws(GraphFileError) -> Event {
    let start = position
    position += 2
    let name = try name()
    skipSpace()
    guard position < text.bytes.count else { throw cutShort("</\(name)") }
    guard text.bytes[position] == UInt8(ascii: ">"), openElements.last == name else {
      throw text.malformed(
        at: start, "</\(name)> closes \(openElements.last.map { "<\($0)>" } ?? "nothing")",
        "the file is damaged; export it again")
    }
    position += 1
    openElements.removeLast()
    return .close(name: name)
  }

  private mutating func openingTag() throws(GraphFileError) -> Event {
    let start = position
    position += 1
    let name = try name()
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      guard position < text.bytes.count else { throw cutShort("<\(name)") }
      if starts(with: "/>") {
        isSelfClosing = true
        position += 2
        break
      }
      if text.bytes[position] == UInt8(ascii: ">") {
        position += 1
        break
      }
      attributes.append(try attribute(of: name))
    }
    guard openElements.count < Self.deepestNesting else {
      throw text.malformed(
        at: start, "elements lie more than \(Self.deepestNesting) deep", "flatten the file")
    }
    openElements.append(name)
    return .open(name: name, attributes: attributes)
  }

  private mutating func attribute(
    of element: String
  ) throws(GraphFileError) -> (name: String, value: String) {
    let name = try name()
    skipSpace()
    guard position < text.bytes.count else { throw cutShort("<\(element)") }
    guard text.bytes[position] == UInt8(ascii: "=") else {
      throw text.malformed(
        at: position, "attribute \(name) of <\(element)> has no value", "export the file again")
    }
    position += 1
    skipSpace()
    guard position < text.bytes.count else { throw cutShort("<\(element)") }
    let quote = text.bytes[position]
    guard quote == GraphByte.quote || quote == UInt8(ascii: "'") else {
      throw text.malformed(
        at: position, "the value of attribute \(name) of <\(element)> is not in quotation marks",
        "export the file again")
    }
    let start = position + 1
    position = start
    while position < text.bytes.count, text.bytes[position] != quote { position += 1 }
    guard position < text.bytes.count else { throw cutShort("<\(element)") }
    position += 1
    return (name, try decoded(start..<(position - 1)))
  }

  private func decoded(_ range: Range<Int>) throws(GraphFileError) -> String {
    let bytes = try checked(range)
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    guard let decoded = CharacterReferences.decode(bytes) else {
      throw text.malformed(
        at: range.lowerBound, "\(text.excerpt(range)) holds an entity that is not known",
        "write & as &amp;")
    }
    return decoded
  }
}

/// Character references and the named entities that XML predefines.
enum CharacterReferences {
  /// Returns the text with references such as `&amp;` and `&#233;` resolved, or nil if one of
  /// them is not known.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    var result: [UInt8] = []
    var rest = bytes
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      rest = rest[(ampersand + 1)...]
      guard let semicolon = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let character = character(String(decoding: rest[..<semicolon], as: UTF8.self))
      else { return nil }
      result += Array(String(character).utf8)
      rest = rest[(semicolon + 1)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  private static func character(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, value > 0 else { return nil }
    return Unicode.Scalar(value)
  }
}
