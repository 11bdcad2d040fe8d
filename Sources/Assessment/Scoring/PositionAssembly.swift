import Records

/// Makes the positions of the list from what was scored, with all that is needed to question them.
struct PositionAssembly {
  let reading: Reading
  let clock: ReviewClock
  let labels: ReleasedLabels
  let flows: MoneyFlows
  let dependence: ReportDependence
  /// In the order of the list, of as many first positions as were tested.
  let stability: [Position.Stability]
  let actions: [PlannedAction]
  let overrides: [PositionOverride]
  let workers: Int

  private var network: Network { reading.network }
  private var scored: [ScoredCandidate] { reading.scored }

  /// Sets of key players, removal and what to collect are worked out for so many first positions.
  static let mostSets = 20

  func positions() throws(AssessmentError) -> [Position] {
    let roles = MemberRoles(
      network: network, projection: reading.projection, brokerage: reading.brokerage,
      groupOfNode: reading.groups.groupOfNode)
    let match = MasterListMatch(
      groups: reading.groups, scored: scored, subjects: network.evidence.subjects,
      policy: clock.policy, period: clock.period)
    let changes = SmallestChange(
      scoring: reading.scoring.wordless, scored: scored, order: reading.byPoints,
      dependence: dependence)
    let scores = TwoScores(scored: scored, places: clock.policy.disagreementPlaces)
    let sets = KeyPlayerSets(
      projection: reading.projection,
      label: { labels.label(of: reading.projection.people[$0].entity) }, workers: workers)
    let removal = RemovalOptions(
      gatherer: reading.gatherer, labels: labels, plan: clock.policy.removal,
      seed: clock.policy.seed, workers: workers)
    let gaps = CollectionGaps(
      scoring: reading.scoring.wordless, scored: scored, order: reading.byPoints, labels: labels)
    var positions: [Position] = []
    for (place, item) in scored.enumerated() {
      let isFirst = place < PositionAssembly.mostSets
      let keyPlayers =
        isFirst ? try sets.sets(of: item.candidate.people, seed: clock.policy.seed) : []
      positions.append(
        position(
          of: place, members: roles.members(of: item.candidate, facts: item.facts),
          scores: scores.scores(of: place), match: match.match(of: item, kind: kind(of: item)),
          changes: changes.sentences(for: place), keyPlayers: keyPlayers,
          removal: isFirst ? removal.outlook(of: item.candidate, facts: item.facts) : nil,
          gaps: isFirst ? gaps.gaps(of: place) : []))
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
    changes: [String], keyPlayers: [Position.KeyPlayerSet], removal: RemovalOutlook?,
    gaps: [CollectionGap]
  ) -> Position {
    let item = scored[place]
    let points = item.score.points
    let subject = subject(of: item)
    let words = FlowWords(flows: flows, network: network, labels: labels)
    let accounts = words.accounts(among: item.facts.assets)
    return Position(
      rank: reading.byPoints.rank(of: points), tied: reading.byPoints.sharing(points) > 1,
      id: item.id,
      title: subject.map { labels.open($0.title) }
        ?? GroupNaming.title(members: members, reach: item.facts.reach),
      kind: kind(of: item), points: points, contributions: item.score.contributions,
      reach: item.facts.reach, members: members,
      shieldedPeople: ShieldedCount(item.facts.shielded.count),
      reports: item.facts.reports,
      status: subject?.status ?? decision(of: item)?.verdict.past ?? "unmapped",
      owner: subject?.owner,
      lastAssessed: subject?.lastAssessed, due: subject.flatMap(clock.due),
      daysOverdue: subject.flatMap(clock.daysOverdue), caveats: caveats(of: item), scores: scores,
      match: match, exposure: exposure(of: item), changes: changes, keyPlayers: keyPlayers,
      removal: removal, gaps: gaps,
      prompts: item.facts.prompts.map(prompt) + words.prompts(of: accounts),
      flows: words.flows(of: accounts),
      segments: ChainSegments(network: network, labels: labels).segments(
        members: item.facts.members, assets: item.facts.assets),
      stability: stability.indices.contains(place) ? stability[place] : nil,
      decision: decision(of: item), override: override(of: item.id),
      actions: actions(against: item.id),
      disruptions: subject.map { disruptions(of: $0, item) } ?? [])
  }

  private func override(of id: String) -> Position.Override? {
    overrides.last { $0.position == id }.map {
      Position.Override(analyst: $0.analyst, reason: labels.open($0.words), time: $0.time)
    }
  }

  private func decision(of item: ScoredCandidate) -> Position.Decision? {
    item.candidate.decision.flatMap { reading.decision($0, labels) }
  }

  private func actions(against id: String) -> [Position.OpenAction] {
    let open = actions.filter { $0.subject == id && $0.isOpen(before: clock.period.end) }
    return PlannedAction.Pillar.allCases.flatMap { pillar in
      open.filter { $0.pillar == pillar }.compactMap { action in
        Day(iso: action.opened).map { opened in
          Position.OpenAction(
            pillar: pillar, words: labels.open(action.words), owner: action.owner, opened: opened,
            due: action.due.flatMap { Day(iso: $0) },
            daysOverdue: action.daysOverdue(before: clock.period.end))
        }
      }
    }
  }

  private func disruptions(
    of subject: Subject, _ item: ScoredCandidate
  ) -> [Position.DisruptionAccount] {
    let all = network.evidence.disruptions
    guard all.contains(where: { $0.subject == subject.id }) else { return [] }
    return DisruptionWindow(period: clock.period, policy: clock.policy).accounts(
      of: subject, disruptions: all, reports: reading.gatherer.reportDays(of: item.candidate)
    ).map { account in
      Position.DisruptionAccount(
        day: account.day, level: account.level, judge: labels.open(account.judge),
        note: labels.open(account.note), window: account.window, before: account.before,
        after: account.after, daysAfter: account.daysAfter, challenge: account.challenge)
    }
  }

  private func prompt(_ found: ControlPrompt) -> Position.Prompt {
    let thing = network.entities[found.thing]
    let isShown = labels.mayShow(found.thing)
    return Position.Prompt(
      kind: found.kind.rawValue, entity: isShown ? thing.id : nil,
      records: isShown ? network.evidence.keys(of: thing.records) : [],
      words: found.words)
  }

  private func exposure(of item: ScoredCandidate) -> Position.Exposure {
    let support = item.facts.support.values
    return Position.Exposure(
      reports: item.facts.reports, systems: item.facts.reach.systems.count,
      first: support.compactMap(\.first).min(), last: support.compactMap(\.last).max(),
      rank: reading.byReports.rank(of: item.facts.reports))
  }

  private func caveats(of item: ScoredCandidate) -> [String] {
    var caveats: [String] = []
    if let override = override(of: item.id) {
      caveats.append("\(override.words); rank and points are as computed")
    }
    if item.facts.countingReports == 0, !item.candidate.people.isEmpty {
      caveats.append("unsupported: no graded report names a member")
    } else if item.facts.countingReports == 1 {
      caveats.append("rests on a single report")
    }
    if item.candidate.subject == nil {
      caveats.append(
        decision(of: item).map { "\($0.words); not on the master list" }
          ?? "a computed hypothesis: an analyst must accept, split, join or reject it")
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
