import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What must stay hidden about people under the victim shield.
@Suite("Victim shield")
struct ProtectionTests {
  /// A subject of three suspects, and Dee Delta, whom a register calls a potential victim.
  func world() throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta"] {
      builder.person("S/nominal/\(name)", name)
    }
    for (number, other) in ["Ben Beta", "Cyd Gamma"].enumerated() {
      builder.report("S/R\(number)", "1A", entered: day)
      builder.link(
        "S/nominal/Ada Alpha", "S/nominal/\(other)", .associate, role: .suspect,
        report: "S/R\(number)")
    }
    builder.record("S/event/1", .event, [.title: "Referral"])
    builder.link("S/nominal/Dee Delta", "S/event/1", .involved, role: .potentialVictim)
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
    return builder
  }

  private func text(_ builder: EvidenceBuilder) throws -> String {
    let assessment = try assess(builder.evidence())
    let explained = assessment.release(
      ofPosition: "OCG-1", explained: true, title: "t", recipient: "r", engineVersion: "0",
      runDigest: "00")
    return "\(release(assessment)) \(String(describing: explained))"
  }

  static let things: [(kind: Entity.Kind, feature: Feature.Name, type: LinkType)] = [
    (.address, .addressLine, .resident), (.vehicle, .registration, .keeper),
    (.phone, .phoneNumber, .user), (.email, .emailAddress, .user),
    (.account, .bankAccount, .accountHolder), (.event, .title, .involved),
    (.object, .title, .involved), (.organisation, .organisationName, .director),
  ]

  @Test(
    "A thing that only a shielded person is linked to is shown nowhere; with an open person it is",
    arguments: 0..<8)
  func thingsOfShieldedPeople(number: Int) throws {
    let (kind, feature, type) = Self.things[number]
    var builder = try world()
    builder.record("S/thing/1", kind, [feature: "HIDDEN-PLACE"])
    builder.link("S/nominal/Dee Delta", "S/thing/1", type)
    #expect(try !text(builder).contains("HIDDEN-PLACE"))
    builder.link("S/nominal/Ben Beta", "S/thing/1", type)
    #expect(try text(builder).contains("HIDDEN-PLACE"))
  }

  @Test("An official who dealt with a thing does not show it", arguments: [true, false])
  func officials(isRole: Bool) throws {
    var builder = try world()
    builder.person("S/nominal/officer", "Eve Epsilon")
    builder.record("S/event/2", .event, [.title: "HIDDEN-PLACE"])
    builder.link("S/nominal/Dee Delta", "S/event/2", .involved, role: .victim)
    if isRole {
      builder.link("S/nominal/officer", "S/event/2", .involved, role: .professional)
    } else {
      builder.link("S/nominal/officer", "S/event/2", .investigated)
    }
    #expect(try !text(builder).contains("HIDDEN-PLACE"))
  }

  @Test(
    "A company shows what it controls only where somebody named in intelligence controls it",
    arguments: ["nobody", "Eve Epsilon", "Ben Beta"])
  func companies(director: String) throws {
    var builder = try world()
    builder.person("S/nominal/Eve Epsilon", "Eve Epsilon")
    builder.record("S/organisation/1", .organisation, [.organisationName: "Sample Trust"])
    for (key, kind, feature, type) in [
      ("S/account/1", Entity.Kind.account, Feature.Name.bankAccount, LinkType.accountHolder),
      ("S/address/1", .address, .addressLine, .manager),
    ] {
      builder.record(key, kind, [feature: "HIDDEN-\(kind.rawValue)"])
      builder.link("S/organisation/1", key, type)
      builder.link("S/nominal/Dee Delta", key, kind == .account ? .paid : .resident)
    }
    if director != "nobody" {
      builder.link("S/nominal/\(director)", "S/organisation/1", .director)
    }
    let text = try text(builder)
    for kind in [Entity.Kind.account, .address] {
      #expect(text.contains("HIDDEN-\(kind.rawValue)") == (director == "Ben Beta"))
    }
  }

  @Test(
    "Where something happened to shielded people alone is not shown, where an open person was is",
    arguments: ["", "event", "address"])
  func placesOfEvents(open: String) throws {
    var builder = try world()
    builder.record("S/address/1", .address, [.addressLine: "HIDDEN-PLACE"])
    builder.record("S/event/quiet", .event, [.title: "Patrol"])
    builder.record("S/event/2", .event, [.title: "Theft"])
    builder.link("S/event/1", "S/address/1", .occurredAt)
    builder.link("S/event/quiet", "S/address/1", .occurredAt)
    if open == "event" {
      builder.link("S/event/2", "S/address/1", .occurredAt)
      builder.link("S/nominal/Ben Beta", "S/event/2", .involved, role: .suspect)
    } else if open == "address" {
      builder.link("S/nominal/Ben Beta", "S/address/1", .resident)
    }
    #expect(try text(builder).contains("HIDDEN-PLACE") == !open.isEmpty)
  }

  @Test("A prompt about a place that may not be shown says that it is withheld")
  func promptLabels() throws {
    var builder = try world()
    builder.record("S/organisation/1", .organisation, [.organisationName: "Dee Delta Crews"])
    builder.record("S/organisation/2", .organisation, [.organisationName: "Client"])
    builder.link("S/nominal/Ben Beta", "S/organisation/1", .director)
    builder.link(
      "S/organisation/1", "S/organisation/2", .suppliesLabour,
      during: DayInterval(start: Day(iso: "2026-07-10"), end: nil))
    let first = try #require(release(try assess(builder.evidence())).positions.first)
    let prompt = try #require(first.prompts.first)
    #expect(prompt.kind == "labour")
    #expect(prompt.words.hasPrefix("withheld (victim shield): 1 of 1 labour supplies"))
    #expect(try !text(builder).contains("Dee Delta"))
  }

  @Test(
    "Whoever is under eighteen by any date of birth when the data end is shielded",
    arguments: [
      ("2008-08-01", false), ("2008-08-02", true), ("2020-01-01", true), ("2026-08-02", false),
      ("1990-05-06", false),
    ])
  func children(born: String, isShielded: Bool) throws {
    var builder = try world()
    builder.person("S/nominal/child", "Flo Zeta", born: born)
    builder.link("S/nominal/child", "S/nominal/Ada Alpha", .associate, role: .suspect)
    #expect(try text(builder).contains("Flo Zeta") != isShielded)
  }

  @Test(
    "Of a year or an age alone, what it leaves open counts",
    arguments: [
      ("2008", true), ("2007", false), ("aged 17", true), ("aged 18", false), ("unknown", false),
      ("c. 2008", true), ("circa 2008", true), ("born 2008", true), ("c. 2007", false),
      ("aged 16-30", true), ("aged 19-30", false),
    ])
  func childrenInPart(born: String, isShielded: Bool) throws {
    var builder = try world()
    builder.record("S/nominal/child", .nominal, [.name: "flo zeta"])
    builder.link("S/nominal/child", "S/nominal/Ada Alpha", .associate)
    var evidence = builder.evidence()
    let record = try #require(evidence.records.firstIndex { $0.key == "S/nominal/child" })
    evidence.records[record].features.append(
      Feature(name: .dateOfBirth, raw: born, value: nil))
    let resolution = Linker.resolve(evidence)
    let day = try #require(Day(iso: "2026-08-01"))
    let protected = ProtectedRecords(evidence, resolution: resolution, on: day)
    #expect(protected.people.contains(record) == isShielded)
  }

  @Test(
    "An identifier shared with a shielded person shields, another one does not",
    arguments: [Feature.Name.nationalInsuranceNumber, .pncID, .travelDocument], [true, false])
  func sharedIdentifier(feature: Feature.Name, isShared: Bool) throws {
    var builder = try world()
    builder.record(
      "T/nominal/1", .nominal, [.name: "dee delta", feature: "number one"])
    builder.link("T/nominal/1", "S/event/1", .involved, role: .potentialVictim)
    builder.record(
      "T/nominal/2", .nominal,
      [.name: "someone else", feature: isShared ? "number one" : "number two"])
    builder.link("T/nominal/2", "S/nominal/Ada Alpha", .associate, role: .suspect)
    #expect(try text(builder).contains("\"someone else\"") != isShared)
  }

  @Test("A title that names a shielded person is withheld, in the list and in findings")
  func titles() throws {
    var builder = try world()
    builder.subject(
      "OCG-2", members: ["S/nominal/Ada Alpha"], title: "DELTA, Dee and others", owner: nil)
    let result = release(try assess(builder.evidence()))
    let position = try #require(result.positions.first { $0.id == "OCG-2" })
    #expect(position.title == "withheld (victim shield)")
    let finding = try #require(result.findings.first { $0.subject == "OCG-2" })
    #expect(finding.title == "withheld (victim shield)")
  }

  @Test("A title of one word that is a shielded person's other name is withheld")
  func oneWord() throws {
    var builder = try world()
    builder.record(
      "S/nominal/Dee Delta", .nominal, [.name: "dee delta", .alias: "zuza"])
    builder.subject("OCG-2", members: ["S/nominal/Ada Alpha"], title: "Zuza")
    builder.subject("OCG-3", members: ["S/nominal/Ada Alpha"], title: "Zuzana")
    let positions = release(try assess(builder.evidence())).positions
    #expect(positions.first { $0.id == "OCG-2" }?.title == "withheld (victim shield)")
    #expect(positions.first { $0.id == "OCG-3" }?.title == "Zuzana")
  }

  @Test("A Priority Individual under the shield has no position")
  func priorityIndividual() throws {
    var builder = try world()
    builder.subject("PI-1", members: ["S/nominal/Dee Delta"], kind: .priorityIndividual)
    builder.subject("PI-2", members: ["S/nominal/Cyd Gamma"], kind: .priorityIndividual)
    let ids = release(try assess(builder.evidence())).positions.map(\.id)
    #expect(!ids.contains("PI-1"))
    #expect(ids.contains("PI-2"))
  }

  @Test(
    "A due review of an entry about shielded people alone is told by number, its id and title nowhere",
    arguments: [Subject.Kind.priorityIndividual, .ocg, .vulnerability], [1, 3])
  func dueReviews(kind: Subject.Kind, entries: Int) throws {
    var builder = try world()
    for number in 0..<entries {
      builder.person("S/nominal/victim\(number)", "Vic\(number) Victim\(number)")
      builder.link("S/nominal/victim\(number)", "S/event/1", .involved, role: .victim)
      builder.subject(
        "HIDDEN-ID-\(number)", members: ["S/nominal/victim\(number)"], kind: kind,
        title: "HIDDEN-TITLE", owner: nil, due: Day(iso: "2026-01-01"))
    }
    builder.subject("PI-2", members: ["S/nominal/Cyd Gamma"], kind: .priorityIndividual, owner: nil)
    let result = release(try assess(builder.evidence()))
    #expect(!"\(result)".contains("HIDDEN-"))
    let told = result.findings.compactMap { finding in
      finding.withheld.map { "\(finding.kind.rawValue) \(finding.subject) \($0)" }
    }
    let count = entries == 3 ? "3" : "fewer than 3"
    #expect(
      told == [
        "overdue withheld (victim shield) \(count)", "unowned withheld (victim shield) \(count)",
      ])
    #expect(result.findings.contains { $0.subject == "PI-2" && $0.withheld == nil })
  }

  @Test("An entry of which nothing was found says so, and is listed")
  func nothingFound() throws {
    var builder = try world()
    builder.subject("OCG-2", members: [])
    let position = try #require(
      release(try assess(builder.evidence())).positions.first { $0.id == "OCG-2" })
    #expect(position.caveats.contains("no member could be found in the imported records"))
  }
}
