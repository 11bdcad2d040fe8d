import Records

/// Shows what is left of a group without the people whom its removal outlook removes first.
struct RemovalMaker {
  let projection: Projection
  let parts: ChartParts
  let options: RemovalOptions

  static let mostPeople = 60

  /// Returns nil for fewer people than an outlook is given for.
  ///
  /// The numbers are those of `position`, where it has an outlook, and worked out alike otherwise. Whoever is
  /// removed is shown however large the group is.
  func chart(of position: Position, candidate: Candidate, facts: CandidateFacts) -> RemovalChart? {
    guard let outlook = position.removal ?? options.outlook(of: candidate, facts: facts),
      let shown = outlook.shown
    else { return nil }
    let gone = Set(shown.entities)
    func isRemoved(_ node: Int) -> Bool {
      gone.contains(parts.network.entities[projection.people[node].entity].id)
    }
    var room = Self.mostPeople - gone.count
    let people = candidate.people.filter { node in
      if isRemoved(node) { return true }
      room -= 1
      return room >= 0
    }
    let place = Dictionary(
      people.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return RemovalChart(
      position: position.id, title: position.title,
      people: people.map { node in
        let entity = projection.people[node].entity
        return RemovalChart.Person(
          entity: parts.network.entities[entity].id, label: parts.labels.label(of: entity),
          isRemoved: isRemoved(node))
      },
      pairs: projection.pairs.compactMap { pair in
        guard let a = place[pair.a], let b = place[pair.b] else { return nil }
        return RemovalChart.Pair(a: min(a, b), b: max(a, b))
      }, outlook: outlook,
      hidden: [.init(what: "people", count: candidate.people.count - people.count)]
        .filter { $0.count > 0 },
      shielded: ShieldedCount(facts.shielded.count))
  }
}
