import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Periods")
struct PeriodTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  /// Two subjects: A is reported in the second quarter, B in the third; a late report of B's second
  /// quarter comes in the third.
  private func evidence(late: Bool) throws -> Evidence {
    var builder = EvidenceBuilder()
    for group in ["A", "B"] {
      for number in 0..<4 {
        builder.person("S/nominal/\(group)\(number)", "\(group) Member\(number)")
      }
      builder.subject("OCG-\(group)", members: (0..<4).map { "S/nominal/\(group)\($0)" })
    }
    func report(_ group: String, _ key: String, on iso: String, entered: String) throws {
      builder.report("S/\(key)", "1A", entered: try day(entered))
      for number in 1..<4 {
        builder.link(
          "S/nominal/\(group)0", "S/nominal/\(group)\(number)", .associate, role: .suspect,
          during: DayInterval(on: try day(iso)), report: "S/\(key)")
      }
    }
    try report("A", "A1", on: "2026-05-01", entered: "2026-05-02")
    try report("A", "A2", on: "2026-05-11", entered: "2026-05-12")
    if late {
      for number in 0..<4 {
        try report("B", "L\(number)", on: "2026-06-0\(number + 1)", entered: "2026-08-01")
      }
    } else {
      for number in 0..<4 {
        try report("B", "N\(number)", on: "2026-08-0\(number + 1)", entered: "2026-08-10")
      }
    }
    return builder.evidence()
  }

  private func compare(_ evidence: Evidence) throws -> PeriodComparison {
    try PeriodComparison(
      evidence: evidence, from: try #require(Period("2026-Q2")),
      to: try #require(Period("2026-Q3")), policies: (.standard, .standard), workers: 1
    ) { Linker.resolve($0) }
  }

  @Test(
    "A late report moves a rank as new reporting, a new event as behaviour",
    arguments: [true, false])
  func causes(late: Bool) throws {
    let change = try #require(
      try compare(evidence(late: late)).changes.first { $0.id == "OCG-B" })
    #expect(change.rankBefore == 2)
    #expect(change.rankAfter == 1)
    let moved = change.moves.filter { $0.places != 0 }
    #expect(moved.map(\.cause) == [late ? .reporting : .behaviour])
  }

  @Test("What happened before and no longer does is dormant")
  func dormant() throws {
    let change = try #require(
      try compare(evidence(late: false)).changes.first { $0.id == "OCG-A" })
    #expect(change.fate == .dormant)
  }

  @Test(
    "The moves of every position sum to its move in places and points, over a change of policy too",
    arguments: 0..<8 as Range<UInt64>)
  func nothingUnexplained(seed: UInt64) throws {
    let evidence = RandomEvidence(seed: seed, isDated: true).evidence
    var old = AssessmentPolicy.standard
    old.gradeWeights["2B"] = 100
    old.ceilings.review = 40_000
    old.stability.replicates = 0
    var new = AssessmentPolicy.standard
    new.stability.replicates = 0
    let comparison = try PeriodComparison(
      evidence: evidence, from: try #require(Period("2026-Q2")),
      to: try #require(Period("2026-Q3")), policies: (old, new), workers: 1
    ) { Linker.resolve($0) }
    func points(_ period: String, _ policy: AssessmentPolicy) throws -> [String: Int] {
      let list = release(try assess(evidence, period: period, policy: policy)).positions
      return Dictionary(list.map { ($0.id, $0.points) }, uniquingKeysWith: +)
    }
    let (before, after) = (try points("2026-Q2", old), try points("2026-Q3", new))
    var causes = Set<PeriodChange.Cause>()
    var subjects = 0
    for change in comparison.changes {
      guard let first = change.rankBefore, let last = change.rankAfter else { continue }
      #expect(change.moves.map(\.cause) == PeriodChange.Cause.allCases)
      #expect(change.moves.reduce(0) { $0 + $1.places } == first - last)
      causes.formUnion(change.moves.lazy.filter { $0.points != 0 }.map(\.cause))
      guard change.id.hasPrefix("OCG-") else { continue }
      subjects += 1
      let moved = try #require(after[change.id]) - (try #require(before[change.id]))
      #expect(change.moves.reduce(0) { $0 + $1.points } == moved, "\(change.id)")
    }
    #expect(subjects == 4)
    #expect(causes.isSuperset(of: [.method, .behaviour]))
  }

  /// A group that nobody mapped, around Ada Alpha, reported in the second quarter; where `isVictim`, a
  /// referral of the third calls her a potential victim.
  private func group(isVictim: Bool) throws -> Evidence {
    var builder = EvidenceBuilder()
    let names = ["Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta", "Eve Epsilon"]
    for name in names { builder.person("S/nominal/\(name)", name) }
    let pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (3, 4), (1, 3), (2, 4)]
    for (number, pair) in pairs.enumerated() {
      builder.report("S/R\(number)", "1A", entered: try day("2026-05-1\(number)"))
      builder.link(
        "S/nominal/\(names[pair.0])", "S/nominal/\(names[pair.1])", .associate, role: .suspect,
        during: DayInterval(on: try day("2026-05-01")), report: "S/R\(number)")
    }
    if isVictim {
      builder.record("S/event/1", .event, [.title: "Referral"])
      builder.link(
        "S/nominal/Ada Alpha", "S/event/1", .involved, role: .potentialVictim,
        during: DayInterval(on: try day("2026-08-01")))
    }
    return builder.evidence()
  }

  @Test("Who became a victim later is named in no comparison, and in no list of an earlier period")
  func shield() throws {
    func text(_ evidence: Evidence) throws -> String {
      "\(try compare(evidence)) \(release(try assess(evidence, period: "2026-Q2")))"
    }
    #expect(try text(group(isVictim: false)).contains("around Ada Alpha"))
    #expect(try !text(group(isVictim: true)).contains("Ada Alpha"))
  }

  @Test(
    "What a report without a day of entry says undated is known from the first day it speaks of",
    arguments: [("2026-08-01", false), ("2026-05-01", true), ("", true)])
  func undatedStatements(other: String, isKnown: Bool) throws {
    var builder = EvidenceBuilder()
    for number in 0..<4 { builder.person("S/nominal/\(number)", "Member\(number) Of Group") }
    builder.report("S/R", "1A")
    builder.link("S/nominal/0", "S/nominal/1", .associate, report: "S/R")
    if let first = Day(iso: other) {
      builder.link(
        "S/nominal/0", "S/nominal/2", .associate, during: DayInterval(on: first), report: "S/R")
      builder.link(
        "S/nominal/0", "S/nominal/3", .associate,
        during: DayInterval(on: first.adding(days: 120)), report: "S/R")
    }
    let cut = EvidenceCut(evidence: builder.evidence())
    let known = cut.known(before: try day("2026-07-01")).assertions
    #expect(known.contains { $0.interval == .unknown } == isKnown)
    #expect(known.count == (isKnown ? 1 : 0) + (other == "2026-05-01" ? 1 : 0))
  }

  @Test("A list of a past period knows no report, register row or disruption that came later")
  func pastPeriod() throws {
    func list(_ evidence: Evidence) throws -> [String] {
      let list = release(try assess(evidence, period: "2026-Q2"))
      return list.positions.map { "\($0.contributions) \($0.exposure) \($0.caveats)" }
        + list.findings.map { "\($0)" } + ["\(String(describing: list.header.dataCut))"]
    }
    var builder = EvidenceBuilder()
    func add(_ key: String, on iso: String) throws {
      builder.report("S/\(key)", "1A", entered: try day(iso))
      builder.link(
        "S/nominal/1", "S/nominal/2", .associate, role: .suspect,
        during: DayInterval(on: try day("2026-05-01")), report: "S/\(key)")
    }
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    builder.subject(
      "OCG-1", members: ["S/nominal/1", "S/nominal/2"], due: try day("2026-12-01"))
    try add("A", on: "2026-05-02")
    try add("B", on: "2026-05-03")
    let before = try list(builder.evidence())
    try add("C", on: "2026-08-01")
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.link(
      "S/nominal/1", "S/address/1", .resident,
      during: DayInterval(start: try day("2026-08-01"), end: nil))
    builder.disruption("OCG-1", on: try day("2026-07-01"), .major)
    #expect(try list(builder.evidence()) == before)
  }
}
