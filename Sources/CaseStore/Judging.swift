import GRDB
package import Linkage
import Records

/// A decision as the case keeps it.
package struct StoredJudgement: Sendable, Equatable, Codable {
  package let number: Int
  package let judgement: Judgement
  /// Who took it back, why and when; nil while it is in force.
  package let withdrawn: Withdrawal?

  package struct Withdrawal: Sendable, Equatable, Codable {
    package let analyst: String
    package let reason: String
    package let time: String
  }
}

extension CaseSession {
  /// Stores what `analyst` decided about two records. It holds from the next linking on.
  ///
  /// An earlier decision on the same two records is withdrawn, as replaced.
  ///
  /// - Parameters:
  ///   - keys: The keys of two records of one kind, in either order.
  ///   - reason: For whoever reads the log.
  package func decide(
    _ keys: (String, String), _ verdict: Judgement.Verdict, analyst: String, reason: String
  ) throws -> Judgement {
    try file.write { db in
      let judgement = Judgement(
        keys.0, keys.1, verdict, analyst: analyst, reason: reason, time: AuditLog.now())
      try check(keys, in: db)
      if try judgementInForce(on: judgement, in: db) != nil {
        try withdraw(
          judgement, analyst: analyst, reason: CaseSession.replaced + reason,
          time: judgement.time, in: db)
      }
      try insert(judgement, in: db)
      try AuditLog.append(
        .alteration,
        "\(analyst) judged \(judgement.first) and \(judgement.second) \(verdict.rawValue): \(reason)",
        to: db)
      return judgement
    }
  }

  /// Takes back the decision in force on two records. It stays on record, with who withdrew it.
  package func withdraw(_ keys: (String, String), analyst: String, reason: String) throws {
    try file.write { db in
      let pair = Judgement(
        keys.0, keys.1, .unsure, analyst: analyst, reason: reason, time: AuditLog.now())
      guard try judgementInForce(on: pair, in: db) != nil else {
        throw try noDecision(on: keys, in: db)
      }
      try withdraw(pair, analyst: analyst, reason: reason, time: pair.time, in: db)
      try AuditLog.append(
        .alteration,
        "\(analyst) withdrew the judgement on \(pair.first) and \(pair.second): \(reason)", to: db)
    }
  }

  /// Takes back the decision in force on two records. The decision that it replaced, if it replaced
  /// one, is in force again, with its analyst, reason and time. All of it stays on record.
  ///
  /// - Returns: The decision in force now, nil for none.
  package func undo(_ keys: (String, String), analyst: String) throws -> Judgement? {
    try file.write { db in
      let pair = Judgement(
        keys.0, keys.1, .unsure, analyst: analyst, reason: "", time: AuditLog.now())
      guard let inForce = try judgementInForce(on: pair, in: db) else {
        throw try noDecision(on: keys, in: db)
      }
      let restored = try judgement(replacedBy: inForce, in: db)
      try withdraw(pair, analyst: analyst, reason: "undone at once", time: pair.time, in: db)
      if let restored { try insert(restored, in: db) }
      try AuditLog.append(
        .alteration,
        "\(analyst) took back the judgement on \(pair.first) and \(pair.second)"
          + (restored.map { "; again in force: \($0.verdict.rawValue) by \($0.analyst)" } ?? ""),
        to: db)
      return restored
    }
  }

