import Linkage
import Records

/// Which segments of a trafficking or labour chain the evidence shows of a position, and in which police force
/// areas: presence with the rows that show it, and no score.
///
/// A segment is shown by links of its own types to a member or to something of the position. Where it lies
/// is the force area of the place or event at the other end, or else of the addresses that the company or
/// vehicle is tied to; many links have no place. Rows that name somebody under the victim shield, or what
/// is theirs, are no part of it.
struct ChainSegments {
  let network: Network
  let labels: ReleasedLabels

  private struct Key: Hashable {
    let function: Position.Segment.Function
    let force: ForceArea?

    var order: (Int, String) {
      let place = Position.Segment.Function.allCases.firstIndex(of: function) ?? 0
      return (place, force?.code ?? "~")
    }
  }

  /// By function along the chain, then force area, those without a place last.
  ///
  /// - Complexity: O(links of the members and assets, and of the companies and vehicles among them).
  func segments(members: [Int], assets: [Int]) -> [Position.Segment] {
    let own = Set(members + assets)
    var seen = Set<Int32>()
    var found: [Key: [Int]] = [:]
    for entity in own.sorted() {
      for index in network.incident(to: entity) where seen.insert(index).inserted {
        let link = network.links[Int(index)]
        guard let function = function(of: link, own), labels.mayShow(link.from),
          labels.mayShow(link.to)
        else { continue }
        let forces = forces(of: link)
        for force in forces.isEmpty ? [nil] : forces.map(Optional.some) {
          found[Key(function: function, force: force), default: []].append(Int(index))
        }
      }
    }
    return found.sorted { $0.key.order < $1.key.order }.map { key, links in
      segment(key.function, key.force, links.sorted().map { network.links[$0] })
    }
  }

  private func function(of link: Network.Link, _ own: Set<Int>) -> Position.Segment.Function? {
    switch link.type {
    case .involved:
      [link.from, link.to].contains(where: isAdvert) ? .recruitment : nil
    case .keeper, .driver, .passenger: .transport
    // A camera by the road shows a way and no place: movement over borders is a prompt of its own.
    case .sighted:
      network.entities[link.from].kind == .vehicle && !network.isPassing(link) ? .transport : nil
    case .landlord, .manager, .licenceHolder:
      network.entities[link.to].kind == .address ? .accommodation : nil
    // A member's own job is no supply of labour.
    case .employed: own.contains(link.to) ? .labour : nil
    case .suppliesLabour: .labour
    // That a person has an account says nothing.
    case .accountHolder: network.entities[link.from].kind == .organisation ? .money : nil
    case .paid, .transferred: .money
    default: nil
    }
  }

  private func isAdvert(_ entity: Int) -> Bool {
    network.entities[entity].kind == .event
      && network.entities[entity].records.contains {
        network.evidence.records[$0].space == "advert"
      }
  }

  private func forces(of link: Network.Link) -> [ForceArea] {
    let direct = [link.from, link.to].compactMap { network.force(of: $0) }
    guard direct.isEmpty else { return Set(direct).sorted() }
    // A vehicle is seen in many places: where it was is told by its sightings.
    let companies = [link.from, link.to].filter { network.entities[$0].kind == .organisation }
    return Set(companies.flatMap(forces(ofCompany:))).sorted()
  }

  private func forces(ofCompany company: Int) -> [ForceArea] {
    network.incident(to: company).compactMap { index in
      let link = network.links[Int(index)]
      let other = network.other(link, than: company)
      guard network.entities[other].kind == .address, labels.mayShow(other) else { return nil }
      return network.force(of: other)
    }
  }

  private func segment(
    _ function: Position.Segment.Function, _ force: ForceArea?, _ links: [Network.Link]
  ) -> Position.Segment {
    let statements = links.flatMap { Array(network.statements(of: $0)) }
    let days = statements.compactMap { network.day(of: $0) }
    let things = Set(links.flatMap { [$0.from, $0.to] }).filter {
      network.entities[$0].kind != .nominal
    }
    return Position.Segment(
      function: function, force: force, links: Set(links.map(\.type.words)).sorted(),
      things: Set(things.map { labels.label(of: $0) }).sorted(), statements: statements.count,
      first: days.min(), last: days.max(),
      rows: statements.map { statement in
        Position.Row(
          file: network.evidence.sources[statement.source].name, row: statement.row)
      }.sorted())
  }
}
