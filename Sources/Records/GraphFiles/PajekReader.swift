/// Reads the first network of a Pajek `.net` or `.paj` file.
///
/// Arcs have a direction and edges have none: a file with both stays directed, with each edge as
/// two arcs.
struct PajekReader {
  private let text: GraphText
  private var draft = GraphDraft()
  private var names: [(label: String, key: String)] = []
  private var section = Section.none
  private var arcs: [GraphFile.Link] = []
  private var edges: [GraphFile.Link] = []
  private var matrixRow = 0
  private var hasVertices = false

  private enum Section {
    case none, vertices, arcs, edges, arcsList, edgesList, matrix, ignored
  }

  init(_ text: GraphText) { self.text = text }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    var lines = TextLines(text)
    while let line = lines.next() {
      let fields = try fields(line)
      guard let first = fields.first, text.bytes[line.lowerBound] != UInt8(ascii: "%") else {
        continue
      }
      if text.bytes[first.lowerBound] == UInt8(ascii: "*") {
        if try open(fields, line) { break }
      } else {
        try take(fields, line)
      }
    }
    guard hasVertices else {
      throw .unknownFormat(
        file: text.path, problem: "no *Vertices in the file",
        nextStep: "check that it is a Pajek network")
    }
    if section == .matrix && matrixRow < names.count {
      throw text.malformed(
        at: text.bytes.count, "the matrix has \(matrixRow) rows for \(names.count) vertices",
        "complete it; the file may be cut short")
    }
    draft.labels = GraphLabel.unique(names, notes: &draft.notes)
    draft.isDirected = !arcs.isEmpty
    draft.links = arcs + edges
    if !arcs.isEmpty && !edges.isEmpty {
      draft.links += edges.lazy.filter { $0.source != $0.target }.map(\.reversed)
      draft.notes.append("\(edges.count) edges beside arcs: each runs both ways")
    }
    draft.hasStrengths = draft.links.contains { $0.strength != 1 }
    return draft
  }

  /// Splits a line at blanks; a field in quotation marks may hold blanks.
  private func fields(_ line: Range<Int>) throws(GraphFileError) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var position = line.lowerBound
    while position < line.upperBound {
      if GraphByte.isBlank(text.bytes[position]) {
        position += 1
        continue
      }
      let isQuoted = text.bytes[position] == GraphByte.quote
      let start = isQuoted ? position + 1 : position
      position = start
      while position < line.upperBound,
        isQuoted
          ? text.bytes[position] != GraphByte.quote : !GraphByte.isBlank(text.bytes[position])
      {
        position += 1
      }
      if isQuoted && position == line.upperBound {
        throw text.malformed(at: start, "a quotation mark is never closed", "close it")
      }
      guard position - start <= GraphText.longestField else {
        throw text.tooLong(at: start, "check the quotation marks")
      }
      fields.append(start..<position)
      if isQuoted { position += 1 }
    }
    return fields
  }

  /// Enters the section that a line beginning with `*` opens; true if a second network begins.
  private mutating func open(
    _ fields: [Range<Int>], _ line: Range<Int>
  ) throws(GraphFileError) -> Bool {
    let name = String(decoding: text.bytes[fields[0]], as: UTF8.self).lowercased()
    switch name {
    case "*vertices":
      if hasVertices && section == .ignored { return false }
      if hasVertices {
        draft.notes.append("only the first network in the file was read")
        return true
      }
      try openVertices(fields, line)
    case "*network":
      if hasVertices {
        draft.notes.append("only the first network in the file was read")
        return true
      }
    case "*arcs": section = .arcs
    case "*edges": section = .edges
    case "*arcslist": section = .arcsList
    case "*edgeslist": section = .edgesList
    case "*matrix": section = .matrix
    default:
      section = .ignored
      draft.notes.append("section \(text.excerpt(fields[0])) not used")
    }
    return false
  }

  private mutating func openVertices(
    _ fields: [Range<Int>], _ line: Range<Int>
  ) throws(GraphFileError) {
    guard fields.count > 1, let count = DecimalNumber.whole(text.bytes[fields[1]]) else {
      throw text.malformed(at: line.lowerBound, "*Vertices without a number", "write how many")
    }
    guard count <= max(100_000, text.bytes.count) else {
      throw text.malformed(
        at: line.lowerBound, "\(count) vertices in a file of \(text.bytes.count) bytes",
        "correct the number")
    }
    if fields.count > 2 {
      draft.notes.append("two-mode network: persons and what they share are both nodes")
    }
    names = (0..<count).map { ("", String($0 + 1)) }
    hasVertices = true
    section = .vertices
  }

  private func node(_ field: Range<Int>) throws(GraphFileError) -> Int {
    guard let number = DecimalNumber.whole(text.bytes[field]), number >= 1, number <= names.count
    else {
      throw text.malformed(
        at: field.lowerBound,
        "\(text.excerpt(field)) is no vertex; they run from 1 to \(names.count)",
        "correct it, or the number after *Vertices")
    }
    return number - 1
  }

  private mutating func take(
    _ fields: [Range<Int>], _ line: Range<Int>
  ) throws(GraphFileError) {
    switch section {
    case .vertices:
      let vertex = try node(fields[0])
      if fields.count > 1 {
        names[vertex].label = String(decoding: text.bytes[fields[1]], as: UTF8.self)
      }
    case .arcs, .edges:
      guard fields.count > 1 else {
        throw text.malformed(at: line.lowerBound, "one vertex only", "write both ends of the link")
      }
      let strength =
        fields.count > 2
        ? try text.strength(
          text.bytes[fields[2]], at: fields[2].lowerBound) : 1
      add(try node(fields[0]), try node(fields[1]), strength, isArc: section == .arcs)
    case .arcsList, .edgesList:
      let source = try node(fields[0])
      for field in fields.dropFirst() {
        add(source, try node(field), 1, isArc: section == .arcsList)
      }
    case .matrix: try takeMatrixRow(fields, line)
    case .ignored: break
    case .none:
      throw text.malformed(
        at: line.lowerBound, "a line before *Vertices", "check that it is a Pajek network")
    }
  }

  private mutating func takeMatrixRow(
    _ fields: [Range<Int>], _ line: Range<Int>
  ) throws(GraphFileError) {
    guard matrixRow < names.count, fields.count == names.count else {
      throw text.malformed(
        at: line.lowerBound,
        "row \(matrixRow + 1) has \(fields.count) numbers for \(names.count) vertices",
        "write one row of that many numbers for each vertex")
    }
    for (column, field) in fields.enumerated() where DecimalNumber.parse(text.bytes[field]) != 0 {
      let strength = try text.strength(text.bytes[field], at: field.lowerBound)
      add(matrixRow, column, strength, isArc: true)
    }
    matrixRow += 1
    if matrixRow == names.count { settleMatrix() }
  }

  /// Turns arcs of a matrix that equals its mirror image into edges.
  private mutating func settleMatrix() {
    guard let edges = GraphMirror.undirected(arcs) else {
      draft.notes.append("asymmetric matrix read as directed, from row to column")
      return
    }
    self.edges += edges
    arcs = []
  }

  private mutating func add(_ source: Int, _ target: Int, _ strength: Double, isArc: Bool) {
    let link = GraphFile.Link(source: source, target: target, strength: strength)
    if isArc { arcs.append(link) } else { edges.append(link) }
  }
}

