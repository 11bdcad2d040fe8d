import GRDB
import Records

/// Where amounts of transfers are kept: apart from assertions, of which few are transfers, so that the
/// totals of rows that were imported before stay what they were. An amount goes with its assertion.
enum AmountTable {
  static let sql = """
    -- What a statement of a transfer says went from account to account, in hundredths.
    CREATE TABLE amount (
      assertion INTEGER PRIMARY KEY REFERENCES assertion (id) ON DELETE CASCADE,
      hundredths INTEGER NOT NULL CHECK (hundredths > 0),
      currency TEXT NOT NULL CHECK (length(currency) = 3)
    ) STRICT;
    """

  /// By the number of the assertion that states each.
  static func amounts(in db: Database, path: String) throws -> [Int64: Money] {
    var amounts: [Int64: Money] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT assertion, hundredths, currency FROM amount")
    while let row = try rows.next() {
      guard let money = Money(hundredths: row[1], currency: row[2]) else {
        throw CaseError.damaged(path: path, detail: "statement \(row[0] as Int64) has no amount")
      }
      amounts[row[0]] = money
    }
    return amounts
  }
}
