import GraphCore
import Testing

/// Networks of every kind for removal: sparse to dense, directed, weighted, with doubled links,
/// loops and nodes alone.
enum RemovalCase {
  static func network(_ seed: UInt64, largest: Int = 12) -> SeededNetwork {
    let n = Int(seed % UInt64(largest)) + 1
    let chance = [0.08, 0.15, 0.22, 0.35, 0.6][Int(seed / 7 % 5)]
    var network = SeededNetwork.random(
      nodeCount: n, chance: chance, seed: seed, directed: seed % 3 == 0, weighted: seed % 4 == 0)
    network.links += network.links.prefix(Int(seed % 3)).map { .init($0.target, $0.source) }
    if seed % 5 == 0 { network.links.append(.init(n - 1, n - 1)) }
    return network
  }

  static func costs(_ n: Int, _ seed: UInt64) -> [Double] {
    (0..<n).map { Double(1 + (UInt64($0) &* 7 &+ seed) % 4) / 2 }
  }
}

@Suite("Removing nodes")
struct RemovalTests {
  @Test(
    "One pass tells what each removal does, as removing each does",
    arguments: 0..<20 as Range<UInt64>)
  func impacts(block: UInt64) throws {
    for seed in block * 60..<(block + 1) * 60 {
      let network = RemovalCase.network(seed)
      let oracle = RemovalOracle(network)
      let impacts = try network.graph.removalImpacts()
      let all = Array(0..<oracle.n)
      #expect(impacts.before.connectedPairs == oracle.connectedPairs(all))
      #expect(impacts.before.largest == oracle.sizes(all).first)
      for v in all {
        let left = all.filter { $0 != v }
        let own = oracle.parts(all).first { $0.contains(v) } ?? []
        #expect(impacts.parts(without: v) == oracle.sizes(own.filter { $0 != v }))
        let after = impacts.after[v]
        #expect(after.connectedPairs == oracle.connectedPairs(left), "seed \(seed), node \(v)")
        #expect(after.largest == oracle.sizes(left).first ?? 0)
        #expect(after.removedCount == 1 && after.nodeCount == oracle.n)
        #expect(after.amongAll >= impacts.before.amongAll)
      }
    }
  }

  @Test("Fragmentation is 1 less Borgatti's sum over component sizes")
  func formula() throws {
    let links = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)].map { CSRGraph.Link($0, $1) }
    let graph = try CSRGraph(nodeCount: 8, links: links)
    let whole = try graph.fragmentation()
    #expect(whole.amongRemaining == 1 - 22.0 / 56)  // 5·4 + 2·1 of 8·7 ordered pairs
    let cut = try graph.fragmentation(without: [2])
    #expect(cut.amongRemaining == 1 - 6.0 / 42)
    #expect(cut.amongAll == 1 - 6.0 / 56)
    #expect(graph.removalImpacts().after[2] == cut)
    #expect(graph.removalImpacts().changes[2] == cut.amongRemaining - whole.amongRemaining)
    #expect(graph.removalImpacts().changes[7] < 0)
  }

  @Test("A network of no or one node is wholly apart")
  func smallest() throws {
    for n in [0, 1] {
      let graph = try CSRGraph(nodeCount: n, links: [])
      #expect(try graph.fragmentation().amongAll == 1)
      #expect(try graph.removalCurve(of: []).largestArea == 0)
      #expect(graph.removalImpacts().after.count == n)
    }
  }

  @Test("A long chain and a wide star need no recursion")
  func large() throws {
    let n = 60_001
    let chain = try Shape.chain(n).graph.removalImpacts()
    #expect(chain.parts(without: 1) == [n - 2, 1])
    #expect(chain.after[n / 2].largest == n / 2)
    let star = try Shape.star(leaves: n).graph
    #expect(star.removalImpacts().parts(without: 0).count == n)
    #expect(star.removalImpacts().after[0].connectedPairs == 0)
    #expect(try star.dismantlingOrder(by: .coreHD).first == 0)
  }

  @Test(
    "A curve run backwards is the curve of removals", arguments: 0..<10 as Range<UInt64>)
  func curves(block: UInt64) throws {
    for seed in block * 30..<(block + 1) * 30 {
      let network = RemovalCase.network(seed)
      let n = network.nodeCount
      let costs = RemovalCase.costs(n, seed)
      let oracle = RemovalOracle(network, costs: costs)
      let length = seed % 2 == 0 ? n : n / 2
      let order = CounterRandom(seed: seed).permutation(n, stream: 3).prefix(length)
      let curve = try network.graph.removalCurve(of: Array(order), costs: costs)
      #expect(curve.steps.count == length + 1 && curve.spent.count == length + 1)
      var (areas, spent) = ((0.0, 0.0), 0.0)
      for k in 0...length {
        let left = (0..<n).filter { !order.prefix(k).contains($0) }
        let (largest, pairs) = (oracle.sizes(left).first ?? 0, oracle.connectedPairs(left))
        #expect(curve.steps[k].largest == largest && curve.steps[k].connectedPairs == pairs)
        #expect(curve.steps[k].removedCount == k && curve.spent[k] == spent)
        #expect(
          try curve.steps[k] == network.graph.fragmentation(without: Array(order.prefix(k))))
        if k < length { spent += costs[order[k]] }
        guard k > 0 else { continue }
        areas.0 += costs[order[k - 1]] * Double(largest) / Double(n)
        let all = Double(n * (n - 1)) / 2
        areas.1 += costs[order[k - 1]] * (all == 0 ? 0 : Double(pairs) / all)
      }
      guard length > 0 else { continue }
      #expect(abs(curve.largestArea - areas.0 / spent) < 1e-12)
      #expect(abs(curve.connectedArea - areas.1 / spent) < 1e-12)
    }
  }

  @Test("Orders, costs and batches that make no sense are refused by name")
  func refusals() throws {
    let graph = try Shape.chain(3).graph
    #expect(throws: GraphError.invalidRemoval(place: 1, node: 3)) {
      try graph.removalCurve(of: [0, 3])
    }
    #expect(throws: GraphError.invalidRemoval(place: 2, node: 0)) {
      try graph.fragmentation(without: [0, 1, 0])
    }
    #expect(throws: GraphError.wrongCount(name: "costs", count: 2, expected: 3)) {
      try graph.removalCurve(of: [0], costs: [1, 1])
    }
    for bad in [0, -1, .nan, .infinity] {
      #expect(throws: GraphError.invalidCost(node: 1)) {
        try graph.dismantlingOrder(by: .degree, costs: [1, bad, 1])
      }
    }
    #expect(throws: GraphError.parameterTooSmall(name: "batch", value: 0, least: 1)) {
      try graph.dismantlingOrder(by: .degree, batch: 0)
    }
    #expect(throws: GraphError.parameterTooSmall(name: "radius", value: 0, least: 1)) {
      try graph.dismantlingOrder(by: .collectiveInfluence(radius: 0))
    }
  }
}
