import GraphCore
import Testing

@Suite("Two-mode graphs")
struct TwoModeTests {
  private static let seeds = 0..<100 as Range<UInt64>
  private typealias Membership = TwoModeGraph.Membership

  /// Random memberships, some doubled, about one in six without a period.
  private static func memberships(_ count: Int, of members: Int, in things: Int, seed: UInt64)
    -> [TwoModeGraph.Membership]
  {
    let random = CounterRandom(seed: seed)
    return (0..<UInt64(count)).map { i in
      let start = random.below(12, stream: 2, index: i)
      let period = start..<(start + 1 + random.below(6, stream: 3, index: i))
      return .init(
        random.below(members, stream: 0, index: i), random.below(things, stream: 1, index: i),
        period: random.below(6, stream: 4, index: i) == 0 ? nil : period)
    }
  }

  /// What each pair shares, thing by thing and day by day: strength and number of things.
  private static func shared(
    _ list: [TwoModeGraph.Membership], _ u: Int, _ v: Int, things: Range<Int>,
    rule: TwoModeGraph.Rule, cap: Int
  ) -> (strength: Double, things: Int) {
    var (strength, count) = (0.0, 0)
    for thing in things {
      let here = list.filter { $0.thing == thing }
      let members = Set(here.map(\.member))
      guard members.count <= cap, members.contains(u), members.contains(v) else { continue }
      let added: Double
      switch rule {
      case .sharedThings: added = 1
      case .dilutedThings: added = 1 / Double(members.count - 1)
      case .timeTogether:
        added = Double(
          (0..<20).count { day in
            [u, v].allSatisfy { who in
              here.contains { $0.member == who && $0.period?.contains(day) ?? false }
            }
          })
      }
      strength += added
      count += added > 0 ? 1 : 0
    }
    return (strength, count)
  }

