import Records

/// What the evidence says about one candidate: counted once, used by the score, the charts and the
/// lists.
struct CandidateFacts: Sendable {
  /// A report or crime record that names a member other than as victim, witness or official.
  struct Intelligence: Sendable {
    /// In thousandths.
    let weight: Int
    /// The first and the last day it speaks of, where known.
    let first: Day?
    let last: Day?
    /// Whether its grade is D or E, its source not reliable, or it has no grade.
    let isTentative: Bool
    /// Whether its grade or any other report or register bears out something that it says of a member; a
    /// crime record needs nobody.
    let isCorroborated: Bool
    /// The members it names, each once.
    let named: [Int]

    /// What it counts, in thousandths of a fully reliable, fresh and corroborated one.
    func worth(_ policy: AssessmentPolicy, fresh: Day) -> Int {
      let own = isCorroborated ? weight : weight * policy.uncorroboratedShare / 1000
      return isOld(fresh) ? own * policy.oldShare / 1000 : own
    }

    /// Whether it speaks of nothing from `fresh` on, or of no day.
    func isOld(_ fresh: Day) -> Bool { last.map { $0 < fresh } ?? true }
  }

  /// Entity indices of the open members, in the candidate's order.
  let members: [Int]
  /// Things that members control or share, hubs left out; ascending.
  let assets: [Int]
  /// By the report, copies as one, or the crime record.
  let support: [Support: Intelligence]
  /// Shielded people whom the register names or who are tied to a member or an asset, ascending.
  let shielded: [Int]
  /// How many of these are tied in two or more ways: association, communication, property, money.
  let dependents: Int
  let reach: ForceReach
  /// Statements about members dated within the period, without those of links that only tentative
  /// reports speak of.
  let activity: Int
  let prompts: [ControlPrompt]

  /// Independent reports and crime records.
  var reports: Int { support.count }

  /// How often they tie members to one another: once for each member that one of them names beside a
  /// first. Those graded D or E, of unreliable source or without a grade tie nobody.
  var ties: Int {
    support.values.reduce(0) { sum, report in
      report.isTentative || report.weight == 0 ? sum : sum + max(0, report.named.count - 1)
    }
  }

  /// Of these, those whose grade counts for anything.
  var countingReports: Int { support.values.count { $0.weight > 0 } }
}

/// Whether what only people read is built: not where points alone are compared, hundreds of times over.
enum Words: Sendable {
  case built, left

  func callAsFunction(_ text: @autoclosure () -> String) -> String { self == .built ? text() : "" }
}

/// Gathers the facts of candidates from the network.
struct FactGatherer {
  let network: Network
  let shield: Shield
  let projection: Projection
  let policy: AssessmentPolicy
  let period: Period
  var words: Words
  /// By entity, whether it is held by few.
  private let hubs: [Int: Bool]
  private var lost: Support?
  /// A report that is taken as borne out.
  private var confirmed: Support?

