import Assessment
import Linkage
import Records

/// Everything that an assessment follows from beside the case itself: what is asked, and the policies in
/// full. It is made from a request, or from the parameters that a run was stored with.
struct AssessmentPlan {
  let purpose: CaseSession.Purpose
  let period: Period
  let policy: AssessmentPolicy
  /// The policy of the earlier period, where two are compared.
  let before: AssessmentPolicy
  let parameters: RunParameters

  init(_ request: CaseSession.AssessmentRequest, _ purpose: CaseSession.Purpose) throws {
    var policy = try request.policyPath.map { try AssessmentPolicy.load($0) } ?? .standard
    if let path = request.weightsPath { policy.matrix = try MatrixWeights.load(path) }
    var before = policy
    var compared: RunParameters.Comparison?
    if case .comparison(let from, let path) = purpose {
      before = try path.map { try AssessmentPolicy.load($0) } ?? policy
      before.matrix = policy.matrix
      compared = RunParameters.Comparison(from: from.name, policy: before.canonicalText)
    }
    if let profile = request.profile, profile.needsAgreement, request.agreement == nil {
      throw CaseError.noAgreement(profile: profile.name)
    }
    self.purpose = purpose
    period = request.period
    self.policy = policy
    self.before = before
    parameters = RunParameters(
      period: request.period.name, policy: policy.canonicalText, recipient: request.recipient,
      title: request.title, charts: purpose == .assessment ? request.charts : 0,
      product: purpose.product, comparison: compared, profile: request.profile,
      agreement: request.agreement)
  }

  /// - Parameter kind: As the run was stored.
  /// - Returns: Nil where the parameters are not those of a run of this kind.
  init?(kind: String, parameters: RunParameters) {
    guard let period = Period(parameters.period),
      let policy: AssessmentPolicy = CanonicalJSON.value(of: parameters.policy),
      let purpose = CaseSession.Purpose(
        kind: kind, product: parameters.product, comparison: parameters.comparison)
    else { return nil }
    self.purpose = purpose
    self.period = period
    self.policy = policy
    before =
      parameters.comparison.flatMap { CanonicalJSON.value(of: $0.policy) } ?? policy
    self.parameters = parameters
  }

  func digest(of inputs: LinkInputs, engineVersion: String) -> String {
    RunDigest.assessment(
      parameters, linking: inputs.digest(engineVersion: engineVersion),
      decisions: inputs.laterDecisions, engineVersion: engineVersion)
  }

  /// Returns what may leave the case, and whether a position that does not exist was asked for.
  ///
  /// - Parameter digest: Of the run, by the whole case.
  func release(
    of outcome: EvidenceReader.Outcome, resolution: Resolution, digest: String, workers: Int,
    progress: ProgressHandler?
  ) throws -> (Release, isEmpty: Bool) {
    let assessment = try Assessment(
      evidence: outcome.evidence, resolution: resolution, period: period, policy: policy,
      testsStability: purpose.showsRanks, workers: workers
    ) { stage in
      progress?(StageProgress(stage: stage, done: 0, total: 0))
    }
    guard case .comparison(let from, _) = purpose else {
      return release(of: assessment, digest: digest)
    }
    progress?(StageProgress(stage: "comparing with \(from.name)", done: 0, total: 0))
    let linking = outcome.linking
    let comparison = try PeriodComparison(
      evidence: outcome.evidence, from: from, to: period, policies: (before, policy),
      workers: workers
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

  private func release(of assessment: Assessment, digest: String) -> (Release, isEmpty: Bool) {
    if let position = purpose.position {
      let chosen = assessment.release(
        ofPosition: position, explained: purpose.isExplanation, title: parameters.title,
        recipient: parameters.recipient, engineVersion: CaseSession.engineVersion,
        runDigest: digest)
      if let chosen { return (chosen, false) }
    }
    let release = assessment.release(
      title: parameters.title, recipient: parameters.recipient,
      engineVersion: CaseSession.engineVersion, runDigest: digest, charts: parameters.charts)
    return (release, purpose.position != nil)
  }
}

extension CaseSession.Purpose {
  /// As the run is stored.
  var kind: String {
    switch self {
    case .assessment: "assessment"
    case .chart: "chart"
    case .export, .explanation, .comparison: "export"
    }
  }

  var product: String? {
    switch self {
    case .assessment: nil
    case .chart(let position): position
    case .explanation(let position): "explanation of \(position)"
    case .comparison(let period, _): "comparison with \(period.name)"
    case .export(let format): format
    }
  }

  /// The id of the position that was asked for, where one was.
  var position: String? {
    switch self {
    case .chart(let position), .explanation(let position): position
    case .assessment, .export, .comparison: nil
    }
  }

  var isExplanation: Bool {
    if case .explanation = self { true } else { false }
  }

  /// Whether the product shows how stable ranks are.
  var showsRanks: Bool {
    switch self {
    case .assessment, .explanation: true
    case .export(let format): format == "csv"
    case .chart, .comparison: false
    }
  }

  var words: String {
    product.map { "\(kind) \($0)" } ?? kind
  }

  /// What `kind` and `product` of a stored run stand for; nil where they stand for nothing.
  init?(kind: String, product: String?, comparison: RunParameters.Comparison?) {
    let explanation = "explanation of "
    switch (kind, product) {
    case ("assessment", nil): self = .assessment
    case ("chart", let position?): self = .chart(position)
    case ("export", let text?):
      if let comparison {
        guard let from = Period(comparison.from) else { return nil }
        self = .comparison(from, policyPath: nil)
      } else if text.hasPrefix(explanation) {
        self = .explanation(String(text.dropFirst(explanation.count)))
      } else {
        self = .export(text)
      }
    default: return nil
    }
  }
}
