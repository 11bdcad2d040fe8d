import GraphCore
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Choice of the resolution")
struct ResolutionChoiceTests {
  /// The adjusted Rand index by its definition, from all pairs.
  private func agreement(_ a: [Int], _ b: [Int]) -> Double {
    var (both, inA, inB, all) = (0.0, 0.0, 0.0, 0.0)
    for i in a.indices {
      for j in a.indices where i < j {
        all += 1
        if a[i] == a[j] { inA += 1 }
        if b[i] == b[j] { inB += 1 }
        if a[i] == a[j], b[i] == b[j] { both += 1 }
      }
    }
    let expected = inA * inB / all
    return (both - expected) / ((inA + inB) / 2 - expected)
  }

  @Test("The resolution whose groups change least to either side is chosen", arguments: 0..<40)
  func least(draw: Int) throws {
    let numbers = CounterRandom(seed: UInt64(draw))
    let divisions = (0..<5).map { rung in
      (0..<12).map { numbers.below(2 + rung, stream: UInt64(rung), index: UInt64($0)) }
    }
    let resolutions = [0.5, 0.4, 0.3, 0.2, 0.1]
    let choice = ResolutionChoice(resolutions, divisions, tolerance: 0)
    let expected = (1...3).map { rung in
      (agreement(divisions[rung - 1], divisions[rung])
        + agreement(divisions[rung], divisions[rung + 1])) * 500
    }
    for (rung, value) in zip(1...3, expected) {
      let found = try #require(choice.rungs[rung].agreement)
      #expect(abs(Double(found) - value) <= 0.51)
    }
    let best = try #require(choice.rungs.compactMap(\.agreement).max())
    #expect(
      choice.rungs.contains { $0.resolution == choice.resolution && $0.agreement == best })
    #expect(choice.rungs[0].agreement == nil && choice.rungs[4].agreement == nil)
  }

  @Test("Of equals the one in the middle is chosen, then the finer one")
  func ties() {
    let same = [0, 0, 1, 1]
    #expect(
      ResolutionChoice([0.3, 0.2, 0.1], [same, same, same], tolerance: 0).resolution == 0.2)
    let four = ResolutionChoice(
      [0.4, 0.3, 0.2, 0.1], [same, same, same, same], tolerance: 0)
    #expect(four.resolution == 0.2)
  }

  @Test("What does nearly as well as the best is equal to it: a hair is no reason to choose")
  func tolerance() throws {
    // Twenty people in pairs; each step moves so many of them.
    func division(_ moved: Int) -> [Int] { (0..<20).map { $0 < moved ? 90 + $0 : $0 / 2 } }
    let divisions = [8, 7, 7, 6, 4, 2, 0].map(division)
    let resolutions = [0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    let sharp = ResolutionChoice(resolutions, divisions, tolerance: 0)
    #expect(sharp.resolution != 0.4)
    let agreements = sharp.rungs.compactMap(\.agreement)
    let middle = try #require(sharp.rungs[3].agreement)
    let gap = try #require(agreements.max()) - middle
    #expect(gap > 0)
    let close = ResolutionChoice(resolutions, divisions, tolerance: gap)
    #expect(close.resolution == 0.4)
    #expect(
      ResolutionChoice(resolutions, divisions, tolerance: gap - 1).resolution != 0.4)
  }

  @Test("A policy with one resolution tries no other")
  func fixed() throws {
    var policy = AssessmentPolicy.standard
    policy.resolutions = [0.06]
    policy.stability.replicates = 0
    let choice = try assess(RandomEvidence(seed: 1).evidence, policy: policy).reading.choice
    #expect(choice == ResolutionChoice(fixed: 0.06))
  }

  @Test("Households have no say in how finely suspects are grouped")
  func households() throws {
    var builder = EvidenceBuilder()
    let pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0)]
    for group in ["A", "B", "C"] { builder.group(group, count: 4, pairs: pairs, grade: "2B") }
    let before = try assess(builder.evidence()).reading.choice
    for home in 0..<30 {
      builder.record("S/address/\(home)", .address, [.uprn: "9990000000\(10 + home)"])
      for number in 0..<4 {
        builder.person("T/nominal/\(home)-\(number)", "Tenant\(number) At\(home)")
        builder.link("T/nominal/\(home)-\(number)", "S/address/\(home)", .resident)
      }
    }
    let after = try assess(builder.evidence()).reading.choice
    #expect(before == after)
    #expect(before.rungs.count == AssessmentPolicy.standard.resolutions.count)
  }

  @Test("Replicates seek groups at the resolution of the list that they test")
  func replicates() throws {
    let assessment = try assess(RandomEvidence(seed: 3, people: 120).evidence)
    let words = release(assessment).parameters.first { $0.name == "resolution" }?.value
    #expect(words == "\(assessment.reading.choice.resolution)")
    let again = try Reading(
      network: assessment.network, shield: assessment.shield, clock: assessment.clock,
      decided: .none, resolution: 0.5, runs: 1, workers: 1)
    #expect(again.choice == ResolutionChoice(fixed: 0.5))
  }
}
