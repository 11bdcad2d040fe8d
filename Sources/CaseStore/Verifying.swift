import GRDB
import Linkage

/// Whether a past run comes to the same again.
package struct RunVerification: Sendable, Equatable, Codable {
  package let run: Int
  /// `link`, `assessment`, `chart` or `export`.
  package let kind: String
  package let digest: String
  /// The version that made the run.
  package let engineVersion: String
  /// Whether everything that the run followed from is as it was then.
  package let hasSameInputs: Bool
  /// Whether the run came to the same result again.
  package let hasSameResult: Bool
  /// Why not, one line each; empty where both hold.
  package let reasons: [String]

  package var isVerified: Bool { hasSameInputs && hasSameResult }
}

extension CaseSession {
  /// Makes a past run again from the files and decisions that it had, and compares digests. Logged as
  /// consultation.
  ///
  /// - Parameter number: Nil for the last run.
  /// - Throws: `CaseError.unknownRun`.
  package func verify(
    run number: Int?, workers: Int = 0, progress: ProgressHandler? = nil
  ) throws -> RunVerification {
    let run = try storedRun(number)
    let moment = CaseMoment(
      lastSource: run.lastSource ?? .max, lastDecision: run.lastDecision ?? .max,
      run: Int64(run.number))
    let outcome = try evidenceAndIDs(progress: progress, moment: moment)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = outcome.resolve(workers: workers)
    var digest = outcome.linking.digest(engineVersion: run.engineVersion)
    var result: String?
    if run.kind == "link" {
      result = RunDigest.result(of: resolution, evidence: outcome.evidence)
    } else if let plan = run.plan {
      digest = plan.digest(of: outcome.linking, engineVersion: run.engineVersion)
      result = try self.result(
        of: plan, outcome, resolution: resolution, digest: digest, moment: moment,
        workers: workers, progress: progress)
    }
    let (sameInputs, sameResult) = (digest == run.digest, result == run.resultDigest)
    let reasons = sameInputs && sameResult ? [] : try reasons(run, outcome.linking)
    try file.write { db in
      try AuditLog.append(
        .consultation,
        "verified run \(run.number): \(reasons.isEmpty ? "the same" : "not the same")",
        purpose: "verification", to: db)
    }
    return RunVerification(
      run: run.number, kind: run.kind, digest: run.digest, engineVersion: run.engineVersion,
      hasSameInputs: sameInputs, hasSameResult: sameResult, reasons: reasons)
  }

  /// Returns the digest of what an assessment comes to now; nil where what it was about is gone.
  private func result(
    of plan: AssessmentPlan, _ outcome: EvidenceReader.Outcome, resolution: Resolution,
    digest: String, moment: CaseMoment, workers: Int, progress: ProgressHandler?
  ) throws -> String? {
    if plan.purpose == .worklist {
      let worklist = try plan.worklist(
        of: outcome, resolution: resolution, digest: digest, workers: workers, progress: progress)
      return RunDigest.result(of: worklist)
    }
    let (given, cut) = try cut(
      outcome, resolution: resolution, for: plan, moment: moment, workers: workers,
      progress: progress)
    let explanation = plan.purpose.pair.flatMap {
      try? self.explanation(of: $0, in: cut, given, workers: workers)
    }
    let (release, isEmpty) = try plan.release(
      of: given, resolution: cut, explanation: explanation, digest: digest, workers: workers,
      progress: progress)
    return isEmpty ? nil : RunDigest.result(of: release)
  }

  private struct StoredRun {
    let number: Int
    let kind: String
    let digest: String
    let engineVersion: String
    let resultDigest: String
    let lastSource: Int64?
    let lastDecision: Int64?
    let inputs: RunInputs?
    /// Nil for a linking, and where the parameters are gone.
    let plan: AssessmentPlan?
  }

  private func storedRun(_ number: Int?) throws -> StoredRun {
    try file.read { db in
      let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT id, kind, digest, engineVersion, resultDigest, lastSource, lastDecision, inputs,
            parameters
          FROM run WHERE id = ?
          """, arguments: [number ?? last])
      guard let row else { throw CaseError.unknownRun(number: number ?? last, last: last) }
      let parameters: RunParameters? = CanonicalJSON.value(of: row[8])
      return StoredRun(
        number: row[0], kind: row[1], digest: row[2], engineVersion: row[3], resultDigest: row[4],
        lastSource: row[5], lastDecision: row[6],
        inputs: (row[7] as String?).flatMap { CanonicalJSON.value(of: $0) },
        plan: parameters.flatMap { AssessmentPlan(kind: row[1], parameters: $0) })
    }
  }

  /// Says what is known about why a run does not come to the same again.
  private func reasons(_ run: StoredRun, _ inputs: LinkInputs) throws -> [String] {
    var reasons: [String] = []
    if run.kind != "link" && run.plan == nil {
      reasons.append("its parameters are no longer held")
    }
    if run.engineVersion != CaseSession.engineVersion {
      reasons.append(
        "it was made by version \(run.engineVersion) and this is \(CaseSession.engineVersion)")
    }
    if run.lastSource == nil {
      reasons.append("an earlier format did not keep which files and decisions a run had")
    }
    if let then = run.inputs { reasons += inputs.parts.differences(from: then) }
    if let then = run.inputs, then.disposals != inputs.parts.disposals {
      let entries = try file.read { try AuditLog.disposals(in: $0) }.map { String($0.entry) }
      reasons.append("disposals are told of in log entry \(entries.joined(separator: ", "))")
    }
    if reasons.isEmpty {
      reasons.append("the stored rows were changed from outside; see `ocg check`")
    }
    return reasons
  }
}
