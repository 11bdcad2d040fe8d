import Records

/// A sign of control over housing, labour or money, with the ordinary explanations that must be shown
/// beside it. A prompt for review, never proof.
struct ControlPrompt: Sendable, Equatable {
  enum Kind: Int, Sendable, CaseIterable { case housing, labour, money }

  let kind: Kind
  /// Index of the entity.
  let thing: Int
  let words: String

  /// People living at one address without a licence from which on it counts (Housing Act 2004: five
  /// people in two households).
  static let unlicensedOccupants = 5
  /// People whose pay goes into one account from which on it counts.
  static let payees = 3

  static func find(
    assets: [Int], members: [Int], network: Network, period: Period
  ) -> [ControlPrompt] {
    assets.compactMap { thing in
      switch network.entities[thing].kind {
      case .address: housing(thing, network, period)
      case .organisation: labour(thing, network, period)
      case .account: money(thing, network)
      default: nil
      }
    }
  }

  private static func housing(_ thing: Int, _ network: Network, _ period: Period)
    -> ControlPrompt?
  {
    let records = network.entities[thing].records.map { network.evidence.records[$0] }
    let licensed = records.flatMap { $0.values(.licensedMaximum) }.compactMap { Int($0) }.max()
    let occupants = occupants(of: thing, network, in: period)
    let label = network.entities[thing].label
    if let licensed {
      guard occupants > licensed else { return nil }
      return ControlPrompt(
        kind: .housing, thing: thing,
        words: "\(label): \(occupants) residents in the period, licensed for \(licensed) "
          + "(or stale residence records, tenancy churn)")
    }
    guard occupants >= unlicensedOccupants else { return nil }
    return ControlPrompt(
      kind: .housing, thing: thing,
      words: "\(label): \(occupants) residents in the period and no licence on record "
        + "(or a family, stale residence records, no register for that council)")
  }

  /// The most people resident on the same day of the period.
  private static func occupants(of thing: Int, _ network: Network, in period: Period) -> Int {
    var changes: [(day: Day, step: Int)] = []
    for index in network.incident(to: thing) {
      let link = network.links[Int(index)]
      guard link.type == .resident else { continue }
      let stays = network.statements(of: link).map(\.interval).filter {
        $0.overlaps(period.interval)
      }
      guard let stay = stays.first else { continue }
      changes.append((max(stay.start ?? period.start, period.start), 1))
      changes.append((min(stay.end ?? period.end, period.end), -1))
    }
    changes.sort { $0.day != $1.day ? $0.day < $1.day : $0.step < $1.step }
    var now = 0
    return changes.reduce(0) { most, change in
      now += change.step
      return max(most, now)
    }
  }

  private static func labour(_ thing: Int, _ network: Network, _ period: Period)
    -> ControlPrompt?
  {
    let licences = licences(of: thing, network)
    var supplies = 0
    var uncovered = 0
    var days = 0
    for index in network.incident(to: thing) {
      let link = network.links[Int(index)]
      guard link.type == .suppliesLabour, link.from == thing else { continue }
      for supply in network.statements(of: link).map(\.interval) {
        guard let start = supply.start, start < period.end else { continue }
        supplies += 1
        let gap = daysUncovered(
          from: start, to: min(supply.end ?? period.end, period.end), licences)
        if gap > 0 { uncovered += 1 }
        days = max(days, gap)
      }
    }
    guard uncovered > 0 else { return nil }
    return ControlPrompt(
      kind: .labour, thing: thing,
      words:
        "\(network.entities[thing].label): \(uncovered) of \(supplies) labour supplies without "
        + "a licence on record for up to \(days) days (or an excluded sector, or a register not "
        + "imported)")
  }

  /// How many days from `start` up to, but not including, `end` no licence covers.
  static func daysUncovered(from start: Day, to end: Day, _ licences: [DayInterval]) -> Int {
    var uncovered = 0
    var cursor = start
    let sorted = licences.sorted {
      ($0.start?.number ?? .min, $0.end?.number ?? .max)
        < ($1.start?.number ?? .min, $1.end?.number ?? .max)
    }
    for licence in sorted where cursor < end {
      let from = max(licence.start ?? cursor, cursor)
      if from > cursor { uncovered += min(from, end) - cursor }
      cursor = max(cursor, min(licence.end ?? end, end), min(from, end))
    }
    return uncovered + max(0, end - cursor)
  }

  /// The licences that the register holds for a company: each as the interval of its own record, or,
  /// where a register gives no records, from the first start to the last end.
  private static func licences(of company: Int, _ network: Network) -> [DayInterval] {
    let held = network.incident(to: company).flatMap { index -> [DayInterval] in
      let link = network.links[Int(index)]
      guard link.type == .licenceHolder, network.entities[link.to].kind == .object else {
        return []
      }
      return network.statements(of: link).map(\.interval)
    }
    guard held.isEmpty else { return held }
    return network.entities[company].records.compactMap { index in
      let record = network.evidence.records[index]
      let starts = record.values(.licenceStart).compactMap { Day(iso: $0) }
      let ends = record.values(.licenceEnd).compactMap { Day(iso: $0) }
      return starts.min().map { DayInterval(start: $0, end: ends.max()?.adding(days: 1)) }
    }
  }

  private static func money(_ thing: Int, _ network: Network) -> ControlPrompt? {
    var payees = Set<Int>()
    for index in network.incident(to: thing) {
      let link = network.links[Int(index)]
      let other = network.other(link, than: thing)
      if link.type == .paid, network.entities[other].kind == .nominal { payees.insert(other) }
    }
    guard payees.count >= self.payees else { return nil }
    return ControlPrompt(
      kind: .money, thing: thing,
      words: "an account held by a member takes the pay of \(payees.count) people "
        + "(or a payroll bureau, joint account, agency client account)")
  }
}
