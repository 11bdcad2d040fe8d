import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Segments of the chain") struct SegmentTests {
  /// A planted chain: recruited by an advert in Norfolk, driven to Cambridgeshire, housed in Lincolnshire,
  /// supplied by a company of Cambridgeshire, and money without a place.
  private func chain(_ leaveOut: String = "") -> Evidence {
    var builder = EvidenceBuilder()
    builder.group(
      "A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "2026-08-01"))
    builder.subject("ML-1", members: (0..<3).map { "S/nominal/A\($0)" })
    let day = Day(iso: "2026-07-10").map { DayInterval(on: $0) } ?? .unknown
    func place(_ key: String, _ kind: Entity.Kind, _ name: String, _ force: String) {
      builder.record(
        key, kind, [.addressLine: name, .title: name, .forceArea: force],
        normal: [.forceArea: force])
    }
    if leaveOut != "recruitment" {
      builder.record("S/phone/1", .phone, [.phoneNumber: "07700 900001"])
      place("S/advert/1", .event, "AD-1", "E23000024")
      builder.link("S/nominal/A0", "S/phone/1", .subscriber, source: "COMMS/phones.csv")
      builder.link("S/phone/1", "S/advert/1", .involved, during: day, source: "WEB/adverts.csv")
    }
    if leaveOut != "transport" {
      builder.record("S/vehicle/1", .vehicle, [.registration: "QZ12AAB"])
      place("S/address/farm", .address, "1 Farm Sample", "E23000023")
      builder.link("S/nominal/A1", "S/vehicle/1", .keeper, source: "DVLA/keepers.csv")
      builder.link(
        "S/vehicle/1", "S/address/farm", .sighted, during: day, source: "ANPR/seen.csv")
      // A camera by the road shows no place.
      place("S/area/road", .area, "A17 Sample", "E23000025")
      builder.link("S/vehicle/1", "S/area/road", .sighted, during: day, source: "ANPR/road.csv")
    }
    if leaveOut != "accommodation" {
      place("S/address/house", .address, "2 House Sample", "E23000020")
      builder.link("S/nominal/A2", "S/address/house", .landlord, source: "COUNCIL/houses.csv")
    }
    if leaveOut != "labour supply" {
      builder.record("S/organisation/1", .organisation, [.organisationName: "Sample Crews"])
      builder.record("S/organisation/2", .organisation, [.organisationName: "Sample Farm"])
      place("S/address/office", .address, "3 Office Sample", "E23000023")
      builder.link("S/nominal/A0", "S/organisation/1", .director, source: "COMPANIES/c.csv")
      builder.link(
        "S/organisation/1", "S/organisation/2", .suppliesLabour, during: day,
        source: "LABOUR/supply.csv")
      builder.link(
        "S/organisation/2", "S/address/office", .resident, source: "COMPANIES/c.csv")
    }
    if leaveOut != "money" {
      builder.record("S/account/1", .account, [.bankAccount: "account 1"])
      builder.record("S/account/2", .account, [.bankAccount: "account 2"])
      builder.record("S/organisation/3", .organisation, [.organisationName: "Sample Holding"])
      builder.link("S/nominal/A0", "S/organisation/3", .director, source: "COMPANIES/c.csv")
      builder.link("S/organisation/3", "S/account/1", .accountHolder, source: "BANK/holders.csv")
      // A person's own account shows nothing.
      builder.link("S/nominal/A0", "S/account/2", .accountHolder, source: "BANK/own.csv")
    }
    return builder.evidence()
  }

  private func segments(_ evidence: Evidence) throws -> [Position.Segment] {
    try #require(try assess(evidence).positions.first { $0.id == "ML-1" }).segments
  }

  private func told(_ segments: [Position.Segment]) -> [String] {
    segments.map { "\($0.function.rawValue) \($0.force?.name ?? "-")" }
  }

  @Test("Every segment of a planted chain is recovered, on its side of the force borders")
  func whole() throws {
    let found = try segments(chain())
    #expect(
      told(found) == [
        "recruitment Norfolk", "transport Cambridgeshire", "transport -",
        "accommodation Lincolnshire", "labour supply Cambridgeshire", "money -",
      ])
    #expect(found.map(\.function.isUpstream) == [true, true, true, false, false, false])
    #expect(
      found.map { $0.rows.map(\.file) } == [
        ["adverts.csv"], ["seen.csv"], ["keepers.csv"], ["houses.csv"], ["supply.csv"],
        ["holders.csv"],
      ])
    #expect(
      Position.Segment.summary(of: found)
        == "Upstream (recruitment, transport) in Cambridgeshire, Norfolk; downstream "
        + "(accommodation, labour supply, money) in Lincolnshire, Cambridgeshire: on several sides of "
        + "force and regional borders.")
  }

  @Test(
    "A segment that is left out is not told, and the others are",
    arguments: Position.Segment.Function.allCases)
  func without(function: Position.Segment.Function) throws {
    let found = try segments(chain(function.rawValue))
    #expect(
      Set(found.map(\.function)) == Set(Position.Segment.Function.allCases).subtracting([function]))
  }

  @Test("What is a shielded person's is no part of a segment")
  func shielded() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "2026-08-01"))
    builder.subject("ML-1", members: (0..<3).map { "S/nominal/A\($0)" })
    builder.record("S/account/1", .account, [.bankAccount: "account 1"])
    builder.person("S/nominal/victim", "Vera Shielded")
    builder.link("S/nominal/victim", "S/nominal/A0", .associate, role: .potentialVictim)
    builder.record("S/organisation/3", .organisation, [.organisationName: "Sample Holding"])
    builder.link("S/nominal/A0", "S/organisation/3", .director, source: "COMPANIES/c.csv")
    builder.link("S/nominal/A0", "S/account/1", .accountHolder, source: "BANK/own.csv")
    builder.link("S/organisation/3", "S/account/1", .accountHolder, source: "BANK/holders.csv")
    for _ in 0..<4 {
      builder.link("S/nominal/victim", "S/account/1", .paid, source: "PAY/wages.csv")
    }
    let found = try segments(builder.evidence())
    #expect(found.map(\.statements) == [1])
    #expect(found.flatMap(\.rows).map(\.file) == ["holders.csv"])
  }

  @Test("Without a place on either side nothing is said of borders")
  func noPlace() throws {
    let found = try segments(chain()).filter { $0.force == nil }
    #expect(found.count == 2 && Position.Segment.summary(of: found) == nil)
  }
}
