import GraphCore
import Testing

@Suite("Normal form of a graph")
struct CSRGraphTests {
  @Test("Every given link is counted once: distinct, merged or loop", arguments: [false, true])
  func receipt(directed: Bool) throws {
    let links: [CSRGraph.Link] = [
      .init(0, 1), .init(1, 0), .init(0, 1, strength: 2), .init(2, 2), .init(2, 2), .init(1, 3),
    ]
    let graph = try CSRGraph(nodeCount: 5, links: links, directed: directed)
    #expect(graph.linkCount == (directed ? 3 : 2))
    #expect(graph.mergedLinkCount == (directed ? 1 : 2))
    #expect(graph.loopCount == 2)
    #expect(graph.linkCount + graph.mergedLinkCount + graph.loopCount == links.count)
    #expect(graph.strength(from: 0, to: 1) == (directed ? 3 : 4))
    #expect(graph.multiplicity(from: 0, to: 1) == (directed ? 2 : 3))
    #expect(graph.strength(from: 2, to: 2) == 2)
    #expect(graph.strength(from: 3, to: 1) == (directed ? 0 : 1))
  }

  @Test("Links come back sorted and summed, whatever order they were given in")
  func order() throws {
    let network = SeededNetwork.random(nodeCount: 20, chance: 0.3, seed: 4, weighted: true)
    let shuffle = CounterRandom(seed: 9).permutation(network.links.count, stream: 0)
    let shuffled = try CSRGraph(nodeCount: 20, links: shuffle.map { network.links[$0] })
    let turned = try CSRGraph(
      nodeCount: 20,
      links: network.links.map { .init($0.target, $0.source, strength: $0.strength) })
    #expect(try shuffled == network.graph)
    #expect(turned == shuffled)
    #expect(shuffled.links() == network.links)
  }

  @Test("Any order of addition gives the same bits, even for thirds and tenths")
  func exactSums() throws {
    let random = CounterRandom(seed: 3)
    let links = (0..<500).map { i in
      CSRGraph.Link(0, i + 1, strength: 0.1 + random.uniform(stream: 0, index: UInt64(i)) / 3)
    }
    let graph = try CSRGraph(nodeCount: 501, links: links)
    let rounded = graph.links().map(\.strength)
    #expect(rounded.reduce(0, +) == rounded.reversed().reduce(0, +))
    #expect(rounded.reduce(0, +) == rounded.sorted().reduce(0, +))
    // Measures count a strength up to four times.
    let fourfold = rounded + rounded + rounded + rounded
    #expect(fourfold.reduce(0, +) == fourfold.sorted().reduce(0, +))
    #expect(fourfold.reduce(0, +) == 4 * rounded.reduce(0, +))
    for (given, kept) in zip(links, rounded) {
      #expect(abs(given.strength - kept) < 1e-9 * given.strength)
    }
  }

  @Test("A strength keeps every digit down to one part in 2 to the 50th of the sum")
  func finestStrengths() throws {
    // The sum is below 4, so the step is 2 to the minus 49th.
    let expected = [
      (1 + 0x1p-49, 1 + 0x1p-49), (1 + 0x1.8p-50, 1 + 0x1p-49), (1 + 0x1p-51, 1.0),
    ]
    for (given, kept) in expected {
      let links = [CSRGraph.Link(0, 1, strength: given), .init(1, 2, strength: 1)]
      #expect(try CSRGraph(nodeCount: 3, links: links).links().map(\.strength) == [kept, 1])
    }
  }

  @Test("Whole strengths are not rounded")
  func wholeStrengths() throws {
    let links = [CSRGraph.Link(0, 1, strength: 1), .init(1, 2, strength: 123_456_789)]
    #expect(try CSRGraph(nodeCount: 3, links: links).links() == links)
  }

