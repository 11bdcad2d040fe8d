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

  /// What is in force, as the reader of the journal sees it.
  private func state(_ session: CaseSession) throws -> [String] {
    try session.journal().filter(\.isInForce).map { described($0.decision) }
  }

  private func described(_ decision: Decision) -> String {
    "\(decision.number) \(decision.kind.rawValue) \(decision.subject) \(decision.payload) "
      + decision.person
  }

  /// A random act, as what it is about and what is decided; nil to withdraw.
  private struct RandomAct {
    let key: Journal.Key
    let payload: String?

    init(_ number: Int, using order: inout SeededOrder) {
      let pair = Array(JournalTests.keys.shuffled(using: &order).prefix(2)).sorted()
      let verdict = Judgement.Verdict.allCases.randomElement(using: &order) ?? .unsure
      let (kind, subject, payload): (DecisionKind, [String], String) =
        switch Int.random(in: 0..<4, using: &order) {
        case 0, 1: (.link, pair, "{\"verdict\":\"\(verdict.rawValue)\"}")
        case 2: (.shield, [pair[0]], "{\"n\":\(number)}")
        default: (.group, pair, "{\"groups\":[[\"\(pair[0])\"]],\"verdict\":\"reject\"}")
        }
      key = Journal.Key(kind: kind, subject: subject)
      self.payload = Int.random(in: 0..<5, using: &order) == 0 ? nil : payload
    }
  }

  /// What holds in each state, kept apart: for each subject what was in force before each act on it.
  private struct Expected {
    private(set) var inForce: [Journal.Key: Decision] = [:]
    private var before: [(key: Journal.Key, was: Decision?)] = []

    mutating func apply(_ key: Journal.Key, _ decision: Decision?) {
      before.append((key, inForce[key]))
      inForce[key] = decision
    }

    /// Goes back by one act and returns what it was about.
    mutating func undo() -> Journal.Key? {
      guard let (key, was) = before.popLast() else { return nil }
      inForce[key] = was
      return key
    }
  }

  @Test("A thousand random decisions, undone one by one, bring back every earlier state")
  func undo() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    var order = SeededOrder(state: 1)
    // In one transaction: what a commit costs is no part of what is proven here.
    try session.file.write { db in
      func linking() throws -> String {
        var reader = try EvidenceReader(db, path: "") { _ in }
        return try reader.read().linking.digest
      }
      func matches(_ expected: Expected) throws -> Bool {
        try Journal(db).inForce == expected.inForce.values.sorted { $0.number < $1.number }
      }
      var expected = Expected()
      var digests: [Int: String] = [:]
      for number in 0..<1_000 {
        if number % 100 == 0 {
          try #require(try matches(expected), "before act \(number)")
          digests[number] = try linking()
        }
        let act = RandomAct(number, using: &order)
        if let payload = act.payload {
          let decision = try session.enter(
            act.key, payload, person: "A\(number)", reason: "r", words: "w", in: db)
          expected.apply(act.key, decision)
        } else {
          try session.withdraw(act.key, person: "D", reason: "r", words: "w", in: db)
          expected.apply(act.key, nil)
        }
        try #require(try Journal.pile(on: act.key, in: db).top == expected.inForce[act.key])
      }
      for number in (0..<1_000).reversed() {
        let last = expected.undo()
        let key = try #require(last)
        let restored = try session.undo(key, person: "E", in: db) { _ in "w" }
        try #require(restored == expected.inForce[key], "after undoing act \(number)")
        guard let digest = digests[number] else { continue }
        try #require(try matches(expected), "after undoing act \(number)")
        try #require(try linking() == digest, "after undoing act \(number)")
      }
      for key in Set(Self.keys.map { Journal.Key(kind: .shield, subject: [$0]) }) {
        #expect(throws: CaseError.nothingToUndo(subject: key.subject)) {
          try session.undo(key, person: "E", in: db) { _ in "w" }
        }
      }
    }
    #expect(try session.journal().count == 2_000, "all of it stays on record")
    #expect(try session.audit().faults == [])
  }

  @Test("Each act and each undoing is one transaction that the reader sees", arguments: [1, 2])
  func transactions(seed: UInt64) throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    var order = SeededOrder(state: seed)
    var states = [try state(session)]
    var acts: [Journal.Key] = []
    for number in 0..<25 {
      let act = RandomAct(number, using: &order)
      let inForce = try session.journal().filter(\.isInForce).map(\.decision)
      if act.payload == nil, let some = inForce.randomElement(using: &order) {
        _ = try session.withdraw(decision: some.number, person: "D", reason: "r")
        acts.append(Journal.Key(kind: some.kind, subject: some.subject))
      } else if act.key.kind == .link {
        let keys = (act.key.subject[1], act.key.subject[0])
        _ = try session.decide(keys, .same, analyst: "A\(number)", reason: "r")
        acts.append(act.key)
      } else {
        _ = try session.decide(
          act.key.kind, on: act.key.subject, ["n": number], person: "B", reason: "r")
        acts.append(act.key)
      }
      states.append(try state(session))
    }
    while let key = acts.popLast() {
      states.removeLast()
      _ = try session.undo(key.kind, on: key.subject, person: "E")
      try #require(try state(session) == states.last, "after undoing act \(acts.count + 1)")
    }
    #expect(throws: CaseError.nothingToUndo(subject: [Self.keys[0]])) {
      try session.undo(.shield, on: [Self.keys[0]], person: "E")
    }
    #expect(try session.audit().faults == [])
  }

  @Test("A decision that is given again word for word stands as it was entered first")
  func again() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    func decide(_ verdict: Judgement.Verdict, reason: String) throws -> Judgement {
      try session.decide(
        (Self.keys[0], Self.keys[1]), verdict, analyst: "DC Sample", reason: reason)
    }
    _ = try decide(.same, reason: "r")
    let entries = try session.log().count
    _ = try decide(.same, reason: "r")
    #expect(try session.journal().count == 1)
    #expect(try session.log().count == entries)
    _ = try decide(.same, reason: "another")
    _ = try decide(.different, reason: "another")
    _ = try decide(.same, reason: "r")
    #expect(try session.journal().count == 4, "what is no longer in force is entered anew")
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
    func lastAssessed() throws -> Day? {
      try session.evidence().subjects.first { $0.id == "OCG-1" }?.lastAssessed
    }
    let register = try #require(try lastAssessed())
    let day = try #require(Day(iso: "2026-09-30"))
    let due = try #require(Day(iso: "2027-03-31"))
    _ = try session.decide(
      .review, on: ["OCG-1"], ClosedReview(day: day, due: due), person: "DI Test", reason: "r")
    let subject = try #require(try session.evidence().subjects.first { $0.id == "OCG-1" })
    #expect(subject.lastAssessed == day)
    #expect(subject.due == due)
    let earlier = ClosedReview(day: try #require(Day(iso: "2001-01-01")), due: nil)
    _ = try session.decide(.review, on: ["OCG-1"], earlier, person: "DI Test", reason: "r")
    #expect(try lastAssessed() == register, "an earlier day than the register's changes nothing")
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
