import Records

/// Phones that nobody is known to hold, told by whom they mostly speak with: an analyst reads a
/// number that calls two members of a group, and few others, as that group's, and asks whose it is.
///
/// It joins nobody to a group and changes no points: it only says through which numbers somebody
/// reaches the people of a position.
struct UnheldPhones {
  /// A phone that a person speaks with, and the people of one position who do so too.
  struct Contact {
    /// Index into the network's entities.
    let phone: Int
    /// Nodes of the projection.
    let people: Set<Int>
  }

  /// By node of the projection: the phones by which somebody reaches a position without being of it,
  /// in the order of the entities.
  let contacts: [Int: [Contact]]

  /// - Parameters:
  ///   - positions: For each position the nodes of its people.
  ///   - mostPhones: A phone that speaks with more others is everybody's, such as a taxi firm's.
  init(network: Network, projection: Projection, positions: [Set<Int>], mostPhones: Int) {
    var contacts: [Int: [Contact]] = [:]
    for phone in network.active where network.entities[phone].kind == .phone {
      guard network.people(at: phone).isEmpty, !network.isDeclaredHub(phone) else {
        continue
      }
      let others = UnheldPhones.holders(ofPhonesCalledWith: phone, network, projection)
      guard others.count <= mostPhones else { continue }
      for members in positions {
        let inside = others.filter { !$0.isDisjoint(with: members) }
        let people = inside.reduce(into: Set<Int>()) { $0.formUnion($1.intersection(members)) }
        guard inside.count * 2 > others.count, people.count > 1 else { continue }
        for caller in others.reduce(into: Set<Int>(), { $0.formUnion($1) }).subtracting(members) {
          contacts[caller, default: []].append(Contact(phone: phone, people: people))
        }
      }
    }
    self.contacts = contacts
  }

  /// For each phone that `phone` called or was called by, and that open people hold, these.
  private static func holders(
    ofPhonesCalledWith phone: Int, _ network: Network, _ projection: Projection
  ) -> [Set<Int>] {
    network.incident(to: phone).compactMap { index in
      let link = network.links[Int(index)]
      guard link.type == .called else { return nil }
      let people = network.people(at: network.other(link, than: phone))
      let open = Set(people.map { Int(projection.nodeOfEntity[$0]) }.filter { $0 >= 0 })
      return open.isEmpty ? nil : open
    }
  }
}
