import GraphCore
import Linkage
import Records
import Support
import Testing

@testable import Assessment

@Suite("Stability of ranks")
struct RankStabilityTests {
  @Test("A move in one direction counts in both, and a tail is left out")
  func spread() {
    let still = RankSpread(rank: 6, replicates: [6, 6, 6, 6], tail: 50)
    #expect((still.lower, still.upper) == (3, 3))
    let fallen = RankSpread(rank: 6, replicates: [6, 6, 10, 10], tail: 0)
    #expect((fallen.lower, fallen.upper) == (1, 5))
    let once = RankSpread(rank: 6, replicates: [20] + [Int](repeating: 6, count: 39), tail: 50)
    #expect((once.lower, once.upper) == (3, 3))
    let lost = RankSpread(rank: 6, replicates: [6, 6], absent: 2, last: 20, tail: 0)
    #expect((lost.lower, lost.upper) == (3, 10))
    let none = RankSpread(rank: 7, replicates: [], tail: 50)
    #expect((none.lower, none.upper) == (3, 4))
  }

  private func tested(seed: UInt64, workers: Int = 1, replicates: Int = 20) throws -> [Position] {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = replicates
    return release(
      try assess(RandomEvidence(seed: seed).evidence, workers: workers, policy: policy)
    ).positions
  }

  @Test("Every position has all eight tests and lies in its own interval", arguments: [1, 2, 3])
  func eightTests(seed: Int) throws {
    let positions = try tested(seed: UInt64(seed))
    #expect(!positions.isEmpty)
    for position in positions {
      let stability = try #require(position.stability)
      #expect(Set(stability.tests.map(\.letter)) == Set("abcdefgh".map(String.init)))
      #expect(stability.lower <= position.rank && position.rank <= stability.upper)
      #expect((stability.verdict == .stable) == stability.reasons.isEmpty)
      #expect(0...1000 ~= stability.topChance && 0...1000 ~= stability.presence)
    }
  }

  @Test("Stability does not depend on the number of workers")
  func workers() throws {
    #expect(try tested(seed: 5, workers: 1) == tested(seed: 5, workers: 2))
  }

  @Test("The interval holds the reported rank, whatever replicates say", arguments: 0..<200)
  func coversRank(draw: Int) {
    let numbers = CounterRandom(seed: UInt64(draw))
    let count = 1 + numbers.below(30, stream: 0, index: 0)
    let best = 1 + numbers.below(count, stream: 0, index: 1)
    let worst = best + numbers.below(count - best + 1, stream: 0, index: 2)
    let replicates = (0..<numbers.below(20, stream: 0, index: 3)).map {
      2 + numbers.below(2 * count, stream: 1, index: UInt64($0))
    }
    let spread = RankSpread(
      rank: best + worst, replicates: replicates, absent: draw % 3, last: 2 * count + 2,
      tail: draw % 500
    ).covering(best...worst, of: count)
    #expect(spread.lower <= best && worst <= spread.upper)
    #expect(1 <= spread.lower && spread.upper <= count)
  }

  @Test("Where no report would move a position by its loss, test (d) says so")
  func nobodyMoves() throws {
    func words(subjects: [String]) throws -> [String?] {
      var builder = EvidenceBuilder()
      let day = try #require(Day(iso: "2026-08-01"))
      for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma"] {
        builder.person("S/nominal/\(name)", name)
      }
      for number in 0..<4 {
        builder.report("S/R\(number)", "1A", entered: day)
        builder.link(
          "S/nominal/Ada Alpha", "S/nominal/Ben Beta", .associate, role: .suspect,
          report: "S/R\(number)")
      }
      for id in subjects {
        builder.subject(id, members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
      }
      builder.subject("OCG-9", members: ["S/nominal/Cyd Gamma"])
      return release(try assess(builder.evidence())).positions.map { position in
        position.stability?.tests.first { $0.letter == "d" }?.result
      }
    }
    let none = "no report names a member"
    #expect(try words(subjects: ["OCG-1"]) == ["none of 4 would move it if lost", none])
    // Two subjects of the same people share rank 1: the loss of a report parts them.
    let parted = "4 of 4 would move it if lost; the most, S/R0, to rank 2"
    #expect(try words(subjects: ["OCG-1", "OCG-2"]) == [parted, parted, none])
  }

