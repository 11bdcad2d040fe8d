import Assessment
import Records

/// What the review clock found, what hubs did, how good the data was, and the run's parameters.
enum EvidenceSections {
  static func findings(_ release: Release) -> Markup {
    let tables = ReviewFinding.Kind.allCases.map { kind in
      let found = release.findings.filter { $0.kind == kind }
      let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
      let counts =
        ["\(found.count { $0.withheld == nil })"]
        + found.compactMap(\.withheld).map { "\($0) under the victim shield" }
      return HTMLTable(
        caption: "\(name): \(counts.joined(separator: " and "))",
        columns: ["Entry", "Title", "Finding"],
        rows: found.map { [.text($0.subject), .text($0.title), .text($0.detail)] }
      ).markup
    }
    return tables.joined()
  }

  static func hubs(_ release: Release) -> Markup {
    let table = HTMLTable(
      caption: "Hubs: links between people before and after damping",
      columns: ["Hub", "Id", "Why", "People", "Links before", "Links after"],
      rows: release.hubs.map { hub in
        func count(_ number: Int) -> HTMLTable.Cell {
          hub.isAtLeast ? .text("at least \(number)") : .number(number)
        }
        return [
          .text(hub.label), .text(hub.entity.text), .text(hub.why), count(hub.people),
          count(hub.pairsBefore), .number(hub.pairsAfter),
        ]
      })
    return """
      <p>A hostel, payroll bureau or busy phone would tie people together who have nothing to do with \
      each other.</p>
      \(table.markup)
      """
  }

  /// Per source and in total; a total that disagrees with the run's own count is said to.
  static func quality(_ release: Release) -> Markup {
    var rows: [[HTMLTable.Cell]] = release.sources.map {
      [
        .text($0.name), .text($0.system), .number($0.rowsRead), .number($0.rowsStored),
        .number($0.rowsRejected), .text($0.rejections),
      ]
    }
    let read = release.sources.reduce(0) { $0 + $1.rowsRead }
    let stored = release.sources.reduce(0) { $0 + $1.rowsStored }
    let rejected = release.sources.reduce(0) { $0 + $1.rowsRejected }
    rows.append([
      .text("All sources"), .text(""), .number(read), .number(stored), .number(rejected), .text(""),
    ])
    let table = HTMLTable(
      caption: "Rows by source",
      columns: ["Source", "System", "Rows read", "Rows stored", "Rows rejected", "Why rejected"],
      rows: rows)
    let counts = release.header.counts
    let addsUp =
      read == stored + rejected && read == counts.rowsRead && stored == counts.rowsStored
      && rejected == counts.rowsRejected
    let verdict: Markup =
      addsUp
      ? "<p>The rows add up: read = stored + rejected, and the sources sum to the run's totals.</p>\n"
      : """
      <p class="warning">The rows do not add up. Do not use this assessment before the import \
      receipts have been checked.</p>

      """
    return "\(table.markup)\(verdict)\(unknownBodies(release))"
  }

  /// What the alias table of bodies does not name; nothing where there is no table or nothing is left.
  private static func unknownBodies(_ release: Release) -> Markup {
    guard !release.unknownBodies.isEmpty else { return "" }
    return HTMLTable(
      caption: "Bodies that the alias table of the policy does not name",
      columns: ["Field", "As stated", "Entries"],
      rows: release.unknownBodies.map {
        [.text($0.field), .text($0.text), .text($0.entries.joined(separator: ", "))]
      }
    ).markup
  }

  static func annex(_ release: Release) -> Markup {
    let header = release.header
    let versions = HTMLTable(
      caption: "Run", columns: ["What", "Value"],
      rows: [
        [.text("Engine version"), .text(header.engineVersion)],
        [.text("Run digest"), .text(header.runDigest)], [.text("Policy"), .text(header.policy)],
        [.text("Period"), .text(header.period.name)],
        [.text("Data cut"), .text(header.dataCut?.description ?? "not known")],
        [.text("Entities released"), .number(release.network.nodes.count)],
        [.text("Links released"), .number(release.network.links.count)],
      ])
    let parameters = HTMLTable(
      caption: "Parameters", columns: ["Name", "Value"],
      rows: release.parameters.map { [.text($0.name), .text($0.value)] })
    return "<p>Equal digests mean equal bytes.</p>\n\(versions.markup)\(parameters.markup)"
  }
}
