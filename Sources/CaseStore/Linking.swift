import GRDB
import Linkage
import Records

/// What linking the records of a case came to.
package struct LinkSummary: Sendable, Equatable, Codable {
  /// How many merges one reason accounts for.
  package struct Reason: Sendable, Equatable, Codable {
    package let reason: String
    package let count: Int
  }

  package let records: Int
  package let entities: Int
  /// By reason, without the values that agreed.
  package let merges: [Reason]
  /// Records that rows refer to and no row describes.
  package let unresolvedReferences: Int
}

extension CaseSession {
  /// Decides which records describe the same thing, and stores every merge with its reason in place
  /// of those of the last linking.
  ///
  /// - Parameter workers: Accepted by every command; linkage by identifiers needs one.
  package func link(workers: Int = 0, progress: ProgressHandler? = nil) throws -> LinkSummary {
    let outcome = try evidenceAndIDs(progress: progress)
    guard !outcome.evidence.records.isEmpty else { throw CaseError.empty(path: file.path) }
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = Linker.resolve(outcome.evidence)
    try store(resolution, of: outcome)
    return LinkSummary(resolution, evidence: outcome.evidence)
  }

  /// Replaces the stored merges and enters the run, unless the last linking came to the same.
  func store(_ resolution: Resolution, of outcome: EvidenceReader.Outcome) throws {
    let evidence = outcome.evidence
    try file.write { db in
      let digest = RunDigest.link(sources: outcome.sourceDigest)
      let result = RunDigest.result(of: resolution, evidence: evidence)
      let last = try Row.fetchOne(
        db,
        sql: """
          SELECT digest, resultDigest FROM run WHERE kind = 'link' ORDER BY id DESC LIMIT 1
          """)
      if let last, last[0] == digest, last[1] == result { return }
      try db.execute(sql: "DELETE FROM merge")
      let insert = try db.makeStatement(
        sql: "INSERT INTO merge (firstRecord, secondRecord, reason) VALUES (?, ?, ?)")
      for merge in resolution.merges {
        try insert.execute(arguments: [
          outcome.recordIDs[merge.first], outcome.recordIDs[merge.second], merge.reason,
        ])
      }
      try insertRun("link", digest: digest, parameters: "{}", result: result, in: db)
      try AuditLog.append(
        .combination,
        "linked \(evidence.records.count) records into \(resolution.entities.count) entities "
          + "by \(resolution.merges.count) merges",
        to: db)
    }
  }

  func insertRun(
    _ kind: String, digest: String, parameters: String, result: String, in db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO run (kind, digest, parameters, engineVersion, resultDigest)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [kind, digest, parameters, CaseSession.engineVersion, result])
  }
}

extension LinkSummary {
  init(_ resolution: Resolution, evidence: Evidence) {
    var counts: [String: Int] = [:]
    for merge in resolution.merges {
      let first = evidence.records[merge.first]
      counts[LinkSummary.rule(of: merge.reason, agreedBy: first), default: 0] += 1
    }
    records = evidence.records.count
    entities = resolution.entities.count
    merges = counts.sorted { $0.key < $1.key }.map { Reason(reason: $0.key, count: $0.value) }
    unresolvedReferences = resolution.entityOfRecord.count { $0 < 0 }
  }

  /// Cuts the values that agreed, which are values of the record, off the end of a reason.
  private static func rule(of reason: String, agreedBy record: SourceRecord) -> String {
    let values = record.features.compactMap(\.value).filter { !$0.isEmpty }
    var text = Substring(reason)
    while let value = values.filter({ text.hasSuffix(" " + $0) }).max(by: { $0.count < $1.count }) {
      text = text.dropLast(value.count + 1)
      if text.last == "," { text = text.dropLast() }
    }
    return String(text)
  }
}
