import GraphCore
import Testing

@Suite("Connecting networks")
struct ConnectingNetworkTests {
  @Test(
    "Never longer than the stated ratio of the shortest, never below its own bound",
    arguments: 0..<4 as Range<UInt64>)
  func ratio(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let n = 3 + Int(seed % 7)
      let network = DistanceNetwork(
        nodeCount: n, links: 2 * n, longest: 1 + Int(seed / 7 % 6), seed: seed, directed: false)
      let a = network.matrix
      let k = 2 + Int(seed / 5 % 4)
      let terminals = CounterRandom(seed: seed).permutation(n, stream: 7).prefix(k).sorted()
      let found = try network.graph.connectingNetwork(among: terminals)
      guard let least = PathOracle.leastNetwork(a, terminals: terminals) else {
        #expect(found.groups.count > 1)
        continue
      }
      let ratio = 2 - 2 / Double(terminals.count)
      #expect(found.groups == [terminals])
      #expect(least <= found.length && found.length <= ratio * least + 1e-9, "seed \(seed)")
      #expect(found.lowerBound <= least + 1e-9, "seed \(seed)")
      #expect(found.length <= ratio * found.lowerBound + 1e-9, "seed \(seed)")
    }
  }

  @Test("A forest that joins the terminals and ends in them, made of links of the graph")
  func shape() throws {
    for seed in 0..<200 as Range<UInt64> {
      let network = DistanceNetwork(
        nodeCount: 30, links: 20 + Int(seed % 40), longest: 5, seed: seed, directed: false)
      let graph = try network.graph
      let drawn = CounterRandom(seed: seed).permutation(30, stream: 7).prefix(1 + Int(seed % 6))
      let found = try graph.connectingNetwork(among: Array(drawn))
      let terminals = drawn.sorted()
      #expect(found.terminals == terminals)
      #expect(found.links.allSatisfy(graph.links().contains))
      #expect(found.length == found.links.reduce(0) { $0 + $1.distance })
      let ends = found.links.flatMap { [$0.source, $0.target] }
      #expect(found.nodes == Set(ends + terminals).sorted())
      #expect(found.nodes.count == found.links.count + found.groups.count)
      for node in found.nodes where !terminals.contains(node) {
        #expect(ends.filter { $0 == node }.count >= 2)
      }
      let reach = PathOracle.distances(network.matrix)
      let inside = PathOracle.distances(PathOracle.matrix(30, found.links, directed: false))
      for (s, t) in terminals.flatMap({ s in terminals.map { (s, $0) } }) {
        #expect(reach[s][t].isFinite == inside[s][t].isFinite)
        let together = found.groups.contains { $0.contains(s) && $0.contains(t) }
        #expect(together == reach[s][t].isFinite)
      }
    }
  }

  @Test("Between two nodes it is a shortest path; among all, a cheapest tree")
  func extremes() throws {
    for seed in 0..<40 as Range<UInt64> {
      let network = DistanceNetwork(
        nodeCount: 20, links: 60, longest: 9, seed: seed, directed: false)
      let graph = try network.graph
      let distance = PathOracle.distances(network.matrix)[0][19]
      let two = try graph.connectingNetwork(among: [19, 0, 19])
      if distance.isFinite {
        #expect(two.length == distance && two.lowerBound == distance)
      }
      let all = try graph.connectingNetwork(among: Array(0..<20))
      if all.groups.count == 1 {
        #expect(all.length == PathOracle.leastNetwork(network.matrix, terminals: Array(0..<20)))
      }
    }
  }

  @Test("The order of links and terminals does not matter; renaming keeps the bound")
  func permutations() throws {
    for seed in 0..<40 as Range<UInt64> {
      let network = DistanceNetwork(
        nodeCount: 25, links: 60, longest: 4, seed: seed, directed: false)
      let found = try network.graph.connectingNetwork(among: [1, 5, 9, 20])
      let other = network.shuffled(seed: seed)
      #expect(try other.graph.connectingNetwork(among: [20, 9, 5, 1, 5]) == found)
      let names = CounterRandom(seed: seed).permutation(25, stream: 0)
      let renamed = try network.renamed(names).graph
        .connectingNetwork(among: [1, 5, 9, 20].map { names[$0] })
      #expect(abs(renamed.lowerBound - found.lowerBound) < 1e-9)
      #expect(renamed.groups.count == found.groups.count)
    }
  }

  @Test("No terminals, no network; one stands alone; directed graphs are refused")
  func edges() throws {
    let graph = try DistanceGraph(nodeCount: 3, links: [.init(0, 1, distance: 1)])
    let none = try graph.connectingNetwork(among: [])
    #expect(none.nodes == [] && none.length == 0 && none.groups == [] && none.lowerBound == 0)
    let one = try graph.connectingNetwork(among: [2])
    #expect(one.nodes == [2] && one.length == 0 && one.groups == [[2]])
    #expect(throws: GraphError.unknownNode(node: 3, nodeCount: 3)) {
      try graph.connectingNetwork(among: [0, 3])
    }
    let directed = try DistanceGraph(nodeCount: 2, links: [], directed: true)
    #expect(throws: GraphError.directedGraph) { try directed.connectingNetwork(among: [0, 1]) }
  }
}
