import Foundation
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("Judgements in a case") struct JudgingTests {
  private static let keys = ["A/nominal/1", "B/nominal/2", "C/nominal/3"]

  private func three(_ scratch: Scratch, name: String = "case") throws -> CaseSession {
    try World.session(scratch, [World.people("a.csv", Self.keys.map { ($0, nil) })], name: name)
  }

  @Test("A decision holds in every re-run until it is withdrawn, and the log tells of both")
  func lifetime() throws {
    let scratch = try Scratch()
    let session = try three(scratch)
    #expect(try session.link().entities == 3)
    _ = try session.decide(
      (Self.keys[2], Self.keys[0]), .same, analyst: "DC Sample", reason: "same photograph")
    let linked = try session.link()
    #expect(linked.entities == 2)
    #expect(linked.merges == [.init(reason: "judged the same", count: 1)])
    _ = try session.store([World.people("b.csv", [("D/nominal/4", nil)])])
    #expect(try session.link().entities == 3)
    try session.withdraw(
      (Self.keys[0], Self.keys[2]), analyst: "DI Test", reason: "wrong photograph")
    #expect(try session.link().entities == 4)
    let stored = try session.judgements()
    #expect(stored.map(\.judgement.verdict) == [.same])
    #expect(stored[0].withdrawn?.analyst == "DI Test")
    let entries = try session.log().filter { $0.operation == .alteration }.map { $0.detail ?? "" }
    #expect(entries.count == 2)
    #expect(entries[0].contains("DC Sample judged A/nominal/1 and C/nominal/3 same"))
    #expect(entries[1].contains("DI Test withdrew"))
    #expect(try session.verifyLog())
  }

  @Test("Decisions hold in whatever order decisions and files come in")
  func order() throws {
    let scratch = try Scratch()
    let files = Self.keys.enumerated().map { World.people("\($0).csv", [($1, "QQ123456A")]) }
    var found: [[String]] = []
    for (number, order) in [[0, 1, 2], [2, 0, 1]].enumerated() {
      let session = try World.session(scratch, order.map { files[$0] }, name: "case\(number)")
      let decisions: [(Int, Int, Judgement.Verdict)] = [(0, 1, .different), (2, 1, .different)]
      for decision in number == 0 ? decisions : decisions.reversed() {
        _ = try session.decide(
          (Self.keys[decision.0], Self.keys[decision.1]), decision.2, analyst: "A", reason: "r")
      }
      let summary = try session.link()
      #expect(summary.entities == 2)
      #expect(
        summary.heldBack.map(\.reason) == ["same National Insurance number, judged different"])
      found.append(try session.explain((Self.keys[0], Self.keys[2])).joins)
    }
    #expect(found[0] == found[1])
    #expect(found[0].count == 1)
  }

  @Test("Another decision on the same records replaces the first, which stays on record")
  func replaced() throws {
    let scratch = try Scratch()
    let session = try three(scratch)
    for verdict in [Judgement.Verdict.unsure, .same, .different] {
      _ = try session.decide(
        (Self.keys[0], Self.keys[1]), verdict, analyst: "A", reason: verdict.rawValue)
    }
    let stored = try session.judgements()
    #expect(stored.map { $0.withdrawn != nil } == [true, true, false])
    #expect(stored[0].withdrawn?.reason == "replaced: same")
    #expect(throws: CaseError.self) {
      try session.file.execute("UPDATE decision SET payload = '{}' WHERE id = 3")
    }
    #expect(throws: CaseError.self) { try session.file.execute("DELETE FROM decision") }
    #expect(throws: CaseError.self) { try session.file.execute("UPDATE decision SET act = 'undo'") }
    #expect(throws: CaseError.self) {
      try session.file.execute("INSERT OR REPLACE INTO decision SELECT * FROM decision")
    }
  }

  @Test("Unknown, equal and unlike records are refused, with what may have been meant")
  func refused() throws {
    let scratch = try Scratch()
    let session = try three(scratch)
    _ = try session.store([World.file("v.csv", [World.row(0)])])
    func refusal(_ a: String, _ b: String) -> CaseError? {
      do {
        _ = try session.decide((a, b), .same, analyst: "A", reason: "r")
        return nil
      } catch {
        return error as? CaseError
      }
    }
    #expect(
      refusal("X/nominal/1", Self.keys[1])
        == .unknownRecord(key: "X/nominal/1", similar: [Self.keys[0]]))
    #expect(refusal(Self.keys[0], "nobody") == .unknownRecord(key: "nobody", similar: []))
    #expect(refusal(Self.keys[0], Self.keys[0]) == .sameRecord(key: Self.keys[0]))
    #expect(
      refusal(Self.keys[0], "SYS/vehicle/QZ0ABC")
        == .differentKinds(
          first: Self.keys[0], second: "SYS/vehicle/QZ0ABC", kinds: ["nominal", "vehicle"]))
    #expect(throws: CaseError.noDecision(first: Self.keys[0], second: Self.keys[1])) {
      try session.withdraw((Self.keys[0], Self.keys[1]), analyst: "A", reason: "r")
    }
    #expect(throws: CaseError.notLinked(path: scratch.path("case.ocg"))) {
      try session.reviewQueue()
    }
    #expect(try session.judgements().isEmpty)
  }

  @Test(
    "An entity keeps its id over imports, a merge keeps the older one, and a split is on record")
  func ids() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.people("b.csv", [("B/nominal/2", "QQ123456A")])])
    _ = try session.link()
    let old = try #require(try session.entityID(of: "B/nominal/2"))
    // A record with a lesser key joins it: on its own that one would have given the id.
    _ = try session.store([World.people("a.csv", [("A/nominal/1", "QQ123456A")])])
    #expect(try session.link().entities == 1)
    #expect(try session.entityID(of: "A/nominal/1") == old)
    _ = try session.decide(
      ("A/nominal/1", "B/nominal/2"), .different, analyst: "A", reason: "two people")
    #expect(try session.link().entities == 2)
    #expect(try session.entityID(of: "B/nominal/2") == old)
    let split = try #require(try session.entityID(of: "A/nominal/1"))
    #expect(split != old)
    #expect(
      try session.file.integer(
        "SELECT count(*) FROM entityChange WHERE oldID = '\(old)' AND newID = '\(split)'") == 1)
    #expect(try session.file.integer("SELECT count(*) FROM entityChange") == 1)
    // The id that went comes back to the part that it stood for.
    try session.withdraw(("A/nominal/1", "B/nominal/2"), analyst: "A", reason: "one after all")
    _ = try session.link()
    let explanation = try session.explain((split, "B/nominal/2"))
    #expect(explanation.first == "A/nominal/1")
  }

  @Test("The queue shows what both records say, and a decided pair leaves it at once")
  func queue() throws {
    let scratch = try Scratch()
    let session = try World.session(scratch, [World.file("a.csv", (0..<6).map { World.row($0) })])
    _ = try session.link()
    #expect(try session.reviewQueue().isEmpty)
    try session.file.execute(
      """
      INSERT INTO possibleMatch (firstRecord, secondRecord, thousandths, gain, reason)
      SELECT min(record), max(record), 900, 1800, 'name equal' FROM description
      WHERE kind = 'nominal'
      """)
    let pair = try #require(try session.reviewQueue().first)
    #expect(pair.thousandths == 900)
    #expect(pair.reason == "name equal")
    for side in [pair.first, pair.second] {
      #expect(side.key.hasPrefix("SYS/nominal/"))
      #expect(side.lines.contains { $0.name == "name" && $0.text.hasPrefix("Name ") })
      #expect(side.lines.contains { $0.name == "driver" && $0.text.hasPrefix("SYS/vehicle/") })
    }
    let keys = (pair.first.key, pair.second.key)
    _ = try session.decide(keys, .unsure, analyst: "A", reason: "r")
    #expect(try session.reviewQueue().isEmpty)
    try session.withdraw(keys, analyst: "A", reason: "r")
    #expect(try session.reviewQueue().count == 1)
  }

  @Test("Linking after an import comes to what linking all at once comes to")
  func incremental() throws {
    let scratch = try Scratch()
    let rows = (0..<60).map { World.row($0) }
    let stepwise = try World.session(
      scratch, [World.file("a.csv", Array(rows[..<30]))], name: "steps")
    _ = try stepwise.link()
    _ = try stepwise.store([World.file("b.csv", Array(rows[30...]))])
    let after = try stepwise.link()
    let whole = try World.session(
      scratch,
      [World.file("a.csv", Array(rows[..<30])), World.file("b.csv", Array(rows[30...]))],
      name: "whole")
    #expect(after == (try whole.link()))
  }

  @Test("Linking again without a change stores no run, and a stored join that was changed stops it")
  func unchanged() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.people("a.csv", Self.keys.map { ($0, "QQ123456A") })])
    let first = try session.link()
    #expect(try session.link() == first)
    #expect(try session.summary().count("runs") == 1)
    try session.file.execute("UPDATE merge SET reason = 'forged' WHERE id = 1")
    // What was changed is evidence, and is not written over.
    #expect(throws: CaseError.self) { try session.link() }
    #expect(try session.file.integer("SELECT count(*) FROM merge WHERE reason = 'forged'") == 1)
  }
}
