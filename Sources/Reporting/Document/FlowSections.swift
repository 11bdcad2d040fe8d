import Assessment
import Records

/// Money into and out of a position's accounts, and the segments of the chain. Numbers of rows stand in
/// the exports: the document is the same however files are sorted.
enum FlowSections {
  /// So many flows of a position are in the document.
  static let mostFlows = 24

  static func all(of position: Position) -> Markup {
    "\(flows(of: position))\(segments(of: position))"
  }

  private static func flows(of position: Position) -> Markup {
    guard !position.flows.isEmpty else { return "" }
    let table = HTMLTable(
      caption: "Money into and out of accounts of \(position.title), by month and counterpart",
      columns: [
        "Account", "In or out", "Counterpart", "Month", "Amount", "Transfers", "Files",
      ],
      rows: position.flows.prefix(mostFlows).map { flow in
        [
          .text(flow.label), .text(flow.isIncoming ? "in" : "out"), .text(flow.counterpart),
          .text(flow.month), .text("\(flow.currency) \(Money.decimal(flow.hundredths))"),
          .number(flow.transfers),
          .text(Set(flow.rows.map(\.file)).sorted().joined(separator: ", ")),
        ]
      })
    let hidden = position.flows.count - mostFlows
    let rest: Markup =
      hidden > 0 ? "<p>\(hidden) more rows are in the export flows.</p>\n" : ""
    return "\(table.markup)\(rest)"
  }

  private static func segments(of position: Position) -> Markup {
    guard !position.segments.isEmpty else { return "" }
    let table = HTMLTable(
      caption: "Segments of the chain that the evidence shows of \(position.title): no score",
      columns: [
        "Side", "Segment", "Force area", "Shown by", "Concerned", "Statements", "From", "To",
      ],
      rows: position.segments.map { segment in
        [
          .text(segment.function.isUpstream ? "upstream" : "downstream"),
          .text(segment.function.rawValue), .text(segment.force?.name ?? "no place stated"),
          .text(segment.links.joined(separator: ", ")), .text(things(segment.things)),
          .number(segment.statements), .text(segment.first?.description ?? ""),
          .text(segment.last?.description ?? ""),
        ]
      })
    let summary: Markup =
      Position.Segment.summary(of: position.segments).map { "<p>\(SafeText($0))</p>\n" } ?? ""
    return "\(table.markup)\(summary)"
  }

  /// So many things of a segment are named.
  private static let mostThings = 6

  private static func things(_ things: [String]) -> String {
    let rest = things.count - mostThings
    return things.prefix(mostThings).joined(separator: "; ")
      + (rest > 0 ? "; and \(rest) more" : "")
  }
}
