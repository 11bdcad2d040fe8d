import GraphCore
import Testing

@Suite("Betweenness by lanes, twins and wide counts")
struct BetweennessTests {
  @Test("Betweenness agrees with the definition on a thousand mixed graphs")
  func definition() throws {
    for seed in 0..<1000 as Range<UInt64> {
      try expectDefinition(SeededNetwork.mixed(seed: seed), "seed \(seed)")
    }
  }

  @Test("People of one household who share their addresses are twins, and scored as if apart")
  func households() throws {
    for seed in 0..<300 as Range<UInt64> {
      try expectDefinition(household(seed: seed), "seed \(seed)")
    }
  }

  @Test("Shapes made of twins: cliques, several parties, windmills, and trees that hang on them")
  func twins() throws {
    try expectDefinition(parties([4, 7]), "two parties")
    try expectDefinition(parties([1, 2, 3, 3]), "four parties")
    try expectDefinition(Shape.clique(9), "clique")
    var hung = parties([3, 4])
    hung.nodeCount = 12
    hung.links += [.init(0, 7), .init(0, 8), .init(1, 9), .init(9, 10), .init(4, 11)]
    try expectDefinition(hung, "trees on twins")
    var linked = Shape.clique(6)
    linked.nodeCount = 11
    linked.links += [.init(0, 6), .init(6, 7), .init(7, 0), .init(1, 8), .init(8, 9), .init(8, 10)]
    try expectDefinition(linked, "a ring and a tree on a clique")
    #expect(try parties([5, 6]).graph.betweenness()[0] == 3)
    for empty in 0...2 {
      let graph = try CSRGraph(nodeCount: empty, links: [])
      #expect(graph.betweenness() == [Double](repeating: 0, count: empty))
      #expect(graph.linkBetweenness().isEmpty)
    }
  }

  @Test("A lattice of countless paths: all inner nodes of all shortest ways, and its symmetry")
  func lattice() throws {
    let (width, height) = (50, 6)
    let graph = try grid(width, height).graph
    let scores = graph.betweenness()
    var inner = 0
    for a in 0..<(width * height) {
      for b in 0..<a {
        inner += abs(a / height - b / height) + abs(a % height - b % height) - 1
      }
    }
    #expect(abs(scores.reduce(0, +) / Double(inner) - 1) < 1e-12)
    for v in scores.indices {
      #expect(abs(scores[v] - scores[scores.count - 1 - v]) < 1e-9 * (1 + scores[v]), "node \(v)")
    }
    let carried = graph.linkBetweenness().reduce(0, +)
    let pairs = width * height * (width * height - 1) / 2
    #expect(abs(carried / Double(inner + pairs) - 1) < 1e-12)
  }

  @Test("A single way beside 2⁵²⁰ others keeps its full count")
  func wideCounts() throws {
    // From node 0 leads a chain of layers of four nodes, each linked to all of the next, and
    // beside it a plain chain as long.
    let (layers, width) = (261, 4)
    var links = (0..<width).map { CSRGraph.Link(0, 1 + $0) }
    for layer in 1..<layers {
      for a in 0..<width {
        links += (0..<width).map {
          .init(1 + (layer - 1) * width + a, 1 + layer * width + $0)
        }
      }
    }
    let first = 1 + layers * width
    links.append(.init(0, first))
    links += (1..<layers).map { .init(first + $0 - 1, first + $0) }
    let graph = try CSRGraph(nodeCount: first + layers, links: links, directed: true)
    let scores = graph.betweenness()
    let parts = graph.linkBetweenness()
    for j in 0..<layers {
      #expect(scores[first + j] == Double((j + 1) * (layers - 1 - j)), "chain \(j)")
      // All nodes before a layer reach all behind it, through its four nodes alike.
      let before = Double(1 + j * width)
      let behind = Double((layers - 1 - j) * width)
      let share = before * behind / Double(width)
      #expect(abs(scores[1 + j * width] - share) <= 1e-9 * share, "layer \(j)")
    }
    for (link, part) in zip(graph.links(), parts) where link.source >= first {
      let j = link.target - first
      #expect(part == Double((j + 1) * (layers - j)), "chain link \(j)")
    }
  }

  @Test("The number of workers changes no bit", arguments: [2, 3, 7, 16, 64])
  func workers(count: Int) throws {
    let undirected = try household(seed: 5, people: 150).graph
    let directed = try SeededNetwork.random(
      nodeCount: 120, chance: 0.03, seed: 6, directed: true
    ).graph
    for graph in [undirected, directed] {
      #expect(graph.betweenness(workers: count) == graph.betweenness(workers: 1))
      #expect(graph.linkBetweenness(workers: count) == graph.linkBetweenness(workers: 1))
      func sample(_ workers: Int) throws -> SampledBetweenness {
        try graph.sampledBetweenness(error: 0.1, risk: 0.1, seed: 3, workers: workers)
      }
      #expect(try sample(count) == sample(1))
    }
  }

