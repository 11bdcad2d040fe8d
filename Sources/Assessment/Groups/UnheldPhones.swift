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
  ///   - mostCallers: A phone that more open people speak with is everybody's, such as a taxi firm's.
  init(network: Network, projection: Projection, positions: [Set<Int>], mostCallers: Int) {
    var contacts: [Int: [Contact]] = [:]
    for phone in network.active where network.entities[phone].kind == .phone {
      guard network.people(at: phone).isEmpty, !UnheldPhones.isDeclaredHub(phone, network) else {
        continue
      }
      let callers = UnheldPhones.callers(of: phone, network, projection)
      guard callers.count > 2, callers.count <= mostCallers else { continue }
      for members in positions {
        let inside = callers.intersection(members)
        guard inside.count > 1, inside.count * 2 > callers.count else { continue }
        for caller in callers.subtracting(members) {
          contacts[caller, default: []].append(Contact(phone: phone, people: inside))
        }
      }
    }
    self.contacts = contacts
  }

  /// The open people whose phones `phone` was called by or called.
  private static func callers(
    of phone: Int, _ network: Network, _ projection: Projection
  ) -> Set<Int> {
    network.incident(to: phone).reduce(into: []) { callers, index in
      let link = network.links[Int(index)]
      guard link.type == .called else { return }
      for person in network.people(at: network.other(link, than: phone)) {
        let node = Int(projection.nodeOfEntity[person])
        if node >= 0 { callers.insert(node) }
      }
    }
  }

  private static func isDeclaredHub(_ entity: Int, _ network: Network) -> Bool {
    network.entities[entity].records.contains {
      network.evidence.records[$0].text(.hub)?.isEmpty == false
    }
  }
}
