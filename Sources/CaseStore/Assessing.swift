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
    /// A file of decisions on groups and of planned actions, or nil for none.
    package var decisionsPath: String?
    /// A file of crime identifier codes, or nil to leave them unchecked.
    package var codesPath: String?
    /// A file of key judgements and stated figures, or nil for none.
    package var statementsPath: String?
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
      workers: Int, weightsPath: String? = nil, decisionsPath: String? = nil,
      codesPath: String? = nil, statementsPath: String? = nil
    ) {
      self.period = period
      self.policyPath = policyPath
      self.recipient = recipient
      self.title = title
      self.charts = charts
      self.workers = workers
      self.weightsPath = weightsPath
      self.decisionsPath = decisionsPath
      self.codesPath = codesPath
      self.statementsPath = statementsPath
    }

    /// What the files of the request say.
    func inputs() throws -> AssessmentInputs {
      var policy = try policyPath.map { try AssessmentPolicy.load($0) } ?? .standard
      if let path = weightsPath { policy.matrix = try MatrixWeights.load(path) }
      return AssessmentInputs(
        policy: policy, decisions: try decisionsPath.map { try AnalystDecisions.load($0) } ?? .none,
        codes: try codesPath.map { try CrimeCodeList.load($0) },
        statements: try statementsPath.map { try AnalystStatements.load($0) } ?? .none)
    }
  }

  /// What an assessment follows beside the case.
  struct AssessmentInputs {
    let policy: AssessmentPolicy
    let decisions: AnalystDecisions
    let codes: CrimeCodeList?
    let statements: AnalystStatements
  }

  /// Assesses the case and returns what may leave it for the recipient of `request`.
  ///
  /// The run is stored with its digest and parameters. Reading is logged as consultation, the
  /// release as disclosure; both before the release is returned.
  ///
  /// - Throws: `CaseError.noAgreement` where the recipient's profile needs one; `.decisionsInJournal`
  ///   where the request has a file of decisions and the journal holds some; what policies and the
  ///   assessment throw.
  /// - Returns: The release. Where nothing has the id that a chart was asked for it holds no chart, and
  ///   no disclosure is logged.
  package func assess(
    _ request: AssessmentRequest, purpose: Purpose, progress: ProgressHandler? = nil
  ) throws -> Release {
    let plan = try AssessmentPlan(request, purpose)
    let outcome = try evidenceAndIDs(progress: progress)
    try refuseTwoOrigins(of: plan, request, outcome)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let (given, resolution) = try cut(
      outcome, resolution: try resolution(of: outcome, workers: request.workers), for: plan,
      workers: request.workers, progress: progress)
    let explanation = try purpose.pair.map {
      try self.explanation(of: $0, in: resolution, given, workers: request.workers)
    }
    let (release, isEmpty) = try plan.release(
      of: given, resolution: resolution, explanation: explanation,
      digest: plan.digest(of: outcome.linking, engineVersion: CaseSession.engineVersion),
      workers: request.workers, progress: progress)
    try record(
      plan, release.header, "assessed \(plan.parameters.period)", after: outcome.linking,
      released: isEmpty
        ? nil
        : (
          words: "released \(release.positions.count) positions",
          result: RunDigest.result(of: release)
        ))
    return release
  }

  /// Returns the safeguarding worklist for the recipient of `request`: the one product that names
  /// possible victims.
  ///
  /// The run is stored with its digest and parameters. Reading is logged as consultation, the
  /// worklist as disclosure; both before it is returned.
  package func safeguarding(
    _ request: AssessmentRequest, progress: ProgressHandler? = nil
  ) throws -> Release.Safeguarding {
    let plan = try AssessmentPlan(request, .worklist)
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let worklist = try plan.worklist(
      of: outcome, resolution: try resolution(of: outcome, workers: request.workers),
      digest: plan.digest(of: outcome.linking, engineVersion: CaseSession.engineVersion),
      workers: request.workers, progress: progress)
    try record(
      plan, worklist.header, "listed whom to safeguard in \(plan.parameters.period)",
      after: outcome.linking,
      released: (
        words: "named \(worklist.people.count) people under the victim shield",
        result: RunDigest.result(of: worklist)
      ))
    return worklist
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

  /// Whether a position of the review list may have the id `id`: an entry of the master list, or a group,
  /// which only an assessment can find. Tells nothing but that, so nothing is logged.
  package func mayBePosition(_ id: String) throws -> Bool {
    if id.hasPrefix("G-") { return true }
    return try file.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM subject WHERE id = ? AND \(CaseMoment.countsNow))",
        arguments: [id]) ?? false
    }
  }

  /// A list must rest on one account of what was decided, so that it can be told which.
  private func refuseTwoOrigins(
    of plan: AssessmentPlan, _ request: AssessmentRequest, _ outcome: EvidenceReader.Outcome
  ) throws {
    guard let path = request.decisionsPath, !plan.decisions.isEmpty,
      !AnalystDecisions(journal: outcome.linking.laterDecisions).isEmpty
    else { return }
    throw CaseError.decisionsInJournal(file: path, path: file.path)
  }

  /// Enters who looked, and where something was released, the run and to whom.
  ///
  /// - Parameter released: What was, in words, and the digest of the result.
  private func record(
    _ plan: AssessmentPlan, _ header: Release.Header, _ act: String, after inputs: LinkInputs,
    released: (words: String, result: String)?
  ) throws {
    let terms = plan.parameters.profile.map { profile in
      " as \(profile.name)" + (plan.parameters.agreement.map { " under \($0)" } ?? "")
    }
    let purpose = plan.purpose.words + (terms ?? "")
    try file.write { db in
      try AuditLog.append(
        .consultation, "\(act) (run \(header.runDigest))", purpose: purpose, to: db)
      guard let released else { return }
      let run = try insertRun(
        plan.purpose.kind, digest: header.runDigest,
        parameters: try CanonicalJSON.text(plan.parameters), result: released.result, of: inputs,
        in: db)
      try AuditLog.append(
        .disclosure,
        "\(released.words) as \(header.marking.rawValue) (run \(header.runDigest))",
        recipient: header.recipient, purpose: purpose, seal: try Seal(.run, run, in: db), to: db)
    }
  }
}
