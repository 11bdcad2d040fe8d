package import Assessment
import Foundation
import GRDB
import Linkage
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
    package var recipient: String
    package var title: String
    /// How many of the first positions get an association chart.
    package var charts: Int
    /// Threads; 0 stands for all cores. The result does not depend on it.
    package var workers: Int

    package init(
      period: Period, policyPath: String?, recipient: String, title: String, charts: Int,
      workers: Int, weightsPath: String? = nil, decisionsPath: String? = nil,
      codesPath: String? = nil
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
    }

    /// What the files of the request say.
    func inputs() throws -> AssessmentInputs {
      var policy = try policyPath.map { try AssessmentPolicy.load($0) } ?? .standard
      if let path = weightsPath { policy.matrix = try MatrixWeights.load(path) }
      return AssessmentInputs(
        policy: policy, decisions: try decisionsPath.map { try AnalystDecisions.load($0) } ?? .none,
        codes: try codesPath.map { try CrimeCodeList.load($0) })
    }
  }

  /// What an assessment follows beside the case.
  struct AssessmentInputs {
    let policy: AssessmentPolicy
    let decisions: AnalystDecisions
    let codes: CrimeCodeList?
  }

  /// What a release is made for.
  package enum Purpose: Sendable, Equatable {
    /// The review list with its document and charts.
    case assessment
    /// The one chart that answers this.
    case chart(ChartQuestion)
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
  /// - Returns: The release. Where nothing has the id that a chart was asked for it holds no chart, and
  ///   no disclosure is logged.
  package func assess(
    _ request: AssessmentRequest, purpose: Purpose, progress: ProgressHandler? = nil
  ) throws -> Release {
    let inputs = try request.inputs()
    var before = inputs.policy
    var compared: RunParameters.Comparison?
    if case .comparison(let from, let path) = purpose {
      before = try path.map { try AssessmentPolicy.load($0) } ?? inputs.policy
      before.matrix = inputs.policy.matrix
      compared = RunParameters.Comparison(from: from.name, policy: before.canonicalText)
    }
    let parameters = RunParameters(
      request, inputs, charts: purpose == .assessment ? request.charts : 0,
      product: purpose.product, comparison: compared)
    let outcome = try evidenceAndIDs(progress: progress)
    let digest = RunDigest.assessment(parameters, linking: outcome.linking.digest)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = try resolution(of: outcome, workers: request.workers)
    let assessment = try Assessment(
      evidence: outcome.evidence, resolution: resolution, period: request.period,
      policy: inputs.policy, decisions: inputs.decisions, codes: inputs.codes,
      testsStability: purpose.showsRanks, workers: request.workers
    ) { stage in
      progress?(StageProgress(stage: stage, done: 0, total: 0))
    }
    var explanation: PairExplanation?
    if case .chart(.match(let first, let second)) = purpose {
      explanation = try self.explanation(
        of: (first, second), in: resolution, outcome, workers: request.workers)
    }
    var (release, isEmpty) = try makeRelease(
      of: assessment, for: purpose, explanation, request: request, digest: digest)
    if case .comparison(let from, _) = purpose {
      progress?(StageProgress(stage: "comparing with \(from.name)", done: 0, total: 0))
      let linking = outcome.linking
      let comparison = try PeriodComparison(
        evidence: outcome.evidence, from: from, to: request.period,
        policies: (before, inputs.policy), decisions: inputs.decisions.groups,
        workers: request.workers
      ) {
        Linker.resolve(
          $0, judgements: linking.judgements, ages: linking.ages, policy: linking.policy,
          workers: request.workers)
      }
      release = assessment.release(
        with: comparison, title: request.title, recipient: request.recipient,
        engineVersion: CaseSession.engineVersion, runDigest: digest)
    }
    try record(release, for: purpose, parameters: parameters, isEmpty: isEmpty)
    return release
  }

  /// Returns the period of the last assessment, chart or export; nil where there was none.
  package func lastPeriod() throws -> Period? {
    let text = try file.read { db in
      try String.fetchOne(
        db, sql: "SELECT parameters FROM run WHERE kind <> 'link' ORDER BY id DESC LIMIT 1")
    }
    guard let text else { return nil }
    let parameters = try? JSONDecoder().decode(RunParameters.self, from: Data(text.utf8))
    return parameters.flatMap { Period($0.period) }
  }

  private func makeRelease(
    of assessment: Assessment, for purpose: Purpose, _ explanation: PairExplanation?,
    request: AssessmentRequest, digest: String
  ) throws -> (Release, isEmpty: Bool) {
    let version = CaseSession.engineVersion
    let chosen: Release? =
      switch purpose {
      case .chart(let question):
        try assessment.release(
          answering: question, explanation: explanation, title: request.title,
          recipient: request.recipient, engineVersion: version, runDigest: digest,
          workers: request.workers)
      case .explanation(let position):
        assessment.release(
          ofPosition: position, explained: true, title: request.title,
          recipient: request.recipient, engineVersion: version, runDigest: digest)
      case .assessment, .comparison, .export: nil
      }
    if let chosen { return (chosen, false) }
    let release = assessment.release(
      title: request.title, recipient: request.recipient,
      engineVersion: version, runDigest: digest,
      charts: purpose == .assessment ? request.charts : 0, withBasis: purpose.showsBasis)
    return (release, purpose.isChosen)
  }

  private func record(
    _ release: Release, for purpose: Purpose, parameters: RunParameters, isEmpty: Bool
  ) throws {
    let json = try parameters.json()
    let header = release.header
    try file.write { db in
      try AuditLog.append(
        .consultation, "assessed \(parameters.period) (run \(header.runDigest))",
        purpose: purpose.words, to: db)
      guard !isEmpty else { return }
      try insertRun(
        purpose.kind, digest: header.runDigest, parameters: json,
        result: RunDigest.result(of: release), in: db)
      try AuditLog.append(
        .disclosure,
        "released \(release.positions.count) positions as \(header.marking.rawValue) "
          + "(run \(header.runDigest))",
        recipient: header.recipient, purpose: purpose.words, to: db)
    }
  }
}

extension CaseSession.Purpose {
  /// As the run is stored.
  fileprivate var kind: String {
    switch self {
    case .assessment: "assessment"
    case .chart: "chart"
    case .export, .explanation, .comparison: "export"
    }
  }

  fileprivate var product: String? {
    switch self {
    case .assessment: nil
    case .chart(.association(let position)): position
    case .chart(let question): ([question.kind] + question.ids).joined(separator: " ")
    case .explanation(let position): "explanation of \(position)"
    case .comparison(let period, _): "comparison with \(period.name)"
    case .export(let format): format
    }
  }

  /// Whether it is about something that there may be none of.
  fileprivate var isChosen: Bool {
    switch self {
    case .chart, .explanation: true
    case .assessment, .export, .comparison: false
    }
  }

  /// Whether the product shows how stable ranks are.
  fileprivate var showsRanks: Bool {
    switch self {
    case .assessment, .explanation: true
    case .export(let format): ["csv", "xlsx"].contains(format)
    case .chart(let question): question.showsRanks
    case .comparison: false
    }
  }

  /// Whether the product shows the reports and registers behind each link.
  fileprivate var showsBasis: Bool { self == .export("anx") }

  fileprivate var words: String {
    product.map { "\(kind) \($0)" } ?? kind
  }
}
