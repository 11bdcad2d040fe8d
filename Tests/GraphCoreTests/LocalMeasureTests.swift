import Foundation
import GraphCore
import Support
import Testing

/// Blocks, cores and triangles by their definitions, on lists of neighbours. Nothing here uses
/// GraphCore.
private enum LocalOracle {
  /// For each k, nodes are taken away while one has fewer than k of the nodes that are left.
  static func cores(_ a: [[Double]]) -> [Int] {
    var core = a.map { _ in 0 }
    var isLeft = a.map { _ in true }
    for k in 1..<max(a.count, 1) + 1 {
      var changed = true
      while changed {
        changed = false
        for v in a.indices where isLeft[v] {
          let degree = a.indices.count { isLeft[$0] && a[v][$0] > 0 }
          if degree < k {
            isLeft[v] = false
            changed = true
          }
        }
      }
      for v in a.indices where isLeft[v] { core[v] = k }
    }
    return core
  }

  /// Two nodes share a block if they are linked, or in touch and parted by no third node.
  static func blocks(_ network: SeededNetwork) -> [[Int]] {
    let oracle = RemovalOracle(network)
    let all = Array(0..<oracle.n)
    func mark(_ left: [Int]) -> [Int: Int] {
      var mark: [Int: Int] = [:]
      for (number, part) in oracle.parts(left).enumerated() {
        for v in part { mark[v] = number }
      }
      return mark
    }
    let whole = mark(all)
    let without = all.map { z in mark(all.filter { $0 != z }) }
    func share(_ x: Int, _ y: Int) -> Bool {
      if oracle.isLinked[x][y] { return true }
      guard whole[x] == whole[y] else { return false }
      return all.allSatisfy { $0 == x || $0 == y || without[$0][x] == without[$0][y] }
    }
    var blocks: [[Int]] = []
    for x in all {
      for y in all where x < y && oracle.isLinked[x][y] {
        let block = all.filter { $0 == x || $0 == y || share($0, x) && share($0, y) }
        if !blocks.contains(block) { blocks.append(block) }
      }
    }
    return blocks.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
  }

  static func symmetric(_ a: [[Double]]) -> [[Double]] {
    a.indices.map { i in a.indices.map { a[i][$0] + a[$0][i] } }
  }
}

