import Linkage
import Records

/// Chooses what an ego chart shows: everything one step away up to a cap, the best founded things two
/// steps away, and records that may be the same person.
///
/// Who merely lives at the same busy place is not two steps away: an HMO is one box with a count.
struct EgoChartMaker {
  let parts: ChartParts
  let policy: AssessmentPolicy

  static let mostMatches = 3
  static let mostNear = 12
  static let mostFar = 13
  static let mostLines = 48

  private var network: Network { parts.network }

  func chart(of centre: Int) -> EgoChart {
    let matches = matches(of: centre)
    let same = Array(matches.prefix(Self.mostMatches))
    var around = neighbours(of: centre, isCentre: true)
    let shielded = around.keys.count { parts.shield.isShielded[$0] }
    for entity in same.map(\.entity) + around.keys.filter({ !parts.labels.mayShow($0) }) {
      around[entity] = nil
    }
    let allNear = byStrength(around)
    let near = same.map(\.entity) + allNear.prefix(Self.mostNear)
    var beyond: [Int: Double] = [:]
    for entity in near {
      for (other, strength) in neighbours(of: entity, isCentre: false)
      where other != centre && around[other] == nil && !near.contains(other)
        && parts.labels.mayShow(other)
      {
        beyond[other, default: 0] += strength
      }
    }
    let allFar = byStrength(beyond)
    let far = Array(allFar.prefix(Self.mostFar))
    let shown = [centre] + near + far
    let boxes = shown.enumerated().map { index, entity in
      parts.box(
        entity, isPrincipal: false, column: index == 0 ? 0 : index <= near.count ? 1 : 2)
    }
    var sources = SourceNumbers(network: network)
    let all = parts.lines(among: shown, sources: &sources)
    let lines = all.filter { min($0.from, $0.to) <= near.count }
    let kept = Array(lines.prefix(Self.mostLines))
    return EgoChart(
      chart: AssociationChart(
        position: network.entities[centre].id.text, rank: 0,
        title: parts.labels.label(of: centre), columns: ["middle", "one step", "two steps"],
        boxes: boxes, lines: kept, sources: sources.list,
        hidden: [
          .init(what: "possible matches", count: matches.count - same.count),
          .init(what: "entities one step away", count: allNear.count + same.count - near.count),
          .init(what: "entities two steps away", count: allFar.count - far.count),
          .init(what: "links among what is two steps away", count: all.count - lines.count),
          .init(what: "links", count: lines.count - kept.count),
        ].filter { $0.count > 0 }, shielded: ShieldedCount(shielded)),
      matches: same.enumerated().map { .init(box: $0 + 1, thousandths: $1.thousandths) })
  }

  /// The strength of all links to each neighbour. Of a place with many residents, and of anything that
  /// more people share than the policy lets tie anybody together, only the middle has neighbours.
  private func neighbours(of entity: Int, isCentre: Bool) -> [Int: Double] {
    let links = network.incident(to: entity).map { network.links[Int($0)] }
      .filter { $0.type.layer != .reference }
    if !isCentre, links.count > policy.hubLimit { return [:] }
    let residents = links.count { $0.type == .resident }
    return links.reduce(into: [:]) { found, link in
      let isCrowd =
        !isCentre && link.type == .resident && network.entities[entity].kind == .address
        && residents > policy.sharedLimit
      if !isCrowd { found[network.other(link, than: entity), default: 0] += link.strength }
    }
  }

  private func byStrength(_ found: [Int: Double]) -> [Int] {
    found.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : network.entities[a.key].id < network.entities[b.key].id
    }.map(\.key)
  }

  /// Entities that may be the same as `centre`, most probable first.
  private func matches(of centre: Int) -> [(entity: Int, thousandths: Int?)] {
    var best: [Int: Int] = [:]
    for match in network.resolution.possibleMatches {
      let ends = [match.first, match.second].map { network.resolution.entityOfRecord[$0] }
      guard ends.contains(centre), let other = ends.first(where: { $0 != centre && $0 >= 0 }),
        parts.labels.mayShow(other)
      else { continue }
      best[other] = max(best[other] ?? -1, match.thousandths ?? -1)
    }
    return best.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : network.entities[a.key].id < network.entities[b.key].id
    }.map { ($0.key, $0.value < 0 ? nil : $0.value) }
  }
}
