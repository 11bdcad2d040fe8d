import Records
import Support
import Testing

@testable import Assessment

/// Each gap is held against the list that is made when it is really closed.
@Suite("What to learn")
struct CollectionGapTests {
  private let day = Day(number: 20_640)

  /// Three subjects of three people; the second rests on `grades`, of pairs that no other report names.
  private func list(_ grades: [String]) throws -> [Position] {
    var builder = EvidenceBuilder()
    for (name, own) in [("A", ["1A", "1A", "1B", "2B"]), ("B", grades), ("C", ["2C", "2C"])] {
      for member in 0..<3 {
        builder.person("S/nominal/\(name)\(member)", "Member\(member) Of\(name)")
      }
      for (number, grade) in own.enumerated() where !grade.isEmpty {
        let report = "S/\(name)-\(number)"
        builder.report(report, grade, entered: day)
        builder.link(
          "S/nominal/\(name)\(number % 3)", "S/nominal/\(name)\((number + 1) % 3)", .associate,
          role: .suspect, during: DayInterval(on: day), report: report)
      }
      builder.subject("OCG-\(name)", members: (0..<3).map { "S/nominal/\(name)\($0)" })
    }
    return release(try assess(builder.evidence())).positions
  }

  private func second(_ positions: [Position]) throws -> Position {
    try #require(positions.first { $0.id == "OCG-B" })
  }

  private func brokerage(_ position: Position) -> Int {
    position.contributions.first { $0.name == "Brokerage" }?.points ?? 0
  }

  @Test(
    "A report that proved to be borne out does what was told of it",
    arguments: ["1C", "2D", "3D", "2E"])
  func borneOut(grade: String) throws {
    let before = try second(list([grade, "2C"]))
    let after = try second(list(["\(grade.prefix(1))B", "2C"]))
    let gap = try #require(
      before.gaps.first { $0.question.contains("S/B-0") && $0.question.contains("borne out") })
    #expect(before.points + gap.points == after.points)
    #expect(before.rank - gap.places == after.rank)
  }

  @Test("A report that proved to be wrong does what was told of it, to the verdict too")
  func refuted() throws {
    let before = try second(list(["2B", "1A"]))
    let gap = try #require(before.gaps.first { $0.question.contains("S/B-0 (2B) holds") })
    let after = try second(list(["", "1A"]))
    // Who lies between whom is held as it is, as are all others.
    #expect(
      before.points + gap.points - brokerage(before) == after.points - brokerage(after))
    #expect(before.rank - gap.places == after.rank)
    #expect(gap.changesVerdict)
    #expect(after.stability?.verdict == .unsupported)
  }

  @Test("Where a verdict rests on a single report, what would change that comes first")
  func verdictFirst() throws {
    let position = try second(list(["2B"]))
    let first = try #require(position.gaps.first)
    #expect(first.changesVerdict && first.effect.contains("no longer unsupported"))
    for (a, b) in zip(position.gaps, position.gaps.dropFirst())
    where a.changesVerdict == b.changesVerdict {
      #expect(abs(a.places) >= abs(b.places))
    }
  }
}
