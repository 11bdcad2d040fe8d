import Assessment
import Records

/// How far a position can be relied on, what would change it, and what joins positions to each other.
enum RelianceSections {
  static func reliance(on position: Position) -> Markup {
    var content: Markup = ""
    if let match = position.match {
      content += """
        <p>Against the master list: <strong>\(SafeText(match.status.rawValue))</strong>; \
        \(SafeText(match.evidence)).</p>

        """
    }
    content += scores(of: position)
    if let stability = position.stability { content += tests(of: stability, position) }
    if !position.changes.isEmpty {
      let items = position.changes.map { "<li>\(SafeText($0))</li>\n" as Markup }
      content += "<p>What would change the rank:</p><ul>\n\(items.joined())</ul>\n"
    }
    content += CollectionSections.gaps(of: position)
    content += keyPlayers(of: position)
    content += CollectionSections.removal(of: position)
    return content
  }

  private static func scores(of position: Position) -> Markup {
    let scores = position.scores
    let table = HTMLTable(
      caption: "Two scores of \(position.title)", columns: ["Score", "Points", "Rank by it"],
      rows: [
        [.text("Matrix"), .points(scores.matrix), .number(scores.matrixRank)]
      ]
        + scores.sections.map {
          [.text("of it \($0.section.rawValue)"), .points($0.points), .number($0.rank)]
        } + [[.text("Network"), .points(scores.network), .number(scores.networkRank)]])
    let disagreement: Markup =
      scores.disagreement.map {
        "<p class=\"warning\">The two disagree: \(SafeText($0)).</p>\n"
      } ?? ""
    return "\(table.markup)\(disagreement)"
  }

  private static func tests(of stability: Position.Stability, _ position: Position) -> Markup {
    let reasons = stability.reasons.map { "<li>\(SafeText($0))</li>\n" as Markup }
    let table = HTMLTable(
      caption: "Stability of the rank of \(position.title)", columns: ["Test", "What", "Result"],
      rows: stability.tests.map { [.text($0.letter), .text($0.name), .text($0.result)] })
    return """
      <p>Rank \(stability.lower) to \(stability.upper): \
      <strong>\(SafeText(stability.verdict.rawValue))</strong>, from \(stability.replicates) \
      replicates.</p>
      \(reasons.isEmpty ? "" : "<ul>\n\(reasons.joined())</ul>\n")\(table.markup)
      """
  }

  private static func keyPlayers(of position: Position) -> Markup {
    guard !position.keyPlayers.isEmpty else { return "" }
    return HTMLTable(
      caption: "Members of \(position.title) who matter together",
      columns: ["Members", "What", "They do, %", "Drawn by lot, %"],
      rows: position.keyPlayers.map {
        [
          .text($0.members.joined(separator: ", ")), .text($0.goal), .number($0.value / 10),
          .number($0.randomMean / 10),
        ]
      }
    ).markup
  }

  static func bridges(_ release: Release) -> Markup {
    let brokers = HTMLTable(
      caption: "People who join positions or groups",
      columns: [
        "Person", "Id", "Share of shortest ways, %", "Joins", "Through phones of unknown holders",
        "Reports and registers",
      ],
      rows: release.brokers.map {
        [
          .text($0.label), .text($0.entity.text), .points($0.share),
          .text($0.positions.joined(separator: ", ")),
          .text($0.unheldPhones.joined(separator: ", ")), .number($0.reports),
        ]
      }, empty: "Nobody joins two positions or groups.")
    let bridges = HTMLTable(
      caption: "What joins positions", columns: ["Position", "Position", "People", "Links"],
      rows: release.bridges.map {
        [
          .text($0.first), .text($0.second), .text($0.people.joined(separator: ", ")),
          .text($0.links.isEmpty ? "members of both" : $0.links.joined(separator: "; ")),
        ]
      }, empty: "No two of the first positions are joined.")
    return """
      <p>A broker is a hypothesis for review: who joins groups may be a landlord, a relative or a \
      translator.</p>
      \(brokers.markup)\(bridges.markup)
      """
  }
}
