import GraphCore
import Testing

@Suite("Building a graph from columns")
struct BuildTests {
  /// The links of a network as columns.
  private func columns(_ network: SeededNetwork) -> (sources: [Int32], targets: [Int32]) {
    (network.links.map { Int32($0.source) }, network.links.map { Int32($0.target) })
  }

  @Test("Columns hold what the links say: strengths, multiplicities, loops, order of rows")
  func definition() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var network = SeededNetwork.mixed(seed: seed)
      network.links += network.links.prefix(Int(seed % 4))
      let n = network.nodeCount
      let (sources, targets) = columns(network)
      let graph = try CSRGraph(
        nodeCount: n, sources: sources, targets: targets,
        strengths: network.links.map(\.strength), directed: network.directed)
      let a = network.matrix(weighted: true)
      for u in 0..<n {
        #expect(graph.neighbours(of: u, .outgoing) == (0..<n).filter { a[u][$0] > 0 })
        #expect(graph.neighbours(of: u, .incoming) == (0..<n).filter { a[$0][u] > 0 })
        for v in 0..<n where u != v {
          let between = network.links.filter {
            ($0.source, $0.target) == (u, v)
              || !network.directed && ($0.target, $0.source) == (u, v)
          }
          #expect(graph.strength(from: u, to: v) == a[u][v], "seed \(seed)")
          #expect(graph.multiplicity(from: u, to: v) == between.count)
        }
        let loops = network.links.filter { $0.source == u && $0.target == u }
        #expect(graph.strength(from: u, to: u) == loops.reduce(0) { $0 + $1.strength })
      }
      #expect(try graph == network.graph)
    }
  }

  @Test("A graph of several blocks and pieces holds what was given, at any number of workers")
  func blocks() throws {
    let n = 600
    let random = CounterRandom(seed: 11)
    var counts = [Int32](repeating: 0, count: n * n)
    var sources: [Int32] = []
    var targets: [Int32] = []
    for i in 0..<280_000 as Range<UInt64> {
      let (u, v) = (random.below(n, stream: 0, index: i), random.below(n, stream: 1, index: i))
      sources.append(Int32(u))
      targets.append(Int32(u * v / n))
      counts[u * n + u * v / n] += 1
    }
    func build(_ workers: Int) throws -> CSRGraph {
      try CSRGraph(
        nodeCount: n, sources: sources, targets: targets, directed: true, workers: workers)
    }
    let graph = try build(1)
    var wrong = 0
    for u in 0..<n {
      let row = graph.neighbours(of: u, .outgoing)
      if row != (0..<n).filter({ $0 != u && counts[u * n + $0] > 0 }) { wrong += 1 }
      for v in row where graph.multiplicity(from: u, to: v) != Int(counts[u * n + v]) { wrong += 1 }
      for v in row where graph.strength(from: u, to: v) != Double(counts[u * n + v]) { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(graph.loopCount == (0..<n).reduce(0) { $0 + Int(counts[$1 * n + $1]) })
    #expect(graph.linkCount + graph.mergedLinkCount + graph.loopCount == sources.count)
    #expect(graph.degrees(.incoming).reduce(0, +) == graph.degrees(.outgoing).reduce(0, +))
    for workers in [2, 7, 64] { #expect(try build(workers) == graph) }
  }

  @Test("Strengths that 4 bytes hold read as they were given")
  func short() throws {
    let strengths = [0.5, Double(Float(1.0 / 3)), 7]
    let graph = try CSRGraph(
      nodeCount: 3, sources: [0, 1, 0], targets: [1, 2, 1], strengths: strengths)
    #expect(graph.strength(from: 0, to: 1) == 7.5)
    #expect(graph.strength(from: 1, to: 2) == strengths[1])
  }

  @Test("Strengths that 4 bytes cannot hold are kept in full")
  func long() throws {
    let tenth = try CSRGraph(nodeCount: 3, sources: [0, 1], targets: [1, 2], strengths: [0.1, 1])
    #expect(abs(tenth.strength(from: 0, to: 1) - 0.1) < 1e-14)
    let odd = 16_777_217.0
    let large = try CSRGraph(nodeCount: 3, sources: [0, 1], targets: [1, 2], strengths: [odd, 1])
    #expect(large.strength(from: 0, to: 1) == odd)
  }

  @Test("Columns that differ in length are refused")
  func lengths() {
    #expect(throws: GraphError.wrongCount(name: "targets", count: 1, expected: 2)) {
      try CSRGraph(nodeCount: 3, sources: [0, 1], targets: [1])
    }
    #expect(throws: GraphError.wrongCount(name: "strengths", count: 3, expected: 2)) {
      try CSRGraph(
        nodeCount: 3, sources: [0, 1], targets: [1, 2], strengths: [1.0, 1, 1] as [Double])
    }
  }

  @Test("The first bad link is named, its source before its target")
  func firstBad() {
    func error(_ sources: [Int32], _ targets: [Int32]) -> GraphError? {
      do {
        _ = try CSRGraph(nodeCount: 3, sources: sources, targets: targets)
        return nil
      } catch {
        return error
      }
    }
    #expect(error([0, 1, 5], [1, -1, 0]) == .nodeOutOfRange(link: 1, node: -1, nodeCount: 3))
    #expect(error([0, 3, 5], [1, 4, 0]) == .nodeOutOfRange(link: 1, node: 3, nodeCount: 3))
    #expect(error([0, 2], [1, 2]) == nil)
    #expect(throws: GraphError.invalidStrength(link: 1)) {
      try CSRGraph(nodeCount: 2, sources: [0, 1], targets: [1, 0], strengths: [1, 0] as [Double])
    }
  }

  @Test("No nodes, no links, only loops, one hub")
  func pathologies() throws {
    #expect(try CSRGraph(nodeCount: 0, sources: [], targets: []).nodeCount == 0)
    #expect(try CSRGraph(nodeCount: 5, sources: [], targets: []).degrees() == [0, 0, 0, 0, 0])
    let loops = try CSRGraph(nodeCount: 2, sources: [1, 1], targets: [1, 1])
    #expect(loops.linkCount == 0 && loops.loopCount == 2 && loops.strength(from: 1, to: 1) == 2)
    let leaves = (1...70_000).map { Int32($0) }
    let star = try CSRGraph(
      nodeCount: 70_001, sources: leaves, targets: leaves.map { _ in 0 }, workers: 2)
    #expect(star.degrees().first == 70_000 && star.linkCount == 70_000)
    #expect(star.neighbours(of: 0) == Array(1...70_000))
  }
}
