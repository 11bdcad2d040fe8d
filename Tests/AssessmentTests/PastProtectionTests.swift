import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What must stay hidden in a list of a past period about people whom later evidence protects.
@Suite("Victim shield in past periods")
struct PastProtectionTests {
  private let later = DayInterval(start: Day(iso: "2026-08-01"), end: nil)

  /// All that is released for the second quarter of 2026, with what the first position rests on.
  private func past(_ builder: EvidenceBuilder) throws -> String {
    let assessment = try assess(builder.evidence(), period: "2026-Q2")
    let explained = assessment.release(
      ofPosition: "OCG-1", explained: true, title: "t", recipient: "r", engineVersion: "0",
      runDigest: "00")
    return "\(release(assessment)) \(String(describing: explained))"
  }

  @Test(
    "A thing that is a shielded person's by later evidence alone is not shown, its id neither",
    arguments: 0..<8, [true, false])
  func laterThings(number: Int, isCompanys: Bool) throws {
    let (kind, feature, type) = ProtectionTests.things[number]
    var builder = try ProtectionTests().world()
    builder.record("S/thing/1", kind, [feature: "HIDDEN-PLACE"])
    builder.link("S/nominal/Dee Delta", "S/thing/1", type, during: later)
    if isCompanys {
      // Known then, but through a company that nobody named in intelligence controls.
      builder.record("S/organisation/9", .organisation, [.organisationName: "Sample Trust"])
      builder.link("S/organisation/9", "S/thing/1", .manager)
    }
    let evidence = builder.evidence()
    let record = try #require(evidence.records.firstIndex { $0.key == "S/thing/1" })
    let resolution = Linker.resolve(evidence)
    let id = resolution.entities[resolution.entityOfRecord[record]].id
    let text = try past(builder)
    #expect(!text.contains("HIDDEN-PLACE"))
    #expect(!text.contains("\"\(id.text)\""))
  }

  @Test("People and things that came in later are not in the network of a past period")
  func laterEntities() throws {
    var builder = try ProtectionTests().world()
    builder.person("S/nominal/new", "Gil Eta")
    builder.record("S/address/new", .address, [.addressLine: "3 Sample Street"])
    builder.link("S/nominal/new", "S/address/new", .resident, during: later)
    func labels(_ period: String) throws -> [String] {
      release(try assess(builder.evidence(), period: period)).network.nodes.map(\.label)
    }
    #expect(Set(try labels("2026-Q3")).isSuperset(of: ["Gil Eta", "3 Sample Street", "Ben Beta"]))
    #expect(Set(try labels("2026-Q2")).isDisjoint(with: ["Gil Eta", "3 Sample Street"]))
    #expect(try labels("2026-Q2").contains("Ben Beta"))
  }

  @Test("The counts of a release are those of what it shows and of what was known")
  func counts() throws {
    var builder = try ProtectionTests().world()
    builder.record("S/address/new", .address, [.addressLine: "3 Sample Street"])
    builder.link("S/nominal/Dee Delta", "S/address/new", .resident)
    builder.report("S/late", "1A", entered: Day(iso: "2026-09-01"))
    func counts(_ period: String) throws -> [Int] {
      let result = release(try assess(builder.evidence(), period: period))
      let counts = result.header.counts
      #expect(counts.entities == result.network.nodes.count)
      #expect(counts.links == result.network.links.count)
      return [counts.records, counts.entities, counts.links, counts.reports]
    }
    // Four people, the referral and the house, of which three people and two links are open.
    #expect(try counts("2026-Q3") == [6, 3, 2, 3])
    // Without the reports, Cyd Gamma is not known of, and the other two by the master list alone.
    #expect(try counts("2026-Q2") == [5, 2, 0, 0])
  }

  @Test(
    "Whoever was born after a past period, or was a child then or is one now, is shielded in it",
    arguments: [
      ("2026-07-15", true), ("2026-06-01", true), ("2008-07-10", true), ("2008-08-02", true),
      ("2008-06-30", false),
    ])
  func children(born: String, isShielded: Bool) throws {
    var builder = try ProtectionTests().world()
    builder.person("S/nominal/child", "Flo Zeta", born: born)
    builder.link("S/nominal/child", "S/nominal/Ada Alpha", .associate, role: .suspect)
    #expect(try past(builder).contains("Flo Zeta") != isShielded)
  }

  @Test("A past period shields whoever may be a shielded person, and nobody one step further")
  func oneStep() throws {
    var builder = try ProtectionTests().world()
    builder.record("T/nominal/1", .nominal, [.name: "dee delta", .alias: "zed omega"])
    builder.record("U/nominal/1", .nominal, [.name: "zed omega", .alias: "kit kappa"])
    for key in ["T/nominal/1", "U/nominal/1"] {
      builder.link(key, "S/nominal/Ada Alpha", .associate)
    }
    let evidence = builder.evidence()
    let record = try #require(evidence.records.firstIndex { $0.key == "U/nominal/1" })
    let near = try #require(evidence.records.firstIndex { $0.key == "T/nominal/1" })
    for period in ["2026-Q2", "2026-Q3"] {
      let assessment = try assess(evidence, period: period)
      let entities = assessment.network.resolution.entityOfRecord
      try #require(entities[record] != entities[near])
      #expect(assessment.shield.isShielded[entities[near]], "\(period)")
      #expect(!assessment.shield.isShielded[entities[record]], "\(period)")
    }
  }

  @Test("A title that names somebody who came in later as a victim is withheld from every list")
  func laterNames() throws {
    var builder = try ProtectionTests().world()
    builder.person("S/nominal/new", "Gil Eta")
    builder.link(
      "S/nominal/new", "S/event/1", .involved, role: .victim, during: later)
    builder.subject("OCG-9", members: ["S/nominal/Ada Alpha"], title: "ETA, Gil")
    #expect(try !past(builder).contains("ETA, Gil"))
    let comparison = try PeriodComparison(
      evidence: builder.evidence(), from: try #require(Period("2026-Q1")),
      to: try #require(Period("2026-Q2")), policies: (.standard, .standard), workers: 1
    ) { Linker.resolve($0) }
    #expect(comparison.changes.contains { $0.id == "OCG-9" })
    #expect(!"\(comparison)".contains("ETA, Gil"))
  }
}
