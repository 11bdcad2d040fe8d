import GraphCore
public import Linkage
public import Records

/// A periodic assessment of every subject on the master list and of the groups nobody has mapped.
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
  let network: Network
  let shield: Shield
  let projection: Projection
  let period: Period
  let policy: AssessmentPolicy
  let gatherer: FactGatherer
  let ranked: [RankedCandidate]
  let findings: [ReviewFinding]

  /// - Parameters:
  ///   - workers: Threads for the measures; 0 stands for all cores.
  ///   - progress: Called with the name of each stage as it begins.
  /// - Throws: `AssessmentError.noEvidence` for an empty case.
  public init(
    evidence: Evidence, resolution: Resolution, period: Period,
    policy: AssessmentPolicy = .standard, workers: Int = 0, progress: (String) -> Void = { _ in }
  ) throws(AssessmentError) {
    guard !evidence.assertions.isEmpty || !evidence.subjects.isEmpty else { throw .noEvidence }
    self.period = period
    self.policy = policy
    progress("building the network")
    network = Network(evidence: evidence, resolution: resolution, policy: policy)
    shield = Shield(network: network)
    progress("projecting onto people")
    projection = Projection(network: network, shield: shield, policy: policy)
    progress("finding groups")
    let groups = try Groups(projection: projection, policy: policy)
    gatherer = FactGatherer(
      network: network, shield: shield, projection: projection, policy: policy, period: period)
    progress("measuring and ranking")
    let candidates = Candidates(
      network: network, shield: shield, projection: projection, groups: groups, policy: policy
    ).all
    let clock = ReviewClock(period: period, policy: policy)
    let ranking = Ranking(gatherer: gatherer, clock: clock, groupOfNode: groups.groupOfNode)
    ranked = try ranking.ranked(candidates, workers: workers)
    let days = Assessment.reportDays(of: ranked, evidence: evidence)
    findings = clock.findings(
      subjects: evidence.subjects, disruptions: evidence.disruptions,
      activity: { days[$0] ?? [] })
  }

  /// The days of the reports about each subject's members, by the subject's index.
  private static func reportDays(
    of ranked: [RankedCandidate], evidence: Evidence
  ) -> [Int: [Day]] {
    var days: [Int: [Day]] = [:]
    for item in ranked {
      guard let subject = item.candidate.subject else { continue }
      days[subject] = item.facts.support.values.compactMap(\.last).sorted()
    }
    return days
  }
}
