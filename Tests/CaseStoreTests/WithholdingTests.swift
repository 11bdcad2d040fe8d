import Assessment
import Foundation
import GRDB
import Records
import Testing

@testable import CaseStore

@Suite("What is withheld is decided by the whole case") struct WithholdingTests {
  private struct Row {
    var report = "R1"
    var handling = Grading.Handling.permitted
    /// Local id and name, which a row may leave out.
    var people: [(id: String, name: String?)]
    var role: Role? = .suspect
    var phone: String?
    var title: String?
  }

  /// A file of one system: each row links two people, or one and a phone, by a graded report.
  private static func file(
    _ name: String, _ rows: [Row], _ marking: Marking = .official
  ) -> SourceFile {
    let facts = rows.enumerated().map { place, row in
      var records = row.people.map { person in
        SourceRecord(
          key: "SYS/nominal/\(person.id)", kind: .nominal, system: "SYS",
          features: person.name.map {
            [Feature(name: .name, raw: $0, value: PersonName.normalise($0))]
          } ?? [])
      }
      if let phone = row.phone {
        records.append(
          SourceRecord(
            key: "SYS/phone/\(phone)", kind: .phone, system: "SYS",
            features: [Feature(name: .phoneNumber, raw: phone, value: phone)]))
      }
      let day = Day(number: Int32(20_000 + place))
      return RowFacts(
        row: place + 1, content: Array("\(name)\(place)".utf8), records: records,
        report: SourceReport(
          key: "SYS/\(row.report)", reference: row.report, system: "SYS",
          grading: Grading(
            source: .reliable, assessment: .a, handling: row.handling,
            original: "1A\(row.handling.rawValue)"), entered: day, crimeCode: nil),
        links: records.count < 2
          ? []
          : [
            RowFacts.Link(
              from: 0, to: records.count - 1, type: row.phone == nil ? .associate : .user,
              role: row.role, interval: DayInterval(on: day),
              key: World.key(place, name.utf8.reduce(0) { $0 + Int($1) }))
          ],
        subject: row.title.map {
          Subject(
            id: "OCG-1", kind: .ocg, title: $0, status: "active", owner: nil, lastAssessed: nil,
            due: nil)
        }, member: row.title == nil ? nil : 0, disruption: nil)
    }
    let plain = World.file(name, facts, bytes: name)
    return SourceFile(
      name: name, system: "SYS", profile: "test", marking: marking, fileDigest: plain.fileDigest,
      mappingDigest: plain.mappingDigest, read: plain.read)
  }

  /// Everything that two products hold that `profile` may be given.
  private func given(_ session: CaseSession, _ profile: String) throws -> String {
    let scratch = try Scratch()
    let policy = try scratch.write("{ stability: { replicates: 0 } }", to: "policy.json5")
    var text = ""
    for purpose in [CaseSession.Purpose.assessment, .export("graphml")] {
      var request = CaseSession.AssessmentRequest(
        period: try #require(Period("2024-Q4")), policyPath: policy, recipient: "Council",
        title: "T", charts: 5, workers: 1)
      request.profile = try RecipientProfile.named(profile)
      request.agreement = "ISA-7"
      dump(try session.assess(request, purpose: purpose), to: &text)
    }
    let past = try #require(Period("2024-Q3"))
    var request = CaseSession.AssessmentRequest(
      period: try #require(Period("2024-Q4")), policyPath: policy, recipient: "Council",
      title: "T", charts: 5, workers: 1)
    request.profile = try RecipientProfile.named(profile)
    request.agreement = "ISA-7"
    dump(
      try session.assess(request, purpose: .comparison(past, policyPath: nil)), to: &text)
    #expect(try session.verify(run: nil).isVerified)
    return text
  }

  private static let open = Row(people: [("1", "Amos Test"), ("2", "Bea Sample")])

