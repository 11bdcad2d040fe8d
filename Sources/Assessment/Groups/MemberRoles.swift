import Records

/// Names the part each member plays by structure: a reading of the network, not a finding about a
/// person.
struct MemberRoles {
  let network: Network
  let projection: Projection
  /// By node of the projection: the share of shortest paths among people of interest.
  let brokerage: [Int: Double]
  /// By node: the strength of all its links to members of the same candidate.
  let groupOfNode: [Int32]

  /// Returns the members of `candidate`, organisers first, then by strength within the group.
  func members(of candidate: Candidate, facts: CandidateFacts) -> [Position.Member] {
    let inside = Set(candidate.people)
    let strength = strengths(within: inside)
    let controlled = Set(facts.assets)
    let strongest = strength.values.max() ?? 0
    let rows = candidate.people.map {
      node -> (rank: Int, strength: Double, member: Position.Member) in
      let own = strength[node] ?? 0
      let assets = assets(of: node, among: controlled)
      let bridges = bridges(of: node, inside: inside)
      let share = brokerage[node] ?? 0
      let role: (rank: Int, name: String) =
        if strongest > 0, own >= 0.6 * strongest, assets >= 2 || share >= 0.05 {
          (0, "organiser candidate")
        } else if bridges >= 2 || share >= 0.05 {
          (1, "broker")
        } else if assets >= 1 {
          (2, "resource holder")
        } else {
          (3, "peripheral")
        }
      let entity = network.entities[projection.people[node].entity]
      let isNamed = candidate.subject == nil || candidate.named.contains(node)
      let support = support(of: node)
      let reason =
        "controls \(assets) of the group's things, links to \(bridges) other \(bridges == 1 ? "group" : "groups")"
        + (isNamed ? "" : "; not on the master list") + support.warning
      return (
        role.rank, own,
        Position.Member(
          entity: entity.id, label: entity.label, role: role.name, reason: reason,
          reports: support.count, records: network.evidence.keys(of: entity.records),
          isUnsupported: !support.warning.isEmpty)
      )
    }
    return rows.sorted { a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      return a.strength != b.strength ? a.strength > b.strength : a.member.entity < b.member.entity
    }.map(\.member)
  }

  private func strengths(within inside: Set<Int>) -> [Int: Double] {
    var strength: [Int: Double] = [:]
    for node in inside.sorted() {
      for pair in projection.pairs(of: node) where inside.contains(pair.other) {
        strength[node, default: 0] += pair.strength
      }
    }
    return strength
  }

  private func assets(of node: Int, among set: Set<Int>) -> Int {
    let person = projection.people[node].entity
    return Set(
      network.incident(to: person).compactMap { index -> Int? in
        let link = network.links[Int(index)]
        let other = network.other(link, than: person)
        return link.type.isControl && set.contains(other) ? other : nil
      }
    ).count
  }

  /// Computed groups other than the member's own that a link of it leads to.
  private func bridges(of node: Int, inside: Set<Int>) -> Int {
    Set(
      projection.pairs(of: node).compactMap { pair -> Int32? in
        let group = groupOfNode[pair.other]
        return inside.contains(pair.other) || group < 0 || group == groupOfNode[node] ? nil : group
      }
    ).count
  }

  /// The distinct reports and registers that a member's links rest on, and a warning where that is a
  /// single report.
  private func support(of node: Int) -> (count: Int, warning: String) {
    let supports = network.supports(of: projection.people[node].entity)
    guard supports.count == 1, case .report(let report)? = supports.first else {
      return (supports.count, "")
    }
    let grade = network.evidence.reports[report].grading?.text ?? "ungraded"
    return (1, "; unsupported: rests on a single report graded \(grade)")
  }
}

extension Network {
  /// What the links of `entity` rest on, reference places left out.
  func supports(of entity: Int) -> Set<Support> {
    incident(to: entity).reduce(into: []) { supports, index in
      let link = links[Int(index)]
      guard link.type.layer != .reference else { return }
      supports.formUnion(statements(of: link).map { support(of: $0) })
    }
  }
}
