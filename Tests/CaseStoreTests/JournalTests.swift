import Assessment
import Foundation
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("The journal") struct JournalTests {
  private static let keys = (0..<12).map { "S/nominal/\($0)" }

  private func session(_ scratch: Scratch, name: String = "case") throws -> CaseSession {
    try World.session(
      scratch,
      [World.people("a.csv", Self.keys.enumerated().map { ($1, "QQ12345\($0 % 5)A") })],
      name: name)
  }

  #if DEBUG
    private static let count = 120
  #else
    private static let count = 1_000
  #endif

  /// What is in force, as the reader of the journal sees it.
  private func state(_ session: CaseSession) throws -> [String] {
    try session.journal().filter(\.isInForce).map {
      "\($0.decision.number) \($0.decision.kind.rawValue) \($0.decision.subject) "
        + "\($0.decision.payload) \($0.decision.person)"
    }
  }

  @Test("Random decisions, undone one by one, bring back every earlier state", arguments: [1, 2])
  func undo(seed: UInt64) throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    var order = SeededOrder(state: seed)
    let start = try session.evidenceAndIDs(progress: nil).linking.digest
    var states = [try state(session)]
    var digests: [Int: String] = [0: start]
    var acts: [(DecisionKind, [String])] = []
    while acts.count < Self.count {
      let pair = Array(Self.keys.shuffled(using: &order).prefix(2)).sorted()
      let verdict = Judgement.Verdict.allCases.randomElement(using: &order) ?? .unsure
      let inForce = try session.journal().filter(\.isInForce).map(\.decision)
      switch Int.random(in: 0..<6, using: &order) {
      case 0..<3:
        _ = try session.decide((pair[1], pair[0]), verdict, analyst: "A\(acts.count)", reason: "r")
        acts.append((.link, pair))
      case 3:
        _ = try session.decide(
          .shield, on: [pair[0]], ["n": acts.count], person: "B", reason: "r")
        acts.append((.shield, [pair[0]]))
      case 4:
        _ = try session.decide(
          .group, on: ["G-\(acts.count % 7)"], ["n": acts.count], person: "C", reason: "r")
        acts.append((.group, ["G-\(acts.count % 7)"]))
      default:
        guard let some = inForce.randomElement(using: &order) else { continue }
        _ = try session.withdraw(decision: some.number, person: "D", reason: "r")
        acts.append((some.kind, some.subject))
      }
      states.append(try state(session))
      if acts.count % 50 == 0 {
        digests[acts.count] = try session.evidenceAndIDs(progress: nil).linking.digest
      }
    }
    while let (kind, subject) = acts.popLast() {
      states.removeLast()
      _ = try session.undo(kind, on: subject, person: "E")
      try #require(try state(session) == states.last, "after undoing act \(acts.count + 1)")
      if let digest = digests[acts.count] {
        try #require(try session.evidenceAndIDs(progress: nil).linking.digest == digest)
      }
    }
    #expect(throws: CaseError.nothingToUndo(subject: [Self.keys[0]])) {
      try session.undo(.shield, on: [Self.keys[0]], person: "E")
    }
    #expect(try session.journal().count == Self.count * 2, "all of it stays on record")
    #expect(try session.audit().faults == [])
  }

  @Test("What was merged and withdrawn leaves the run and its result as they were")
  func withdrawn() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let period = try #require(Period("2026-Q3"))
    _ = try session.store([World.file("v.csv", (0..<40).map { World.row($0) })])
    let request = CaseSession.AssessmentRequest(
      period: period, policyPath: nil, recipient: "R", title: "T", charts: 0, workers: 1)
    let before = try session.assess(request, purpose: .export("graphml"))
    let pair = ("SYS/nominal/1", "SYS/nominal/2")
    _ = try session.decide(pair, .same, analyst: "A", reason: "r")
    let merged = try session.assess(request, purpose: .export("graphml"))
    #expect(merged.header.runDigest != before.header.runDigest)
    try session.withdraw(pair, analyst: "A", reason: "r")
    let after = try session.assess(request, purpose: .export("graphml"))
    #expect(after.header == before.header)
    #expect(after.positions == before.positions)
    #expect(RunDigest.result(of: after) == RunDigest.result(of: before))
  }

  @Test("A person marked as shielded is in no position, and is again once it is withdrawn")
  func shield() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<40).map { World.row($0) })])
    let request = CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: nil, recipient: "R", title: "T",
      charts: 0, workers: 1)
    func named() throws -> Set<String> {
      Set(
        try session.assess(request, purpose: .export("graphml")).positions.flatMap(\.members)
          .flatMap(\.records))
    }
    let before = try named()
    let person = try #require(before.min())
    let decision = try session.decide(
      .shield, on: [person], ["shield": "potentialVictim"], person: "DI Test", reason: "referral")
    #expect(try !named().contains(person))
    _ = try session.withdraw(decision: decision.number, person: "DI Test", reason: "wrong person")
    #expect(try named() == before)
  }

  @Test("A closed review counts as the last assessment, and the next is due when it says")
  func review() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<12).map { World.row($0) })])
    let day = try #require(Day(iso: "2026-09-30"))
    let due = try #require(Day(iso: "2027-03-31"))
    _ = try session.decide(
      .review, on: ["OCG-1"], ClosedReview(day: day, due: due), person: "DI Test", reason: "r")
    let subject = try #require(try session.evidence().subjects.first { $0.id == "OCG-1" })
    #expect(subject.lastAssessed == day)
    #expect(subject.due == due)
    let earlier = ClosedReview(day: try #require(Day(iso: "2001-01-01")), due: nil)
    _ = try session.decide(.review, on: ["OCG-1"], earlier, person: "DI Test", reason: "r")
    #expect(
      try session.evidence().subjects.first { $0.id == "OCG-1" }?.lastAssessed
        == Day(number: 19_008), "an earlier day than the register's changes nothing")
  }

  @Test("What the case does not hold is refused")
  func refused() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let payload = ["a": "b"]
    #expect(throws: CaseError.unknownSubject(id: "OCG-9")) {
      try session.decide(.review, on: ["OCG-9"], payload, person: "A", reason: "r")
    }
    #expect(throws: CaseError.unknownRecord(key: "S/nominal/99", similar: [])) {
      try session.decide(.shield, on: ["S/nominal/99"], payload, person: "A", reason: "r")
    }
    #expect(throws: CaseError.notInForce(decision: 1)) {
      try session.withdraw(decision: 1, person: "A", reason: "r")
    }
    #expect(try session.journal().isEmpty)
  }

  @Test("Before two records are joined, its effect on entities and positions is shown")
  func effect() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<40).map { World.row($0) })])
    let request = CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: nil, recipient: "R", title: "T",
      charts: 0, workers: 1)
    let pair = ("SYS/nominal/1", "SYS/nominal/2")
    let effect = try session.effect(
      of: .same, on: pair, analyst: "A", reason: "r", request: request)
    #expect(effect.entitiesAfter == effect.entitiesBefore - 1)
    #expect(try session.judgements().isEmpty, "nothing was decided")
    let before = try session.assess(request, purpose: .export("graphml")).positions
    _ = try session.decide(pair, .same, analyst: "A", reason: "r")
    let after = try session.assess(request, purpose: .export("graphml")).positions
    #expect(effect.positionsBefore == before.count)
    #expect(effect.positionsAfter == after.count)
    for move in effect.moves {
      #expect(move.rankBefore == before.first { $0.id == move.id }?.rank)
      #expect(move.rankAfter == after.first { $0.id == move.id }?.rank)
    }
    let moved = Set(effect.moves.map(\.id))
    for position in after where !moved.contains(position.id) {
      #expect(before.first { $0.id == position.id }?.members == position.members)
    }
  }
}
