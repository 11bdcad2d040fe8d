import GRDB
package import Records

/// What a case holds, in counts.
package struct CaseSummary: Sendable, Equatable, Codable {
  /// One imported file.
  package struct Source: Sendable, Equatable, Codable {
    package let system: String
    package let name: String
    package let profile: String
    package let marking: Marking
    package let rowsRead: Int
    package let rowsStored: Int
    package let rowsRejected: Int
    /// The name of the corrected file that counts in its place; nil where this one counts.
    package let replacedBy: String?
  }

  /// How many of one thing.
  package struct Count: Sendable, Equatable, Codable {
    package let what: String
    package let count: Int
  }

  /// By system, then name.
  package let sources: [Source]
  /// Records, features, reports, assertions, subjects, disruptions, merges, runs, decisions and log
  /// entries; of imported rows those of files that no other replaced.
  package let counts: [Count]
}

extension CaseSession {
  /// Returns what the case holds, in counts.
  package func summary() throws -> CaseSummary {
    try file.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT system, name, profile, marking, rowsRead, rowsStored, rowsRejected,
            (SELECT name FROM source AS later WHERE later.id = source.replacedBy)
          FROM source ORDER BY system, name, contentDigest
          """)
      let sources = rows.map { row in
        CaseSummary.Source(
          system: row[0], name: row[1], profile: row[2],
          marking: Marking(rawValue: row[3]) ?? .officialSensitive, rowsRead: row[4],
          rowsStored: row[5], rowsRejected: row[6], replacedBy: row[7])
      }
      let tables = [
        ("records", "DISTINCT record FROM description"),
        ("features", "DISTINCT record, name, raw FROM anyFeature"),
        ("reports", "DISTINCT key FROM report"),
        ("assertions", "id FROM assertion"),
        ("subjects", "DISTINCT id FROM subject"),
        ("disruptions", "DISTINCT subject, day, level, judge, note FROM disruption"),
      ]
      var counts = try tables.map { words, rows in
        CaseSummary.Count(
          what: words,
          count: try Int.fetchOne(
            db, sql: "SELECT count(*) FROM (SELECT \(rows) WHERE \(CaseMoment.countsNow))") ?? 0)
      }
      for (words, table) in [
        ("merges", "merge"), ("runs", "run"), ("decisions", "decision"), ("log entries", "log"),
      ] {
        counts.append(
          CaseSummary.Count(
            what: words, count: try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0))
      }
      return CaseSummary(sources: sources, counts: counts)
    }
  }
}
