import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("Linkings one after the other") struct LinkHistoryTests {
  private static let number = "QQ123456A"

  @Test("A record is as old as its description: being referred to takes no entity's id")
  func referredTo() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch,
      [World.people("b.csv", [("B/nominal/2", Self.number)], referringTo: ["A/nominal/1"])])
    _ = try session.link()
    #expect(try session.link().unresolvedReferences == 1)
    #expect(try session.summary().count("runs") == 1, "what is only referred to is never new")
    let old = try #require(try session.entityID(of: "B/nominal/2"))
    // The lesser key was known first, but only now is it a person.
    _ = try session.store([World.people("a.csv", [("A/nominal/1", Self.number)])])
    #expect(try session.link().entities == 1)
    #expect(try session.entityID(of: "A/nominal/1") == old)
    #expect(try session.summary().count("runs") == 2)
  }

  @Test(
    "An id that went elsewhere leads to where its records are, and says in which runs they went")
  func redirects() throws {
    let scratch = try Scratch()
    let keys = ["A/nominal/1", "B/nominal/2", "C/nominal/3"]
    let session = try World.session(scratch, [World.people("c.csv", [(keys[2], nil)])])
    _ = try session.link()
    let oldest = try #require(try session.entityID(of: keys[2]))
    _ = try session.store([World.people("ab.csv", [(keys[0], nil), (keys[1], nil)])])
    _ = try session.link()
    let (a, b) = (
      try #require(try session.entityID(of: keys[0])),
      try #require(try session.entityID(of: keys[1]))
    )
    // B goes into A, and A with it into the older C.
    _ = try session.decide((keys[0], keys[1]), .same, analyst: "A", reason: "r")
    _ = try session.link()
    _ = try session.decide((keys[0], keys[2]), .same, analyst: "A", reason: "r")
    _ = try session.link()
    let account = try session.account(of: b)
    #expect(account.parts.map(\.id) == [oldest])
    #expect(account.parts.map(\.records) == [keys])
    #expect(account.parts[0].joins.count == 2)
    #expect(
      account.redirects == [.init(old: b, new: a, run: 3), .init(old: a, new: oldest, run: 4)])
    #expect(try session.account(of: oldest).redirects == [])
    #expect(try session.account(of: keys[1]).parts.map(\.id) == [oldest])
    let explanation = try session.explain((b, keys[2]))
    #expect(explanation.outcome == .same)
    #expect(explanation.notes.prefix(2).map { $0.contains("went to") } == [true, true])
    // Split again: the id of the whole leads first to what bears it, then to the other part.
    try session.withdraw((keys[0], keys[2]), analyst: "A", reason: "r")
    _ = try session.link()
    #expect(try session.account(of: oldest).parts.map(\.id) == [oldest, a])
    // The whole is a stranger's now: A and B went through it and on.
    for id in [a, b] {
      let account = try session.account(of: id)
      #expect(account.parts.map(\.id) == [a], "\(id)")
      #expect(account.parts.map(\.records) == [[keys[0], keys[1]]], "\(id)")
    }
    #expect(try session.account(of: b).redirects.map(\.run) == [3, 4, 5])
    #expect(throws: CaseError.self) { try session.account(of: "P-NOSUCHID00") }
  }

  @Test("Looking at the queue and asking why are logged as consultation, with the records")
  func consultation() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.people("a.csv", [("A/nominal/1", nil), ("B/nominal/2", nil)])])
    _ = try session.link()
    _ = try session.reviewQueue()
    _ = try session.explain(("A/nominal/1", "B/nominal/2"))
    _ = try session.account(of: "A/nominal/1")
    let entries = try session.log().filter { $0.operation == .consultation }
    #expect(
      entries.map(\.detail) == [
        "showed pairs that are possibly the same: 0", "explained A/nominal/1 and B/nominal/2",
        "explained A/nominal/1",
      ])
    #expect(entries.map(\.purpose) == ["clerical review", "linkage", "linkage"])
  }

  @Test("Undoing an answer brings back the decision that it replaced, as it was")
  func undo() throws {
    let scratch = try Scratch()
    let keys = ("A/nominal/1", "B/nominal/2")
    let session = try World.session(
      scratch, [World.people("a.csv", [(keys.0, nil), (keys.1, nil)])])
    let first = try session.decide(keys, .different, analyst: "DI Test", reason: "two photographs")
    _ = try session.decide(keys, .same, analyst: "DC Sample", reason: "review")
    #expect(try session.undo(keys, analyst: "DC Sample") == first)
    let stored = try session.judgements()
    #expect(stored.map(\.judgement.verdict) == [.different, .same, .different])
    #expect(stored.map { $0.withdrawn == nil } == [false, false, true])
    #expect(
      try session.log().last?.detail?.contains("again in force: different by DI Test") == true)
    // What replaced nothing leaves nothing, and what was withdrawn on purpose stays so.
    try session.withdraw(keys, analyst: "DI Test", reason: "wrong photograph")
    _ = try session.decide(keys, .unsure, analyst: "DC Sample", reason: "review")
    #expect(try session.undo(keys, analyst: "DC Sample") == nil)
    #expect(throws: CaseError.noDecision(first: keys.0, second: keys.1)) {
      try session.undo(keys, analyst: "DC Sample")
    }
    #expect(try session.verifyLog())
  }

  @Test("Each undoing goes one decision further back, and a withdrawal is none whatever its reason")
  func undoTwice() throws {
    let scratch = try Scratch()
    let keys = ("A/nominal/1", "B/nominal/2")
    let session = try World.session(
      scratch, [World.people("a.csv", [(keys.0, nil), (keys.1, nil)])])
    let made = try [Judgement.Verdict.unsure, .same, .different].map { verdict in
      try session.decide(keys, verdict, analyst: "DC Sample", reason: "review")
    }
    #expect(try session.undo(keys, analyst: "DC Sample") == made[1])
    #expect(try session.undo(keys, analyst: "DC Sample") == made[0])
    #expect(try session.undo(keys, analyst: "DC Sample") == nil)
    _ = try session.decide(keys, .same, analyst: "DC Sample", reason: "review")
    try session.withdraw(keys, analyst: "DC Sample", reason: "replaced: wrong man")
    _ = try session.decide(keys, .different, analyst: "DC Sample", reason: "two photographs")
    #expect(try session.undo(keys, analyst: "DC Sample") == nil)
    #expect(try session.judgements().allSatisfy { $0.withdrawn != nil })
  }

  @Test("A decision can be taken back though rows have since made its records of two kinds")
  func kindChange() throws {
    let scratch = try Scratch()
    let keys = ("A/nominal/1", "B/nominal/2")
    func session(_ name: String) throws -> CaseSession {
      let session = try World.session(
        scratch, [World.people("a.csv", [(keys.0, nil), (keys.1, nil)])], name: name)
      _ = try session.decide(keys, .same, analyst: "DC Sample", reason: "r")
      let row = RowFacts(
        row: 1, content: [1],
        records: [SourceRecord(key: keys.0, kind: .account, system: "S", features: [])])
      _ = try session.store([World.file("kinds.csv", [row])])
      return session
    }
    let (one, two) = (try session("one"), try session("two"))
    #expect(throws: CaseError.self) {
      try one.decide(keys, .different, analyst: "DC Sample", reason: "r")
    }
    try one.withdraw(keys, analyst: "DC Sample", reason: "r")
    #expect(try two.undo(keys, analyst: "DC Sample") == nil)
    for session in [one, two] {
      #expect(try session.judgements().allSatisfy { $0.withdrawn != nil })
    }
    #expect(throws: CaseError.unknownRecord(key: "nobody", similar: [])) {
      try one.withdraw((keys.0, "nobody"), analyst: "DC Sample", reason: "r")
    }
  }

  @Test("A linking of what another program has linked meanwhile is refused, and nothing is lost")
  func linkedMeanwhile() throws {
    let scratch = try Scratch()
    let keys = ("A/nominal/1", "B/nominal/2")
    let session = try World.session(
      scratch, [World.people("a.csv", [(keys.0, nil), (keys.1, nil)])])
    let early = try session.evidenceAndIDs(progress: nil)
    let other = try CaseSession.open(at: scratch.path("case.ocg"))
    _ = try other.decide(keys, .same, analyst: "DC Sample", reason: "r")
    #expect(try other.link().entities == 1)
    #expect(throws: CaseError.busy(path: scratch.path("case.ocg"))) {
      try session.resolution(of: early)
    }
    #expect(try session.summary().count("runs") == 1)
    #expect(try session.link().entities == 1)
    #expect(try session.summary().count("runs") == 1)
  }

  @Test("A pair that a rule held back waits for review without a probability, until it is decided")
  func heldBack() throws {
    let scratch = try Scratch()
    func person(_ key: String, _ number: String) -> SourceRecord {
      SourceRecord(
        key: key, kind: .nominal, system: "S",
        features: [
          Feature(name: .name, raw: "Ada Sample", value: "ada sample"),
          Feature(name: .dateOfBirth, raw: "06/05/1990", value: "1990-05-06"),
          Feature(name: .nationalInsuranceNumber, raw: number, value: number),
        ])
    }
    let row = RowFacts(
      row: 1, content: [1],
      records: [person("A/nominal/1", "QQ111111A"), person("B/nominal/2", "QQ222222A")])
    let session = try World.session(scratch, [World.file("a.csv", [row])])
    #expect(try session.link().queue == 1)
    #expect(try session.link().queue == 1, "stored and read again")
    let pair = try #require(try session.reviewQueue().first)
    #expect(pair.thousandths == nil)
    #expect(pair.reason.contains("2 different values of nationalInsuranceNumber"))
    _ = try session.decide((pair.first.key, pair.second.key), .same, analyst: "A", reason: "r")
    #expect(try session.reviewQueue().isEmpty)
    #expect(try session.link().entities == 1)
  }

  @Test(
    "Rows linked as they come, in whatever portions, come to what they come to all at once",
    arguments: 0..<8 as Range<UInt64>)
  func portions(seed: UInt64) throws {
    let scratch = try Scratch()
    var order = SeededOrder(state: seed)
    // Numbers that repeat, so that later rows join earlier ones.
    let people = (0..<40).map { person in
      (
        key: "S\(person % 3)/nominal/\(person)",
        number: Bool.random(using: &order) ? "QQ12340\(Int.random(in: 0..<9, using: &order))A" : nil
      )
    }.shuffled(using: &order)
    let size = Int.random(in: 5..<15, using: &order)
    let files = stride(from: 0, to: people.count, by: size).map { start in
      World.people("\(start).csv", Array(people[start..<min(start + size, people.count)]))
    }
    let stepwise = try CaseSession.create(at: scratch.path("steps.ocg"))
    for file in files {
      _ = try stepwise.store([file])
      _ = try stepwise.link()
    }
    let whole = try World.session(scratch, files, name: "whole")
    #expect(try stepwise.link() == (try whole.link()))
    #expect(try stepwise.partition() == (try whole.partition()))
  }
}

extension CaseSession {
  /// The keys of each entity's records.
  fileprivate func partition() throws -> Set<[String]> {
    let outcome = try evidenceAndIDs(progress: nil)
    let records = outcome.evidence.records
    return Set(try resolution(of: outcome).entities.map { $0.records.map { records[$0].key } })
  }
}
