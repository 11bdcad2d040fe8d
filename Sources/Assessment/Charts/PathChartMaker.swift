import Records

/// Finds what joins chosen entities, each to the next, among entities that may be shown.
///
/// Of all ways with the fewest links it takes the one whose weakest link is strongest, and of equals the
/// one through the least ids. Nothing leads through a thing that more people share than the policy lets
/// tie anybody together, unless it was asked for.
struct PathChartMaker {
  let parts: ChartParts
  let policy: AssessmentPolicy

  private var network: Network { parts.network }

  func chart(joining chosen: [Int]) -> PathChart {
    var shown: [Int] = []
    var place: [Int: Int] = [:]
    func box(_ entity: Int) -> Int {
      if let known = place[entity] { return known }
      place[entity] = shown.count
      shown.append(entity)
      return shown.count - 1
    }
    var sources = SourceNumbers(network: network)
    var lines: [AssociationChart.Line] = []
    let legs = zip(chosen, chosen.dropFirst()).map { from, to -> PathChart.Leg in
      let way = way(from: from, to: to)
      let boxes = way.isEmpty ? [box(from), box(to)] : [box(from)]
      var leg: (boxes: [Int], lines: [Int]) = (boxes, [])
      for step in way {
        let link = network.links[step.link]
        leg.lines.append(lines.count)
        leg.boxes.append(box(step.to))
        lines.append(
          AssociationChart.Line(
            from: box(link.from), to: box(link.to), layer: link.type.layer,
            words: link.type.words, standing: link.standing,
            grade: sources.bestGrade(of: link), sources: sources.numbers(of: link),
            count: link.assertions.count))
      }
      let weakest = way.indices.min { a, b in
        let (x, y) = (network.links[way[a].link].strength, network.links[way[b].link].strength)
        return x != y ? x < y : a < b
      }
      return PathChart.Leg(boxes: leg.boxes, lines: leg.lines, weakest: weakest)
    }
    let title = chosen.map { parts.labels.label(of: $0) }.joined(separator: " to ")
    return PathChart(
      chart: AssociationChart(
        position: chosen.map { network.entities[$0].id.text }.joined(separator: " "), rank: 0,
        title: title, columns: ["way"],
        boxes: shown.map { parts.box($0, isPrincipal: false, column: 0) },
        lines: lines, sources: sources.list, hidden: []),
      legs: legs)
  }

  /// A link, and the entity it leads to.
  private typealias Step = (link: Int, to: Int)

  /// The steps from `from` to `to`; empty where nothing joins them.
  ///
  /// - Complexity: O(entities + links).
  private func way(from: Int, to: Int) -> [Step] {
    let hops = hops(to: to, from: from)
    guard let length = hops[from], length > 0 else { return [] }
    // From the end backwards: how strong the weakest link to the end is at best, and by which step.
    var best: [Int: (width: Double, step: Step)] = [:]
    let byHops = Dictionary(grouping: hops.keys, by: { hops[$0] ?? 0 })
    for hop in 1...length {
      for entity in byHops[hop] ?? [] {
        for index in network.incident(to: entity) {
          let link = network.links[Int(index)]
          let other = network.other(link, than: entity)
          guard link.type.layer != .reference, hops[other] == hop - 1 else { continue }
          let width = min(link.strength, best[other]?.width ?? .infinity)
          guard let old = best[entity] else {
            best[entity] = (width, (Int(index), other))
            continue
          }
          // Entities stand by id: the smaller index has the least id.
          if width > old.width || (width == old.width && other < old.step.to) {
            best[entity] = (width, (Int(index), other))
          }
        }
      }
    }
    var way: [Step] = []
    var at = from
    while at != to, let step = best[at]?.step {
      way.append(step)
      at = step.to
    }
    return at == to ? way : []
  }

  /// How many links each entity is from `end`, for those no further than `start`.
  private func hops(to end: Int, from start: Int) -> [Int: Int] {
    var hops = [end: 0]
    var frontier = [end]
    var reached = 0
    while hops[start] == nil, !frontier.isEmpty {
      reached += 1
      var next: [Int] = []
      for entity in frontier where entity == end || !isCrowd(entity) {
        for index in network.incident(to: entity) {
          let link = network.links[Int(index)]
          let other = network.other(link, than: entity)
          guard link.type.layer != .reference, hops[other] == nil, parts.labels.mayShow(other)
          else { continue }
          hops[other] = reached
          next.append(other)
        }
      }
      frontier = next
    }
    return hops
  }

  private func isCrowd(_ entity: Int) -> Bool {
    network.entities[entity].kind != .nominal
      && network.incident(to: entity).count > policy.hubLimit
  }
}
