import Records

/// Prompts about people and vehicles that are moved, and about a telephone that many call theirs.
extension PromptFinder {
  /// People who gave this telephone as theirs and are no members.
  func contact(_ phone: Int, members: Set<Int>) -> ControlPrompt? {
    let others = network.people(at: phone).subtracting(members)
    guard others.count >= thresholds.phoneUsers else { return nil }
    return ControlPrompt(
      kind: .contact, thing: phone,
      words: "\(label(phone, "a telephone")): "
        + "\(number(of: others, from: thresholds.phoneUsers)) people beside the members gave it as "
        + "theirs (or an employer or adviser who helps, a translator, a shared house phone)")
  }

  /// The days on which a vehicle was seen in more than one force area.
  func crossings(of vehicle: Int) -> ControlPrompt? {
    var areas: [Day: Set<ForceArea>] = [:]
    for index in network.incident(to: vehicle) {
      let link = network.links[Int(index)]
      guard link.type == .sighted, link.from == vehicle,
        let area = network.force(of: link.to)
      else { continue }
      for statement in network.statements(of: link) {
        guard let day = network.day(of: statement), day >= period.start, day < period.end else {
          continue
        }
        areas[day, default: []].insert(area)
      }
    }
    let crossed = areas.values.filter { $0.count > 1 }
    guard crossed.count >= thresholds.crossingDays else { return nil }
    let names = crossed.reduce(into: Set()) { $0.formUnion($1) }.sorted().map(\.name)
    return ControlPrompt(
      kind: .movement, thing: vehicle,
      words: "\(label(vehicle, "a vehicle")): seen in more than one force area on "
        + "\(crossed.count) days of the period"
        + (labels.mayShow(vehicle) ? ", in \(names.joined(separator: ", ")) " : " ")
        + "(or a licensed labour provider, a bus or delivery firm, a taxi, somebody who commutes)")
  }

  /// By address that a member or their company has a say over, the people who lived there and, before or
  /// after it, at another of them.
  func moves(between assets: [Int], members: Set<Int>) -> [ControlPrompt] {
    let addresses = assets.filter {
      network.entities[$0].kind == .address && isControlled(address: $0, by: members)
    }
    guard addresses.count > 1 else { return [] }
    var stays: [Int: [(address: Int, interval: DayInterval)]] = [:]
    for address in addresses {
      for index in network.incident(to: address) {
        let link = network.links[Int(index)]
        guard link.type == .resident else { continue }
        for statement in network.statements(of: link)
        where statement.interval.overlaps(period.interval) {
          stays[network.other(link, than: address), default: []].append(
            (address, statement.interval))
        }
      }
    }
    var moved: [Int: Set<Int>] = [:]
    for (person, own) in stays {
      for stay in own
      where own.contains(where: {
        $0.address != stay.address && !$0.interval.overlaps(stay.interval)
      }) {
        moved[stay.address, default: []].insert(person)
      }
    }
    return addresses.compactMap { address in
      guard let people = moved[address], people.count >= thresholds.movedResidents else {
        return nil
      }
      return ControlPrompt(
        kind: .movement, thing: address,
        words: "\(label(address, "an address")): "
          + "\(number(of: people, from: thresholds.movedResidents)) people lived there and, before "
          + "or after, at another address of the group in the period (or a letting agent with "
          + "several houses, tenancy churn)")
    }
  }

  private func isControlled(address: Int, by members: Set<Int>) -> Bool {
    network.incident(to: address).contains { index in
      let link = network.links[Int(index)]
      guard link.type.isControl, link.to == address else { return false }
      return members.contains(link.from) || isControlled(link.from, by: members)
    }
  }
}
