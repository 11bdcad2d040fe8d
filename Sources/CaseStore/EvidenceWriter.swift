import GRDB
import Records

/// Stores the decoded rows of one import in the transaction of its database.
///
/// What is stored does not depend on the order of rows: where rows disagree about a record, a report or
/// a subject, the outcome is the greatest or least of what they say (see `Merging`). Where files
/// disagree, each keeps what it says, and the reader of the case decides by the same rules.
///
/// - Complexity: O(log *n*) per row. Memory is bounded: the caches of what is already stored are
///   emptied when they are full.
final class EvidenceWriter {
  private struct StoredRecord {
    let id: Int64
    /// The least kind that any source gives, and the least that this one does.
    var kind: Entity.Kind?
    var ownKind: Entity.Kind?
    /// Of this source, as far as they were seen.
    var features: [Feature] = []
    /// Whether it is stored that this source knows the record.
    var isDescribed = false

    /// Whether nothing in `record` is new.
    func says(_ record: SourceRecord) -> Bool {
      guard isDescribed, record.kind == nil || record.kind == kind && kind == ownKind else {
        return false
      }
      return record.features.allSatisfy { features.contains(where: $0.isSame) }
    }
  }

  private struct StoredReport {
    let id: Int64
    var report: SourceReport
  }

  /// Assertions stored, and rows that gave a record another kind than an earlier row.
  private(set) var assertions = 0
  private(set) var conflicts = 0
  private(set) var conflictExample: String?
  /// Of all imported rows of the case.
  private(set) var total: EvidenceTotal

  private let source: Int64
  private let statements: Statements
  private let occurrences: RowOccurrences
  private var records: [ExactText: StoredRecord] = [:]
  private var reports: [ExactText: StoredReport] = [:]
  private var nextRecord: Int64
  private var nextReport: Int64
  /// Number of records or reports that a cache holds at most.
  private let capacity: Int

  /// - Parameter total: Of all rows that were imported before.
  init(_ db: Database, source: Int64, total: EvidenceTotal, capacity: Int) throws {
    self.source = source
    self.total = total
    self.capacity = capacity
    statements = try Statements(db)
    // Counting a row takes less than what else is kept of one.
    occurrences = RowOccurrences(db, capacity: capacity * 5)
    nextRecord = try EvidenceWriter.next(after: "record", in: db)
    nextReport = try EvidenceWriter.next(after: "report", in: db)
  }

  private static func next(after table: String, in db: Database) throws -> Int64 {
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
    guard 0..<Positions.limit ~= last else {
      throw CaseError.damaged(path: "the case", detail: "\(table) number \(last) is out of range")
    }
    return last + 1
  }

  /// Stores everything that one row says.
  func store(_ row: RowFacts) throws {
    var ids: [Int64] = []
    ids.reserveCapacity(row.records.count)
    for record in row.records { ids.append(try store(record)) }
    let report = try row.report.map(store)
    let earlier = row.links.isEmpty ? 0 : try occurrences.earlier(than: row.contentNumber)
    for link in row.links {
      let values: [DatabaseValue] = [
        Int64(bitPattern: link.key(after: earlier)).databaseValue, ids[link.from].databaseValue,
        ids[link.to].databaseValue, link.type.rawValue.databaseValue,
        link.role?.rawValue.databaseValue ?? .null,
        link.interval.start?.number.databaseValue ?? .null,
        link.interval.end?.number.databaseValue ?? .null, report?.databaseValue ?? .null,
        source.databaseValue, row.row.databaseValue,
      ]
      try statements.insertAssertion.run(values)
      total.add(.assertion, values)
      assertions += 1
      if let amount = link.amount { try store(amount, of: statements.lastStored) }
    }
    if let subject = row.subject {
      try store(subject)
      if let member = row.member {
        let key: [(any DatabaseValueConvertible)?] = [subject.id, ids[member], source]
        try statements.changing(.subjectMember, key, in: &total) {
          try statements.insertMember.run(key)
        }
      }
    }
    if let disruption = row.disruption { try store(disruption, row: row.row) }
  }

  private func store(_ amount: Money, of assertion: Int64) throws {
    let values: [DatabaseValue] = [
      assertion.databaseValue, amount.hundredths.databaseValue, amount.currency.databaseValue,
    ]
    try statements.insertAmount.run(values)
    total.add(.amount, values)
  }

  /// Ends the import, after its last row.
  func finish() throws { try occurrences.finish() }

  private func store(_ record: SourceRecord) throws -> Int64 {
    let key = ExactText(record.key)
    if let known = records[key], known.says(record) { return known.id }
    var stored = try records[key] ?? find(record)
    try describe(&stored, as: record)
    for feature in record.features where !stored.features.contains(where: feature.isSame) {
      try store(feature, of: stored.id)
      stored.features.append(feature)
    }
    if records.count >= capacity { records.removeAll(keepingCapacity: true) }
    records[key] = stored
    return stored.id
  }

  private func store(_ feature: Feature, of record: Int64) throws {
    let values: [DatabaseValue] = [
      record.databaseValue, feature.name.rawValue.databaseValue, feature.raw.databaseValue,
      feature.value?.databaseValue ?? .null, source.databaseValue,
    ]
    try statements.insertFeature.run(values)
    if statements.changed > 0 { return total.add(.feature, values) }
    guard let value = feature.value else { return }
    let key: [(any DatabaseValueConvertible)?] = [
      record, feature.name.rawValue, feature.raw, source,
    ]
    try statements.changing(.feature, key, in: &total) {
      try statements.updateFeature.run(key + [value])
    }
  }

