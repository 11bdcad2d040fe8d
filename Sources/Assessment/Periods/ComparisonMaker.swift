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
  ///   - policies: Of the earlier and the later period. Each of the two lists is made at the resolution
  ///     that it chooses, as when it stands alone; where these differ, that is changed method.
  ///   - decisions: What people decided about groups, which holds for both periods.
  ///   - protected: What is under the victim shield whatever this evidence says, where it is a part of
  ///     the case.
  ///   - resolve: Decides which records describe the same; called for what was known at the end of
  ///     each period.
  /// - Throws: `AssessmentError.graph` where a network cannot be measured.
  /// - Complexity: Five assessments without tests of stability.
  public init(
    evidence: Evidence, from: Period, to: Period,
    policies: (from: AssessmentPolicy, to: AssessmentPolicy), decisions: [GroupDecision] = [],
    protected: ProtectedRecords = .none, workers: Int = 0, resolve: (Evidence) -> Resolution
  ) throws(AssessmentError) {
    let cut = EvidenceCut(evidence: evidence)
    let then = cut.known(before: from.end)
    let since = cut.known(before: to.end, of: to.start)
    let now = cut.known(before: to.end)
    let (linkedThen, linkedNow) = (resolve(then), resolve(now))
    // Whoever is known to be a victim today is named for no period, however early.
    let shield = ProtectedRecords(
      evidence, resolution: resolve(evidence), on: cut.childhoodDay(of: to), until: cut.lastDay()
    ).union(protected)
    func snapshot(
      _ evidence: Evidence, _ linked: Resolution, _ policy: AssessmentPolicy, _ period: Period,
      at resolution: Double? = nil
    ) throws(AssessmentError) -> Snapshot {
      try Snapshot(
        evidence: evidence, linked: linked, clock: ReviewClock(period: period, policy: policy),
        shielded: shield, decisions: decisions, resolution: resolution, workers: workers)
    }
    let last = try snapshot(now, linkedNow, policies.to, to)
    let chosen = last.resolution
    let steps = [
      try snapshot(then, linkedThen, policies.from, from),
      try snapshot(then, linkedThen, policies.to, from, at: chosen),
      try snapshot(then, linkedNow, policies.to, from, at: chosen),
      try snapshot(since, linkedNow, policies.to, from, at: chosen), last,
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
  /// At which groups were sought.
  let resolution: Double
  private let placeOfSubject: [Int: Int]
  /// By source record: the unmapped group, by its place on the list, and the computed group.
  private let placeOfRecord: [Int: Int]
  private let groupOfRecord: [Int: Int]

  init(
    evidence: Evidence, linked: Resolution, clock: ReviewClock, shielded: ProtectedRecords,
    decisions: [GroupDecision], resolution: Double?, workers: Int
  ) throws(AssessmentError) {
    let network = Network(
      evidence: evidence, resolution: linked,
      strength: LinkStrength(policy: clock.policy, period: clock.period))
    // Whoever is shielded now was so then: a comparison must not name them either.
    let shield = Shield(
      network: network, on: EvidenceCut(evidence: evidence).childhoodDay(of: clock.period),
      also: shielded)
    let reading = try Reading(
      network: network, shield: shield, clock: clock,
      decided: DecidedGroups(decisions, evidence: evidence, resolution: linked),
      resolution: resolution, runs: clock.policy.runs, workers: workers)
    let roles = MemberRoles(
      network: network, projection: reading.projection, brokerage: reading.brokerage,
      groupOfNode: reading.groups.groupOfNode)
    func records(_ people: [Int]) -> Set<Int> {
      Set(people.flatMap { network.entities[reading.projection.people[$0].entity].records })
    }
    let places = reading.scored.map { item in
      let members = roles.members(of: item.candidate, facts: item.facts)
      return Place(
        id: item.id,
        title: item.candidate.subject.map { shield.open(evidence.subjects[$0].title) }
          ?? GroupNaming.title(members: members, reach: item.facts.reach),
        subject: item.candidate.subject, records: records(item.candidate.people),
        people: item.candidate.people.count, reports: item.facts.reports,
        activity: item.facts.activity, points: item.score.points,
        rank: reading.byPoints.rank(of: item.score.points))
    }
    var (ofSubject, ofRecord, groups) = ([Int: Int](), [Int: Int](), [Int: Int]())
    for (index, place) in places.enumerated() {
      if let subject = place.subject {
        ofSubject[subject] = index
      } else {
        for record in place.records { ofRecord[record] = index }
      }
    }
    for (group, members) in reading.groups.members.enumerated() {
      for record in records(members) { groups[record] = group }
    }
    self.places = places
    self.resolution = reading.choice.resolution
    (placeOfSubject, placeOfRecord, groupOfRecord) = (ofSubject, ofRecord, groups)
  }

  /// The place of the same position: a subject by its id, an unmapped group by shared records, at
  /// least half of both together.
  func place(like other: Place) -> Place? {
    if let subject = other.subject { return placeOfSubject[subject].map { places[$0] } }
    let shared = Snapshot.counts(of: other.records, in: placeOfRecord)
    let close = shared.filter { index, count in
      count * 2 >= places[index].records.count + other.records.count - count
    }
    return close.max { a, b in
      let (x, y) = (places[a.key].records.count, places[b.key].records.count)
      return a.value != b.value ? a.value < b.value : (x, a.key) > (y, b.key)
    }.map { places[$0.key] }
  }

  /// How many computed groups hold at least a quarter of `records`, and two of them.
  func pieces(of records: Set<Int>) -> Int {
    Snapshot.counts(of: records, in: groupOfRecord).values.count { shared in
      shared >= 2 && shared * 4 >= records.count
    }
  }

  private static func counts(of records: Set<Int>, in index: [Int: Int]) -> [Int: Int] {
    records.reduce(into: [:]) { counts, record in
      if let found = index[record] { counts[found, default: 0] += 1 }
    }
  }
}
