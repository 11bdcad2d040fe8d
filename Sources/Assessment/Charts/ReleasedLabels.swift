import Records

/// The victim shield as labels see it: which entities may be shown at all, and under what text.
struct ReleasedLabels: Sendable {
  private let network: Network
  private let shield: Shield

  init(network: Network, shield: Shield) {
    self.network = network
    self.shield = shield
  }

  /// What stands in place of a label that may not be shown.
  static let withheld = "withheld (victim shield)"

  /// False for shielded people, and for what is theirs: places, vehicles, phones, accounts, events and
  /// objects that one of them is linked to, and companies that one of them controls, where no open
  /// person stands for them too. Where a past period is assessed, also for what is theirs by evidence
  /// that came later.
  ///
  /// An open person stands for what they are linked to otherwise than as an official. A company stands
  /// for what it controls only where somebody who is named in intelligence controls it: the charity
  /// that runs a refuge must not show where it is. An event speaks for where it occurred as the people
  /// do who are linked to it.
  ///
  /// - Complexity: O(links of `entity`), and of the companies that control it, the controllers of these
  ///   and the events that occurred there.
  func mayShow(_ entity: Int) -> Bool { owner(of: entity) != .shielded }

  private enum Owner { case open, shielded, nobody }

  private func owner(of entity: Int) -> Owner {
    guard !shield.isShielded[entity], !shield.isWithheld[entity] else { return .shielded }
    let kind = network.entities[entity].kind
    guard kind != .nominal, kind != .area, shield.count > 0 else { return .open }
    var isShieldedPersons = false
    for index in network.incident(to: entity) {
      let link = network.links[Int(index)]
      let other = network.other(link, than: entity)
      if shield.isShielded[other] {
        isShieldedPersons = isShieldedPersons || kind != .organisation || link.type.isControl
      } else if network.entities[other].kind == .nominal {
        if !isOfficial(link) { return .open }
      } else if link.type.isControl, link.to == entity, isNamedPersons(company: other) {
        return .open
      } else if link.type == .occurredAt, kind != .event, network.entities[other].kind == .event {
        switch owner(of: other) {
        case .open: return .open
        case .shielded: isShieldedPersons = true
        case .nobody: break
        }
      }
    }
    return isShieldedPersons ? .shielded : .nobody
  }

  /// Whether `link` says no more than that an official dealt with something.
  private func isOfficial(_ link: Network.Link) -> Bool {
    link.type == .investigated
      || network.statements(of: link).allSatisfy { $0.role == .professional }
  }

  /// Whether an open person whom intelligence names controls `company`.
  private func isNamedPersons(company: Int) -> Bool {
    network.entities[company].kind == .organisation
      && network.incident(to: company).contains { index in
        let link = network.links[Int(index)]
        guard link.type.isControl, link.to == company, !shield.isShielded[link.from],
          network.entities[link.from].kind == .nominal
        else { return false }
        return network.isNamed(link.from)
      }
  }

  /// Whether it may be told how many `people` there are: not where one or two of them are shielded, for
  /// the whole less the open ones, whom other products show, would tell how many.
  func mayTellNumber(of people: some Sequence<Int>) -> Bool {
    ShieldedCount(people.count { shield.isShielded[$0] }).exact != nil
  }

  /// Free text, such as a title of the master list, withheld where it would name a shielded person.
  func open(_ text: String) -> String { shield.open(text) }

  /// The label, withheld where `entity` may not be shown or free text would name a shielded person.
  func label(of entity: Int) -> String {
    guard mayShow(entity) else { return ReleasedLabels.withheld }
    let found = network.entities[entity]
    return found.kind == .nominal ? found.label : shield.open(found.label)
  }
}
