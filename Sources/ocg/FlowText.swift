import Assessment
import Records

/// Money and segments of a position as plain lines, each with the rows that it rests on.
struct FlowText {
  let position: Position

  /// So many rows of files are named in one line.
  private static let mostRows = 8

  var lines: [String] { flows + segments }

  private var flows: [String] {
    guard !position.flows.isEmpty else { return [] }
    return ["", "Money into and out of its accounts in the period:"]
      + position.flows.map { flow in
        "  \(flow.month) \(flow.label) (\(flow.account.text)) "
          + "\(flow.isIncoming ? "from" : "to") \(flow.counterpart)"
          + (flow.counterpartID.map { " (\($0.text))" } ?? "")
          + ": \(flow.currency) \(Money.decimal(flow.hundredths)) in "
          + "\(counted(flow.transfers, "transfer"))\(cited(flow.rows))"
      }
  }

  private var segments: [String] {
    guard !position.segments.isEmpty else { return [] }
    return ["", "Segments of the chain, presence and no score:"]
      + position.segments.map { segment in
        "  \(segment.function.isUpstream ? "upstream" : "downstream"), "
          + "\(segment.function.rawValue), \(segment.force?.name ?? "no place stated"): "
          + "\(segment.links.joined(separator: ", ")), "
          + "\(counted(segment.statements, "statement"))\(cited(segment.rows))"
      } + (Position.Segment.summary(of: position.segments).map { ["  \($0)"] } ?? [])
  }

  private func cited(_ rows: [Position.Row]) -> String {
    guard !rows.isEmpty else { return "" }
    let rest = rows.count - FlowText.mostRows
    return "; \(Position.Row.words(Array(rows.prefix(FlowText.mostRows))))"
      + (rest > 0 ? " and \(counted(rest, "more row"))" : "")
  }
}

extension ExplainResult {
  struct Flow: Encodable {
    let account: String
    let direction: String
    let counterpart: String?
    let month: String
    let currency: String
    let hundredths: Int64
    let transfers: Int
    let rows: String

    init(_ flow: Position.Flow) {
      account = flow.account.text
      direction = flow.isIncoming ? "in" : "out"
      counterpart = flow.counterpartID?.text
      month = flow.month
      currency = flow.currency
      hundredths = flow.hundredths
      transfers = flow.transfers
      rows = Position.Row.words(flow.rows)
    }
  }

  struct Segment: Encodable {
    let side: String
    let segment: String
    let force: String?
    let links: [String]
    let statements: Int
    let rows: String

    init(_ segment: Position.Segment) {
      side = segment.function.isUpstream ? "upstream" : "downstream"
      self.segment = segment.function.rawValue
      force = segment.force?.code
      links = segment.links
      statements = segment.statements
      rows = Position.Row.words(segment.rows)
    }
  }
}
