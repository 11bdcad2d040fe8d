import GRDB
import Records

/// What rows under a report of handling code C say of a record: kept apart from what other rows of the same
/// file say of it, so that it can be withheld with the report.
///
/// A feature that a row without such a report gives as well stands among the others too, and may go.
enum ConditionalFeatures {
  static let sql = """
    -- What rows under a report of handling code C say of a record.
    CREATE TABLE conditionalFeature (
      record INTEGER NOT NULL REFERENCES record (id),
      name TEXT NOT NULL CHECK (name <> ''),
      raw TEXT NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      report INTEGER NOT NULL REFERENCES report (id),
      value TEXT,
      PRIMARY KEY (record, name, raw, source, report)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conditionalFeatureOfReport ON conditionalFeature (report);

    CREATE VIEW anyFeature AS
      SELECT record, name, raw, value, source FROM feature
      UNION ALL SELECT record, name, raw, value, source FROM conditionalFeature;
    """

  /// Returns the query for name, raw text and normal form of features by record, name and raw text.
  ///
  /// - Parameters:
  ///   - counts: A condition that is true of rows of the sources that count.
  ///   - withheld: Keys of reports whose rows say nothing of a record. Of a source that holds such a
  ///     report without its code, as only another one knows it, all that it says of the records
  ///     in the report is left out: which row said what is not kept.
  static func selection(
    where counts: String, withheld: Set<String>, in db: Database
  ) throws -> String {
    let order = "ORDER BY record, name, raw"
    let columns = "SELECT record, name, raw, value"
    guard !withheld.isEmpty else {
      return "\(columns) FROM anyFeature WHERE \(counts) \(order)"
    }
    let reports = try Row.fetchAll(db, sql: "SELECT id, key, handling FROM report")
      .filter { withheld.contains($0[1]) }
    let all = list(reports.map { $0[0] })
    let uncoded = list(
      reports.filter { $0[2] as String? != Grading.Handling.conditions.rawValue }.map { $0[0] })
    return """
      \(columns) FROM feature WHERE \(counts) AND (record, source) NOT IN (
        SELECT fromRecord, source FROM assertion WHERE report IN \(uncoded)
        UNION SELECT toRecord, source FROM assertion WHERE report IN \(uncoded))
      UNION ALL
      \(columns) FROM conditionalFeature WHERE \(counts) AND report NOT IN \(all)
      \(order)
      """
  }

  /// Puts under each of the reports all that its source says of the records in it: for reports of which
  /// it is not known which row said what.
  ///
  /// - Returns: How many features are under conditions now and were not before.
  static func withhold(reports: [Int64], in db: Database) throws -> Int {
    guard !reports.isEmpty else { return 0 }
    try db.execute(
      sql: """
        CREATE TEMP TABLE mentioned AS
          SELECT fromRecord AS record, source, report FROM assertion WHERE report IN \(list(reports))
          UNION SELECT toRecord, source, report FROM assertion WHERE report IN \(list(reports));
        INSERT OR IGNORE INTO conditionalFeature (record, name, raw, source, report, value)
          SELECT record, name, raw, source, report, value
          FROM mentioned JOIN feature USING (record, source);
        """)
    try db.execute(
      sql: "DELETE FROM feature WHERE (record, source) IN (SELECT record, source FROM mentioned)")
    defer { try? db.execute(sql: "DROP TABLE mentioned") }
    return db.changesCount
  }

  /// Earlier formats did not keep which row said what.
  @Sendable static func separate(_ db: Database) throws {
    let reports = try Int64.fetchAll(db, sql: "SELECT id FROM report WHERE handling = 'C'")
    let count = try withhold(reports: reports, in: db)
    guard count > 0 else { return }
    try AuditLog.append(
      .alteration,
      "brought to format 7: \(count) features of records in \(reports.count) reports of handling code C "
        + "are withheld with them; the former format did not keep which row said them",
      evidence: try EvidenceTotal.counted(in: db), to: db)
  }

  private static func list(_ ids: [Int64]) -> String {
    "(" + ids.map(String.init).joined(separator: ", ") + ")"
  }
}
