import Records

/// A sign of control over housing, labour or money, or of movement, with the ordinary explanations that
/// must be shown beside it. A prompt for review, never proof.
struct ControlPrompt: Sendable, Equatable {
  enum Kind: String, Sendable, CaseIterable {
    case housing, labour, money, contact, movement

    /// Whether the scoring matrix counts it: the others are shown and give no points.
    var isControl: Bool { self == .housing || self == .labour || self == .money }
  }

  let kind: Kind
  /// Index of the entity.
  let thing: Int
  let words: String
}

/// Finds the prompts about what a candidate controls or shares.
struct PromptFinder {
  let network: Network
  let labels: ReleasedLabels
  let period: Period
  let thresholds: AssessmentPolicy.Indicators
  let build: Words

  /// Those of control in the order of `assets`; then, where anybody reads them, the others.
  func prompts(assets: [Int], members: [Int]) -> [ControlPrompt] {
    let members = Set(members)
    let control = assets.compactMap { thing -> ControlPrompt? in
      switch network.entities[thing].kind {
      case .address: housing(thing)
      case .organisation: labour(thing)
      case .account: money(thing, members: members)
      default: nil
      }
    }
    guard build == .built else { return control }
    let others = assets.compactMap { thing -> ControlPrompt? in
      switch network.entities[thing].kind {
      case .phone: contact(thing, members: members)
      case .vehicle: crossings(of: thing)
      default: nil
      }
    }
    return control + others + moves(between: assets, members: members)
  }

  func housing(_ thing: Int) -> ControlPrompt? {
    guard
      let crowded = Occupancy(
        of: thing, network: network, period: period, unlicensed: thresholds.unlicensedOccupants
      ).worstDay
    else { return nil }
    return ControlPrompt(kind: .housing, thing: thing, words: build(words(of: crowded, at: thing)))
  }

  private func words(of crowded: Occupancy.CrowdedDay, at thing: Int) -> String {
    let isTold = labels.mayTellNumber(
      of: Occupancy.residents(of: thing, on: crowded.day, network: network))
    let words =
      if let licensed = crowded.licensed {
        (isTold
          ? "\(crowded.residents) residents in the period, licensed for \(licensed) "
          : "more residents in the period than the \(licensed) it is licensed for ")
          + "(or stale residence records, tenancy churn)"
      } else {
        (isTold ? "\(crowded.residents)" : "\(thresholds.unlicensedOccupants) or more")
          + " residents in the period and no licence "
          + (crowded.lapsed.map { "in force (one ended on \($0.adding(days: -1).words)) " }
            ?? "on record ")
          + "(or a family, stale residence records, no register for that council)"
      }
    return "\(label(thing, "an address")): \(words)"
  }

  private func labour(_ thing: Int) -> ControlPrompt? {
    let licences = licences(of: thing)
    var supplies = 0
    var uncovered = 0
    var days = 0
    for index in network.incident(to: thing) {
      let link = network.links[Int(index)]
      guard link.type == .suppliesLabour, link.from == thing else { continue }
      for supply in network.statements(of: link).map(\.interval) {
        guard let start = supply.start, start < period.end else { continue }
        supplies += 1
        let gap = PromptFinder.daysUncovered(
          from: start, to: min(supply.end ?? period.end, period.end), licences)
        if gap > 0 { uncovered += 1 }
        days = max(days, gap)
      }
    }
    guard uncovered > 0 else { return nil }
    return ControlPrompt(
      kind: .labour, thing: thing,
      words: build(
        "\(label(thing, "a company")): \(uncovered) of \(supplies) labour supplies without "
          + "a licence on record for up to \(days) days (or an excluded sector, or a register not "
          + "imported)"))
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
  private func licences(of company: Int) -> [DayInterval] {
    let held = network.incident(to: company).flatMap { index -> [DayInterval] in
      let link = network.links[Int(index)]
      guard link.type == .licenceHolder, network.entities[link.to].kind == .object else {
        return []
      }
      return Array(network.statements(of: link).map(\.interval))
    }
    guard held.isEmpty else { return held }
    return network.entities[company].records.compactMap { index in
      let interval = network.evidence.records[index].licensed
      return interval.start == nil ? nil : interval
    }
  }

  private func money(_ thing: Int, members: Set<Int>) -> ControlPrompt? {
    var payees = Set<Int>()
    var isHeld = false
    for index in network.incident(to: thing) {
      let link = network.links[Int(index)]
      let other = network.other(link, than: thing)
      let isNominal = network.entities[other].kind == .nominal
      if link.type == .paid, isNominal { payees.insert(other) }
      if link.type == .accountHolder {
        isHeld = isHeld || members.contains(other) || isControlled(other, by: members)
      }
    }
    guard payees.count >= thresholds.payees else { return nil }
    let account =
      isHeld
      ? "an account held by a member or their company"
      : "an account that members are paid into and none is known to hold"
    return ControlPrompt(
      kind: .money, thing: thing,
      words: build(
        "\(account) takes the pay of \(number(of: payees, from: thresholds.payees)) people "
          + "(or a payroll bureau, joint account, agency client account)"))
  }

  func isControlled(_ company: Int, by members: Set<Int>) -> Bool {
    network.entities[company].kind == .organisation
      && network.incident(to: company).contains { index in
        let link = network.links[Int(index)]
        return link.type.isControl && link.to == company && members.contains(link.from)
      }
  }

  /// How many `people` there are, or the `least` that there must be where the shield withholds it.
  func number(of people: Set<Int>, from least: Int) -> String {
    labels.mayTellNumber(of: people) ? "\(people.count)" : "\(least) or more"
  }

  /// The label of `thing`, or what it is where the shield withholds it.
  func label(_ thing: Int, _ words: String) -> String {
    labels.mayShow(thing) ? labels.label(of: thing) : "\(words), \(ReleasedLabels.withheld)"
  }
}

extension SourceRecord {
  /// From the first day of a licence that the record states to its last; open where it states none.
  var licensed: DayInterval {
    DayInterval(
      start: values(.licenceStart).compactMap { Day(iso: $0) }.min(),
      end: values(.licenceEnd).compactMap { Day(iso: $0) }.max()?.adding(days: 1))
  }
}
