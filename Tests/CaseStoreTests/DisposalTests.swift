import Foundation
import GRDB
import Linkage
import Records
import Testing

@testable import CaseStore

@Suite("A disposal") struct DisposalTests {
  /// Two people whose keys begin alike, a third, and what rows say of them: reports, phones, notes.
  private func session(_ scratch: Scratch) throws -> CaseSession {
    let rows = ["1", "12", "2"].enumerated().map { place, id in
      let person = SourceRecord(
        key: "S/nominal/\(id)", kind: .nominal, system: "S",
        features: [
          Feature(name: .name, raw: "Zebedee\(id), Test", value: "zebedee\(id) test"),
          Feature(name: .nationalInsuranceNumber, raw: "qq 11 11 1\(id) a", value: "QQ1111\(id)A"),
        ])
      let phone = SourceRecord(
        key: "S/phone/0770090000\(place)", kind: .phone, system: "S",
        features: [
          Feature(name: .phoneNumber, raw: "0770090000\(place)", value: "+44770090000\(place)")
        ])
      let house = SourceRecord(
        key: "S/address/1", kind: .address, system: "S",
        features: [Feature(name: .note, raw: "home of Zebedee\(id), Test", value: nil)])
      return RowFacts(
        row: place + 1, content: Array("\(id)|".utf8), records: [person, phone, house],
        report: SourceReport(
          key: "S/REPORT-\(id)", reference: "REPORT-\(id)", system: "S",
          grading: Grading(
            source: .reliable, assessment: .b, handling: .permitted, original: "1BP"),
          entered: Day(iso: "2026-07-01"), crimeCode: nil),
        links: [
          RowFacts.Link(
            from: 0, to: 1, type: .subscriber, role: nil, interval: .unknown, key: UInt64(place)),
          RowFacts.Link(
            from: 0, to: 2, type: .resident, role: nil, interval: .unknown,
            key: UInt64(place + 10)),
        ],
        subject: Subject(
          id: "PI-\(id)", kind: .priorityIndividual, title: "Zebedee\(id)", status: "active",
          owner: nil, lastAssessed: nil, due: nil),
        member: 0,
        disruption: nil)
    }
    let session = try World.session(scratch, [World.file("a.csv", rows, system: "S")])
    _ = try session.link()
    _ = try session.decide(
      ("S/nominal/1", "S/nominal/2"), .different, analyst: "A", reason: "two people")
    _ = try session.decide(
      ("S/nominal/12", "S/nominal/2"), .different, analyst: "A", reason: "two people")
    _ = try session.explain(("S/nominal/1", "S/nominal/12"))
    _ = try session.account(of: "S/nominal/12")
    let request = CaseSession.AssessmentRequest(
      period: try #require(Period("2026-Q3")), policyPath: nil, recipient: "R", title: "T",
      charts: 0, workers: 1)
    _ = try session.assess(request, purpose: .export("csv"))
    return session
  }

  /// How often `text` stands in the files of the case.
  private func occurrences(_ text: String, _ scratch: Scratch) -> Int {
    ["case.ocg", "case.ocg-wal"].reduce(0) { sum, name in
      guard let data = FileManager.default.contents(atPath: scratch.path(name)) else { return sum }
      var count = 0
      var rest = data.startIndex..<data.endIndex
      while let found = data.range(of: Data(text.utf8), in: rest) {
        count += 1
        rest = found.upperBound..<data.endIndex
      }
      return sum + count
    }
  }

