import GraphCore
import Testing

/// A network before and after a change, as lists of links.
private struct ChangedNetwork {
  let before: SeededNetwork
  var after: SeededNetwork
  var added: [CSRGraph.Link] = []
  var removed: [(source: Int, target: Int)] = []

  init(seed: UInt64) {
    before = SeededNetwork.mixed(seed: seed)
    after = before
    let n = before.nodeCount
    let random = CounterRandom(seed: seed)
    for (i, link) in before.links.enumerated() where link.source != link.target {
      guard random.below(4, stream: 0, index: UInt64(i)) == 0, !isRemoved(link) else { continue }
      let turned = random.below(2, stream: 1, index: UInt64(i)) == 0 && !before.directed
      removed.append(
        turned ? (link.target, link.source) : (link.source, link.target))
    }
    for i in 0..<(seed % 5) {
      added.append(
        .init(
          random.below(n, stream: 2, index: i), random.below(n, stream: 3, index: i),
          strength: seed % 2 == 0 ? 1 + Double(i) / 4 : 1))
    }
    after.links = before.links.filter { !isRemoved($0) } + added
  }

  private func isRemoved(_ link: CSRGraph.Link) -> Bool {
    removed.contains {
      $0 == (link.source, link.target) || !before.directed && $0 == (link.target, link.source)
    }
  }
}

@Suite("Changing a graph without building it anew")
struct GraphChangeTests {
  @Test("The changed graph is the one built from the links that remain and those added")
  func rebuilt() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = ChangedNetwork(seed: seed)
      let change = try network.before.graph.changed(
        adding: network.added, removing: network.removed)
      #expect(try change.graph == network.after.graph, "seed \(seed)")
      let ends =
        network.added.flatMap { [$0.source, $0.target] }
        + network.removed.flatMap { [$0.source, $0.target] }
      #expect(change.touched == Set(ends).sorted())
    }
  }

  @Test("Components after a change are those of the new graph")
  func components() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = ChangedNetwork(seed: seed)
      let graph = try network.after.graph
      let updated = try graph.components(
        updating: network.before.graph.components(),
        adding: network.added.map { ($0.source, $0.target) }, removing: network.removed)
      #expect(updated == graph.components(), "seed \(seed)")
    }
  }

  @Test("PageRank from the scores before lies as near to the exact scores as from none")
  func pageRank() throws {
    for seed in 0..<300 as Range<UInt64> {
      let network = ChangedNetwork(seed: seed)
      let graph = try network.after.graph
      let updated = try graph.pageRank(updating: network.before.graph.pageRank().scores)
      #expect(updated.residual <= 1e-12)
      for (one, other) in zip(updated.scores, graph.pageRank().scores) {
        #expect(abs(one - other) < 1e-11, "seed \(seed)")
      }
    }
  }

  @Test("A small change takes fewer sweeps than a fresh start")
  func fewerSweeps() throws {
    let network = SeededNetwork.random(nodeCount: 300, chance: 0.03, seed: 2)
    let graph = try network.graph
    let before = graph.pageRank(tolerance: 1e-10)
    let change = try graph.changed(adding: [.init(0, 299)])
    let updated = try change.graph.pageRank(updating: before.scores, tolerance: 1e-6)
    let fresh = change.graph.pageRank(tolerance: 1e-6)
    #expect(updated.iterations < fresh.iterations)
    #expect(abs(updated.scores.reduce(0, +) - 1) < 1e-12)
  }

  @Test("Removals that name no link, a loop or a link twice are refused")
  func badRemovals() throws {
    let graph = try CSRGraph(
      nodeCount: 4, links: [.init(0, 1), .init(1, 2), .init(3, 3)])
    for (place, pairs) in [
      (0, [(0, 2)]), (1, [(0, 1), (3, 3)]), (1, [(0, 1), (1, 0)]), (0, [(1, 4)]), (0, [(-1, 0)]),
    ] {
      let pairs = pairs.map { (source: $0.0, target: $0.1) }
      #expect(throws: GraphError.invalidRemoval(place: place, node: pairs[place].source)) {
        try graph.changed(removing: pairs)
      }
    }
    #expect(throws: GraphError.nodeOutOfRange(link: 0, node: 4, nodeCount: 4)) {
      try graph.changed(adding: [.init(4, 0)])
    }
    #expect(throws: GraphError.invalidStrength(link: 0)) {
      try graph.changed(adding: [.init(0, 2, strength: -1)])
    }
    #expect(try graph.changed().graph == graph)
  }

  @Test("Strengths that could no longer be added exactly are refused, others stay exact")
  func exactness() throws {
    let thirds = try CSRGraph(
      nodeCount: 4, links: [.init(0, 1, strength: 1.0 / 3), .init(1, 2, strength: 0.1)])
    #expect(throws: GraphError.strengthRangeTooWide(link: 0)) {
      try thirds.changed(adding: [.init(2, 3, strength: 1e6)])
    }
    let halves = try CSRGraph(nodeCount: 4, links: [.init(0, 1, strength: 0.5)])
    let more = try halves.changed(adding: [.init(0, 1, strength: 1e6), .init(2, 3)]).graph
    #expect(more.strength(from: 1, to: 0) == 1_000_000.5)
    #expect(more.strength(from: 3, to: 2) == 1)
  }

  @Test("Scores of another graph, or no scores, are refused")
  func badScores() throws {
    let graph = try SeededNetwork.kite.graph
    #expect(throws: GraphError.wrongCount(name: "scores", count: 1, expected: 10)) {
      try graph.pageRank(updating: [1])
    }
    #expect(throws: GraphError.self) {
      try graph.pageRank(updating: Array(repeating: 0, count: 10))
    }
    #expect(throws: GraphError.self) {
      try graph.pageRank(updating: Array(repeating: .nan, count: 10))
    }
    let other = try CSRGraph(nodeCount: 3, links: [])
    #expect(throws: GraphError.wrongCount(name: "components", count: 3, expected: 10)) {
      try graph.components(updating: other.components())
    }
  }
}