@Suite("Triangles, cores, blocks and constraint, by definition and on every odd shape")
struct LocalMeasureTests {
  @Test("A thousand networks of every kind", arguments: 0..<10 as Range<UInt64>)
  func definitions(block: UInt64) throws {
    for seed in block * 100..<(block + 1) * 100 {
      let network = RemovalCase.network(seed)
      let graph = try network.graph
      let a = network.matrix()
      let either = LocalOracle.symmetric(a)
      let triangles = Oracle.triangles(either)
      #expect(graph.triangles() == triangles, "seed \(seed)")
      for hubs in [0, 3] {
        #expect(graph.triangles(hubs: hubs, workers: 2) == triangles, "seed \(seed), \(hubs) hubs")
      }
      #expect(graph.coreNumbers() == LocalOracle.cores(either), "seed \(seed)")
      if network.directed {
        #expect(graph.coreNumbers(.outgoing) == LocalOracle.cores(a), "seed \(seed)")
        #expect(
          graph.coreNumbers(.incoming) == LocalOracle.cores(MeasureOracle.transposed(a)),
          "seed \(seed)")
      } else {
        #expect(graph.coreNumbers(.incoming) == graph.coreNumbers())
      }
      for weighted in [false, true] {
        let expected = Oracle.constraint(network.matrix(weighted: weighted))
        let found = graph.constraint(weighted: weighted)
        for v in a.indices {
          #expect(
            expected[v].isNaN ? found[v].isNaN : abs(found[v] - expected[v]) < 1e-12,
            "seed \(seed), node \(v)")
        }
      }
    }
  }

  @Test("Blocks, cut nodes and bridges of a thousand", arguments: 0..<10 as Range<UInt64>)
  func blocks(tenth: UInt64) throws {
    for seed in tenth * 100..<(tenth + 1) * 100 {
      let network = RemovalCase.network(seed, largest: 9)
      let graph = try network.graph
      let expected = LocalOracle.blocks(network)
      let blocks = graph.blocks()
      #expect(blocks.members() == expected, "seed \(seed)")
      #expect(blocks.sizes == expected.map(\.count) && blocks.count == expected.count)
      var lying = [Int](repeating: 0, count: graph.nodeCount)
      for v in expected.joined() { lying[v] += 1 }
      #expect(graph.cutNodes() == lying.indices.filter { lying[$0] > 1 }, "seed \(seed)")
      let bridges = graph.undirected().bridges()
      #expect(bridges.map { [$0.source, $0.target] } == expected.filter { $0.count == 2 })
      for bridge in bridges {
        #expect(
          bridge.strength
            == graph.undirected().strength(from: bridge.source, to: bridge.target))
      }
    }
  }

  @Test("Denser networks of sixty nodes, where hubs have rows of their own", arguments: 0..<8)
  func dense(seed: Int) throws {
    let network = SeededNetwork.random(
      nodeCount: 60, chance: 0.05 + 0.1 * Double(seed), seed: UInt64(seed), weighted: true)
    let graph = try network.graph
    let triangles = Oracle.triangles(network.matrix())
    for hubs in [0, 10, 60] {
      #expect(graph.triangles(hubs: hubs, workers: 3) == triangles, "\(hubs) hubs")
    }
    let a = network.matrix(weighted: true)
    for (found, expected) in zip(graph.constraint(weighted: true), Oracle.constraint(a)) {
      #expect(expected.isNaN ? found.isNaN : abs(found - expected) < 1e-12)
    }
    let sizes = MeasureOracle.effectiveSize(a)
    for (found, expected) in zip(graph.effectiveSize(weighted: true), sizes) {
      #expect(abs(found - expected) < 1e-10)
    }
  }

  @Test("Equal answers at any number of workers, and under other names")
  func workers() throws {
    let n = 800
    let network = SeededNetwork.random(nodeCount: n, chance: 0.06, seed: 6, weighted: true)
    let graph = try network.graph
    let (triangles, local) = (graph.triangles(workers: 1), graph.localClustering(workers: 1))
    let constraint = graph.constraint(weighted: true, workers: 1)
    let size = graph.effectiveSize(weighted: true, workers: 1)
    for workers in [2, 3, 7, 16, 64] {
      #expect(graph.triangles(workers: workers) == triangles)
      #expect(graph.triangles(hubs: 50, workers: workers) == triangles)
      #expect(graph.localClustering(workers: workers) == local)
      #expect(graph.constraint(weighted: true, workers: workers) == constraint)
      #expect(graph.effectiveSize(weighted: true, workers: workers) == size)
    }
    let names = CounterRandom(seed: 3).permutation(n, stream: 0)
    let renamed = try network.renamed(names).graph
    let (cores, impacts) = (graph.coreNumbers(), graph.removalImpacts().after)
    let (foundTriangles, foundCores) = (renamed.triangles(), renamed.coreNumbers())
    let foundImpacts = renamed.removalImpacts().after
    for v in 0..<n {
      #expect(foundTriangles[names[v]] == triangles[v] && foundCores[names[v]] == cores[v])
      #expect(foundImpacts[names[v]] == impacts[v])
    }
    #expect(renamed.cutNodes() == graph.cutNodes().map { names[$0] }.sorted())
  }

  @Test("Nothing, one node, nodes without links")
  func empty() throws {
    for n in [0, 1, 5] {
      let graph = try CSRGraph(nodeCount: n, links: [])
      #expect(graph.triangles() == Array(repeating: 0, count: n))
      #expect(graph.coreNumbers() == Array(repeating: 0, count: n))
      #expect(graph.blocks().count == 0 && graph.blocks().largest == nil)
      #expect(graph.cutNodes().isEmpty && graph.bridges().isEmpty)
      #expect(graph.constraint().allSatisfy(\.isNaN) && graph.constraint().count == n)
      #expect(graph.averageLocalClustering() == 0 && graph.transitivity() == 0)
      for rule in DismantlingRule.allCases {
        #expect(try graph.dismantlingOrder(by: rule) == Array(0..<n))
      }
    }
  }

  @Test("A wide star and a long chain")
  func starAndChain() throws {
    let n = 50_000
    var links: [CSRGraph.Link] = []
    for leaf in 0..<n - 1 { links.append(.init(leaf, n - 1)) }
    let star = try CSRGraph(nodeCount: n, links: links)
    #expect(star.triangleCount() == 0 && star.coreNumbers().max() == 1)
    #expect(star.cutNodes() == [n - 1] && star.blocks().count == n - 1)
    let constraint = star.constraint()
    #expect(constraint[0] == 1 && abs(constraint[n - 1] * Double(n - 1) - 1) < 1e-9)
    for rule in [DismantlingRule.degree, .coreHD] {
      #expect(try star.dismantlingOrder(by: rule).first == n - 1)
    }
    let chain = try Shape.chain(n).graph
    #expect(chain.blocks().sizes.allSatisfy { $0 == 2 } && chain.blocks().count == n - 1)
    let order = try chain.dismantlingOrder(by: .coreHD)
    let halves: [Int] = [24_999, 37_499, 12_499]
    #expect(Array(order.prefix(3)) == halves)
    let steps = try chain.removalCurve(of: order).steps
    #expect(steps[1].largest == n / 2 && steps[3].largest == n / 4)
  }

  @Test("Cliques, two of them on a bridge, and the two sides of a bipartite clique")
  func cliques() throws {
    let clique = try Shape.clique(40).graph
    #expect(clique.triangles().allSatisfy { $0 == 39 * 38 / 2 })
    #expect(clique.coreNumbers().allSatisfy { $0 == 39 })
    #expect(clique.localClustering().allSatisfy { $0 == 1 } && clique.blocks().sizes == [40])
    // p = 1/39; each tie is p + 38 p².
    let p = 1 / 39.0
    let tie: Double = p + 38 * p * p
    let expected: Double = 39 * tie * tie
    #expect(clique.constraint().allSatisfy { abs($0 - expected) < 1e-12 })
    var links: [CSRGraph.Link] = Shape.clique(5).links
    links += Shape.clique(5).renamed(Array(5..<10)).links
    links.append(.init(4, 5))
    links.append(.init(5, 4))
    let pair = try CSRGraph(nodeCount: 10, links: links)
    #expect(pair.bridges() == [.init(4, 5, strength: 2)] && pair.cutNodes() == [4, 5])
    let blocks: [[Int]] = [[0, 1, 2, 3, 4], [4, 5], [5, 6, 7, 8, 9]]
    #expect(pair.blocks().members() == blocks)
    #expect(pair.blocks().largest == 0)
    links = []
    for u in 0..<20 {
      for v in 20..<50 { links.append(.init(u, v)) }
    }
    let sides = try CSRGraph(nodeCount: 50, links: links)
    #expect(sides.triangleCount() == 0 && sides.coreNumbers().allSatisfy { $0 == 20 })
    #expect(sides.blocks().sizes == [50])
    let degree = try sides.dismantlingOrder(by: .degree)
    #expect(Array(degree.prefix(20)) == Array(0..<20))
  }

  @Test(
    "Exact figures of published networks",
    .enabled(if: SharedData.url("graphs") != nil),  // skipped: data not present
    arguments: [
      ("wiki-Vote.txt", 7115, 608_389, 53), ("facebook_combined.txt", 4039, 1_612_010, 115),
    ])
  func published(file: String, nodes: Int, triangles: Int, core: Int) throws {
    let url = try #require(SharedData.url("graphs/\(file)"))
    var place: [Int: Int] = [:]
    var links: [CSRGraph.Link] = []
    for line in try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
    where line.first != UInt8(ascii: "#") {
      var ends: [Int] = []
      var number: Int?
      for byte in line + [32] {
        if (48...57).contains(byte) {
          number = (number ?? 0) * 10 + Int(byte) - 48
        } else if let found = number {
          ends.append(place[found, default: place.count])
          place[found] = ends[ends.count - 1]
          number = nil
        }
      }
      if ends.count == 2 { links.append(.init(ends[0], ends[1])) }
    }
    let graph = try CSRGraph(nodeCount: place.count, links: links)
    #expect(graph.nodeCount == nodes)
    #expect(graph.triangleCount() == triangles)
    #expect(graph.coreNumbers().max() == core)
  }
}

@Suite("Long searches can be watched and stopped")
struct RemovalControlTests {
  @Test("A cancelled search for key players or an order throws, a watched one comes to its end")
  func control() throws {
    let graph = try SeededNetwork.random(nodeCount: 60, chance: 0.08, seed: 4).graph
    let cancelled = WorkControl()
    cancelled.cancel()
    for goal in [KeyPlayerGoal.fragmentation, .reach(hops: 2), .weightedReach] {
      #expect(throws: GraphError.cancelled) {
        try graph.keyPlayers(for: goal, budget: 3, control: cancelled)
      }
      let watched = WorkControl()
      #expect(
        try graph.keyPlayers(for: goal, budget: 3, control: watched)
          == graph.keyPlayers(for: goal, budget: 3))
      #expect(watched.fraction == 1)
    }
    for rule in [DismantlingRule.betweenness, .collectiveInfluence()] {
      #expect(throws: GraphError.cancelled) {
        try graph.dismantlingOrder(by: rule, control: cancelled)
      }
      let watched = WorkControl()
      #expect(
        try graph.dismantlingOrder(by: rule, control: watched) == graph.dismantlingOrder(by: rule))
      #expect(watched.fraction == 1)
    }
  }
}
