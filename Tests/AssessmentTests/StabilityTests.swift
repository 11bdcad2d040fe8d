import Records
import Support
import Testing

@testable import Assessment

@Suite("Stability of ranks")
struct RankStabilityTests {
  @Test("A move in one direction counts in both, and a tail is left out")
  func spread() {
    let still = RankSpread(rank: 6, replicates: [6, 6, 6, 6], tail: 50)
    #expect((still.lower, still.upper) == (3, 3))
    let fallen = RankSpread(rank: 6, replicates: [6, 6, 10, 10], tail: 0)
    #expect((fallen.lower, fallen.upper) == (1, 5))
    let once = RankSpread(rank: 6, replicates: [20] + [Int](repeating: 6, count: 39), tail: 50)
    #expect((once.lower, once.upper) == (3, 3))
    let lost = RankSpread(rank: 6, replicates: [6, 6], absent: 2, last: 20, tail: 0)
    #expect((lost.lower, lost.upper) == (3, 10))
    let none = RankSpread(rank: 7, replicates: [], tail: 50)
    #expect((none.lower, none.upper) == (3, 4))
  }

  private func tested(seed: UInt64, workers: Int = 1, replicates: Int = 20) throws -> [Position] {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = replicates
    return release(
      try assess(RandomEvidence(seed: seed).evidence, workers: workers, policy: policy)
    ).positions
  }

  @Test("Every position has all eight tests and lies in its own interval", arguments: [1, 2, 3])
  func eightTests(seed: Int) throws {
    let positions = try tested(seed: UInt64(seed))
    #expect(!positions.isEmpty)
    for position in positions {
      let stability = try #require(position.stability)
      #expect(Set(stability.tests.map(\.letter)) == Set("abcdefgh".map(String.init)))
      #expect(stability.lower <= position.rank && position.rank <= stability.upper)
      #expect((stability.verdict == .stable) == stability.reasons.isEmpty)
      #expect(0...1000 ~= stability.topChance && 0...1000 ~= stability.presence)
    }
  }

  @Test("Stability does not depend on the number of workers")
  func workers() throws {
    #expect(try tested(seed: 5, workers: 1) == tested(seed: 5, workers: 2))
  }

  @Test("A policy without replicates leaves the tests out")
  func off() throws {
    #expect(try tested(seed: 1, replicates: 0).allSatisfy { $0.stability == nil })
  }

  @Test("A contact who rests on a single report is said to be unsupported and is no member")
  func unsupportedContact() throws {
    var builder = EvidenceBuilder()
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta"] {
      builder.person("S/nominal/\(name)", name)
    }
    for number in 0..<3 {
      builder.report("S/R\(number)", "1B")
      for other in ["Ben Beta", "Cyd Gamma"] {
        builder.link(
          "S/nominal/Ada Alpha", "S/nominal/\(other)", .associate, role: .suspect,
          report: "S/R\(number)")
      }
    }
    builder.report("S/R9", "3E")
    builder.link("S/nominal/Dee Delta", "S/nominal/Ada Alpha", .associate, report: "S/R9")
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
    let position = try #require(release(try assess(builder.evidence())).positions.first)
    #expect(!position.members.contains { $0.label == "Dee Delta" })
    #expect(position.caveats.contains { $0.contains("Dee Delta") && $0.contains("unsupported") })
  }

  @Test("Without its report a position is counted anew with its members as they are")
  func dependence() throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for group in ["A", "B"] {
      for number in 0..<3 {
        builder.person("S/nominal/\(group)\(number)", "\(group) Member\(number)")
      }
      for number in 0..<(group == "A" ? 3 : 2) {
        builder.report("S/\(group)\(number)", number == 0 ? "1A" : "2C", entered: day)
        builder.link(
          "S/nominal/\(group)0", "S/nominal/\(group)\(number % 2 + 1)", .associate,
          role: .suspect, report: "S/\(group)\(number)")
      }
      builder.subject("OCG-\(group)", members: (0..<3).map { "S/nominal/\(group)\($0)" })
    }
    let positions = release(try assess(builder.evidence())).positions
    #expect(positions.map(\.id) == ["OCG-A", "OCG-B"])
    #expect(positions[0].changes.contains("without report S/A0 it would fall to rank 2"))
    #expect(positions[1].changes.contains { $0.contains("more fresh report") })
  }
}
