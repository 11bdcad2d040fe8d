import Foundation
import Records
import Support
import Testing

@testable import Assessment

@Suite("Scoring matrix")
struct MatrixTests {
  @Test("The weights file that ships is what is built in, and calls itself an example")
  func shippedWeights() throws {
    let path = SharedData.checkout
      .appendingPathComponent("datasets/codelists/matrix-weights-example.json5").path
    #expect(try MatrixWeights.load(path) == .example)
    #expect(MatrixWeights.example.name.contains("not an official scheme"))
    #expect(Set(MatrixWeights.example.criteria.map(\.section)).count == 4)
  }

  @Test(
    "Points grow with the amount, to half of the most at half and to all at full",
    arguments: [7, 1_000, 20_000])
  func curves(most: Int) {
    let half = MatrixWeights.Criterion("a", .harm, .activity, most: most, half: 5)
    let full = MatrixWeights.Criterion("b", .harm, .activity, most: most, full: 5)
    #expect(half.points(for: 0) == 0 && full.points(for: 0) == 0)
    #expect(half.points(for: 5) == most / 2)
    #expect(full.points(for: 5) == most && full.points(for: 500) == most)
    for amount in 0..<60 {
      for criterion in [half, full] {
        #expect(criterion.points(for: amount) <= criterion.points(for: amount + 1))
        #expect(criterion.points(for: amount) <= most)
      }
    }
  }

  @Test("Weights with an unknown member, section or measure, or an impossible value, are refused")
  func errors() throws {
    func message(_ criterion: String) throws -> String {
      let file = try TemporaryPolicy(
        "{ name: 'a', version: 1, criteria: [{ name: 'x', \(criterion) }] }")
      do {
        _ = try MatrixWeights.load(file.path)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    let sound = "section: 'harm', measure: 'activity'"
    #expect(try message("\(sound), most: 10, half: 2") == "accepted")
    #expect(
      try message("\(sound), most: 10").contains("criteria[0] must state either half or full"))
    #expect(try message("\(sound), most: 10, half: 1, full: 1").contains("either half or full"))
    #expect(try message("\(sound), most: 10, half: 0").contains("from 1 to 1,000,000"))
    #expect(try message("\(sound), most: -1, full: 1").contains("criteria[0].most is -1"))
    #expect(
      try message("\(sound), most: 1, full: 1, weight: 2")
        .contains("unknown member criteria[0].weight"))
    #expect(
      try message("section: 'harm', measure: 'nationality', most: 1, full: 1")
        .contains("criteria[0].measure"))
    #expect(
      try message("section: 'menace', measure: 'activity', most: 1, full: 1")
        .contains("criteria[0].section"))
    #expect(try message("section: 'harm', most: 1, full: 1").contains("measure"))
    #expect(
      try message("\(sound), most: 1, full: 1 }, { name: 'x', \(sound), most: 1, full: 1")
        .contains("criteria[1].name is \"x\", but names must be stated and differ"))
    #expect(try message("\(sound), most: 1,").contains("use the example weights"))
    for name in ["Force reach", "Brokerage", "review need"] {
      let taken = "\(sound), most: 1, full: 1 }, { name: '\(name)', \(sound), most: 1, full: 1"
      #expect(
        try message(taken).contains("criteria[1].name is \"\(name)\", but the list calls another"))
    }
    let position = try #require(
      release(try assess(exploited(0, employed: 0).evidence())).positions.first)
    let own = position.contributions.filter { $0.scale != .matrix }.map(\.name)
    #expect(own == MatrixWeights.takenNames, "what is refused is what the list adds")
  }

  /// Three suspects of one subject; as many shielded people live in a house of theirs, and the first
  /// `employed` of them work for its company.
  private func exploited(_ people: Int, employed: Int) throws -> EvidenceBuilder {
    var builder = EvidenceBuilder()
    for number in 0..<3 { builder.person("S/nominal/\(number)", "Member\(number) Of Group") }
    builder.report("S/R1", "1A", entered: Day(iso: "2026-08-01"))
    builder.link("S/nominal/0", "S/nominal/1", .associate, role: .suspect, report: "S/R1")
    builder.link("S/nominal/1", "S/nominal/2", .associate, role: .suspect, report: "S/R1")
    builder.record("S/address/1", .address, [.addressLine: "1 Sample Street"])
    builder.record("S/organisation/1", .organisation, [.organisationName: "Crews"])
    builder.link("S/nominal/0", "S/address/1", .landlord)
    builder.link("S/nominal/0", "S/organisation/1", .director)
    for number in 0..<people {
      let key = "S/nominal/worker\(number)"
      builder.person(key, "Worker\(number) Name\(number)")
      builder.link(key, "S/address/1", .resident, role: .potentialVictim)
      if number < employed { builder.link(key, "S/organisation/1", .employed) }
    }
    builder.subject("OCG-1", members: ["S/nominal/0", "S/nominal/1"])
    return builder
  }

  @Test("Each section is the sum of its criteria, and weights of a force's own replace the example")
  func sections() throws {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.matrix.criteria = [
      MatrixWeights.Criterion("Tied people", .harm, .shieldedPeople, most: 9_000, full: 9),
      MatrixWeights.Criterion(
        "Dependent people", .vulnerability, .dependentPeople, most: 900, full: 9),
      MatrixWeights.Criterion("Things", .capability, .things, most: 1_000, full: 4),
    ]
    let evidence = try exploited(6, employed: 3).evidence()
    let position = try #require(release(try assess(evidence, policy: policy)).positions.first)
    let sections = position.scores.sections.map { "\($0.section) \($0.points) \($0.rank)" }
    #expect(sections == ["harm 6000 1", "capability 500 1", "vulnerability 300 1"])
    #expect(position.scores.matrix == 6_800)
    #expect(position.contributions.reduce(0) { $0 + $1.points } == position.points)
    // Nothing counts intelligence, so nothing carries reach.
    #expect(position.contributions.first { $0.name == "Force reach" }?.points == 0)
  }

  @Test("Harm that the network does not see is flagged, and so is place without harm")
  func disagreement() throws {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.disagreementPlaces = 1
    // Else the second has more by likelihood than the first by harm.
    policy.matrix.criteria.removeAll { $0.measure == .actingTogether }
    var builder = try exploited(6, employed: 0)
    for number in 0..<4 {
      let report = "T/R\(number)"
      builder.person("S/nominal/b\(number)", "Other\(number) Name\(number)")
      builder.report(report, "1A", entered: Day(iso: "2026-08-01"))
      builder.link("S/nominal/b0", "S/nominal/b\(max(number, 1))", .associate, report: report)
      builder.report("U/R\(number)", "1A", entered: Day(iso: "2026-08-01"))
      builder.link(
        "S/nominal/b0", "S/nominal/b\(max(number, 1))", .associate, report: "U/R\(number)")
    }
    builder.subject("OCG-2", members: (0..<4).map { "S/nominal/b\($0)" })
    let positions = release(try assess(builder.evidence(), policy: policy)).positions
    let harmed = try #require(positions.first { $0.id == "OCG-1" }?.scores)
    #expect(harmed.networkRank == 2)
    #expect(harmed.disagreement?.contains("harm without reach") == true)
    let placed = try #require(positions.first { $0.id == "OCG-2" }?.scores)
    #expect(placed.matrixRank == 2 && placed.networkRank == 1)
    #expect(placed.disagreement?.contains("people of whom little is reported") == true)
  }
}
