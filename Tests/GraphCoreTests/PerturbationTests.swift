import GraphCore
import Testing

@Suite("Replicates of a graph with data missing")
struct PerturbationTests {
  private static let seeds = 0..<100 as Range<UInt64>

  private static func network(_ seed: UInt64) -> SeededNetwork {
    var network = SeededNetwork.random(
      nodeCount: 15, chance: 0.25, seed: seed, directed: seed % 2 == 1, weighted: seed % 4 > 1)
    if seed % 3 == 0 { network.links += [.init(4, 4), .init(9, 9, strength: 0.5)] }
    return network
  }

  private static func all(_ graph: CSRGraph, lost: Double) -> [Perturbation] {
    [
      .links(lost: lost), .gradedLinks(kept: Array(repeating: 1 - lost, count: graph.linkCount)),
      .nodes(lost: lost), .communities(of: (0..<graph.nodeCount).map { $0 % 4 }, lost: lost),
    ]
  }

  /// Five standard deviations of the number of successes in `count` draws.
  private static func bound(_ count: Int, _ chance: Double) -> Double {
    5 * (Double(count) * chance * (1 - chance)).squareRoot()
  }

  @Test("A chance of 0 loses nothing, a chance of 1 everything", arguments: seeds)
  func extremes(seed: UInt64) throws {
    let graph = try Self.network(seed).graph
    for perturbation in Self.all(graph, lost: 0) {
      let replicate = try graph.replicate(3, under: perturbation, seed: seed)
      #expect(replicate.graph == graph, "\(perturbation)")
      #expect(replicate.nodes == Array(0..<15))
    }
    for perturbation in Self.all(graph, lost: 1) {
      let replicate = try graph.replicate(3, under: perturbation, seed: seed)
      #expect(replicate.graph.linkCount == 0, "\(perturbation)")
    }
    #expect(try graph.replicate(3, under: .nodes(lost: 1), seed: seed).nodes == [])
  }

