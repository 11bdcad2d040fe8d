import GRDB
package import Linkage
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
  /// Agreements that did not lead to a join, by reason.
  package let heldBack: [Reason]
  /// Pairs that are possibly the same and wait for a human.
  package let queue: Int
  package let contradictions: [Contradiction]
  /// What was, or could not be, linked by probability.
  package let notes: [String]
  /// Records that rows refer to and no row describes.
  package let unresolvedReferences: Int
}

/// The parameters and findings of a linking as they are stored with its run.
struct LinkParameters: Codable {
  /// These two are nil where a disposal took them out, because they named somebody.
  var policy: String?
  var summary: LinkSummary?
  /// The digest of the rows that the linking stored (see `LinkedRows`); nil for an older engine.
  var stored: String?
}

extension CaseSession {
  /// Decides which records describe the same thing, and stores every merge with its reason in place
  /// of those of the last linking.
  ///
  /// Where nothing that linking follows from has changed since the last one, its result stands.
  ///
  /// - Parameter workers: The most threads; 0 for one per processor. The result does not depend on it.
  /// - Throws: `CaseError.busy` where another program linked the case meanwhile.
  package func link(workers: Int = 0, progress: ProgressHandler? = nil) throws -> LinkSummary {
    let outcome = try evidenceAndIDs(progress: progress)
    guard !outcome.evidence.records.isEmpty else { throw CaseError.empty(path: file.path) }
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let stored = try storedLinking(of: outcome)
    if let stored, let summary = stored.parameters?.summary,
      resolution(from: stored, of: outcome) != nil
    {
      return summary
    }
    let resolution = outcome.resolve(workers: workers)
    return try store(resolution, of: outcome, after: stored)
  }

  /// Returns the linking of the case: the stored one where nothing it follows from has changed, or
  /// one that is made and stored now.
  func resolution(of outcome: EvidenceReader.Outcome, workers: Int = 0) throws -> Resolution {
    let stored = try storedLinking(of: outcome)
    if let stored, let resolution = resolution(from: stored, of: outcome) { return resolution }
    let resolution = outcome.resolve(workers: workers)
    _ = try store(resolution, of: outcome, after: stored)
    return resolution
  }

  private func storedLinking(of outcome: EvidenceReader.Outcome) throws -> StoredLinking? {
    try file.read { try StoredLinking($0, recordIDs: outcome.recordIDs) }
  }

  /// Returns what `stored` came to, if a linking now would follow from the same, and if what is stored
  /// still has the digest that it was stored with.
  private func resolution(
    from stored: StoredLinking, of outcome: EvidenceReader.Outcome
  ) -> Resolution? {
    guard stored.digest == outcome.linking.digest else { return nil }
    let resolution = Resolution(
      evidence: outcome.evidence, ages: outcome.linking.ages, merges: stored.merges,
      possibleMatches: stored.possibleMatches)
    let digest = RunDigest.result(of: resolution, evidence: outcome.evidence)
    return digest == stored.resultDigest ? resolution : nil
  }

  private func store(
    _ resolution: Resolution, of outcome: EvidenceReader.Outcome, after last: StoredLinking?
  ) throws -> LinkSummary {
    let evidence = outcome.evidence
    let summary = LinkSummary(resolution, evidence: evidence)
    let digest = outcome.linking.digest
    let parameters = LinkParameters(
      policy: outcome.linking.policy.canonicalText, summary: summary)
    try file.write { db in
      // Another program may have linked since the records were read: what this one found is stale.
      guard try LinkInputs.lastLinking(in: db) == outcome.linking.lastLinking else {
        throw CaseError.busy(path: file.path)
      }
      // What this linking replaces would otherwise cover a stranger's hand up.
      if let fault = try LinkedRows.fault(in: db) {
        throw CaseError.damaged(path: file.path, detail: fault)
      }
      try replaceMerges(resolution, outcome.recordIDs, in: db)
      let run = try insertRun(
        "link", digest: digest, parameters: try CanonicalJSON.text(parameters),
        result: RunDigest.result(of: resolution, evidence: evidence), of: outcome.linking, in: db)
      if let last { try insertChanges(to: resolution, from: last, outcome, run: run, in: db) }
      try noteFirstLinking(outcome, run: run, in: db)
      try LinkedRows.note(in: db)
      try AuditLog.append(
        .combination,
        "linked \(evidence.records.count) records into \(resolution.entities.count) entities "
          + "by \(resolution.merges.count) merges",
        seal: try Seal(.run, run, in: db), to: db)
    }
    return summary
  }

