public import Assessment
import Records

/// A table for the working of one body or record system, for spreadsheets.
public enum BodyTableFile {
  /// CSV as RFC 4180 has it (UTF-8, comma, CRLF, header line), in columns of our own: a profile, unofficial
  /// and synthetic-tested. Marking, handling, recipient, period and run digest are repeated in every row,
  /// so that they survive sorting and cutting. A table of which the release has no row is its header line.
  /// Equal releases give equal bytes.
  ///
  /// - Parameter subject: Of a table whose first column names positions, the one whose rows are kept; nil
  ///   for all.
  public static func csv(
    of kind: Release.BodyTable.Kind, in release: Release, about subject: String? = nil
  ) -> [UInt8] {
    let found = release.bodyTables.first { $0.kind == kind }
    let rows = (found?.rows ?? []).filter { row in subject.map { row.first == .text($0) } ?? true }
    return csv(
      named: kind.rawValue, columns: found?.columns ?? [], rows: rows.map { $0.map(cell) },
      in: release)
  }

  /// The checklist of a package of files about one position: each file with its size, and none that is
  /// missing.
  public static func contents(
    _ files: [(name: String, bytes: Int)], about subject: String, in release: Release
  ) -> [UInt8] {
    csv(
      named: "package-contents", columns: ["subject", "number", "file", "bytes"],
      rows: files.enumerated().map { place, file in
        [.text(subject), .number(place + 1), .text(file.name), .number(file.bytes)]
      }, in: release)
  }

  private static func csv(
    named name: String, columns: [String], rows: [[Table.Cell]], in release: Release
  ) -> [UInt8] {
    let header = release.header
    let terms = [
      "\(name), unofficial, synthetic-tested", header.marking.rawValue, header.handling,
      header.recipient, header.period.name, header.runDigest,
    ].map { Table.Cell.text($0) }
    return Table(
      name: name,
      columns: columns + ["profile", "marking", "handling", "recipient", "period", "run digest"],
      rows: rows.map { $0 + terms }
    ).csv
  }

  private static func cell(_ cell: Release.BodyTable.Cell) -> Table.Cell {
    switch cell {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    }
  }
}
