import GraphCore
import Testing

@Suite("Leiden after a change")
struct LeidenUpdateTests {
  /// Takes some links away and adds some; returns the ends of all of them.
  private func change(_ network: inout SeededNetwork, _ count: Int, seed: UInt64) -> [Int] {
    let random = CounterRandom(seed: seed)
    var touched: [Int] = []
    for i in 0..<UInt64(count) where !network.links.isEmpty {
      let gone = random.below(network.links.count, stream: 0, index: i)
      let link = network.links.remove(at: gone)
      let u = random.below(network.nodeCount, stream: 1, index: i)
      let v = random.below(network.nodeCount, stream: 2, index: i)
      touched += [link.source, link.target]
      guard u != v else { continue }
      network.links.append(.init(u, v))
      touched += [u, v]
    }
    return touched
  }

  @Test("A thousand changes: connected, exact, no worse than before, not far from a fresh search")
  func laws() throws {
    var (updated, fresh) = (0.0, 0.0)
    for seed in 0..<1000 as Range<UInt64> {
      var network = SeededNetwork.random(
        nodeCount: 14, chance: 0.25, seed: seed, weighted: seed % 2 == 0)
      let objective: CSRGraph.Objective = seed % 3 == 0 ? .cpm : .modularity
      let resolution = objective == .cpm ? 0.3 : 1
      let before = try network.graph.leiden(
        objective: objective, resolution: resolution, seed: seed, repetitions: 2,
        weighted: true)
      let touched = change(&network, 2, seed: seed)
      let graph = try network.graph
      let found = try graph.leidenUpdate(
        previous: before.community, touched: touched, objective: objective,
        resolution: resolution, seed: seed, weighted: true)
      DivisionLaw.expect(
        found, of: network, objective, resolution, weighted: true, "seed \(seed)")
      let kept = graph.quality(
        of: before.community, objective: objective, resolution: resolution, weighted: true)
      #expect(found.quality >= kept - 1e-9, "seed \(seed)")
      guard objective == .modularity else { continue }
      updated += found.quality
      fresh += try graph.leiden(
        objective: objective, resolution: resolution, seed: seed, repetitions: 2,
        weighted: true
      ).quality
    }
    #expect(updated > 0.97 * fresh)
  }

  @Test("Without a change nothing changes, but that disconnected communities are split")
  func noChange() throws {
    let graph = try CSRGraph(
      nodeCount: 6, links: [.init(0, 1), .init(1, 2), .init(3, 4), .init(4, 5)])
    let found = try graph.leidenUpdate(
      previous: [3, 3, 3, 3, 3, 3], touched: [], resolution: 0.1, seed: 1)
    #expect(found.community == [0, 0, 0, 1, 1, 1] && found.splitCount == 1)
    let kept = try graph.leidenUpdate(
      previous: [0, 0, 0, 1, 1, 1], touched: [], resolution: 0.1, seed: 1)
    #expect(kept.community == found.community && kept.splitCount == 0)
  }

  @Test("A link that joins two communities for good joins them; one that goes parts them")
  func reach() throws {
    let cliques = (0..<6).flatMap { c in
      Shape.clique(4).renamed((0..<4).map { 4 * c + $0 }).links
    }
    let before = (0..<24).map { $0 / 4 }
    let joining = (0..<4).flatMap { u in (4..<8).map { CSRGraph.Link(u, $0) } }
    let joined = try CSRGraph(nodeCount: 24, links: cliques + joining).leidenUpdate(
      previous: before, touched: Array(0..<8), resolution: 0.5, seed: 1)
    #expect(joined.sizes == [8, 4, 4, 4, 4] && joined.community[0] == joined.community[7])
    let apart = try CSRGraph(nodeCount: 24, links: cliques).leidenUpdate(
      previous: joined.community, touched: Array(0..<8), resolution: 0.5, seed: 1)
    #expect(apart.community == before)
  }

  @Test("Nodes added since find their place or stay alone")
  func added() throws {
    let links = Shape.clique(4).links + [.init(4, 0), .init(4, 1), .init(4, 2)]
    let found = try CSRGraph(nodeCount: 6, links: links).leidenUpdate(
      previous: [5, 5, 5, 5], touched: [], resolution: 0.5, seed: 1)
    #expect(found.community == [0, 0, 0, 0, 0, 1])
  }

  /// The small network goes by the queue, the large one by sub-rounds.
  @Test("Any number of threads gives the same bits", arguments: [300, 6000])
  func workers(nodeCount: Int) throws {
    var network = large(nodeCount)
    let before = try network.graph.leiden(
      objective: .modularity, resolution: 1, seed: 1, repetitions: 1)
    let touched = change(&network, nodeCount / 15, seed: 5)
    let graph = try network.graph
    func update(_ workers: Int) throws -> Partition {
      try graph.leidenUpdate(
        previous: before.community, touched: touched, objective: .modularity, resolution: 1,
        seed: 3, workers: workers)
    }
    let found = try update(1)
    for count in [2, 3, 7, 16, 64] { #expect(try update(count) == found, "\(count) workers") }
    DivisionLaw.expect(found, of: network, .modularity, 1, weighted: false, "\(nodeCount) nodes")
    let kept = graph.quality(of: before.community, objective: .modularity, resolution: 1)
    #expect(found.quality >= kept - 1e-9)
  }

  /// Groups of twenty, seven links from each node, one in ten of them to any other node.
  private func large(_ nodeCount: Int) -> SeededNetwork {
    let random = CounterRandom(seed: 12)
    let links = (0..<UInt64(7 * nodeCount)).compactMap { i -> CSRGraph.Link? in
      let u = Int(i) % nodeCount
      let v =
        i % 10 == 0
        ? random.below(nodeCount, stream: 0, index: i)
        : u / 20 * 20 + random.below(20, stream: 1, index: i)
      return u == v || v >= nodeCount ? nil : CSRGraph.Link(u, v)
    }
    return SeededNetwork(nodeCount: nodeCount, links: links)
  }

  @Test("Marks and nodes out of range are refused")
  func refusals() throws {
    let graph = try Shape.chain(3).graph
    #expect(throws: GraphError.wrongCount(name: "previous", count: 4, expected: 3)) {
      try graph.leidenUpdate(previous: [0, 0, 0, 0], touched: [], resolution: 1, seed: 0)
    }
    for mark in [-1, 3] {
      #expect(
        throws: GraphError.invalidParameter(
          name: "previous", need: "marks from 0 to below the number of nodes")
      ) {
        try graph.leidenUpdate(previous: [0, mark, 0], touched: [], resolution: 1, seed: 0)
      }
    }
    #expect(throws: GraphError.unknownNode(node: 3, nodeCount: 3)) {
      try graph.leidenUpdate(previous: [0, 0, 0], touched: [3], resolution: 1, seed: 0)
    }
  }
}
