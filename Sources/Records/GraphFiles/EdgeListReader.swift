/// Reads a list of links, one a row: source, target, and maybe a strength and a type.
///
/// A first row is taken as a header if it names the columns in words a header uses, or if its
/// third field is no number where the next row has one, or if its names are words where the rows
/// below hold whole numbers.
struct EdgeListReader {
  private let text: GraphText
  private var table = GraphLabelTable()
  private var draft = GraphDraft()

  /// Which field of a row holds what.
  private struct Columns {
    var source = 0
    var target = 1
    var strength: Int?
    var type: Int?
    var count = 0
    var isHeader = false
  }

  init(_ text: GraphText) {
    self.text = text
    draft.statesDirection = false
  }

  consuming func read(directed: Bool?) throws(GraphFileError) -> GraphDraft {
    readComments()
    var rows = DelimitedRows(text, delimiter: try DelimitedRows.delimiter(of: text))
    guard try rows.next() else { return draft }
    let columns = try columns(rows)
    var types: Set<[UInt8]> = []
    var hasRow = columns.isHeader ? try rows.next() : true
    while hasRow {
      let link = try link(rows, columns)
      let type = columns.type.map { rows.bytes($0).map { $0 | 0x20 } }
      if let type, types.count < 3 { types.insert(type) }
      draft.links.append(link)
      if let type, type == Array("undirected".utf8), link.source != link.target {
        undirected.append(draft.links.count - 1)
      }
      hasRow = try rows.next()
    }
    draft.labels = table.labels
    draft.hasStrengths = columns.strength != nil && draft.links.contains { $0.strength != 1 }
    settleDirection(types: types, directed: directed)
    return draft
  }

  /// Positions of links whose type says that they run both ways.
  private var undirected: [Int] = []

  private mutating func settleDirection(types: Set<[UInt8]>, directed: Bool?) {
    if types.contains(Array("directed".utf8)) {
      draft.isDirected = true
      draft.statesDirection = true
      if !undirected.isEmpty {
        draft.links += undirected.map { draft.links[$0].reversed }
        draft.notes.append("\(undirected.count) links of type undirected run both ways")
      }
    } else if types.contains(Array("undirected".utf8)) {
      draft.statesDirection = true
    }
    if !draft.statesDirection && directed == nil {
      draft.notes.append("a list of links does not say whether they have a direction: undirected")
    }
    if !(directed ?? draft.isDirected) && !draft.isDirected { mergeMirrored() }
  }

  /// Takes each link once where the list gives all of them in both directions.
  private mutating func mergeMirrored() {
    guard let links = GraphMirror.undirected(draft.links), links.count < draft.links.count else {
      return
    }
    draft.links = links
    draft.notes.append("the list gives every link in both directions: each was taken once")
  }

  /// Reads the direction that SNAP and others state in a comment.
  private mutating func readComments() {
    for line in text.bytes.prefix(65_536).split(whereSeparator: GraphByte.isBreak) {
      guard line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%") else { return }
      let comment = String(decoding: line, as: UTF8.self).lowercased()
      if comment.contains("undirected graph") {
        draft.statesDirection = true
      } else if comment.contains("directed graph") {
        draft.statesDirection = true
        draft.isDirected = true
      }
    }
  }

  private mutating func link(
    _ rows: DelimitedRows, _ columns: Columns
  ) throws(GraphFileError) -> GraphFile.Link {
    guard rows.fields.count == columns.count else {
      throw text.malformed(
        at: rows.start, "\(rows.fields.count) fields where \(columns.count) are expected",
        "write one link a row, also where a row lists several neighbours")
    }
    var strength = 1.0
    if let column = columns.strength {
      let field = rows.fields[column]
      strength = try text.strength(text.bytes[field], at: field.lowerBound)
    }
    return GraphFile.Link(
      source: try node(rows, columns.source, "source"),
      target: try node(rows, columns.target, "target"), strength: strength)
  }

