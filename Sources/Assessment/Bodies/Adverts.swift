import Linkage
import Records

/// Adverts that share a contact: a telephone, a mail address, a handle or the digest of a text.
///
/// An advert is an event of the id space `advert`. A contact that a row declares a hub joins none, and
/// one that stands on a single advert is left out.
struct Adverts {
  struct Contact: Equatable {
    /// Index into `Network.entities`.
    let entity: Int
    /// Those of the adverts on which it stands, ascending; two or more.
    let adverts: [Int]
    /// From 1: contacts whose adverts are joined, directly or through others, have one number.
    var cluster: Int
    /// Distinct reports that name the contact beside the adverts.
    let reports: Int
  }

  let network: Network

  /// By cluster, the one with most adverts first, then by id.
  ///
  /// - Complexity: O(links of adverts + *c* log *c*) for *c* contacts.
  func contacts(_ mayShow: (Int) -> Bool) -> [Contact] {
    var adverts: [Int: Set<Int>] = [:]
    for link in network.links where link.type == .involved {
      for (advert, contact) in [(link.to, link.from), (link.from, link.to)]
      where isAdvert(advert) && Adverts.kinds.contains(network.entities[contact].kind) {
        adverts[contact, default: []].insert(advert)
      }
    }
    let shared = adverts.filter {
      $0.value.count > 1 && !network.isDeclaredHub($0.key) && mayShow($0.key)
    }.mapValues { $0.filter(mayShow).sorted() }.filter { $0.value.count > 1 }
    var parent: [Int: Int] = [:]
    func root(_ advert: Int) -> Int {
      var place = advert
      while let next = parent[place], next != place { place = next }
      return place
    }
    for (_, own) in shared.sorted(by: { $0.key < $1.key }) {
      for advert in own {
        let (a, b) = (root(own[0]), root(advert))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    return numbered(shared, root)
  }

  private static let kinds: Set<Entity.Kind> = [.phone, .email, .object, .account]

  private func isAdvert(_ entity: Int) -> Bool {
    network.entities[entity].kind == .event
      && network.entities[entity].records.contains {
        network.evidence.records[$0].space == "advert"
      }
  }

  private func numbered(_ shared: [Int: [Int]], _ root: (Int) -> Int) -> [Contact] {
    func id(_ entity: Int) -> EntityID { network.entities[entity].id }
    var clusters: [Int: Set<Int>] = [:]
    for own in shared.values { clusters[root(own[0]), default: []].formUnion(own) }
    let order = clusters.sorted { a, b in
      a.value.count != b.value.count ? a.value.count > b.value.count : id(a.key) < id(b.key)
    }
    let number = Dictionary(
      order.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    return shared.map { contact, own in
      Contact(
        entity: contact, adverts: own, cluster: number[root(own[0])] ?? 0,
        reports: reports(naming: contact))
    }.sorted { a, b in
      a.cluster != b.cluster ? a.cluster < b.cluster : id(a.entity) < id(b.entity)
    }
  }

  private func reports(naming contact: Int) -> Int {
    var supports = Set<Support>()
    for index in network.incident(to: contact) {
      for statement in network.statements(of: network.links[Int(index)])
      where statement.report != nil {
        supports.insert(network.support(of: statement))
      }
    }
    return supports.count
  }
}

extension BodyTableMaker {
  func adverts() -> Table {
    let contacts = Adverts(network: network).contacts(labels.mayShow)
    return Table(
      kind: .adverts,
      columns: [
        "cluster", "contact", "id", "kind", "adverts", "which", "first day", "last day",
        "reports that name the contact", "or an ordinary explanation",
      ],
      rows: contacts.map { contact in
        let days = contact.adverts.flatMap { network.entities[$0].records }
          .flatMap { evidence.records[$0].values(.day) }.compactMap { Day(iso: $0) }
        return [
          .number(contact.cluster), .text(labels.label(of: contact.entity)),
          .text(network.entities[contact.entity].id.text),
          .text(network.entities[contact.entity].kind.rawValue), .number(contact.adverts.count),
          .text(contact.adverts.map { labels.label(of: $0) }.sorted().joined(separator: "; ")),
          .text(days.min()?.description ?? ""), .text(days.max()?.description ?? ""),
          .number(contact.reports), "a reused number, an impostor, a journalist",
        ]
      },
      notes: [
        "Adverts of one cluster share contacts, directly or through others. A shared contact is a "
          + "prompt for review: it does not say who placed an advert."
      ])
  }
}
