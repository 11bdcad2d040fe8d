import GRDB

/// How often each row of a file came so far in its import.
///
/// The first rows are counted in memory; of a file with more different rows than that, all are counted
/// in a table of the transaction, which is gone before anyone else can see it. It lies in the case file
/// and nowhere else, so that nothing of a case stays behind in a temporary file.
///
/// - Complexity: Constant memory; O(log *n*) a row.
final class RowOccurrences {
  private static let table = "rowOccurrence"

  private var counts: [UInt64: Int] = [:]
  private let capacity: Int
  private let db: Database
  private var insert: Statement?

  /// - Parameter capacity: Number of different rows that are counted in memory at most.
  init(_ db: Database, capacity: Int) {
    self.db = db
    self.capacity = capacity
  }

  /// Counts a row and returns how many rows of the same content came before it.
  ///
  /// - Parameter content: See `RowFacts.contentNumber`.
  func earlier(than content: UInt64) throws -> Int {
    if let insert { return try stored(content, by: insert) }
    let earlier = counts[content] ?? 0
    counts[content] = earlier + 1
    if counts.count > capacity { try moveToTable() }
    return earlier
  }

  /// Ends the counting: the table is taken away again.
  func finish() throws {
    guard insert != nil else { return }
    insert = nil
    try db.execute(sql: "DROP TABLE \(Self.table)")
  }

  private func stored(_ content: UInt64, by statement: Statement) throws -> Int {
    let number = Int64(bitPattern: content)
    guard let count = try Int.fetchOne(statement, arguments: [number, 1]) else {
      throw CaseError.damaged(path: "the import", detail: "a row could not be counted")
    }
    return count - 1
  }

  private func moveToTable() throws {
    try db.execute(
      sql: """
        CREATE TABLE \(Self.table) (content INTEGER PRIMARY KEY, rows INTEGER NOT NULL) STRICT
        """)
    let statement = try db.makeStatement(
      sql: """
        INSERT INTO \(Self.table) (content, rows) VALUES (?, ?)
        ON CONFLICT (content) DO UPDATE SET rows = rows + 1 RETURNING rows
        """)
    for (content, count) in counts.sorted(by: { $0.key < $1.key }) {
      _ = try Int.fetchOne(
        statement, arguments: [Int64(bitPattern: content), count])
    }
    counts = [:]
    insert = statement
  }
}
