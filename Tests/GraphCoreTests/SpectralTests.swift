import GraphCore
import Testing

@Suite("PageRank and eigenvector centrality")
struct SpectralTests {
  @Test(
    "PageRank solves its linear system, nodes without way out included",
    arguments: 0..<30 as Range<UInt64>)
  func pageRank(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 12, chance: 0.12, seed: seed, directed: seed % 3 > 0, weighted: true)
    for weighted in [false, true] {
      let expected = Oracle.pageRank(network.matrix(weighted: weighted), damping: 0.85)
      let rank = try network.graph.pageRank(weighted: weighted)
      #expect(rank.residual <= 1e-12)
      for v in 0..<12 { #expect(abs(rank.scores[v] - expected[v]) < 1e-10, "node \(v)") }
    }
  }

  @Test("PageRank adds up to 1", arguments: [0, 0.5, 0.85, 0.99])
  func mass(damping: Double) throws {
    let network = SeededNetwork.random(nodeCount: 300, chance: 0.004, seed: 5, directed: true)
    let scores = try network.graph.pageRank(damping: damping).scores
    #expect(abs(scores.reduce(0, +) - 1) < 1e-12)
  }

  @Test("PageRank stops at the tolerance asked for and says how near it came")
  func tolerance() throws {
    let graph = try SeededNetwork.karate.graph
    let rough = graph.pageRank(tolerance: 1e-3)
    let fine = graph.pageRank(tolerance: 1e-12)
    #expect(rough.iterations < fine.iterations)
    #expect(rough.residual <= 1e-3 && rough.residual > 1e-12)
    let distance = zip(rough.scores, fine.scores).reduce(0) { $0 + abs($1.0 - $1.1) }
    #expect(distance <= rough.residual * 0.85 / 0.15 + 1e-11)
  }

  @Test(
    "Undirected links take less than half the sweeps of the same links laid both ways",
    arguments: [false, true])
  func sweeps(weighted: Bool) throws {
    for seed in 0..<5 as Range<UInt64> {
      let network = SeededNetwork.random(
        nodeCount: 400, chance: 0.006, seed: seed, weighted: weighted)
      let there = network.links
      let back = there.map { CSRGraph.Link($0.target, $0.source, strength: $0.strength) }
      let twice = try CSRGraph(nodeCount: 400, links: there + back, directed: true)
      let quick = try network.graph.pageRank(weighted: weighted)
      let plain = twice.pageRank(weighted: weighted)
      #expect(2 * quick.iterations < plain.iterations)
      #expect(quick.residual <= 1e-12)
      for (a, b) in zip(quick.scores, plain.scores) { #expect(abs(a - b) < 1e-11) }
    }
  }

  @Test("Eigenvector scores solve A x = λ x", arguments: 0..<20 as Range<UInt64>)
  func eigenvector(seed: UInt64) throws {
    let network = SeededNetwork.random(nodeCount: 12, chance: 0.5, seed: seed, weighted: true)
    for weighted in [false, true] {
      let a = network.matrix(weighted: weighted)
      let x = try network.graph.eigenvector(weighted: weighted)
      let product = a.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
      let norm = x.reduce(0) { $0 + $1 * $1 }
      let eigenvalue = zip(x, product).reduce(0) { $0 + $1.0 * $1.1 } / norm
      #expect(x.max() == 1 && (x.min() ?? 0) >= 0)
      for v in 0..<12 { #expect(abs(product[v] - eigenvalue * x[v]) < 1e-9, "node \(v)") }
    }
  }

  @Test("A two-sided graph has eigenvector scores too")
  func bipartite() throws {
    let scores = try Shape.star(leaves: 9).graph.eigenvector()
    #expect(scores[0] == 1)
    for leaf in 1...9 { #expect(abs(scores[leaf] - 1 / 3) < 1e-12) }
  }

  @Test("Only components with the largest eigenvalue have eigenvector scores")
  func components() throws {
    // Two cliques of four, one of three, a node alone.
    var links = Shape.clique(4).links
    links += Shape.clique(3).renamed([4, 5, 6]).links
    links += Shape.clique(4).renamed([7, 8, 9, 10]).links
    let scores = try CSRGraph(nodeCount: 12, links: links).eigenvector()
    #expect(scores == [1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0])
  }
}