  private func replaceMerges(
    _ resolution: Resolution, _ recordIDs: [Int64], in db: Database
  ) throws {
    try db.execute(sql: "DELETE FROM merge; DELETE FROM possibleMatch")
    let insert = try db.makeStatement(
      sql: "INSERT INTO merge (firstRecord, secondRecord, rule, reason) VALUES (?, ?, ?, ?)")
    for merge in resolution.merges {
      try insert.execute(arguments: [
        recordIDs[merge.first], recordIDs[merge.second], merge.rule, merge.reason,
      ])
    }
    let wait = try db.makeStatement(
      sql: """
        INSERT INTO possibleMatch (firstRecord, secondRecord, thousandths, gain, reason)
        VALUES (?, ?, ?, ?, ?)
        """)
    for match in resolution.possibleMatches {
      try wait.execute(arguments: [
        recordIDs[match.first], recordIDs[match.second], match.thousandths, match.gain,
        match.reason,
      ])
    }
  }

  /// Enters which entity ids stand for other records than after the last linking.
  private func insertChanges(
    to resolution: Resolution, from last: StoredLinking, _ outcome: EvidenceReader.Outcome,
    run: Int64, in db: Database
  ) throws {
    let changes = EntityChange.changes(
      to: resolution, from: last.merges, isNew: outcome.linking.isNew, ages: outcome.linking.ages,
      evidence: outcome.evidence)
    let insert = try db.makeStatement(
      sql: "INSERT INTO entityChange (run, oldID, newID) VALUES (?, ?, ?)")
    for change in changes { try insert.execute(arguments: [run, change.old, change.new]) }
  }

  /// Enters into each record that is in an entity for the first time which run put it there.
  private func noteFirstLinking(
    _ outcome: EvidenceReader.Outcome, run: Int64, in db: Database
  ) throws {
    let update = try db.makeStatement(
      sql: "UPDATE record SET firstLinked = ? WHERE id = ? AND firstLinked IS NULL")
    for (id, isNew) in zip(outcome.recordIDs, outcome.linking.isNew) where isNew {
      try update.execute(arguments: [run, id])
    }
  }

  /// Stores a run with what it followed from, and returns its number.
  func insertRun(
    _ kind: String, digest: String, parameters: String, result: String, of inputs: LinkInputs,
    in db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO run (kind, digest, parameters, engineVersion, resultDigest, lastSource,
          lastDecision, inputs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        kind, digest, parameters, CaseSession.engineVersion, result, inputs.lastSource,
        inputs.lastDecision, try CanonicalJSON.text(inputs.parts),
      ])
    return db.lastInsertedRowID
  }
}

extension EvidenceReader.Outcome {
  func resolve(workers: Int) -> Resolution {
    Linker.resolve(
      evidence, judgements: linking.judgements, ages: linking.ages, policy: linking.policy,
      workers: workers)
  }
}

extension LinkSummary {
  init(_ resolution: Resolution, evidence: Evidence) {
    records = evidence.records.count
    entities = resolution.entities.count
    merges = Reason.counts(of: resolution.merges.map(\.rule))
    heldBack = Reason.counts(of: resolution.heldBack.map(\.rule))
    queue = resolution.possibleMatches.count
    contradictions = resolution.contradictions
    notes = resolution.notes
    unresolvedReferences = resolution.entityOfRecord.count { $0 < 0 }
  }
}

extension LinkSummary.Reason {
  fileprivate static func counts(of reasons: [String]) -> [LinkSummary.Reason] {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map {
      LinkSummary.Reason(reason: $0.key, count: $0.value)
    }
  }
}
