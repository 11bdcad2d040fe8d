import Assessment

/// What to learn about a position, and what removing its members would come to.
enum CollectionSections {
  static func gaps(of position: Position) -> Markup {
    guard !position.gaps.isEmpty else { return "" }
    return HTMLTable(
      caption: "What to learn about \(position.title), best first",
      columns: ["To be learnt", "It would mean", "Points"],
      rows: position.gaps.map { [.text($0.question), .text($0.effect), .points($0.points)] }
    ).markup
  }

  static func removal(of position: Position) -> Markup {
    guard let removal = position.removal else { return "" }
    let table = ChartTables.effects(of: removal, on: position.title)
    let scarce = removal.scarce.map { "<li>\(SafeText($0))</li>\n" as Markup }
    let others: Markup =
      removal.others > 0 ? " \(removal.others) members with fewer links are left out." : ""
    return """
      \(table.markup)<p>A study of how the network holds together, not advice about anybody. With \
      recovery: \(SafeText(removal.rule)). Ranges hold nine tenths of \(removal.draws) \
      draws.\(others)</p>
      \(scarce.isEmpty ? "" : "<ul>\n\(scarce.joined())</ul>\n")
      """
  }
}
