import GRDB
import Records

/// Stores the decoded rows of one import in the transaction of its database.
///
/// What is stored does not depend on the order of rows: where rows disagree about a record, a report or
/// a subject, the outcome is the greatest or least of what they say (see `Merging`). Where files
/// disagree, each keeps what it says, and the reader of the case decides by the same rules.
///
/// - Complexity: O(log *n*) per row. Memory is bounded: what is known again without asking the
///   database has a place among a given number of others.
final class EvidenceWriter {
  private struct StoredRecord {
    let id: Int64
    /// The least kind that any source gives, and the least that this one does.
    var kind: Entity.Kind?
    var ownKind: Entity.Kind?
    /// Whether it is stored that this source knows the record.
    var isDescribed = false

    /// Whether `kind` is nothing new.
    func knows(_ other: Entity.Kind?) -> Bool {
      isDescribed && (other == nil || other == kind && kind == ownKind)
    }
  }

  private struct StoredReport {
    let id: Int64
    /// Of all that is stored of it.
    let content: Fingerprint
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
  /// By the fingerprint of their keys.
  private var records: RecentTable<StoredRecord>
  private var reports: RecentTable<StoredReport>
  /// The features that this source is known to have given, each with its record's key.
  private var features: RecentTable<Void>
  /// What a fingerprint is taken of; kept to be filled again.
  private var text = Fingerprint.Builder()
  /// Reports that some rows give handling code C and others do not.
  private var halfCoded: Set<Int64> = []
  private var nextRecord: Int64
  private var nextReport: Int64

  /// - Parameters:
  ///   - total: Of all rows that were imported before.
  ///   - capacity: Number of records, and of reports, that are known again without asking the database.
  init(_ db: Database, source: Int64, total: EvidenceTotal, capacity: Int) throws {
    self.source = source
    self.total = total
    records = RecentTable(capacity: capacity, blank: StoredRecord(id: 0))
    reports = RecentTable(
      capacity: capacity, blank: StoredReport(id: 0, content: .none))
    features = RecentTable(capacity: capacity * 4, blank: ())
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
    let report = try row.report.map(store)
    let condition = row.report?.grading?.handling == .conditions ? report : nil
    for record in row.records { ids.append(try store(record, under: condition)) }
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
  func finish(in db: Database) throws {
    try occurrences.finish()
    // Whether a row that says something of a record has the code must not depend on the order of rows.
    guard try ConditionalFeatures.withhold(reports: halfCoded.sorted(), in: db) > 0 else { return }
    total = try EvidenceTotal.counted(in: db)
  }

  /// - Parameter condition: The report of handling code C that the row comes under.
  private func store(_ record: SourceRecord, under condition: Int64?) throws -> Int64 {
    text.cut(to: 0)
    text.add(record.key)
    let key = text.fingerprint
    let length = text.length
    var stored: StoredRecord
    if let known = records[key], known.knows(record.kind) {
      stored = known
    } else {
      stored = try records[key] ?? find(record)
      try describe(&stored, as: record)
      records.keep(stored, for: key)
    }
    for feature in record.features {
      text.cut(to: length)
      text.add(feature.name.rawValue)
      text.add(feature.raw)
      text.add(feature.value)
      text.add(condition.map(Int.init) ?? 0)
      let known = text.fingerprint
      guard features[known] == nil else { continue }
      try store(feature, of: stored.id, under: condition)
      features.keep((), for: known)
    }
    return stored.id
  }

  private func store(_ feature: Feature, of record: Int64, under condition: Int64?) throws {
    var values: [DatabaseValue] = [
      record.databaseValue, feature.name.rawValue.databaseValue, feature.raw.databaseValue,
      feature.value?.databaseValue ?? .null, source.databaseValue,
    ]
    if let condition { values.append(condition.databaseValue) }
    let (table, insert, update) =
      condition == nil
      ? (EvidenceTotal.Table.feature, statements.insertFeature, statements.updateFeature)
      : (.conditionalFeature, statements.insertConditional, statements.updateConditional)
    try insert.run(values)
    if statements.changed > 0 { return total.add(table, values) }
    guard let value = feature.value else { return }
    let key: [(any DatabaseValueConvertible)?] =
      [record, feature.name.rawValue, feature.raw, source] + (condition.map { [$0] } ?? [])
    try statements.changing(table, key, in: &total) { try update.run(key + [value]) }
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
    text.cut(to: 0)
    text.add(report.key)
    let (key, content) = (text.fingerprint, report.fingerprint)
    if let known = reports[key], known.content == content { return known.id }
    guard let row = try statements.selectReport.first([report.key, source]) else {
      let stored = StoredReport(id: nextReport, content: content)
      nextReport += 1
      let stated: [(any DatabaseValueConvertible)?] = [stored.id, report.key] + report.columns
      let values = (stated + [source]).map { $0?.databaseValue ?? .null }
      try statements.insertReport.run(values)
      total.add(.report, values)
      reports.keep(stored, for: key)
      return stored.id
    }
    let (id, earlier): (Int64, SourceReport) = (row[0], try SourceReport(stored: row))
    let merged = earlier.merged(with: report)
    if earlier.hasConditions != report.hasConditions { halfCoded.insert(id) }
    if merged.fingerprint != earlier.fingerprint {
      try statements.changing(.report, [id], in: &total) {
        try statements.updateReport.run(merged.columns + [id])
      }
    }
    reports.keep(StoredReport(id: id, content: merged.fingerprint), for: key)
    return id
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
      if stored.yields(to: subject) { try statements.updateSubject.run(subject.columns + key) }
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

extension SourceReport {
  fileprivate var hasConditions: Bool { grading?.handling == .conditions }

  /// Of all that it says but its key.
  fileprivate var fingerprint: Fingerprint {
    var text = Fingerprint.Builder()
    text.add(reference)
    text.add(system)
    text.add(grading?.original)
    text.add(grading?.source?.rawValue ?? 0)
    text.add(grading?.assessment?.rawValue)
    text.add(grading?.handling?.rawValue)
    text.add(entered.map { Int($0.number) } ?? .max)
    text.add(crimeCode)
    return text.fingerprint
  }
}
