import Records
import Support
import Testing

@testable import Assessment

@Suite("Prompts of control")
struct PromptTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  private func stay(_ from: String?, _ until: String?) throws -> DayInterval {
    DayInterval(start: try from.map { try day($0) }, end: try until.map { try day($0) })
  }

  /// A house whose landlord is a member, licensed as given, with the stays of each tenant.
  private func house(
    licence: (most: Int, from: String?, until: String?)?, stays: [[DayInterval]]
  ) throws -> [Position.Prompt] {
    var builder = EvidenceBuilder()
    var features: [Feature.Name: String] = [.addressLine: "1 Sample Street"]
    if let licence {
      features[.licensedMaximum] = "\(licence.most)"
      features[.licenceStart] = licence.from
      features[.licenceEnd] = licence.until
    }
    builder.record("S/address/1", .address, features)
    builder.person("S/nominal/1", "Ada Alpha")
    builder.link("S/nominal/1", "S/address/1", .landlord)
    for (number, intervals) in stays.enumerated() {
      builder.person("S/nominal/tenant\(number)", "Tenant\(number) Name\(number)")
      for interval in intervals {
        builder.link("S/nominal/tenant\(number)", "S/address/1", .resident, during: interval)
      }
    }
    builder.subject("OCG-1", members: ["S/nominal/1"])
    return try #require(release(try assess(builder.evidence())).positions.first).prompts
  }

  @Test("A licence that has ended does not excuse, one in force that day does")
  func expiredLicence() throws {
    let five = try [[DayInterval]](repeating: [stay("2026-07-01", nil)], count: 5)
    #expect(try house(licence: (8, "2024-01-01", "2027-01-01"), stays: five).isEmpty)
    #expect(try house(licence: (8, nil, nil), stays: five).isEmpty)
    let ended = try #require(
      try house(licence: (8, "2024-01-01", "2026-08-31"), stays: five).first)
    #expect(ended.kind == "housing")
    #expect(
      ended.words.contains("5 residents in the period and no licence in force (one ended on "))
    #expect(ended.words.contains("31 August 2026"))
    #expect(try house(licence: (8, "2024-01-01", "2026-06-30"), stays: five).count == 1)
    #expect(try house(licence: (4, "2024-01-01", "2027-01-01"), stays: five).count == 1)
    #expect(try house(licence: nil, stays: Array(five.prefix(4))).isEmpty)
  }

  @Test("A resident counts on every day of any stay, once a day", arguments: [true, false])
  func severalStays(isReversed: Bool) throws {
    // Four live there throughout; the fifth left and came back, and two rows speak of it.
    let back = try [
      stay("2026-07-01", "2026-07-02"), stay("2026-09-01", nil), stay("2026-08-20", "2026-09-10"),
    ]
    let others = try [[DayInterval]](
      repeating: [stay("2026-07-10", "2026-09-30")], count: 4)
    let stays = others + [isReversed ? back.reversed() : back]
    let prompt = try #require(try house(licence: nil, stays: stays).first)
    #expect(prompt.words.contains("5 residents in the period"))
  }

  @Test("Two records of one name at one address are one resident")
  func sameName() throws {
    var builder = EvidenceBuilder()
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.person("S/nominal/1", "Ada Alpha")
    builder.link("S/nominal/1", "S/address/1", .landlord)
    for (key, name, born) in [
      ("S/nominal/a", "Dee Delta", "1990-01-02"), ("S/nominal/b", "Eve Epsilon", "1991-01-02"),
      ("S/nominal/c", "Fay Zeta", "1992-01-02"), ("S/nominal/d", "Gus Eta", "1993-01-02"),
      ("T/nominal/e", "Gus Eta", "1971-11-23"),
    ] {
      builder.person(key, name, born: born)
      builder.link(key, "S/address/1", .resident)
    }
    builder.subject("OCG-1", members: ["S/nominal/1"])
    #expect(try prompts(builder).isEmpty)
    builder.person("T/nominal/f", "Hal Theta", born: "1971-11-23")
    builder.link("T/nominal/f", "S/address/1", .resident)
    #expect(try prompts(builder).first?.words.contains("5 residents") == true)
  }

  @Test("The worst day agrees with counting day by day", arguments: 0..<60)
  func worstDay(draw: Int) throws {
    var builder = EvidenceBuilder()
    let period = try #require(Period("2026-07"))
    builder.record(
      "S/address/1", .address, [.licensedMaximum: "3", .licenceStart: "2026-07-08"],
      normal: [.licenceStart: "2026-07-08"])
    var stays: [(person: Int, interval: DayInterval)] = []
    var state = UInt64(draw) &* 0x9e37_79b9_7f4a_7c15 | 1
    func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for row in 0..<14 {
      let start = period.start.adding(days: below(50) - 15)
      let end = below(3) == 0 ? nil : start.adding(days: 1 + below(12))
      stays.append((row % 8, DayInterval(start: below(5) == 0 ? nil : start, end: end)))
      builder.person("S/nominal/\(row % 8)", "Tenant\(row % 8) Name\(row % 8)")
    }
    for stay in stays {
      builder.link("S/nominal/\(stay.person)", "S/address/1", .resident, during: stay.interval)
    }
    let network = try assess(builder.evidence()).network
    let address = try #require(network.entities.firstIndex { $0.kind == .address })
    let licensed = try day("2026-07-08")
    let crowded = (0..<31).compactMap { number -> (residents: Int, day: Day)? in
      let day = period.start.adding(days: number)
      let there = Set(
        stays.filter { stay in
          (stay.interval.start.map { $0 <= day } ?? true)
            && (stay.interval.end.map { day < $0 } ?? true)
        }.map(\.person)
      ).count
      return there > (day >= licensed ? 3 : 4) ? (there, day) : nil
    }
    let found = Occupancy(
      of: address, network: network, period: period, unlicensed: 5
    ).worstDay
    let most = crowded.map(\.residents).max()
    #expect(found?.residents == most)
    #expect(found?.day == crowded.first { $0.residents == most }?.day)
    #expect(found?.licensed == found.flatMap { $0.day >= licensed ? 3 : nil })
  }

  @Test(
    "An account is called held only where a member or their company holds it",
    arguments: ["member", "company", "nobody"])
  func account(holder: String) throws {
    var builder = EvidenceBuilder()
    builder.record("S/account/1", .account, [.bankAccount: "000000 00000001"])
    builder.record("S/organisation/1", .organisation, [.organisationName: "Crews"])
    for number in 0..<4 {
      builder.person("S/nominal/\(number)", "Member\(number) Name\(number)")
      builder.link("S/nominal/\(number)", "S/account/1", .paid)
    }
    switch holder {
    case "member": builder.link("S/nominal/0", "S/account/1", .accountHolder)
    case "company":
      builder.link("S/nominal/0", "S/organisation/1", .director)
      builder.link("S/organisation/1", "S/account/1", .accountHolder)
    default: break
    }
    builder.subject("OCG-1", members: ["S/nominal/0", "S/nominal/1"])
    let prompt = try #require(
      release(try assess(builder.evidence())).positions.first?.prompts.first)
    #expect(prompt.words.contains("takes the pay of 4 people"))
    #expect(prompt.words.hasPrefix("an account held by a member") == (holder != "nobody"))
  }

  @Test("A house that thirty people passed through is still its landlord's, and no tenant's")
  func passedThrough() throws {
    var builder = EvidenceBuilder()
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma"] {
      builder.person("S/nominal/\(name)", name)
    }
    builder.link("S/nominal/Ada Alpha", "S/address/1", .landlord)
    for number in 0..<30 {
      let key = "S/nominal/tenant\(number)"
      builder.person(key, "Tenant\(number) Name\(number)")
      let from = try day("2026-01-01").adding(days: 9 * number)
      builder.link(
        key, "S/address/1", .resident,
        during: DayInterval(start: from, end: from.adding(days: 54)))
    }
    for name in ["Ben Beta", "Cyd Gamma"] {
      builder.link("S/nominal/\(name)", "S/address/1", .resident)
    }
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha"])
    builder.subject("OCG-2", members: ["S/nominal/Ben Beta", "S/nominal/Cyd Gamma"])
    let list = release(try assess(builder.evidence()))
    func prompts(of id: String) -> [Position.Prompt]? {
      list.positions.first { $0.id == id }?.prompts
    }
    #expect(list.hubs.map(\.why) == ["found: shared too widely"])
    let words = try #require(prompts(of: "OCG-1")?.first).words
    #expect(words.contains("8 residents in the period and no licence"))
    #expect(prompts(of: "OCG-2") == [])
  }

  /// A landlord of two houses, between which `moved` of five tenants moved.
  private func houses(moved: Int, overlap: Bool = false) throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    for house in ["1", "2"] {
      builder.record("S/address/\(house)", .address, [.addressLine: "\(house) Sample Street"])
      builder.link("S/nominal/1", "S/address/\(house)", .landlord)
    }
    for number in 0..<5 {
      let key = "S/nominal/tenant\(number)"
      builder.person(key, "Tenant\(number) Name\(number)")
      builder.link(
        key, "S/address/1", .resident,
        during: try stay("2026-07-01", number < moved ? "2026-08-01" : nil))
      guard number < moved else { continue }
      builder.link(
        key, "S/address/2", .resident,
        during: try stay(overlap ? "2026-07-20" : "2026-08-01", "2026-09-01"))
    }
    builder.subject("OCG-1", members: ["S/nominal/1", "S/nominal/2"])
    return builder
  }

  private func prompts(
    _ builder: EvidenceBuilder, _ policy: AssessmentPolicy = .standard
  ) throws -> [Position.Prompt] {
    try #require(try first(builder, policy)).prompts
  }

  private func first(
    _ builder: EvidenceBuilder, _ policy: AssessmentPolicy = .standard
  ) throws -> Position? {
    var quick = policy
    quick.stability.replicates = 0
    return release(try assess(builder.evidence(), policy: quick)).positions.first
  }

  @Test("Who left one house of a landlord before coming to another was moved, with others")
  func movedResidents() throws {
    func houses(_ moved: Int, overlap: Bool = false) throws -> [String] {
      try prompts(self.houses(moved: moved, overlap: overlap)).filter { $0.kind == "movement" }
        .map(\.words)
    }
    let found = try houses(3)
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.contains(": 3 people lived there and, before or after,") })
    #expect(try houses(2).isEmpty)
    // Two addresses at once are a register that lags, not a move.
    #expect(try houses(3, overlap: true).isEmpty)
  }

  @Test("Days on which a car was seen in two force areas count, by the policy", arguments: 3...6)
  func crossings(days: Int) throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.record("S/vehicle/1", .vehicle, [.registration: "QZ10 AAA"])
    builder.link("S/nominal/1", "S/vehicle/1", .keeper)
    for (site, area) in [("norfolk", "E23000024"), ("lincolnshire", "E23000020")] {
      builder.record(
        "S/area/\(site)", .area, [.title: site, .forceArea: area], normal: [.forceArea: area])
      for number in 0..<(site == "norfolk" ? 9 : days) {
        let day = try day("2026-08-0\(number + 1)")
        builder.link("S/vehicle/1", "S/area/\(site)", .sighted, during: DayInterval(on: day))
      }
    }
    builder.subject("OCG-1", members: ["S/nominal/1"])
    let position = try #require(try first(builder))
    #expect(position.prompts.count == (days >= 5 ? 1 : 0))
    if let prompt = position.prompts.first {
      #expect(prompt.words.contains("on \(days) days of the period, in Lincolnshire, Norfolk "))
    }
    // Who drives past a camera does nothing there.
    #expect(position.reach.forces.isEmpty)
  }

  @Test("A telephone that five others gave as theirs is a prompt, one of four is none")
  func sharedTelephone() throws {
    func found(others: Int) throws -> [Position.Prompt] {
      var builder = EvidenceBuilder()
      builder.person("S/nominal/1", "Ada Alpha")
      builder.record("S/phone/1", .phone, [.phoneNumber: "07700900001"])
      builder.link("S/nominal/1", "S/phone/1", .subscriber)
      for number in 0..<others {
        builder.person("S/nominal/other\(number)", "Other\(number) Name\(number)")
        builder.link("S/nominal/other\(number)", "S/phone/1", .user)
      }
      builder.subject("OCG-1", members: ["S/nominal/1"])
      return try prompts(builder)
    }
    #expect(try found(others: 4).isEmpty)
    let prompt = try #require(try found(others: 5).first)
    #expect(prompt.kind == "contact" && prompt.words.contains(": 5 people beside the members"))
  }

  @Test("Movement and contact are shown and give no points; thresholds are the policy's")
  func noPoints() throws {
    let builder = try houses(moved: 4)
    var policy = AssessmentPolicy.standard
    let shown = try #require(try first(builder, policy))
    policy.indicators.movedResidents = 5
    let hidden = try #require(try first(builder, policy))
    #expect(shown.prompts.count == hidden.prompts.count + 2)
    #expect(shown.contributions == hidden.contributions)
    policy.indicators.unlicensedOccupants = 9
    #expect(try prompts(builder, policy).isEmpty)
  }
}
