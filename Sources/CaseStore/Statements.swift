import GRDB

/// The prepared statements of an import.
struct Statements {
  /// A statement that is run once per row.
  struct Prepared {
    fileprivate let statement: Statement

    func run(_ values: [(any DatabaseValueConvertible)?]) throws {
      try statement.execute(arguments: StatementArguments(values))
    }

    /// The fast way, for what is run several times per row: nothing is checked or boxed. The number
    /// of values must be that of the statement.
    func run(_ values: [DatabaseValue]) throws {
      statement.setUncheckedArguments(StatementArguments(values))
      try statement.execute()
    }

    func first(_ values: [(any DatabaseValueConvertible)?]) throws -> Row? {
      try Row.fetchOne(statement, arguments: StatementArguments(values))
    }
  }

  let selectRecord, insertRecord, updateKind, insertFeature: Prepared
  let selectReport, insertReport, updateReport: Prepared
  let insertAssertion: Prepared
  let selectSubject, insertSubject, insertNamedSubject, updateSubject, insertMember: Prepared
  let insertDisruption: Prepared

  init(_ db: Database) throws {
    func prepare(_ sql: String) throws -> Prepared {
      Prepared(statement: try db.makeStatement(sql: sql))
    }
    selectRecord = try prepare("SELECT id, kind FROM record WHERE key = ?")
    insertRecord = try prepare(
      "INSERT INTO record (id, key, kind, system, source) VALUES (?, ?, ?, ?, ?)")
    updateKind = try prepare("UPDATE record SET kind = ? WHERE id = ?")
    // One raw text has one normal form; where two mappings disagree, the lesser is kept.
    insertFeature = try prepare(
      """
      INSERT INTO feature (record, name, raw, value, source) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (record, name, raw) DO UPDATE SET value = excluded.value
      WHERE excluded.value IS NOT NULL AND (value IS NULL OR excluded.value < value)
      """)
    selectReport = try prepare(
      """
      SELECT id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling,
        entered, crimeCode
      FROM report WHERE key = ?
      """)
    insertReport = try prepare(
      """
      INSERT INTO report (id, key, reference, system, gradeText, gradeSource, gradeAssessment,
        handling, entered, crimeCode, source)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    updateReport = try prepare(
      """
      UPDATE report SET reference = ?, system = ?, gradeText = ?, gradeSource = ?,
        gradeAssessment = ?, handling = ?, entered = ?, crimeCode = ?
      WHERE id = ?
      """)
    insertAssertion = try prepare(
      """
      INSERT INTO assertion (key, fromRecord, toRecord, type, role, startDay, endDay, report,
        source, row)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    selectSubject = try prepare(
      "SELECT id, kind, title, status, owner, lastAssessed, due FROM subject WHERE id = ?")
    insertSubject = try prepare(
      """
      INSERT INTO subject (id, kind, title, status, owner, lastAssessed, due, source)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertNamedSubject = try prepare(
      """
      INSERT INTO subject (id, title, status, source) VALUES (?, '', '', ?)
      ON CONFLICT DO NOTHING
      """)
    updateSubject = try prepare(
      """
      UPDATE subject SET kind = ?, title = ?, status = ?, owner = ?, lastAssessed = ?, due = ?
      WHERE id = ?
      """)
    insertMember = try prepare(
      """
      INSERT INTO subjectMember (subject, record, source) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
    insertDisruption = try prepare(
      """
      INSERT INTO disruption (subject, day, level, judge, note, source, row)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
  }
}
