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

  @Test("The moves of every position sum to its move", arguments: 0..<8 as Range<UInt64>)
  func nothingUnexplained(seed: UInt64) throws {
    let comparison = try compare(RandomEvidence(seed: seed).evidence)
    for change in comparison.changes {
      guard let before = change.rankBefore, let after = change.rankAfter else { continue }
      #expect(change.moves.map(\.cause) == PeriodChange.Cause.allCases)
      #expect(change.moves.reduce(0) { $0 + $1.places } == before - after)
    }
  }

  @Test("A later victim is named in no comparison", arguments: 0..<20 as Range<UInt64>)
  func shield(seed: UInt64) throws {
    let random = RandomEvidence(seed: seed)
    let resolution = Linker.resolve(random.evidence)
    let text = "\(try compare(random.evidence))"
    for key in random.shieldedKeys {
      let record = try #require(random.evidence.records.firstIndex { $0.key == key })
      let entity = resolution.entities[resolution.entityOfRecord[record]]
      #expect(!text.contains("around \(entity.label)"))
    }
  }
}