  @Test(
    "A strength that is not a finite number above 0 is refused",
    arguments: [Double.nan, .infinity, -.infinity, 0, -0.0, -1])
  func badStrength(strength: Double) {
    #expect(throws: GraphError.invalidStrength(link: 1)) {
      try CSRGraph(nodeCount: 2, links: [.init(0, 1), .init(1, 0, strength: strength)])
    }
  }

  @Test("Strengths too far apart for exact sums are refused, and so are absurd ones")
  func wideStrengths() {
    #expect(throws: GraphError.strengthRangeTooWide(link: 0)) {
      try CSRGraph(
        nodeCount: 3, links: [.init(0, 1, strength: 1.1e-12), .init(1, 2, strength: 1e12)])
    }
    #expect(throws: GraphError.strengthRangeTooWide(link: 1)) {
      try CSRGraph(
        nodeCount: 3, links: [.init(0, 1), .init(1, 2, strength: .greatestFiniteMagnitude)])
    }
    #expect(throws: GraphError.strengthRangeTooWide(link: 0)) {
      try CSRGraph(nodeCount: 2, links: [.init(0, 1, strength: .leastNonzeroMagnitude)])
    }
  }

  @Test("A node out of range is named, and the link that names it", arguments: [-1, 3, Int.max])
  func badNode(node: Int) {
    let expected = GraphError.nodeOutOfRange(link: 1, node: node, nodeCount: 3)
    #expect(throws: expected) {
      try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(2, node)])
    }
    #expect("\(expected)".contains("link 1") && "\(expected)".contains("\(node)"))
  }

  @Test("An absurd number of nodes is refused before anything is allocated")
  func badCount() {
    for count in [-1, Int.max] {
      #expect(throws: GraphError.sizeOutOfRange(count: count, limit: CSRGraph.sizeLimit)) {
        try CSRGraph(nodeCount: count, links: [])
      }
    }
  }

  @Test("Undoing directions adds the strengths of both", arguments: 0..<10 as Range<UInt64>)
  func undirected(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 12, chance: 0.3, seed: seed, directed: true, weighted: true)
    let a = network.matrix(weighted: true)
    let graph = try network.graph.undirected()
    #expect(!graph.isDirected)
    #expect(graph.linkCount + graph.mergedLinkCount == network.links.count)
    for u in 0..<12 {
      for v in 0..<12 where u != v {
        #expect(graph.strength(from: u, to: v) == a[u][v] + a[v][u])
      }
    }
  }

  @Test("Unweighted graphs have strength 1 on every link and loop")
  func unweighted() throws {
    let graph = try CSRGraph(
      nodeCount: 3,
      links: [.init(0, 1, strength: 3), .init(1, 2), .init(1, 2), .init(2, 2, strength: 5)])
    #expect(graph.isWeighted && !graph.unweighted().isWeighted)
    #expect(graph.unweighted().links() == [.init(0, 1), .init(1, 2)])
    #expect(graph.unweighted().strength(from: 2, to: 2) == 1)
    #expect(graph.unweighted().mergedLinkCount == 1)
  }

  @Test("A subgraph keeps the links between its nodes", arguments: [false, true])
  func subgraph(directed: Bool) throws {
    var network = SeededNetwork.random(
      nodeCount: 12, chance: 0.4, seed: 6, directed: directed, weighted: true)
    network.links += network.links.prefix(5)
    network.links += [.init(2, 2), .init(2, 2), .init(4, 4)]
    let nodes = [9, 2, 5, 7, 0]
    let part = try network.graph.subgraph(of: nodes)
    let kept = network.links.compactMap { link -> CSRGraph.Link? in
      guard let u = nodes.firstIndex(of: link.source), let v = nodes.firstIndex(of: link.target)
      else { return nil }
      return .init(u, v, strength: link.strength)
    }
    let expected = try CSRGraph(nodeCount: 5, links: kept, directed: directed)
    #expect(part.links() == expected.links())
    #expect(part.linkCount == expected.linkCount && part.nodeCount == 5)
    for u in 0..<5 {
      #expect(part.strength(from: u, to: u) == expected.strength(from: u, to: u))
      for v in 0..<5 {
        #expect(part.multiplicity(from: u, to: v) == expected.multiplicity(from: u, to: v))
      }
    }
  }

  @Test("Degrees count neighbours, strengths add up", arguments: 0..<20 as Range<UInt64>)
  func degrees(seed: UInt64) throws {
    let network = SeededNetwork.random(
      nodeCount: 10, chance: 0.3, seed: seed, directed: seed % 2 == 0, weighted: true)
    let a = network.matrix(weighted: true)
    let graph = try network.graph
    for v in 0..<10 {
      let out = a[v].filter { $0 > 0 }.count
      let into = a.filter { $0[v] > 0 }.count
      let either = a.indices.filter { a[v][$0] > 0 || a[$0][v] > 0 }
      #expect(graph.degrees(.outgoing)[v] == out)
      #expect(graph.degrees(.incoming)[v] == into)
      #expect(graph.degrees()[v] == either.count)
      #expect(graph.neighbours(of: v) == either)
      let sums = (a[v].reduce(0, +), a.map { $0[v] }.reduce(0, +))
      #expect(graph.strengths(.outgoing)[v] == sums.0)
      #expect(graph.strengths(.incoming)[v] == sums.1)
      #expect(graph.strengths()[v] == (network.directed ? sums.0 + sums.1 : sums.0))
    }
  }

  @Test("A graph without nodes has empty measures and no parts")
  func empty() throws {
    let graph = try CSRGraph(nodeCount: 0, links: [])
    #expect(graph.degrees().isEmpty && graph.betweenness().isEmpty && graph.harmonic().isEmpty)
    #expect(graph.pageRank().scores.isEmpty && graph.eigenvector().isEmpty)
    #expect(graph.coreNumbers().isEmpty && graph.triangles().isEmpty && graph.bridges().isEmpty)
    #expect(graph.components().count == 0 && graph.components().largest == nil)
    #expect(graph.diameter() == 0 && graph.transitivity() == 0)
    #expect(graph.averageLocalClustering() == 0 && graph.constraint().isEmpty)
    #expect(try graph.leiden(resolution: 1, seed: 0).count == 0)
  }

  @Test("A node alone scores as documented")
  func single() throws {
    let graph = try CSRGraph(nodeCount: 1, links: [.init(0, 0)])
    #expect(graph.degrees() == [0] && graph.betweenness() == [0] && graph.harmonic() == [0])
    #expect(graph.closeness() == [0] && graph.eccentricities() == [0])
    #expect(graph.pageRank().scores == [1] && graph.eigenvector() == [1])
    #expect(graph.coreNumbers() == [0] && graph.triangles() == [0] && graph.cutNodes().isEmpty)
    #expect(graph.constraint()[0].isNaN)
    #expect(try graph.leiden(objective: .modularity, resolution: 1, seed: 0).community == [0])
  }
}
