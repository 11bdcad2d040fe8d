import GraphCore
import Testing

@Suite("Communities and their quality")
struct CommunityTests {
  @Test("Quality agrees with the double sum over nodes", arguments: 0..<30 as Range<UInt64>)
  func quality(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 12, chance: 0.4, seed: seed, weighted: true)
    let random = CounterRandom(seed: seed)
    let marks = (0..<12).map { random.below(4, stream: 1, index: UInt64($0)) }
    let resolution = 0.25 + random.uniform(stream: 2, index: 0)
    for weighted in [false, true] {
      let a = network.matrix(weighted: weighted)
      let modularity = try network.graph.quality(
        of: marks, objective: .modularity, resolution: resolution, weighted: weighted)
      #expect(abs(modularity - Oracle.modularity(a, marks, resolution: resolution)) < 1e-12)
      let cpm = try network.graph.quality(
        of: marks, objective: .cpm, resolution: resolution, weighted: weighted)
      #expect(abs(cpm - Oracle.cpm(a, marks, resolution: resolution)) < 1e-9)
    }
  }

  @Test("A loop counts once as a link and twice in the strength of its node")
  func loops() throws {
    // One link and one loop of strength 3: W = 4, strengths 7 and 1.
    let graph = try CSRGraph(nodeCount: 2, links: [.init(0, 1), .init(0, 0, strength: 3)])
    let apart = graph.quality(of: [0, 1], objective: .modularity, resolution: 1, weighted: true)
    #expect(abs(apart - (3.0 / 4 - (49.0 + 1) / 64)) < 1e-15)
    #expect(graph.quality(of: [0, 0], objective: .modularity, resolution: 1, weighted: true) == 0)
    #expect(graph.quality(of: [0, 0], objective: .cpm, resolution: 0.25, weighted: true) == 0.75)
  }

  @Test("Modularity lies between −½ and 1", arguments: 0..<20 as Range<UInt64>)
  func range(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 20, chance: 0.1, seed: seed)
    let random = CounterRandom(seed: seed)
    let marks = (0..<20).map { random.below(20, stream: 0, index: UInt64($0)) }
    let q = try network.graph.quality(of: marks, objective: .modularity, resolution: 1)
    #expect((-0.5...1).contains(q))
    let pair = try CSRGraph(nodeCount: 2, links: [.init(0, 1)])
    #expect(pair.quality(of: [0, 1], objective: .modularity, resolution: 1) == -0.5)
  }

  @Test(
    "Finds the best of all divisions of small graphs", arguments: 0..<12 as Range<UInt64>)
  func bestDivision(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 7, chance: 0.45, seed: seed, weighted: seed % 2 == 1)
    guard !network.links.isEmpty else { return }
    let a = network.matrix(weighted: true)
    var best = (modularity: -1.0, cpm: -Double.infinity)
    Oracle.forEachDivision(of: 7) { marks in
      best.modularity = max(best.modularity, Oracle.modularity(a, marks, resolution: 1))
      best.cpm = max(best.cpm, Oracle.cpm(a, marks, resolution: 0.6))
    }
    let modularity = try network.graph.leiden(
      objective: .modularity, resolution: 1, seed: seed, runs: 16, weighted: true)
    #expect(abs(modularity.quality - best.modularity) < 1e-12)
    let cpm = try network.graph.leiden(resolution: 0.6, seed: seed, runs: 16, weighted: true)
    #expect(abs(cpm.quality - best.cpm) < 1e-9)
  }

  @Test("Reaches the proven optimum of the karate club, whatever the seed", arguments: 1...5)
  func karate(seed: Int) throws {
    let found = try SeededNetwork.karate.graph.leiden(
      objective: .modularity, resolution: 1, seed: UInt64(seed), runs: 8)
    #expect(abs(found.quality - 0.419_789_6) < 1e-7)
    #expect(found.sizes == [12, 11, 6, 5])
  }

  @Test(
    "Communities are connected, numbered by size, and no node would gain by moving",
    arguments: CSRGraph.Objective.allCases, 0..<6 as Range<UInt64>)
  func laws(objective: CSRGraph.Objective, seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 60, chance: 0.07, seed: seed, weighted: true)
    let graph = try network.graph
    let resolution = objective == .cpm ? 0.4 : 1
    let found = try graph.leiden(
      objective: objective, resolution: resolution, seed: seed, weighted: true)
    let quality = { (marks: [Int]) in
      graph.quality(of: marks, objective: objective, resolution: resolution, weighted: true)
    }
    #expect(found.quality == quality(found.community))
    #expect(found.sizes == found.members().map(\.count) && found.sizes.reduce(0, +) == 60)
    #expect(found.sizes == found.sizes.sorted(by: >))
    let keys = found.members().map { [-$0.count, $0[0]] }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    let a = network.matrix()
    for members in found.members() {
      let inside = members.map { u in members.map { a[u][$0] } }
      #expect(Oracle.partCount(inside) == 1)
    }
    for v in 0..<60 {
      for c in 0..<min(found.count + 1, 60) where c != found.community[v] {
        var moved = found.community
        moved[v] = c
        #expect(quality(moved) <= found.quality + 1e-9)
      }
    }
  }

  @Test("CPM finds small groups in a ring of cliques where modularity merges them")
  func resolutionLimit() throws {
    let (cliques, size) = (30, 5)
    var links: [CSRGraph.Link] = []
    for c in 0..<cliques {
      links += Shape.clique(size).renamed((0..<size).map { c * size + $0 }).links
      links.append(.init(c * size, (c + 1) % cliques * size + 1))
    }
    let ring = try CSRGraph(nodeCount: cliques * size, links: links)
    #expect(try ring.leiden(resolution: 0.3, seed: 1).sizes == Array(repeating: 5, count: 30))
    let merged = try ring.leiden(objective: .modularity, resolution: 1, seed: 1, runs: 4)
    #expect(merged.count < cliques)
  }

  @Test("More runs never make it worse, and equal seeds repeat")
  func runs() throws {
    let graph = try SeededNetwork.random(nodeCount: 80, chance: 0.06, seed: 3).graph
    let few = try graph.leiden(objective: .modularity, resolution: 1, seed: 11, runs: 2)
    let many = try graph.leiden(objective: .modularity, resolution: 1, seed: 11, runs: 12)
    #expect(many.quality >= few.quality)
    #expect(try graph.leiden(objective: .modularity, resolution: 1, seed: 11, runs: 2) == few)
  }

  @Test("Without links everyone is alone")
  func noLinks() throws {
    let graph = try CSRGraph(nodeCount: 3, links: [.init(1, 1)])
    for objective in CSRGraph.Objective.allCases {
      #expect(try graph.leiden(objective: objective, resolution: 1, seed: 0).sizes == [1, 1, 1])
    }
  }

  @Test("Resolution 0 joins each component, a high one nobody")
  func extremes() throws {
    let graph = try CSRGraph(nodeCount: 5, links: [.init(0, 1), .init(1, 2), .init(3, 4)])
    for objective in CSRGraph.Objective.allCases {
      let whole = try graph.leiden(objective: objective, resolution: 0, seed: 0)
      #expect(whole.community == [0, 0, 0, 1, 1])
      let apart = try graph.leiden(objective: objective, resolution: 1e9, seed: 0)
      #expect(apart.count == 5)
    }
  }

  @Test("Directed graphs, bad resolutions and bad numbers of runs are refused")
  func refusals() throws {
    let graph = try Shape.chain(3).graph
    for resolution in [-1, .nan, .infinity] as [Double] {
      #expect(throws: GraphError.invalidResolution) {
        try graph.leiden(resolution: resolution, seed: 0)
      }
    }
    #expect(throws: GraphError.invalidRunCount(0)) {
      try graph.leiden(resolution: 1, seed: 0, runs: 0)
    }
    let directed = try CSRGraph(nodeCount: 2, links: [.init(0, 1)], directed: true)
    #expect(throws: GraphError.directedGraph) { try directed.leiden(resolution: 1, seed: 0) }
  }
}
