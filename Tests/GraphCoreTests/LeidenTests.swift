import GraphCore
import Testing

/// What holds of every division that Leiden returns, checked against matrices.
enum DivisionLaw {
  static func expect(
    _ found: Partition, of network: SeededNetwork, _ objective: CSRGraph.Objective,
    _ resolution: Double, weighted: Bool, _ name: Comment
  ) {
    let a = network.matrix(weighted: weighted)
    #expect(found.community.count == network.nodeCount, name)
    #expect(found.sizes == found.members().map(\.count), name)
    #expect(found.sizes == found.sizes.sorted(by: >), name)
    for members in found.members() {
      #expect(Oracle.partCount(members.map { u in members.map { a[u][$0] } }) == 1, name)
    }
    let strength = a.joined().reduce(0, +)
    guard strength > 0, !network.links.contains(where: { $0.source == $0.target }) else { return }
    let quality =
      objective == .cpm
      ? Oracle.cpm(a, found.community, resolution: resolution)
      : Oracle.modularity(a, found.community, resolution: resolution)
    #expect(abs(found.quality - quality) < 1e-9 * max(1, strength), name)
    let alone = Array(0..<network.nodeCount)
    let worst =
      objective == .cpm ? 0 : Oracle.modularity(a, alone, resolution: resolution)
    #expect(found.quality >= worst - 1e-9, name)
  }
}

@Suite("Leiden in sub-rounds")
struct LeidenTests {
  /// Dense groups of ten, sparsely linked.
  private func groups(_ count: Int, seed: UInt64) -> SeededNetwork {
    var network = SeededNetwork.random(
      nodeCount: 10 * count, chance: 0.4 / Double(count), seed: seed)
    for g in 0..<count {
      network.links +=
        SeededNetwork.random(nodeCount: 10, chance: 0.8, seed: seed + UInt64(g))
        .renamed((0..<10).map { g + $0 * count }).links
    }
    return network
  }

