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

  /// Every row that came.
  private var met: Set<UInt64> = []
  /// Of the rows that came more often.
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
    if met.insert(content).inserted {
      if met.count > capacity { try moveToTable() }
      return 0
    }
    let count = counts[content, default: 1]
    counts[content] = count + 1
    return count
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
    for content in met.sorted() {
      _ = try Int.fetchOne(
        statement, arguments: [Int64(bitPattern: content), counts[content, default: 1]])
    }
    met = []
    counts = [:]
    insert = statement
  }
}
