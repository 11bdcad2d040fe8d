import Records

/// Follows the members and vehicles of a position through force areas, month by month, over the year up to
/// the end of the period: by dated statements that put them at a place or an event there.
struct MovementMaker {
  let parts: ChartParts
  let period: Period

  static let months = 12
  static let mostThings = 12

  private var network: Network { parts.network }

  private struct Sighting {
    let day: Day
    let area: ForceArea
  }

  func chart(of position: Position, facts: CandidateFacts) -> MovementChart {
    let vehicles = facts.assets.filter { network.entities[$0].kind == .vehicle }
    let followed = (facts.members + vehicles).filter { parts.labels.mayShow($0) }
      .map { (entity: $0, sightings: sightings(of: $0)) }.filter { !$0.sightings.isEmpty }
      .sorted { a, b in
        let (x, y) = (Self.crossings(a.sightings), Self.crossings(b.sightings))
        if x != y { return x > y }
        return a.sightings.count != b.sightings.count
          ? a.sightings.count > b.sightings.count : a.entity < b.entity
      }
    let shown = Array(followed.prefix(Self.mostThings))
    let areas = Set(followed.flatMap { $0.sightings.map(\.area) }).sorted()
    let first = firstMonth
    return MovementChart(
      position: position.id, title: position.title, areas: areas, firstMonth: first,
      months: Self.months,
      things: shown.map { item in
        let box = parts.box(item.entity, isPrincipal: false, column: 0)
        return MovementChart.Thing(entity: box.entity, icon: box.icon, label: box.title)
      },
      stays: shown.enumerated().flatMap { index, item in
        stays(of: index, item.sightings, areas: areas, from: first)
      },
      flows: flows(followed.map(\.sightings), areas: areas),
      hidden: [.init(what: "members and vehicles", count: followed.count - shown.count)]
        .filter { $0.count > 0 })
  }

  private var firstMonth: Day {
    let start = period.end.adding(months: -Self.months)
    return start.adding(days: 1 - start.parts.day)
  }

  /// By day, then by code of the area.
  private func sightings(of entity: Int) -> [Sighting] {
    var found: [Sighting] = []
    for index in network.incident(to: entity) {
      let link = network.links[Int(index)]
      let place = network.other(link, than: entity)
      guard [.sighted, .resident, .involved].contains(link.type), parts.labels.mayShow(place),
        let area = network.force(of: place)
      else { continue }
      for statement in network.statements(of: link) {
        guard let day = network.day(of: statement), day >= firstMonth, day < period.end else {
          continue
        }
        found.append(Sighting(day: day, area: area))
      }
    }
    return found.sorted { a, b in a.day != b.day ? a.day < b.day : a.area < b.area }
  }

  private static func crossings(_ sightings: [Sighting]) -> Int {
    zip(sightings, sightings.dropFirst()).count { $0.area != $1.area }
  }

  private func stays(
    of thing: Int, _ sightings: [Sighting], areas: [ForceArea], from first: Day
  ) -> [MovementChart.Stay] {
    var counts: [[Int]] = Array(
      repeating: Array(repeating: 0, count: areas.count), count: Self.months)
    for sighting in sightings {
      let month = Self.number(ofMonth: sighting.day) - Self.number(ofMonth: first)
      if counts.indices.contains(month), let area = areas.firstIndex(of: sighting.area) {
        counts[month][area] += 1
      }
    }
    return counts.enumerated().flatMap { month, row in
      row.enumerated().compactMap { area, count in
        count == 0
          ? nil : MovementChart.Stay(thing: thing, area: area, month: month, count: count)
      }
    }
  }

  private static func number(ofMonth day: Day) -> Int { day.parts.year * 12 + day.parts.month - 1 }

  private func flows(_ all: [[Sighting]], areas: [ForceArea]) -> [MovementChart.Flow] {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: areas.count), count: areas.count)
    for sightings in all {
      for (a, b) in zip(sightings, sightings.dropFirst()) where a.area != b.area {
        if let from = areas.firstIndex(of: a.area), let to = areas.firstIndex(of: b.area) {
          counts[from][to] += 1
        }
      }
    }
    let flows = counts.enumerated().flatMap { from, row in
      row.enumerated().compactMap { to, count in
        count == 0 ? nil : MovementChart.Flow(from: from, to: to, count: count)
      }
    }
    return flows.sorted { a, b in
      a.count != b.count ? a.count > b.count : (a.from, a.to) < (b.from, b.to)
    }
  }
}
