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
    let found = Occupancy(of: address, network: network, period: period).worstDay
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
}
