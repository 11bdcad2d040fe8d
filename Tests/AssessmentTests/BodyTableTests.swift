import Foundation
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Tables for partner bodies and systems")
struct BodyTableTests {
  private typealias Table = Release.BodyTable

  private func tables(
    _ evidence: Evidence, decisions: AnalystDecisions = .none, codes: CrimeCodeList? = nil,
    statements: AnalystStatements = .none
  ) throws -> [Table.Kind: Table] {
    let assessment = try assess(
      evidence, decisions: decisions, codes: codes, statements: statements)
    let release = assessment.release(
      title: "Review list", recipient: "test", engineVersion: "0", runDigest: "00",
      withBodyTables: true)
    for table in release.bodyTables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.kind)")
    }
    return Dictionary(
      release.bodyTables.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The cells of one column as text.
  private func column(_ name: String, of table: Table?) throws -> [String] {
    let table = try #require(table)
    let place = try #require(table.columns.firstIndex(of: name))
    return table.rows.map { row in
      switch row[place] {
      case .text(let text): text
      case .number(let number): "\(number)"
      }
    }
  }

  // MARK: Before submission

  /// One report that names a person, a vehicle and a place, with a day, a code, a grade and handling.
  private func submission() -> Evidence {
    var builder = EvidenceBuilder()
    builder.person("A/nominal/1", "Ada Alpha")
    builder.record("A/vehicle/1", .vehicle, [.registration: "QZ12AAB"])
    builder.record("A/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.report(
      "A/R1", "2B", entered: Day(iso: "2026-08-01"), reference: "R1", code: "OIC-01")
    let day = Day(iso: "2026-07-30").map { DayInterval(on: $0) } ?? .unknown
    builder.link("A/nominal/1", "A/vehicle/1", .driver, during: day, report: "A/R1")
    builder.link("A/nominal/1", "A/address/1", .resident, report: "A/R1")
    return builder.evidence()
  }

  private func account(_ evidence: Evidence) throws -> SubmissionCheck.Account {
    let period = try #require(Period("2026-Q3"))
    let codes = CrimeCodeList(name: "codes.csv", codes: ["OIC-01"])
    return try #require(
      SubmissionCheck(evidence: evidence, codes: codes, end: period.end).accounts().first)
  }

  /// The report of `submission` with some of it changed.
  private func changed(
    grading: Grading?? = nil, entered: Day?? = nil, code: String?? = nil
  ) -> Evidence {
    var evidence = submission()
    let old = evidence.reports[0]
    evidence.reports[0] = SourceReport(
      key: old.key, reference: old.reference, system: old.system,
      grading: grading ?? old.grading, entered: entered ?? old.entered,
      crimeCode: code ?? old.crimeCode)
    return evidence
  }

  @Test("A report with everything passes each rule")
  func passes() throws {
    let account = try account(submission())
    #expect(account.faults == [])
    #expect(account.gaps == [])
    #expect(account.place?.row == 1)
    #expect(account.isKnown == nil)
  }

  @Test(
    "Each rule finds the report that breaks it, and no other rule does",
    arguments: SubmissionCheck.Fault.allCases)
  func fails(fault: SubmissionCheck.Fault) throws {
    func grading(_ source: Grading.Source?, _ handling: Grading.Handling?) -> Grading {
      Grading(
        source: source, assessment: source == nil ? nil : .b, handling: handling, original: "2B")
    }
    let evidence =
      switch fault {
      case .noCode: changed(code: .some(nil))
      case .unknownCode: changed(code: "oic-01")
      case .noGrade: changed(grading: .some(nil))
      case .legacyGrade: changed(grading: grading(nil, nil))
      case .noHandling: changed(grading: grading(.untested, nil))
      case .noEntry: changed(entered: .some(nil))
      }
    #expect(try account(evidence).faults == [fault])
  }

  @Test("What a report leaves unstated is told, each by itself")
  func gaps() throws {
    func gaps(_ change: (inout Evidence) -> Void) throws -> [SubmissionCheck.Gap] {
      var evidence = submission()
      change(&evidence)
      return try account(evidence).gaps
    }
    func kind(_ old: Entity.Kind, _ new: Entity.Kind?) -> (inout Evidence) -> Void {
      { evidence in
        for index in evidence.records.indices where evidence.records[index].kind == old {
          evidence.records[index].kind = new
        }
      }
    }
    #expect(try gaps(kind(.nominal, .object)) == [.people])
    #expect(try gaps(kind(.vehicle, .address)) == [.objects])
    #expect(try gaps(kind(.address, .vehicle)) == [.locations])
    #expect(
      try gaps { evidence in
        for index in evidence.records.indices where evidence.records[index].kind == .nominal {
          evidence.records[index].features = []
        }
      } == [.name])
    #expect(
      try gaps { evidence in
        evidence.assertions = evidence.assertions.map {
          Assertion(
            key: $0.key, from: $0.from, to: $0.to, type: $0.type, role: nil, interval: .unknown,
            report: $0.report, source: $0.source, row: $0.row)
        }
      } == [.events])
  }

  @Test("Reports to be put right come first, and whether the PND knows a record is told")
  func submissionTable() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2)], entered: Day(iso: "2026-08-01"))
    builder.report(
      "S/Z", "2B", entered: Day(iso: "2026-08-02"), reference: "Z", code: "OIC-01")
    builder.record(
      "S/nominal/K", .nominal,
      values: [
        Feature(name: .name, raw: "Kay Known", value: "kay known"),
        Feature(name: .knownOnPND, raw: "Y", value: "yes"),
      ])
    builder.link("S/nominal/K", "S/nominal/A0", .associate, report: "S/Z")
    let table = try tables(builder.evidence())[.submissionCheck]
    #expect(try column("report", of: table) == ["S/R-A-0", "S/R-A-1", "Z"])
    #expect(try column("verdict", of: table) == ["fails", "fails", "passes"])
    #expect(
      try column("a record is known on the PND", of: table) == ["not stated", "not stated", "yes"])
    #expect(
      try #require(table).notes[0].hasPrefix("3 reports checked, 2 to be put right first: 2 "))
  }

  // MARK: Several systems

  @Test("One subject in three systems is one entity with three lineages, and a copy counts once")
  func lineages() throws {
    var builder = EvidenceBuilder()
    for system in ["N", "E", "S"] {
      builder.record(
        "\(system)/nominal/1", .nominal,
        [.name: "Marek Sample", .nationalInsuranceNumber: "QQ123456A"])
      builder.record(
        "\(system)/nominal/2", .nominal,
        [.name: "Lina Synth", .nationalInsuranceNumber: "QQ123457A"])
      builder.report("\(system)/R", "2B", entered: Day(iso: "2026-08-01"), reference: system)
      let day = Day(iso: system == "S" ? "2026-07-20" : "2026-07-02")
      builder.link(
        "\(system)/nominal/1", "\(system)/nominal/2", .associate,
        during: day.map { DayInterval(on: $0) } ?? .unknown, report: "\(system)/R",
        source: "\(system)/reports.csv")
    }
    var evidence = builder.evidence()
    evidence.sources = evidence.sources.map {
      Evidence.Source(
        name: $0.name, system: $0.system, profile: $0.profile, marking: $0.marking,
        contentDigest: $0.contentDigest, rowsRead: $0.rowsRead, rowsStored: $0.rowsStored,
        rowsRejected: 0, rejections: [], agreement: $0.system == "S" ? nil : "AGR-\($0.system)")
    }
    let tables = try tables(evidence)
    let table = tables[.lineages]
    #expect(try column("system", of: table) == ["E", "N", "S", "E", "N", "S"])
    #expect(Set(try column("entity", of: table)).count == 2)
    #expect(try column("independent reports", of: table) == Array(repeating: "2", count: 6))
    #expect(try column("reports", of: table) == ["E", "N", "S", "E", "N", "S"])
    #expect(try column("reports that are copies", of: table) == ["0", "1", "0", "0", "1", "0"])
    #expect(
      try column("agreement", of: table).prefix(3) == ["AGR-E", "AGR-N", "none recorded"])
    let feeds = tables[.feeds]
    #expect(try column("copies of reports elsewhere", of: feeds) == ["0", "1", "0", "0"])
    #expect(try #require(feeds).notes[0].hasPrefix("1 of 4 feeds came without"))
  }

  // MARK: Returns

  @Test("Months sum to what the case holds, on the five-point scale and by the 4Ps")
  func monthlyReturn() throws {
    var builder = EvidenceBuilder()
    for (number, month) in ["2026-06", "2026-07", "2026-07", "2026-08", "2026-09"].enumerated() {
      builder.group(
        "G\(number)", count: 3, pairs: [(0, 1), (1, 2), (0, 2)], entered: Day(iso: "\(month)-30"))
    }
    builder.subject("ML-1", members: ["S/nominal/G00", "S/nominal/G01"])
    for level in Disruption.Level.allCases {
      builder.disruption("ML-1", on: try #require(Day(iso: "2026-08-14")), level)
    }
    builder.disruption("ML-1", on: try #require(Day(iso: "2026-06-14")), .minor)
    let opened = try #require(Day(iso: "2026-09-01"))
    let tables = try tables(
      builder.evidence(),
      decisions: AnalystDecisions(actions: [
        PlannedAction(
          subject: "ML-1", pillar: .protect, words: "Visit", owner: "DC Sample", opened: opened),
        PlannedAction(
          subject: "ML-9", pillar: .protect, words: "Visit", owner: nil, opened: opened),
      ]))
    let table = try #require(tables[.monthlyReturn])
    #expect(
      table.columns == [
        "figure", "2026-07", "2026-08", "2026-09", "total", "held in the case", "adds up",
      ])
    #expect(table.rows[0] == ["reports entered", 6, 3, 3, 12, 12, "yes"])
    let figures = Dictionary(
      table.rows.compactMap { row -> (String, [Table.Cell])? in
        if case .text(let name) = row[0] { (name, Array(row.dropFirst())) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    for level in Disruption.Level.allCases {
      #expect(figures["disruptions: \(level.rawValue)"] == [0, 1, 0, 1, 1, "yes"])
    }
    #expect(figures["actions opened: protect"] == [0, 0, 1, 1, 1, "yes"])
    #expect(table.notes[1] == "Every total is what the case holds.")
    let levels = try column("level", of: tables[.disruptions]).filter { !$0.isEmpty }
    #expect(Set(levels) == Set(Disruption.Level.allCases.map(\.rawValue)))
    #expect(try column("entry", of: tables[.disruptions]).filter { $0 == "action" }.count == 1)
  }

  @Test(
    "A total that its parts do not come to, sources that contradict, and the case, are all told")
  func figures() throws {
    func claim(_ figure: String, _ source: String, _ value: Int, _ parts: [Int]? = nil)
      -> AnalystStatements.Figure
    {
      AnalystStatements.Figure(figure: figure, source: source, value: value, parts: parts)
    }
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2)], entered: Day(iso: "2026-08-01"))
    let table = try tables(
      builder.evidence(),
      statements: AnalystStatements(
        judgements: [],
        figures: [
          claim("trained", "Force letter", 2_527, [701, 694, 719]),
          claim("arrests", "Trade press", 9), claim("arrests", "Note of a member", 10),
          claim("people seen", "Council", 12, [5, 7]),
          claim("reports entered", "Unit", 3),
        ]))[.figures]
    #expect(
      try column("what does not", of: table) == [
        "others say 9 (Trade press)", "others say 10 (Note of a member)",
        "",
        "the case holds 2, which is 1 less", "the parts come to 2114, which is 413 less",
      ])
    #expect(try column("adds up", of: table) == ["no", "no", "yes", "no", "no"])
  }

  // MARK: Visits

  @Test("Crowded addresses are listed with agency and ordinary explanation, lawful ones are not")
  func jointVisits() throws {
    var builder = EvidenceBuilder()
    func home(_ name: String, people: Int, licensed: Int?) {
      var features: [Feature.Name: String] = [.addressLine: "\(name) Street"]
      if let licensed { features[.licensedMaximum] = "\(licensed)" }
      builder.record("S/address/\(name)", .address, features)
      for number in 0..<people {
        builder.person("S/nominal/\(name)\(number)", "Tenant\(name) Of\(name)\(number)")
        builder.link(
          "S/nominal/\(name)\(number)", "S/address/\(name)", .resident,
          during: DayInterval(start: Day(iso: "2026-07-01"), end: nil))
      }
    }
    home("Crowded", people: 9, licensed: 4)
    home("Full", people: 4, licensed: 4)
    home("Small", people: 3, licensed: nil)
    let table = try tables(builder.evidence())[.jointVisits]
    #expect(try column("address", of: table) == ["Crowded Street"])
    #expect(try column("agency with the powers", of: table)[0].hasPrefix("district council"))
    #expect(
      try column("what was found", of: table) == [
        "Crowded Street: 9 residents in the period, licensed for 4"
      ])
    #expect(
      try column("or an ordinary explanation", of: table) == [
        "stale residence records, tenancy churn"
      ])
  }

  @Test("Every rule that a prompt can have has an agency")
  func agencies() {
    #expect(Set(VisitRule.all.map(\.kind)) == Set(ControlPrompt.Kind.allCases))
    #expect(VisitRule.all.allSatisfy { !$0.agency.isEmpty })
  }

  // MARK: Shield

  @Test("Coverage of debriefs tells no one or two people apart")
  func debriefs() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 3, pairs: [(0, 1), (1, 2)])
    for number in 0..<9 {
      builder.person("D/nominal/\(number)", "Arrived\(number) Sample\(number)")
      builder.record("D/arrival/\(number / 3)", .event, [.title: "A\(number / 3)"])
      builder.link(
        "D/nominal/\(number)", "D/arrival/\(number / 3)", .involved, role: .potentialVictim)
      for time in 0..<(number < 4 ? 1 + number / 3 : 0) {
        builder.record("D/debrief/\(number)-\(time)", .event, [.title: "B\(number)-\(time)"])
        builder.link(
          "D/nominal/\(number)", "D/debrief/\(number)-\(time)", .involved, role: .potentialVictim)
      }
    }
    let table = try #require(try tables(builder.evidence())[.debriefs])
    #expect(table.rows == [["D", "9", "4", "5", "fewer than 3"]])
  }

  @Test("No table names anybody under the shield, on random networks", arguments: 0..<60)
  func shield(seed: Int) throws {
    let random = RandomEvidence(seed: UInt64(seed))
    let text = "\(try tables(random.evidence))"
    for key in random.shieldedKeys {
      let record = try #require(random.evidence.records.first { $0.key == key })
      for name in record.features where name.name == .name || name.name == .alias {
        #expect(!text.contains(name.raw), "\(key)")
      }
      #expect(!text.contains("\"\(key)\"") && !text.contains("\(key);"), "\(key)")
    }
  }
}
