import GRDB

/// What a linking stores beside its run, in one digest: joins, pairs that wait for a human, ids that went
/// over into others, and which linking first put each record into an entity.
///
/// The run of the linking holds the digest, and the log seals the run. So a row changed by another hand
/// is found, although no entry of the log tells of it alone.
enum LinkedRows {
  private static let queries = [
    "SELECT id, firstRecord, secondRecord, rule, reason FROM merge ORDER BY id",
    "SELECT id, firstRecord, secondRecord, thousandths, gain, reason FROM possibleMatch ORDER BY id",
    "SELECT run, oldID, newID FROM entityChange ORDER BY run, oldID, newID",
    "SELECT id, firstLinked FROM record WHERE firstLinked IS NOT NULL ORDER BY id",
  ]

  /// Of the rows as they stand now, in digits.
  ///
  /// - Complexity: Reads every row that linking stored.
  static func digest(in db: Database) throws -> String {
    var digest = FieldDigest()
    for query in queries {
      let rows = try Row.fetchCursor(db, sql: query)
      var count = 0
      while let row = try rows.next() {
        for value in row.databaseValues { digest.add(optional: value.words) }
        count += 1
      }
      digest.add(count)
    }
    return digest.hexadecimal
  }

  /// What is not as the last linking stored it; nil where all is, or where an engine before this one
  /// linked the case last, whose run holds no digest.
  static func fault(in db: Database) throws -> String? {
    guard let run = try lastRun(in: db), let stored = run.parameters.stored else { return nil }
    guard try digest(in: db) != stored else { return nil }
    return "rows of the linking: are not as run \(run.id) says"
  }

  /// Enters the digest of the rows as they stand now into the run of the last linking.
  static func note(in db: Database) throws {
    guard var run = try lastRun(in: db) else { return }
    run.parameters.stored = try digest(in: db)
    try db.execute(
      sql: "UPDATE run SET parameters = ? WHERE id = ?",
      arguments: [try CanonicalJSON.text(run.parameters), run.id])
  }

  private static func lastRun(in db: Database) throws -> (id: Int64, parameters: LinkParameters)? {
    let row = try Row.fetchOne(
      db, sql: "SELECT id, parameters FROM run WHERE kind = 'link' ORDER BY id DESC LIMIT 1")
    guard let row else { return nil }
    return (row[0], CanonicalJSON.value(of: row[1]) ?? LinkParameters())
  }
}
