import GraphCore
import Testing

@Suite("Betweenness of links, and betweenness from a sample")
struct LinkBetweennessTests {
  @Test("Link betweenness agrees with the definition and with that of nodes")
  func definition() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let graph = try network.graph
      let expected = MeasureOracle.arcBetweenness(network.matrix())
      let scores = graph.linkBetweenness()
      #expect(scores.count == graph.linkCount)
      for (link, score) in zip(graph.links(), scores) {
        // Both directions of an undirected link have equal scores: halves of what it carries.
        #expect(abs(score - expected[link.source][link.target]) < 1e-9, "seed \(seed), \(link)")
      }
      expectNodeLaw(graph, scores, hops: Oracle.hops(network.matrix()))
    }
  }

  /// Paths through a node enter it once and leave it once; paths to it enter it once.
  private func expectNodeLaw(_ graph: CSRGraph, _ scores: [Double], hops: [[Int?]]) {
    var atNode = [Double](repeating: 0, count: graph.nodeCount)
    for (link, score) in zip(graph.links(), scores) {
      atNode[link.target] += score
      if !graph.isDirected { atNode[link.source] += score }
    }
    let between = graph.betweenness()
    for v in 0..<graph.nodeCount {
      let reaching = hops.indices.count { $0 != v && hops[$0][v] != nil }
      let passing = graph.isDirected ? between[v] : 2 * between[v]
      #expect(abs(atNode[v] - passing - Double(reaching)) < 1e-8, "node \(v)")
    }
    let total = hops.joined().reduce(0) { $0 + ($1 ?? 0) }
    let carried = scores.reduce(0, +) * (graph.isDirected ? 1 : 2)
    #expect(abs(carried - Double(total)) < 1e-6)
  }

  @Test("Many equal paths do no harm: links into a waist carry what the waist is between and ends")
  func manyPaths() throws {
    // Each diamond doubles the number of paths: 2¹²⁰ from end to end.
    let diamonds = 120
    let graph = try diamondChain(diamonds)
    let scores = graph.linkBetweenness()
    let between = graph.betweenness()
    var into = [Double](repeating: 0, count: graph.nodeCount)
    for (link, score) in zip(graph.links(), scores) { into[link.target] += score }
    for d in 0...diamonds {
      #expect(abs(into[3 * d] / (between[3 * d] + Double(3 * d)) - 1) < 1e-9 || d == 0)
    }
    #expect(scores.allSatisfy { $0.isFinite && $0 > 0 })
  }

  private func diamondChain(_ diamonds: Int) throws -> CSRGraph {
    let links = (0..<diamonds).flatMap { d in
      [(0, 1), (0, 2), (1, 3), (2, 3)].map { CSRGraph.Link(3 * d + $0.0, 3 * d + $0.1) }
    }
    return try CSRGraph(nodeCount: 3 * diamonds + 1, links: links, directed: true)
  }

  @Test("The number of workers changes no bit of link betweenness", arguments: [2, 3, 7])
  func workers(count: Int) throws {
    let graph = try SeededNetwork.random(nodeCount: 400, chance: 0.01, seed: 6).graph
    #expect(graph.linkBetweenness(workers: count) == graph.linkBetweenness(workers: 1))
  }

  @Test("Bounds from a sample hold more often than promised, and are as narrow as asked for")
  func coverage() throws {
    let networks = [
      SeededNetwork.karate, .kite,
      .random(nodeCount: 40, chance: 0.06, seed: 3, directed: true),
      .random(nodeCount: 40, chance: 0.04, seed: 9),
    ]
    for network in networks {
      let graph = try network.graph
      let exact = graph.betweenness()
      let n = Double(graph.nodeCount)
      let pairs = n * (n - 1) / (graph.isDirected ? 1 : 2)
      var wrong = 0
      var drawn = 0
      var hits = [Double](repeating: 0, count: graph.nodeCount)
      for seed in 0..<200 as Range<UInt64> {
        let sampled = try graph.sampledBetweenness(error: 0.15, risk: 0.1, seed: seed)
        let holds = exact.indices.allSatisfy {
          sampled.lower[$0] <= exact[$0] && exact[$0] <= sampled.upper[$0]
        }
        if !holds { wrong += 1 }
        for v in exact.indices {
          #expect(sampled.upper[v] - sampled.scores[v] <= 0.15 * pairs + 1e-9)
          #expect(sampled.scores[v] - sampled.lower[v] <= 0.15 * pairs + 1e-9)
          hits[v] += sampled.scores[v] / pairs * Double(sampled.samples)
        }
        drawn += sampled.samples
      }
      #expect(wrong <= 20, "\(wrong) of 200")
      // All samples together: each node within five standard deviations of the exact share.
      for v in exact.indices {
        let share = exact[v] / pairs
        let deviation = (share * (1 - share) / Double(drawn)).squareRoot()
        #expect(abs(hits[v] / Double(drawn) - share) <= 5 * deviation + 1e-12, "node \(v)")
      }
    }
  }

  @Test("Sampling finds the sure thing, follows direction, and draws among countless paths alike")
  func sampledShapes() throws {
    let star = try Shape.star(leaves: 60).graph
    let sampled = try star.sampledBetweenness(error: 0.02, risk: 0.05, seed: 1)
    #expect(sampled.lower[0] <= 1770 && sampled.upper[0] >= 1770)
    #expect(sampled.scores[1...].allSatisfy { $0 == 0 } && sampled.upper[1...].max() == 0)

    let chain = try diamondChain(900)
    let paths = try chain.sampledBetweenness(error: 0.1, risk: 0.01, seed: 2)
    for d in 1..<900 {
      // All before a waist go through it to all behind it, and half of them through each arm.
      let waist = Double(3 * d) * Double(2700 - 3 * d)
      #expect(paths.lower[3 * d] <= waist && waist <= paths.upper[3 * d], "waist \(d)")
      let arm = Double(3 * d + 1) * Double(2700 - 3 * d - 2) / 2
      #expect(paths.lower[3 * d + 1] <= arm && arm <= paths.upper[3 * d + 1], "arm \(d)")
    }
    #expect(paths.lower[1350] > 0)
  }

  /// Senders, four gates in, ten nodes each of *a* and *b*, ten each of *c* and *d*, four gates
  /// out, receivers. Every *a* has one way from a sender and leads to all *c*, of which each has
  /// three ways to a receiver; *b* has three and leads to all *d*, of which each has one. The
  /// arcs between are so many that a search from either end stops before them.
  private func waist(ends: Int) throws -> (graph: CSRGraph, gateIn: Int, gateOut: Int) {
    let (gateIn, a, b) = (ends, ends + 4, ends + 14)
    let (c, d, gateOut) = (ends + 24, ends + 34, ends + 44)
    var links: [CSRGraph.Link] = []
    func join(_ sources: Range<Int>, _ targets: Range<Int>) {
      for s in sources { links += targets.map { CSRGraph.Link(s, $0) } }
    }
    join(0..<ends, gateIn..<(gateIn + 4))
    join(gateIn..<(gateIn + 1), a..<(a + 10))
    join((gateIn + 1)..<(gateIn + 4), b..<(b + 10))
    join(a..<(a + 10), c..<(c + 10))
    join(b..<(b + 10), d..<(d + 10))
    join(c..<(c + 10), gateOut..<(gateOut + 3))
    join(d..<(d + 10), (gateOut + 3)..<(gateOut + 4))
    join(gateOut..<(gateOut + 4), (gateOut + 4)..<(gateOut + 4 + ends))
    let graph = try CSRGraph(nodeCount: 2 * ends + 48, links: links, directed: true)
    return (graph, gateIn, gateOut + 3)
  }

  @Test("Where searches from both ends meet, the paths behind and ahead count alike")
  func meeting() throws {
    let ends = 200
    let (graph, gateIn, gateOut) = try waist(ends: ends)
    // Of the ways between two ends as many lead over a and c, 1 · 3, as over b and d, 3 · 1. The
    // one gate before a also joins senders to a, c and three gates; the one behind d its mirror.
    let expected = Double(ends * ends) / 2 + Double(ends * 23)
    let sampled = try graph.sampledBetweenness(error: 0.015, risk: 0.01, seed: 1)
    for gate in [gateIn, gateOut] {
      #expect(sampled.lower[gate] <= expected && expected <= sampled.upper[gate], "node \(gate)")
    }
  }

  @Test("Equal seeds give equal samples with any number of workers", arguments: [2, 3, 7])
  func sampledWorkers(count: Int) throws {
    let graph = try SeededNetwork.random(nodeCount: 500, chance: 0.008, seed: 2).graph
    func sample(_ workers: Int, seed: UInt64 = 4) throws -> SampledBetweenness {
      try graph.sampledBetweenness(error: 0.03, risk: 0.1, seed: seed, workers: workers)
    }
    #expect(try sample(count) == sample(1))
    #expect(try sample(1, seed: 5) != sample(1))
  }

  @Test("A smaller error takes more samples; an error or a risk out of range is refused")
  func guarantees() throws {
    let graph = try SeededNetwork.karate.graph
    let rough = try graph.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1).samples
    let fine = try graph.sampledBetweenness(error: 0.02, risk: 0.1, seed: 1).samples
    #expect(rough < fine)
    for (error, risk) in [(0, 0.1), (1, 0.1), (0.1, 0), (0.1, 1), (.nan, 0.1), (0.1, -1)] {
      #expect(throws: GraphError.invalidGuarantee) {
        try graph.sampledBetweenness(error: error, risk: risk, seed: 1)
      }
    }
    let empty = try CSRGraph(nodeCount: 3, links: [.init(0, 1)])
    let none = try empty.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1)
    #expect(none.samples == 0 && none.scores == [0, 0, 0] && none.upper == [0, 0, 0])
  }
}
