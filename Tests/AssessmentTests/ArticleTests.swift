import Foundation
import Records
import Support
import Testing

@testable import Assessment

@Suite("Article: how a position adds up")
struct HowAPositionAddsUpTests {
  @Test("Four reports graded 2B give 10.294 points, forty 21.875")
  func workedExample() throws {
    func points(reports: Int) throws -> Int {
      var builder = EvidenceBuilder()
      builder.person("S/nominal/1", "Ada Alpha")
      builder.person("S/nominal/2", "Ben Beta")
      for number in 0..<reports {
        builder.report("S/R\(number)", "2B", entered: Day(iso: "2026-08-01"))
        builder.link("S/nominal/1", "S/nominal/2", .associate, report: "S/R\(number)")
      }
      builder.subject("OCG-1", members: ["S/nominal/1"])
      let assessment = try assess(builder.evidence())
      let position = try #require(release(assessment).positions.first)
      return try #require(position.contributions.first { $0.name == "Graded intelligence" }).points
    }
    #expect(try points(reports: 4) == 10_294)
    #expect(try points(reports: 40) == 21_875)
  }

  @Test("Seven reports on pairs of four people give 13.330 points for acting together, three none")
  func workedTies() throws {
    let pairs = [(1, 2), (2, 3), (3, 4), (1, 2), (2, 4), (1, 3), (1, 3)]
    func points(reports: Int) throws -> Int {
      var builder = EvidenceBuilder()
      for number in 1...4 { builder.person("S/nominal/\(number)", "Member\(number) Of Four") }
      for (number, pair) in pairs.prefix(reports).enumerated() {
        builder.report("S/R\(number)", "2B", entered: Day(iso: "2026-08-01"))
        builder.link(
          "S/nominal/\(pair.0)", "S/nominal/\(pair.1)", .associate, report: "S/R\(number)")
      }
      builder.subject("OCG-1", members: (1...4).map { "S/nominal/\($0)" })
      let position = try #require(release(try assess(builder.evidence())).positions.first)
      return try #require(position.contributions.first { $0.name == "Acting together" }).points
    }
    #expect(try points(reports: 7) == 13_330)
    #expect(try points(reports: 3) == 0)
  }

  @Test("The policy file that ships is the policy that is built in")
  func shippedPolicy() throws {
    let path = SharedData.checkout
      .appendingPathComponent("datasets/codelists/assessment-policy-example.json5").path
    #expect(try AssessmentPolicy.load(path) == .standard)
  }

  @Test("A policy with a member it does not know, or an impossible value, is refused by name")
  func policyErrors() throws {
    func message(_ text: String) throws -> String {
      let policy = try TemporaryPolicy(text)
      do {
        _ = try AssessmentPolicy.load(policy.path)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(try message("{ sharedLimitt: 3 }").contains("unknown member sharedLimitt"))
    #expect(try message("{ 'a\u{85}b': 3 }").contains("unknown member a\\u{85}b; known are"))
    #expect(try message("{ ceilings: { reach: 1, rech: 2 } }").contains("ceilings.rech"))
    #expect(try message("{ ceilings: { reach: 1e15 } }").contains("ceilings.reach is 1"))
    #expect(try message("{ freshMonths: -1 }").contains("between 0 and"))
    #expect(try message("{ hubLimit: 0 }").contains("hubLimit is 0"))
    #expect(try message("{ gradeWeights: { '1A': 2000 } }").contains("gradeWeights.1A is 2000"))
    #expect(try message("{ resolutions: [-1] }").contains("resolutions is [-1.0]"))
    #expect(try message("{ resolutions: [0.1, 0.2, 0.3] }").contains("three to twenty that fall"))
    #expect(try message("{ resolutions: [0.06] }") == "accepted")
    #expect(
      try message("{ brokeragePeople: 2 }").contains(
        "brokeragePeople is 2, but nobody lies between fewer than 3"))
    #expect(try message("{ brokeragePeople: 3 }") == "accepted")
    for name in ["freshMonths", "reviewMonths"] {
      #expect(
        try message("{ \(name): 1201 }").contains("\(name) is 1201, but must be at most 1,200"))
      #expect(try message("{ \(name): 1200 }") == "accepted")
    }
    #expect(try message("[]").contains("use the example policy"))
    #expect(try message("{ hubLimit: ").contains("use the example policy"))
    #expect(try message("{ /* a force's own */ hubLimit: 30 }") == "accepted")
  }
}