  /// Returns every decision ever made, in the order in which they were made.
  package func judgements() throws -> [StoredJudgement] {
    try file.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, firstKey, secondKey, verdict, analyst, reason, time,
            withdrawnBy, withdrawnReason, withdrawnTime
          FROM judgement ORDER BY id
          """
      ).map { row in
        let withdrawn = (row[9] as String?).map { time in
          StoredJudgement.Withdrawal(analyst: row[7] ?? "", reason: row[8] ?? "", time: time)
        }
        return StoredJudgement(
          number: row[0], judgement: try Judgement(stored: row), withdrawn: withdrawn)
      }
    }
  }

  /// With what the reason of a withdrawal begins where another decision took the place of the first.
  private static let replaced = "replaced: "

  private func insert(_ judgement: Judgement, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO judgement (firstKey, secondKey, verdict, analyst, reason, time)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        judgement.first, judgement.second, judgement.verdict.rawValue, judgement.analyst,
        judgement.reason, judgement.time,
      ])
  }

  private func withdraw(
    _ pair: Judgement, analyst: String, reason: String, time: String, in db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE judgement SET withdrawnBy = ?, withdrawnReason = ?, withdrawnTime = ?
        WHERE firstKey = ? AND secondKey = ? AND withdrawnTime IS NULL
        """,
      arguments: [analyst, reason, time, pair.first, pair.second])
  }

  private func judgementInForce(on pair: Judgement, in db: Database) throws -> Judgement? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, firstKey, secondKey, verdict, analyst, reason, time FROM judgement
        WHERE firstKey = ? AND secondKey = ? AND withdrawnTime IS NULL
        """,
      arguments: [pair.first, pair.second]
    ).map { try Judgement(stored: $0) }
  }

  /// Returns the decision whose place another took, nil for none. That one may since have been taken
  /// back and put in force again: the row before its first is what was in force until then.
  private func judgement(replacedBy other: Judgement, in db: Database) throws -> Judgement? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, firstKey, secondKey, verdict, analyst, reason, time FROM judgement
        WHERE withdrawnTime = :time AND withdrawnReason = :withdrawnReason AND id = (
          SELECT max(id) FROM judgement
          WHERE firstKey = :first AND secondKey = :second AND id < (
            SELECT min(id) FROM judgement
            WHERE firstKey = :first AND secondKey = :second AND time = :time
            AND verdict = :verdict AND analyst = :analyst AND reason = :reason))
        """,
      arguments: [
        "first": other.first, "second": other.second, "time": other.time,
        "verdict": other.verdict.rawValue, "analyst": other.analyst, "reason": other.reason,
        "withdrawnReason": CaseSession.replaced + other.reason,
      ]
    ).map { try Judgement(stored: $0) }
  }

  /// Returns what is wrong where no decision on the two is in force: most often a misspelt key.
  private func noDecision(on keys: (String, String), in db: Database) throws -> CaseError {
    for key in [keys.0, keys.1] { _ = try kind(ofRecord: key, in: db) }
    return keys.0 == keys.1
      ? .sameRecord(key: keys.0) : .noDecision(first: keys.0, second: keys.1)
  }

  /// Refuses keys that are no records, one record twice, and records of different kinds.
  private func check(_ keys: (String, String), in db: Database) throws {
    let kinds = try [keys.0, keys.1].map { try kind(ofRecord: $0, in: db) }
    if keys.0 == keys.1 { throw CaseError.sameRecord(key: keys.0) }
    guard let first = kinds[0], let second = kinds[1], first == second else {
      throw CaseError.differentKinds(
        first: keys.0, second: keys.1, kinds: kinds.map { $0 ?? "not described" })
    }
  }

  /// Returns the kind of the record `key`, nil where no row describes it.
  func kind(ofRecord key: String, in db: Database) throws -> String? {
    if let row = try Row.fetchOne(
      db, sql: "SELECT kind FROM record WHERE key = ?", arguments: [key])
    {
      return row[0]
    }
    let last = key.split(separator: "/").last.map(String.init) ?? key
    let pattern = last.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
      .replacing("_", with: "\\_")
    let similar = try String.fetchAll(
      db, sql: "SELECT key FROM record WHERE key LIKE ? ESCAPE '\\' ORDER BY key LIMIT 3",
      arguments: ["%/" + pattern])
    throw CaseError.unknownRecord(key: key, similar: similar)
  }
}

extension Judgement {
  /// Returns the decisions in force.
  static func all(in db: Database) throws -> [Judgement] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, firstKey, secondKey, verdict, analyst, reason, time
        FROM judgement WHERE withdrawnTime IS NULL
        """
    ).map { try Judgement(stored: $0) }
  }

  /// Reads `id, firstKey, secondKey, verdict, analyst, reason, time`.
  fileprivate init(stored row: Row) throws {
    guard let verdict = Verdict(rawValue: row[3]) else {
      throw CaseError.damaged(path: "judgement \(row[0] as Int)", detail: "unknown verdict")
    }
    self.init(
      row[1], row[2], verdict, analyst: row[4], reason: row[5], time: row[6])
  }
}
