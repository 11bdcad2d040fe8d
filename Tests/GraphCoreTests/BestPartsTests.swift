import Testing

@testable import GraphCore

@Suite("The best parts of several divisions")
struct BestPartsTests {
  private func division(
    _ n: Int, groups: Int, _ random: CounterRandom, stream: UInt64
  ) -> Partition {
    let marks = (0..<n).map { random.below(groups, stream: stream, index: UInt64($0)) }
    let (community, sizes) = Partition.numbered(marks: marks)
    return Partition(community: community, sizes: sizes, quality: 0)
  }

  /// The best quality of any division of all nodes into communities of the two, by trying all.
  private func bestOfAll(
    _ graph: CSRGraph, _ divisions: [Partition], _ objective: CSRGraph.Objective
  ) -> Double {
    let communities = divisions.flatMap { $0.members() }
    var best = -Double.infinity
    func search(_ marks: [Int]) {
      guard let node = marks.firstIndex(of: -1) else {
        best = max(
          best, graph.quality(of: marks, objective: objective, resolution: 0.4, weighted: true))
        return
      }
      for community in communities
      where community.contains(node) && community.allSatisfy({ marks[$0] < 0 }) {
        var next = marks
        for member in community { next[member] = node }
        search(next)
      }
    }
    search([Int](repeating: -1, count: graph.nodeCount))
    return best
  }

  @Test(
    "Of two divisions no mixture of their communities is better",
    arguments: 0..<40 as Range<UInt64>, CSRGraph.Objective.allCases)
  func twoDivisions(seed: UInt64, objective: CSRGraph.Objective) throws {
    let graph = try SeededNetwork.random(nodeCount: 9, chance: 0.3, seed: seed, weighted: true)
      .graph
    let random = CounterRandom(seed: seed)
    let divisions = (0..<2).map {
      division(9, groups: 5, random, stream: UInt64($0))
    }
    let best = try graph.bestParts(
      of: divisions, objective: objective, resolution: 0.4, weighted: true)
    #expect(abs(best.quality - bestOfAll(graph, divisions, objective)) < 1e-9)
    let found = graph.quality(
      of: best.community, objective: objective, resolution: 0.4, weighted: true)
    #expect(abs(found - best.quality) < 1e-12)
  }

  @Test(
    "Nodes that come to other parts of the network change nothing where keys are given",
    arguments: 0..<10 as Range<UInt64>)
  func others(seed: UInt64) throws {
    let graph = try SeededNetwork.random(nodeCount: 40, chance: 0.1, seed: seed).graph
    let random = CounterRandom(seed: seed)
    let keys = (0..<40).map { random.bits(stream: 9, index: UInt64($0)) }.sorted()
    // The same nodes among others without links; all stand in the order of their keys.
    let more = (keys + (0..<25).map { random.bits(stream: 8, index: UInt64($0)) }).sorted()
    let place = keys.map { key in more.firstIndex(of: key) ?? -1 }
    let larger = try CSRGraph(
      nodeCount: more.count,
      links: graph.links().map { CSRGraph.Link(place[$0.source], place[$0.target]) })
    let seeds: [UInt64] = [1, 2, 3]
    let alone = try graph.coAssignment(resolution: 0.2, seeds: seeds, keys: keys)
    let among = try larger.coAssignment(resolution: 0.2, seeds: seeds, keys: more)
    for (one, other) in zip(alone.partitions, among.partitions) {
      let marks = Dictionary(grouping: (0..<40), by: { other.community[place[$0]] })
      let own = Dictionary(grouping: (0..<40), by: { one.community[$0] })
      #expect(Set(marks.values) == Set(own.values))
    }
  }

  @Test("Divisions of other nodes, none, and keys of another number are refused")
  func refused() throws {
    let graph = try CSRGraph(nodeCount: 3, links: [.init(0, 1)])
    #expect(throws: GraphError.self) { try graph.bestParts(of: [], resolution: 1) }
    let other = division(2, groups: 2, CounterRandom(seed: 1), stream: 0)
    #expect(throws: GraphError.self) { try graph.bestParts(of: [other], resolution: 1) }
    #expect(throws: GraphError.self) {
      try graph.coAssignment(resolution: 1, seeds: [1], keys: [1, 2])
    }
  }
}
