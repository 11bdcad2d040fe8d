import GRDB
import Records

/// A pair of the queue, with what both records say.
package struct ReviewPair: Sendable, Equatable, Codable {
  package struct Side: Sendable, Equatable, Codable {
    package struct Line: Sendable, Equatable, Codable {
      package let name: String
      /// As the source has it.
      package let text: String
    }

    package let key: String
    package let system: String
    /// The record's features by name, then the things that rows link it to.
    package let lines: [Line]
  }

  package let first: Side
  package let second: Side
  /// That both are of one entity, in thousandths; nil where a rule held them back and no model weighs
  /// them.
  package let thousandths: Int?
  /// Wrong pairs of records that a decision is expected to remove, in thousandths.
  package let gain: Int
  package let reason: String
}

extension CaseSession {
  /// Returns the pairs that wait for a human, those first whose decision is expected to remove most
  /// wrong pairs of records. Pairs decided since the last linking are left out. Looking is logged as
  /// consultation.
  ///
  /// - Throws: `CaseError.notLinked` where the case was never linked.
  package func reviewQueue(limit: Int = .max) throws -> [ReviewPair] {
    try file.write { db in
      guard try Int.fetchOne(db, sql: "SELECT 1 FROM run WHERE kind = 'link' LIMIT 1") != nil else {
        throw CaseError.notLinked(path: file.path)
      }
      let decided = Set(
        try Journal(db).inForce.filter { $0.kind == .link }.map(\.subject))
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT firstRecord, secondRecord, thousandths, gain, possibleMatch.reason, a.key, b.key
          FROM possibleMatch
          JOIN record AS a ON a.id = firstRecord JOIN record AS b ON b.id = secondRecord
          ORDER BY possibleMatch.id
          """
      ).filter { !decided.contains(Journal.Key(pair: ($0[5], $0[6])).subject) }.prefix(limit)
      try AuditLog.append(
        .consultation, "showed pairs that are possibly the same: \(rows.count)",
        purpose: "clerical review", to: db)
      return try rows.map { row in
        ReviewPair(
          first: try side(row[0], in: db), second: try side(row[1], in: db), thousandths: row[2],
          gain: row[3], reason: row[4])
      }
    }
  }

  private func side(_ record: Int64, in db: Database) throws -> ReviewPair.Side {
    let head = try Row.fetchOne(
      db, sql: "SELECT key, system FROM record WHERE id = ?", arguments: [record])
    let features = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT name, raw FROM anyFeature WHERE record = ? AND \(CaseMoment.countsNow)
        ORDER BY name, raw
        """, arguments: [record])
    let links = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT type, coalesce(
          (SELECT min(raw) FROM anyFeature WHERE record = toRecord AND name IN (
            'addressLine', 'registration', 'phoneNumber', 'bankAccount', 'organisationName', 'name')),
          record.key) AS text
        FROM assertion JOIN record ON record.id = toRecord
        WHERE fromRecord = ? AND assertion.\(CaseMoment.countsNow) ORDER BY type, text LIMIT 8
        """, arguments: [record])
    let lines =
      features.map { ReviewPair.Side.Line(name: $0[0], text: $0[1]) }
      + links.map { row in
        let type = LinkType(rawValue: row[0])
        return ReviewPair.Side.Line(name: type?.words ?? row[0], text: row[1])
      }
    return ReviewPair.Side(key: head?[0] ?? "", system: head?[1] ?? "", lines: lines)
  }
}
