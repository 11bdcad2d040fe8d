import Records
import Support
import Testing

@testable import Assessment

@Suite("Scoring")
struct ScoringTests {
  private func points(_ name: String, _ builder: EvidenceBuilder) throws -> Int {
    let position = try #require(release(try assess(builder.evidence())).positions.first)
    return try #require(position.contributions.first { $0.name == name }).points
  }

  /// Two members with houses in three force areas, over two regions, and as many reports as given.
  private func movers(reports: Int, entered: Day? = Day(iso: "2026-08-01")) -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    for area in ["E23000020", "E23000023", "E23000024"] {
      builder.record(
        "S/address/\(area)", .address, [.uprn: "9990\(area.dropFirst())", .forceArea: area],
        normal: [.forceArea: area])
      builder.link("S/nominal/1", "S/address/\(area)", .resident)
      builder.link("S/nominal/2", "S/address/\(area)", .resident)
    }
    for number in 0..<reports {
      builder.report("S/R\(number)", "2B", entered: entered)
      builder.link("S/nominal/1", "S/nominal/2", .associate, report: "S/R\(number)")
    }
    builder.subject("OCG-1", members: ["S/nominal/1", "S/nominal/2"])
    return builder
  }

  @Test("A household that moved over borders has no force reach without intelligence")
  func reachWithoutIntelligence() throws {
    #expect(try points("Force reach", movers(reports: 0)) == 0)
    // One report of 0.7: 25 x 0.7 / 4.7 = 3.723 points of intelligence. Three areas and two regions are
    // 8 tenths of the ceiling, a second system would be the rest: 16 x 3.723 / 25 = 2.382.
    #expect(try points("Graded intelligence", movers(reports: 1)) == 3_723)
    #expect(try points("Force reach", movers(reports: 1)) == 2_382)
    // Forty reports: 25 x 28 / 32 = 21.875, and 16 x 21.875 / 25 = 14.
    #expect(try points("Force reach", movers(reports: 40)) == 14_000)
  }

  @Test("A report older than the policy's months counts half")
  func oldReports() throws {
    let old = try #require(Day(iso: "2025-09-30"))
    let fresh = try #require(Day(iso: "2025-10-01"))
    // 25 x 0.35 / 4.35
    #expect(try points("Graded intelligence", movers(reports: 1, entered: old)) == 2_011)
    #expect(try points("Graded intelligence", movers(reports: 1, entered: fresh)) == 3_723)
    #expect(try points("Graded intelligence", movers(reports: 1, entered: nil)) == 2_011)
  }

  /// A household of four, of whom the first `named` are suspects of the same crime, linked as
  /// stated associates where `associated`.
  private func household(named: Int, associated: Bool) -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    builder.record("S/address/1", .address, [.uprn: "999000000001"])
    builder.record("S/event/1", .event, [.title: "Theft"])
    for number in 0..<4 {
      builder.person("S/nominal/\(number)", "Member\(number) Of House")
      builder.link("S/nominal/\(number)", "S/address/1", .resident)
      if number < named {
        builder.link("S/nominal/\(number)", "S/event/1", .involved, role: .suspect)
      }
      if associated, number > 0 {
        builder.link("S/nominal/0", "S/nominal/\(number)", .associate)
      }
    }
    return builder
  }

  @Test(
    "A group is listed as unmapped only if two are named and three named or their associates",
    arguments: [
      (named: 0, associated: true, listed: false), (named: 1, associated: true, listed: false),
      (named: 2, associated: false, listed: false), (named: 2, associated: true, listed: true),
      (named: 3, associated: false, listed: true),
    ])
  func unmapped(named: Int, associated: Bool, listed: Bool) throws {
    let positions = release(
      try assess(household(named: named, associated: associated).evidence())
    ).positions
    #expect(positions.contains { $0.kind == .unmapped } == listed)
  }

  @Test("A register row that calls somebody suspect counts as the crime's record, once")
  func crimeRecord() throws {
    var builder = household(named: 3, associated: false)
    builder.subject("OCG-1", members: ["S/nominal/0"])
    let position = try #require(
      release(try assess(builder.evidence())).positions.first { $0.id == "OCG-1" })
    #expect(position.reports == 1)
    #expect(position.contributions.first?.points == 25_000 * 400 / 4_400)
  }

  /// What each report says: its grade, and the pairs of members it names.
  struct Tied: CustomStringConvertible {
    let description: String
    let reports: [(grade: String, pairs: [(Int, Int)])]
    let points: Int
  }

  @Test(
    "Acting together is what reports tell beyond a chain of as many people",
    arguments: [
      Tied(
        description: "chain", reports: [("2B", [(0, 1)]), ("2B", [(1, 2)])], points: 0),
      Tied(description: "one report on all", reports: [("2B", [(0, 1), (1, 2)])], points: 0),
      // One beyond two: half for each, of one and a half.
      Tied(
        description: "ring", reports: [("2B", [(0, 1)]), ("2C", [(1, 2)]), ("2B", [(0, 2)])],
        points: 5_000),
      Tied(
        description: "chain told twice",
        reports: [("2B", [(0, 1)]), ("2B", [(1, 2)]), ("1C", [(0, 1)]), ("2C", [(1, 2)])],
        points: 10_000),
      Tied(
        description: "two reports on all",
        reports: [("2B", [(0, 1), (1, 2)]), ("2B", [(0, 2), (1, 2)])], points: 10_000),
      Tied(
        description: "all of it",
        reports: Array(repeating: ("2B", [(0, 1), (1, 2)]), count: 9), points: 15_000),
      Tied(
        description: "ring of a doubtful report",
        reports: [("2B", [(0, 1)]), ("2B", [(1, 2)]), ("2D", [(0, 2)])], points: 0),
      Tied(
        description: "ring of an unreliable source",
        reports: [("2B", [(0, 1)]), ("2B", [(1, 2)]), ("3B", [(0, 2)])], points: 0),
      // The fourth number stands for a vehicle.
      Tied(
        description: "ring of one report on a vehicle",
        reports: [("2B", [(0, 1)]), ("2B", [(1, 2)]), ("2B", [(0, 3), (2, 3)])], points: 5_000),
      Tied(
        description: "ring of two reports on a vehicle",
        reports: [("2B", [(0, 1)]), ("2B", [(1, 2)]), ("2B", [(0, 3)]), ("2B", [(2, 3)])],
        points: 0),
    ])
  func actingTogether(_ tied: Tied) throws {
    var builder = EvidenceBuilder()
    for number in 0..<3 { builder.person("S/nominal/\(number)", "Member\(number) Of Three") }
    builder.record("S/vehicle/3", .vehicle, [.registration: "QZ10ABC"])
    for (number, report) in tied.reports.enumerated() {
      builder.report("S/R\(number)", report.grade, entered: Day(iso: "2026-08-0\(1 + number)"))
      for pair in report.pairs {
        builder.link(
          "S/nominal/\(pair.0)", pair.1 == 3 ? "S/vehicle/3" : "S/nominal/\(pair.1)",
          pair.1 == 3 ? .driver : .associate, report: "S/R\(number)")
      }
    }
    builder.subject("OCG-1", members: (0..<3).map { "S/nominal/\($0)" })
    #expect(try points("Acting together", builder) == tied.points)
  }

  @Test("A copy of a report ties nobody once more, and a row of a register nobody")
  func actingTogetherByCopy() throws {
    var builder = EvidenceBuilder()
    for number in 0..<3 { builder.person("S/nominal/\(number)", "Member\(number) Of Three") }
    for (report, pair) in [("S/R1", (0, 1)), ("S/R2", (1, 2)), ("S/R3", (0, 2)), ("T/R3", (0, 2))] {
      builder.report(
        report, "2B", entered: Day(iso: "2026-08-01"), reference: String(report.suffix(2)))
      builder.link("S/nominal/\(pair.0)", "S/nominal/\(pair.1)", .associate, report: report)
    }
    builder.link("S/nominal/0", "S/nominal/1", .associate)
    builder.subject("OCG-1", members: (0..<3).map { "S/nominal/\($0)" })
    #expect(try points("Acting together", builder) == 5_000)
  }

  @Test("Reports of a grade that the policy gives no weight tie nobody")
  func actingTogetherWithoutWeight() throws {
    var builder = EvidenceBuilder()
    for number in 0..<3 { builder.person("S/nominal/\(number)", "Member\(number) Of Three") }
    for (number, pair) in [(0, 1), (1, 2), (0, 2)].enumerated() {
      builder.report("S/R\(number)", "2C", entered: Day(iso: "2026-08-01"))
      builder.link(
        "S/nominal/\(pair.0)", "S/nominal/\(pair.1)", .associate, report: "S/R\(number)")
    }
    builder.subject("OCG-1", members: (0..<3).map { "S/nominal/\($0)" })
    func points(_ weight: Int) throws -> Int? {
      var policy = AssessmentPolicy.standard
      policy.stability.replicates = 0
      policy.gradeWeights["2C"] = weight
      return release(try assess(builder.evidence(), policy: policy)).positions.first?
        .contributions.first { $0.name == "Acting together" }?.points
    }
    #expect(try points(1) == 5_000)
    #expect(try points(0) == 0)
  }

  @Test("Somebody alone acts with nobody")
  func actingAlone() throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/0", "Ada Alpha")
    builder.person("S/nominal/1", "Ben Beta")
    for number in 0..<3 {
      builder.report("S/R\(number)", "2B", entered: Day(iso: "2026-08-01"))
      builder.link("S/nominal/0", "S/nominal/1", .associate, report: "S/R\(number)")
    }
    builder.subject("OCG-1", members: ["S/nominal/0"])
    #expect(try points("Acting together", builder) == 0)
  }

  @Test(
    "A report not graded A or B that nothing else bears out counts half",
    arguments: [
      (grade: "2C", other: "", worth: 200), (grade: "2C", other: "report", worth: 800),
      (grade: "2C", other: "register", worth: 400), (grade: "2C", other: "weightless", worth: 200),
      (grade: "2B", other: "", worth: 700), (grade: "1A", other: "", worth: 1000),
    ])
  func corroboration(grade: String, other: String, worth: Int) throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    builder.report("S/R1", grade, entered: Day(iso: "2026-08-01"))
    builder.link("S/nominal/1", "S/nominal/2", .associate, report: "S/R1")
    switch other {
    case "report", "weightless":
      builder.report("S/R2", other == "report" ? "2C" : "3E", entered: Day(iso: "2026-08-01"))
      builder.link("S/nominal/1", "S/nominal/2", .associate, report: "S/R2")
    case "register": builder.link("S/nominal/1", "S/nominal/2", .associate)
    default: break
    }
    builder.subject("OCG-1", members: ["S/nominal/1"])
    #expect(try points("Graded intelligence", builder) == 25_000 * worth / (worth + 4_000))
  }

  @Test("A Priority Individual and their contacts are no unmapped group, unless these meet too")
  func contactsOfListed() throws {
    func unmapped(contactsMeet: Bool) throws -> Int {
      var builder = EvidenceBuilder()
      for number in 0..<5 { builder.person("S/nominal/\(number)", "Member\(number) Of Group") }
      var pairs = (1..<5).map { (0, $0) }
      if contactsMeet { pairs += [(1, 2), (2, 3), (3, 4)] }
      for (number, pair) in pairs.enumerated() {
        builder.report("S/R\(number)", "1A")
        builder.link(
          "S/nominal/\(pair.0)", "S/nominal/\(pair.1)", .associate, role: .suspect,
          report: "S/R\(number)")
      }
      builder.subject("PI-1", members: ["S/nominal/0"], kind: .priorityIndividual)
      return release(try assess(builder.evidence())).positions.count { $0.kind == .unmapped }
    }
    #expect(try unmapped(contactsMeet: false) == 0)
    #expect(try unmapped(contactsMeet: true) == 1)
  }

  @Test("A group that nobody mapped has all points of review need")
  func reviewNeed() throws {
    let positions = release(
      try assess(household(named: 3, associated: false).evidence())
    ).positions
    let need = try #require(
      positions.first?.contributions.first { $0.name == "Review need" })
    #expect(need.points == 5_000)
    #expect(need.explanation == "never assessed: nobody has mapped it; no owner")
  }

  @Test("A crime entered under two records counts once")
  func crimeInTwoRecords() throws {
    var builder = EvidenceBuilder()
    for number in 0..<2 {
      builder.person("S/nominal/\(number)", "Member\(number) Of House")
      // Two systems hold the vehicle that was taken; linkage joins the records.
      builder.record("S\(number)/vehicle/1", .vehicle, [.registration: "QZ10ABC"])
      builder.link("S/nominal/\(number)", "S\(number)/vehicle/1", .involved, role: .suspect)
    }
    builder.subject("OCG-1", members: ["S/nominal/0", "S/nominal/1"])
    let position = try #require(release(try assess(builder.evidence())).positions.first)
    #expect(position.reports == 1)
  }

  @Test("People named by reports without weight alone are no unmapped group")
  func weightlessGroup() throws {
    func isListed(_ grade: String) throws -> Bool {
      var builder = EvidenceBuilder()
      for number in 0..<3 { builder.person("S/nominal/\(number)", "Member\(number) Of Group") }
      builder.record("S/vehicle/1", .vehicle, [.registration: "QZ10ABC"])
      for number in 0..<3 {
        builder.report("S/R\(number)", grade)
        builder.link(
          "S/nominal/\(number)", "S/nominal/\((number + 1) % 3)", .associate, role: .suspect,
          report: "S/R\(number)")
        builder.link("S/nominal/\(number)", "S/nominal/\((number + 1) % 3)", .associate)
      }
      return release(try assess(builder.evidence())).positions.contains { $0.kind == .unmapped }
    }
    #expect(try isListed("2B"))
    #expect(try !isListed("3E"))
  }

  @Test("What a row states about a place outweighs what its system's area suggests")
  func statedForce() throws {
    var builder = EvidenceBuilder()
    builder.record(
      "A/address/1", .address, [.uprn: "999000000001", .forceArea: Feature.notStated],
      normal: [.forceArea: "E23000023"])
    builder.record(
      "B/address/1", .address, [.uprn: "999000000001", .forceArea: Feature.notStated],
      normal: [.forceArea: "E23000023"])
    builder.record(
      "C/address/1", .address, [.uprn: "999000000001", .forceArea: "Lincolnshire"],
      normal: [.forceArea: "E23000020"])
    builder.person("S/nominal/1", "Ada Alpha")
    builder.link("S/nominal/1", "A/address/1", .resident)
    let assessment = try assess(builder.evidence())
    let place = try #require(
      assessment.network.entities.firstIndex { $0.kind == .address })
    #expect(assessment.network.force(of: place)?.name == "Lincolnshire")
  }
}
