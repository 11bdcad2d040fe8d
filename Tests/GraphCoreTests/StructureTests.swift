import GraphCore
import Testing

@Suite("Components, cut points, cores, triangles, constraint")
struct StructureTests {
  @Test(
    "Components are the nodes that can reach each other", arguments: 0..<30 as Range<UInt64>)
  func components(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 14, chance: 0.09, seed: seed, directed: seed % 2 == 1)
    let a = network.matrix()
    let graph = try network.graph
    let either = a.indices.map { i in a.indices.map { a[i][$0] + a[$0][i] } }
    for (found, reach) in [
      (graph.components(), Oracle.hops(either)),
      (graph.stronglyConnectedComponents(), Oracle.hops(a)),
    ] {
      for u in 0..<14 {
        for v in 0..<14 {
          let together = reach[u][v] != nil && reach[v][u] != nil
          #expect((found.component[u] == found.component[v]) == together)
        }
      }
      var seen = -1
      for part in found.component {
        #expect(part <= seen + 1, "parts are numbered in the order of their lowest nodes")
        seen = max(seen, part)
      }
      #expect(found.sizes == found.members().map(\.count))
      #expect(found.sizes.reduce(0, +) == 14 && found.count == seen + 1)
    }
    #expect(graph.components().count == Oracle.partCount(a))
  }

  @Test("The largest component is the first of the largest")
  func largest() throws {
    let links = [CSRGraph.Link(1, 2), .init(3, 4), .init(5, 6)]
    #expect(try CSRGraph(nodeCount: 7, links: links).components().largest == 1)
  }

  @Test(
    "Cut nodes and bridges are those whose removal makes more parts",
    arguments: 0..<40 as Range<UInt64>)
  func cuts(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 13, chance: 0.16, seed: seed, directed: seed % 4 == 3)
    var a = network.matrix()
    let graph = try network.graph
    let parts = Oracle.partCount(a)
    let expected = a.indices.filter { v in
      // Without a node on its own there is one part fewer, never more.
      Oracle.partCount(a, without: v) > parts
    }
    #expect(graph.cutNodes() == expected)
    var bridges: [(Int, Int)] = []
    for u in a.indices {
      for v in (u + 1)..<a.count where a[u][v] + a[v][u] > 0 {
        let kept = (a[u][v], a[v][u])
        (a[u][v], a[v][u]) = (0, 0)
        if Oracle.partCount(a) > parts { bridges.append((u, v)) }
        (a[u][v], a[v][u]) = kept
      }
    }
    #expect(graph.bridges().map { [$0.source, $0.target] } == bridges.map { [$0.0, $0.1] })
  }

  @Test("A doubled link is one link, so still a bridge, and tells on how many reports it rests")
  func doubledBridge() throws {
    let graph = try CSRGraph(nodeCount: 2, links: [.init(0, 1), .init(1, 0), .init(1, 1)])
    #expect(graph.bridges() == [.init(0, 1, strength: 2)])
    #expect(graph.multiplicity(from: 0, to: 1) == 2)
  }

  @Test("Long chains do not exhaust the stack")
  func longChain() throws {
    let n = 50_000
    let chain = try Shape.chain(n).graph
    #expect(chain.cutNodes().count == n - 2 && chain.bridges().count == n - 1)
    #expect(chain.components().sizes == [n])
    var ring = Shape.chain(n)
    ring.directed = true
    #expect(try ring.graph.stronglyConnectedComponents().count == n)
    ring.links.append(.init(n - 1, 0))
    #expect(try ring.graph.stronglyConnectedComponents().count == 1)
  }

  @Test("Core numbers agree with peeling", arguments: 0..<30 as Range<UInt64>)
  func cores(seed: UInt64) throws {
    let chance = 0.1 + 0.4 * Double(seed) / 30
    let network = SeededNetwork.random(nodeCount: 13, chance: chance, seed: seed)
    #expect(try network.graph.coreNumbers() == Oracle.coreNumbers(network.matrix()))
  }

  @Test("Triangles and clustering agree with the definition", arguments: 0..<30 as Range<UInt64>)
  func triangles(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 13, chance: 0.35, seed: seed)
    let a = network.matrix()
    let expected = Oracle.triangles(a)
    let graph = try network.graph
    #expect(graph.triangles() == expected)
    #expect(graph.triangleCount() * 3 == expected.reduce(0, +))
    let degrees = a.map { row in row.filter { $0 > 0 }.count }
    let local = graph.localClustering()
    var paths = 0
    for v in a.indices {
      let pairs = degrees[v] * (degrees[v] - 1) / 2
      paths += pairs
      #expect(local[v] == (pairs == 0 ? 0 : Double(expected[v]) / Double(pairs)))
    }
    let transitivity = paths == 0 ? 0 : Double(expected.reduce(0, +)) / Double(paths)
    #expect(abs(graph.transitivity() - transitivity) < 1e-12)
    #expect(abs(graph.averageLocalClustering() - local.reduce(0, +) / 13) < 1e-12)
  }

  @Test("Constraint agrees with Burt's formula", arguments: 0..<30 as Range<UInt64>)
  func constraint(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 10, chance: 0.3, seed: seed, directed: seed % 2 == 1, weighted: true)
    for weighted in [false, true] {
      let expected = Oracle.constraint(network.matrix(weighted: weighted))
      let found = try network.graph.constraint(weighted: weighted)
      for v in 0..<10 {
        #expect(
          expected[v].isNaN ? found[v].isNaN : abs(found[v] - expected[v]) < 1e-12, "node \(v)")
      }
    }
  }

  @Test("The karate club has 45 triangles and a core of four")
  func karate() throws {
    let graph = try SeededNetwork.karate.graph
    #expect(graph.triangleCount() == 45 && graph.coreNumbers().max() == 4)
    #expect(graph.cutNodes() == [0] && graph.bridges() == [.init(0, 11)])
    #expect(abs(graph.averageLocalClustering() - 0.570_638) < 1e-6)
    #expect(abs(graph.transitivity() - 0.255_682) < 1e-6)
  }

  @Test("Loops and doubled links change no count of neighbours, cores or triangles")
  func dirty() throws {
    let clean = SeededNetwork.karate
    var dirty = clean
    dirty.links += clean.links.prefix(30).map { .init($0.target, $0.source) }
    dirty.links += (0..<34).map { .init($0, $0) }
    let (a, b) = (try clean.graph, try dirty.graph)
    #expect(a.degrees() == b.degrees() && a.coreNumbers() == b.coreNumbers())
    #expect(a.triangles() == b.triangles() && a.cutNodes() == b.cutNodes())
    #expect(a.betweenness() == b.betweenness() && a.harmonic() == b.harmonic())
    #expect(a.pageRank() == b.pageRank() && a.eigenvector() == b.eigenvector())
  }
}
