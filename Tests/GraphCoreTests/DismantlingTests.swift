import GraphCore
import Testing

@Suite("Dismantling orders")
struct DismantlingTests {
  @Test(
    "Each rule removes whom its definition, applied from scratch, would remove",
    arguments: 0..<12 as Range<UInt64>)
  func definitions(block: UInt64) throws {
    for seed in block * 25..<(block + 1) * 25 {
      let network = RemovalCase.network(seed, largest: 10)
      let costs = seed % 2 == 0 ? nil : RemovalCase.costs(network.nodeCount, seed)
      let oracle = RemovalOracle(network, costs: costs)
      let graph = try network.graph
      func order(_ rule: DismantlingRule, batch: Int = 1) throws -> [Int] {
        try graph.dismantlingOrder(by: rule, costs: costs, batch: batch)
      }
      #expect(try order(.degree) == oracle.degreeOrder(), "seed \(seed)")
      #expect(try order(.degree, batch: 3) == oracle.degreeOrder(batch: 3), "seed \(seed)")
      #expect(try order(.coreHD) == oracle.coreOrder(), "seed \(seed)")
      guard network.nodeCount <= 8 else { continue }
      #expect(try order(.collectiveInfluence()) == oracle.influenceOrder(), "seed \(seed)")
      #expect(try order(.betweenness) == oracle.betweennessOrder(), "seed \(seed)")
      #expect(try order(.betweenness, batch: 2) == oracle.betweennessOrder(batch: 2))
    }
  }

  @Test("Collective influence reaches as far as it is told", arguments: [1, 2, 3])
  func influence(radius: Int) throws {
    let network = SeededNetwork.random(nodeCount: 16, chance: 0.14, seed: 18)
    let oracle = RemovalOracle(network)
    #expect(
      try network.graph.dismantlingOrder(by: .collectiveInfluence(radius: radius))
        == oracle.influenceOrder(radius: radius))
  }

  @Test(
    "Nodes are put back as the definition has it, and the bound is kept",
    arguments: 0..<10 as Range<UInt64>)
  func reinsertion(block: UInt64) throws {
    for seed in block * 15..<(block + 1) * 15 {
      let network = RemovalCase.network(seed)
      let n = network.nodeCount
      let costs = seed % 2 == 0 ? nil : RemovalCase.costs(n, seed)
      let graph = try network.graph
      let order = CounterRandom(seed: seed).permutation(n, stream: 4)
      let largest = 1 + Int(seed % 3)
      let better = try graph.reinserting(into: order, largest: largest, costs: costs)
      #expect(
        better == RemovalOracle(network, costs: costs).reinserted(order, largest: largest),
        "seed \(seed)")
      #expect(better.sorted() == Array(0..<n))
      let (before, after) = (
        try #require(try graph.removalCurve(of: order, costs: costs).effort(toLargest: largest)),
        try #require(try graph.removalCurve(of: better, costs: costs).effort(toLargest: largest))
      )
      #expect(after.removals <= before.removals && after.cost <= before.cost)
    }
  }

  @Test("An order that never reaches the bound is left as it is")
  func unreached() throws {
    let graph = try Shape.clique(5).graph
    #expect(try graph.reinserting(into: [3, 1], largest: 2) == [3, 1])
  }

  @Test("Ties go to the lower node, nodes that no longer score come last in rising order")
  func ties() throws {
    for rule in DismantlingRule.allCases {
      #expect(try Shape.clique(5).graph.dismantlingOrder(by: rule) == [0, 1, 2, 3, 4])
      let alone = try CSRGraph(nodeCount: 4, links: [])
      #expect(try alone.dismantlingOrder(by: rule) == [0, 1, 2, 3])
    }
  }

  @Test("Costs in another unit change nothing, a dear broker is spared", arguments: [3, 9])
  func costs(seed: UInt64) throws {
    let graph = try SeededNetwork.random(nodeCount: 40, chance: 0.07, seed: seed).graph
    for rule in DismantlingRule.allCases {
      let plain = try graph.dismantlingOrder(by: rule)
      #expect(try graph.dismantlingOrder(by: rule, costs: Array(repeating: 4, count: 40)) == plain)
      var costs = [Double](repeating: 1, count: 40)
      costs[plain[0]] = 1000
      let spared = try graph.dismantlingOrder(by: rule, costs: costs)
      #expect(spared[0] != plain[0])
    }
  }

  @Test("The number of workers changes nothing", arguments: [2, 3, 0])
  func workers(count: Int) throws {
    let graph = try SeededNetwork.random(nodeCount: 90, chance: 0.04, seed: 5).graph
    #expect(
      try graph.dismantlingOrder(by: .betweenness, workers: count)
        == graph.dismantlingOrder(by: .betweenness, workers: 1))
    for goal in [KeyPlayerGoal.fragmentation, .reach(hops: 2), .weightedReach] {
      #expect(
        try graph.keyPlayers(for: goal, budget: 4, workers: count)
          == graph.keyPlayers(for: goal, budget: 4, workers: 1))
    }
  }

  @Test("Two cliques held by one broker fall apart at the broker, whom degree overlooks")
  func broker() throws {
    var links: [CSRGraph.Link] = [.init(0, 1), .init(0, 9)]
    for first in [1, 9] {
      for u in first..<first + 8 {
        for v in u + 1..<first + 8 { links.append(.init(u, v)) }
      }
    }
    let graph = try CSRGraph(nodeCount: 17, links: links)
    #expect(try graph.dismantlingOrder(by: .betweenness).first == 0)
    #expect(try graph.dismantlingOrder(by: .degree).first == 1)
    #expect(graph.removalImpacts().after[0].connectedPairs == 56)
  }

  @Test("Every rule does better than chance on a network with hubs")
  func betterThanChance() throws {
    let graph = try SeededNetwork.karate.graph
    let random = CounterRandom(seed: 11)
    let chance = try (0..<50).map { draw in
      try graph.removalCurve(of: random.permutation(34, stream: draw)).connectedArea
    }
    let least = try #require(chance.min())
    for rule in DismantlingRule.allCases {
      let order = try graph.dismantlingOrder(by: rule)
      #expect(try graph.removalCurve(of: order).connectedArea < least)
    }
  }
}
