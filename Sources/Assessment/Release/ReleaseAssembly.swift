import Records

extension Assessment {
  /// Returns what may leave the case for `recipient`, with charts of the first `charts` positions.
  ///
  /// - Parameters:
  ///   - recipient: Who receives it; printed on every product.
  ///   - runDigest: Identifies the run; equal digests mean equal bytes.
  ///   - withBasis: Whether each link of the network tells the reports and registers behind it.
  ///   - withBodyTables: Whether the tables for the working of bodies are made.
  public func release(
    title: String, recipient: String, engineVersion: String, runDigest: String, charts: Int = 10,
    withBasis: Bool = false, withBodyTables: Bool = false
  ) -> Release {
    let labels = ReleasedLabels(network: network, shield: shield)
    let parts = ChartParts(network: network, shield: shield, labels: labels)
    let maker = AssociationChartMaker(parts: parts)
    let listed = Array(zip(positions, reading.scored))
    return Release(
      header: header(
        title: title, recipient: recipient, engineVersion: engineVersion, runDigest: runDigest),
      positions: positions,
      charts: listed.prefix(max(charts, 0)).map { position, item in
        maker.chart(of: position, candidate: item.candidate, facts: item.facts)
      },
      overview: OverviewMaker(network: network).overview(listed.map { ($0, $1.facts) }),
      findings: findings, sources: sourceAccounts(), hubs: hubAccounts(labels),
      parameters: parameters(),
      network: withBasis ? ReleasedNetwork(network, labels: labels, withBasis: true) : released,
      bridges: bridges, brokers: brokers,
      codes: codes, referrals: referrals, rejectedGroups: rejectedGroups(labels),
      notApplied: notApplied, judgements: judgements(labels),
      bodyTables: withBodyTables ? bodyTables(labels) : [], unknownBodies: unknownBodies)
  }

  /// Returns a release without charts that tells what changed since an earlier period.
  public func release(
    with comparison: PeriodComparison, title: String, recipient: String, engineVersion: String,
    runDigest: String
  ) -> Release {
    var whole = release(
      title: title, recipient: recipient, engineVersion: engineVersion, runDigest: runDigest,
      charts: 0)
    whole.comparison = comparison
    return whole
  }

  /// Returns a release with the chart of position `id` alone and, where asked for, what it rests on
  /// down to rows; nil where there is no such position.
  public func release(
    ofPosition id: String, explained: Bool = false, title: String, recipient: String,
    engineVersion: String, runDigest: String
  ) -> Release? {
    guard let index = positions.firstIndex(where: { $0.id == id }) else { return nil }
    var whole = release(
      title: title, recipient: recipient, engineVersion: engineVersion, runDigest: runDigest,
      charts: index + 1)
    whole.charts = whole.charts.suffix(1)
    whole.explanation = explained ? explanation(of: reading.scored[index]) : nil
    return whole
  }

  private func judgements(_ labels: ReleasedLabels) -> [Release.KeyJudgement] {
    statements.judgements.compactMap { judgement in
      Yardstick(term: judgement.term).map {
        Release.KeyJudgement(
          words: labels.open(judgement.words), term: $0, confidence: judgement.confidence,
          analyst: labels.open(judgement.analyst))
      }
    }
  }

  private func bodyTables(_ labels: ReleasedLabels) -> [Release.BodyTable] {
    BodyTableMaker(
      network: network, shield: shield, labels: labels, period: period, policy: policy,
      positions: positions, prompts: reading.scored.flatMap(\.facts.prompts), actions: actions,
      codes: codeList, statements: statements, flows: flows
    ).tables()
  }

  private func rejectedGroups(_ labels: ReleasedLabels) -> [Release.RejectedGroup] {
    reading.groups.rejected.compactMap { group in
      let people = group.members.map { labels.label(of: reading.projection.people[$0].entity) }
      return reading.decision(group.decision, labels).map {
        Release.RejectedGroup(members: people.sorted(), decision: $0)
      }
    }
  }

  /// One line for each decision that names nobody in the case, and each action against or reading of
  /// no position.
  private var notApplied: [String] {
    let listed = Set(positions.map(\.id))
    return reading.decided.unapplied.map { index in
      let decision = reading.decided.decisions[index]
      return "decision \(index + 1), \(decision.verdict.rawValue) by \(decision.analyst) on "
        + "\(decision.time): none of the records it names is in the case"
    }
      + actions.filter { !listed.contains($0.subject) }.map {
        "\($0.pillar.rawValue) action opened on \($0.opened): no position \($0.subject) is on the list"
      }
      + overrides.filter { !listed.contains($0.position) }.map {
        "read otherwise by \($0.analyst) on \($0.time): no position \($0.position) is on the list"
      }
  }

