import GraphCore
import Testing

@Suite("Kernels on graphs of several chunks")
struct LargeGraphTests {
  /// Most links lead to a few hubs, so that large sweeps gather from hubs first.
  private func hubs(nodeCount n: Int, directed: Bool) throws -> CSRGraph {
    let random = CounterRandom(seed: 5)
    let links = UInt64(n) * 3 / 2
    let sources = (0..<links).map { Int32(random.below(n, stream: 0, index: $0)) }
    let targets = (0..<links).map { i in
      Int32(
        i % 3 == 0
          ? random.below(n, stream: 1, index: i) : 7 * random.below(n / 100, stream: 1, index: i))
    }
    return try CSRGraph(nodeCount: n, sources: sources, targets: targets, directed: directed)
  }

  @Test("Large PageRank is a fixed point in full precision, with equal bits at any worker count")
  func pageRank() throws {
    let n = 140_000
    let graph = try hubs(nodeCount: n, directed: false)
    let rank = graph.pageRank(tolerance: 1e-5, workers: 1)
    #expect(rank.residual <= 1e-5)
    #expect(abs(rank.scores.reduce(0, +) - 1) < 1e-9)
    let degrees = graph.degrees()
    var next = [Double](repeating: 0, count: n)
    var stuck = 0.0
    for v in 0..<n where degrees[v] == 0 { stuck += rank.scores[v] }
    for link in graph.links() {
      next[link.target] += 0.85 * rank.scores[link.source] / Double(degrees[link.source])
      next[link.source] += 0.85 * rank.scores[link.target] / Double(degrees[link.target])
    }
    var residual = 0.0
    for v in 0..<n { residual += abs(next[v] + (0.15 + 0.85 * stuck) / Double(n) - rank.scores[v]) }
    #expect(residual <= rank.residual)
    for workers in [2, 7] {
      #expect(graph.pageRank(tolerance: 1e-5, workers: workers) == rank)
    }
  }

  @Test("Components of many chunks, whatever the number of workers")
  func components() throws {
    // Rings of 1, 2, 3 … nodes whose members lie far apart, and one giant ring. Some rings are
    // joined by one link that is the third or a later one in the rows of both its ends, or, where
    // links have a direction, that only the end it enters can tell of.
    let n = 60_000
    let names = CounterRandom(seed: 3).permutation(n, stream: 0)
    var links: [CSRGraph.Link] = []
    var rings: [Range<Int>] = []
    while let start = rings.isEmpty ? 0 : rings.last?.upperBound, start < n {
      let length = start > n / 2 ? n - start : rings.count % 40 + 1
      for i in 0..<length {
        let next = names[start + (i + 1) % length]
        links += [.init(names[start + i], next), .init(next, names[start + i])]
      }
      rings.append(start..<start + length)
    }
    var ring = [Int](repeating: 0, count: n)
    var label = Array(rings.indices)
    for number in rings.indices {
      let other = number % 4 == 0 ? number + 1 : number % 4 == 2 ? rings.count - 1 : number
      if other > number, other < rings.count,
        let link = lateLink(rings[other], rings[number], names)
      {
        links.append(link)
        label[number] = label[other]
      }
      for i in rings[number] { ring[names[i]] = label[number] }
    }
    let joined = label.indices.count { label[$0] != $0 }
    #expect(joined > 500)
    for directed in [false, true] {
      let graph = try CSRGraph(nodeCount: n, links: links, directed: directed)
      let parts = graph.components(workers: 1)
      #expect(parts.count == rings.count - joined)
      var seen: [Int: Int] = [:]
      for (node, part) in parts.component.enumerated() {
        if let known = seen[part] {
          if known != ring[node] { Issue.record("node \(node) is in a wrong part") }
        } else {
          #expect(part == seen.count)
          seen[part] = ring[node]
        }
      }
      for workers in [2, 3, 7, 16, 64] { #expect(graph.components(workers: workers) == parts) }
    }
  }

  /// A link from one ring to another, each end of which is above both neighbours of the other end.
  private func lateLink(_ from: Range<Int>, _ to: Range<Int>, _ names: [Int]) -> CSRGraph.Link? {
    func sides(_ ring: Range<Int>, _ i: Int) -> Int {
      max(
        names[i == ring.lowerBound ? ring.upperBound - 1 : i - 1],
        names[i + 1 == ring.upperBound ? ring.lowerBound : i + 1])
    }
    for i in from.prefix(400) {
      for j in to where names[i] > sides(to, j) && names[j] > sides(from, i) {
        return CSRGraph.Link(names[i], names[j])
      }
    }
    return nil
  }

  @Test("A cancelled walk throws")
  func cancelled() throws {
    let control = WorkControl()
    control.cancel()
    let graph = try SeededNetwork.kite.graph
    #expect(throws: GraphError.cancelled) { try graph.pageRank(control: control) }
    #expect(throws: GraphError.cancelled) {
      try graph.personalisedPageRank(seeds: [0], control: control)
    }
    #expect(throws: GraphError.cancelled) {
      try graph.pageRank(updating: graph.pageRank().scores, control: control)
    }
  }
}
