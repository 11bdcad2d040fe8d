import Records

/// Holds the computed groups against the master list: confirmed, split, merged, stale or unmapped.
struct MasterListMatch {
  let groups: Groups
  let policy: AssessmentPolicy
  let period: Period
  /// For each group the ids of the OCGs of which it holds at least two named members, ascending.
  private var listed: [[String]]

  init(
    groups: Groups, scored: [ScoredCandidate], subjects: [Subject], policy: AssessmentPolicy,
    period: Period
  ) {
    self.groups = groups
    self.policy = policy
    self.period = period
    listed = [[String]](repeating: [], count: groups.members.count)
    for item in scored {
      guard let subject = item.candidate.subject, subjects[subject].kind == .ocg else { continue }
      for (group, count) in counts(of: item.candidate) where count >= 2 {
        listed[group].append(item.id)
      }
    }
    for group in listed.indices { listed[group].sort() }
  }

  /// Returns how `item` and the groups agree; nil for subjects that are no OCG.
  func match(of item: ScoredCandidate, kind: Position.Kind) -> Position.Match? {
    switch kind {
    case .unmapped: unmapped(item)
    case .subject(.ocg): ocg(item)
    case .subject: nil
    }
  }

  /// By group, how many of the named members it holds.
  private func counts(of candidate: Candidate) -> [(group: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for node in candidate.named where groups.groupOfNode[node] >= 0 {
      counts[Int(groups.groupOfNode[node]), default: 0] += 1
    }
    return counts.sorted { a, b in a.value != b.value ? a.value > b.value : a.key < b.key }
      .map { ($0.key, $0.value) }
  }

  private func unmapped(_ item: ScoredCandidate) -> Position.Match {
    let people = item.candidate.people
    return Position.Match(
      status: .unmapped,
      evidence:
        "\(people.count) people whom no OCG of the master list names; \(firmness(of: people))")
  }

  private func ocg(_ item: ScoredCandidate) -> Position.Match {
    let named = item.candidate.named.count
    let found = counts(of: item.candidate)
    guard named > 0 else {
      return Position.Match(
        status: .notFound, evidence: "none of its open members is in the imported records")
    }
    if let days = daysSilent(item) {
      let since =
        days == .max
        ? "no report names a member" : "the last report of a member is \(days) days old"
      return Position.Match(status: .stale, evidence: "\(since) at the end of \(period.name)")
    }
    let parts = found.filter { $0.count >= 2 }
    guard let first = parts.first else {
      return Position.Match(
        status: .stale,
        evidence: "no group holds two of its \(named) named members: nothing links them any more")
    }
    if parts.count > 1, first.count * 3 < named * 2 {
      let sizes = parts.map { "\($0.count)" }.joined(separator: ", ")
      return Position.Match(
        status: .split,
        evidence: "its \(named) named members lie in \(parts.count) groups, with \(sizes) of them")
    }
    let others = listed[first.group].filter { $0 != item.id }
    let size = groups.members[first.group].count
    if !others.isEmpty {
      return Position.Match(
        status: .merged,
        evidence: "a group of \(size) holds \(first.count) of its \(named) named members together "
          + "with members of \(others.joined(separator: ", "))")
    }
    let status: Position.Match.Status = first.count * 2 >= named ? .confirmed : .split
    return Position.Match(
      status: status,
      evidence: "a group of \(size) holds \(first.count) of its \(named) named members; "
        + firmness(of: groups.members[first.group]))
  }

  /// Days from the last report that names a member to the end of the period, where there are more
  /// than the fresh months have; `Int.max` where there is no report.
  private func daysSilent(_ item: ScoredCandidate) -> Int? {
    guard let last = item.facts.support.values.compactMap(\.last).max() else { return .max }
    return last < period.end.adding(months: -policy.freshMonths) ? period.end - last : nil
  }

  private func firmness(of nodes: [Int]) -> String {
    let mean = nodes.map { groups.firmness[$0] }.reduce(0, +) / Double(max(nodes.count, 1))
    return
      "two of them are put together in \(Int((mean * 100).rounded(.down))) % of runs on average"
  }
}
