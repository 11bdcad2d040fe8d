import Records

/// Lays out what the overview shows: the first positions, and what they share.
struct OverviewMaker {
  let network: Network

  static let mostCircles = 45
  static let mostOverlaps = 60

  func overview(_ ranked: [(position: Position, facts: CandidateFacts)]) -> OverviewChart {
    let shown = Array(ranked.prefix(Self.mostCircles))
    let main = shown.map { mainArea(of: $0.facts) }
    let known = Set(main.compactMap { $0 }).sorted()
    var areas = known.map(\.name)
    if main.contains(nil) { areas.append("Area not known") }
    let circles = zip(shown, main).map { item, area in
      OverviewChart.Circle(
        position: item.position.id, rank: item.position.rank,
        title: item.position.kind == .unmapped ? item.position.id : item.position.title,
        points: item.position.points,
        area: area.flatMap { known.firstIndex(of: $0) } ?? areas.count - 1,
        isCrossForce: item.position.reach.isCrossForce,
        isUnmapped: item.position.kind == .unmapped)
    }
    let overlaps = overlaps(of: shown.map(\.facts))
    return OverviewChart(
      areas: areas, circles: circles, overlaps: Array(overlaps.prefix(Self.mostOverlaps)),
      hiddenOverlaps: max(0, overlaps.count - Self.mostOverlaps),
      hiddenPositions: ranked.count - shown.count)
  }

  /// The force area that most of the members' and assets' statements lie in.
  private func mainArea(of facts: CandidateFacts) -> ForceArea? {
    var counts: [ForceArea: Int] = [:]
    for entity in facts.members + facts.assets {
      if let area = network.force(of: entity) { counts[area, default: 0] += 1 }
      for index in network.incident(to: entity) {
        let link = network.links[Int(index)]
        if !network.isPassing(link), let area = network.force(of: network.other(link, than: entity))
        {
          counts[area, default: 0] += link.assertions.count
        }
      }
    }
    return counts.mostFrequent
  }

  private func overlaps(of facts: [CandidateFacts]) -> [OverviewChart.Overlap] {
    var holders: [Int: [Int]] = [:]
    for (index, fact) in facts.enumerated() {
      for entity in Set(fact.members + fact.assets) { holders[entity, default: []].append(index) }
    }
    var shared: [UInt64: Int] = [:]
    for list in holders.values {
      let list = list.sorted()
      for (place, a) in list.enumerated() {
        for b in list[(place + 1)...] { shared[UInt64(a) << 32 | UInt64(b), default: 0] += 1 }
      }
    }
    return shared.map {
      OverviewChart.Overlap(a: Int($0.key >> 32), b: Int($0.key & 0xffff_ffff), shared: $0.value)
    }.sorted { a, b in
      a.shared != b.shared ? a.shared > b.shared : (a.a, a.b) < (b.a, b.b)
    }
  }
}
