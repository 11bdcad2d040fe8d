import Records

/// What the engine reads out of one network: people, groups, candidates and their points. It is done
/// in one way for the network as it is and for every replicate that lost a part of it.
struct Reading: Sendable {
  let network: Network
  let projection: Projection
  let groups: Groups
  let gatherer: FactGatherer
  /// By node of the projection: the share of shortest paths among people of interest.
  let brokerage: [Int: Double]
  /// More points first, ties by id.
  let scored: [ScoredCandidate]

  init(
    network: Network, shield: Shield, clock: ReviewClock, runs: Int, workers: Int,
    progress: (String) -> Void = { _ in }
  ) throws(AssessmentError) {
    let policy = clock.policy
    progress("projecting onto people")
    let projection = Projection(network: network, shield: shield, policy: policy)
    progress("finding groups")
    let groups = try Groups(projection: projection, policy: policy, runs: runs, workers: workers)
    let gatherer = FactGatherer(
      network: network, shield: shield, projection: projection, policy: policy,
      period: clock.period)
    progress("measuring and ranking")
    let candidates = Candidates(
      network: network, shield: shield, projection: projection, groups: groups, policy: policy
    ).all
    brokerage = try Brokerage.shares(
      among: candidates, projection: projection, policy: policy, workers: workers)
    scored = Scoring(gatherer: gatherer, clock: clock, brokerage: brokerage).scored(candidates)
    self.network = network
    self.projection = projection
    self.groups = groups
    self.gatherer = gatherer
  }

  /// The days that each report about a subject's members speaks of, by the subject's index.
  var reportDays: [Int: [[Day]]] {
    scored.reduce(into: [:]) { days, item in
      guard let subject = item.candidate.subject else { return }
      days[subject] = gatherer.reportDays(of: item.candidate)
    }
  }
}
