import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// What must hold for any evidence.
@Suite("Laws of the assessment")
struct LawTests {
  /// A subject of three, each pair stated by reports of the given grades.
  private func trio(_ grades: [String], copies: [String] = []) throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma"] {
      builder.person("S/nominal/\(name)", name)
    }
    for (number, grade) in grades.enumerated() {
      builder.report("S/R\(number)", grade, entered: day)
      builder.link(
        "S/nominal/Ada Alpha", "S/nominal/Ben Beta", .associate, role: .suspect,
        during: DayInterval(on: day.adding(days: number)), report: "S/R\(number)")
      builder.link(
        "S/nominal/Ben Beta", "S/nominal/Cyd Gamma", .associate, role: .suspect,
        during: DayInterval(on: day.adding(days: number)), report: "S/R\(number)")
    }
    for (number, grade) in copies.enumerated() {
      builder.report("T/C\(number)", grade, entered: day.adding(days: 5))
      for (a, b) in [("Ada Alpha", "Ben Beta"), ("Ben Beta", "Cyd Gamma")] {
        builder.link(
          "S/nominal/\(a)", "S/nominal/\(b)", .associate, role: .suspect,
          during: DayInterval(on: day.adding(days: number)), report: "T/C\(number)")
      }
    }
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
    return builder
  }

  private func first(_ builder: EvidenceBuilder) throws -> Position {
    try #require(release(try assess(builder.evidence())).positions.first { $0.id == "OCG-1" })
  }

  @Test("A copy in another system, graded alike or not at all, moves nothing", arguments: [0, 1])
  func copiesMoveNothing(graded: Int) throws {
    let alone = try first(trio(["2B", "1C"]))
    let copied = try first(trio(["2B", "1C"], copies: [graded == 1 ? "2B" : ""]))
    #expect(copied.points == alone.points)
    #expect(copied.contributions == alone.contributions)
    #expect(copied.reports == 2)
    #expect(copied.reach == alone.reach)
    #expect(copied.exposure == alone.exposure)
  }

  /// A subject of two, named by one report that lies under its number in two systems; the second
  /// says `more` than the first, where asked also undated and under a grade of its own.
  private func sameNumber(
    second: String?, dated: Bool, more: Bool
  ) throws -> (position: Position, copies: Int) {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma"] {
      builder.person("S/nominal/\(name)", name)
    }
    builder.report("S/R", "2B", entered: day, reference: "L1")
    if let second {
      builder.report("T/R", second, entered: day.adding(days: 3), reference: "L1")
    }
    for report in second == nil ? ["S/R"] : ["S/R", "T/R"] {
      builder.link(
        "S/nominal/Ada Alpha", "S/nominal/Ben Beta", .associate, role: .suspect,
        during: dated ? DayInterval(on: day) : .unknown, report: report)
    }
    builder.link(
      "S/nominal/Ben Beta", "S/nominal/Cyd Gamma", .associate, role: .suspect,
      during: DayInterval(on: day), report: more && second != nil ? "T/R" : "S/R")
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
    let assessment = try assess(builder.evidence())
    return (
      try first(builder), assessment.network.origins.isCopy.count { $0 }
    )
  }

  @Test(
    "A report that lies under its number in two systems is one report, of one system, said once",
    arguments: [true, false], [true, false])
  func sameNumberInTwoSystems(dated: Bool, more: Bool) throws {
    let alone = try sameNumber(second: nil, dated: dated, more: more)
    for grade in more ? ["2B", "2C"] : ["2B", "2C", ""] {
      let both = try sameNumber(second: grade, dated: dated, more: more)
      #expect(both.position.reports == 1)
      #expect(both.position.reach.systems == ["S"])
      for name in ["Activity in the period", "Graded intelligence", "Force reach"] {
        let parts = [alone, both].map { side in
          side.position.contributions.first { $0.name == name }?.points
        }
        #expect(parts[0] == parts[1], "\(name), graded \(grade)")
      }
      // One that says more, or bears another grade, is kept beside the first.
      #expect(both.copies == (more || grade == "2C" ? 0 : 1))
    }
  }

  @Test("One register in two files is one source, two registers are two")
  func registerInTwoFiles() throws {
    func link(_ second: String) throws -> Network.Link {
      var builder = EvidenceBuilder()
      builder.person("S/nominal/1", "Ada Alpha")
      builder.record("S/address/1", .address, [.uprn: "999000000001"])
      for source in ["COUNCIL/2025.csv", second] {
        builder.link("S/nominal/1", "S/address/1", .landlord, source: source)
      }
      return try #require(try assess(builder.evidence()).network.links.first)
    }
    #expect(try link("COUNCIL/2026.csv").support == 1)
    #expect(try link("OTHER/2026.csv").support == 2)
    #expect(try link("COUNCIL/2026.csv").strength < link("OTHER/2026.csv").strength)
  }

  @Test("What another system says under another grade is a report of its own")
  func otherGrade() throws {
    #expect(try first(trio(["2B"], copies: ["3C"])).reports == 2)
  }

  @Test(
    "A link of two independent supports is never weaker than of one",
    arguments: 0..<40 as Range<Int>)
  func corroboration(draw: Int) {
    let weights = [0, 50, 200, 400, 700, 900, 1000]
    let one = weights[draw % weights.count]
    for other in weights {
      #expect(LinkStrength.combined([one, other]) >= LinkStrength.combined([one]))
      #expect(LinkStrength.combined([one, other]) == LinkStrength.combined([other, one]))
    }
    #expect(LinkStrength.combined([one, 0]) == LinkStrength.combined([one]))
  }

  @Test("A subject whose only report is removed is unsupported, as is one with a single report")
  func onlyReport() throws {
    #expect(try first(trio([])).stability?.verdict == .unsupported)
    #expect(try first(trio(["1A"])).stability?.verdict == .unsupported)
    #expect(try first(trio(["1A", "1B", "1A"])).stability?.verdict != .unsupported)
  }

  @Test("Old reports and links that ended count by the policy's share, and open ones in full")
  func recency() throws {
    let period = try #require(Period("2026-Q3"))
    let rule = LinkStrength(policy: .standard, period: period)
    let old = try #require(Day(iso: "2025-09-30"))
    func weight(_ interval: DayInterval, entered: Day?) -> Int {
      let report = SourceReport(
        key: "S/1", reference: "1", system: "S",
        grading: Grading(source: .untested, assessment: .b, handling: nil, original: "2B"),
        entered: entered, crimeCode: nil)
      let statement = Assertion(
        key: 1, from: 0, to: 1, type: .associate, role: nil, interval: interval, report: 0,
        source: 0, row: 1)
      return rule.weight(of: statement, report: report)
    }
    #expect(weight(.unknown, entered: nil) == 700)
    #expect(weight(.unknown, entered: old) == 350)
    #expect(weight(DayInterval(on: old), entered: period.end) == 350)
    #expect(weight(DayInterval(on: old.adding(days: 1)), entered: period.end) == 700)
    #expect(weight(DayInterval(start: old, end: nil), entered: old) == 700)
  }

  @Test(
    "Rows in another order give the same release", arguments: 0..<6 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let random = RandomEvidence(seed: seed, people: 30)
    var shuffled = random.evidence
    // The canonical order is by key; equal content in another order must not show.
    shuffled.assertions = shuffled.assertions.reversed()
    let one = release(try assess(random.evidence)).positions
    let other = release(try assess(shuffled)).positions
    #expect(one == other)
  }

  @Test("Registers that are called alike stand in an explanation in the order of the files")
  func explanationTies() throws {
    var builder = try trio(["1A"])
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    for number in 0..<9 {
      builder.link(
        "S/nominal/Ada Alpha", "S/address/1", .landlord, source: "COUNCIL/\(number).csv")
    }
    var evidence = builder.evidence()
    evidence.sources = evidence.sources.enumerated().map { index, source in
      Evidence.Source(
        name: "register.csv", system: "COUNCIL", profile: "profile \(index)",
        marking: source.marking, contentDigest: source.contentDigest, rowsRead: source.rowsRead,
        rowsStored: source.rowsStored, rowsRejected: 0, rejections: [])
    }
    let explanation = try #require(
      try assess(evidence).release(
        ofPosition: "OCG-1", explained: true, title: "t", recipient: "r", engineVersion: "0",
        runDigest: "00")?.explanation)
    let rows = explanation.registers.compactMap(\.rows.first?.row)
    #expect(rows.count == 9)
    #expect(rows == rows.sorted())
  }

  @Test("Stays shorter than the policy's days link by its share")
  func shortStay() throws {
    func strength(days: Int) throws -> Double {
      var builder = EvidenceBuilder()
      builder.record("S/address/1", .address, [.uprn: "999000000001"])
      let start = try #require(Day(iso: "2026-05-01"))
      for key in ["S/nominal/1", "S/nominal/2"] {
        builder.person(key, "Some \(key)")
        builder.link(
          key, "S/address/1", .resident,
          during: DayInterval(start: start, end: start.adding(days: days)))
      }
      return try #require(try assess(builder.evidence()).reading.projection.pairs.first).strength
    }
    let short = try strength(days: 29)
    let long = try strength(days: 30)
    #expect(abs(long - 2 * short) < 2.0 / 1024)
  }

  @Test(
    "Calls between the phones of two people link them by the policy's numbers",
    arguments: [
      (1, 300, 5, 0.06), (4, 300, 5, 0.24), (5, 300, 5, 0.3), (9, 300, 5, 0.3), (1, 300, 1, 0.3),
      (2, 900, 4, 0.45), (4, 0, 5, 0),
    ])
  func calls(count: Int, contact: Int, full: Int, expected: Double) throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for number in 1...2 {
      builder.person("S/nominal/\(number)", "Person \(number)")
      builder.record("S/phone/\(number)", .phone, [.phoneNumber: "0770090000\(number)"])
      builder.link("S/nominal/\(number)", "S/phone/\(number)", .subscriber)
    }
    for number in 0..<count {
      builder.link(
        "S/phone/1", "S/phone/2", .called, during: DayInterval(on: day.adding(days: number)))
    }
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    (policy.contact, policy.fullContacts) = (contact, full)
    let reading = try assess(builder.evidence(), policy: policy)
    let call = try #require(reading.network.links.first { $0.type == .called })
    let pair = reading.reading.projection.pairs.first?.strength ?? 0
    #expect(abs(pair - expected * call.strength) <= 0.5 / 1024)
  }

  @Test("What two people share links them by the policy's number", arguments: [0, 300, 600, 1000])
  func shared(worth: Int) throws {
    var builder = EvidenceBuilder()
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    for key in ["S/nominal/1", "S/nominal/2"] {
      builder.person(key, "Some \(key)")
      builder.link(key, "S/address/1", .resident)
    }
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.sharedThing = worth
    let reading = try assess(builder.evidence(), policy: policy)
    let link = try #require(reading.network.links.first)
    let pair = reading.reading.projection.pairs.first?.strength ?? 0
    #expect(abs(pair - Double(worth) / 1000 * link.strength) <= 0.5 / 1024)
  }

  @Test("Unconfirmed reports together count no more than the policy allows")
  func repetition() throws {
    func points(_ count: Int) throws -> Int {
      let grades = [String](repeating: "3D", count: count)
      return try #require(
        try first(trio(grades)).contributions.first { $0.name == "Graded intelligence" }
      ).points
    }
    // 5 x 0.1 = 0.5, which is the limit: 25 x 0.5 / 4.5.
    #expect(try points(4) == 25_000 * 400 / 4_400)
    #expect(try points(5) == 25_000 * 500 / 4_500)
    #expect(try points(40) == points(5))
  }

  /// The evidence under other local ids of records, which stand in the opposite order.
  private func renumbered(_ evidence: Evidence) -> Evidence {
    let count = evidence.records.count
    let renamed = evidence.records.enumerated().map { index, record -> (old: Int, SourceRecord) in
      let space = record.key.split(separator: "/").prefix(2).joined(separator: "/")
      return (
        index,
        SourceRecord(
          key: "\(space)/\(1_000 + count - index)", kind: record.kind, system: record.system,
          features: record.features)
      )
    }.sorted { $0.1.key < $1.1.key }
    var place = [Int](repeating: 0, count: count)
    for (index, record) in renamed.enumerated() { place[record.old] = index }
    var other = evidence
    other.records = renamed.map(\.1)
    other.assertions = evidence.assertions.map { old in
      Assertion(
        key: old.key, from: place[old.from], to: place[old.to], type: old.type, role: old.role,
        interval: old.interval, report: old.report, source: old.source, row: old.row,
        amount: old.amount)
    }
    for index in other.subjects.indices {
      other.subjects[index].members = evidence.subjects[index].members.map { place[$0] }.sorted()
    }
    return other
  }

  @Test(
    "Other numbers for the same records give the same people the same points", arguments: 0..<12)
  func otherNumbers(seed: Int) throws {
    func list(_ evidence: Evidence) throws -> [String] {
      release(try assess(evidence)).positions.map { position in
        "\(position.points) \(position.kind.words) "
          + position.members.map(\.label).sorted().joined(separator: ", ")
      }.sorted()
    }
    let evidence = RandomEvidence(seed: UInt64(seed), people: 30).evidence
    let other = renumbered(evidence)
    #expect(other.records.first?.key != evidence.records.first?.key)
    #expect(try list(other) == list(evidence))
  }
}