  @Test(
    "Projections agree with the definition, pair by pair", arguments: 0..<150 as Range<UInt64>)
  func projection(seed: UInt64) throws {
    let list = Self.memberships(26, of: 9, in: 6, seed: seed)
    let graph = try TwoModeGraph(memberCount: 9, thingCount: 6, memberships: list)
    for rule in TwoModeGraph.Rule.allCases {
      for cap in [nil, 4, 0] as [Int?] {
        let found = try graph.projection(rule, hubCap: cap)
        let pairs = (0..<81).map { ($0 / 9, $0 % 9) }.filter { $0.0 < $0.1 }
        let expected = pairs.map { u, v in
          Self.shared(list, u, v, things: 0..<6, rule: rule, cap: cap ?? .max)
        }
        let strengths = pairs.map { found.graph.strength(from: $0.0, to: $0.1) }
        #expect(
          zip(strengths, expected).allSatisfy { abs($0 - $1.strength) < 1e-9 }, "\(rule)")
        #expect(
          pairs.map { found.graph.multiplicity(from: $0.1, to: $0.0) }
            == expected.map(\.things), "\(rule)")
        #expect(found.graph.loopCount == 0 && !found.graph.isDirected)
      }
    }
  }

  @Test("The account names what was left out and counts the pairs", arguments: seeds)
  func account(seed: UInt64) throws {
    let list = Self.memberships(30, of: 8, in: 5, seed: seed)
    let graph = try TwoModeGraph(memberCount: 8, thingCount: 5, memberships: list)
    let members = (0..<5).map { thing in
      Set(list.filter { $0.thing == thing }.map(\.member)).count
    }
    let found = try graph.projection(.sharedThings, hubCap: 4)
    #expect(graph.thingDegrees() == members)
    #expect(found.skippedThings == (0..<5).filter { members[$0] > 4 })
    #expect(found.pairsBefore == members.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
    #expect(found.pairsAfter == members.filter { $0 <= 4 }.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
    #expect(found.graph.linkCount + found.graph.mergedLinkCount == found.pairsAfter)
    let undated = (0..<8).reduce(0) { sum, member in
      sum
        + (0..<5).count { thing in
          let here = list.filter { $0.member == member && $0.thing == thing }
          return members[thing] <= 4 && !here.isEmpty && here.allSatisfy { $0.period == nil }
        }
    }
    #expect(found.undatedMemberships == undated)
  }

  @Test("Diluted, a thing gives each member a strength of 1 in all", arguments: seeds)
  func dilution(seed: UInt64) throws {
    let list = Self.memberships(40, of: 12, in: 7, seed: seed)
    let graph = try TwoModeGraph(memberCount: 12, thingCount: 7, memberships: list)
    let strengths = try graph.projection(.dilutedThings).graph.strengths()
    for member in 0..<12 {
      let shared = (0..<7).count { thing in
        let members = Set(list.filter { $0.thing == thing }.map(\.member))
        return members.contains(member) && members.count > 1
      }
      #expect(abs(strengths[member] - Double(shared)) < 1e-9)
    }
  }

  @Test("Degrees are known without the projection", arguments: seeds)
  func degrees(seed: UInt64) throws {
    let list = Self.memberships(40, of: 15, in: 9, seed: seed)
    let graph = try TwoModeGraph(memberCount: 15, thingCount: 9, memberships: list)
    for cap in [nil, 3, 5] as [Int?] {
      let projected = try graph.projection(.sharedThings, hubCap: cap).graph.degrees()
      #expect(graph.projectedDegrees(hubCap: cap) == projected)
    }
    let things = (0..<15).map { member in
      Set(list.filter { $0.member == member }.map(\.thing)).count
    }
    #expect(graph.memberDegrees() == things)
    #expect(graph.membershipCount == things.reduce(0, +))
    let both = try graph.graph()
    #expect(both.degrees() == graph.memberDegrees() + graph.thingDegrees())
    for member in 0..<15 {
      let two = Set(both.neighbours(of: member).flatMap { both.neighbours(of: $0) })
      #expect(two.subtracting([member]).count == graph.projectedDegrees()[member])
    }
  }

  @Test("Equal bits, whatever the number of workers or the order of the input")
  func reproducible() throws {
    let list = Self.memberships(3000, of: 700, in: 400, seed: 1)
    let order = CounterRandom(seed: 2).permutation(list.count, stream: 0)
    let graph = try TwoModeGraph(memberCount: 700, thingCount: 400, memberships: list)
    let other = try TwoModeGraph(
      memberCount: 700, thingCount: 400, memberships: order.map { list[$0] } + list.prefix(50))
    #expect(graph == other)
    for rule in TwoModeGraph.Rule.allCases {
      let alone = try graph.projection(rule, hubCap: 12, workers: 1)
      for workers in [2, 3, 7, 16, 64, 0] {
        #expect(try other.projection(rule, hubCap: 12, workers: workers) == alone)
        #expect(
          graph.projectedDegrees(workers: workers) == graph.projectedDegrees(workers: 1))
      }
    }
  }

  @Test("Periods are half-open: leaving on the day another moves in is not time together")
  func halfOpen() throws {
    func time(_ a: [Range<Int>], _ b: [Range<Int>]) throws -> Double {
      let list = a.map { Membership(0, 0, period: $0) } + b.map { Membership(1, 0, period: $0) }
      let graph = try TwoModeGraph(memberCount: 2, thingCount: 1, memberships: list)
      return try graph.projection(.timeTogether).graph.strength(from: 0, to: 1)
    }
    #expect(try time([0..<10], [10..<20]) == 0)
    #expect(try time([0..<10], [9..<20]) == 1)
    #expect(try time([0..<10, 5..<12, 12..<14], [11..<13]) == 2)
    #expect(try time([0..<2, 4..<6], [1..<5]) == 2)
  }

  @Test("Members, things and periods out of range are refused, the first bad one named")
  func refusals() {
    func build(_ list: [TwoModeGraph.Membership], members: Int = 2) throws {
      _ = try TwoModeGraph(memberCount: members, thingCount: 2, memberships: list)
    }
    #expect(throws: GraphError.nodeOutOfRange(link: 1, node: 2, nodeCount: 2)) {
      try build([.init(0, 0), .init(2, 0)])
    }
    #expect(throws: GraphError.thingOutOfRange(membership: 0, thing: -1, thingCount: 2)) {
      try build([.init(0, -1)])
    }
    #expect(throws: GraphError.emptyInterval(link: 1)) {
      try build([.init(0, 0, period: 1..<2), .init(0, 0, period: 3..<3)])
    }
    #expect(throws: GraphError.sizeOutOfRange(count: -1, limit: CSRGraph.sizeLimit)) {
      try build([], members: -1)
    }
  }

  @Test("No members, no things: nothing, and no trap")
  func empty() throws {
    let graph = try TwoModeGraph(memberCount: 0, thingCount: 0, memberships: [])
    #expect(try graph.projection(.dilutedThings).graph.nodeCount == 0)
    #expect(graph.projectedDegrees() == [])
    #expect(try graph.graph().nodeCount == 0)
  }
}
