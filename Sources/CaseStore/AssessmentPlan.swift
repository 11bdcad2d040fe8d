import Assessment
import Linkage
import Records

/// Everything that an assessment follows from beside the case itself: what is asked, and what files
/// said in full. It is made from a request, or from the parameters that a run was stored with.
struct AssessmentPlan {
  var purpose: CaseSession.Purpose
  let period: Period
  let policy: AssessmentPolicy
  /// The policy of the earlier period, where two are compared.
  let before: AssessmentPolicy
  /// Those of a file; none where the journal's are followed.
  var decisions: AnalystDecisions
  let codes: CrimeCodeList?
  /// None for a recipient with a profile: free text may say more than the recipient may know.
  let statements: AnalystStatements
  let parameters: RunParameters

  init(_ request: CaseSession.AssessmentRequest, _ purpose: CaseSession.Purpose) throws {
    let inputs = try request.inputs()
    var before = inputs.policy
    var compared: RunParameters.Comparison?
    if case .comparison(let from, let path) = purpose {
      before = try path.map { try AssessmentPolicy.load($0) } ?? inputs.policy
      before.matrix = inputs.policy.matrix
      compared = RunParameters.Comparison(from: from.name, policy: before.canonicalText)
    }
    if let profile = request.profile, profile.needsAgreement, request.agreement == nil {
      throw CaseError.noAgreement(profile: profile.name)
    }
    self.purpose = purpose
    period = request.period
    policy = inputs.policy
    self.before = before
    decisions = inputs.decisions
    codes = inputs.codes
    statements = request.profile == nil ? inputs.statements : .none
    parameters = RunParameters(request, inputs, purpose, comparison: compared)
  }

  /// - Parameter kind: As the run was stored.
  /// - Returns: Nil where the parameters are not those of a run of this kind.
  init?(kind: String, parameters: RunParameters) {
    guard let period = Period(parameters.period),
      let policy: AssessmentPolicy = CanonicalJSON.value(of: parameters.policy),
      let purpose = CaseSession.Purpose(kind: kind, parameters)
    else { return nil }
    self.purpose = purpose
    self.period = period
    self.policy = policy
    before =
      parameters.comparison.flatMap { CanonicalJSON.value(of: $0.policy) } ?? policy
    decisions = parameters.decisions.flatMap { CanonicalJSON.value(of: $0) } ?? .none
    codes = parameters.codes.flatMap { words in
      words.first.map { CrimeCodeList(name: $0, codes: words.dropFirst()) }
    }
    statements =
      parameters.profile == nil
      ? parameters.statements.flatMap { CanonicalJSON.value(of: $0) } ?? .none : .none
    self.parameters = parameters
  }

  func digest(of inputs: LinkInputs, engineVersion: String) -> String {
    RunDigest.assessment(
      parameters, linking: inputs.digest(engineVersion: engineVersion),
      decisions: inputs.laterDecisions, engineVersion: engineVersion)
  }

  /// Returns what may leave the case, and whether something was asked for that there is not.
  ///
  /// - Parameters:
  ///   - explanation: Why the two records that the purpose names are or are not one.
  ///   - digest: Of the run, by the whole case.
  func release(
    of outcome: EvidenceReader.Outcome, resolution: Resolution, explanation: PairExplanation? = nil,
    digest: String, workers: Int, progress: ProgressHandler?
  ) throws -> (Release, isEmpty: Bool) {
    let assessment = try assessment(
      of: outcome, resolution: resolution, workers: workers, progress: progress)
    guard case .comparison(let from, _) = purpose else {
      return try release(of: assessment, explanation, digest: digest, workers: workers)
    }
    progress?(StageProgress(stage: "comparing with \(from.name)", done: 0, total: 0))
    let linking = outcome.linking
    let comparison = try PeriodComparison(
      evidence: outcome.evidence, from: from, to: period, policies: (before, policy),
      decisions: decisions(over: outcome).groups, protected: outcome.protected, workers: workers
    ) {
      Linker.resolve(
        $0, judgements: linking.judgements, ages: linking.ages, policy: linking.policy,
        workers: workers)
    }
    let compared = assessment.release(
      with: comparison, title: parameters.title, recipient: parameters.recipient,
      engineVersion: CaseSession.engineVersion, runDigest: digest)
    return (compared, false)
  }

  /// Returns the one product that names possible victims.
  func worklist(
    of outcome: EvidenceReader.Outcome, resolution: Resolution, digest: String, workers: Int,
    progress: ProgressHandler?
  ) throws -> Release.Safeguarding {
    try assessment(of: outcome, resolution: resolution, workers: workers, progress: progress)
      .safeguarding(
        title: parameters.title, recipient: parameters.recipient,
        engineVersion: CaseSession.engineVersion, runDigest: digest)
  }

  private func assessment(
    of outcome: EvidenceReader.Outcome, resolution: Resolution, workers: Int,
    progress: ProgressHandler?
  ) throws -> Assessment {
    try Assessment(
      evidence: outcome.evidence, resolution: resolution, period: period, policy: policy,
      decisions: decisions(over: outcome), codes: codes, statements: statements,
      protected: outcome.protected, testsStability: purpose.showsRanks, workers: workers
    ) { stage, done, total in
      progress?(StageProgress(stage: stage, done: done, total: total))
    }
  }

  /// The decisions and actions that are followed: those of the file, or of the journal. A recipient
  /// with a profile is given no actions, and decisions without analyst and reason: free
  /// text may say more than the recipient may know.
  private func decisions(over outcome: EvidenceReader.Outcome) -> AnalystDecisions {
    let all =
      decisions.isEmpty ? AnalystDecisions(journal: outcome.linking.laterDecisions) : decisions
    guard parameters.profile != nil else { return all }
    let known = Set(outcome.evidence.records.lazy.map(\.key))
    return AnalystDecisions(
      groups: all.groups.filter { $0.groups.joined().contains(where: known.contains) }.map {
        GroupDecision(
          $0.verdict, groups: $0.groups, analyst: "an analyst", reason: "on the case file",
          time: $0.time)
      },
      overrides: all.overrides.map {
        PositionOverride(
          position: $0.position, analyst: "an analyst", words: "as on the case file", time: $0.time)
      })
  }

  private func release(
    of assessment: Assessment, _ explanation: PairExplanation?, digest: String, workers: Int
  ) throws -> (Release, isEmpty: Bool) {
    let version = CaseSession.engineVersion
    let chosen: Release? =
      switch purpose {
      case .chart(let question):
        try assessment.release(
          answering: question, explanation: explanation, title: parameters.title,
          recipient: parameters.recipient, engineVersion: version, runDigest: digest,
          workers: workers)
      case .explanation(let position):
        assessment.release(
          ofPosition: position, explained: true, title: parameters.title,
          recipient: parameters.recipient, engineVersion: version, runDigest: digest)
      case .assessment, .comparison, .export: nil
      }
    if let chosen { return (chosen, false) }
    let release = assessment.release(
      title: parameters.title, recipient: parameters.recipient, engineVersion: version,
      runDigest: digest, charts: parameters.charts, withBasis: purpose.showsBasis,
      withBodyTables: purpose.showsBodyTables)
    return (release, purpose.isChosen)
  }
}
