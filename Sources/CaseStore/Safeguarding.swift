package import Assessment
import Foundation
import GRDB
import Records

extension CaseSession {
  /// Returns the safeguarding worklist for the recipient of `request`: the one product that names
  /// possible victims.
  ///
  /// The run is stored with its digest and parameters. Reading is logged as consultation, the
  /// worklist as disclosure; both before it is returned.
  package func safeguarding(
    _ request: AssessmentRequest, progress: ProgressHandler? = nil
  ) throws -> Release.Safeguarding {
    let inputs = try request.inputs()
    let parameters = RunParameters(
      request, inputs, charts: 0, product: "safeguarding worklist", comparison: nil)
    let outcome = try evidenceAndIDs(progress: progress)
    let digest = RunDigest.assessment(parameters, linking: outcome.linking.digest)
    let assessment = try Assessment(
      evidence: outcome.evidence, resolution: try resolution(of: outcome), period: request.period,
      policy: inputs.policy, testsStability: false, workers: request.workers
    ) { stage in
      progress?(StageProgress(stage: stage, done: 0, total: 0))
    }
    let worklist = assessment.safeguarding(
      title: request.title, recipient: request.recipient,
      engineVersion: CaseSession.engineVersion, runDigest: digest)
    let json = try parameters.json()
    try file.write { db in
      try AuditLog.append(
        .consultation, "listed whom to safeguard in \(parameters.period) (run \(digest))",
        purpose: "safeguarding", to: db)
      try insertRun(
        "export", digest: digest, parameters: json, result: RunDigest.result(of: worklist), in: db)
      try AuditLog.append(
        .disclosure,
        "named \(worklist.people.count) people under the victim shield, as "
          + "\(worklist.header.marking.rawValue) (run \(digest))",
        recipient: request.recipient, purpose: "safeguarding", to: db)
    }
    return worklist
  }
}