  @Test("A thousand networks of every kind: connected, exact, the same on any number of threads")
  func laws() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var network = SeededNetwork.mixed(seed: seed)
      network.directed = false
      let weighted = seed % 2 == 0
      let objective: CSRGraph.Objective = seed % 3 == 0 ? .cpm : .modularity
      let resolution = objective == .cpm ? 0.3 : 1
      let graph = try network.graph
      let found = try graph.leiden(
        objective: objective, resolution: resolution, seed: seed, weighted: weighted, grain: 4,
        workers: 1)
      DivisionLaw.expect(
        found, of: network, objective, resolution, weighted: weighted, "seed \(seed)")
      let again = try graph.leiden(
        objective: objective, resolution: resolution, seed: seed, weighted: weighted, grain: 4,
        workers: 3)
      #expect(again == found, "seed \(seed)")
    }
  }

  @Test("Any number of threads gives the same bits", arguments: CSRGraph.Objective.allCases)
  func workers(objective: CSRGraph.Objective) throws {
    let network = groups(40, seed: 3)
    let graph = try network.graph
    let resolution = objective == .cpm ? 0.3 : 1
    func run(_ workers: Int) throws -> Partition {
      try graph.leiden(
        objective: objective, resolution: resolution, seed: 9, weighted: true, grain: 64,
        workers: workers)
    }
    let found = try run(1)
    for workers in [2, 3, 7, 16, 64] { #expect(try run(workers) == found, "\(workers) workers") }
    DivisionLaw.expect(found, of: network, objective, resolution, weighted: true, "groups")
  }

  @Test("Finds planted groups, and is as good as going node by node")
  func planted() throws {
    for seed in 0..<10 as Range<UInt64> {
      let graph = try groups(20, seed: 100 * seed).graph.unweighted()
      let cpm = try graph.leiden(
        objective: .cpm, resolution: 0.3, seed: seed, weighted: false, grain: 64, workers: 2)
      let truth = (0..<200).map { $0 % 20 }
      #expect(PartitionAgreement(truth, cpm.community).adjustedRand > 0.95)
      for (objective, resolution) in [(CSRGraph.Objective.cpm, 0.3), (.modularity, 1)] {
        let rounds = try graph.leiden(
          objective: objective, resolution: resolution, seed: seed, weighted: false, grain: 64,
          workers: 2)
        let queue = try graph.leiden(
          objective: objective, resolution: resolution, seed: seed, weighted: false,
          grain: .max, workers: 2)
        #expect(rounds.quality > queue.quality - 0.02 * abs(queue.quality))
      }
    }
  }

  @Test("Two nodes that want to join each other do, and do not swap places for ever")
  func pairs() throws {
    let links = (0..<300).map { CSRGraph.Link($0, 599 - $0) }
    let graph = try CSRGraph(nodeCount: 600, links: links)
    let found = try graph.leiden(
      objective: .modularity, resolution: 1, seed: 1, weighted: false, grain: 4, workers: 2)
    #expect(found.sizes == Array(repeating: 2, count: 300))
    #expect(found.community == (0..<600).map { min($0, 599 - $0) })
  }

  @Test("Of two communities that are equally good a node takes the lower")
  func ties() throws {
    // Chains of three of which two nodes may be one community: where the middle moves first, it
    // joins the lower end; where an end moves first, that end joins it.
    let links = (0..<300).flatMap {
      [CSRGraph.Link(3 * $0, 3 * $0 + 1), .init(3 * $0 + 1, 3 * $0 + 2)]
    }
    let found = try CSRGraph(nodeCount: 900, links: links).leiden(resolution: 0.9, seed: 1)
    let lower = (0..<300).count { found.community[3 * $0] == found.community[3 * $0 + 1] }
    let upper = (0..<300).count { found.community[3 * $0 + 1] == found.community[3 * $0 + 2] }
    #expect(lower + upper == 300)
    #expect((170...230).contains(lower), "two of three in expectation")
  }

  @Test(
    "Stars, chains, cliques, two cliques on a bridge, two-sided and wide-ranging networks",
    arguments: CSRGraph.Objective.allCases, [4, 1 << 16])
  func pathologies(objective: CSRGraph.Objective, grain: Int) throws {
    var bridge = Shape.clique(9)
    bridge.nodeCount = 18
    bridge.links += Shape.clique(9).renamed(Array(9..<18)).links
    bridge.links += [.init(0, 9), .init(0, 9)]
    let sides = (0..<12).flatMap { u in (12..<20).map { CSRGraph.Link(u, $0) } }
    var wide = SeededNetwork.random(nodeCount: 30, chance: 0.2, seed: 4)
    for i in wide.links.indices { wide.links[i].strength = i % 2 == 0 ? 1e-4 : 1e4 }
    let shapes = [
      Shape.star(leaves: 60), Shape.chain(80), Shape.clique(12), bridge,
      SeededNetwork(nodeCount: 20, links: sides), wide,
      SeededNetwork(nodeCount: 7, links: [.init(2, 2), .init(3, 3)]),
      SeededNetwork(nodeCount: 1, links: []), SeededNetwork(nodeCount: 0, links: []),
    ]
    let resolution = objective == .cpm ? 0.4 : 1
    for (number, network) in shapes.enumerated() {
      let found = try network.graph.leiden(
        objective: objective, resolution: resolution, seed: 5, weighted: true, grain: grain,
        workers: 3)
      DivisionLaw.expect(
        found, of: network, objective, resolution, weighted: true, "shape \(number)")
    }
    let two = try bridge.graph.leiden(
      objective: objective, resolution: resolution, seed: 5, weighted: true, grain: grain,
      workers: 3)
    #expect(two.sizes == [9, 9])
  }

  @Test("More repetitions are never worse; fewer than one is refused")
  func repetitions() throws {
    let graph = try groups(30, seed: 8).graph
    var last = -1.0
    for repetitions in [1, 2, 5] {
      let found = try graph.leiden(
        objective: .modularity, resolution: 1, seed: 4, repetitions: repetitions)
      #expect(found.quality >= last)
      last = found.quality
    }
    #expect(
      throws: GraphError.parameterTooSmall(name: "repetitions", value: 0, least: 1)
    ) {
      try graph.leiden(resolution: 1, seed: 0, repetitions: 0)
    }
  }

  @Test("In a large graph too, a control sees all of the work finished")
  func largeControl() throws {
    let random = CounterRandom(seed: 4)
    let links = (0..<170_000 as Range<UInt64>).compactMap { i -> CSRGraph.Link? in
      let u = Int(i) % 20_000
      let v = u / 40 * 40 + random.below(40, stream: 0, index: i)
      return u == v ? nil : CSRGraph.Link(u, v)
    }
    let graph = try CSRGraph(nodeCount: 20_000, links: links)
    #expect(graph.links().count > 1 << 17)
    let control = WorkControl()
    let found = try graph.leiden(resolution: 0.1, seed: 3, runs: 2, control: control)
    #expect(control.fraction == 1)
    #expect(found.sizes == Array(repeating: 40, count: 500))
    #expect(try graph.leiden(resolution: 0.1, seed: 3, repetitions: .max).quality == found.quality)
  }

  @Test("A control sees all of the work finished, and stops it")
  func control() throws {
    let graph = try groups(10, seed: 1).graph
    let control = WorkControl()
    let plain = try graph.leiden(resolution: 0.3, seed: 2, runs: 5)
    #expect(try graph.leiden(resolution: 0.3, seed: 2, runs: 5, control: control) == plain)
    #expect(control.fraction == 1)
    control.cancel()
    for runs in [1, 5] {
      #expect(throws: GraphError.cancelled) {
        try graph.leiden(resolution: 0.3, seed: 2, runs: runs, control: control)
      }
    }
    #expect(throws: GraphError.cancelled) {
      try graph.coAssignment(resolution: 0.3, seeds: [1, 2], control: control)
    }
    #expect(throws: GraphError.cancelled) {
      try graph.resolutionLadder(resolutions: [0.3], seed: 2, control: control)
    }
    #expect(throws: GraphError.cancelled) {
      try graph.leidenUpdate(
        previous: plain.community, touched: [0], resolution: 0.3, seed: 2, control: control)
    }
  }
}
