import Records

extension ReleasedNetwork {
  /// The part of `network` that may be shown; where asked for, with the reports and registers behind
  /// each link.
  init(_ network: Network, labels: ReleasedLabels, withBasis: Bool = false) {
    var position = [Int](repeating: -1, count: network.entities.count)
    var nodes: [ReleasedNetwork.Node] = []
    for index in network.entities.indices where network.isKnown(index) && labels.mayShow(index) {
      position[index] = nodes.count
      nodes.append(
        ReleasedNetwork.Node(
          entity: network.entities[index].id, kind: network.entities[index].kind,
          label: labels.label(of: index), coordinates: Self.coordinates(of: index, in: network)))
    }
    let links = network.links.compactMap { link -> ReleasedNetwork.Link? in
      guard position[link.from] >= 0, position[link.to] >= 0 else { return nil }
      let statements = network.statements(of: link)
      let days = Self.days(of: statements)
      return ReleasedNetwork.Link(
        from: position[link.from], to: position[link.to], type: link.type,
        standing: link.standing, reports: link.support, first: days.first, last: days.last,
        basis: withBasis ? Self.basis(of: statements, in: network, labels: labels) : [])
    }
    self.init(nodes: nodes, links: links)
  }

  /// The first and the last day that any of `statements` names.
  private static func days(of statements: [Assertion]) -> (first: Day?, last: Day?) {
    (
      statements.compactMap(\.interval.start).min(),
      statements.compactMap { $0.interval.end?.adding(days: -1) }.max()
    )
  }

  private static func coordinates(of entity: Int, in network: Network) -> Coordinates? {
    var counts: [String: Int] = [:]
    for record in network.entities[entity].records {
      for value in network.evidence.records[record].values(.coordinates) {
        counts[value, default: 0] += 1
      }
    }
    return counts.mostFrequent.flatMap { Coordinates($0) }
  }

  /// One entry for each report or register, in the order of the statements.
  private static func basis(
    of statements: [Assertion], in network: Network, labels: ReleasedLabels
  ) -> [Basis] {
    var places: [Support: Int] = [:]
    var groups: [[Assertion]] = []
    for statement in statements {
      let support = network.support(of: statement)
      if let place = places[support] {
        groups[place].append(statement)
      } else {
        places[support] = groups.count
        groups.append([statement])
      }
    }
    return groups.map { group in
      let report = group[0].report.map { network.evidence.reports[$0] }
      let days = days(of: group)
      return Basis(
        source: labels.open(network.sourceText(of: group[0])), grading: report?.grading,
        isReport: report != nil, first: days.first, last: days.last)
    }
  }
}
