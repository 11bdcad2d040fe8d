import GraphCore
import Testing

/// The worked examples of the documentation catalog, statement by statement.
@Suite("Worked examples of the documentation")
struct CentralInWhichSenseTests {
  @Test("The article's kite has three different central people")
  func article() throws {
    let pairs = [
      (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5),
      (3, 4), (3, 5), (3, 6), (4, 6), (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
    ]
    let kite = try CSRGraph(nodeCount: 10, links: pairs.map { .init($0, $1) })
    #expect(kite.degrees() == [4, 4, 3, 6, 3, 5, 5, 3, 2, 1])
    let closeness = kite.closeness()
    #expect(closeness.indices.filter { closeness[$0] == closeness.max() } == [5, 6])
    let betweenness = kite.betweenness()
    #expect(betweenness.indices.filter { betweenness[$0] == betweenness.max() } == [7])
    #expect(abs(betweenness[7] - 14) < 1e-12)
    #expect(kite.cutNodes() == [7, 8])
  }

  @Test("The landing page's example holds")
  func landingPage() throws {
    let graph = try CSRGraph(
      nodeCount: 4, links: [.init(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)])
    #expect(graph.degrees() == [2, 2, 3, 1])
    #expect(graph.betweenness() == [0, 0, 2, 0])
    #expect(graph.cutNodes() == [2])
  }

  @Test("The examples in the contracts hold")
  func contracts() throws {
    let chain = try Shape.chain(3).graph
    #expect(chain.degrees() == [1, 2, 1])
    #expect(chain.betweenness() == [0, 1, 0])
    #expect(chain.harmonic() == [1.5, 2, 1.5])
    #expect(chain.eigenvector().map { ($0 * 1e4).rounded() / 1e4 } == [0.7071, 1, 0.7071])
    #expect(chain.constraint() == [1, 0.5, 1])
    #expect(chain.cutNodes() == [1])
    let dirty = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 0), .init(2, 2)])
    #expect(dirty.degrees() == [1, 1, 0])
    let pair = try CSRGraph(nodeCount: 2, links: [.init(0, 1)])
    #expect(pair.pageRank().scores == [0.5, 0.5])
    let kiteTail = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
    let triangle = try CSRGraph(nodeCount: 4, links: kiteTail)
    #expect(triangle.coreNumbers() == [2, 2, 2, 1] && triangle.triangles() == [1, 1, 1, 0])
    let two = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(2, 3)])
    #expect(try two.leiden(resolution: 0.5, seed: 1).community == [0, 0, 1, 1])
    #expect(WorkerPool.shared.map(4) { $0 * $0 } == [0, 1, 4, 9])
  }
}
