import GraphCore
import Testing

@Suite("Personalised PageRank, Katz, hubs and authorities")
struct WalkMeasureTests {
  @Test("Personalised PageRank solves its linear system, dead ends returning to the seeds")
  func personalised() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let n = network.nodeCount
      let seeds = seed % 3 == 0 ? [0, n / 2, 0] : [Int(seed) % n]
      var restart = [Double](repeating: 0, count: n)
      for s in seeds { restart[s] += 1 / Double(seeds.count) }
      let weighted = seed % 7 < 3
      let expected = MeasureOracle.personalisedPageRank(
        network.matrix(weighted: weighted), damping: 0.85, restart: restart)
      let rank = try network.graph.personalisedPageRank(seeds: seeds, weighted: weighted)
      #expect(rank.residual <= 1e-12)
      for v in 0..<n {
        #expect(abs(rank.scores[v] - expected[v]) < 1e-10, "seed \(seed), node \(v)")
      }
    }
  }

  @Test("With every node a seed, personalised PageRank is PageRank")
  func allSeeds() throws {
    let graph = try SeededNetwork.random(
      nodeCount: 200, chance: 0.006, seed: 4, directed: true
    ).graph
    let personal = try graph.personalisedPageRank(seeds: Array(0..<200))
    for (one, other) in zip(personal.scores, graph.pageRank().scores) {
      #expect(abs(one - other) < 1e-11)
    }
  }

  @Test("What no seed leads to scores 0, and all scores add up to 1")
  func reach() throws {
    let links = [(0, 1), (1, 2), (3, 0), (4, 5)].map { CSRGraph.Link($0.0, $0.1) }
    let graph = try CSRGraph(nodeCount: 6, links: links, directed: true)
    let scores = try graph.personalisedPageRank(seeds: [0]).scores
    #expect(scores[3...] == [0, 0, 0])
    #expect(abs(scores.reduce(0, +) - 1) < 1e-12)
    // Node 2 is a dead end: 0 -> 1 -> 2 -> back. Shares 1 : d : d² of what returns.
    #expect(abs(scores[1] / scores[0] - 0.85) < 1e-9)
    #expect(abs(scores[2] / scores[1] - 0.85) < 1e-9)
  }

  @Test("PageRank is the same in any unit of strength, however small or large")
  func units() throws {
    var network = SeededNetwork.random(nodeCount: 60, chance: 0.08, seed: 11, weighted: true)
    let expected = try network.graph.pageRank(weighted: true)
    #expect(expected.residual <= 1e-12)
    for exponent in [-300, -130, -40, 40, 130, 300] {
      var scaled = network
      for i in scaled.links.indices {
        scaled.links[i].strength *= Double(sign: .plus, exponent: exponent, significand: 1)
      }
      #expect(try scaled.graph.pageRank(weighted: true) == expected, "2^\(exponent)")
    }
    // Equal strengths are as good as none.
    let plain = try network.graph.pageRank()
    for strength in [1e-60, 1e-39, 1e50] {
      for i in network.links.indices { network.links[i].strength = strength }
      for (one, other) in zip(try network.graph.pageRank(weighted: true).scores, plain.scores) {
        #expect(abs(one - other) < 1e-11, "strength \(strength)")
      }
    }
  }

  @Test("A tolerance of 0 ends with scores as exact as sums of this length can be")
  func noTolerance() throws {
    for network in [
      Shape.chain(3), Shape.chain(4), Shape.star(leaves: 9), Shape.clique(5),
      SeededNetwork.random(nodeCount: 8, chance: 0.35, seed: 2),
    ] {
      let graph = try network.graph
      let (exact, usual) = (graph.pageRank(tolerance: 0), graph.pageRank())
      #expect(exact.residual < 1e-14)
      for (one, other) in zip(exact.scores, usual.scores) { #expect(abs(one - other) < 1e-11) }
    }
  }

  @Test("Seeds that are missing or no nodes are named")
  func badSeeds() throws {
    let graph = try SeededNetwork.kite.graph
    #expect(throws: GraphError.noSeeds) { try graph.personalisedPageRank(seeds: []) }
    #expect(throws: GraphError.unknownNode(node: 10, nodeCount: 10)) {
      try graph.personalisedPageRank(seeds: [3, 10])
    }
    #expect(throws: GraphError.unknownNode(node: -1, nodeCount: 10)) {
      try graph.personalisedPageRank(seeds: [-1])
    }
  }

  @Test("The leading eigenvalue lies within its range, which is narrow")
  func eigenvalue() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let weighted = seed % 7 < 3
      let expected = MeasureOracle.power(network.matrix(weighted: weighted)).eigenvalue
      let range = try network.graph.leadingEigenvalue(weighted: weighted)
      #expect(range.lowerBound <= expected * (1 + 1e-12), "seed \(seed)")
      #expect(range.upperBound >= expected * (1 - 1e-12), "seed \(seed)")
      #expect(range.upperBound - range.lowerBound <= 1e-9 * expected, "seed \(seed)")
    }
  }

  @Test("Known eigenvalues are enclosed", arguments: [3, 10, 50])
  func knownEigenvalues(n: Int) throws {
    #expect(try Shape.clique(n).graph.leadingEigenvalue().contains(Double(n - 1)))
    #expect(try Shape.star(leaves: n * n).graph.leadingEigenvalue().contains(Double(n)))
    let chain = try Shape.chain(n).graph.unweighted()
    let oneWay = try CSRGraph(nodeCount: n, links: chain.links(), directed: true)
    #expect(oneWay.leadingEigenvalue() == 0...0)
  }

  @Test("Katz scores solve their linear system")
  func katz() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let weighted = seed % 7 < 3
      let a = network.matrix(weighted: weighted)
      // The largest sum of a row is never below the largest eigenvalue.
      let largest = a.map { $0.reduce(0, +) }.max() ?? 0
      let attenuation = largest > 0 ? 0.9 / largest : 0.9
      let expected = MeasureOracle.katz(a, attenuation: attenuation)
      let katz = try network.graph.katz(attenuation: attenuation, weighted: weighted)
      #expect(katz.residual <= 1e-12)
      #expect(katz.eigenvalue.upperBound * attenuation < 1)
      for v in a.indices {
        #expect(abs(katz.scores[v] / expected[v] - 1) < 1e-9, "seed \(seed), node \(v)")
      }
    }
  }

  @Test("Katz refuses an attenuation that is not proved to be small enough")
  func katzRefusal() throws {
    let clique = try Shape.clique(5).graph
    func isRefused(_ graph: CSRGraph, _ attenuation: Double) -> Bool {
      do {
        _ = try graph.katz(attenuation: attenuation)
        return false
      } catch GraphError.attenuationNotCertified {
        return true
      } catch { return false }
    }
    for bad in [0.25, 0.2501, 1, 0, -0.1, .infinity, .nan] { #expect(isRefused(clique, bad)) }
    let scores = try clique.katz(attenuation: 0.2475).scores
    for score in scores { #expect(abs(score - 100) < 1e-7) }
    for seed in 0..<200 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let eigenvalue = MeasureOracle.power(network.matrix()).eigenvalue
      guard eigenvalue > 0 else { continue }
      #expect(try isRefused(network.graph, 1.000_001 / eigenvalue), "seed \(seed)")
    }
    // No walk goes on for ever: every attenuation is small enough, unless scores pass all bounds.
    let oneWay = try CSRGraph(
      nodeCount: 3, links: [.init(0, 1), .init(1, 2)], directed: true)
    #expect(try oneWay.katz(attenuation: 10).scores == [1, 11, 111])
    #expect(isRefused(oneWay, 1e200))
  }

  @Test("Hubs and authorities solve their equations for the largest factor")
  func hubs() throws {
    for seed in 0..<1000 as Range<UInt64> {
      let network = SeededNetwork.mixed(seed: seed)
      let weighted = seed % 7 < 3
      let a = network.matrix(weighted: weighted)
      let b = MeasureOracle.transposed(a)
      let found = try network.graph.hubsAndAuthorities(weighted: weighted)
      if seed % 2 == 0 {
        expectLeading(found.hubs, of: MeasureOracle.product(a, b), "seed \(seed)")
      } else {
        expectLeading(found.authorities, of: MeasureOracle.product(b, a), "seed \(seed)")
      }
    }
  }

  /// Expects non-negative scores, the largest 1, that span the leading space where it can score.
  private func expectLeading(_ x: [Double], of matrix: [[Double]], _ comment: Comment) {
    let (power, eigenvalue) = MeasureOracle.power(matrix)
    guard eigenvalue > 0 else { return #expect(x.allSatisfy { $0 == 0 }, comment) }
    let product = MeasureOracle.product(matrix, x)
    let reach = power.map { $0.reduce(0, +) }
    #expect(x.max() == 1 && (x.min() ?? 0) >= 0, comment)
    for v in x.indices {
      #expect(abs(product[v] - eigenvalue * x[v]) < 1e-6 * eigenvalue, comment)
      #expect((x[v] > 1e-7) == (reach[v] > 1e-7), comment)
    }
  }

  @Test("In a two-sided graph each direction scores, and nothing swings")
  func twoSided() throws {
    let found = try Shape.star(leaves: 4).graph.hubsAndAuthorities()
    for score in found.hubs + found.authorities { #expect(abs(score - 1) < 1e-12) }
    #expect(found.residual <= 1e-12)
  }

  @Test("Only the classes of links with the largest factor have hubs and authorities")
  func classes() throws {
    // Node 0 rings three, node 4 rings two of its own, node 7 three more.
    let calls = [(0, 1), (0, 2), (0, 3), (4, 5), (4, 6), (7, 8), (7, 9), (7, 10)]
    let graph = try CSRGraph(
      nodeCount: 12, links: calls.map { .init($0.0, $0.1) }, directed: true)
    let found = graph.hubsAndAuthorities()
    #expect(found.hubs == [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    #expect(found.authorities == [0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0])
  }
}
