import Assessment
import Records

/// The review list, and a section for each position that has a chart.
struct PositionSections {
  let release: Release
  let charts: [String: [UInt8]]
  let scores: [String: [UInt8]]

  func list(overview: [UInt8]?, ranks: [UInt8]?) -> Markup {
    let names = ReviewListTable.contributionNames(of: release)
    let table = HTMLTable(
      caption: "Review list: points and their contributions",
      columns: ["Rank", "Range", "Verdict", "Position", "Kind", "Points"] + names
        + ["Forces", "Reports", "Review"],
      rows: release.positions.map { row(of: $0, contributions: names) },
      empty: "The list is empty.")
    let firmness: Markup =
      ranks == nil ? "" : figure(ranks, of: ChartDocument.ranks(of: release))
    return """
      <p>Points order the reviews. They are the exact sum of the contributions beside them; equal \
      points share a rank.\(SafeText(range))</p>
      \(figure(overview, of: ChartDocument.overview(of: release)))\(table.markup)\(firmness)
      """
  }

  /// What the range of a rank is; nothing where no rank was tested.
  private var range: String {
    guard let share = release.positions.lazy.compactMap(\.stability?.share).first else { return "" }
    return " The range holds the rank in \(share / 10) % of the replicates, which lost as much "
      + "as the policy supposes to be missing."
  }

  private func row(of position: Position, contributions names: [String]) -> [HTMLTable.Cell] {
    let title: Markup =
      isCharted(position)
      ? "<a href=\"#position-\(position.rank)-\(place(of: position))\">\(SafeText(position.title))</a>"
      : "\(SafeText(position.title))"
    let parts = names.map { name -> HTMLTable.Cell in
      let own = position.contributions.filter { $0.name == name }
      return own.isEmpty ? .text("") : .points(own.reduce(0) { $0 + $1.points })
    }
    return [
      .text("\(position.rank)\(position.tied ? " (tied)" : "")"),
      .text(position.stability.map { "\($0.lower) to \($0.upper)" } ?? "not tested"),
      .text(position.stability?.verdict.rawValue ?? ""),
      .markup("\(title)<br/><span class=\"id\">\(SafeText(position.id))</span>"),
      .text(position.kind.words), .points(position.points),
    ] + parts + [
      .text(position.reach.forces.map(\.name).joined(separator: ", ")),
      .number(position.reports), .text(review(of: position)),
    ]
  }

  private func review(of position: Position) -> String {
    if let days = position.daysOverdue { return "\(days) days overdue" }
    if let due = position.due { return "due \(due.words)" }
    return "no date"
  }

  private func isCharted(_ position: Position) -> Bool {
    release.charts.contains { $0.position == position.id }
  }

  /// Where a position stands on the list, from 1: a fragment name that no data can shape.
  private func place(of position: Position) -> Int {
    (release.positions.firstIndex { $0.id == position.id } ?? 0) + 1
  }

  var all: Markup {
    let charted = release.positions.filter { isCharted($0) }
    guard !charted.isEmpty else { return "<p>No position has a chart.</p>\n" }
    return charted.map { section(of: $0) }.joined()
  }

  private func section(of position: Position) -> Markup {
    let title = SafeText("\(position.rank). \(position.title)")
    var content: Markup = """
      <p>\(SafeText(position.kind.words)) <span class="id">\(SafeText(position.id))</span>: \
      <strong>\(Points(position.points)) points</strong>\
      \(SafeText(position.tied ? ", tied" : "")).</p>

      """
    if !position.caveats.isEmpty {
      let items = position.caveats.map { "<li>\(SafeText($0))</li>\n" as Markup }
      content += """
        <div class="caveats"><h4>Before relying on this position</h4><ul>
        \(items.joined())</ul></div>

        """
    }
    if let chart = release.charts.first(where: { $0.position == position.id }) {
      if let document = try? ChartDocument.association(of: position.id, in: release) {
        content += figure(charts[position.id], of: document)
      }
      if drawing(charts[position.id]) != nil { content += links(of: chart) }
    }
    if let score = scores[position.id],
      let document = try? ChartDocument.score(of: position.id, in: release)
    {
      content += figure(score, of: document)
    }
    content += ChartTables.contributions(of: position).markup
    content += prompts(of: position)
    content += FlowSections.all(of: position)
    content += RelianceSections.reliance(on: position)
    content += RegisterSections.plan(of: position)
    content += members(of: position)
    content += facts(of: position)
    return """
      <article id="position-\(position.rank)-\(place(of: position))">
      <h3>\(title)</h3>
      \(content)</article>

      """
  }

  /// The picture, or nil where there is none that may be shown.
  private func drawing(_ svg: [UInt8]?) -> Markup? { svg.flatMap(SVGDocument.markup) }

  private func figure(_ svg: [UInt8]?, of chart: ChartDocument) -> Markup {
    guard let drawing = drawing(svg) else {
      return """
        <p class="warning">The chart could not be drawn; its content follows as tables. \
        \(SafeText(chart.summary))</p>
        \(chart.tables.map(\.markup).joined())<p>\(SafeText(chart.notShown))</p>

        """
    }
    return """
      <figure>
      \(drawing)<figcaption>\(SafeText(chart.title)). \(SafeText(chart.summary))</figcaption>
      </figure>

      """
  }

  private func links(of chart: AssociationChart) -> Markup {
    """
    <details><summary>Links as a table</summary>
    \(ChartTables.links(of: chart).markup)</details>

    """
  }

  private func prompts(of position: Position) -> Markup {
    guard !position.prompts.isEmpty else { return "" }
    return HTMLTable(
      caption: "Prompts for a review of \(position.title): never proof",
      columns: ["Indicator", "What was seen, and how it may be ordinary"],
      rows: position.prompts.map { [.text($0.kind), .text($0.words)] }
    ).markup
  }

  private func members(of position: Position) -> Markup {
    let table = HTMLTable(
      caption: "Members of \(position.title) who may be named",
      columns: ["Member", "Id", "Role by structure", "Reason", "Reports and registers"],
      rows: position.members.map {
        [
          .text($0.label), .text($0.entity.text), .text($0.role), .text($0.reason),
          .number($0.reports),
        ]
      })
    return """
      \(table.markup)<p>Members and contacts under the victim shield, counted and not named: \
      \(SafeText("\(position.shieldedPeople)")).</p>

      """
  }

  private func facts(of position: Position) -> Markup {
    let reach = position.reach
    let spread =
      reach.isCrossROCU ? "cross-ROCU" : reach.isCrossForce ? "cross-force" : "one force area"
    let facts: [(String, String)] = [
      ("Force areas", reach.forces.map { "\($0.name) (\($0.rocu))" }.joined(separator: ", ")),
      ("Reach", spread), ("Record systems", reach.systems.joined(separator: ", ")),
      ("Reports", String(position.reports)), ("Status", position.status),
      ("Owner", position.owner ?? "nobody is named"),
      ("Last assessed", position.lastAssessed?.words ?? "not recorded"),
      ("Review", review(of: position)),
    ]
    let rows = facts.map {
      "<div><dt>\(SafeText($0.0))</dt><dd>\(SafeText($0.1))</dd></div>\n" as Markup
    }
    return "<dl class=\"facts\">\n\(rows.joined())</dl>\n"
  }
}
