import Assessment

/// The tables for the working of bodies and record systems.
enum BodySections {
  /// So many rows of a table are in the document; an export has all, and with them the numbers of rows
  /// in their files: the document is the same however these are sorted.
  static let mostRows = 40

  static func all(_ release: Release) -> Markup {
    // Ranks stand with the positions.
    let tables = release.bodyTables.filter { $0.kind != .ranks && !$0.rows.isEmpty }
    guard !tables.isEmpty else { return "<p>There is nothing for any.</p>\n" }
    return """
      <p>Tables in columns of our own: profiles, unofficial and synthetic-tested. None is the format of \
      the body or the system that it names.</p>
      \(tables.map(section).joined())
      """
  }

  private static func section(_ table: Release.BodyTable) -> Markup {
    let notes = table.notes.map { "<p>\(SafeText($0))</p>\n" as Markup }
    let hidden = table.rows.count - mostRows
    let rest: Markup =
      hidden > 0
      ? """
      <p>\(hidden) more rows are in the export \(SafeText(table.kind.rawValue)).</p>

      """ : ""
    let shown = table.columns.indices.filter { $0 != table.rowNumberColumn }
    let whole = HTMLTable(
      caption: table.kind.title, columns: shown.map { table.columns[$0] },
      rows: table.rows.prefix(mostRows).map { row in shown.map { cell(row[$0]) } })
    return "\(whole.markup)\(rest)\(notes.joined())"
  }

  private static func cell(_ cell: Release.BodyTable.Cell) -> HTMLTable.Cell {
    switch cell {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    }
  }
}
