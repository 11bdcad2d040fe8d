import GRDB
import Records
import Testing

@testable import CaseStore

@Suite("Evidence")
struct EvidenceTests {
  @Test("What was stored comes back, sorted by key, with indices that follow the sorting")
  func roundTrip() throws {
    let scratch = try Scratch()
    let session = try CaseSession.create(at: scratch.path("case.ocg"))
    let person = SourceRecord(
      key: "SYS/nominal/9", kind: .nominal, system: "SYS",
      features: [
        Feature(name: .name, raw: "Zoe O'Test", value: "OTEST ZOE"),
        Feature(name: .dateOfBirth, raw: "31/02/1990", value: nil),
      ])
    let phone = SourceRecord(key: "SYS/phone/1", kind: nil, system: "SYS")
    let report = SourceReport(
      key: "SYS/R1", reference: "R1", system: "SYS",
      grading: Grading(
        source: .untested, assessment: .c, handling: .permitted, original: "2 C P"),
      entered: Day(year: 2026, month: 7, day: 1), crimeCode: "106")
    let interval = DayInterval(start: Day(number: -40_000), end: nil)
    let row = RowFacts(
      row: 3, content: [1], records: [phone, person], report: report,
      links: [
        RowFacts.Link(
          from: 1, to: 0, type: .subscriber, role: .suspect, interval: interval, key: .max)
      ])
    let other = RowFacts(
      row: 4, content: [2], records: [phone, person],
      links: [
        RowFacts.Link(from: 1, to: 0, type: .user, role: nil, interval: .unknown, key: 0)
      ],
      subject: Subject(
        id: "OCG-1", kind: .priorityIndividual, title: "Zoe", status: "active", owner: "DI",
        lastAssessed: Day(number: 20_000), due: Day(number: 20_100)),
      member: 1,
      disruption: Disruption(
        subject: "OCG-2", day: Day(number: 20_050), level: .negative, judge: "DCI", note: ""))
    _ = try session.store([World.file("a.csv", [row, other])])

    let evidence = try session.evidence()
    #expect(evidence.sources.map(\.name) == ["a.csv"])
    #expect(evidence.sources[0].marking == .official)
    #expect(evidence.records.map(\.key) == ["SYS/nominal/9", "SYS/phone/1"])
    #expect(evidence.records[0].features == person.features.sorted())
    #expect(evidence.records[1].kind == nil)
    #expect(evidence.reports == [report])
    #expect(
      evidence.assertions == [
        Assertion(
          key: 0, from: 0, to: 1, type: .user, role: nil, interval: .unknown, report: nil,
          source: 0, row: 4),
        Assertion(
          key: .max, from: 0, to: 1, type: .subscriber, role: .suspect, interval: interval,
          report: 0, source: 0, row: 3),
      ])
    var subject = try #require(other.subject)
    subject.members = [0]
    #expect(evidence.subjects == [subject], "OCG-2 is only named by a disruption")
    #expect(evidence.disruptions == [try #require(other.disruption)])
  }

  @Test("Any order of rows and files gives equal evidence", arguments: 0..<12 as Range<UInt64>)
  func order(seed: UInt64) throws {
    let scratch = try Scratch()
    let files = (0..<3).map { file in (0..<60).map { World.row($0, file: file) } }
    let plain = try CaseSession.create(at: scratch.path("plain.ocg"))
    _ = try plain.store(
      files.enumerated().map { World.file("\($0.offset).csv", $0.element, bytes: "\($0.offset)") })

    var order = SeededOrder(state: seed)
    let shuffled = try CaseSession.create(at: scratch.path("shuffled.ocg"))
    let mixed = files.enumerated().map { file in
      World.file(
        "\(file.offset).csv", file.element.shuffled(using: &order), bytes: "\(seed) \(file.offset)")
    }.shuffled(using: &order)
    for file in seed % 2 == 0 ? [mixed] : mixed.map({ [$0] }) {
      _ = try shuffled.store(file.map { renumbered($0) })
    }
    #expect(content(try shuffled.evidence()) == content(try plain.evidence()))
    #expect(try plain.evidence().assertions.count == 180)
  }

  @Test("Rows that disagree come to the same outcome in either order, and it is the cautious one")
  func disagreement() throws {
    let scratch = try Scratch()
    func row(_ number: Int, _ kind: Entity.Kind, _ value: String?, _ grade: String) -> RowFacts {
      RowFacts(
        row: number, content: [UInt8(number)],
        records: [
          SourceRecord(
            key: "SYS/x/1", kind: kind, system: "SYS",
            features: [Feature(name: .dateOfBirth, raw: "01/02/03", value: value)])
        ],
        report: SourceReport(
          key: "SYS/R", reference: "R", system: "SYS",
          grading: Grading(
            source: grade == "1AP" ? .reliable : .untested, assessment: .a,
            handling: grade == "1AP" ? .permitted : .conditions, original: grade),
          entered: Day(number: Int32(number)), crimeCode: nil))
    }
    let rows = [row(1, .vehicle, "2003-02-01", "1AP"), row(2, .nominal, "1903-02-01", "2AC")]
    for order in [[0, 1], [1, 0]] {
      let session = try CaseSession.create(at: scratch.path("\(order[0]).ocg"))
      let receipts = try session.store([World.file("a.csv", order.map { rows[$0] })])
      let evidence = try session.evidence()
      #expect(evidence.records[0].kind == .nominal)
      #expect(evidence.records[0].features.map(\.value) == ["1903-02-01"])
      #expect(evidence.reports[0].grading?.original == "2AC")
      #expect(evidence.reports[0].entered == Day(number: 1))
      #expect(receipts[0].kindConflicts == 1)
      #expect(receipts[0].note?.contains("SYS/x/1") == true)
    }
  }

  @Test("Two spellings of one accented letter are two keys, whichever comes first")
  func accents() throws {
    let scratch = try Scratch()
    let keys = ["SYS/nominal/Jos\u{E9}", "SYS/nominal/Jose\u{301}"]
    for order in [keys, keys.reversed()] {
      let session = try CaseSession.create(at: scratch.path("\(order[0].utf8.count).ocg"))
      let rows = order.enumerated().map { number, key in
        RowFacts(
          row: number + 1, content: Array(key.utf8),
          records: [SourceRecord(key: key, kind: .nominal, system: "SYS")])
      }
      _ = try session.store([World.file("a.csv", rows)])
      let evidence = try session.evidence()
      #expect(evidence.records.map { Array($0.key.utf8) } == keys.reversed().map { Array($0.utf8) })
    }
  }

  @Test("Of two spellings of one text the same one stands, whichever row came first")
  func spellings() throws {
    let scratch = try Scratch()
    let rows = ["\u{E9}", "e\u{301}"].enumerated().map { number, letter in
      RowFacts(
        row: number + 1, content: [UInt8(number)], records: [],
        report: SourceReport(
          key: "SYS/R", reference: "R", system: "SYS",
          grading: Grading(
            source: .untested, assessment: .a, handling: .permitted, original: "2AP \(letter)"),
          entered: nil, crimeCode: "106\(letter)"),
        subject: Subject(
          id: "OCG-1", kind: .ocg, title: "Caf\(letter)", status: "active",
          owner: "D\(letter)", lastAssessed: nil, due: nil))
    }
    var found: [[[UInt8]]] = []
    for order in [[0, 1], [1, 0]] {
      // In one file, and each row in a file of its own.
      for parts in [[order], order.map { [$0] }] {
        let session = try CaseSession.create(at: scratch.path("\(found.count).ocg"))
        for (number, part) in parts.enumerated() {
          _ = try session.store([World.file("\(number).csv", part.map { rows[$0] })])
        }
        let evidence = try session.evidence()
        let (report, subject) = (evidence.reports[0], evidence.subjects[0])
        let texts = [report.crimeCode, report.grading?.original, subject.title, subject.owner]
        found.append(texts.map { Array(($0 ?? "").utf8) })
      }
    }
    #expect(found[0].allSatisfy { !$0.isEmpty })
    for other in found { #expect(other == found[0]) }
  }

  @Test("Small caches give the same evidence as large ones")
  func caches() throws {
    let scratch = try Scratch()
    let rows = (0..<300).map { World.row($0) }
    var found: [[String]] = []
    for capacity in [1, 3, 200_000] {
      let session = try CaseSession.create(at: scratch.path("\(capacity).ocg"))
      session.cacheCapacity = capacity
      _ = try session.store([World.file("a.csv", rows)])
      found.append(content(try session.evidence()))
    }
    #expect(found[0] == found[2])
    #expect(found[1] == found[2])
  }

  @Test("Rows that repeat keep links of their own, counted in memory or in a table, in any order")
  func repeated() throws {
    let scratch = try Scratch()
    // Each of 40 rows three times, the later ones far behind the first.
    let rows = (0..<120).map { number in
      var row = World.row(number % 40)
      row.row = number + 1
      return row
    }
    var keys: [[UInt64]] = []
    for (capacity, rows) in [(1, rows), (200_000, rows), (1, Array(rows.reversed()))] {
      let session = try CaseSession.create(at: scratch.path("\(keys.count).ocg"))
      session.cacheCapacity = capacity
      _ = try session.store([World.file("a.csv", rows)])
      keys.append(try session.evidence().assertions.map(\.key).sorted())
      let tables = try session.file.read { db in
        try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE name LIKE 'row%'")
      }
      #expect(tables.isEmpty)
    }
    #expect(Set(keys[0]).count == 120)
    #expect(keys[1] == keys[0])
    #expect(keys[2] == keys[0])
  }

  /// Gives the rows the numbers they have in their new order.
  private func renumbered(_ file: SourceFile) -> SourceFile {
    SourceFile(
      name: file.name, system: file.system, profile: file.profile, marking: file.marking,
      fileDigest: file.fileDigest, mappingDigest: file.mappingDigest
    ) { store in
      var number = 0
      return try file.read { row in
        number += 1
        var row = row
        row.row = number
        try store(row)
      }
    }
  }
}
