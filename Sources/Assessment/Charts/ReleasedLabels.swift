import Records

/// The victim shield as labels see it: which entities may be shown at all, and under what text.
struct ReleasedLabels: Sendable {
  private let network: Network
  private let shield: Shield

  init(network: Network, shield: Shield) {
    self.network = network
    self.shield = shield
  }

  /// False for shielded people, and for phones, addresses for mail, accounts and events that only
  /// shielded people are linked to.
  func mayShow(_ entity: Int) -> Bool {
    guard !shield.isShielded[entity] else { return false }
    switch network.entities[entity].kind {
    case .phone, .email, .account, .event:
      var leadsToShielded = false
      for index in network.incident(to: entity) {
        let other = network.other(network.links[Int(index)], than: entity)
        if shield.isShielded[other] {
          leadsToShielded = true
        } else if network.entities[other].kind == .nominal
          || network.entities[other].kind == .organisation
        {
          return true
        }
      }
      return !leadsToShielded
    default: return true
    }
  }

  /// Free text, such as a title of the master list, withheld where it would name a shielded person.
  func open(_ text: String) -> String { shield.open(text) }

  /// The label, withheld where free text would name a shielded person.
  func label(of entity: Int) -> String {
    let found = network.entities[entity]
    switch found.kind {
    case .nominal: return found.label
    default: return shield.open(found.label)
    }
  }
}
