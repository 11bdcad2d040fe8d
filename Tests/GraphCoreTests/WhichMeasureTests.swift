import GraphCore
import Testing

/// The worked example of the article "Which measure answers which question", number for number.
@Suite("The network on which the measures part")
struct WhichMeasureTests {
  private static var graph: CSRGraph {
    get throws {
      var links: [CSRGraph.Link] = []
      for u in 0..<5 { for v in (u + 1)..<5 { links.append(.init(u, v)) } }
      links += [.init(0, 5), .init(5, 6)]
      links += (7...12).map { .init(6, $0) }
      return try CSRGraph(nodeCount: 13, links: links)
    }
  }

  @Test("Degree names the centre of the star, core numbers the group where all know each other")
  func starAndCore() throws {
    let graph = try Self.graph
    let degrees = graph.degrees()
    #expect(degrees.firstIndex(of: 7) == 6 && degrees.max() == 7)
    #expect(graph.coreNumbers() == Array(repeating: 4, count: 5) + Array(repeating: 1, count: 8))
  }

  @Test("Betweenness and constraint name the star first and the two brokers next")
  func brokers() throws {
    let graph = try Self.graph
    let betweenness = graph.betweenness()
    #expect([6, 5, 0].map { betweenness[$0] } == [51, 35, 32])
    let constraint = graph.constraint()
    let lowest = constraint.indices.sorted { constraint[$0] < constraint[$1] }
    #expect(lowest.prefix(3) == [6, 5, 0])
    #expect(zip([6, 5, 0], [0.14, 0.50, 0.53]).allSatisfy { abs(constraint[$0] - $1) < 0.005 })
  }

  @Test("What each removal leaves")
  func removals() throws {
    let impacts = try Self.graph.removalImpacts()
    #expect(impacts.parts(without: 6).sorted() == [1, 1, 1, 1, 1, 1, 6])
    #expect(impacts.parts(without: 5).sorted() == [5, 7])
  }
}