  private mutating func node(
    _ rows: DelimitedRows, _ column: Int, _ role: String
  ) throws(GraphFileError) -> Int {
    guard !rows.fields[column].isEmpty else {
      throw text.malformed(
        at: rows.start, "the \(role) has no name", "name it or leave the row out")
    }
    return rows.isVerbatim(column)
      ? table.position(of: text.bytes[rows.fields[column]])
      : table.position(of: rows.bytes(column))
  }
}

extension EdgeListReader {
  private static let sources: Set<String> = [
    "source", "src", "from", "fromnodeid", "fromnode", "fromid", "sender", "caller", "ego", "node1",
    "nodea", "person1", "persona", "id1", "origin", "start", "sourceid", "person", "i", "u", "v1",
  ]
  private static let targets: Set<String> = [
    "target", "tgt", "dst", "dest", "destination", "to", "tonodeid", "tonode", "toid", "receiver",
    "recipient", "callee", "alter", "node2", "nodeb", "person2", "personb", "id2", "end",
    "targetid",
    "contact", "associate", "j", "v", "v2",
  ]
  private static let strengths: [String] = [
    "weight", "strength", "value", "count", "w", "freq", "frequency", "times", "calls", "meetings",
  ]

  /// Tells the columns from the first row of `rows` and the row below it.
  private mutating func columns(_ rows: DelimitedRows) throws(GraphFileError) -> Columns {
    let names = rows.fields.indices.map { index in
      String(decoding: rows.bytes(index), as: UTF8.self).lowercased()
        .filter { $0.isLetter || $0.isNumber }
    }
    var ahead = rows
    let below = try ahead.next() ? ahead.fields.indices.map(ahead.bytes) : []
    var columns = Columns(count: names.count)
    if let source = names.firstIndex(where: Self.sources.contains),
      let target = names.firstIndex(where: Self.targets.contains),
      names[source].count > 1 || names.count > 2 && below.count > 2
    {
      columns.isHeader = true
      columns.source = source
      columns.target = target
    } else {
      columns.isHeader = isHeader(rows, below)
    }
    if columns.isHeader {
      columns.strength = Self.strengths.lazy.compactMap { names.firstIndex(of: $0) }.first
      columns.type = names.firstIndex(of: "type")
      noteIgnored(rows, columns)
    } else {
      draft.notes.append("no header: the first row is a link")
      try settleBareColumns(rows, &columns)
    }
    guard columns.count > max(columns.source, columns.target) else {
      throw text.malformed(
        at: rows.start, "one field in the row", "write at least source and target in each row")
    }
    return columns
  }

  private func isHeader(_ rows: DelimitedRows, _ below: [[UInt8]]) -> Bool {
    guard below.count > 1, rows.fields.count == below.count else { return false }
    let first = rows.fields.indices.map(rows.bytes)
    if first.count > 2, DecimalNumber.parse(first[2]) == nil, DecimalNumber.parse(below[2]) != nil {
      return true
    }
    return first[0...1].allSatisfy { DecimalNumber.parse($0) == nil }
      && below[0...1].allSatisfy { DecimalNumber.whole($0) != nil }
  }

  private mutating func noteIgnored(_ rows: DelimitedRows, _ columns: Columns) {
    let used = [columns.source, columns.target, columns.strength, columns.type]
    for index in rows.fields.indices where !used.contains(index) {
      draft.notes.append("column \(text.excerpt(rows.fields[index])) not used")
    }
  }

  private mutating func settleBareColumns(
    _ rows: DelimitedRows, _ columns: inout Columns
  ) throws(GraphFileError) {
    guard rows.fields.count > 2 else { return }
    guard DecimalNumber.parse(text.bytes[rows.fields[2]]) != nil else {
      // "inf" and "nan" are strengths that went wrong rather than words.
      if Double(String(decoding: rows.bytes(2), as: UTF8.self)) != nil {
        _ = try text.strength(rows.bytes(2), at: rows.start)
      }
      throw text.malformed(
        at: rows.start, "the third field \(text.excerpt(rows.fields[2])) is not a number",
        "put a header such as source,target,weight above the rows")
    }
    columns.strength = 2
    if rows.fields.count > 3 {
      draft.notes.append("fields after the third were not used")
    }
  }
}