/// Lists of links that give every link in both directions.
enum GraphMirror {
  /// Returns each link once if `links` hold as many links of each strength from A to B as from B
  /// to A, for all A and B; nil otherwise. Loops are kept as they are.
  static func undirected(_ links: [GraphFile.Link]) -> [GraphFile.Link]? {
    func precedes(_ a: GraphFile.Link, _ b: GraphFile.Link) -> Bool {
      (a.source, a.target, a.strength) < (b.source, b.target, b.strength)
    }
    let forward = links.filter { $0.source < $0.target }
    let backward = links.filter { $0.source > $0.target }.map(\.reversed)
    guard forward.count == backward.count,
      forward.sorted(by: precedes) == backward.sorted(by: precedes)
    else { return nil }
    return links.filter { $0.source <= $0.target }
  }
}

/// The lines of a text, as ranges of bytes without their ends: LF, CR LF or CR alone.
struct TextLines {
  private let text: GraphText
  private var position = 0

  init(_ text: GraphText) { self.text = text }

  mutating func next() -> Range<Int>? {
    guard position < text.bytes.count else { return nil }
    let start = position
    while position < text.bytes.count, !GraphByte.isBreak(text.bytes[position]) { position += 1 }
    let line = start..<position
    if position < text.bytes.count {
      let isPair =
        text.bytes[position] == GraphByte.carriageReturn && position + 1 < text.bytes.count
        && text.bytes[position + 1] == GraphByte.lineFeed
      position += isPair ? 2 : 1
    }
    return line
  }
}