  private func explanation(of item: ScoredCandidate) -> Explanation {
    ExplanationMaker(
      reading: reading, labels: ReleasedLabels(network: network, shield: shield),
      rule: LinkStrength(policy: policy, period: period)
    ).explanation(of: item)
  }

  func header(
    title: String, recipient: String, engineVersion: String, runDigest: String
  ) -> Release.Header {
    let evidence = network.evidence
    let hasConditions = evidence.reports.contains { $0.grading?.handling == .conditions }
    return Release.Header(
      marking: evidence.sources.map(\.marking).max() ?? .officialSensitive,
      handling: hasConditions
        ? "handling code C applies: ask the originators before sharing"
        : "need to know: ask the originators before sharing",
      recipient: recipient, title: title, period: period,
      dataCut: EvidenceCut(evidence: evidence).lastDay(before: period.end),
      engineVersion: engineVersion, runDigest: runDigest,
      policy: "\(policy.name), version \(policy.version)",
      counts: Release.Counts(
        sources: evidence.sources.count,
        rowsRead: evidence.sources.reduce(0) { $0 + $1.rowsRead },
        rowsStored: evidence.sources.reduce(0) { $0 + $1.rowsStored },
        rowsRejected: evidence.sources.reduce(0) { $0 + $1.rowsRejected },
        records: evidence.records.count { $0.kind != nil }, entities: released.nodes.count,
        links: released.links.count,
        reports: EvidenceCut(evidence: evidence).knownReports(before: period.end),
        shieldedPeople: ShieldedCount(shield.count)))
  }

  private func sourceAccounts() -> [Release.SourceAccount] {
    network.evidence.sources.map { source in
      Release.SourceAccount(
        name: source.name, system: source.system, rowsRead: source.rowsRead,
        rowsStored: source.rowsStored, rowsRejected: source.rowsRejected,
        rejections: source.rejections.map { "\($0.count) \($0.reason)" }.joined(separator: ", "))
    }
  }

  private func hubAccounts(_ labels: ReleasedLabels) -> [Release.HubAccount] {
    reading.projection.hubs.filter { labels.mayShow($0.entity) }.map { hub in
      let people = network.people(at: hub.entity)
      let isTold = labels.mayTellNumber(of: people)
      let open = people.count { !shield.isShielded[$0] }
      return Release.HubAccount(
        entity: network.entities[hub.entity].id, label: labels.label(of: hub.entity),
        why: hub.why, people: isTold ? hub.people : open,
        pairsBefore: isTold ? hub.pairsBefore : open * (open - 1) / 2, pairsAfter: hub.pairsAfter,
        isAtLeast: !isTold)
    }
  }

  private func parameters() -> [Release.Parameter] {
    [
      ("policy", "\(policy.name), version \(policy.version)"),
      ("matrix weights", "\(policy.matrix.name), version \(policy.matrix.version)"),
      ("objective", "Leiden, constant Potts model"),
      ("resolution", "\(reading.choice.resolution)"),
      ("resolution chosen by", reading.choice.words), ("seed", "\(policy.seed)"),
      ("restarts", "\(policy.runs)"), ("smallest group", "\(policy.smallestGroup) people"),
      ("occupants linked up to", "\(policy.sharedLimit) people"),
      ("controllers linked up to", "\(policy.controllerLimit) people"),
      ("hub from", "\(policy.hubLimit + 1) people"),
      ("old after", "\(policy.freshMonths) months"),
      ("copies of reports set aside", "\(network.origins.isCopy.count { $0 })"),
      ("replicates", "\(policy.stability.replicates)"),
      ("links lost in a replicate", "\(policy.stability.linksLost) in 1000"),
      ("people lost in a replicate", "\(policy.stability.peopleLost) in 1000"),
      ("whole groups lost in a replicate", "\(policy.stability.groupsLost) of those near the list"),
      ("people measured", "\(reading.projection.people.count)"),
      ("links between people", "\(reading.projection.pairs.count)"),
    ].map { Release.Parameter(name: $0.0, value: $0.1) }
  }
}
