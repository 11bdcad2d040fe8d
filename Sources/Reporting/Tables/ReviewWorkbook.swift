public import Assessment
import Foundation
import Records

/// The tables of a review as one workbook.
public enum ReviewWorkbook {
  /// An XLSX workbook of the review list as `ReviewListTable` has it, of contributions, members, findings,
  /// what joins positions, sources, hubs and parameters, and a sheet about the run.
  ///
  /// Figures are numbers, exactly those of the document and of the CSV; text is text and is never
  /// calculated. Marking and handling stand in the first row of every sheet and on every printed page.
  /// Equal releases give equal bytes.
  ///
  /// - Throws: `ReportingError.notWritten` where no scratch file can be written or a sheet is refused.
  public static func xlsx(of release: Release) throws(ReportingError) -> [UInt8] {
    let header = release.header
    let marking = SafeText("\(header.marking.rawValue) · \(header.handling)").oneLine(200).text
    do {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let path = URL(fileURLWithPath: folder.path).appendingPathComponent("review.xlsx")
      let file = try WorkbookFile(
        path: path.path, folder: folder.path, title: SafeText(header.title).oneLine(200).text,
        category: header.marking.rawValue, comments: ChartFurniture.caution)
      for table in tables(of: release) { try file.add(table, marking: marking) }
      try file.close()
      return Array(try Data(contentsOf: path))
    } catch let refusal as WorkbookFile.Refusal {
      throw .notWritten(format: "XLSX", reason: refusal.reason)
    } catch {
      throw .notWritten(format: "XLSX", reason: "\(error)")
    }
  }

  static func tables(of release: Release) -> [Table] {
    [
      ReviewListTable.table(of: release), contributions(of: release), members(of: release),
      findings(of: release), bridges(of: release), sources(of: release), hubs(of: release),
      Table(
        name: "Parameters", columns: ["name", "value"],
        rows: release.parameters.map { [.text($0.name), .text($0.value)] }),
      run(of: release),
    ]
  }

  private static func contributions(of release: Release) -> Table {
    Table(
      name: "Contributions",
      columns: ["rank", "id", "contribution", "scale", "section", "points", "explanation"],
      rows: release.positions.flatMap { position in
        position.contributions.map { part in
          [
            .number(position.rank), .text(position.id), .text(part.name),
            .text(part.scale.rawValue), .text(part.section?.rawValue ?? ""),
            .points(Points(part.points)), .text(part.explanation),
          ]
        }
      })
  }

  private static func members(of release: Release) -> Table {
    Table(
      name: "Members",
      columns: [
        "rank", "id", "member", "member id", "role by structure", "reason",
        "reports and registers", "rests on a single report",
      ],
      rows: release.positions.flatMap { position in
        position.members.map { member in
          [
            .number(position.rank), .text(position.id), .text(member.label),
            .text(member.entity.text), .text(member.role), .text(member.reason),
            .number(member.reports), .text(member.isUnsupported ? "yes" : "no"),
          ]
        }
      })
  }

  private static func findings(of release: Release) -> Table {
    Table(
      name: "Findings", columns: ["finding", "id", "title", "detail"],
      rows: release.findings.map {
        [.text($0.kind.rawValue), .text($0.subject), .text($0.title), .text($0.detail)]
      })
  }

  private static func bridges(of release: Release) -> Table {
    Table(
      name: "What joins positions", columns: ["first", "second", "people", "links"],
      rows: release.bridges.map {
        [
          .text($0.first), .text($0.second), .text($0.people.joined(separator: "; ")),
          .text($0.links.isEmpty ? "members of both" : $0.links.joined(separator: "; ")),
        ]
      })
  }

  private static func sources(of release: Release) -> Table {
    Table(
      name: "Sources",
      columns: ["file", "system", "rows read", "rows stored", "rows rejected", "rejections"],
      rows: release.sources.map {
        [
          .text($0.name), .text($0.system), .number($0.rowsRead), .number($0.rowsStored),
          .number($0.rowsRejected), .text($0.rejections),
        ]
      })
  }

  private static func hubs(of release: Release) -> Table {
    Table(
      name: "Hubs",
      columns: [
        "hub", "id", "why", "people", "at least", "links between people before", "and made",
      ],
      rows: release.hubs.map {
        [
          .text($0.label), .text($0.entity.text), .text($0.why), .number($0.people),
          .text($0.isAtLeast ? "yes" : "no"), .number($0.pairsBefore), .number($0.pairsAfter),
        ]
      })
  }

  private static func run(of release: Release) -> Table {
    let header = release.header
    let counts = header.counts
    let facts = header.facts.map { [Table.Cell.text($0.name), .text($0.value)] }
    return Table(
      name: "Run", columns: ["fact", "value"],
      rows: facts + [
        [.text("engine"), .text(header.engineVersion)], [.text("policy"), .text(header.policy)],
        [.text("sources"), .number(counts.sources)],
        [.text("rows read"), .number(counts.rowsRead)],
        [.text("rows stored"), .number(counts.rowsStored)],
        [.text("rows rejected"), .number(counts.rowsRejected)],
        [.text("records"), .number(counts.records)], [.text("entities"), .number(counts.entities)],
        [.text("links"), .number(counts.links)], [.text("reports"), .number(counts.reports)],
        [
          .text("people under the victim shield"),
          counts.shieldedPeople.exact.map { .number($0) } ?? .text("\(counts.shieldedPeople)"),
        ], [.text("caution"), .text(ChartFurniture.caution)],
      ])
  }
}
