import Records

/// Makes the positions of the list from what was scored, with all that is needed to question them.
struct PositionAssembly {
  let reading: Reading
  let clock: ReviewClock
  let labels: ReleasedLabels
  let dependence: ReportDependence
  /// In the order of the list, of as many first positions as were tested.
  let stability: [Position.Stability]
  let workers: Int

  private var network: Network { reading.network }
  private var scored: [ScoredCandidate] { reading.scored }

  /// Sets of key players are sought for so many first positions.
  static let mostSets = 20

  func positions() throws(AssessmentError) -> [Position] {
    let roles = MemberRoles(
      network: network, projection: reading.projection, brokerage: reading.brokerage,
      groupOfNode: reading.groups.groupOfNode)
    let match = MasterListMatch(
      groups: reading.groups, scored: scored, subjects: network.evidence.subjects,
      policy: clock.policy, period: clock.period)
    let scoring = Scoring(gatherer: reading.gatherer, clock: clock, brokerage: reading.brokerage)
    let changes = SmallestChange(scoring: scoring, scored: scored, dependence: dependence)
    let scores = TwoScores(scored: scored, places: clock.policy.disagreementPlaces)
    let sets = KeyPlayerSets(
      projection: reading.projection,
      label: { labels.label(of: reading.projection.people[$0].entity) }, workers: workers)
    var positions: [Position] = []
    for (place, item) in scored.enumerated() {
      let keyPlayers =
        place < PositionAssembly.mostSets
        ? try sets.sets(of: item.candidate.people, seed: clock.policy.seed) : []
      positions.append(
        position(
          of: place, members: roles.members(of: item.candidate, facts: item.facts),
          scores: scores.scores(of: place), match: match.match(of: item, kind: kind(of: item)),
          changes: changes.sentences(for: place), keyPlayers: keyPlayers))
    }
    return positions
  }

  private func subject(of item: ScoredCandidate) -> Subject? {
    item.candidate.subject.map { network.evidence.subjects[$0] }
  }

  private func kind(of item: ScoredCandidate) -> Position.Kind {
    subject(of: item).map { .subject($0.kind) } ?? .unmapped
  }

  private func position(
    of place: Int, members: [Position.Member], scores: Position.Scores, match: Position.Match?,
    changes: [String], keyPlayers: [Position.KeyPlayerSet]
  ) -> Position {
    let item = scored[place]
    let points = item.score.points
    let subject = subject(of: item)
    return Position(
      rank: 1 + scored.count { $0.score.points > points },
      tied: scored.count { $0.score.points == points } > 1, id: item.id,
      title: subject.map { labels.open($0.title) }
        ?? GroupNaming.title(members: members, reach: item.facts.reach),
      kind: kind(of: item), points: points, contributions: item.score.contributions,
      reach: item.facts.reach, members: members,
      shieldedPeople: ShieldedCount(item.facts.shielded.count),
      reports: item.facts.reports, status: subject?.status ?? "unmapped", owner: subject?.owner,
      lastAssessed: subject?.lastAssessed, due: subject.flatMap(clock.due),
      daysOverdue: subject.flatMap(clock.daysOverdue), caveats: caveats(of: item), scores: scores,
      match: match, exposure: exposure(of: item), changes: changes, keyPlayers: keyPlayers,
      prompts: item.facts.prompts.map(prompt),
      stability: stability.indices.contains(place) ? stability[place] : nil)
  }

  private func prompt(_ found: ControlPrompt) -> Position.Prompt {
    let thing = network.entities[found.thing]
    let isShown = labels.mayShow(found.thing)
    return Position.Prompt(
      kind: found.kind.rawValue, entity: isShown ? thing.id : nil,
      records: isShown ? thing.records.map { network.evidence.records[$0].key } : [],
      words: found.words)
  }

  private func exposure(of item: ScoredCandidate) -> Position.Exposure {
    let support = item.facts.support.values
    return Position.Exposure(
      reports: item.facts.reports, systems: item.facts.reach.systems.count,
      first: support.compactMap(\.first).min(), last: support.compactMap(\.last).max(),
      rank: 1 + scored.count { $0.facts.reports > item.facts.reports })
  }

  private func caveats(of item: ScoredCandidate) -> [String] {
    var caveats: [String] = []
    if item.facts.countingReports == 0, !item.candidate.people.isEmpty {
      caveats.append("unsupported: no graded report names a member")
    } else if item.facts.countingReports == 1 {
      caveats.append("rests on a single report")
    }
    if item.candidate.subject == nil {
      caveats.append("a computed hypothesis: an analyst must accept, split or reject it")
    }
    let added = item.candidate.people.count - item.candidate.named.count
    if item.candidate.subject != nil, added > 0 {
      caveats.append(
        added == 1
          ? "1 person added by the network is not on the master list"
          : "\(added) people added by the network are not on the master list")
    }
    if item.candidate.people.isEmpty, item.candidate.things.isEmpty {
      caveats.append("no member could be found in the imported records")
    }
    return caveats + unsupportedContacts(of: item)
  }

  /// So many contacts of a position are named at most.
  private static let mostContacts = 3

  /// People who are no members, are stated to be linked to one, and rest on that single report.
  private func unsupportedContacts(of item: ScoredCandidate) -> [String] {
    let members = Set(item.facts.members)
    var contacts = Set<Int>()
    for member in item.facts.members {
      for index in network.incident(to: member) where network.links[Int(index)].type == .associate {
        let other = network.other(network.links[Int(index)], than: member)
        if !members.contains(other), reading.projection.nodeOfEntity[other] >= 0 {
          contacts.insert(other)
        }
      }
    }
    let found = contacts.sorted().compactMap { entity -> String? in
      let supports = network.supports(of: entity)
      guard supports.count == 1, case .report(let report)? = supports.first else { return nil }
      let grade = network.evidence.reports[report].grading?.text ?? "no grade"
      return
        "\(labels.label(of: entity)) (\(network.entities[entity].id)) is linked to a member by a "
        + "single report graded \(grade) and nothing else: unsupported, and not counted as a member"
    }
    return Array(found.prefix(PositionAssembly.mostContacts))
      + (found.count > PositionAssembly.mostContacts
        ? ["\(found.count - PositionAssembly.mostContacts) more are linked so"] : [])
  }
}
