import GraphCore
import Testing

@Suite("Distances and shortest path trees")
struct ShortestPathTests {
  static func network(_ seed: UInt64) -> DistanceNetwork {
    let n = 2 + Int(seed % 13)
    return DistanceNetwork(
      nodeCount: n, links: n * (1 + Int(seed / 3 % 3)), longest: 1 + Int(seed % 5), seed: seed,
      directed: seed % 2 == 1)
  }

  /// The same with every third link 4,096 times as long: such links go through a heap, not buckets.
  static func wideNetwork(_ seed: UInt64) -> DistanceNetwork {
    var network = network(seed)
    for i in stride(from: Int(seed % 3), to: network.links.count, by: 3) {
      let link = network.links[i]
      network.links[i] = .init(link.source, link.target, distance: 4096 * link.distance)
    }
    return network
  }

  @Test(
    "Distances and lowest parents are those of Floyd and Warshall, however far lengths lie apart",
    arguments: [0, 1, 2, 3], [false, true])
  func definition(quarter: UInt64, isWide: Bool) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let network = isWide ? Self.wideNetwork(seed) : Self.network(seed)
      let (graph, a) = (try network.graph, network.matrix)
      let d = PathOracle.distances(a)
      for s in [0, Int(seed / 3) % network.nodeCount] {
        let tree = try graph.shortestPathTree(from: s)
        #expect(tree.distances == d[s], "seed \(seed), from \(s)")
        let before = a.indices.map { v in
          a.indices.first { v != s && d[s][v].isFinite && d[s][$0] + a[$0][v] == d[s][v] }
        }
        #expect(tree.parents == before.map { Int32($0 ?? -1) }, "seed \(seed), from \(s)")
      }
    }
  }

  @Test("No detour is shorter, and part of a shortest way is a shortest way")
  func laws() throws {
    for seed in 0..<8 as Range<UInt64> {
      let network = DistanceNetwork(
        nodeCount: 60, links: 150, longest: 1000, seed: seed, directed: seed % 2 == 1)
      let graph = try network.graph
      let trees = try (0..<60).map { try graph.shortestPathTree(from: $0) }
      for s in 0..<60 {
        for v in 0..<60 {
          let through = trees[v].distances.map { trees[s].distances[v] + $0 }
          #expect(zip(trees[s].distances, through).allSatisfy { $0 <= $1 })
          guard let path = trees[s].path(to: v) else { continue }
          for (i, stop) in path.nodes.enumerated() {
            #expect(trees[s].path(to: stop)?.nodes == Array(path.nodes[...i]))
            #expect(
              trees[s].distances[stop] + trees[stop].distances[v] == path.length)
          }
          if !network.directed { #expect(trees[s].distances[v] == trees[v].distances[s]) }
        }
      }
    }
  }

  @Test("The order of the links does not matter, and renaming renames the distances")
  func permutations() throws {
    for seed in 0..<40 as Range<UInt64> {
      let network = Self.network(seed + 1000)
      #expect(try network.graph == network.shuffled(seed: seed).graph)
      let names = CounterRandom(seed: seed).permutation(network.nodeCount, stream: 0)
      let here = try network.graph.shortestPathTree(from: 0).distances
      let there = try network.renamed(names).graph.shortestPathTree(from: names[0]).distances
      for v in 0..<network.nodeCount { #expect(here[v] == there[names[v]]) }
    }
  }

  @Test("Hops as distances give what breadth-first search gives")
  func hops() throws {
    for seed in 0..<30 as Range<UInt64> {
      let graph = try SeededNetwork.random(
        nodeCount: 50, chance: 0.05, seed: seed, directed: seed % 2 == 1, weighted: true
      ).graph
      let tree = try DistanceGraph(graph, by: .hops).shortestPathTree(from: 0)
      let search = try graph.breadthFirst(from: 0)
      #expect(tree.parents == search.parents)
      #expect(tree.distances == search.hops.map { $0 < 0 ? .infinity : Double($0) })
    }
  }

  @Test("A strong link is short: distances are inverse strengths, strengths of doubles added")
  func conversion() throws {
    let graph = try CSRGraph(
      nodeCount: 3,
      links: [.init(0, 1, strength: 3), .init(1, 0, strength: 1), .init(1, 2, strength: 0.5)])
    let distances = try DistanceGraph(graph, by: .inverseStrength)
    #expect(distances.links() == [.init(0, 1, distance: 0.25), .init(1, 2, distance: 2)])
    #expect(distances.conversion?.description == "distance = 1 / strength")
    let hops = try DistanceGraph(graph, by: .hops)
    #expect(hops.links().map(\.distance) == [1, 1])
    #expect(hops.conversion?.description == "distance = 1 for every link")
  }

  @Test("Of doubled links the shortest counts, and loops are dropped")
  func doubles() throws {
    let links: [DistanceGraph.Link] = [
      .init(0, 1, distance: 5), .init(1, 0, distance: 2), .init(1, 1, distance: 1),
    ]
    let graph = try DistanceGraph(nodeCount: 2, links: links)
    #expect(graph.links() == [.init(0, 1, distance: 2)] && graph.conversion == nil)
    let directed = try DistanceGraph(nodeCount: 2, links: links, directed: true)
    #expect(directed.links() == [.init(0, 1, distance: 5), .init(1, 0, distance: 2)])
  }

  @Test("Bad links are named", arguments: [0, -1, .infinity, .nan])
  func badDistances(distance: Double) throws {
    #expect(throws: GraphError.invalidDistance(link: 1)) {
      try DistanceGraph(
        nodeCount: 2, links: [.init(0, 1, distance: 1), .init(0, 1, distance: distance)])
    }
  }

  @Test("Distances that cannot be added exactly, nodes out of range and sizes are refused")
  func refusals() throws {
    #expect(throws: GraphError.distanceRangeTooWide(link: 2)) {
      try DistanceGraph(
        nodeCount: 4,
        links: [
          .init(2, 3, distance: 1e12), .init(2, 3, distance: 1e13), .init(0, 1, distance: 1e-7),
        ])
    }
    let uneven = try CSRGraph(
      nodeCount: 4, links: [.init(0, 1, strength: 0x1p-20), .init(2, 3, strength: 0x3p20)])
    #expect(throws: GraphError.distanceRangeTooWide(link: 1)) {
      try DistanceGraph(uneven, by: .inverseStrength)
    }
    #expect(throws: GraphError.nodeOutOfRange(link: 0, node: 2, nodeCount: 2)) {
      try DistanceGraph(nodeCount: 2, links: [.init(0, 2, distance: 1)])
    }
    #expect(throws: GraphError.sizeOutOfRange(count: -1, limit: CSRGraph.sizeLimit)) {
      try DistanceGraph(nodeCount: -1, links: [.init(0, 2, distance: 1)])
    }
    #expect(throws: GraphError.unknownNode(node: 2, nodeCount: 2)) {
      try DistanceGraph(nodeCount: 2, links: []).shortestPathTree(from: 2)
    }
  }

  @Test("A ring of 50,000 is measured to its far side")
  func ring() throws {
    let n = 50_000
    let links = (0..<n).map { DistanceGraph.Link($0, ($0 + 1) % n, distance: 0.5) }
    let tree = try DistanceGraph(nodeCount: n, links: links).shortestPathTree(from: 0)
    #expect(tree.distances == (0..<n).map { Double(min($0, n - $0)) / 2 })
    #expect(Int(tree.parents[n / 2]) == n / 2 - 1)
  }
}
