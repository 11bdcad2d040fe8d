import Assessment
import Foundation
import Records
import Testing

@testable import CaseStore

@Suite("Decisions on groups") struct DecidingGroupsTests {
  private static let three = ["SYS/nominal/1", "SYS/nominal/2", "SYS/nominal/3"]

  private static let file = """
    { groups: [{ verdict: "accept", groups: [["SYS/nominal/3", "SYS/nominal/1", "SYS/nominal/2"]],
        analyst: "DC Sample", reason: "seen together", time: "2024-10-01T09:30:00Z" }],
      actions: [{ subject: "OCG-1", pillar: "pursue", words: "search the yard", owner: "DI Test",
        opened: "2024-10-02", due: "2024-10-20" }] }
    """

  private func session(_ scratch: Scratch, name: String = "case") throws -> CaseSession {
    try World.session(scratch, [World.file("a.csv", (0..<40).map(Self.row))], name: name)
  }

  /// A row of the world without conditions on sharing, in which the three are on no master list.
  private static func row(_ number: Int) -> RowFacts {
    let row = World.row(number)
    let isListed = !three.contains(row.records[0].key)
    let report = row.report.map {
      SourceReport(
        key: $0.key, reference: $0.reference, system: $0.system,
        grading: Grading(source: .reliable, assessment: .b, handling: .permitted, original: "1BP"),
        entered: $0.entered, crimeCode: $0.crimeCode)
    }
    return RowFacts(
      row: row.row, content: row.content, records: row.records, report: report, links: row.links,
      subject: isListed ? row.subject : nil, member: isListed ? row.member : nil,
      disruption: isListed ? row.disruption : nil)
  }

