/// An accessible table: a caption, column headings with scope, and the first cell of each row as the
/// row's heading.
struct HTMLTable: Sendable, Equatable {
  enum Cell: Sendable, Equatable {
    case text(String)
    case number(Int)
    case points(Int)
    case markup(Markup)
  }

  let caption: String
  let columns: [String]
  var rows: [[Cell]] = []
  /// What stands in place of the table when it has no rows.
  var empty = "None."

  var markup: Markup {
    guard !rows.isEmpty else {
      return "<p><strong>\(SafeText(caption)):</strong> \(SafeText(empty))</p>\n"
    }
    let head = columns.map { "<th scope=\"col\">\(SafeText($0))</th>" as Markup }
    let body = rows.map { row in
      let cells = row.enumerated().map { HTMLTable.cell($1, isHeading: $0 == 0) }
      return "<tr>\(cells.joined())</tr>\n" as Markup
    }
    return """
      <div class="wide" role="group" aria-label="\(SafeText(caption))" tabindex="0"><table>
      <caption>\(SafeText(caption))</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(body.joined())</tbody>
      </table></div>

      """
  }

  private static func cell(_ cell: Cell, isHeading: Bool) -> Markup {
    let content: Markup
    let attribute: Markup
    switch cell {
    case .text(let text): (content, attribute) = ("\(SafeText(text))", "")
    case .number(let number): (content, attribute) = ("\(number)", " class=\"figure\"")
    case .points(let points): (content, attribute) = ("\(Points(points))", " class=\"figure\"")
    case .markup(let markup): (content, attribute) = (markup, "")
    }
    return isHeading
      ? "<th scope=\"row\"\(attribute)>\(content)</th>" : "<td\(attribute)>\(content)</td>"
  }
}
