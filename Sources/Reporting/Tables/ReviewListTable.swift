public import Assessment
import Records

/// The review list as a table for spreadsheets.
public enum ReviewListTable {
  /// CSV as RFC 4180 has it (UTF-8, comma, CRLF, header line), one row per position, first position
  /// first, with each contribution in a column of its own.
  ///
  /// Scores and contributions are points with three decimals, exactly as in the document; a
  /// contribution that a position does not have is an empty cell. A text cell that a spreadsheet would
  /// take for a formula gets a leading apostrophe; numbers stay numbers. Marking, handling, period,
  /// data cut and run digest are repeated in every row, so that they survive sorting and cutting.
  /// Equal releases give equal bytes.
  public static func csv(of release: Release) -> [UInt8] { table(of: release).csv }

  static func table(of release: Release) -> Table {
    let names = contributionNames(of: release)
    return Table(
      name: "Review list", columns: header(names),
      rows: release.positions.map {
        row(of: $0, contributions: names, header: release.header)
      })
  }

  /// The names of all contributions, in the order in which they first appear.
  static func contributionNames(of release: Release) -> [String] {
    var names: [String] = []
    for position in release.positions {
      for part in position.contributions where !names.contains(part.name) {
        names.append(part.name)
      }
    }
    return names
  }

  private static func header(_ contributions: [String]) -> [String] {
    [
      "rank", "tied", "rank from", "rank to", "verdict", "id", "title", "kind", "master list",
      "points", "matrix score", "network score",
    ] + contributions.map { "points: \($0)" } + [
      "forces", "rocus", "systems", "cross-force", "cross-ROCU", "named members",
      "shielded people", "reports", "status", "owner", "last assessed", "due", "days overdue",
      "caveats", "marking", "handling", "period", "data cut", "run digest",
    ]
  }

  private static func row(
    of position: Position, contributions: [String], header: Release.Header
  ) -> [Table.Cell] {
    let stability = position.stability
    var cells: [Table.Cell] = [
      .number(position.rank), .text(position.tied ? "yes" : "no"),
      stability.map { .number($0.lower) } ?? .text(""),
      stability.map { .number($0.upper) } ?? .text(""),
      .text(stability?.verdict.rawValue ?? ""), .text(position.id), .text(position.title),
      .text(position.kind.words), .text(position.match?.status.rawValue ?? ""),
      .points(Points(position.points)), .points(Points(position.scores.matrix)),
      .points(Points(position.scores.network)),
    ]
    for name in contributions {
      let parts = position.contributions.filter { $0.name == name }
      cells.append(parts.isEmpty ? .text("") : .points(Points(parts.reduce(0) { $0 + $1.points })))
    }
    let reach = position.reach
    var rocus: [String] = []
    for force in reach.forces where !rocus.contains(force.rocu) { rocus.append(force.rocu) }
    cells += [
      .text(reach.forces.map(\.name).joined(separator: "; ")),
      .text(rocus.joined(separator: "; ")),
      .text(reach.systems.joined(separator: "; ")),
      .text(reach.isCrossForce ? "yes" : "no"), .text(reach.isCrossROCU ? "yes" : "no"),
      .number(position.members.count),
      position.shieldedPeople.exact.map { .number($0) } ?? .text("\(position.shieldedPeople)"),
      .number(position.reports), .text(position.status), .text(position.owner ?? ""),
      .text(position.lastAssessed?.description ?? ""), .text(position.due?.description ?? ""),
      position.daysOverdue.map { .number($0) } ?? .text(""),
      .text(position.caveats.joined(separator: " ")), .text(header.marking.rawValue),
      .text(header.handling), .text(header.period.name),
      .text(header.dataCut?.description ?? ""), .text(header.runDigest),
    ]
    return cells
  }
}
