import Foundation
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Decisions on groups")
struct GroupDecisionTests {
  private let square = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]

  private func list(
    _ builder: EvidenceBuilder, _ decisions: [GroupDecision], actions: [PlannedAction] = []
  ) throws -> Release {
    let evidence = builder.evidence()
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 4
    return release(
      try Assessment(
        evidence: evidence, resolution: Linker.resolve(evidence),
        period: try #require(Period("2026-Q3")), policy: policy,
        decisions: AnalystDecisions(groups: decisions, actions: actions), workers: 1))
  }

  private func keys(_ name: String, _ numbers: some Sequence<Int>) -> [String] {
    numbers.map { "S/nominal/\(name)\($0)" }
  }

  private func decision(
    _ verdict: GroupDecision.Verdict, _ groups: [[String]], at hour: Int = 9
  ) -> GroupDecision {
    GroupDecision(
      verdict, groups: groups, analyst: "DC Sample", reason: "seen together",
      time: "2026-09-01T\(hour < 10 ? "0" : "")\(hour):00:00Z")
  }

  /// The members of each unmapped group, as `A0 A1 A2`, by text.
  private func groups(_ release: Release) -> [String] {
    release.positions.filter { $0.kind == .unmapped }.map { position in
      position.members.flatMap(\.records).map { $0.replacing("S/nominal/", with: "") }.sorted()
        .joined(separator: " ")
    }.sorted()
  }

  @Test("An accepted group is on the list as decided, whatever the network suggests")
  func accept() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 4, pairs: square)
    builder.group("B", count: 3, pairs: [])
    builder.link("S/nominal/B0", "S/nominal/B1", .family)
    #expect(try groups(list(builder, [])) == ["A0 A1 A2 A3"])
    let release = try list(builder, [decision(.accept, [keys("B", 0..<3) + ["S/nominal/A3"]])])
    #expect(groups(release) == ["A0 A1 A2", "A3 B0 B1"])
    let accepted = try #require(release.positions.first { $0.decision != nil })
    #expect(accepted.decision?.verdict == .accept)
    #expect(accepted.status == "accepted")
    #expect(accepted.caveats.contains { $0.contains("accepted by DC Sample") })
  }

  @Test("A rejected group has no position and is told with the decision, until it has outgrown it")
  func reject() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 4, pairs: square)
    let release = try list(builder, [decision(.reject, [keys("A", 0..<3)])])
    #expect(groups(release) == [])
    #expect(release.rejectedGroups.map(\.members.count) == [4])
    #expect(release.rejectedGroups.first?.decision.analyst == "DC Sample")
    let outgrown = try list(builder, [decision(.reject, [["S/nominal/A0"]])])
    #expect(groups(outgrown) == ["A0 A1 A2 A3"])
    #expect(outgrown.rejectedGroups.isEmpty)
  }

  @Test("What was one group is two after a split, and two are one after a join")
  func splitAndJoin() throws {
    var builder = EvidenceBuilder()
    builder.group(
      "A", count: 6,
      pairs: square + [(0, 4), (1, 4), (2, 4), (3, 5), (4, 5), (0, 5), (1, 5), (2, 5), (3, 4)])
    builder.group("B", count: 3, pairs: [(0, 1), (1, 2), (0, 2)])
    #expect(try groups(list(builder, [])) == ["A0 A1 A2 A3 A4 A5", "B0 B1 B2"])
    let split = decision(.split, [keys("A", 0..<3), keys("A", 3..<6)])
    #expect(try groups(list(builder, [split])) == ["A0 A1 A2", "A3 A4 A5", "B0 B1 B2"])
    let join = decision(.join, [keys("A", 0..<6), keys("B", 0..<3)], at: 10)
    #expect(try groups(list(builder, [split, join])) == ["A0 A1 A2 A3 A4 A5 B0 B1 B2"])
    // The later decision holds, in whatever order they are handed over.
    #expect(try groups(list(builder, [join, split])) == ["A0 A1 A2 A3 A4 A5 B0 B1 B2"])
  }

  @Test("The latest decision that names a person holds for that person alone")
  func latest() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 4, pairs: square)
    builder.group("B", count: 4, pairs: square)
    let first = decision(.accept, [keys("A", 0..<4)], at: 8)
    let second = decision(.accept, [keys("B", 0..<4) + ["S/nominal/A3"]], at: 9)
    #expect(try groups(list(builder, [first, second])) == ["A0 A1 A2", "A3 B0 B1 B2 B3"])
  }

  @Test("Somebody under the victim shield is in no group, whoever decides so")
  func shielded() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 4, pairs: square)
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    builder.link("S/nominal/A3", "S/address/1", .resident, role: .potentialVictim)
    let release = try list(builder, [decision(.accept, [keys("A", 0..<4)])])
    #expect(groups(release) == ["A0 A1 A2"])
    #expect(!"\(release)".contains("Member3 OfA"))
  }

  @Test("A decision that names nobody in the case is told, and so is an action against no position")
  func notApplied() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2)])
    let opened = try #require(Day(iso: "2026-08-01"))
    let release = try list(
      builder, [decision(.accept, [["S/nominal/nobody"]])],
      actions: [
        PlannedAction(
          subject: "ML-9", pillar: .protect, words: "visit", owner: "DS Sample", opened: opened)
      ])
    #expect(release.notApplied.count == 2)
    #expect(release.notApplied[0].contains("decision 1, accept by DC Sample"))
    #expect(release.notApplied[1].contains("no position ML-9"))
  }

  @Test("The example of a file of decisions that ships can be read")
  func example() throws {
    let path = SharedData.checkout
      .appendingPathComponent("datasets/codelists/decisions-example.json5").path
    let decisions = try AnalystDecisions.load(path)
    #expect(decisions.groups.map(\.verdict) == [.accept])
    #expect(decisions.actions.map(\.pillar) == [.protect])
    #expect(decisions.actions[0].closed == nil)
    #expect(decisions.overrides.map(\.position) == ["ML-0123"])
  }

  @Test("A file of decisions is read whole; what nobody reads, or cannot be, is refused by name")
  func files() throws {
    func message(_ text: String) throws -> String {
      let file = try TemporaryPolicy(text)
      do {
        let decisions = try AnalystDecisions.load(file.path)
        return "\(decisions.groups.count) and \(decisions.actions.count)"
      } catch {
        return "\(error)"
      }
    }
    let by = "analyst: 'DC Sample', reason: 'seen', time: '2026-09-01T09:00:00Z'"
    let action = "subject: 'ML-1', pillar: 'prevent', words: 'letters', opened: '2026-07-01'"
    #expect(try message("{}") == "0 and 0")
    #expect(
      try message("{ groups: [{ verdict: 'accept', groups: [['a']], \(by) }] }") == "1 and 0")
    #expect(try message("{ actions: [{ \(action), due: '2026-08-01' }] }") == "0 and 1")
    #expect(
      try message("{ actions: [{ \(action), close: '2026-08-01' }] }")
        .contains("unknown member actions[0].close"))
    #expect(
      try message("{ actions: [{ \(action), due: '2026-02-30' }] }")
        .contains("actions[0]: due is \"2026-02-30\""))
    #expect(
      try message("{ groups: [{ verdict: 'join', groups: [['a']], \(by) }] }")
        .contains("groups[0]: join needs two groups or more, not 1"))
    #expect(
      try message("{ groups: [{ verdict: 'perhaps', groups: [['a']], \(by) }] }")
        .contains("groups[0].verdict"))
    #expect(try message("[]").contains("correct the file of decisions"))
  }
}