  @Test("A report of a grade without weight does not make a second one")
  func weightless() throws {
    func verdict(second: String) throws -> Position.Stability.Verdict? {
      var builder = EvidenceBuilder()
      builder.person("S/nominal/1", "Ada Alpha")
      builder.person("S/nominal/2", "Ben Beta")
      for (number, grade) in ["1A", second, second].enumerated() {
        builder.report("S/R\(number)", grade)
        builder.link(
          "S/nominal/1", "S/nominal/2", .associate, role: .suspect, report: "S/R\(number)")
      }
      builder.subject("OCG-1", members: ["S/nominal/1", "S/nominal/2"])
      return try #require(release(try assess(builder.evidence())).positions.first)
        .stability?.verdict
    }
    #expect(try verdict(second: "3E") == .unsupported)
    #expect(try verdict(second: "") == .unsupported)
    #expect(try verdict(second: "1A") != .unsupported)
  }

  @Test("Without a system, a link that others state too rests on these alone")
  func systemDropped() throws {
    var builder = EvidenceBuilder()
    builder.person("S/nominal/1", "Ada Alpha")
    builder.person("S/nominal/2", "Ben Beta")
    for (number, source) in ["A/a.csv", "B/b.csv", "B/c.csv"].enumerated() {
      builder.report("S/R\(number)", number == 0 ? "1A" : "3C", reference: "L\(number)")
      builder.link(
        "S/nominal/1", "S/nominal/2", .associate, report: "S/R\(number)", source: source)
    }
    // The same report in both systems: without one, the other's copy stands.
    for (key, source) in [("A/C", "A/a.csv"), ("B/C", "B/b.csv")] {
      builder.report(key, "2B", reference: "shared")
      builder.link("S/nominal/1", "S/nominal/2", .associate, report: key, source: source)
    }
    let network = try assess(builder.evidence()).network
    let rule = LinkStrength(policy: .standard, period: try #require(Period("2026-Q3")))
    let whole = try #require(network.links.first)
    #expect(whole.support == 4)
    let withoutA = try #require(
      network.without(
        system: "A", stated: network.stated(), strength: rule
      ).links.first)
    #expect(withoutA.support == 3)
    // 3C is worth 0.2, twice, and 2B 0.7.
    #expect(abs(withoutA.strength - (1 - 0.8 * 0.8 * 0.3)) < 1e-12)
    #expect(withoutA.standing == .confirmed)
    let withoutB = try #require(
      network.without(
        system: "B", stated: network.stated(), strength: rule
      ).links.first)
    #expect(withoutB.support == 2)
    #expect(withoutB.strength == 1)
  }

  @Test("What states a link is found in any part of a network", arguments: UInt64(1)...6)
  func stated(seed: UInt64) throws {
    let whole = try assess(RandomEvidence(seed: seed).evidence).network
    for step in [1, 2, 3, 7] {
      let part = whole.without { $0 % step == 1 }
      #expect(step == 1 || part.links.count < whole.links.count)
      // By the definition, one link after the other.
      let expected = part.evidence.assertions.indices.filter { index in
        let assertion = part.evidence.assertions[index]
        let ends = [assertion.from, assertion.to].map { part.resolution.entityOfRecord[$0] }
        return part.links.contains { link in
          link.type == assertion.type
            && (ends == [link.from, link.to]
              || assertion.type.isMutual && ends == [link.to, link.from])
        }
      }
      #expect(part.stated() == expected)
    }
  }

  @Test("People whose group dissolves are ranked as they are, by what is left about them")
  func dissolved() throws {
    var builder = EvidenceBuilder()
    builder.group("A", count: 4, pairs: [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)])
    builder.group("B", count: 3, pairs: [(0, 1), (1, 2), (0, 2)])
    builder.group("C", count: 3, pairs: [(0, 1), (1, 2)], grade: "2C")
    let whole = try assess(builder.evidence())
    let original = whole.reading.scored.map(OriginalPosition.init)
    #expect(original.count == 3)
    // A resolution at which nothing holds together: no group is found, and nothing is lost.
    func standings(_ network: Network, at resolution: Double) throws -> Standings {
      Standings(
        of: original,
        in: try Reading(
          network: network, shield: whole.shield, clock: whole.clock, decided: .none,
          resolution: resolution, runs: 1, workers: 1), top: 2)
    }
    let same = try standings(whole.network, at: whole.reading.choice.resolution)
    #expect(same.all.map(\.form) == [.found, .found, .found])
    #expect(same.all.map(\.bestRank) == [1, 2, 3])
    #expect(same.all.map(\.topChance) == [1000, 1000, 0])
    let apart = try standings(whole.network, at: 5)
    #expect(apart.all.map(\.form) == [.apart, .apart, .apart])
    #expect(apart.all.map(\.bestRank) == [1, 1, 1])
    let nothing = try standings(whole.network.without { _ in true }, at: 0.1)
    #expect(nothing.all.map(\.form) == [.gone, .gone, .gone])
    #expect(nothing.all.map(\.topChance) == [0, 0, 0])
  }

  @Test("A replicate loses as many whole groups as stated, each another, and only near ones")
  func lostGroups() throws {
    var builder = EvidenceBuilder()
    for group in 0..<4 {
      for member in 0..<3 {
        builder.person("S/nominal/\(group)-\(member)", "Member\(member) Of\(group)")
      }
      for (a, b) in [(0, 1), (1, 2), (0, 2)] {
        builder.report("S/R\(group)\(a)\(b)", "1A")
        builder.link(
          "S/nominal/\(group)-\(a)", "S/nominal/\(group)-\(b)", .associate, role: .suspect,
          report: "S/R\(group)\(a)\(b)")
      }
    }
    let reading = try assess(builder.evidence()).reading
    #expect(reading.groups.members.count == 4)
    // Of the region, the last group is no part.
    let far = Set(reading.groups.members[3].map { reading.projection.people[$0].entity })
    let links = reading.network.links
    let region = reading.network.without { far.contains(links[$0].from) }
    #expect(region.links.count == 9)
    let maker = LossMaker(reading: reading, region: region, seed: 1)
    for replicate in 0..<30 {
      for (stated, left) in [(0, 9), (1, 6), (2, 3), (3, 0), (9, 0)] {
        let lossy = maker.network(losing: Loss(groups: stated), replicate: replicate)
        #expect(lossy.links.count == left, "\(stated) groups in replicate \(replicate)")
      }
    }
  }

  @Test("A policy without replicates leaves the tests out")
  func off() throws {
    #expect(try tested(seed: 1, replicates: 0).allSatisfy { $0.stability == nil })
  }

  @Test("A contact who rests on a single report is said to be unsupported and is no member")
  func unsupportedContact() throws {
    var builder = EvidenceBuilder()
    for name in ["Ada Alpha", "Ben Beta", "Cyd Gamma", "Dee Delta"] {
      builder.person("S/nominal/\(name)", name)
    }
    for number in 0..<3 {
      builder.report("S/R\(number)", "1B")
      for other in ["Ben Beta", "Cyd Gamma"] {
        builder.link(
          "S/nominal/Ada Alpha", "S/nominal/\(other)", .associate, role: .suspect,
          report: "S/R\(number)")
      }
    }
    builder.report("S/R9", "3E")
    builder.link("S/nominal/Dee Delta", "S/nominal/Ada Alpha", .associate, report: "S/R9")
    builder.subject("OCG-1", members: ["S/nominal/Ada Alpha", "S/nominal/Ben Beta"])
    let position = try #require(release(try assess(builder.evidence())).positions.first)
    #expect(!position.members.contains { $0.label == "Dee Delta" })
    #expect(position.caveats.contains { $0.contains("Dee Delta") && $0.contains("unsupported") })
  }

  @Test("Without its report a position is counted anew with its members as they are")
  func dependence() throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    for group in ["A", "B"] {
      for number in 0..<3 {
        builder.person("S/nominal/\(group)\(number)", "\(group) Member\(number)")
      }
      for number in 0..<(group == "A" ? 3 : 2) {
        builder.report("S/\(group)\(number)", number == 0 ? "1A" : "2C", entered: day)
        builder.link(
          "S/nominal/\(group)0", "S/nominal/\(group)\(number % 2 + 1)", .associate,
          role: .suspect, report: "S/\(group)\(number)")
      }
      builder.subject("OCG-\(group)", members: (0..<3).map { "S/nominal/\(group)\($0)" })
    }
    let positions = release(try assess(builder.evidence())).positions
    #expect(positions.map(\.id) == ["OCG-A", "OCG-B"])
    #expect(positions[0].changes.contains("without report S/A0 it would fall to rank 2"))
    #expect(positions[1].changes.contains { $0.contains("more fresh report") })
  }
}
