import GraphCore
import Testing

@Suite("Key players")
struct KeyPlayerTests {
  static let goals: [KeyPlayerGoal] = [
    .fragmentation, .reach(hops: 1), .reach(hops: 2), .weightedReach,
  ]

  /// The value of a set by its definition.
  private func value(
    _ set: [Int], _ goal: KeyPlayerGoal, _ network: SeededNetwork, _ hops: [[Int?]],
    _ oracle: RemovalOracle
  ) -> Double {
    let n = network.nodeCount
    if goal == .fragmentation {
      guard n > 1 else { return 1 }
      let left = (0..<n).filter { !set.contains($0) }
      return 1 - Double(oracle.connectedPairs(left)) / (Double(n * (n - 1)) / 2)
    }
    let sum = (0..<n).reduce(0.0) { sum, v in
      guard let near = set.compactMap({ hops[$0][v] }).min() else { return sum }
      switch goal {
      case .reach(let limit): return sum + (near <= limit ? 1 : 0)
      default: return sum + 1 / Double(max(1, near))
      }
    }
    return sum / Double(n)
  }

  @Test(
    "The greedy set keeps its bound, swaps never lose, nothing beats the best of all sets",
    arguments: goals, 0..<8 as Range<UInt64>)
  func bounds(goal: KeyPlayerGoal, block: UInt64) throws {
    for seed in block * 8..<(block + 1) * 8 {
      let network = RemovalCase.network(seed, largest: 9)
      let n = network.nodeCount
      let costs = seed % 2 == 0 ? nil : RemovalCase.costs(n, seed)
      let oracle = RemovalOracle(network, costs: costs)
      let hops = Oracle.hops(network.matrix())
      let budget = Double(1 + seed % 3)
      var optimum = 0.0
      oracle.forEachSet(within: budget) {
        optimum = max(optimum, value($0, goal, network, hops, oracle))
      }
      let found = try network.graph.keyPlayers(
        for: goal, budget: budget, costs: costs, controls: 5, seed: seed)
      for choice in [found.greedy, found.best, found.degreeControl] {
        #expect(choice.nodes == Array(Set(choice.nodes)).sorted())
        #expect(choice.cost == choice.nodes.reduce(0) { $0 + oracle.costs[$1] })
        #expect(choice.cost <= budget && choice.value <= optimum + 1e-12)
        let expected = value(choice.nodes, goal, network, hops, oracle)
        #expect(abs(choice.value - expected) < 1e-12, "seed \(seed)")
      }
      #expect(found.greedy.value <= found.best.value)
      #expect((found.randomValues.last ?? 0) <= optimum + 1e-12)
      guard goal != .fragmentation else { continue }
      let bound = costs == nil ? 1 - 1 / 2.718_281_828 : 0.316
      #expect(found.greedy.value >= bound * optimum - 1e-12)
    }
  }

  @Test("One node for fragmentation is the best one there is", arguments: 0..<60 as Range<UInt64>)
  func single(seed: UInt64) throws {
    let network = RemovalCase.network(seed)
    let graph = try network.graph
    let fewest = graph.removalImpacts().after.map(\.connectedPairs).min()
    let best = try graph.keyPlayers(for: .fragmentation, budget: 1, controls: 1).best
    #expect(try graph.fragmentation(without: best.nodes).connectedPairs == fewest)
  }

  @Test("Planted brokers are found and random sets are not as good")
  func planted() throws {
    // Five cliques of seven in a ring of brokers, each broker linked to one of each neighbour.
    var links: [CSRGraph.Link] = []
    for clique in 0..<5 {
      let first = 5 + 7 * clique
      for u in first..<first + 7 {
        for v in u + 1..<first + 7 { links.append(.init(u, v)) }
      }
      links.append(.init(clique, first))
      links.append(.init(clique, 5 + 7 * ((clique + 1) % 5) + 1))
    }
    let graph = try CSRGraph(nodeCount: 40, links: links)
    let found = try graph.keyPlayers(for: .fragmentation, budget: 5, seed: 3)
    #expect(found.best.nodes == [0, 1, 2, 3, 4])
    #expect(found.best.value == 1 - 105.0 / 780)
    #expect(found.degreeControl.value < found.best.value)
    #expect(found.randomShareAtLeastAsGood == 0 && found.randomMean < found.best.value)
    #expect(found.randomValues.count == 200)
    let stars = (0..<4).flatMap { hub in
      (1...9).map { CSRGraph.Link(10 * hub, 10 * hub + $0) }
    }
    let hubs = try CSRGraph(nodeCount: 40, links: stars)
      .keyPlayers(for: .reach(hops: 1), budget: 4)
    #expect(hubs.best.nodes == [0, 10, 20, 30] && hubs.best.value == 1)
  }

  @Test("A swap mends what greed got wrong")
  func swap() throws {
    // The middle of a chain of seven is the best single choice but in no best pair.
    let graph = try Shape.chain(7).graph
    let found = try graph.keyPlayers(for: .fragmentation, budget: 2, controls: 1)
    #expect(found.greedy.nodes.contains(3))
    #expect(found.best.value > found.greedy.value)
    #expect(found.best.nodes == [1, 4] && found.best.value == 1 - 2.0 / 21)
  }

  @Test("Reach follows directions, fragmentation does not")
  func directions() throws {
    let network = SeededNetwork(
      nodeCount: 4, links: [.init(1, 0), .init(2, 1), .init(3, 1)], directed: true)
    let graph = try network.graph
    #expect(try graph.keyPlayers(for: .fragmentation, budget: 1).best.nodes == [1])
    #expect(try graph.keyPlayers(for: .reach(hops: 9), budget: 1).best.nodes == [2])
  }

  @Test("Random sets depend on the seed and their number only by extension")
  func draws() throws {
    let graph = try SeededNetwork.karate.graph
    func values(_ controls: Int, _ seed: UInt64) throws -> [Double] {
      try graph.keyPlayers(for: .weightedReach, budget: 3, controls: controls, seed: seed)
        .randomValues
    }
    let (few, many) = (try values(5, 1), try values(40, 1))
    #expect(try many == values(40, 1) && many != values(40, 2))
    #expect(few.allSatisfy(many.contains))
  }

  @Test("Budgets, hops and controls that make no sense are refused by name")
  func refusals() throws {
    let graph = try Shape.chain(3).graph
    for budget in [-1, .nan, .infinity] {
      #expect(throws: GraphError.invalidBudget) {
        try graph.keyPlayers(for: .fragmentation, budget: budget)
      }
    }
    #expect(throws: GraphError.parameterTooSmall(name: "hops", value: 0, least: 1)) {
      try graph.keyPlayers(for: .reach(hops: 0), budget: 1)
    }
    #expect(throws: GraphError.invalidRunCount(0)) {
      try graph.keyPlayers(for: .weightedReach, budget: 1, controls: 0)
    }
    let none = try graph.keyPlayers(for: .weightedReach, budget: 0)
    #expect(none.best.nodes.isEmpty && none.best.value == 0)
  }
}