  @Test("What is left is the graph built from the links that are left", arguments: seeds)
  func normalForm(seed: UInt64) throws {
    let network = Self.network(seed)
    let graph = try network.graph
    let loops = network.links.filter { $0.source == $0.target }
    for perturbation in Self.all(graph, lost: 0.4) {
      let replicate = try graph.replicate(Int(seed), under: perturbation, seed: 5)
      let names = replicate.nodes
      let links = replicate.graph.links()
      let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
      let left = loops.compactMap { loop in
        place[loop.source].map { CSRGraph.Link($0, $0, strength: loop.strength) }
      }
      let rebuilt = try CSRGraph(
        nodeCount: names.count, links: links + left, directed: network.directed)
      #expect(replicate.graph == rebuilt, "\(perturbation)")
      #expect(
        links.allSatisfy {
          graph.strength(from: names[$0.source], to: names[$0.target]) == $0.strength
        }, "\(perturbation)")
    }
  }

  @Test("Nodes are lost with their links and with no others", arguments: seeds)
  func nodes(seed: UInt64) throws {
    let graph = try Self.network(seed).graph
    let replicate = try graph.replicate(1, under: .nodes(lost: 0.3), seed: seed)
    #expect(replicate.graph == graph.subgraph(of: replicate.nodes))
    #expect(replicate.nodes == replicate.nodes.sorted())
  }

  @Test("A community is lost as a whole or not at all", arguments: seeds)
  func communities(seed: UInt64) throws {
    let graph = try Self.network(seed).graph
    let marks = (0..<15).map { [7, -2, 100][($0 * $0) % 3] }
    let perturbation = Perturbation.communities(of: marks, lost: 0.5)
    let kept = try Set(graph.replicate(0, under: perturbation, seed: seed).nodes)
    for mark in [7, -2, 100] {
      let members = (0..<15).filter { marks[$0] == mark }
      #expect([0, members.count].contains(kept.intersection(members).count), "mark \(mark)")
    }
    let alone = Perturbation.communities(of: (0..<15).map { 50 - $0 }, lost: 0.5)
    #expect(
      try graph.replicate(0, under: alone, seed: seed)
        == graph.replicate(0, under: .nodes(lost: 0.5), seed: seed))
  }

  @Test("Links, pairs of links and nodes are kept as often as the chance says")
  func retention() throws {
    let network = SeededNetwork.random(nodeCount: 12, chance: 0.5, seed: 3)
    let graph = try network.graph
    let links = graph.links()
    let runs = 1000
    let graded = links.indices.map { Double($0 % 5) / 4 }
    var (kept, both, gradedKept) = ([Int](repeating: 0, count: links.count), 0, [Int]())
    gradedKept = kept
    var present = [Int](repeating: 0, count: 12)
    for run in 0..<runs {
      let thin = try graph.replicate(run, under: .links(lost: 0.3), seed: 11).graph
      let weak = try graph.replicate(run, under: .gradedLinks(kept: graded), seed: 12).graph
      for (number, link) in links.enumerated() {
        kept[number] += thin.multiplicity(from: link.source, to: link.target)
        gradedKept[number] += weak.multiplicity(from: link.source, to: link.target)
      }
      both +=
        thin.multiplicity(from: links[0].source, to: links[0].target)
        * thin.multiplicity(from: links[1].source, to: links[1].target)
      for v in try graph.replicate(run, under: .nodes(lost: 0.2), seed: 13).nodes {
        present[v] += 1
      }
    }
    for number in links.indices {
      #expect(abs(Double(kept[number]) - 700) < Self.bound(runs, 0.7), "link \(number)")
      let expected = graded[number] * Double(runs)
      #expect(
        abs(Double(gradedKept[number]) - expected) <= Self.bound(runs, graded[number]),
        "link \(number), graded")
    }
    #expect(abs(Double(both) - 490) < Self.bound(runs, 0.49))
    for v in 0..<12 { #expect(abs(Double(present[v]) - 800) < Self.bound(runs, 0.8)) }
  }

  @Test("Equal grades are plain thinning; what a larger chance keeps, a smaller one keeps")
  func nesting() throws {
    for seed in Self.seeds {
      let graph = try Self.network(seed).graph
      let even = Perturbation.gradedLinks(kept: Array(repeating: 0.75, count: graph.linkCount))
      let thin = try graph.replicate(2, under: .links(lost: 0.25), seed: seed)
      #expect(try graph.replicate(2, under: even, seed: seed) == thin)
      let thinner = try graph.replicate(2, under: .links(lost: 0.5), seed: seed)
      #expect(
        thinner.graph.links().allSatisfy {
          thin.graph.strength(from: $0.source, to: $0.target) == $0.strength
        }, "seed \(seed)")
    }
  }

  @Test("The fate of a link does not hang on the other links, and changes with the number")
  func counterBased() throws {
    let network = SeededNetwork.random(nodeCount: 20, chance: 0.3, seed: 1)
    var longer = network
    longer.links.insert(.init(0, 19, strength: 1), at: 0)
    longer.nodeCount = 25
    let (graph, other) = (try network.graph, try longer.graph)
    var answers: [[CSRGraph.Link]] = []
    for number in 0..<20 {
      let here = try graph.replicate(number, under: .links(lost: 0.5), seed: 4).graph
      let there = try other.replicate(number, under: .links(lost: 0.5), seed: 4).graph
      let old = network.links.filter { ($0.source, $0.target) != (0, 19) }
      #expect(
        old.map { here.multiplicity(from: $0.source, to: $0.target) }
          == old.map { there.multiplicity(from: $0.source, to: $0.target) })
      #expect(!answers.contains(here.links()))
      answers.append(here.links())
    }
  }

  @Test("A chance out of range or a table of the wrong length is refused")
  func refusals() throws {
    let graph = try Shape.chain(4).graph
    let bad: [Perturbation] = [
      .links(lost: -0.1), .nodes(lost: 1.1), .links(lost: .nan),
      .gradedLinks(kept: [0.5, 2, 0.5]), .communities(of: [0, 0, 1, 1], lost: .infinity),
    ]
    for perturbation in bad {
      #expect(throws: GraphError.self) { try graph.replicate(0, under: perturbation, seed: 0) }
    }
    #expect(throws: GraphError.wrongCount(name: "kept", count: 2, expected: 3)) {
      try graph.replicate(0, under: .gradedLinks(kept: [1, 1]), seed: 0)
    }
    #expect(throws: GraphError.wrongCount(name: "communities", count: 1, expected: 4)) {
      try graph.replicate(0, under: .communities(of: [0], lost: 0), seed: 0)
    }
  }
}