  private func request(_ scratch: Scratch, decisions: String? = nil) throws
    -> CaseSession.AssessmentRequest
  {
    let policy = try scratch.write("{ stability: { replicates: 0 } }", to: "policy.json5")
    return CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: policy, recipient: "R", title: "T",
      charts: 0, workers: 1, decisionsPath: decisions)
  }

  @Test("A position read otherwise says so first, keeps rank and points, until that is withdrawn")
  func overridden() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let before = try session.assess(try request(scratch), purpose: .assessment)
    let id = try #require(before.positions.first).id
    let file = try scratch.write(
      """
      { overrides: [
        { position: "\(id)", analyst: "DC Sample", words: "urgent", time: "2024-10-01T10:00:00Z" },
        { position: "NONE", analyst: "DC Sample", words: "low", time: "2024-10-01T10:00:00Z" } ] }
      """, to: "decisions.json5")
    #expect(
      try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r").decisions.count == 2)
    #expect(
      try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r").decisions.isEmpty)
    let after = try session.assess(try request(scratch), purpose: .assessment)
    let position = try #require(after.positions.first)
    #expect(
      position.caveats.first
        == "read otherwise by DC Sample on 2024-10-01T10:00:00Z: urgent; rank and points are as computed"
    )
    #expect(position.rank == before.positions[0].rank)
    #expect(position.contributions == before.positions[0].contributions)
    #expect(after.positions.dropFirst() == before.positions.dropFirst())
    #expect(after.notApplied.contains { $0.contains("no position NONE is on the list") })

    _ = try session.decide(
      .override, on: [id], OtherReading(words: "lower"), person: "DI Test", reason: "late report")
    let later = try session.assess(try request(scratch), purpose: .assessment)
    #expect(later.positions[0].override?.reason == "lower")
    #expect(later.positions[0].override?.analyst == "DI Test")

    for line in try session.journal() where line.isInForce {
      _ = try session.withdraw(decision: line.decision.number, person: "DI Test", reason: "r")
    }
    let withdrawn = try session.assess(try request(scratch), purpose: .assessment)
    #expect(withdrawn.positions == before.positions)
    #expect(withdrawn.notApplied == before.notApplied)
  }

  @Test("The journal is followed as a file of the same decisions is, until they are withdrawn")
  func followed() throws {
    let scratch = try Scratch()
    let file = try scratch.write(Self.file, to: "decisions.json5")
    let (one, two) = (try session(scratch, name: "one"), try session(scratch, name: "two"))
    let before = try two.assess(try request(scratch), purpose: .assessment)
    let byFile = try one.assess(try request(scratch, decisions: file), purpose: .assessment)
    #expect(
      try two.enterDecisions(ofFile: file, person: "DI Test", reason: "r").decisions.count == 2)
    let byJournal = try two.assess(try request(scratch), purpose: .assessment)
    #expect(byJournal.positions == byFile.positions)
    #expect(byJournal.findings == byFile.findings)
    let group = try #require(byJournal.positions.first { $0.decision != nil })
    #expect(group.decision?.analyst == "DC Sample")
    #expect(group.decision?.time == "2024-10-01T09:30:00Z")
    #expect(group.members.flatMap(\.records).sorted() == Self.three)
    #expect(byJournal.positions.contains { !$0.actions.isEmpty })
    #expect(before.positions.allSatisfy { $0.actions.isEmpty && $0.decision == nil })

    for line in try two.journal() where line.isInForce {
      _ = try two.withdraw(decision: line.decision.number, person: "DI Test", reason: "r")
    }
    let after = try two.assess(try request(scratch), purpose: .assessment)
    #expect(after.header == before.header, "digest and all")
    #expect(after.positions == before.positions)
  }

  @Test("A file beside the journal is refused, and one entered twice adds nothing")
  func origins() throws {
    let scratch = try Scratch()
    let file = try scratch.write(Self.file, to: "decisions.json5")
    let session = try session(scratch)
    _ = try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r")
    #expect(
      try session.enterDecisions(ofFile: file, person: "DC Other", reason: "again").decisions
        .isEmpty)
    #expect(try session.journal().count == 2)
    #expect(throws: CaseError.decisionsInJournal(file: file, path: scratch.path("case.ocg"))) {
      try session.assess(try request(scratch, decisions: file), purpose: .assessment)
    }
    #expect(try session.log().last?.operation == .alteration, "nothing was given out")
  }

  @Test("A file entered again reverses nothing that was decided since")
  func again() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let file = try scratch.write(
      """
      { groups: [
        { verdict: "accept", groups: [\(Self.three)], analyst: "DC A", reason: "seen together",
          time: "2024-08-01T09:00:00Z" },
        { verdict: "reject", groups: [\(Self.three)], analyst: "DI B", reason: "mistaken identity",
          time: "2024-09-01T09:00:00Z" } ],
        overrides: [
        { position: "NONE", analyst: "DC A", words: "low", time: "2024-10-01T10:00:00Z" },
        { position: "NONE", analyst: "DC A", words: "high", time: "2024-10-02T10:00:00Z" } ] }
      """, to: "decisions.json5")
    let first = try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r")
    #expect(first.decisions.count == 4 && first.held == 0)
    func standing() throws -> [String] {
      try session.journal().filter(\.isInForce).map(\.decision.reason)
    }
    #expect(try standing() == ["mistaken identity", "high"])
    for _ in 0..<2 {
      let again = try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r")
      #expect(again.decisions.isEmpty && again.held == 4 && again.lapsed == 2)
      #expect(try standing() == ["mistaken identity", "high"])
    }
    for line in try session.journal() where line.isInForce {
      _ = try session.withdraw(decision: line.decision.number, person: "DI Test", reason: "r")
    }
    #expect(
      try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r").lapsed == 4)
    #expect(try standing().isEmpty)
  }

  @Test("An id of the list made last stands for its members, and a later decision takes its place")
  func ids() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.decide(
      .accept, groups: [Self.three], person: "DC Sample", reason: "seen together")
    let list = try session.assess(try request(scratch), purpose: .assessment)
    let group = try #require(list.positions.first { $0.decision != nil })
    let rejected = try session.decide(
      .reject, groups: [[group.id]], person: "DI Test", reason: "a family")
    #expect(rejected.subject == Self.three)
    #expect(try session.journal().filter(\.isInForce).map(\.decision) == [rejected])
    let after = try session.assess(try request(scratch), purpose: .assessment)
    #expect(!after.positions.contains { $0.id == group.id })
    // Undone, what it replaced holds again.
    _ = try session.undo(.group, on: Self.three, person: "DI Test")
    let again = try session.assess(try request(scratch), purpose: .assessment)
    #expect(again.header == list.header)
    #expect(again.positions == list.positions)
  }

  @Test("What a decision would change is shown before it is made, and nothing is entered")
  func effect() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let before = try session.assess(try request(scratch), purpose: .assessment).positions
    let effect = try session.effect(
      of: .accept, groups: [Self.three], person: "DC Sample", reason: "r",
      request: try request(scratch))
    #expect(try session.journal().isEmpty)
    _ = try session.decide(.accept, groups: [Self.three], person: "DC Sample", reason: "r")
    let after = try session.assess(try request(scratch), purpose: .assessment).positions
    #expect(effect.positionsBefore == before.count)
    #expect(effect.positionsAfter == after.count)
    #expect(effect.moves.contains { $0.rankBefore == nil && $0.membersAfter == 3 })
    for move in effect.moves {
      #expect(move.rankAfter == after.first { $0.id == move.id }?.rank)
    }
  }

  @Test("What cannot be followed is refused, and nothing is entered")
  func refused() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.assess(try request(scratch), purpose: .assessment)
    let vehicle = "SYS/vehicle/QZ0ABC"
    let bad: [(GroupDecision.Verdict, [[String]], CaseError)] = [
      (.accept, [["SYS/nominal/99"]], .unknownRecord(key: "SYS/nominal/99", similar: [])),
      (.accept, [["G-00000000"]], .unknownPosition(id: "G-00000000")),
      (.reject, [[vehicle]], .notAPerson(key: vehicle, kind: "vehicle")),
      (.join, [Self.three], .badDecision(problem: "join needs two groups or more, not 1")),
      (
        .split, [Self.three, [Self.three[0]]],
        .badDecision(problem: "a record is named twice")
      ),
    ]
    for (verdict, groups, error) in bad {
      #expect(throws: error) {
        try session.decide(verdict, groups: groups, person: "A", reason: "r")
      }
    }
    let nobody = try scratch.write(
      Self.file.replacingOccurrences(of: "nominal/3", with: "nominal/99"), to: "nobody.json5")
    #expect(throws: CaseError.unknownRecord(key: "SYS/nominal/99", similar: [])) {
      try session.enterDecisions(ofFile: nobody, person: "A", reason: "r")
    }
    #expect(try session.journal().isEmpty)
  }

  @Test("A recipient with a profile is given no reason, no analyst and no action")
  func cut() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let file = try scratch.write(Self.file, to: "decisions.json5")
    _ = try session.enterDecisions(ofFile: file, person: "DI Test", reason: "r")
    func text(_ profile: String?) throws -> String {
      var request = try request(scratch)
      request.profile = try profile.map { try RecipientProfile.named($0) }
      var text = ""
      dump(try session.assess(request, purpose: .assessment), to: &text)
      return text
    }
    let own = try text(nil)
    for words in ["DC Sample", "seen together", "search the yard"] {
      #expect(own.contains(words))
      #expect(try !text("force").contains(words))
    }
    #expect(try text("force").contains("on the case file"), "the group is accepted all the same")
  }
}
