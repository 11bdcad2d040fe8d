import Records

/// What the engine reads out of one network: people, groups, candidates and their points. It is done
/// in one way for the network as it is and for every replicate that lost a part of it.
struct Reading: Sendable {
  let network: Network
  let projection: Projection
  let choice: ResolutionChoice
  let groups: Groups
  let decided: DecidedGroups
  let scoring: Scoring
  /// More points first, ties by id.
  let scored: [ScoredCandidate]
  /// Of all positions the points, and the number of reports.
  let byPoints: PointOrder
  let byReports: PointOrder

  var gatherer: FactGatherer { scoring.gatherer }
  /// By node of the projection: the share of shortest paths among people of interest.
  var brokerage: [Int: Double] { scoring.brokerage }

  /// - Parameters:
  ///   - decided: What people decided about groups, looked up in the same entities.
  ///   - resolution: At which groups are sought; nil to choose among the policy's.
  ///   - isExplained: Whether points and prompts come with their words; replicates need none.
  init(
    network: Network, shield: Shield, clock: ReviewClock, decided: DecidedGroups,
    resolution: Double? = nil, isExplained: Bool = true, runs: Int, workers: Int,
    progress: (String) -> Void = { _ in }
  ) throws(AssessmentError) {
    let policy = clock.policy
    progress("projecting onto people")
    let projection = Projection(network: network, shield: shield, policy: policy)
    progress("finding groups")
    let choice =
      if let resolution {
        ResolutionChoice(fixed: resolution)
      } else {
        try ResolutionChoice(
          network: network, projection: projection, policy: policy, workers: workers)
      }
    let groups = try Groups(
      projection: projection, resolution: choice.resolution, decided: decided, policy: policy,
      runs: runs, workers: workers)
    progress("measuring and ranking")
    let candidates = Candidates(
      network: network, shield: shield, projection: projection, groups: groups, decided: decided,
      policy: policy
    ).all
    scoring = Scoring(
      gatherer: FactGatherer(
        network: network, shield: shield, projection: projection, policy: policy,
        period: clock.period, words: isExplained ? .built : .left),
      clock: clock,
      brokerage: try Brokerage.shares(
        among: Set(candidates.flatMap(\.people)), projection: projection, policy: policy,
        workers: workers))
    scored = scoring.scored(candidates)
    byPoints = PointOrder(scored.map(\.score.points))
    byReports = PointOrder(scored.map(\.facts.reports))
    self.network = network
    self.projection = projection
    self.choice = choice
    self.groups = groups
    self.decided = decided
  }

  /// The decision with this index, as products may show it; nil where there is none.
  func decision(_ index: Int, _ labels: ReleasedLabels) -> Position.Decision? {
    guard decided.decisions.indices.contains(index) else { return nil }
    let decision = decided.decisions[index]
    return Position.Decision(
      verdict: decision.verdict, analyst: decision.analyst, reason: labels.open(decision.reason),
      time: decision.time)
  }

  /// The days that each report about a subject's members speaks of, by the subject's index.
  var reportDays: [Int: [[Day]]] {
    scored.reduce(into: [:]) { days, item in
      guard let subject = item.candidate.subject else { return }
      days[subject] = gatherer.reportDays(of: item.candidate)
    }
  }
}
