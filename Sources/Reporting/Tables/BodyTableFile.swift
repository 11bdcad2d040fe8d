public import Assessment
import Records

/// A table for the working of one body or record system, for spreadsheets.
public enum BodyTableFile {
  /// CSV as RFC 4180 has it (UTF-8, comma, CRLF, header line), in columns of our own: a profile, unofficial
  /// and synthetic-tested. Marking, handling, recipient, period and run digest are repeated in every row,
  /// so that they survive sorting and cutting. A table of which the release has no row is its header line.
  /// Equal releases give equal bytes.
  public static func csv(of kind: Release.BodyTable.Kind, in release: Release) -> [UInt8] {
    let header = release.header
    let found = release.bodyTables.first { $0.kind == kind }
    let terms = [
      "\(kind.rawValue), unofficial, synthetic-tested", header.marking.rawValue, header.handling,
      header.recipient, header.period.name, header.runDigest,
    ].map { Table.Cell.text($0) }
    return Table(
      name: kind.rawValue,
      columns: (found?.columns ?? []) + [
        "profile", "marking", "handling", "recipient", "period", "run digest",
      ],
      rows: (found?.rows ?? []).map { row in row.map(cell) + terms }
    ).csv
  }

  private static func cell(_ cell: Release.BodyTable.Cell) -> Table.Cell {
    switch cell {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    }
  }
}
