import GRDB
import Records

/// The removal of one person, in the transaction of its database.
struct Removal {
  private let db: Database
  private var subject: DisposalSubject
  private let path: String
  private let products: (removed: [String], remaining: [String])
  private let gone: String

  init(
    _ db: Database, _ subject: DisposalSubject, path: String,
    products: (removed: [String], remaining: [String])
  ) {
    self.db = db
    self.products = products
    self.subject = subject
    self.path = path
    gone = "(" + subject.recordIDs.map(String.init).joined(separator: ", ") + ")"
  }

  /// - Parameter upgrades: Copies beside the case that upgrades of its format made.
  /// - Returns: What was removed, and the ids that must be nowhere any more.
  mutating func run(
    person: String, reason: String, upgrades: [String]
  ) throws -> (summary: DisposalSummary, ids: DisposedNames) {
    let copies = try copiesMade()
    let reports = try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT report FROM assertion
        WHERE report IS NOT NULL AND (fromRecord IN \(gone) OR toRecord IN \(gone))
        """)
    let near = try nearThings()
    let assertions = try delete("assertion WHERE fromRecord IN \(gone) OR toRecord IN \(gone)")
    let things = try unlinked(near)
    subject = try subject.with(things: things, in: db)
    try removeMentions()
    try deleteDerived(near)
    let records = try deleteRecords(things)
    // A report under whose conditions something is said of what stays is what withholds it.
    let deletedReports = try delete(
      "report WHERE id IN \(list(reports)) AND id NOT IN (SELECT report FROM assertion "
        + "WHERE report IS NOT NULL UNION SELECT report FROM conditionalFeature)")
    let decisions = try deleteDecisions()
    let runs = try blankRuns()
    try LinkedRows.note(in: db)
    try blankReceipts()
    let erased = try eraseWords()
    try db.execute(sql: "INSERT OR IGNORE INTO unfinished VALUES ('vacuum')")
    try AuditLog.append(
      .erasure,
      "\(person) disposed of a person: \(records) records, \(assertions) statements, "
        + "\(deletedReports) reports, \(decisions) decisions, \(products.removed.count) files of "
        + "products; \(reason)",
      purpose: "review, retention and disposal", evidence: try EvidenceTotal.counted(in: db),
      erasing: erased, to: db)
    try sealAnew()
    let summary = DisposalSummary(
      records: records, assertions: assertions, reports: deletedReports, decisions: decisions,
      runs: runs, logEntries: erased, copies: copies + upgrades.filter { !copies.contains($0) },
      products: products.removed, remainingProducts: products.remaining)
    return (summary, subject.ids)
  }

  /// Phones, mail addresses and accounts that a row links to the person.
  private func nearThings() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT record FROM description
        WHERE kind IN ('phone', 'email', 'account') AND record IN (
          SELECT toRecord FROM assertion WHERE fromRecord IN \(gone)
          UNION SELECT fromRecord FROM assertion WHERE toRecord IN \(gone))
        """)
  }

  /// Those of `things` that no row links to anything any more.
  private func unlinked(_ things: [Int64]) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM record WHERE id IN \(list(things))
          AND id NOT IN (SELECT fromRecord FROM assertion UNION SELECT toRecord FROM assertion)
        """)
  }

  /// Deletes what `condition` names, and returns how many rows that were.
  private func delete(_ condition: String) throws -> Int {
    try db.execute(sql: "DELETE FROM \(condition)")
    return db.changesCount
  }

  private func list(_ ids: [Int64]) -> String {
    "(" + ids.map(String.init).joined(separator: ", ") + ")"
  }

  /// What stands in place of free text that named the person.
  private static let removed = "(removed)"

  /// Free text that bears a name of the person: of records it goes, of the master list a word stands for
  /// it.
  private func removeMentions() throws {
    for table in ["feature", "conditionalFeature"] {
      let rows = try Row.fetchCursor(
        db, sql: "SELECT record, name, raw FROM \(table) WHERE name IN ('title', 'note')")
      var found: [StatementArguments] = []
      while let row = try rows.next() {
        guard subject.mention.occurs(in: row[2]) else { continue }
        found.append([row[0] as Int64, row[1] as String, row[2] as String])
      }
      for key in found {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE record = ? AND name = ? AND raw = ?", arguments: key)
      }
    }
    for (table, columns) in [
      ("subject", ["title", "status", "owner"]), ("disruption", ["judge", "note"]),
      ("source", ["name"]),
    ] {
      for column in columns {
        let texts = try String.fetchAll(
          db, sql: "SELECT DISTINCT \(column) FROM \(table) WHERE \(column) IS NOT NULL"
        ).filter { subject.isNamed(in: $0) }
        for text in texts {
          // Two disruptions may differ in nothing but what is removed.
          try db.execute(
            sql: "UPDATE OR REPLACE \(table) SET \(column) = ? WHERE \(column) = ?",
            arguments: [Removal.removed, text])
        }
      }
    }
  }

  /// What linking made of the records, and the entity ids that they gave.
  private func deleteDerived(_ things: [Int64]) throws {
    let all = list(subject.recordIDs + things)
    _ = try delete("merge WHERE firstRecord IN \(all) OR secondRecord IN \(all)")
    _ = try delete("possibleMatch WHERE firstRecord IN \(all) OR secondRecord IN \(all)")
    for row in try Row.fetchAll(db, sql: "SELECT run, oldID, newID FROM entityChange")
    where subject.ids.occur(in: row[1]) || subject.ids.occur(in: row[2]) {
      try db.execute(
        sql: "DELETE FROM entityChange WHERE run = ? AND oldID = ? AND newID = ?",
        arguments: [row[0] as Int64, row[1] as String, row[2] as String])
    }
  }

  private func deleteRecords(_ things: [Int64]) throws -> Int {
    let all = list(subject.recordIDs + things)
    let subjects = try String.fetchAll(
      db,
      sql: """
        SELECT subject FROM subjectMember WHERE record IN \(all) AND subject IN (
          SELECT id FROM subject WHERE kind = 'priorityIndividual')
        """)
    _ = try delete("subjectMember WHERE record IN \(all)")
    for id in Set(subjects).sorted() {
      let others = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM subjectMember WHERE subject = ?", arguments: [id])
      guard others == 0 else { continue }
      try db.execute(sql: "DELETE FROM disruption WHERE subject = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM subject WHERE id = ?", arguments: [id])
    }
    for table in ["feature", "conditionalFeature"] {
      _ = try delete("\(table) WHERE record IN \(all)")
    }
    _ = try delete("description WHERE record IN \(all)")
    return try delete("record WHERE id IN \(all)")
  }

  private func deleteDecisions() throws -> Int {
    let table = Schema.AppendOnly.decision
    let rows = try Row.fetchAll(db, sql: "SELECT id, subject, payload, reason FROM decision")
      .filter { row in (1...3).contains { subject.isNamed(in: row[$0]) } }
    guard !rows.isEmpty else { return 0 }
    try db.execute(sql: table.opening)
    let count = try delete("decision WHERE id IN \(list(rows.map { $0[0] }))")
    try db.execute(sql: table.closing)
    return count
  }

  private func blankRuns() throws -> Int {
    let rows = try Row.fetchAll(db, sql: "SELECT id, parameters FROM run")
      .filter { subject.isNamed(in: $0[1]) }
    for row in rows {
      try db.execute(
        sql: "UPDATE run SET parameters = '{}' WHERE id = ?", arguments: [row[0] as Int64])
    }
    return rows.count
  }

  /// Takes values out of receipts that a row about the person may have held.
  private func blankReceipts() throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, receipt FROM source") {
      var receipt = try ImportReceipt(stored: row[1], path: path)
      let before = receipt
      receipt.account.rejections = receipt.account.rejections.map { rejection in
        guard names(rejection.value) else { return rejection }
        return IngestReceipt.Rejection(
          row: rejection.row, line: rejection.line, column: rejection.column, value: "",
          reason: rejection.reason)
      }
      receipt.account.unvalidated = receipt.account.unvalidated.map { text in
        guard names(text.example) else { return text }
        return IngestReceipt.Unvalidated(feature: text.feature, count: text.count, example: "")
      }
      if subject.isNamed(in: receipt.kindConflictExample) {
        receipt.kindConflictExample = Removal.removed
      }
      if names(receipt.account.file) {
        receipt.account.file = Removal.removed
      }
      guard receipt != before else { continue }
      try db.execute(
        sql: "UPDATE source SET receipt = ? WHERE id = ?",
        arguments: [try CanonicalJSON.text(receipt), row[0] as Int64])
    }
  }

  private func names(_ text: String) -> Bool {
    subject.texts.contains(text) || subject.isNamed(in: text)
  }

  /// Erases the words of log entries that name the person, and returns their numbers.
  private func eraseWords() throws -> [Int] {
    let table = Schema.AppendOnly.logContent
    let numbers = try Row.fetchAll(
      db, sql: "SELECT entry, detail, recipient, purpose FROM logContent ORDER BY entry"
    ).filter { row in (1...3).contains { subject.isNamed(in: row[$0]) } }
      .map { row -> Int64 in row[0] }
    guard !numbers.isEmpty else { return [] }
    try db.execute(sql: table.opening)
    _ = try delete("logContent WHERE entry IN \(list(numbers))")
    try db.execute(sql: table.closing)
    return numbers.map(Int.init)
  }

  /// Notes every row that was changed, or whose entry lost its words, as it stands now.
  private func sealAnew() throws {
    let sealed = try AuditLog.seals(in: db)
    for table in Seal.Table.allCases {
      var logged = sealed[table] ?? [:]
      for seal in try Seal.all(table, in: db) {
        guard logged.removeValue(forKey: seal.row)?.digest != seal.digest else { continue }
        try AuditLog.append(
          .erasure, "noted \(table.rawValue) \(seal.row) as it stands after the disposal",
          seal: seal, to: db)
      }
      for (row, seal) in logged.sorted(by: { $0.key < $1.key }) where seal.digest != nil {
        try AuditLog.append(
          .erasure, "noted that \(table.rawValue) \(row) is gone with the disposal",
          seal: Seal(table: table, row: row, digest: nil), to: db)
      }
    }
  }

  /// Returns the paths of the copies that the log tells of.
  private func copiesMade() throws -> [String] {
    let words = BackupSummary.words
    return try String.fetchAll(
      db, sql: "SELECT detail FROM logContent WHERE purpose = ? ORDER BY entry",
      arguments: [BackupSummary.purpose]
    ).compactMap { $0.hasPrefix(words) ? String($0.dropFirst(words.count)) : nil }
  }
}
