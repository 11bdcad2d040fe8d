import GRDB

/// A row of the case and its digest, as an entry of the log holds them. Of several seals of one row
/// the last counts.
struct Seal: Equatable {
  /// The tables whose every row has an entry of its own.
  enum Table: String, CaseIterable {
    case source, decision, run

    fileprivate static let added = "replacedAfterRun"

    fileprivate func columns(in db: Database) throws -> String {
      // On the way from an earlier format the last column is not there yet.
      guard self == .source, try db.columns(in: rawValue).last?.name == Table.added else {
        return columns
      }
      return "\(columns), \(Table.added)"
    }

    private var columns: String {
      switch self {
      case .source:
        """
        id, system, name, fileDigest, contentDigest, profile, mappingDigest, marking, receipt,
        rowsRead, rowsStored, rowsRejected, replacedBy
        """
      case .decision: "id, kind, subject, act, payload, person, reason, time"
      case .run:
        """
        id, kind, digest, parameters, engineVersion, resultDigest, lastSource, lastDecision, inputs
        """
      }
    }
  }

  let table: Table
  let row: Int64
  /// Hexadecimal; nil where the row is gone.
  let digest: String?

  /// Returns the seal of a row as it stands now.
  init(_ table: Table, _ row: Int64, in db: Database) throws {
    let stored = try Row.fetchOne(
      db, sql: "SELECT \(try table.columns(in: db)) FROM \(table.rawValue) WHERE id = ?",
      arguments: [row])
    self.init(table: table, row: row, digest: stored.map(Seal.digest))
  }

  init(table: Table, row: Int64, digest: String?) {
    self.table = table
    self.row = row
    self.digest = digest
  }

  /// Returns the seals of all rows of `table` as they stand now, by id.
  static func all(_ table: Table, in db: Database) throws -> [Seal] {
    var seals: [Seal] = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(try table.columns(in: db)) FROM \(table.rawValue) ORDER BY id")
    while let row = try rows.next() {
      seals.append(Seal(table: table, row: row[0], digest: digest(of: row)))
    }
    return seals
  }

  private static func digest(of row: Row) -> String {
    var digest = FieldDigest()
    var values = Array(row.databaseValues)
    // Seals of earlier formats do not cover this column; they stand where it says nothing.
    if row.columnNames.last == Table.added, values.last?.isNull == true { values.removeLast() }
    for value in values { digest.add(optional: value.words) }
    return digest.hexadecimal
  }
}

extension DatabaseValue {
  /// A whole number in digits, a text as it is; nil for NULL.
  var words: String? {
    switch storage {
    case .null: nil
    case .int64(let number): String(number)
    case .string(let text): text
    case .double, .blob: description
    }
  }
}
