public import Linkage
public import Records

extension PeriodComparison {
  /// Compares the lists of two periods, made from the same case as it would have been known at the end
  /// of each.
  ///
  /// Between the two lists lie three that differ in one cause each; see `PeriodChange.Cause`. The
  /// division depends on the order of the causes, which is fixed, and leaves nothing unexplained.
  ///
  /// - Parameters:
  ///   - policies: Of the earlier and the later period.
  ///   - resolve: Decides which records describe the same; called for what was known at the end of
  ///     each period.
  /// - Throws: `AssessmentError.graph` where a network cannot be measured.
  /// - Complexity: Five assessments without tests of stability.
  public init(
    evidence: Evidence, from: Period, to: Period,
    policies: (from: AssessmentPolicy, to: AssessmentPolicy), workers: Int = 0,
    resolve: (Evidence) -> Resolution
  ) throws(AssessmentError) {
    let cut = EvidenceCut(evidence: evidence)
    let then = cut.known(before: from.end)
    let since = cut.known(before: to.end, of: to.start)
    let now = cut.known(before: to.end)
    let (linkedThen, linkedNow) = (resolve(then), resolve(now))
    let shield = try Snapshot.shieldedRecords(now, linkedNow, policies.to, to)
    func snapshot(
      _ evidence: Evidence, _ resolution: Resolution, _ policy: AssessmentPolicy, _ period: Period
    ) throws(AssessmentError) -> Snapshot {
      try Snapshot(
        evidence: evidence, resolution: resolution,
        clock: ReviewClock(period: period, policy: policy), shielded: shield, workers: workers)
    }
    let steps = [
      try snapshot(then, linkedThen, policies.from, from),
      try snapshot(then, linkedThen, policies.to, from),
      try snapshot(then, linkedNow, policies.to, from),
      try snapshot(since, linkedNow, policies.to, from),
      try snapshot(now, linkedNow, policies.to, to),
    ]
    self.init(from: from, to: to, changes: ChangeFinder(steps: steps).changes())
  }
}

/// One of the lists that a comparison goes through, with what tells its positions apart.
struct Snapshot: Sendable {
  struct Place: Sendable {
    let id: String
    let title: String
    /// Index into the subjects, or nil for an unmapped group.
    let subject: Int?
    /// Indices of the source records of its open members.
    let records: Set<Int>
    let people: Int
    let reports: Int
    let activity: Int
    let points: Int
    let rank: Int
  }

  let places: [Place]
  /// The source records of each computed group.
  let groups: [Set<Int>]

  init(
    evidence: Evidence, resolution: Resolution, clock: ReviewClock, shielded: Set<Int>, workers: Int
  ) throws(AssessmentError) {
    let network = Network(
      evidence: evidence, resolution: resolution,
      origins: ReportOrigins(evidence: evidence, resolution: resolution),
      strength: LinkStrength(policy: clock.policy, period: clock.period))
    // Whoever is shielded now was so then: a comparison must not name them either.
    let shield = Shield(network: network, alsoRecords: shielded)
    let reading = try Reading(
      network: network, shield: shield, clock: clock, runs: 1, workers: workers)
    let roles = MemberRoles(
      network: network, projection: reading.projection, brokerage: reading.brokerage,
      groupOfNode: reading.groups.groupOfNode)
    func records(_ people: [Int]) -> Set<Int> {
      Set(people.flatMap { network.entities[reading.projection.people[$0].entity].records })
    }
    places = reading.scored.map { item in
      let members = roles.members(of: item.candidate, facts: item.facts)
      return Place(
        id: item.id,
        title: item.candidate.subject.map { evidence.subjects[$0].title }
          ?? GroupNaming.title(members: members, reach: item.facts.reach),
        subject: item.candidate.subject, records: records(item.candidate.people),
        people: item.candidate.people.count, reports: item.facts.reports,
        activity: item.facts.activity, points: item.score.points,
        rank: 1 + reading.scored.count { $0.score.points > item.score.points })
    }
    groups = reading.groups.members.map(records)
  }

  /// The records of everybody under the shield in the later evidence.
  static func shieldedRecords(
    _ evidence: Evidence, _ resolution: Resolution, _ policy: AssessmentPolicy, _ period: Period
  ) throws(AssessmentError) -> Set<Int> {
    let network = Network(
      evidence: evidence, resolution: resolution,
      origins: ReportOrigins(evidence: evidence, resolution: resolution),
      strength: LinkStrength(policy: policy, period: period))
    let shield = Shield(network: network)
    return Set(
      network.entities.indices.filter { shield.isShielded[$0] }
        .flatMap { network.entities[$0].records })
  }

  /// The place of the same position: a subject by its id, an unmapped group by shared records, at
  /// least half of both together.
  func place(like other: Place) -> Place? {
    if let subject = other.subject { return places.first { $0.subject == subject } }
    var best: (share: Double, place: Place)?
    for place in places where place.subject == nil {
      let share = Snapshot.overlap(place.records, other.records)
      if share >= 0.5, share > best?.share ?? 0 { best = (share, place) }
    }
    return best?.place
  }

  static func overlap(_ a: Set<Int>, _ b: Set<Int>) -> Double {
    let shared = a.intersection(b).count
    return shared == 0 ? 0 : Double(shared) / Double(a.count + b.count - shared)
  }
}