  @Test(
    "A title that stays names nobody whom only what was cut shields",
    arguments: [
      ("partner-council", Marking.officialSensitive, Grading.Handling.permitted),
      ("force", .official, .conditions), ("partner-council", .official, .conditions),
    ])
  func titles(profile: String, marking: Marking, handling: Grading.Handling) throws {
    let scratch = try Scratch()
    var listed = Self.open
    listed.title = "Group around Zara Specimen"
    let shielding = Row(
      report: "R9", handling: handling, people: [("9", "Zara SPECIMEN"), ("8", nil)],
      role: .potentialVictim)
    let session = try World.session(
      scratch, [Self.file("a.csv", [listed]), Self.file("b.csv", [shielding], marking)])
    let text = try given(session, profile)
    #expect(text.contains("Amos Test") && text.contains("OCG-1"))
    #expect(!text.localizedCaseInsensitiveContains("Specimen"))
  }

  @Test("A title that names nobody under the shield stays")
  func otherTitles() throws {
    let scratch = try Scratch()
    var listed = Self.open
    listed.title = "Group around Zara Specimen"
    let session = try World.session(scratch, [Self.file("a.csv", [listed])])
    #expect(try given(session, "partner-council").contains("Group around Zara Specimen"))
  }

  @Test("A report is under conditions where a source says so that the recipient may not be given")
  func codeOfCutSource() throws {
    let scratch = try Scratch()
    let rows = [Self.open, Row(report: "REF-2", people: [("1", "Amos Test"), ("3", "Cy Hidden")])]
    let coded = Row(report: "REF-2", handling: .conditions, people: [("1", nil), ("3", nil)])
    for (name, marking) in [("cut", Marking.officialSensitive), ("kept", .official)] {
      let session = try World.session(
        scratch, [Self.file("a.csv", rows), Self.file("b.csv", [coded], marking)], name: name)
      let text = try given(session, "partner-council")
      #expect(!text.contains("Hidden") && !text.contains("REF-2"), "\(name)")
      #expect(text.contains("Bea Sample"), "\(name)")
    }
  }

  @Test("What only a withheld report says of a record goes with it, where other reports mention it")
  func features() throws {
    let scratch = try Scratch()
    let rows = [
      Self.open, Row(report: "REF-2", people: [("1", "Amos Test"), ("3", nil)]),
      Row(
        report: "REF-3", handling: .conditions,
        people: [("3", "Cy Hidden"), ("2", "Bea Sample")]),
    ]
    for (name, order) in [("a", [0, 1, 2]), ("b", [2, 0, 1])] {
      let session = try World.session(
        scratch, [Self.file("a.csv", order.map { rows[$0] })], name: name)
      let text = try given(session, "partner-council")
      #expect(!text.contains("Hidden") && !text.contains("REF-3"), "\(name)")
      // Another row gives this name as well.
      #expect(text.contains("Bea Sample") && text.contains("REF-2"), "\(name)")
      let records = try session.evidence().records
      #expect(records.contains { $0.features.contains { $0.raw == "Cy Hidden" } })
      _ = try session.decide(
        .release, on: ["SYS/REF-3"], ConditionsMet(recipient: "Council"), person: "DI Test",
        reason: "originator agreed")
      #expect(try given(session, "partner-council").contains("Cy Hidden"), "\(name)")
      #expect(try session.audit().faults.isEmpty)
    }
  }

  @Test("A report that only some of its rows give the code is withheld with what all of them say")
  func halfCoded() throws {
    let scratch = try Scratch()
    let rows = [
      Self.open, Row(report: "REF-2", people: [("3", "Cy Hidden"), ("2", nil)]),
      Row(report: "REF-2", handling: .conditions, people: [("2", nil), ("3", nil)]),
      Row(report: "REF-4", people: [("3", nil), ("1", nil)]),
    ]
    var texts: [String] = []
    for (name, order) in [("a", [0, 1, 2, 3]), ("b", [3, 2, 1, 0])] {
      let session = try World.session(
        scratch, [Self.file("a.csv", order.map { rows[$0] })], name: name)
      let text = try given(session, "partner-council")
      #expect(!text.contains("Hidden") && !text.contains("REF-2"), "\(name)")
      #expect(text.contains("REF-4") && text.contains("Amos Test"), "\(name)")
      #expect(try session.audit().faults.isEmpty)
      texts.append(
        try session.evidence().records.map { "\($0)" }.joined(separator: "\n"))
    }
    #expect(texts[0] == texts[1])
  }

