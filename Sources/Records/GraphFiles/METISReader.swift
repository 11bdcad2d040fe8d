/// Reads METIS and DIMACS-10 graphs: the first line counts nodes and links, and line *n* after it
/// lists the neighbours of node *n*, numbered from 1.
///
/// The format code's last digit announces strengths after each neighbour, the middle one weights
/// of nodes, the first one sizes of nodes (METIS) or repeated links and loops (DIMACS-10); the
/// number of entries tells the last two apart. Lists that are no mirror image of each other are
/// read as directed, and a note says so.
struct METISReader {
  private let text: GraphText
  private var draft = GraphDraft()

  private struct Header {
    var nodes = 0
    var links = 0
    var hasStrengths = false
    var hasSizes = false
    var nodeWeights = 0
  }

  /// The lines of the file without those of comments.
  struct Rows {
    fileprivate let text: GraphText
    fileprivate var lines: TextLines

    mutating func next() -> Range<Int>? {
      while let line = lines.next() {
        if line.isEmpty || text.bytes[line.lowerBound] != UInt8(ascii: "%") { return line }
      }
      return nil
    }
  }

  init(_ text: GraphText) { self.text = text }

  func rows() -> Rows { Rows(text: text, lines: TextLines(text)) }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    var rows = rows()
    guard let first = rows.next() else { return draft }
    var header = try header(first)
    let lists = try lists(&rows, header)
    settleSizes(&header, entries: lists.reduce(0) { $0 + $1.numbers.count })
    for (node, list) in lists.enumerated() {
      try take(list.numbers, of: node, at: list.line.lowerBound, header)
    }
    draft.labels = (0..<header.nodes).map { String($0 + 1) }
    draft.hasStrengths = draft.links.contains { $0.strength != 1 }
    try settleDirection(header)
    return draft
  }

  private func header(_ line: Range<Int>) throws(GraphFileError) -> Header {
    let fields = text.bytes[line].split(whereSeparator: GraphByte.isBlank)
    let numbers = fields.compactMap { DecimalNumber.whole($0) }
    guard numbers.count == fields.count, (2...4).contains(numbers.count) else {
      throw text.malformed(
        at: line.lowerBound, "the first line is \(text.excerpt(line))",
        "write the numbers of nodes and links, and maybe a format code")
    }
    let code = numbers.count > 2 ? numbers[2] : 0
    guard [0, 1, 10, 11, 100, 101, 110, 111].contains(code) else {
      throw text.malformed(
        at: line.lowerBound, "format code \(code) is not known", "use 0, 1, 10, 11 or 100 to 111")
    }
    var header = Header(nodes: numbers[0], links: numbers[1])
    header.hasStrengths = code % 10 == 1
    header.hasSizes = code / 100 == 1
    header.nodeWeights = code / 10 % 10 == 1 ? (numbers.count > 3 ? numbers[3] : 1) : 0
    guard header.nodeWeights <= text.bytes.count else {
      throw text.malformed(
        at: line.lowerBound,
        "\(header.nodeWeights) weights a node in a file of \(text.bytes.count) bytes",
        "correct the fourth number")
    }
    return header
  }

  private typealias List = (line: Range<Int>, numbers: [Range<Int>])

  private func lists(_ rows: inout Rows, _ header: Header) throws(GraphFileError) -> [List] {
    var lists: [List] = []
    while let line = rows.next() {
      let fields = text.bytes[line].split(whereSeparator: GraphByte.isBlank)
      if lists.count == header.nodes {
        guard fields.isEmpty else {
          throw text.malformed(
            at: line.lowerBound, "more lines than the \(header.nodes) nodes announced",
            "correct the first line")
        }
        continue
      }
      lists.append((line, fields.map { $0.startIndex..<$0.endIndex }))
    }
    guard lists.count == header.nodes else {
      throw text.malformed(
        at: text.bytes.count, "\(lists.count) lines for \(header.nodes) nodes",
        "complete the file; it may be cut short")
    }
    return lists
  }

  /// Tells sizes of nodes from the mark for repeated links and loops.
  private mutating func settleSizes(_ header: inout Header, entries: Int) {
    guard header.hasSizes else { return }
    let width = header.hasStrengths ? 2 : 1
    let plain = entries - header.nodes * header.nodeWeights
    guard plain == header.links * width || plain == 2 * header.links * width else { return }
    header.hasSizes = false
    draft.notes.append("first digit of the format code taken as leave for repeated links and loops")
  }

  private mutating func take(
    _ numbers: [Range<Int>], of node: Int, at offset: Int, _ header: Header
  ) throws(GraphFileError) {
    var entries = numbers[...]
    let skipped = (header.hasSizes ? 1 : 0) + header.nodeWeights
    guard entries.count >= skipped,
      !header.hasStrengths || (entries.count - skipped).isMultiple(of: 2)
    else {
      throw text.malformed(
        at: offset, "node \(node + 1) has \(entries.count) numbers, too few for the format code",
        "correct the line or the code; the file may be cut short")
    }
    entries = entries.dropFirst(skipped)
    while let entry = entries.popFirst() {
      guard let neighbour = DecimalNumber.whole(text.bytes[entry]), neighbour >= 1,
        neighbour <= header.nodes
      else {
        throw text.malformed(
          at: offset, "\(text.excerpt(entry)) is no node; they run from 1 to \(header.nodes)",
          "correct it, or the number on the first line")
      }
      var strength = 1.0
      if header.hasStrengths, let field = entries.popFirst() {
        strength = try text.strength(text.bytes[field], at: offset)
      }
      draft.links.append(
        GraphFile.Link(source: node, target: neighbour - 1, strength: strength))
    }
  }

  private mutating func settleDirection(_ header: Header) throws(GraphFileError) {
    let entries = draft.links.count
    let loops = draft.links.count { $0.source == $0.target }
    if let links = GraphMirror.undirected(draft.links) {
      draft.links = links
    } else {
      draft.isDirected = true
      draft.notes.append("neighbours are not listed both ways: read as directed")
    }
    let expected = 2 * header.links
    guard [expected, expected - loops, header.links].contains(entries) else {
      throw text.malformed(
        at: 0, "\(header.links) links announced, \(entries) neighbours listed",
        "list each link with both of its nodes; the file may be cut short")
    }
  }
}
