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
  }

  /// How many of one thing.
  package struct Count: Sendable, Equatable, Codable {
    package let what: String
    package let count: Int
  }

  /// By system, then name.
  package let sources: [Source]
  /// Records, features, reports, assertions, subjects, disruptions, merges, runs and log entries.
  package let counts: [Count]
}

extension CaseSession {
  /// Returns what the case holds, in counts.
  package func summary() throws -> CaseSummary {
    try file.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT system, name, profile, marking, rowsRead, rowsStored, rowsRejected
          FROM source ORDER BY system, name, contentDigest
          """)
      let sources = rows.map { row in
        CaseSummary.Source(
          system: row[0], name: row[1], profile: row[2],
          marking: Marking(rawValue: row[3]) ?? .officialSensitive, rowsRead: row[4],
          rowsStored: row[5], rowsRejected: row[6])
      }
      let tables = [
        ("records", "record"), ("features", "feature"), ("reports", "report"),
        ("assertions", "assertion"), ("subjects", "subject"), ("disruptions", "disruption"),
        ("merges", "merge"), ("runs", "run"), ("log entries", "log"),
      ]
      let counts = try tables.map { words, table in
        CaseSummary.Count(
          what: words, count: try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0)
      }
      return CaseSummary(sources: sources, counts: counts)
    }
  }
}
