/// Reads DOT, the language of Graphviz: statements about nodes and links, nested in subgraphs.
///
/// A node is called by its `label`, or by `label#name` where others have the same label, or by its name; the
/// strength of a link is its `weight`, `strength` or `value`. A subgraph at an end of a link stands for
/// every node in it. Ports, defaults, HTML labels and what steers a drawing are left out.
///
/// > Source: E. R. Gansner, E. Koutsofios, S. North, "Drawing graphs with dot", 2015, appendix A, and
/// > the grammar at graphviz.org/doc/info/lang.html.
struct DOTReader {
  private var tokens: DOTTokens
  private var next: DOTTokens.Token?
  private var offset = 0
  private var draft = GraphDraft()
  private var nodes = GraphLabelTable()
  private var labels: [Int: String] = [:]
  private var depth = 0

  private static let deepestNesting = 256
  private static let strengths = ["weight", "strength", "value"]

  init(_ text: GraphText) { tokens = DOTTokens(text) }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    try advance()
    if isWord("strict") { try advance() }
    guard isWord("graph") || isWord("digraph") else {
      throw malformed("neither graph nor digraph stands here", "check that it is a DOT file")
    }
    draft.isDirected = isWord("digraph")
    try advance()
    if case .name? = next { try advance() }
    _ = try block()
    if next != nil { draft.notes.append("only the first graph in the file was read") }
    let names = nodes.labels.enumerated().map { index, name in (labels[index] ?? "", name) }
    draft.labels = GraphLabel.unique(names.map { (label: $0.0, key: $0.1) }, notes: &draft.notes)
    draft.hasStrengths = draft.links.contains { $0.strength != 1 }
    return draft
  }

  private func malformed(_ problem: String, _ nextStep: String) -> GraphFileError {
    tokens.text.malformed(at: offset, problem, nextStep)
  }

  private mutating func advance() throws(GraphFileError) {
    next = try tokens.next()
    offset = tokens.start
  }

  private func isWord(_ word: String) -> Bool {
    if case .name(let name, isPlain: true)? = next { name.lowercased() == word } else { false }
  }

  private func isMark(_ mark: Character) -> Bool { next == .mark(mark) }

  /// What stands between braces; returns its nodes.
  private mutating func block() throws(GraphFileError) -> [Int] {
    guard isMark("{") else { throw malformed("{ was expected", "export the file again") }
    guard depth < Self.deepestNesting else {
      throw malformed("subgraphs lie more than \(Self.deepestNesting) deep", "flatten the file")
    }
    depth += 1
    try advance()
    var members: [Int] = []
    while !isMark("}") {
      guard next != nil else {
        throw malformed("the file ends within {", "it is cut short; export it again")
      }
      if isMark(";") || isMark(",") {
        try advance()
      } else {
        members += try statement()
      }
    }
    depth -= 1
    try advance()
    return members
  }

  private mutating func statement() throws(GraphFileError) -> [Int] {
    if isWord("graph") || isWord("node") || isWord("edge") {
      try advance()
      _ = try attributes()
      return []
    }
    let first = try end()
    guard let first else { return [] }
    var ends = [first.nodes]
    while next == .link {
      let at = offset
      try advance()
      guard let end = try end() else {
        throw tokens.text.malformed(at: at, "a link has no end", "name the node it leads to")
      }
      ends.append(end.nodes)
    }
    let at = offset
    let given = try attributes()
    if ends.count == 1, let node = first.single, let label = given["label"], label != "\\N" {
      labels[node] = label
    }
    var strength = 1.0
    if ends.count > 1, let value = Self.strengths.lazy.compactMap({ given[$0] }).first {
      strength = try tokens.text.strength(Array(value.utf8), at: at)
    }
    for (from, to) in zip(ends, ends.dropFirst()) {
      for source in from {
        for target in to {
          draft.links.append(GraphFile.Link(source: source, target: target, strength: strength))
        }
      }
    }
    return ends.flatMap(\.self)
  }

  /// A node or a subgraph; nil for `name = value`.
  private mutating func end() throws(GraphFileError) -> (nodes: [Int], single: Int?)? {
    if isWord("subgraph") {
      try advance()
      if case .name? = next { try advance() }
      return (isMark("{") ? try block() : [], nil)
    }
    if isMark("{") { return (try block(), nil) }
    guard case .name(let name, _)? = next else {
      throw malformed("a node was expected", "export the file again")
    }
    try advance()
    if isMark("=") {
      try advance()
      guard case .name? = next else { throw malformed("a value was expected", "add it") }
      try advance()
      return nil
    }
    while isMark(":") {
      try advance()
      guard case .name? = next else { throw malformed("a port was expected", "add or remove it") }
      try advance()
    }
    let node = nodes.position(of: Array(name.utf8))
    return ([node], node)
  }

  /// What stands in square brackets, in as many pairs of them as there are.
  private mutating func attributes() throws(GraphFileError) -> [String: String] {
    var given: [String: String] = [:]
    while isMark("[") {
      try advance()
      while !isMark("]") {
        if isMark(";") || isMark(",") {
          try advance()
          continue
        }
        guard case .name(let name, _)? = next else {
          throw malformed("an attribute was expected", "close the list with ]")
        }
        try advance()
        guard isMark("=") else { continue }
        try advance()
        guard case .name(let value, let isPlain)? = next else {
          if next == .markup {
            try advance()
            continue
          }
          throw malformed("the attribute \(name) has no value", "add it")
        }
        given[name.lowercased()] = isPlain ? value : value.replacing("\\\\", with: "\\")
        try advance()
      }
      try advance()
    }
    return given
  }
}