  @Test("Leaves no id, name or number of the person in any byte of the file")
  func bytes() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let id = try #require(try session.entityID(of: "S/nominal/1"))
    let longer = occurrences("S/nominal/12", scratch)
    #expect(longer > 0)
    let summary = try session.dispose(of: id, person: "DI Test", reason: "review of 2033")
    // All that is left of "S/nominal/1" is the beginning of the other key.
    #expect(
      occurrences("S/nominal/1", scratch) == occurrences("S/nominal/12", scratch))
    #expect(occurrences("S/nominal/12", scratch) > 0)
    for text in [
      id, "Zebedee1,", "zebedee1 ", "QQ11111A", "qq 11 11 11 a", "07700900000",
    ] {
      #expect(occurrences(text, scratch) == 0, "\(text)")
    }
    #expect(summary.records == 2, "the person and a phone of nobody else")
    #expect(summary.assertions == 2)
    #expect(summary.reports == 1)
    #expect(summary.decisions == 1)
    #expect(summary.logEntries.count == 2)
    #expect(summary.copies == [])
  }

  @Test("Leaves everybody else as they were, and a log that is still whole")
  func others() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let entries = try session.log().count
    _ = try session.dispose(of: "S/nominal/1", person: "DI Test", reason: "review of 2033")
    #expect(try session.audit().faults == [])
    #expect(try session.check().faults == [])
    let evidence = try session.evidence()
    #expect(
      evidence.records.map(\.key) == [
        "S/address/1", "S/nominal/12", "S/nominal/2", "S/phone/07700900001",
        "S/phone/07700900002",
      ])
    #expect(evidence.reports.map(\.reference) == ["REPORT-12", "REPORT-2"])
    #expect(evidence.subjects.map(\.id) == ["PI-12", "PI-2"])
    #expect(try session.judgements().map(\.judgement.first) == ["S/nominal/12"])
    let log = try session.log()
    #expect(log.filter { $0.detail == nil }.map(\.operation) == [.alteration, .consultation])
    #expect(log[entries].operation == .erasure)
    #expect(log[entries].detail?.contains("disposed of a person: 2 records") == true)
    #expect(try session.link().records == 5)
    #expect(throws: CaseError.self) {
      try session.dispose(of: "S/nominal/1", person: "DI Test", reason: "again")
    }
    let imported = try session.store([World.file("b.csv", [World.row(3)])])
    #expect(imported.count == 1)
    #expect(try session.audit().faults == [])
  }

  @Test("Removes the files of products that are as they were written, and names the others")
  func products() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let names = ["list.csv", "chart.svg", "gone.dot", "other.csv"]
    let texts = names.map { "made of \($0)" }
    try session.note(
      products: zip(names, texts).map { (scratch.path($0), Data($1.utf8)) }, for: "R")
    for (name, text) in zip(names, texts) where name != "gone.dot" {
      _ = try scratch.write(text, to: name)
    }
    // Made anew since: both are the case's own.
    try session.note(products: [(scratch.path("list.csv"), Data("made again".utf8))], for: "R")
    _ = try scratch.write("made again", to: "list.csv")
    _ = try scratch.write("a hand was here", to: "other.csv")
    let summary = try session.dispose(
      of: "S/nominal/1", person: "DI Test", reason: "review of 2033")
    #expect(summary.products == [scratch.path("chart.svg"), scratch.path("list.csv")])
    #expect(
      summary.remainingProducts == [
        "\(scratch.path("other.csv")): was changed by another hand since it was written"
      ])
    for name in ["list.csv", "chart.svg"] {
      #expect(!FileManager.default.fileExists(atPath: scratch.path(name)))
    }
    #expect(FileManager.default.fileExists(atPath: scratch.path("other.csv")))
    #expect(try session.audit().faults == [])
    #expect(try session.log().contains { $0.detail?.contains("2 files of products") == true })
  }

  @Test("Makes runs before it no longer verifiable, and they say why")
  func runs() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.dispose(of: "S/nominal/2", person: "DI Test", reason: "review of 2033")
    let found = try session.verify(run: 1)
    #expect(!found.isVerified)
    #expect(found.reasons.contains { $0.contains("disposed of") }, "\(found.reasons)")
  }

  @Test(
    "That was stopped before the file was written anew is finished when the case is next opened")
  func stopped() throws {
    let scratch = try Scratch()
    do {
      _ = try session(scratch)
      let (session, reader) = (try hasty(scratch), try hasty(scratch))
      // A reader of the state before keeps the log of writes from being emptied.
      try reader.file.read { db in
        let keys = try String.fetchAll(db, sql: "SELECT key FROM record")
        #expect(keys.count == 7)
        let summary = try session.dispose(
          of: "S/nominal/1", person: "DI Test", reason: "review of 2033")
        // What was done is told, with what is left to do.
        #expect(summary.isUnfinished && summary.records == 2)
        #expect(try session.evidence().records.count == 5)
      }
    }
    let again = try CaseSession.open(at: scratch.path("case.ocg"))
    #expect(occurrences("Zebedee1,", scratch) == 0)
    #expect(try again.audit().faults == [])
    #expect(try again.file.integer("SELECT count(*) FROM unfinished") == 0)
  }

  /// A session that waits for nobody.
  private func hasty(_ scratch: Scratch) throws -> CaseSession {
    try CaseSession.open(at: scratch.path("case.ocg"), waiting: 0.05)
  }

  @Test("Is refused where its reason would name the person, or for a thing")
  func refused() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    for reason in ["S/nominal/1 asked for it", "zebedee1 TEST asked", "of Test, Zebedee1"] {
      #expect(throws: CaseError.reasonNamesPerson(key: "S/nominal/1")) {
        try session.dispose(of: "S/nominal/1", person: "A", reason: reason)
      }
    }
    #expect(throws: CaseError.notAPerson(key: "S/address/1", kind: "address")) {
      try session.dispose(of: "S/address/1", person: "A", reason: "r")
    }
    #expect(try session.evidence().records.count == 7)
  }

  @Test("Tells of copies that were made before and still hold the person")
  func copies() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    _ = try session.backUp(to: scratch.path("copy.ocg"))
    let summary = try session.dispose(of: "S/nominal/1", person: "A", reason: "r")
    #expect(summary.copies == [scratch.path("copy.ocg")])
  }

  @Test("Tells of copies wherever it is called from, and of those that upgrades made")
  func placesOfCopies() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    // From the folder of the tests, by a path that means nothing elsewhere.
    let up = String(
      repeating: "../", count: FileManager.default.currentDirectoryPath.split(separator: "/").count)
    _ = try session.backUp(to: up + scratch.path("copy.ocg").dropFirst())
    _ = try scratch.write("", to: "case.ocg.format-6.backup")
    _ = try scratch.write("", to: "case.ocg.format-6.backup-2")
    _ = try scratch.write("", to: "other.ocg.format-6.backup")
    let summary = try session.dispose(of: "S/nominal/1", person: "A", reason: "r")
    #expect(
      summary.copies.map { $0.split(separator: "/").last } == [
        "copy.ocg", "case.ocg.format-6.backup", "case.ocg.format-6.backup-2",
      ])
    #expect(summary.copies.allSatisfy { $0.hasPrefix("/") && !$0.contains("..") })
  }

  @Test("Takes the person out of titles, notes, judges and names of files, in any spelling")
  func freeText() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    func row(_ number: Int, _ title: String, _ note: String) -> RowFacts {
      RowFacts(
        row: number, content: Array("m\(number)".utf8), records: [], report: nil, links: [],
        subject: Subject(
          id: "OCG-\(number)", kind: .ocg, title: title, status: "active", owner: nil,
          lastAssessed: nil, due: nil), member: nil,
        disruption: Disruption(
          subject: "OCG-\(number)", day: Day(number: 20_000), level: .major, judge: "DI Judge",
          note: note))
    }
    let rows = [
      row(1, "Group around TEST, ZEBEDEE1", "arrest of test zebedee1 at home"),
      // Both become one when the name is gone.
      row(2, "Yard", "Zebedee1, Test"), row(2, "Yard", "of Test Zebedee1 again"),
      row(3, "Zebedee12, Test and others", "a test of patience, and Zebedee1's yard"),
    ]
    _ = try session.store([World.file("list of Zebedee1 Test.csv", rows, system: "S")])
    _ = try session.dispose(of: "S/nominal/1", person: "DI Test", reason: "review of 2033")
    let evidence = try session.evidence()
    let titles = Dictionary(uniqueKeysWithValues: evidence.subjects.map { ($0.id, $0.title) })
    #expect(titles["OCG-1"] == "(removed)" && titles["OCG-2"] == "Yard")
    #expect(titles["OCG-3"] == "Zebedee12, Test and others")
    #expect(
      evidence.disruptions.map(\.note) == [
        "(removed)", "(removed)", "a test of patience, and Zebedee1's yard",
      ])
    #expect(evidence.sources.map(\.name).sorted() == ["(removed)", "a.csv"])
    for text in ["ZEBEDEE1\"", "TEST, ZEBEDEE1", "test zebedee1", "Zebedee1 Test"] {
      #expect(occurrences(text, scratch) == 0, "\(text)")
    }
    #expect(try session.audit().faults == [])
  }

  @Test("Takes what goes with the person out of decisions, the log and products' parameters")
  func things() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let (own, other) = ("S/phone/07700900000", "S/phone/07700900001")
    let id = try #require(try session.entityID(of: own))
    _ = try session.decide((own, other), .different, analyst: "A", reason: "two phones")
    _ = try session.decide(
      (other, "S/phone/07700900002"), .different, analyst: "A", reason: "as well")
    _ = try session.explain((own, other))
    _ = try session.account(of: id)
    let summary = try session.dispose(
      of: "S/nominal/1", person: "DI Test", reason: "review of 2033")
    #expect(summary.decisions == 2 && summary.records == 2)
    for text in [own, "+44770090000\u{0}", id] {
      #expect(occurrences(text, scratch) == 0, "\(text)")
    }
    #expect(try session.judgements().map(\.judgement.reason).sorted() == ["as well", "two people"])
    #expect(try session.audit().faults == [])
    _ = try session.link()
  }
}