  @Test("A case of the sixth format withholds all that its source says of records under conditions")
  func sixthFormat() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let sixth = Schema(migrations: Array(Schema.current.migrations[..<6]))
    let digest = String(repeating: "0", count: 64)
    do {
      let file = try CaseFile.create(at: path, schema: sixth)
      try file.write { db in
        try db.execute(
          sql: """
            INSERT INTO source (id, system, name, fileDigest, contentDigest, profile,
                mappingDigest, marking, receipt, rowsRead, rowsStored, rowsRejected)
              VALUES (1, 'SYS', 'a', '\(digest)', '\(digest)', 'test', '\(digest)', 'OFFICIAL',
                '{"account":{"assertions":0,"file":"a","profile":"test","rejectedByReason":[],"rejections":[],"rowsRead":0,"rowsRejected":0,"rowsStored":0,"system":"SYS","unvalidated":[]},"alreadyImported":false,"kindConflicts":0}',
                0, 0, 0);
            INSERT INTO record (id, key, system, source) VALUES (1, 'SYS/nominal/1', 'SYS', 1),
              (2, 'SYS/nominal/2', 'SYS', 1), (3, 'SYS/nominal/3', 'SYS', 1);
            INSERT INTO description VALUES (1, 1, 'nominal'), (2, 1, 'nominal'), (3, 1, 'nominal');
            INSERT INTO feature (record, name, raw, value, source)
              VALUES (1, 'name', 'Amos Test', 'amos test', 1),
              (2, 'name', 'Bea Sample', 'bea sample', 1), (3, 'name', 'Cy Hidden', 'cy hidden', 1);
            INSERT INTO report (id, key, reference, system, gradeText, gradeSource,
                gradeAssessment, handling, entered, source)
              VALUES (1, 'SYS/R1', 'R1', 'SYS', '1AP', 1, 'A', 'P', 20000, 1),
              (2, 'SYS/R2', 'R2', 'SYS', '1AC', 1, 'A', 'C', 20001, 1);
            INSERT INTO assertion VALUES
              (1, 5, 1, 2, 'associate', 'suspect', 20000, 20001, 1, 1, 1),
              (2, 6, 1, 3, 'associate', 'suspect', 20000, 20001, 1, 1, 2),
              (3, 7, 3, 3, 'associate', 'suspect', 20001, 20002, 2, 1, 3);
            """)
        try AuditLog.append(
          .collection, "imported a", evidence: try EvidenceTotal.counted(in: db), to: db)
      }
      try file.queue.close()
    }
    let session = try CaseSession.open(at: path)
    #expect(try session.evidence().records.map(\.features.count) == [1, 1, 1])
    let faults = try session.audit().faults
    #expect(!faults.contains { "\($0)".contains("imported rows") }, "\(faults)")
    let words = try session.log().compactMap(\.detail)
    #expect(words.contains { $0.contains("format 7: 1 features of records in 1 reports") })
    let text = try given(session, "partner-council")
    #expect(!text.contains("Hidden") && text.contains("Bea Sample"))
  }

  @Test(
    "A key that is a number is in no product whose recipient may not be given such numbers",
    arguments: ["partner-council", "licensing-authority", "charity"])
  func keys(profile: String) throws {
    let scratch = try Scratch()
    var calling = Row(report: "REF-2", people: [("1", "Amos Test")])
    calling.phone = "07700900123"
    let session = try World.session(scratch, [Self.file("a.csv", [Self.open, calling])])
    #expect(try given(session, "force").contains("07700900123"))
    let text = try given(session, profile)
    #expect(!text.contains("07700900123") && !text.contains("SYS/"))
    #expect(text.contains("phone T-"), "a phone is called by its id")
  }
}
