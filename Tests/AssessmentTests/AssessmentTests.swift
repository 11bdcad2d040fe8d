import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Assessment")
struct AssessmentTests {
  @Test("An empty case is refused with what to do next")
  func empty() throws {
    #expect(throws: AssessmentError.noEvidence) { try assess(Evidence()) }
  }

  @Test(
    "Contributions sum exactly to the points of every position", arguments: 0..<20 as Range<UInt64>)
  func exactSums(seed: UInt64) throws {
    let positions = release(try assess(RandomEvidence(seed: seed).evidence)).positions
    #expect(positions.count >= 4)
    for position in positions {
      #expect(position.contributions.reduce(0) { $0 + $1.points } == position.points)
    }
    for (a, b) in zip(positions, positions.dropFirst()) {
      #expect(a.points >= b.points)
      #expect((a.points == b.points) == (a.rank == b.rank))
    }
  }

  @Test(
    // A thousand networks and the bytes of every product: Benchmarks/Peers/check_gate.py.
    "No name or id of a shielded person is anywhere in a release, nor in one of a past period",
    arguments: 0..<10 as Range<UInt64>)
  func shield(seed: UInt64) throws {
    let random = RandomEvidence(seed: seed, isDated: seed % 2 == 1)
    let resolution = Linker.resolve(random.evidence)
    #expect(!random.shieldedKeys.isEmpty || seed != 0)
    var plain = AssessmentPolicy.standard
    plain.stability.replicates = 0
    for period in seed % 2 == 1 ? ["2026-Q2", "2026-Q3"] : ["2026-Q3"] {
      let assessment = try assess(
        random.evidence, period: period, policy: period == "2026-Q2" ? plain : nil)
      let list = release(assessment)
      let first = try #require(list.positions.first).id
      let explanation = try #require(
        assessment.release(
          ofPosition: first, explained: true, title: "t", recipient: "r", engineVersion: "0",
          runDigest: "00")?.explanation)
      let text = "\(list) \(explanation)"
      for key in random.shieldedKeys {
        let record = try #require(random.evidence.records.firstIndex { $0.key == key })
        let entity = resolution.entities[resolution.entityOfRecord[record]]
        #expect(!text.contains(entity.label), "name of \(key) in \(period)")
        #expect(!text.contains(entity.id.text), "id of \(key) in \(period)")
        #expect(!text.contains("\(key)\""), "record \(key) in \(period)")
      }
    }
  }

  @Test("A shielded person is counted where exploited and still shielded when also a suspect")
  func suspectAndVictim() throws {
    var builder = EvidenceBuilder()
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta"] {
      builder.person("S/nominal/\(name)", name)
    }
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    builder.report("S/R1", "1A")
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma"] {
      builder.link("S/nominal/\(name)", "S/address/1", .manager, role: .suspect, report: "S/R1")
    }
    builder.link("S/nominal/Dee Delta", "S/address/1", .resident, role: .potentialVictim)
    builder.link(
      "S/nominal/Dee Delta", "S/nominal/Ada Alpha", .associate, role: .suspect, report: "S/R1")
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Dee Delta"])
    let result = release(try assess(builder.evidence()))
    let first = try #require(result.positions.first)
    #expect("\(result.header.counts.shieldedPeople)" == "fewer than 3")
    #expect(first.members.map(\.label).sorted() == ["Ada Alpha", "Ben Beta", "Cyd Gamma"])
    let exploitation = try #require(
      first.contributions.first { $0.name == "Possible exploitation" })
    #expect(exploitation.points > 0)
    #expect(!"\(result)".contains("Dee Delta"))
  }

  @Test("A record that may be a shielded person under another system is shielded too")
  func possiblySame() throws {
    var builder = EvidenceBuilder()
    builder.person("A/nominal/1", "Dee Delta", born: "1990-05-06")
    builder.person("B/nominal/2", "Dee Delta")
    builder.person("C/nominal/3", "Dee Delta", born: "1990-06-05")
    builder.person("D/nominal/4", "Dee Delta", born: "1971-11-23")
    builder.person("E/nominal/5", "Di Delta", born: "1990-05-06")
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    for key in ["A/nominal/1", "B/nominal/2", "C/nominal/3", "D/nominal/4", "E/nominal/5"] {
      builder.link(key, "S/address/1", .resident, role: key == "A/nominal/1" ? .victim : nil)
    }
    let evidence = builder.evidence()
    let resolution = Linker.resolve(evidence)
    let period = try #require(Period("2026-Q3"))
    let shield = Shield(
      network: Network(
        evidence: evidence, resolution: resolution,
        strength: LinkStrength(policy: .standard, period: period)), on: period.end)
    let open = evidence.records.indices.filter {
      evidence.records[$0].kind == .nominal && !shield.isShielded[resolution.entityOfRecord[$0]]
    }.map { evidence.records[$0].key }
    #expect(open == ["D/nominal/4"])
  }

  @Test("Twelve unrelated tenants move no subject and make no links among themselves")
  func tenants() throws {
    func build(tenants: Int) -> Evidence {
      var builder = EvidenceBuilder()
      builder.record("S/address/hmo", .address, [.uprn: "999000000001", .licensedMaximum: "20"])
      for group in 0..<3 {
        builder.report("S/R\(group)", "1B")
        for member in 0..<4 {
          builder.person("S/nominal/\(group)-\(member)", "Member\(member) Of\(group)")
          if member > 0 {
            builder.link(
              "S/nominal/\(group)-0", "S/nominal/\(group)-\(member)", .associate, role: .suspect,
              report: "S/R\(group)")
          }
        }
        builder.subject("OCG-\(group)", members: (0..<4).map { "S/nominal/\(group)-\($0)" })
      }
      builder.link("S/nominal/0-0", "S/address/hmo", .landlord)
      builder.link("S/nominal/0-1", "S/address/hmo", .manager)
      for tenant in 0..<tenants {
        builder.person("T/nominal/\(tenant)", "Tenant\(tenant) Name\(tenant)")
        builder.link("T/nominal/\(tenant)", "S/address/hmo", .resident)
      }
      return builder.evidence()
    }
    let before = try assess(build(tenants: 0))
    let after = try assess(build(tenants: 12))
    #expect(after.reading.projection.pairs.count == before.reading.projection.pairs.count)
    #expect(release(after).positions.map(\.id) == release(before).positions.map(\.id))
    #expect(release(after).positions.map(\.points) == release(before).positions.map(\.points))
  }

  @Test("A declared hub links nobody, and what it would have linked is shown")
  func declaredHub() throws {
    var builder = EvidenceBuilder()
    builder.record(
      "S/organisation/1", .organisation, [.organisationName: "Bureau", .hub: "payroll bureau"])
    for number in 0..<4 {
      builder.person("S/nominal/\(number)", "Clerk\(number) Name\(number)")
      builder.link("S/nominal/\(number)", "S/organisation/1", .director)
    }
    let assessment = try assess(builder.evidence())
    #expect(assessment.reading.projection.pairs.isEmpty)
    let hub = try #require(release(assessment).hubs.first)
    #expect(hub.why == "declared: payroll bureau")
    #expect(hub.people == 4)
    #expect(hub.pairsBefore == 6)
    #expect(hub.pairsAfter == 0)
  }

  @Test("People at one address at different times are not linked")
  func overlappingOccupancy() throws {
    func pairs(_ second: DayInterval) throws -> Int {
      var builder = EvidenceBuilder()
      builder.record("S/address/1", .address, [.uprn: "999000000001"])
      for (key, stay) in [
        ("S/nominal/1", DayInterval(start: Day(number: 100), end: Day(number: 200))),
        ("S/nominal/2", second),
      ] {
        builder.person(key, "Some \(key)")
        builder.link(key, "S/address/1", .resident, during: stay)
      }
      return try assess(builder.evidence()).reading.projection.pairs.count
    }
    #expect(try pairs(DayInterval(start: Day(number: 200), end: Day(number: 300))) == 0)
    #expect(try pairs(DayInterval(start: Day(number: 199), end: Day(number: 300))) == 1)
    #expect(try pairs(.unknown) == 1)
  }

  @Test("Two copies of one report count once; two reports make a link stronger")
  func copies() throws {
    func strength(references: [String]) throws -> (Double, Int) {
      var builder = EvidenceBuilder()
      builder.person("S/nominal/1", "Ada Alpha")
      builder.person("S/nominal/2", "Ben Beta")
      for (number, reference) in references.enumerated() {
        builder.report("SYS\(number)/R", "2B", reference: reference)
        builder.link("S/nominal/1", "S/nominal/2", .associate, report: "SYS\(number)/R")
      }
      let link = try #require(try assess(builder.evidence()).network.links.first)
      return (link.strength, link.support)
    }
    #expect(try strength(references: ["L1"]).0 == strength(references: ["L1", "L1"]).0)
    #expect(try strength(references: ["L1", "L1"]).1 == 1)
    let two = try strength(references: ["L1", "L2"])
    // 2B is worth 0.7: 1 - 0.3 * 0.3.
    #expect(abs(two.0 - 0.91) < 1e-12)
    #expect(two.1 == 2)
  }

  @Test(
    "Equal evidence gives equal releases at any number of workers",
    arguments: 0..<5 as Range<UInt64>)
  func workers(seed: UInt64) throws {
    let evidence = RandomEvidence(seed: seed, people: 120).evidence
    let one = "\(release(try assess(evidence, workers: 1)))"
    let two = "\(release(try assess(evidence, workers: 2)))"
    #expect(one == two)
  }

  @Test("Uncovered days agree with counting them one by one", arguments: 0..<60 as Range<UInt64>)
  func licenceGaps(seed: UInt64) {
    let random = SeededNumbers(seed: seed)
    let licences = (0..<3).map { number -> DayInterval in
      let start = random.below(60, at: UInt64(number * 2))
      let length = random.below(30, at: UInt64(number * 2 + 1))
      return DayInterval(
        start: number == 2 && start % 3 == 0 ? nil : Day(number: Int32(start)),
        end: Day(number: Int32(start + length)))
    }
    let counted = (10..<70).filter { day in
      !licences.contains { licence in
        (licence.start.map { Int($0.number) <= day } ?? true)
          && (licence.end.map { day < Int($0.number) } ?? true)
      }
    }.count
    #expect(
      PromptFinder.daysUncovered(
        from: Day(number: 10), to: Day(number: 70), licences) == counted)
  }

  @Test("A report counts on every day it speaks of, before and after a disruption")
  func reportDays() throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    builder.subject("OCG-1", members: ["S/nominal/1"], due: Day(iso: "2026-12-01"))
    builder.disruption("OCG-1", on: try #require(Day(iso: "2026-08-01")), .major)
    for (report, days) in [("S/R1", ["2026-07-20", "2026-08-20"]), ("S/R2", ["2026-08-21"])] {
      builder.report(report, "2B", entered: Day(iso: "2026-08-25"))
      for day in days {
        builder.link(
          "S/nominal/1", "S/nominal/2", .associate, role: .suspect,
          during: DayInterval(on: try #require(Day(iso: day))), report: report)
      }
    }
    let finding = try #require(release(try assess(builder.evidence())).findings.first)
    #expect(finding.kind == .majorButUnchanged)
    #expect(finding.detail.hasSuffix("1 reports in the 90 days before, 2 after"))
  }

  @Test("The review clock finds every late, unowned, reopened or undisturbed subject and no other")
  func reviewClock() throws {
    var builder = EvidenceBuilder()
    let early = try #require(Day(iso: "2026-06-01"))
    let late = try #require(Day(iso: "2026-12-01"))
    let inside = try #require(Day(iso: "2026-08-10"))
    for name in ["late", "timely", "nobody", "archived", "quiet", "major", "implied"] {
      builder.person("S/nominal/\(name)", "Person \(name)")
      builder.person("S/nominal/\(name)2", "Other \(name)")
    }
    builder.subject("1-late", members: ["S/nominal/late"], due: early)
    builder.subject("2-timely", members: ["S/nominal/timely"], due: late)
    builder.subject("3-nobody", members: ["S/nominal/nobody"], owner: nil, due: late)
    builder.subject("4-archived", members: ["S/nominal/archived"], status: "archived", due: early)
    builder.subject(
      "5-quiet", members: ["S/nominal/quiet"], status: "archived", owner: nil, due: early)
    builder.subject("6-major", members: ["S/nominal/major"], due: late)
    builder.subject(
      "7-implied", members: ["S/nominal/implied"], lastAssessed: Day(iso: "2025-10-01"))
    builder.disruption("6-major", on: try #require(Day(iso: "2026-08-01")), .major)
    for name in ["archived", "major"] {
      builder.report("S/R-\(name)", "2B", entered: inside)
      builder.link(
        "S/nominal/\(name)", "S/nominal/\(name)2", .associate, role: .suspect, report: "S/R-\(name)"
      )
    }
    let found = release(try assess(builder.evidence())).findings.map {
      "\($0.subject) \($0.kind.rawValue)"
    }
    #expect(
      found == [
        "1-late overdue", "3-nobody unowned", "4-archived archived but active",
        "6-major major disruption, activity unchanged", "7-implied overdue",
      ])
  }
}

/// Assesses `evidence` for the third quarter of 2026, by the standard policy with few replicates
/// where no other is given.
func assess(
  _ evidence: Evidence, period: String = "2026-Q3", workers: Int = 1,
  policy: AssessmentPolicy? = nil, decisions: AnalystDecisions = .none,
  codes: CrimeCodeList? = nil, statements: AnalystStatements = .none
) throws -> Assessment {
  var quick = AssessmentPolicy.standard
  quick.stability.replicates = 2
  var policy = policy ?? quick
  // Removal is a study beside the list, with tests of its own.
  policy.removal.draws = 2
  let period = try #require(Period(period))
  return try Assessment(
    evidence: evidence, resolution: Linker.resolve(evidence), period: period,
    policy: policy, decisions: decisions, codes: codes, statements: statements,
    workers: workers)
}

/// A release of `assessment` with a chart of every position.
func release(_ assessment: Assessment) -> Release {
  assessment.release(
    title: "Review list", recipient: "test", engineVersion: "0", runDigest: "00", charts: 50)
}

/// Draws for tests that need a few numbers.
private struct SeededNumbers {
  let seed: UInt64

  func below(_ bound: Int, at index: UInt64) -> Int {
    var x = seed &* 0x9e37_79b9_7f4a_7c15 &+ index &* 0xbf58_476d_1ce4_e5b9 &+ 1
    x = (x ^ (x >> 30)) &* 0xbf58_476d_1ce4_e5b9
    x = (x ^ (x >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((x ^ (x >> 31)) % UInt64(bound))
  }
}
