import GRDB

/// The prepared statements of an import.
struct Statements {
  /// A statement that is run once per row.
  struct Prepared {
    fileprivate let statement: Statement

    func run(_ values: [(any DatabaseValueConvertible)?]) throws {
      try statement.execute(arguments: StatementArguments(values))
    }

    /// The fast way, for what is run several times per row: nothing is checked. The number of values
    /// must be that of the statement.
    ///
    /// Values go in as optional existentials: for a concrete type GRDB builds a key path each time,
    /// which costs more than the binding itself.
    func run(_ values: [DatabaseValue]) throws {
      let boxed = values.lazy.map { value -> (any DatabaseValueConvertible)? in value }
      statement.setUncheckedArguments(StatementArguments(boxed))
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
    insertFeature = try prepare(Text.insertFeature)
    selectReport = try prepare(Text.selectReport)
    insertReport = try prepare(Text.insertReport)
    updateReport = try prepare(Text.updateReport)
    insertAssertion = try prepare(Text.insertAssertion)
    selectSubject = try prepare(
      "SELECT id, kind, title, status, owner, lastAssessed, due FROM subject WHERE id = ?")
    insertSubject = try prepare(Text.insertSubject)
    insertNamedSubject = try prepare(Text.insertNamedSubject)
    updateSubject = try prepare(Text.updateSubject)
    insertMember = try prepare(Text.insertMember)
    insertDisruption = try prepare(Text.insertDisruption)
  }
}

/// The statements of more than one line.
private enum Text {
  /// One raw text has one normal form; where two mappings disagree, the lesser is kept.
  static let insertFeature = """
    INSERT INTO feature (record, name, raw, value, source) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (record, name, raw) DO UPDATE SET value = excluded.value
    WHERE excluded.value IS NOT NULL AND (value IS NULL OR excluded.value < value)
    """
  static let selectReport = """
    SELECT id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling,
      entered, crimeCode
    FROM report WHERE key = ?
    """
  static let insertReport = """
    INSERT INTO report (id, key, reference, system, gradeText, gradeSource, gradeAssessment,
      handling, entered, crimeCode, source)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let updateReport = """
    UPDATE report SET reference = ?, system = ?, gradeText = ?, gradeSource = ?,
      gradeAssessment = ?, handling = ?, entered = ?, crimeCode = ?
    WHERE id = ?
    """
  static let insertAssertion = """
    INSERT INTO assertion (key, fromRecord, toRecord, type, role, startDay, endDay, report,
      source, row)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let insertSubject = """
    INSERT INTO subject (id, kind, title, status, owner, lastAssessed, due, source)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let insertNamedSubject = """
    INSERT INTO subject (id, title, status, source) VALUES (?, '', '', ?)
    ON CONFLICT DO NOTHING
    """
  static let updateSubject = """
    UPDATE subject SET kind = ?, title = ?, status = ?, owner = ?, lastAssessed = ?, due = ?
    WHERE id = ?
    """
  static let insertMember = """
    INSERT INTO subjectMember (subject, record, source) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING
    """
  static let insertDisruption = """
    INSERT INTO disruption (subject, day, level, judge, note, source, row)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING
    """
}
