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

  let selectRecord, insertRecord, insertDescription, updateDescription: Prepared
  let insertFeature, updateFeature, insertConditional, updateConditional: Prepared
  let selectReport, insertReport, updateReport: Prepared
  let insertAssertion, insertAmount: Prepared
  let selectSubject, insertSubject, insertNamedSubject, updateSubject, insertMember: Prepared
  let insertDisruption: Prepared
  /// The columns that count towards the total of a row that is to be changed.
  private let select: [EvidenceTotal.Table: Prepared]
  private let db: Database

  /// How many rows the last statement stored or changed.
  var changed: Int { db.changesCount }

  /// The number that the last row stored has.
  var lastStored: Int64 { db.lastInsertedRowID }

  init(_ db: Database) throws {
    self.db = db
    func prepare(_ sql: String) throws -> Prepared {
      Prepared(statement: try db.makeStatement(sql: sql))
    }
    selectRecord = try prepare(Text.selectRecord)
    insertRecord = try prepare("INSERT INTO record (id, key, system, source) VALUES (?, ?, ?, ?)")
    insertDescription = try prepare(Text.insertDescription)
    updateDescription = try prepare(Text.updateDescription)
    insertFeature = try prepare(Text.insertFeature)
    updateFeature = try prepare(Text.updateFeature)
    insertConditional = try prepare(Text.insertConditional)
    updateConditional = try prepare(Text.updateConditional)
    selectReport = try prepare(Text.selectReport)
    insertReport = try prepare(Text.insertReport)
    updateReport = try prepare(Text.updateReport)
    insertAssertion = try prepare(Text.insertAssertion)
    insertAmount = try prepare(
      "INSERT INTO amount (assertion, hundredths, currency) VALUES (?, ?, ?)")
    selectSubject = try prepare(Text.selectSubject)
    insertSubject = try prepare(Text.insertSubject)
    insertNamedSubject = try prepare(Text.insertNamedSubject)
    updateSubject = try prepare(Text.updateSubject)
    insertMember = try prepare(Text.insertMember)
    insertDisruption = try prepare(Text.insertDisruption)
    var select: [EvidenceTotal.Table: Prepared] = [:]
    for table in EvidenceTotal.Table.allCases {
      guard let condition = table.condition else { continue }
      select[table] = try prepare(
        "SELECT \(table.columns) FROM \(table.rawValue) WHERE \(condition)")
    }
    self.select = select
  }

  /// Runs `change` on the row of `table` that `key` names, and keeps `total` the total of all rows.
  func changing(
    _ table: EvidenceTotal.Table, _ key: [(any DatabaseValueConvertible)?],
    in total: inout EvidenceTotal, _ change: () throws -> Void
  ) throws {
    if let before = try select[table]?.first(key) { total.remove(table, before.databaseValues) }
    try change()
    if let after = try select[table]?.first(key) { total.add(table, after.databaseValues) }
  }
}

extension EvidenceTotal.Table {
  /// Which row is meant, where rows are changed once they are stored.
  fileprivate var condition: String? {
    switch self {
    case .report: "id = ?"
    case .subject: "id = ? AND source = ?"
    case .description: "record = ? AND source = ?"
    case .feature: "record = ? AND name = ? AND raw = ? AND source = ?"
    case .conditionalFeature: "record = ? AND name = ? AND raw = ? AND source = ? AND report = ?"
    case .subjectMember: "subject = ? AND record = ? AND source = ?"
    case .disruption:
      "subject = ? AND day = ? AND level = ? AND judge = ? AND note = ? AND source = ?"
    case .record, .assertion, .amount: nil
    }
  }
}

/// The statements of more than one line.
private enum Text {
  /// The kind is the least that any source gives.
  static let selectRecord = """
    SELECT id, (SELECT min(kind) FROM description WHERE record = record.id)
    FROM record WHERE key = ?
    """
  static let insertDescription = """
    INSERT INTO description (record, source, kind) VALUES (?, ?, ?)
    ON CONFLICT (record, source) DO NOTHING
    """
  static let updateDescription = """
    UPDATE description SET kind = ?3
    WHERE record = ?1 AND source = ?2 AND (kind IS NULL OR ?3 < kind)
    """
  static let insertFeature = """
    INSERT INTO feature (record, name, raw, value, source) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (record, name, raw, source) DO NOTHING
    """
  /// One raw text has one normal form; where two mappings disagree, the lesser is kept.
  static let updateFeature = """
    UPDATE feature SET value = ?5
    WHERE record = ?1 AND name = ?2 AND raw = ?3 AND source = ?4 AND (value IS NULL OR ?5 < value)
    """
  static let insertConditional = """
    INSERT INTO conditionalFeature (record, name, raw, value, source, report)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (record, name, raw, source, report) DO NOTHING
    """
  static let updateConditional = """
    UPDATE conditionalFeature SET value = ?6
    WHERE record = ?1 AND name = ?2 AND raw = ?3 AND source = ?4 AND report = ?5
      AND (value IS NULL OR ?6 < value)
    """
  static let selectSubject = """
    SELECT id, kind, title, status, owner, lastAssessed, due FROM subject
    WHERE id = ? AND source = ?
    """
  static let selectReport = """
    SELECT id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling,
      entered, crimeCode
    FROM report WHERE key = ? AND source = ?
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
    WHERE id = ? AND source = ?
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
