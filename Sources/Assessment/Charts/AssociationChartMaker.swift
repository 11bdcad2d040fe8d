import Records

/// Chooses what an association chart of a candidate shows: members and the things they control or
/// share, the statements among them, and nothing of a shielded person but a count.
struct AssociationChartMaker {
  let parts: ChartParts

  private var network: Network { parts.network }
  private var labels: ReleasedLabels { parts.labels }

  static let mostMembers = 16
  static let mostThings = 34
  static let mostLines = 110

  func chart(of position: Position, candidate: Candidate, facts: CandidateFacts)
    -> AssociationChart
  {
    let order = Dictionary(
      position.members.enumerated().map { ($1.entity, $0) }, uniquingKeysWith: { a, _ in a })
    let members = facts.members.sorted {
      (order[network.entities[$0].id] ?? 0, $0) < (order[network.entities[$1].id] ?? 0, $1)
    }
    let shownMembers = Array(members.prefix(Self.mostMembers))
    let things = things(for: shownMembers, facts: facts)
    let shownThings = Array(things.prefix(Self.mostThings))
    let shown = shownMembers + shownThings
    let columns = columns(for: shown)
    let boxes = shown.enumerated().map { index, entity in
      parts.box(entity, isPrincipal: index == 0, column: columns.index[index])
    }
    var sources = SourceNumbers(network: network)
    let all = parts.lines(among: shown, sources: &sources)
    let lines = Array(all.prefix(Self.mostLines))
    let hidden = [
      AssociationChart.Hidden(what: "members", count: members.count - shownMembers.count),
      AssociationChart.Hidden(what: "places and things", count: things.count - shownThings.count),
      AssociationChart.Hidden(what: "links", count: all.count - lines.count),
    ].filter { $0.count > 0 }
    return AssociationChart(
      position: position.id, rank: position.rank, title: position.title, columns: columns.names,
      boxes: boxes, lines: lines, sources: sources.list, hidden: hidden,
      shielded: ShieldedCount(facts.shielded.count))
  }

  /// Assets first by how many shown members they link, then events that two members share.
  private func things(for members: [Int], facts: CandidateFacts) -> [Int] {
    let shown = Set(members)
    let assets = Set(facts.assets)
    var links: [Int: Int] = [:]
    for member in members {
      for index in network.incident(to: member) {
        let link = network.links[Int(index)]
        let other = network.other(link, than: member)
        guard !shown.contains(other), assets.contains(other), labels.mayShow(other) else {
          continue
        }
        links[other, default: 0] += 1
      }
    }
    for asset in facts.assets where links[asset] == nil && labels.mayShow(asset) {
      links[asset] = 0
    }
    return links.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : network.entities[a.key].id < network.entities[b.key].id
    }.map(\.key)
  }

  /// Columns are the force areas found, then `Area not known` where something is left. Places stand in
  /// their own area, people where most of their places are, and things with the people who hold them.
  private func columns(for shown: [Int]) -> (names: [String], index: [Int]) {
    var area: [Int: ForceArea] = [:]
    for entity in shown { area[entity] = network.force(of: entity) }
    for entity in shown where network.entities[entity].kind == .nominal {
      area[entity] = mostFrequent(around: entity) { network.force(of: $0) }
    }
    // People without a place of their own stand with those they are linked to, then things follow the
    // people, and what is left follows whatever it touches.
    let isPerson = { (entity: Int) in network.entities[entity].kind == .nominal }
    for entity in shown where area[entity] == nil && isPerson(entity) {
      area[entity] = mostFrequent(around: entity) { area[$0] }
    }
    let placed = area
    for entity in shown where area[entity] == nil {
      area[entity] =
        mostFrequent(around: entity) { isPerson($0) ? placed[$0] : nil }
        ?? mostFrequent(around: entity) { placed[$0] }
    }
    let places = shown.map { area[$0] }
    let areas = Set(places.compactMap { $0 }).sorted()
    var names = areas.map(\.name)
    if places.contains(nil) { names.append("Area not known") }
    let index = places.map { place in
      place.flatMap { areas.firstIndex(of: $0) } ?? names.count - 1
    }
    return (names, index)
  }

  private func mostFrequent(around entity: Int, area: (Int) -> ForceArea?) -> ForceArea? {
    var counts: [ForceArea: Int] = [:]
    for index in network.incident(to: entity) {
      let link = network.links[Int(index)]
      if let found = area(network.other(link, than: entity)) {
        counts[found, default: 0] += min(link.assertions.count, 5)
      }
    }
    return counts.mostFrequent
  }
}