  /// Returns the record as stored, after storing it if it was not; its features are not looked up.
  private func find(_ record: SourceRecord) throws -> StoredRecord {
    if let row = try statements.selectRecord.first([record.key]) {
      return StoredRecord(id: row[0], kind: (row[1] as String?).flatMap(Entity.Kind.init))
    }
    defer { nextRecord += 1 }
    let values: [DatabaseValue] = [
      nextRecord.databaseValue, record.key.databaseValue, record.system.databaseValue,
      source.databaseValue,
    ]
    try statements.insertRecord.run(values)
    total.add(.record, values)
    return StoredRecord(id: nextRecord)
  }

  /// Stores what this source says that a record is, or that it refers to it, where that is new.
  private func describe(_ stored: inout StoredRecord, as record: SourceRecord) throws {
    if let kind = record.kind {
      if let earlier = stored.kind, earlier != kind {
        conflicts += 1
        if conflictExample == nil {
          conflictExample = "\(record.key): \(earlier.rawValue) or \(kind.rawValue)"
        }
      }
      stored.kind = min(kind, stored.kind ?? kind)
    }
    let own = record.kind.map { min($0, stored.ownKind ?? $0) } ?? stored.ownKind
    guard !stored.isDescribed || own != stored.ownKind else { return }
    stored.isDescribed = true
    stored.ownKind = own
    let values: [DatabaseValue] = [
      stored.id.databaseValue, source.databaseValue, own?.rawValue.databaseValue ?? .null,
    ]
    try statements.insertDescription.run(values)
    if statements.changed > 0 { return total.add(.description, values) }
    guard let own else { return }
    let key: [(any DatabaseValueConvertible)?] = [stored.id, source]
    try statements.changing(.description, key, in: &total) {
      try statements.updateDescription.run(key + [own.rawValue])
    }
  }

  private func store(_ report: SourceReport) throws -> Int64 {
    let key = ExactText(report.key)
    if let known = reports[key], known.report == report { return known.id }
    let stored: StoredReport
    if let known = reports[key] {
      stored = known
    } else if let row = try statements.selectReport.first([report.key, source]) {
      stored = StoredReport(id: row[0], report: try SourceReport(stored: row))
    } else {
      stored = StoredReport(id: nextReport, report: report)
      nextReport += 1
      let stated: [(any DatabaseValueConvertible)?] = [stored.id, report.key] + report.columns
      let values = (stated + [source]).map { $0?.databaseValue ?? .null }
      try statements.insertReport.run(values)
      total.add(.report, values)
    }
    let merged = stored.report.merged(with: report)
    if merged != stored.report {
      try statements.changing(.report, [stored.id], in: &total) {
        try statements.updateReport.run(merged.columns + [stored.id])
      }
    }
    if reports.count >= capacity { reports.removeAll(keepingCapacity: true) }
    reports[key] = StoredReport(id: stored.id, report: merged)
    return stored.id
  }

  private func store(_ subject: Subject) throws {
    let key: [(any DatabaseValueConvertible)?] = [subject.id, source]
    try statements.changing(.subject, key, in: &total) {
      guard let row = try statements.selectSubject.first(key) else {
        return try statements.insertSubject.run([subject.id] + subject.columns + [source])
      }
      guard let stored = try Subject(stored: row) else {
        return try statements.updateSubject.run(subject.columns + key)
      }
      let merged = stored.merged(with: subject)
      if merged != stored { try statements.updateSubject.run(merged.columns + key) }
    }
  }

  private func store(_ disruption: Disruption, row: Int) throws {
    try statements.changing(.subject, [disruption.subject, source], in: &total) {
      try statements.insertNamedSubject.run([disruption.subject, source])
    }
    let key: [(any DatabaseValueConvertible)?] = [
      disruption.subject, disruption.day.number, disruption.level.rawValue, disruption.judge,
      disruption.note, source,
    ]
    try statements.changing(.disruption, key, in: &total) {
      try statements.insertDisruption.run(key + [row])
    }
  }
}

/// A key that is compared byte by byte, as SQLite does: Swift takes two spellings of one accented
/// letter to be equal, and then the first one read would win.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool { hasSameBytes(a.text, b.text) }

  /// Feeds the hasher one word per text: eight steps of its own per byte would cost more than the
  /// rest of a look-up.
  func hash(into hasher: inout Hasher) {
    let bytes = text.utf8.span
    var word: UInt64 = 0
    for index in bytes.indices {
      word = (word ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
      word ^= word >> 29
    }
    hasher.combine(word)
  }
}

/// Whether the two texts are the same byte by byte.
func hasSameBytes(_ a: String, _ b: String) -> Bool {
  let x = a.utf8.span
  let y = b.utf8.span
  guard x.count == y.count else { return false }
  for index in x.indices where x[index] != y[index] { return false }
  return true
}

extension Feature {
  func isSame(as other: Feature) -> Bool {
    guard name == other.name, hasSameBytes(raw, other.raw) else { return false }
    guard let value, let theirs = other.value else { return value == nil && other.value == nil }
    return hasSameBytes(value, theirs)
  }
}
