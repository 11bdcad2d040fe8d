import GRDB

/// One act of the journal as a reader sees it.
package struct JournalLine: Sendable, Equatable, Codable {
  /// `decide`, `withdraw` or `undo`.
  package let act: String
  /// What was decided; of a withdrawal or an undoing who did it, why and when.
  package let decision: Decision
  package let isInForce: Bool
}

extension CaseSession {
  /// Enters a decision into the journal. It takes the place of an earlier one of the same kind on the
  /// same subject; what the same person decided in the same words and still holds stays as it is.
  ///
  /// - Parameters:
  ///   - payload: What was decided; it becomes one JSON object.
  ///   - person: Who decides.
  ///   - reason: For whoever reads the journal.
  /// - Throws: `CaseError.unknownRecord` or `.unknownSubject` where the kind needs something that the
  ///   case does not hold.
  package func decide(
    _ kind: DecisionKind, on subject: [String], _ payload: some Encodable, person: String,
    reason: String
  ) throws -> Decision {
    try file.write { db in
      try check(kind, subject, in: db)
      return try enter(
        Journal.Key(kind: kind, subject: subject), CanonicalJSON.text(payload), person: person,
        reason: reason,
        words: "\(person) decided \(kind.rawValue) of \(subject.joined(separator: ", "))",
        in: db)
    }
  }

  /// Takes back the decision with this number, which must be in force. It stays on record.
  ///
  /// - Throws: `CaseError.notInForce`.
  package func withdraw(decision number: Int, person: String, reason: String) throws -> Decision {
    try file.write { db in
      guard let decision = try Journal(db).inForce.first(where: { $0.number == number }) else {
        throw CaseError.notInForce(decision: number)
      }
      let key = Journal.Key(kind: decision.kind, subject: decision.subject)
      try withdraw(
        key, person: person, reason: reason,
        words: "\(person) withdrew decision \(number), \(decision.kind.rawValue) of "
          + decision.subject.joined(separator: ", "), in: db)
      return decision
    }
  }

  /// Undoes the last act on a subject that was not undone yet: what held before it holds again.
  ///
  /// - Returns: The decision in force now, nil for none.
  /// - Throws: `CaseError.nothingToUndo`.
  package func undo(
    _ kind: DecisionKind, on subject: [String], person: String
  ) throws -> Decision? {
    try file.write { db in
      try undo(Journal.Key(kind: kind, subject: subject), person: person, in: db) { restored in
        "\(person) undid the last act on \(kind.rawValue) of \(subject.joined(separator: ", "))"
          + (restored.map { "; decision \($0.number) is in force again" } ?? "")
      }
    }
  }

  /// Returns every act ever done, in order.
  package func journal() throws -> [JournalLine] {
    let journal = try file.read { try Journal($0) }
    let inForce = Set(journal.inForce.map(\.number))
    return journal.entries.map { entry in
      JournalLine(
        act: entry.act.rawValue, decision: entry.decision,
        isInForce: inForce.contains(entry.decision.number))
    }
  }

  /// Enters a decision that was checked before. One that is in force word for word is not entered again,
  /// so that a command given again after it was stopped comes to the same.
  func enter(
    _ key: Journal.Key, _ payload: String, person: String, reason: String, words: String,
    in db: Database
  ) throws -> Decision {
    if let standing = try Journal.pile(on: key, in: db).top,
      (standing.payload, standing.person, standing.reason) == (payload, person, reason)
    {
      return standing
    }
    return try insert(.decide, key, payload, person: person, reason: reason, words: words, in: db)
  }

  func withdraw(
    _ key: Journal.Key, person: String, reason: String, words: String, in db: Database
  ) throws {
    _ = try insert(.withdraw, key, "{}", person: person, reason: reason, words: words, in: db)
  }

  /// - Parameter words: For the log, from what is in force again.
  func undo(
    _ key: Journal.Key, person: String, in db: Database, words: (Decision?) throws -> String
  ) throws -> Decision? {
    var pile = try Journal.pile(on: key, in: db)
    guard !pile.isEmpty else { throw CaseError.nothingToUndo(subject: key.subject) }
    let last = Journal.Entry(
      act: .undo,
      decision: Decision(
        number: 0, kind: key.kind, subject: key.subject, payload: "{}", person: person,
        reason: "undone", time: ""))
    pile.apply(last)
    _ = try insert(
      .undo, key, "{}", person: person, reason: "undone", words: try words(pile.top), in: db)
    return pile.top
  }

  private func insert(
    _ act: Journal.Act, _ key: Journal.Key, _ payload: String, person: String, reason: String,
    words: String, in db: Database
  ) throws -> Decision {
    let time = AuditLog.now()
    try db.execute(
      sql: """
        INSERT INTO decision (kind, subject, act, payload, person, reason, time)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key.kind.rawValue, try CanonicalJSON.text(key.subject), act.rawValue, payload, person,
        reason, time,
      ])
    let number = db.lastInsertedRowID
    try AuditLog.append(
      .alteration, act == .undo ? words : "\(words): \(reason)",
      seal: try Seal(.decision, number, in: db), to: db)
    return Decision(
      number: Int(number), kind: key.kind, subject: key.subject, payload: payload, person: person,
      reason: reason, time: time)
  }

  /// Refuses a subject that the case does not hold, for kinds that act on it.
  private func check(_ kind: DecisionKind, _ subject: [String], in db: Database) throws {
    guard let name = subject.first, subject.allSatisfy({ !$0.isEmpty }) else {
      throw CaseError.unknownSubject(id: subject.first ?? "")
    }
    switch kind {
    case .shield:
      let found = try self.kind(ofRecord: name, in: db)
      guard found == "nominal" else {
        throw CaseError.notAPerson(key: name, kind: found ?? "not described")
      }
    case .review:
      let known = try Int.fetchOne(
        db, sql: "SELECT 1 FROM subject WHERE id = ?", arguments: [name])
      if known == nil { throw CaseError.unknownSubject(id: name) }
    case .release:
      let known = try Int.fetchOne(
        db, sql: "SELECT 1 FROM report WHERE key = ?", arguments: [name])
      if known == nil { throw CaseError.unknownReport(key: name) }
    default: break
    }
  }
}
