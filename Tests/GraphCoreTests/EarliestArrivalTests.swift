import GraphCore
import Testing

@Suite("Ways whose dates advance")
struct EarliestArrivalTests {
  private static func contacts(
    _ n: Int, _ count: Int, seed: UInt64
  ) -> [ContactGraph.Contact] {
    let random = CounterRandom(seed: seed)
    return (0..<UInt64(count)).map { i in
      let start = random.below(20, stream: 3, index: i) - 3
      return .init(
        random.below(n, stream: 1, index: i), random.below(n, stream: 2, index: i), start: start,
        end: start + 1 + random.below(4, stream: 4, index: i))
    }
  }

  @Test("Moments are those of letting time pass, and ways prove them", arguments: [0, 1, 2, 3])
  func definition(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let (n, directed, pause) = (2 + Int(seed % 9), seed % 2 == 1, Int(seed / 2 % 3))
      let contacts = Self.contacts(n, n + Int(seed / 6 % 3) * n, seed: seed)
      let graph = try ContactGraph(nodeCount: n, contacts: contacts, directed: directed)
      for (s, at) in [(0, -3), (Int(seed / 9) % n, 4)] {
        let found = try graph.earliestArrival(from: s, at: at, pause: pause)
        let expected = PathOracle.arrivals(
          n, contacts, directed: directed, from: s, at: at, pause: pause, until: 25)
        #expect(found.times == expected, "seed \(seed), from \(s)")
        for v in 0..<n {
          guard let legs = found.legs(to: v) else {
            #expect(expected[v] == nil)
            continue
          }
          #expect(legs.first?.source ?? s == s && legs.last?.target ?? s == v)
          #expect(legs.last?.time ?? at == expected[v])
          for (before, after) in zip(legs, legs.dropFirst()) {
            #expect(before.target == after.source && before.time + pause <= after.time)
          }
          for leg in legs {
            #expect(
              contacts.contains {
                $0.start <= leg.time && leg.time < $0.end
                  && (($0.source, $0.target) == (leg.source, leg.target)
                    || !directed && ($0.target, $0.source) == (leg.source, leg.target))
              })
            #expect(found.times[leg.target] == leg.time)
          }
        }
      }
    }
  }

  @Test("Beginning later or pausing longer never arrives earlier")
  func monotone() throws {
    for seed in 0..<30 as Range<UInt64> {
      let graph = try ContactGraph(nodeCount: 20, contacts: Self.contacts(20, 50, seed: seed))
      func times(_ at: Int, _ pause: Int) throws -> [Int] {
        try graph.earliestArrival(from: 0, at: at, pause: pause).times.map { $0 ?? .max }
      }
      for at in -3..<8 {
        #expect(zip(try times(at, 0), try times(at + 1, 0)).allSatisfy { $0 <= $1 })
        #expect(zip(try times(at, 1), try times(at, 2)).allSatisfy { $0 <= $1 })
      }
    }
  }

  @Test("The order of the contacts does not matter")
  func permutations() throws {
    for seed in 0..<30 as Range<UInt64> {
      let contacts = Self.contacts(15, 60, seed: seed)
      let order = CounterRandom(seed: seed).permutation(60, stream: 0)
      let graph = try ContactGraph(nodeCount: 15, contacts: contacts)
      #expect(try ContactGraph(nodeCount: 15, contacts: order.map { contacts[$0] }) == graph)
    }
  }

  @Test(
    "An interval ends before its end, and of equally early ways the one of fewest contacts is told")
  func edges() throws {
    let graph = try ContactGraph(
      nodeCount: 4,
      contacts: [
        .init(0, 1, start: 3, end: 5), .init(1, 2, start: 3, end: 5), .init(0, 2, start: 3, end: 4),
        .init(2, 3, start: 1, end: 3),
      ])
    #expect(try graph.earliestArrival(from: 0, at: 0).times == [0, 3, 3, nil])
    #expect(try graph.earliestArrival(from: 0, at: 0).legs(to: 2)?.count == 1)
    #expect(try graph.earliestArrival(from: 0, at: 4).times == [4, 4, 4, nil])
    #expect(try graph.earliestArrival(from: 0, at: 4).legs(to: 2)?.map(\.source) == [0, 1])
    #expect(try graph.earliestArrival(from: 0, at: 4, pause: 1).times == [4, 4, nil, nil])
    #expect(try graph.earliestArrival(from: 0, at: 5).times == [5, nil, nil, nil])
    #expect(try graph.earliestArrival(from: 0, at: 0, pause: .max).times == [0, 3, 3, nil])
    #expect(try graph.earliestArrival(from: 0, at: 0).legs(to: 0) == [])
  }

  @Test("Empty intervals, unknown nodes and negative pauses are refused")
  func refusals() throws {
    #expect(throws: GraphError.emptyInterval(link: 0)) {
      try ContactGraph(nodeCount: 2, contacts: [.init(0, 1, start: 4, end: 4)])
    }
    #expect(throws: GraphError.nodeOutOfRange(link: 0, node: 2, nodeCount: 2)) {
      try ContactGraph(nodeCount: 2, contacts: [.init(0, 2, start: 4, end: 5)])
    }
    let graph = try ContactGraph(nodeCount: 2, contacts: [])
    #expect(throws: GraphError.unknownNode(node: 2, nodeCount: 2)) {
      try graph.earliestArrival(from: 2, at: 0)
    }
    #expect(throws: GraphError.parameterTooSmall(name: "pause", value: -1, least: 0)) {
      try graph.earliestArrival(from: 0, at: 0, pause: -1)
    }
  }
}