  init(
    network: Network, shield: Shield, projection: Projection, policy: AssessmentPolicy,
    period: Period, words: Words
  ) {
    self.words = words
    self.network = network
    self.shield = shield
    self.projection = projection
    self.policy = policy
    self.period = period
    hubs = Dictionary(
      projection.hubs.map { ($0.entity, $0.isHeld) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameters:
  ///   - lost: A report that is taken as never made; its links go where nothing else speaks for them.
  ///   - confirmed: A report that is taken as graded B by its source: known indirectly, but
  ///     corroborated.
  func facts(
    of candidate: Candidate, without lost: Support? = nil, confirming confirmed: Support? = nil
  ) -> CandidateFacts {
    var gatherer = self
    gatherer.lost = lost
    gatherer.confirmed = confirmed
    return gatherer.gathered(candidate)
  }

  /// The report that makes `assertion`, as it is taken.
  private func report(of assertion: Assertion) -> SourceReport? {
    guard let report = assertion.report.map({ network.evidence.reports[$0] }) else { return nil }
    return confirmed != nil && network.support(of: assertion) == confirmed
      ? report.corroborated : report
  }

  private func gathered(_ candidate: Candidate) -> CandidateFacts {
    let members = candidate.people.map { projection.people[$0].entity }
    let assets = assets(of: members, named: candidate.things)
    let links = links(of: members).map { (link: $0, statements: statements(of: $0)) }
    let tied = shielded(by: members + assets)
    return CandidateFacts(
      members: members, assets: assets, support: support(of: links, among: members),
      shielded: Set(tied.keys).union(candidate.shieldedNamed).sorted(),
      dependents: tied.values.count { $0.count > 1 },
      reach: reach(members, assets, links.lazy.flatMap(\.statements)),
      activity: links.reduce(0) {
        isTentative($1.link) ? $0 : $0 + activity(in: $1.statements)
      },
      prompts: PromptFinder(
        network: network, labels: ReleasedLabels(network: network, shield: shield), period: period,
        thresholds: policy.indicators, build: words
      ).prompts(assets: assets, members: members))
  }

  private func isTentative(_ link: Network.Link) -> Bool {
    guard link.standing == .tentative, confirmed != nil else { return link.standing == .tentative }
    return network.statements(of: link).allSatisfy { Self.isTentative(report(of: $0)) }
  }

  /// Whether `report` has no grade, or one of D or E or of an unreliable source; a register row never.
  private static func isTentative(_ report: SourceReport?) -> Bool {
    report.map { $0.grading.map { Standing($0) } ?? .tentative } == .tentative
  }

  /// The days that each report or crime record naming a member speaks of, by report.
  func reportDays(of candidate: Candidate) -> [[Day]] {
    var days: [Support: Set<Day>] = [:]
    for link in links(of: candidate.people.map { projection.people[$0].entity }) {
      for statement in network.statements(of: link) {
        guard let key = network.intelligence(of: statement) else { continue }
        let entered = statement.report.flatMap { network.evidence.reports[$0].entered }
        let spoken = [network.day(of: statement), statement.interval.end?.adding(days: -1)]
        let known = spoken.compactMap { $0 }
        days[key, default: []].formUnion(known.isEmpty ? [entered].compactMap { $0 } : known)
      }
    }
    return days.sorted { $0.key < $1.key }.map { $0.value.sorted() }
  }

  /// Controlled by a member, by a company that a member controls, or shared by two members.
  private func assets(of members: [Int], named: [Int]) -> [Int] {
    var assets = Set(named)
    var holders: [Int: Set<Int>] = [:]
    var frontier: [Int] = []
    for member in members {
      for (link, thing) in things(of: member) {
        if link.type.isControl {
          if assets.insert(thing).inserted { frontier.append(thing) }
        } else if network.entities[thing].kind != .event {
          holders[thing, default: []].insert(member)
        }
      }
    }
    for company in frontier where network.entities[company].kind == .organisation {
      for (link, thing) in things(of: company) where link.type.isControl && link.from == company {
        assets.insert(thing)
      }
    }
    for (thing, sharing) in holders where sharing.count > 1 { assets.insert(thing) }
    return assets.sorted()
  }

  /// The links of `entity` to things that are no reference places, and to hubs only where `entity` is one
  /// of few who have a say over them.
  private func things(of entity: Int) -> [(Network.Link, Int)] {
    network.incident(to: entity).compactMap { index in
      let link = network.links[Int(index)]
      let other = network.other(link, than: entity)
      guard link.type.layer != .reference, network.entities[other].kind != .nominal,
        network.entities[other].kind != .area, !isLost(link, in: other), stands(link)
      else { return nil }
      return (link, other)
    }
  }

  /// Whether `link` leads to a hub and says nothing there. A house is its landlord's, however many pass
  /// through: those whose residents are moved on every few weeks are the ones to find.
  private func isLost(_ link: Network.Link, in thing: Int) -> Bool {
    guard let isHeld = hubs[thing] else { return false }
    return !(isHeld && link.type.isControl)
  }

  /// Whether anything speaks for `link` but the report that is taken as never made.
  private func stands(_ link: Network.Link) -> Bool {
    lost == nil || !statements(of: link).isEmpty
  }

  private func statements(of link: Network.Link) -> [Assertion] {
    let all = network.statements(of: link)
    guard let lost else { return Array(all) }
    return all.filter { network.support(of: $0) != lost }
  }

  /// The links of `members`, each once.
  private func links(of members: [Int]) -> [Network.Link] {
    var seen = Set<Int32>()
    return members.flatMap { member in
      network.incident(to: member).compactMap { index -> Network.Link? in
        let link = network.links[Int(index)]
        return link.type.layer != .reference && seen.insert(index).inserted ? link : nil
      }
    }
  }

  /// - Parameter links: The links of `members`, each with what states it.
  private func support(
    of links: [(link: Network.Link, statements: [Assertion])], among members: [Int]
  ) -> [Support: CandidateFacts.Intelligence] {
    let members = Set(members)
    return links.reduce(into: [:]) { support, item in
      let named = [item.link.from, item.link.to].filter(members.contains)
      let statements = item.statements
      let behind = statements.filter {
        policy.worth(of: report(of: $0)) > 0
      }
      let isBorneOut = Set(behind.map { network.support(of: $0) }).count > 1
      for assertion in statements {
        add(assertion, naming: named, isBorneOut: isBorneOut, to: &support)
      }
    }
  }

  /// - Parameters:
  ///   - named: The members at the ends of the link it states.
  ///   - isBorneOut: Whether two independent supports speak for that link.
  private func add(
    _ assertion: Assertion, naming named: [Int], isBorneOut: Bool,
    to support: inout [Support: CandidateFacts.Intelligence]
  ) {
    guard let key = network.intelligence(of: assertion) else { return }
    let report = report(of: assertion)
    let isTentative = Self.isTentative(report)
    let isGradedSo = [.a, .b].contains(report?.grading?.assessment)
    let old = support[key]
    let day = network.day(of: assertion)
    let last = [assertion.interval.end?.adding(days: -1), day, report?.entered, old?.last]
    support[key] = CandidateFacts.Intelligence(
      weight: max(policy.worth(of: report), old?.weight ?? 0),
      first: [day ?? report?.entered, old?.first].compactMap { $0 }.min(),
      last: last.compactMap { $0 }.max(), isTentative: isTentative && old?.isTentative ?? true,
      isCorroborated: report == nil || isGradedSo || isBorneOut || old?.isCorroborated ?? false,
      named: old.map { known in known.named + named.filter { !known.named.contains($0) } } ?? named)
  }

  /// The shielded people tied to any of `entities`, each with the layers of their links.
  private func shielded(by entities: [Int]) -> [Int: Set<LinkType.Layer>] {
    guard shield.count > 0 else { return [:] }
    var tied: [Int: Set<LinkType.Layer>] = [:]
    for entity in entities {
      for index in network.incident(to: entity) {
        let link = network.links[Int(index)]
        let other = network.other(link, than: entity)
        if link.type.layer != .reference, shield.isShielded[other], stands(link) {
          tied[other, default: []].insert(link.type.layer)
        }
      }
    }
    return tied
  }

  /// How many statements of a link are dated within the period. What reports that count as one say alike
  /// is one statement: that of the report they count as, where it says so.
  private func activity(in all: [Assertion]) -> Int {
    struct Said: Hashable {
      let support: Support
      let interval: DayInterval
    }
    let isRepeated = all.contains { statement in
      statement.report.map { network.origins.origin[$0] != $0 } ?? false
    }
    guard isRepeated else { return all.count { isWithinPeriod($0) } }
    // By what is said, the report that says it: the one that others count as before these.
    var speaker: [Said: Int] = [:]
    for statement in all {
      guard let report = statement.report else { continue }
      let said = Said(support: network.support(of: statement), interval: statement.interval)
      if network.origins.origin[report] == report || speaker[said] == nil {
        speaker[said] = report
      }
    }
    return all.count { statement in
      let said = Said(support: network.support(of: statement), interval: statement.interval)
      return (statement.report == nil || speaker[said] == statement.report)
        && isWithinPeriod(statement)
    }
  }

  private func isWithinPeriod(_ assertion: Assertion) -> Bool {
    if let day = network.day(of: assertion) { return day >= period.start && day < period.end }
    guard let entered = assertion.report.flatMap({ network.evidence.reports[$0].entered }) else {
      return false
    }
    return entered >= period.start && entered < period.end
  }

  /// Force areas of the places that members, and the vehicles and companies among the assets, are
  /// linked to by at least two statements or one report; and the systems whose reports name members, of
  /// reports that count as one the system of that one.
  private func reach(
    _ members: [Int], _ assets: [Int], _ statements: some Sequence<Assertion>
  ) -> ForceReach {
    var counts: [ForceArea: Int] = [:]
    for entity in members + assets {
      if let area = network.force(of: entity) { counts[area, default: 0] += 2 }
      for index in network.incident(to: entity) {
        let link = network.links[Int(index)]
        let other = network.other(link, than: entity)
        guard showsReach(link, to: other), let area = network.force(of: other) else { continue }
        let statements = self.statements(of: link)
        let reported = statements.contains { $0.report != nil }
        counts[area, default: 0] += statements.count + (reported ? 1 : 0)
      }
    }
    let systems = Set(
      statements.compactMap { statement in
        statement.report.map { network.evidence.reports[network.origins.origin[$0]].system }
      })
    return ForceReach(
      forces: counts.filter { $0.value >= 2 }.keys.sorted(), systems: systems.sorted())
  }

  /// The force areas in which the person at `entity` is known to be, by what shows a candidate's reach.
  func forces(ofPerson entity: Int) -> [ForceArea] { reach([entity], [], []).forces }

  /// Officials, hubs and cameras by the road show none. Driving over a border day after day is told by a
  /// prompt of movement.
  private func showsReach(_ link: Network.Link, to other: Int) -> Bool {
    link.type != .investigated && !network.isPassing(link) && !isLost(link, in: other)
  }
}

extension SourceReport {
  /// The same report, its information taken for corroborated.
  fileprivate var corroborated: SourceReport {
    SourceReport(
      key: key, reference: reference, system: system,
      grading: Grading(
        source: grading?.source ?? .untested, assessment: .b, handling: grading?.handling,
        original: grading?.original ?? ""),
      entered: entered, crimeCode: crimeCode)
  }
}
