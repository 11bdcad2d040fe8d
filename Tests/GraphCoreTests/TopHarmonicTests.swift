import GraphCore
import Testing

@Suite("The nodes nearest to all others")
struct TopHarmonicTests {
  @Test("They are those that measuring all nodes puts first, on a thousand graphs")
  func sameAsAll() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let graph = try SeededNetwork.mixed(seed: seed).graph
      let direction = CSRGraph.Direction.allCases[Int(seed % 3)]
      try expectTop(graph, 1 + Int(seed % 4), direction)
    }
  }

  @Test("More nodes than one search serves, with hubs, in pieces, and with arrows")
  func larger() throws {
    for seed in 0..<6 as Range<UInt64> {
      var network = SeededNetwork.random(
        nodeCount: 300, chance: 0.008, seed: seed, directed: seed % 2 == 1)
      network.nodeCount = 330
      network.links += (0..<60).map { .init(290, $0 * 5) }
      network.links += (301..<330).map { .init($0 - 1, $0) }
      for direction in CSRGraph.Direction.allCases {
        try expectTop(network.graph, 10, direction)
      }
    }
    try expectTop(Shape.chain(200).graph, 5, .total)
    try expectTop(Shape.star(leaves: 100).graph, 3, .total)
  }

  @Test("Fewer nodes than asked for, none, too few asked for, and a cancelled control")
  func edges() throws {
    #expect(try CSRGraph(nodeCount: 0, links: []).topHarmonic(3).isEmpty)
    let two = try CSRGraph(nodeCount: 2, links: [])
    #expect(try two.topHarmonic(3).map(\.node) == [0, 1])
    #expect(throws: GraphError.parameterTooSmall(name: "count", value: 0, least: 1)) {
      try two.topHarmonic(0)
    }
    let control = WorkControl()
    #expect(try Shape.chain(300).graph.topHarmonic(1, control: control).count == 1)
    #expect(control.fraction == 1)
    control.cancel()
    #expect(throws: GraphError.cancelled) { try two.topHarmonic(1, control: control) }
  }

  private func expectTop(
    _ graph: CSRGraph, _ count: Int, _ direction: CSRGraph.Direction
  ) throws {
    let top = try graph.topHarmonic(count, direction)
    let all = graph.harmonic(direction)
    let best = all.sorted(by: >).prefix(count)
    #expect(top.count == best.count)
    for (entry, score) in zip(top, best) {
      #expect(abs(entry.score - score) < 1e-9 && abs(all[entry.node] - score) < 1e-9)
    }
    #expect(Set(top.map(\.node)).count == top.count)
    for (a, b) in zip(top, top.dropFirst()) {
      #expect(a.score > b.score || (a.score == b.score && a.node < b.node))
    }
  }
}