  @Test("A control changes no bit, tells of the end, and stops the work")
  func control() throws {
    let graph = try household(seed: 4, people: 120).graph
    let control = WorkControl()
    #expect(try graph.betweenness(control: control) == graph.betweenness())
    #expect(control.fraction == 1)
    #expect(try graph.linkBetweenness(control: control) == graph.linkBetweenness())
    let sampled = try graph.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1, control: control)
    #expect(try sampled == graph.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1))
    #expect(control.fraction == 1)
    control.cancel()
    #expect(throws: GraphError.cancelled) { try graph.betweenness(control: control) }
    #expect(throws: GraphError.cancelled) { try graph.linkBetweenness(control: control) }
    #expect(throws: GraphError.cancelled) {
      try graph.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1, control: control)
    }
  }

  @Test("Paths through uneven layers are drawn in proportion to their number")
  func layers() throws {
    // Layers of five nodes; who is linked to whom differs, so paths per node differ widely.
    let (layers, width) = (6, 5)
    var links: [CSRGraph.Link] = []
    for layer in 1..<layers {
      for a in 0..<width {
        for b in 0..<width where (a * b + layer) % 3 != 0 || a == b {
          links.append(.init((layer - 1) * width + a, layer * width + b))
        }
      }
    }
    for directed in [true, false] {
      let graph = try CSRGraph(nodeCount: layers * width, links: links, directed: directed)
      let exact = graph.betweenness()
      let n = Double(graph.nodeCount)
      let pairs = n * (n - 1) / (directed ? 1 : 2)
      var met = [Double](repeating: 0, count: graph.nodeCount)
      var drawn = 0.0
      for seed in 0..<6 as Range<UInt64> {
        let sampled = try graph.sampledBetweenness(error: 0.01, risk: 0.1, seed: seed)
        drawn += Double(sampled.samples)
        for v in met.indices { met[v] += sampled.scores[v] / pairs * Double(sampled.samples) }
      }
      for v in met.indices {
        let share = exact[v] / pairs
        let deviation = (share * (1 - share) / drawn).squareRoot()
        #expect(abs(met[v] / drawn - share) <= 4.5 * deviation + 1e-12, "\(directed), node \(v)")
      }
    }
  }

  private func expectDefinition(_ network: SeededNetwork, _ comment: Comment) throws {
    let expected = Oracle.betweennessOfOrderedPairs(network.matrix())
      .map { network.directed ? $0 : $0 / 2 }
    let scores = try network.graph.betweenness()
    #expect(scores.count == expected.count, comment)
    for (score, exact) in zip(scores, expected) where abs(score - exact) >= 1e-9 {
      Issue.record("\(score) where \(exact) is right: \(comment.rawValue)")
    }
  }

  /// Nodes of one party are linked to all nodes of the others and to none of their own.
  private func parties(_ sizes: [Int]) -> SeededNetwork {
    let party = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    var network = SeededNetwork(nodeCount: party.count, links: [])
    for a in party.indices {
      for b in 0..<a where party[a] != party[b] { network.links.append(.init(b, a)) }
    }
    return network
  }

  private func grid(_ width: Int, _ height: Int) -> SeededNetwork {
    var network = SeededNetwork(nodeCount: width * height, links: [])
    for v in 0..<(width * height) {
      if v % height + 1 < height { network.links.append(.init(v, v + 1)) }
      if v + height < width * height { network.links.append(.init(v, v + height)) }
    }
    return network
  }

  /// People and addresses: households that move together, and some who go alone.
  private func household(seed: UInt64, people: Int = 12) -> SeededNetwork {
    let random = CounterRandom(seed: seed)
    let addresses = people / 2
    var network = SeededNetwork(nodeCount: people + addresses, links: [])
    for person in 0..<people {
      let home = UInt64(person / 3)
      for move in 0..<(1 + random.below(3, stream: 1, index: home)) {
        let address = random.below(addresses, stream: 2, index: home &* 4 &+ UInt64(move))
        network.links.append(.init(person, people + address))
      }
      if random.below(4, stream: 3, index: UInt64(person)) == 0 {
        let address = random.below(addresses, stream: 4, index: UInt64(person))
        network.links.append(.init(person, people + address))
      }
    }
    return network
  }
}
