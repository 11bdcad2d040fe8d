/// Reads a square table of strengths: row *i*, column *j* says how strongly *i* is linked to *j*;
/// 0 or nothing means no link.
///
/// A table that equals its mirror image is undirected; any other is directed, from row to column,
/// and a note says so.
struct MatrixReader {
  private let text: GraphText
  private var draft = GraphDraft()
  private var columns = GraphLabelTable()
  private var rowOfColumn: [Int?] = []
  private var rowCount = 0

  /// Where a table has the names of its nodes.
  enum Layout {
    /// The first row names the columns, behind a corner; each further row starts with its name.
    case corner
    /// The same without the corner, so the first row is one field shorter.
    case noCorner
    /// No names at all.
    case unlabelled
  }

  init(_ text: GraphText) { self.text = text }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    var rows = DelimitedRows(text, delimiter: try DelimitedRows.delimiter(of: text))
    guard try rows.next() else { return draft }
    let known = try Self.layout(rows)
    let layout = if let known { known } else { try Self.likelyLayout(rows) }
    try readColumns(rows, layout)
    var hasRow = layout == .unlabelled ? true : try rows.next()
    var unknown: (label: String, offset: Int)?
    var inOrder = true
    while hasRow {
      let skipped = layout == .unlabelled ? 0 : 1
      try checkLength(rows, expected: columns.labels.count + skipped)
      let label = layout == .unlabelled ? Array(String(rowCount + 1).utf8) : rows.bytes(0)
      if let row = columns[label: label] {
        inOrder = inOrder && row == rowCount
        try readCells(rows, row: row, skipped: skipped, label: label)
      } else if unknown == nil {
        unknown = (text.excerpt(of: label), rows.start)
      }
      rowCount += 1
      hasRow = try rows.next()
    }
    try checkRows(unknown)
    if !inOrder { draft.notes.append("rows and columns are in different orders: matched by name") }
    draft.labels = columns.labels
    settleDirection()
    return draft
  }

  /// Returns the layout of the table whose first row `rows` stands on, nil if it may be no table.
  static func layout(_ rows: DelimitedRows) throws(GraphFileError) -> Layout? {
    let first = rows.fields.indices.map(rows.bytes)
    if first[0].isEmpty { return first.count > 1 ? .corner : nil }
    var ahead = rows
    guard try ahead.next() else { return nil }
    if ahead.fields.count == first.count + 1 {
      return first.count > 1 && ahead.bytes(0) == first[0] ? .noCorner : nil
    }
    guard ahead.fields.count == first.count, first.count > 2 else { return nil }
    // A list of links may begin so too; a table goes on naming its rows as its columns.
    var position = 1
    while position < first.count, ahead.bytes(0) == first[position] {
      position += 1
      guard try ahead.next() else { break }
    }
    if position == first.count, Set(first.dropFirst()).count == first.count - 1 { return .corner }
    guard first.count > 4, first.allSatisfy({ DecimalNumber.parse($0) != nil }) else { return nil }
    ahead = rows
    var count = 1
    while try ahead.next() { count += 1 }
    return count == first.count ? .unlabelled : nil
  }

  /// Returns the layout of what the caller says is a table.
  private static func likelyLayout(_ rows: DelimitedRows) throws(GraphFileError) -> Layout {
    var ahead = rows
    guard try ahead.next() else { return .corner }
    if ahead.fields.count == rows.fields.count + 1 { return .noCorner }
    let isNumeric = rows.fields.indices.allSatisfy { DecimalNumber.parse(rows.bytes($0)) != nil }
    return isNumeric ? .unlabelled : .corner
  }

  private mutating func readColumns(
    _ rows: DelimitedRows, _ layout: Layout
  ) throws(GraphFileError) {
    if layout == .unlabelled {
      for number in 1...rows.fields.count { _ = columns.position(of: Array(String(number).utf8)) }
      draft.notes.append("no names in the table: nodes are numbered from 1")
    } else {
      for index in rows.fields.indices.dropFirst(layout == .corner ? 1 : 0) {
        let label = rows.bytes(index)
        guard !label.isEmpty, columns[label: label] == nil else {
          throw text.malformed(
            at: rows.start,
            "column \(index + 1), \(text.excerpt(of: label)), has no name of its own",
            "give each column a different name")
        }
        _ = columns.position(of: label)
      }
    }
    rowOfColumn = Array(repeating: nil, count: columns.labels.count)
  }

  private func checkLength(_ rows: DelimitedRows, expected: Int) throws(GraphFileError) {
    guard rows.fields.count == expected else {
      throw text.malformed(
        at: rows.start,
        "row \(text.excerpt(of: rows.bytes(0))) has \(rows.fields.count) fields where the first "
          + "row calls for \(expected)", "complete the row; the file may be cut short")
    }
  }

  private mutating func readCells(
    _ rows: DelimitedRows, row: Int, skipped: Int, label: [UInt8]
  ) throws(GraphFileError) {
    guard rowOfColumn[row] == nil else {
      throw text.malformed(
        at: rows.start, "a second row \(text.excerpt(of: label))", "give each row a different name")
    }
    rowOfColumn[row] = rowCount
    for column in columns.labels.indices {
      let field = rows.fields[column + skipped]
      if field.isEmpty { continue }
      let bytes = text.bytes[field]
      if bytes.count == 1 && bytes[field.lowerBound] == GraphByte.zero { continue }
      if DecimalNumber.parse(bytes) == 0 { continue }
      let strength = try text.strength(bytes, at: field.lowerBound)
      draft.links.append(GraphFile.Link(source: row, target: column, strength: strength))
    }
  }

  private func checkRows(_ unknown: (label: String, offset: Int)?) throws(GraphFileError) {
    let missing = rowOfColumn.firstIndex { $0 == nil }
    if let unknown {
      let known = rowOfColumn.count { $0 != nil }
      guard rowCount == columns.labels.count, known * 2 > rowCount else {
        throw .twoMode(file: text.path, rows: rowCount, columns: columns.labels.count)
      }
      throw text.malformed(
        at: unknown.offset, "row \(unknown.label) has no column of that name",
        "use the same names for rows and columns")
    }
    if let missing {
      let label = text.excerpt(of: columns.labels[missing].utf8)
      throw text.malformed(
        at: text.bytes.count,
        "\(columns.labels.count) columns, \(rowCount) rows: column \(label) "
          + "has no row", "complete the table; the file may be cut short")
    }
  }

  /// Keeps one triangle of a table that equals its mirror image; calls any other directed.
  private mutating func settleDirection() {
    draft.hasStrengths = draft.links.contains { $0.strength != 1 }
    if let links = GraphMirror.undirected(draft.links) {
      draft.links = links
    } else {
      draft.isDirected = true
      draft.notes.append("asymmetric matrix read as directed, from row to column")
    }
  }
}
