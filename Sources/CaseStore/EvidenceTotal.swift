import GRDB

/// One digest of all imported rows of a case, kept up to date row by row: the sum of the SHA-256 of
/// each row (see `DigestSum`).
///
/// Each import enters the total in the log, whose chain fixes it: a changed, added or missing row
/// shows when the total is taken anew. The sum finds every accident and every careless hand; someone
/// who computes rows on purpose to keep it needs about 2^32 steps (Wagner 2002), which is why the
/// linking and the assessments of a case are digested as well.
///
/// - Complexity: One SHA-256 per row.
struct EvidenceTotal: Equatable {
  /// The tables that imports fill, with the columns that count in the order of their insertion.
  enum Table: String, CaseIterable {
    case record, description, feature, conditionalFeature, report, assertion, subject, subjectMember
    case disruption, amount

    var columns: String {
      switch self {
      case .record: "id, key, system, source"
      case .description: "record, source, kind"
      case .feature: "record, name, raw, value, source"
      case .conditionalFeature: "record, name, raw, value, source, report"
      case .report:
        """
        id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling, entered,
        crimeCode, source
        """
      case .assertion:
        "key, fromRecord, toRecord, type, role, startDay, endDay, report, source, row"
      case .subject: "id, kind, title, status, owner, lastAssessed, due, source"
      case .subjectMember: "subject, record, source"
      case .disruption: "subject, day, level, judge, note, source, row"
      case .amount: "assertion, hundredths, currency"
      }
    }

    /// What `columns` is preceded by, so that no row of one table is one of another.
    fileprivate var mark: UInt8 {
      switch self {
      case .record: 1
      case .feature: 2
      case .report: 3
      case .assertion: 4
      case .subject: 5
      case .subjectMember: 6
      case .disruption: 7
      case .description: 8
      case .amount: 9
      case .conditionalFeature: 10
      }
    }
  }

  private var sum = DigestSum()
  /// The bytes of the row at hand; kept to be filled again.
  private var buffer: [UInt8] = []

  /// The total of no rows.
  init() {}

  static func == (a: EvidenceTotal, b: EvidenceTotal) -> Bool { a.sum == b.sum }

  /// Adds a row, whose values must be those of the table's columns.
  mutating func add(_ table: Table, _ values: some Sequence<DatabaseValue>) {
    sum.add(digest(table, values))
  }

  /// Takes out a row that was added.
  mutating func remove(_ table: Table, _ values: some Sequence<DatabaseValue>) {
    sum.remove(digest(table, values))
  }

  /// 64 digits, the most significant first.
  var hexadecimal: String { sum.hexadecimal }

  /// Nil for anything but 64 digits.
  init?(hexadecimal text: String) {
    guard let sum = DigestSum(hexadecimal: text) else { return nil }
    self.sum = sum
  }

  /// Returns the total that the log has last; zero where nothing was imported.
  static func logged(in db: Database) throws -> EvidenceTotal {
    let text = try String.fetchOne(
      db,
      sql: "SELECT evidence FROM logContent WHERE evidence IS NOT NULL ORDER BY entry DESC LIMIT 1")
    guard let text else { return EvidenceTotal() }
    guard let total = EvidenceTotal(hexadecimal: text) else {
      throw CaseError.damaged(path: "the log", detail: "a total of rows is no digest")
    }
    return total
  }

  /// Returns the total of the rows as they stand now.
  ///
  /// - Complexity: Reads every imported row.
  static func counted(in db: Database) throws -> EvidenceTotal {
    var total = EvidenceTotal()
    // Taken on the way from an earlier format, when the last of the tables may not be there yet.
    for table in Table.allCases where try db.tableExists(table.rawValue) {
      let rows = try Row.fetchCursor(db, sql: "SELECT \(table.columns) FROM \(table.rawValue)")
      while let row = try rows.next() { total.add(table, row.databaseValues) }
    }
    return total
  }

  private mutating func digest(
    _ table: Table, _ values: some Sequence<DatabaseValue>
  ) -> RowDigest {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(table.mark)
    for value in values { append(value) }
    return RowDigest(buffer)
  }

  private mutating func append(_ value: DatabaseValue) {
    switch value.storage {
    case .null: buffer.append(0)
    case .int64(let number):
      buffer.append(1)
      append(UInt64(bitPattern: number))
    case .string(let text):
      buffer.append(2)
      append(UInt64(text.utf8.count))
      buffer.append(contentsOf: text.utf8)
    case .double(let number):
      buffer.append(3)
      append(number.bitPattern)
    case .blob(let data):
      buffer.append(4)
      append(UInt64(data.count))
      buffer.append(contentsOf: data)
    }
  }

  private mutating func append(_ word: UInt64) {
    var rest = word
    for _ in 0..<8 {
      buffer.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
