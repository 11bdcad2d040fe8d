import GraphCore
public import Linkage
public import Records

/// A periodic assessment of every subject on the master list and of the groups nobody has mapped, by the
/// statements that were known at the end of the period: what was stated later counts for the victim
/// shield alone.
///
/// Which records describe the same, and what an entity is called, follows `resolution`, which for a past
/// period too is that of all evidence: what is known of identity is not unlearnt, and ids do not change
/// between the lists of two periods. `PeriodComparison` links anew for each period, to tell what changed
/// linkage moves.
///
/// The result is an ordered list whose every position is explained by contributions that sum exactly
/// to its points. People under the victim shield are counted where they are exploited and appear in
/// no ranking, group or label.
///
///     let assessment = try Assessment(
///       evidence: evidence, resolution: Linker.resolve(evidence), period: period)
///     let release = assessment.release(
///       title: "Review list", recipient: "Eastern region", engineVersion: "1", runDigest: digest)
///
/// - Note: Equal evidence, policy and period give equal results at any number of workers.
public struct Assessment: Sendable {
  let reading: Reading
  let shield: Shield
  let clock: ReviewClock
  let positions: [Position]
  let bridges: [Bridge]
  let brokers: [Broker]
  let findings: [ReviewFinding]
  let actions: [PlannedAction]
  let overrides: [PositionOverride]
  let codeList: CrimeCodeList?
  let statements: AnalystStatements
  let codes: Release.CodeCheck?
  let referrals: Release.ReferralCheck?
  let released: ReleasedNetwork
  let flows: MoneyFlows
  let unknownBodies: [Release.UnknownBody]

  var network: Network { reading.network }
  var period: Period { clock.period }
  var policy: AssessmentPolicy { clock.policy }

  /// - Parameters:
  ///   - decisions: What people decided about groups, and the actions they plan.
  ///   - codes: The crime identifier codes that reports may bear; nil leaves that check out.
  ///   - statements: Key judgements and figures that people state.
  ///   - protected: What is under the victim shield whatever this evidence says, where it is a part of
  ///     the case.
  ///   - testsStability: Whether the rank of every position is tested against missing and doubtful
  ///     data, as often as the policy says.
  ///   - workers: Threads for the measures; 0 stands for all cores.
  ///   - progress: Called with the name of each stage as it begins and, where a stage is long, how
  ///     much of how much is done; 0 of 0 where that is not known.
  /// - Throws: `AssessmentError.noEvidence` for an empty case.
  public init(
    evidence: Evidence, resolution: Resolution, period: Period,
    policy: AssessmentPolicy = .standard, decisions: AnalystDecisions = .none,
    codes: CrimeCodeList? = nil, statements: AnalystStatements = .none,
    protected: ProtectedRecords = .none, testsStability: Bool = true, workers: Int = 0,
    progress: (_ stage: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws(AssessmentError) {
    guard !evidence.assertions.isEmpty || !evidence.subjects.isEmpty else { throw .noEvidence }
    let bodies = BodyNames(policy.bodies)
    let evidence = bodies.named(evidence)
    let plans = bodies.named(decisions.actions)
    clock = ReviewClock(period: period, policy: policy)
    progress("building the network", 0, 0)
    let cut = EvidenceCut(evidence: evidence)
    let known = cut.known(before: period.end)
    let network = Network(
      evidence: known, resolution: resolution,
      strength: LinkStrength(policy: policy, period: period))
    let later =
      known.assertions.count < evidence.assertions.count
      ? ProtectedRecords.all(of: evidence, resolution: resolution, period: period) : .none
    shield = Shield(
      network: network, on: cut.childhoodDay(of: period), also: later.union(protected))
    reading = try Reading(
      network: network, shield: shield, clock: clock,
      decided: DecidedGroups(decisions.groups, evidence: known, resolution: resolution),
      runs: policy.runs, workers: workers, progress: { progress($0, 0, 0) })
    let dependence = ReportDependence(reading: reading, workers: workers)
    var stability: [Position.Stability] = []
    if testsStability, policy.stability.replicates > 0 {
      stability = try StabilityTests(
        reading: reading, shield: shield, clock: clock, workers: workers
      ).run(dependence: dependence) { progress("testing the ranks", $0, $1) }
    }
    let labels = ReleasedLabels(network: network, shield: shield)
    released = ReleasedNetwork(network, labels: labels)
    flows = MoneyFlows(network: network, policy: policy, period: period)
    positions = try PositionAssembly(
      reading: reading, clock: clock, labels: labels, flows: flows, dependence: dependence,
      stability: stability, actions: plans, overrides: decisions.overrides,
      workers: workers
    ).positions()
    let between = Bridges(reading: reading, labels: labels, policy: policy, workers: workers)
    bridges = between.all()
    brokers = try between.brokers()
    findings = Self.findings(
      evidence, reading, clock, actions: plans, positions: positions, labels: labels)
    actions = plans
    overrides = decisions.overrides
    codeList = codes
    self.statements = bodies.named(statements)
    unknownBodies = bodies.unknown(
      in: evidence, actions: plans, statements: statements, listed: Set(positions.map(\.id)),
      open: labels.open)
    let checks = RegisterChecks(evidence: known, end: period.end)
    self.codes = codes.map(checks.codes)
    referrals = checks.referralCheck
  }

  /// What the register and the actions fall short of, in words that name nobody under the shield.
  private static func findings(
    _ evidence: Evidence, _ reading: Reading, _ clock: ReviewClock, actions: [PlannedAction],
    positions: [Position], labels: ReleasedLabels
  ) -> [ReviewFinding] {
    func opened(_ finding: ReviewFinding, title: String) -> ReviewFinding {
      ReviewFinding(
        kind: finding.kind, subject: finding.subject, title: title,
        detail: labels.open(finding.detail))
    }
    let days = reading.reportDays
    let found = clock.findings(
      subjects: evidence.subjects, disruptions: evidence.disruptions,
      activity: { days[$0] ?? [] })
    let titles = Dictionary(
      positions.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    let ofActions = clock.findings(of: actions.filter { titles[$0.subject] != nil }) {
      titles[$0] ?? ""
    }
    return ReviewFinding.released(
      found.map { opened($0, title: labels.open($0.title)) }, ofListed: Set(titles.keys))
      + ofActions.map { opened($0, title: $0.title) }
  }
}
