import GraphCore
import Testing

@Suite("Betweenness, harmonic, closeness, eccentricity")
struct PathMeasureTests {
  @Test(
    "Betweenness agrees with the definition on random graphs", arguments: 0..<40 as Range<UInt64>)
  func betweenness(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 12, chance: 0.22, seed: seed, directed: seed % 2 == 1)
    let expected = Oracle.betweennessOfOrderedPairs(network.matrix())
      .map { network.directed ? $0 : $0 / 2 }
    for (v, score) in try network.graph.betweenness().enumerated() {
      #expect(abs(score - expected[v]) < 1e-9, "node \(v)")
    }
  }

  @Test(
    "Betweenness adds up to the inner nodes of all shortest paths",
    arguments: 0..<10 as Range<UInt64>)
  func betweennessSum(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 40, chance: 0.08, seed: seed)
    let inner = Oracle.hops(network.matrix()).joined().compactMap { $0 }.reduce(0) {
      $0 + max(0, $1 - 1)
    }
    let sum = try network.graph.betweenness().reduce(0, +)
    #expect(abs(sum - Double(inner) / 2) < 1e-9)
  }

  @Test("The kite's centres are those Krackhardt published")
  func kite() throws {
    let graph = try SeededNetwork.kite.graph
    let freeman = graph.betweenness().map { ($0 / 36 * 1000).rounded() / 1000 }
    #expect(freeman == [0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0])
    let closeness = graph.closeness().map { ($0 * 1000).rounded() / 1000 }
    #expect(closeness == [0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.31])
    #expect(graph.degrees() == [4, 4, 3, 6, 3, 5, 5, 3, 2, 1])
    #expect(graph.diameter() == 4)
  }

  @Test("The karate club's instructor is between 231.07 pairs")
  func karate() throws {
    let scores = try SeededNetwork.karate.graph.betweenness()
    #expect(abs(scores[0] - 231.071_428_571_428_56) < 1e-9)
    #expect(abs(scores[33] - 160.551_587_301_587_3) < 1e-9)
  }

  @Test("Shortest paths too many for a floating-point number do not break the shares")
  func pathCountsDoNotOverflow() throws {
    // Layers of two nodes, neighbouring layers fully linked: 2^1029 paths from end to end.
    let layers = 1030
    let links = (1..<layers).flatMap { j in
      [(0, 0), (0, 1), (1, 0), (1, 1)].map { CSRGraph.Link(2 * j - 2 + $0, 2 * j + $1) }
    }
    let scores = try CSRGraph(nodeCount: 2 * layers, links: links).betweenness()
    func shareOfTwins(_ layer: Int) -> Double {
      guard (0..<layers).contains(layer) else { return 0 }
      return layer == 0 || layer == layers - 1 ? 0.5 : 0.25
    }
    for layer in 0..<layers {
      let across = Double(2 * layer * 2 * (layers - 1 - layer)) / 2
      let expected = across + shareOfTwins(layer - 1) + shareOfTwins(layer + 1)
      #expect(abs(scores[2 * layer] - expected) < 1e-6 * max(1, expected), "layer \(layer)")
    }
  }

  @Test("Distances agree with Floyd and Warshall", arguments: 0..<30 as Range<UInt64>)
  func distances(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 14, chance: 0.12, seed: seed, directed: seed % 2 == 1)
    let graph = try network.graph
    var a = network.matrix()
    for direction in CSRGraph.Direction.allCases {
      a = network.matrix()
      if direction == .incoming {
        a = a.indices.map { i in a.map { $0[i] } }
      } else if direction == .total {
        a = a.indices.map { i in a.indices.map { max(a[i][$0], a[$0][i]) } }
      }
      let hops = Oracle.hops(a)
      let (harmonic, closeness) = (graph.harmonic(direction), graph.closeness(direction))
      let far = graph.eccentricities(direction)
      for v in 0..<14 {
        let others = hops[v].compactMap { $0 }.filter { $0 > 0 }
        let expected = others.reduce(0) { $0 + 1 / Double($1) }
        #expect(abs(harmonic[v] - expected) < 1e-12)
        #expect(far[v] == others.max() ?? 0)
        #expect(graph.hops(from: v, direction) == hops[v])
        let (r, sum) = (Double(others.count), Double(others.reduce(0, +)))
        #expect(abs(closeness[v] - (sum == 0 ? 0 : r / 13 * r / sum)) < 1e-12)
      }
    }
  }

  @Test("More nodes than one batch of sources are all searched")
  func manyBatches() throws {
    let n = 600
    let harmonic = try Shape.chain(n).graph.harmonic()
    let first = (1..<n).reduce(0.0) { $0 + 1 / Double($1) }
    #expect(abs(harmonic[0] - first) < 1e-9 && abs(harmonic[n - 1] - first) < 1e-9)
    #expect(try Shape.chain(n).graph.diameter() == n - 1)
  }

  @Test(
    "Wide levels, searched from the nodes not yet reached, give the same sums",
    arguments: [true, false])
  func wideLevels(directed: Bool) throws {
    let network = SeededNetwork.random(
      nodeCount: 300, chance: 0.03, seed: 5, directed: directed)
    let graph = try network.graph
    for direction in [CSRGraph.Direction.outgoing, .incoming] {
      let harmonic = graph.harmonic(direction)
      let (closeness, far) = (graph.closeness(direction), graph.eccentricities(direction))
      for v in stride(from: 0, to: 300, by: 7) {
        let others = graph.hops(from: v, direction).compactMap { $0 }.filter { $0 > 0 }
        #expect(abs(harmonic[v] - others.reduce(0) { $0 + 1 / Double($1) }) < 1e-9)
        let (r, sum) = (Double(others.count), Double(others.reduce(0, +)))
        #expect(abs(closeness[v] - r / 299 * r / sum) < 1e-12)
        #expect(far[v] == others.max())
      }
    }
  }

  @Test("A control changes no bit of the sums over hops, tells of the end, and stops them")
  func control() throws {
    let graph = try SeededNetwork.random(nodeCount: 300, chance: 0.02, seed: 1).graph
    let control = WorkControl()
    #expect(try graph.harmonic(control: control) == graph.harmonic())
    #expect(try graph.closeness(control: control) == graph.closeness())
    #expect(try graph.eccentricities(control: control) == graph.eccentricities())
    #expect(control.fraction == 1)
    control.cancel()
    #expect(throws: GraphError.cancelled) { try graph.harmonic(control: control) }
    #expect(throws: GraphError.cancelled) { try graph.closeness(control: control) }
    #expect(throws: GraphError.cancelled) { try graph.eccentricities(control: control) }
  }

  @Test("The diameter is that of the largest component")
  func diameter() throws {
    var links = Shape.clique(5).links
    links += (6..<9).map { .init($0 - 1, $0) }
    #expect(try CSRGraph(nodeCount: 9, links: links).diameter() == 1)
  }
}
