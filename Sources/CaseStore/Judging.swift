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
      try check(keys, in: db)
      let key = Journal.Key(pair: keys)
      let decision = try enter(
        key, CanonicalJSON.text(["verdict": verdict.rawValue]), person: analyst, reason: reason,
        words: "\(analyst) judged \(key.subject[0]) and \(key.subject[1]) \(verdict.rawValue)",
        in: db)
      return try Judgement(decision)
    }
  }

  /// Takes back the decision in force on two records. It stays on record, with who withdrew it.
  package func withdraw(_ keys: (String, String), analyst: String, reason: String) throws {
    try file.write { db in
      let key = Journal.Key(pair: keys)
      guard try Journal.pile(on: key, in: db).top != nil else {
        throw try noDecision(on: keys, in: db)
      }
      try withdraw(
        key, person: analyst, reason: reason,
        words: "\(analyst) withdrew the judgement on \(key.subject[0]) and \(key.subject[1])",
        in: db)
    }
  }

  /// Takes back the decision in force on two records. The decision that it replaced, if it replaced
  /// one, is in force again, with its analyst, reason and time. All of it stays on record.
  ///
  /// - Returns: The decision in force now, nil for none.
  package func undo(_ keys: (String, String), analyst: String) throws -> Judgement? {
    try file.write { db in
      let key = Journal.Key(pair: keys)
      guard try Journal.pile(on: key, in: db).top != nil else {
        throw try noDecision(on: keys, in: db)
      }
      let restored = try undo(key, person: analyst, in: db) { decision in
        let again = try decision.map { try Judgement($0) }
        return "\(analyst) took back the judgement on \(key.subject[0]) and \(key.subject[1])"
          + (again.map { "; again in force: \($0.verdict.rawValue) by \($0.analyst)" } ?? "")
      }
      return try restored.map { try Judgement($0) }
    }
  }

  /// Returns every decision ever made, in the order in which they came into force.
  package func judgements() throws -> [StoredJudgement] {
    let journal = try file.read { try Journal($0) }
    var found: [StoredJudgement] = []
    var piles: [Journal.Key: Journal.Pile] = [:]
    /// Where the decision in force on a pair stands in `found`.
    var open: [Journal.Key: Int] = [:]
    for entry in journal.entries where entry.decision.kind == .link {
      let (key, act) = (entry.key, entry.decision)
      piles[key, default: Journal.Pile()].apply(entry)
      if let place = open.removeValue(forKey: key) {
        let reason =
          entry.act == .decide ? "replaced: \(act.reason)" : act.reason
        found[place] = StoredJudgement(
          number: found[place].number, judgement: found[place].judgement,
          withdrawn: StoredJudgement.Withdrawal(
            analyst: act.person, reason: reason, time: act.time))
      }
      guard let top = piles[key]?.top else { continue }
      open[key] = found.count
      found.append(
        StoredJudgement(number: act.number, judgement: try Judgement(top), withdrawn: nil))
    }
    return found
  }

  /// Returns what is wrong where no decision on the two is in force: most often a misspelt key.
  private func noDecision(on keys: (String, String), in db: Database) throws -> CaseError {
    for key in [keys.0, keys.1] { _ = try kind(ofRecord: key, in: db) }
    return keys.0 == keys.1
      ? .sameRecord(key: keys.0) : .noDecision(first: keys.0, second: keys.1)
  }

  /// Refuses keys that are no records, one record twice, and records of different kinds.
  func check(_ keys: (String, String), in db: Database) throws {
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
      db,
      sql: """
        SELECT (SELECT min(kind) FROM description
          WHERE record = record.id AND \(CaseMoment.countsNow))
        FROM record WHERE key = ?
        """, arguments: [key])
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

extension Journal.Key {
  /// A pair of records, in whatever order they are named.
  init(pair keys: (String, String)) {
    self.init(kind: .link, subject: [min(keys.0, keys.1), max(keys.0, keys.1)])
  }
}

extension Judgement {
  /// - Throws: `CaseError.damaged` where the decision is not one on two records.
  init(_ decision: Decision) throws {
    let payload: [String: String]? = CanonicalJSON.value(of: decision.payload)
    guard let verdict = payload?["verdict"].flatMap(Verdict.init), decision.subject.count == 2
    else {
      throw CaseError.damaged(path: "decision \(decision.number)", detail: "unknown verdict")
    }
    self.init(
      decision.subject[0], decision.subject[1], verdict, analyst: decision.person,
      reason: decision.reason, time: decision.time)
  }
}
