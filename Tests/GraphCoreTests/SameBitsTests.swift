import GraphCore
import Testing

/// A digest over every bit of an answer.
private struct Digest: Equatable {
  private(set) var bits: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bits = (bits ^ (value >> UInt64(shift) & 0xFF)) &* 0x0000_0100_0000_01B3
    }
  }

  mutating func add(_ values: [Double]) { for value in values { add(value.bitPattern) } }
  mutating func add(_ values: [Int]) {
    for value in values { add(UInt64(bitPattern: Int64(value))) }
  }
}

/// Everything in GraphCore that shares its work out among threads.
private enum SharedWork: String, CaseIterable {
  case betweenness, linkBetweenness, sampledBetweenness, harmonic, closeness, eccentricities
  case diameter, breadthFirst, pageRank, personalisedPageRank, katz, hubsAndAuthorities
  case effectiveSize, labelPropagation, leiden, leidenByModularity
  case coAssignment, keyPlayers, dismantlingOrder, rankIntervals

  /// So many that there are several pieces of work, and no more.
  var nodeCount: Int {
    switch self {
    case .pageRank, .personalisedPageRank, .katz, .breadthFirst, .labelPropagation: 10_000
    case .leiden, .leidenByModularity: 1000
    case .dismantlingOrder, .keyPlayers: 150
    default: 600
    }
  }

  /// The digest of the answer; `undirected` is `graph` without its directions.
  func digest(_ graph: CSRGraph, _ undirected: CSRGraph, workers: Int) throws -> Digest {
    var digest = Digest()
    switch self {
    case .betweenness: digest.add(graph.betweenness(workers: workers))
    case .linkBetweenness: digest.add(graph.linkBetweenness(workers: workers))
    case .sampledBetweenness:
      let found = try graph.sampledBetweenness(error: 0.05, risk: 0.1, seed: 3, workers: workers)
      digest.add(found.scores)
    case .harmonic: digest.add(graph.harmonic(workers: workers))
    case .closeness: digest.add(graph.closeness(workers: workers))
    case .eccentricities: digest.add(graph.eccentricities(workers: workers))
    case .diameter: digest.add([graph.diameter(workers: workers)])
    case .breadthFirst:
      let tree = try graph.breadthFirst(from: 0, workers: workers)
      digest.add(tree.hops.map(Int.init))
      digest.add(tree.parents.map(Int.init))
    case .pageRank:
      digest.add(graph.pageRank(weighted: true, tolerance: 1e-2, workers: workers).scores)
    case .personalisedPageRank:
      let found = try graph.personalisedPageRank(
        seeds: [1, 5], weighted: true, tolerance: 1e-2, workers: workers)
      digest.add(found.scores)
    case .katz:
      digest.add(try graph.katz(attenuation: 0.001, tolerance: 1e-3, workers: workers).scores)
    case .hubsAndAuthorities:
      let found = graph.hubsAndAuthorities(weighted: true, tolerance: 1e-2, workers: workers)
      digest.add(found.hubs)
      digest.add(found.authorities)
    case .effectiveSize: digest.add(graph.effectiveSize(weighted: true, workers: workers))
    case .labelPropagation:
      digest.add(graph.labelPropagation(rounds: 5, weighted: true, workers: workers).labels)
    default: try add(undirected, workers: workers, to: &digest)
    }
    return digest
  }

  private func add(_ graph: CSRGraph, workers: Int, to digest: inout Digest) throws {
    switch self {
    case .leiden:
      let found = try graph.leiden(
        resolution: 0.01, seed: 1, runs: 1, weighted: true, workers: workers)
      digest.add(found.community)
      digest.add([found.quality])
    case .leidenByModularity:
      let found = try graph.leiden(
        objective: .modularity, resolution: 1, seed: 1, workers: workers)
      digest.add(found.community)
      digest.add([found.quality])
    case .coAssignment:
      let found = try graph.coAssignment(resolution: 0.01, seeds: [1, 2, 3], workers: workers)
      for partition in found.partitions { digest.add(partition.community) }
    case .keyPlayers:
      let found = try graph.keyPlayers(
        for: .fragmentation, budget: 2, controls: 5, seed: 1, workers: workers)
      digest.add(found.best.nodes)
      digest.add([found.best.value])
    case .dismantlingOrder:
      digest.add(
        try graph.dismantlingOrder(by: .betweenness, batch: 30, workers: workers))
    default:
      var plan = RankPlan()
      plan.checkpoints = [8]
      let found = try graph.rankIntervals(
        under: .links(lost: 0.2), seed: 4, plan: plan, workers: workers
      ) { $0.graph.pageRank(tolerance: 1e-6).scores }
      digest.add(found.lower)
      digest.add(found.upper)
    }
  }
}

@Suite("The same bits with any number of threads")
struct SameBitsTests {
  /// Hubs, a chain, isolates, loops, doubled links and strengths of many sizes.
  private static func links(nodeCount n: Int) -> [CSRGraph.Link] {
    let random = CounterRandom(seed: 77)
    var links: [CSRGraph.Link] = []
    for i in 0..<UInt64(2 * n) {
      let hub = random.below(30, stream: 0, index: i)
      let other = random.below(n * 4 / 5, stream: 2, index: i)
      let target = random.below(n * 4 / 5, stream: 3, index: i)
      let source = random.below(5, stream: 1, index: i) == 0 ? hub : other
      links.append(.init(source, target, strength: 0.25 + random.uniform(stream: 4, index: i)))
    }
    for v in (n * 4 / 5)..<(n * 9 / 10) { links.append(.init(v - 1, v, strength: 3)) }
    return links
  }

  @Test("Every kernel that shares out its work", arguments: SharedWork.allCases)
  fileprivate func digests(work: SharedWork) throws {
    for directed in [false, true] {
      let links = Self.links(nodeCount: work.nodeCount)
      let graph = try CSRGraph(nodeCount: work.nodeCount, links: links, directed: directed)
      let undirected = graph.undirected()
      let one = try work.digest(graph, undirected, workers: 1)
      for workers in [2, 3, 7, 16, 64] {
        #expect(
          try work.digest(graph, undirected, workers: workers) == one,
          "\(work.rawValue), \(directed ? "directed" : "undirected"), \(workers) workers")
      }
    }
  }

  @Test("Every order of the links given", arguments: 0..<3 as Range<UInt64>, [false, true])
  func shuffled(seed: UInt64, directed: Bool) throws {
    let links = Self.links(nodeCount: 500)
    let shuffled = CounterRandom(seed: seed).permutation(links.count, stream: 9).map { place in
      let link = links[place]
      return directed || place % 2 == 0
        ? link : CSRGraph.Link(link.target, link.source, strength: link.strength)
    }
    #expect(
      try CSRGraph(nodeCount: 500, links: shuffled, directed: directed)
        == CSRGraph(nodeCount: 500, links: links, directed: directed))
  }
}
