package import Assessment
import GRDB
package import Records

extension CaseSession {
  /// What an assessment is made of and for whom.
  package struct AssessmentRequest: Sendable {
    package var period: Period
    /// A policy file, or nil for the example policy.
    package var policyPath: String?
    /// A file of the weights of the scoring matrix, or nil for the example.
    package var weightsPath: String?
    package var recipient: String
    package var title: String
    /// How many of the first positions get an association chart.
    package var charts: Int
    /// Threads; 0 stands for all cores. The result does not depend on it.
    package var workers: Int
    /// What the recipient may be given; nil for the case's own team, which may be given all that the
    /// victim shield lets through.
    package var profile: RecipientProfile?
    /// The reference of the agreement under which the recipient is given it.
    package var agreement: String?

    package init(
      period: Period, policyPath: String?, recipient: String, title: String, charts: Int,
      workers: Int, weightsPath: String? = nil
    ) {
      self.period = period
      self.policyPath = policyPath
      self.recipient = recipient
      self.title = title
      self.charts = charts
      self.workers = workers
      self.weightsPath = weightsPath
    }
  }

  /// What a release is made for.
  package enum Purpose: Sendable, Equatable {
    /// The review list with its document and charts.
    case assessment
    /// The chart of the position with this id.
    case chart(String)
    /// What the position with this id rests on, down to rows.
    case explanation(String)
    /// What changed since this earlier period, in which the policy of this file held; nil for the
    /// policy of the request.
    case comparison(Period, policyPath: String?)
    /// An interchange file of this format.
    case export(String)
  }

  /// Assesses the case and returns what may leave it for the recipient of `request`.
  ///
  /// The run is stored with its digest and parameters. Reading is logged as consultation, the
  /// release as disclosure; both before the release is returned.
  ///
  /// - Throws: `CaseError.noAgreement` where the recipient's profile needs one; what policies and the
  ///   assessment throw.
  /// - Returns: The release. For the chart of a position that does not exist it holds no chart, and
  ///   no disclosure is logged.
  package func assess(
    _ request: AssessmentRequest, purpose: Purpose, progress: ProgressHandler? = nil
  ) throws -> Release {
    let plan = try AssessmentPlan(request, purpose)
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let (given, resolution) = try cut(
      outcome, resolution: try resolution(of: outcome, workers: request.workers), for: plan,
      workers: request.workers, progress: progress)
    let (release, isEmpty) = try plan.release(
      of: given, resolution: resolution,
      digest: plan.digest(of: outcome.linking, engineVersion: CaseSession.engineVersion),
      workers: request.workers, progress: progress)
    try record(release, of: plan, after: outcome.linking, isEmpty: isEmpty)
    return release
  }

  /// Returns the period of the last assessment, chart or export; nil where there was none.
  package func lastPeriod() throws -> Period? {
    let text = try file.read { db in
      try String.fetchOne(
        db, sql: "SELECT parameters FROM run WHERE kind <> 'link' ORDER BY id DESC LIMIT 1")
    }
    guard let text else { return nil }
    let parameters: RunParameters? = CanonicalJSON.value(of: text)
    return parameters.flatMap { Period($0.period) }
  }

  private func record(
    _ release: Release, of plan: AssessmentPlan, after inputs: LinkInputs, isEmpty: Bool
  ) throws {
    let header = release.header
    let terms = plan.parameters.profile.map { profile in
      " as \(profile.name)" + (plan.parameters.agreement.map { " under \($0)" } ?? "")
    }
    let words = plan.purpose.words + (terms ?? "")
    try file.write { db in
      try AuditLog.append(
        .consultation, "assessed \(plan.parameters.period) (run \(header.runDigest))",
        purpose: words, to: db)
      guard !isEmpty else { return }
      let run = try insertRun(
        plan.purpose.kind, digest: header.runDigest,
        parameters: try CanonicalJSON.text(plan.parameters),
        result: RunDigest.result(of: release), of: inputs, in: db)
      try AuditLog.append(
        .disclosure,
        "released \(release.positions.count) positions as \(header.marking.rawValue) "
          + "(run \(header.runDigest))",
        recipient: header.recipient, purpose: words, seal: try Seal(.run, run, in: db), to: db)
    }
  }
}
