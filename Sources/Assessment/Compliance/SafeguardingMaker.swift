import Linkage
import Records

extension Assessment {
  /// Returns the safeguarding worklist for `recipient`: everybody under the victim shield, with what
  /// should be seen to for them. It names possible victims; nothing else that leaves does.
  ///
  /// - Note: Equal evidence and period give equal worklists.
  public func safeguarding(
    title: String, recipient: String, engineVersion: String, runDigest: String
  ) -> Release.Safeguarding {
    Release.Safeguarding(
      header: header(
        title: title, recipient: recipient, engineVersion: engineVersion, runDigest: runDigest),
      people: SafeguardingMaker(
        network: network, shield: shield, period: period, thresholds: policy.indicators
      ).people())
  }
}

/// Gathers what should be seen to for each person under the victim shield.
struct SafeguardingMaker {
  private typealias Prompt = Release.Safeguarding.Prompt

  let network: Network
  let shield: Shield
  let period: Period
  let thresholds: AssessmentPolicy.Indicators

  func people() -> [Release.Safeguarding.Person] {
    let referrals = lackingReferrals()
    var crowded: [Int: Occupancy.CrowdedDay?] = [:]
    let people = network.entities.indices.compactMap { entity -> Release.Safeguarding.Person? in
      guard let ground = shield.grounds[entity] else { return nil }
      let found = network.entities[entity]
      let prompts =
        (referrals[entity] ?? []) + [asSuspect(entity)].compactMap { $0 }
        + homes(of: entity, &crowded) + accounts(of: entity)
      return Release.Safeguarding.Person(
        entity: found.id, label: found.label, ground: ground,
        records: found.records.map { network.evidence.records[$0].key }, prompts: prompts)
    }
    return people.sorted { ($0.label, $0.entity) < ($1.label, $1.entity) }
  }

  /// By person, what their referrals lack.
  private func lackingReferrals() -> [Int: [Prompt]] {
    let checks = RegisterChecks(evidence: network.evidence, end: period.end)
    let found = checks.referrals()
    var prompts: [Int: [Prompt]] = [:]
    for referral in found.all {
      let record = network.evidence.records[referral.record]
      var lacks: [Prompt.Kind] = []
      if found.keepsCrimes, !referral.hasCrimeRecord { lacks.append(.noCrimeRecord) }
      if found.keepsSubmissions, !referral.hasSubmission { lacks.append(.noSubmission) }
      guard !lacks.isEmpty else { continue }
      let day = record.values(.day).first.flatMap { Day(iso: $0) }
      let words =
        "referral \(record.text(.title) ?? record.key)" + (day.map { " of \($0.words)" } ?? "")
      for person in referred(in: referral.record) {
        prompts[person, default: []] += lacks.map { Prompt(kind: $0, words: words) }
      }
    }
    return prompts
  }

  /// The entities of the people whom the referral of this record names as possible victims, ascending.
  private func referred(in record: Int) -> [Int] {
    let event = network.resolution.entityOfRecord[record]
    guard event >= 0 else { return [] }
    return network.incident(to: event).compactMap { index -> Int? in
      let link = network.links[Int(index)]
      let names = network.statements(of: link).contains {
        $0.to == record && $0.role?.shields == true
      }
      return names ? link.from : nil
    }
  }

  private func asSuspect(_ entity: Int) -> Prompt? {
    var supports = Set<Support>()
    for index in network.incident(to: entity) {
      for statement in network.statements(of: network.links[Int(index)])
      where network.resolution.entityOfRecord[statement.from] == entity {
        guard statement.role == .suspect || statement.role == .convicted,
          let key = network.intelligence(of: statement)
        else { continue }
        supports.insert(key)
      }
    }
    guard !supports.isEmpty else { return nil }
    return Prompt(
      kind: .alsoSuspect,
      words: "\(Score.count(supports.count, "report or crime record")); section 45 of the Modern "
        + "Slavery Act 2015 may give a defence to whoever was compelled")
  }

  /// Crowded addresses at which the person lived on the most crowded day.
  private func homes(of entity: Int, _ crowded: inout [Int: Occupancy.CrowdedDay?]) -> [Prompt] {
    network.incident(to: entity).compactMap { index -> Prompt? in
      let link = network.links[Int(index)]
      guard link.type == .resident else { return nil }
      let address = network.other(link, than: entity)
      let worst =
        crowded[address]
        ?? Occupancy(
          of: address, network: network, period: period, unlicensed: thresholds.unlicensedOccupants
        ).worstDay
      crowded[address] = .some(worst)
      guard let worst,
        network.statements(of: link).contains(where: {
          $0.interval.overlaps(DayInterval(on: worst.day))
        })
      else { return nil }
      return Prompt(
        kind: .crowded,
        words: "\(network.entities[address].label): \(worst.residents) residents on "
          + "\(worst.day.words), "
          + (worst.licensed.map { "licensed for \($0)" } ?? "no licence on record")
          + " (or stale residence records)")
    }
  }

  /// Accounts that take the pay of this person and of others, declared hubs left out.
  private func accounts(of entity: Int) -> [Prompt] {
    network.incident(to: entity).compactMap { index -> Prompt? in
      let link = network.links[Int(index)]
      guard link.type == .paid, link.from == entity else { return nil }
      let isDeclared = network.isDeclaredHub(link.to)
      let payees = Set(
        network.incident(to: link.to).compactMap { other -> Int? in
          let way = network.links[Int(other)]
          return way.type == .paid && network.entities[way.from].kind == .nominal ? way.from : nil
        })
      guard !isDeclared, payees.count >= thresholds.payees else { return nil }
      return Prompt(
        kind: .payTaken,
        words: "\(network.entities[link.to].label): takes the pay of \(payees.count) people (or a "
          + "payroll bureau, joint account, agency client account)")
    }
  }
}
