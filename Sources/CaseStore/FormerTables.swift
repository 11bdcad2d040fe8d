import Foundation
import GRDB

/// What the tables of the first formats held, moved into those of the fifth.
enum FormerTables {
  /// Moves the log, whose chain is made anew because its words stand elsewhere now, and the decisions
  /// on pairs of records. Every row that was there is sealed as it stands.
  @Sendable static func move(_ db: Database) throws {
    let log = try FormerLog(db)
    for entry in log.entries {
      try AuditLog.append(
        entry.operation, entry.words, time: entry.time, person: entry.person, to: db)
    }
    try db.execute(sql: "DROP TABLE formerLog")
    try moveJudgements(db)
    try db.execute(sql: "DROP TABLE judgement")
    for table in Schema.AppendOnly.all { try db.execute(sql: table.triggers) }
    let seals = try Seal.Table.allCases.flatMap { try Seal.all($0, in: db) }
    guard !log.entries.isEmpty || !seals.isEmpty else { return }
    try AuditLog.append(
      .alteration,
      "brought to format 5: \(log.entries.count) entries before this one were chained again; their "
        + "former chain was \(log.isWhole ? "whole" : "broken") and ended in \(log.head)",
      evidence: try EvidenceTotal.counted(in: db), to: db)
    for seal in seals {
      try AuditLog.append(
        .alteration, "noted \(seal.table.rawValue) \(seal.row) as it stood in the former format",
        seal: seal, to: db)
    }
  }

  /// Each stored decision is an act, and so is each withdrawal that no other decision stood behind. A
  /// withdrawal was always stored before the next decision on the same records.
  private static func moveJudgements(_ db: Database) throws {
    func insert(_ act: String, _ subject: String, _ payload: String, _ words: [String]) throws {
      try db.execute(
        sql: """
          INSERT INTO decision (kind, subject, act, payload, person, reason, time)
          VALUES ('link', ?, ?, ?, ?, ?, ?)
          """,
        arguments: StatementArguments([subject, act, payload] + words))
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT firstKey, secondKey, verdict, analyst, reason, time,
          withdrawnBy, withdrawnReason, withdrawnTime FROM judgement ORDER BY id
        """)
    for row in rows {
      let subject = try CanonicalJSON.text([row[0] as String, row[1]])
      let verdict = try CanonicalJSON.text(["verdict": row[2] as String])
      try insert("decide", subject, verdict, [row[3], row[4], row[5]])
      guard let time = row[8] as String?, let reason = row[7] as String? else { continue }
      let isReplaced = rows.contains { later in
        later[0] == row[0] as String && later[1] == row[1] as String && later[5] == time
          && reason == "replaced: " + (later[4] as String)
      }
      if isReplaced { continue }
      try insert("withdraw", subject, "{}", [row[6] ?? "", reason, time])
    }
  }
}

/// The log of the first four formats, whose hashes covered the words themselves.
private struct FormerLog {
  struct Entry {
    let operation: LogEntry.Operation
    let words: AuditLog.Words
    let time: String
    let person: String
  }

  private(set) var entries: [Entry] = []
  private(set) var isWhole = true
  /// The hash of the last entry, in digits.
  private(set) var head = "nothing"

  init(_ db: Database) throws {
    var previous = AuditLog.beginning
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, time, person, operation, detail, recipient, purpose, previous, hash
        FROM formerLog ORDER BY id
        """)
    for (index, row) in rows.enumerated() {
      var digest = FieldDigest()
      digest.add(previous)
      digest.add(row[0] as Int)
      for column in 1...4 { digest.add(row[column] as String) }
      digest.add(optional: row[5])
      digest.add(optional: row[6])
      let hash = [UInt8](row[8] as Data)
      if row[0] != index + 1 || [UInt8](row[7] as Data) != previous || hash != digest.bytes {
        isWhole = false
      }
      previous = hash
      head = hash.hexadecimal
      guard let operation = LogEntry.Operation(rawValue: row[3]) else {
        throw CaseError.damaged(path: "log entry \(row[0] as Int)", detail: "unknown operation")
      }
      entries.append(
        Entry(
          operation: operation,
          words: AuditLog.Words(detail: row[4], recipient: row[5], purpose: row[6]), time: row[1],
          person: row[2]))
    }
  }
}
