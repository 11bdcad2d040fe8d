import Foundation
import GRDB
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("Amounts in a case") struct AmountTests {
  /// Row `number`: a transfer of as many pence between two of five accounts, and for each third row a
  /// holder.
  private static func row(_ number: Int) -> RowFacts {
    func account(_ place: Int) -> SourceRecord {
      SourceRecord(
        key: "S/account/\(place)", kind: .account, system: "S",
        features: [Feature(name: .bankAccount, raw: "00-00-01 \(place)", value: "\(place)")])
    }
    let holder = SourceRecord(key: "S/nominal/\(number % 4)", kind: .nominal, system: "S")
    return RowFacts(
      row: number + 1, content: Array("\(number)|".utf8),
      records: [account(number % 5), account((number + 1) % 5), holder],
      links: [
        RowFacts.Link(
          from: 0, to: 1, type: .transferred, role: nil,
          interval: DayInterval(on: Day(number: Int32(20_640 + number))),
          key: World.key(number, 7),
          amount: Money(hundredths: Int64(number + 1), currency: number % 2 == 0 ? "GBP" : "EUR")),
        RowFacts.Link(
          from: 2, to: 0, type: .accountHolder, role: nil, interval: .unknown,
          key: World.key(number, 8)),
      ])
  }

  private static func amounts(_ session: CaseSession) throws -> [Money] {
    try session.evidence().assertions.compactMap(\.amount)
  }

  @Test("Come back with the statements that they belong to, in any order of rows")
  func roundTrip() throws {
    let scratch = try Scratch()
    let rows = (0..<20).map(Self.row)
    let session = try World.session(scratch, [World.file("a.csv", rows, system: "S")])
    let evidence = try session.evidence()
    #expect(evidence.assertions.count == 40)
    for assertion in evidence.assertions {
      let expected = assertion.type == .transferred ? rows[assertion.row - 1].links[0].amount : nil
      #expect(assertion.amount == expected)
    }
    let turned = try World.session(
      scratch, [World.file("a.csv", rows.reversed(), bytes: "turned", system: "S")], name: "turned")
    #expect(try turned.evidence().assertions == evidence.assertions)
    #expect(try session.audit().faults == [] && session.check().faults == [])
  }

  @Test(
    "An amount that another hand changed, added or took away is found",
    arguments: [
      "UPDATE amount SET hundredths = hundredths + 1 WHERE assertion = 1",
      "UPDATE amount SET currency = 'USD' WHERE assertion = 1",
      "DELETE FROM amount WHERE assertion = 3",
      "INSERT INTO amount VALUES (2, 5, 'GBP')",
    ])
  func forged(sql: String) throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<4).map(Self.row), system: "S")])
    #expect(try session.audit().faults == [])
    try session.file.execute(sql)
    #expect(try session.audit().faults.contains { "\($0)".contains("imported rows") })
  }

  @Test(
    "The tables refuse what is no amount",
    arguments: [
      "INSERT INTO amount VALUES (2, 0, 'GBP')", "INSERT INTO amount VALUES (2, -5, 'GBP')",
      "INSERT INTO amount VALUES (2, 5, 'POUND')", "INSERT INTO amount VALUES (2, 1.5, 'GBP')",
      "INSERT INTO amount VALUES (99, 5, 'GBP')",
    ])
  func refused(sql: String) throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<4).map(Self.row), system: "S")])
    #expect(throws: (any Error).self) { try session.file.execute(sql) }
  }

  @Test("A case of the fifth format is upgraded after a backup, whole, and takes transfers")
  func upgrade() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let fifth = Schema(migrations: Array(Schema.current.migrations[..<5]))
    do {
      let file = try CaseFile.create(at: path, schema: fifth)
      let digest = World.digest("a")
      try file.execute(
        """
        INSERT INTO source (id, system, name, fileDigest, contentDigest, profile, mappingDigest,
            marking, receipt, rowsRead, rowsStored, rowsRejected)
          VALUES (1, 'S', 'a', '\(digest)', '\(digest)', 'test', '\(digest)', 'OFFICIAL',
            '{"account":{"assertions":0,"file":"a","profile":"test","rejectedByReason":[],"rejections":[],"rowsRead":0,"rowsRejected":0,"rowsStored":0,"system":"S","unvalidated":[]},"alreadyImported":false,"kindConflicts":0}',
            0, 0, 0);
        INSERT INTO record (id, key, system, source)
          VALUES (1, 'S/account/0', 'S', 1), (2, 'S/account/9', 'S', 1);
        INSERT INTO description VALUES (1, 1, 'account'), (2, 1, 'account');
        INSERT INTO assertion VALUES (1, 5, 1, 2, 'paid', NULL, 20000, 20001, NULL, 1, 1);
        """)
      try file.write { db in
        try AuditLog.append(
          .collection, "imported a", evidence: try EvidenceTotal.counted(in: db), to: db)
      }
    }
    let session = try CaseSession.open(at: path)
    #expect(try session.file.integer("PRAGMA user_version") == Schema.current.version)
    #expect(FileManager.default.fileExists(atPath: scratch.path("case.ocg.format-5.backup")))
    #expect(try session.evidence().assertions.map(\.amount) == [nil])
    let faults = try session.audit().faults
    #expect(!faults.contains { "\($0)".contains("imported rows") }, "\(faults)")
    _ = try session.store([World.file("b.csv", (0..<3).map(Self.row), system: "S")])
    #expect(try Self.amounts(session).map(\.hundredths).sorted() == [1, 2, 3])
  }

  @Test("A corrected file takes the amounts of the one before with it")
  func replaced() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<3).map(Self.row), system: "S")])
    try session.file.execute("UPDATE source SET replacedBy = 1 WHERE id = 1")
    #expect(try Self.amounts(session).isEmpty)
  }

  @Test("A recipient who may not be given accounts is given no amounts", arguments: [true, false])
  func recipients(mayHaveAccounts: Bool) throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<20).map(Self.row), system: "S")])
    let policy = try scratch.write("{ stability: { replicates: 0 } }", to: "policy.json5")
    var request = CaseSession.AssessmentRequest(
      period: try #require(Period("2026-Q3")), policyPath: policy, recipient: "R", title: "T",
      charts: 0, workers: 1)
    let force = try RecipientProfile.named("force")
    request.profile = RecipientProfile(
      name: "test", version: 1, marking: .officialSensitive, needsAgreement: false,
      features: force.features.filter { mayHaveAccounts || $0 != .bankAccount })
    let outcome = try session.evidenceAndIDs(progress: nil)
    let cut = try session.cut(
      outcome, resolution: Linker.resolve(outcome.evidence),
      for: try AssessmentPlan(request, .export("flows")), workers: 1, progress: nil)
    let amounts = cut.0.evidence.assertions.compactMap(\.amount)
    #expect(amounts.count == (mayHaveAccounts ? 20 : 0))
    #expect(cut.0.evidence.assertions.count { $0.type == .transferred } == 20)
  }

  @Test("An amount goes with its statement")
  func deleted() throws {
    let scratch = try Scratch()
    let session = try World.session(
      scratch, [World.file("a.csv", (0..<3).map(Self.row), system: "S")])
    try session.file.execute("DELETE FROM assertion WHERE row = 2")
    #expect(try session.file.integer("SELECT count(*) FROM amount") == 2)
  }
}