/// The words and marks of a DOT file.
struct DOTTokens {
  enum Token: Equatable {
    /// A name, number or quoted text; plain names may be words of the language.
    case name(String, isPlain: Bool)
    /// `--` or `->`.
    case link
    /// Text in angle brackets.
    case markup
    case mark(Character)
  }

  let text: GraphText
  /// Where the last token begins.
  private(set) var start = 0
  private var position = 0

  init(_ text: GraphText) { self.text = text }

  private var byte: UInt8? { position < text.bytes.count ? text.bytes[position] : nil }

  private func stands(_ word: StaticString) -> Bool {
    let bytes = Array("\(word)".utf8)
    return position + bytes.count <= text.bytes.count
      && text.bytes[position..<(position + bytes.count)].elementsEqual(bytes)
  }

  mutating func next() throws(GraphFileError) -> Token? {
    try skipSpace()
    start = position
    guard let byte else { return nil }
    if stands("--") || stands("->") {
      position += 2
      return .link
    }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "="):
      position += 1
      return .mark(Character(Unicode.Scalar(byte)))
    case GraphByte.quote: return .name(try quoted(), isPlain: false)
    case UInt8(ascii: "<"):
      try skipMarkup()
      return .markup
    default:
      while let byte = self.byte, Self.isWordByte(byte) {
        // A minus begins a number; two of them are a link.
        if byte == UInt8(ascii: "-"), position > start { break }
        position += 1
      }
      guard position > start else {
        throw text.malformed(
          at: start, "\(text.excerpt(start..<(start + 1))) does not belong here",
          "put the name in quotation marks")
      }
      try check(start..<position)
      return .name(String(decoding: text.bytes[start..<position], as: UTF8.self), isPlain: true)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    GraphByte.isDigit(byte) || byte >= 0x80 || "_.-".utf8.contains(byte)
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private mutating func skipSpace() throws(GraphFileError) {
    while let byte {
      let isLineStart = position == 0 || GraphByte.isBreak(text.bytes[position - 1])
      if byte <= GraphByte.space {
        position += 1
      } else if stands("//") || (byte == UInt8(ascii: "#") && isLineStart) {
        while let byte = self.byte, !GraphByte.isBreak(byte) { position += 1 }
      } else if stands("/*") {
        let begin = position
        position += 2
        while self.byte != nil, !stands("*/") { position += 1 }
        guard self.byte != nil else {
          throw text.malformed(at: begin, "a comment is never closed", "close it with */")
        }
        position += 2
      } else {
        return
      }
    }
  }

  /// A text in quotation marks, and those that a plus joins to it.
  private mutating func quoted() throws(GraphFileError) -> String {
    var bytes: [UInt8] = []
    while true {
      let begin = position
      position += 1
      while byte != GraphByte.quote {
        guard let byte else {
          throw text.malformed(at: begin, "a quotation mark is never closed", "close it")
        }
        if byte == UInt8(ascii: "\\"), position + 1 < text.bytes.count {
          let escaped = text.bytes[position + 1]
          position += 2
          if escaped == GraphByte.quote {
            bytes.append(escaped)
          } else if !GraphByte.isBreak(escaped) {
            bytes += [byte, escaped]
          }
        } else {
          bytes.append(byte)
          position += 1
        }
      }
      position += 1
      guard bytes.count <= GraphText.longestField else {
        throw text.tooLong(at: begin, "leave the value out of the export")
      }
      let end = position
      try skipSpace()
      guard byte == UInt8(ascii: "+") else {
        position = end
        return String(decoding: bytes, as: UTF8.self)
      }
      position += 1
      try skipSpace()
      guard byte == GraphByte.quote else {
        throw text.malformed(at: position, "no text follows a plus", "remove the plus")
      }
    }
  }

  private mutating func skipMarkup() throws(GraphFileError) {
    var open = 0
    while let byte {
      if byte == UInt8(ascii: "<") { open += 1 }
      if byte == UInt8(ascii: ">") { open -= 1 }
      position += 1
      if open == 0 { return }
    }
    throw text.malformed(at: start, "< is never closed", "close it with >")
  }

  private func check(_ range: Range<Int>) throws(GraphFileError) {
    if range.count > GraphText.longestField {
      throw text.tooLong(at: range.lowerBound, "leave the value out of the export")
    }
  }
}
