import GraphCore
import Testing

@Test("A chain has one broker")
func chain() throws {
  let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  #expect(chain.betweenness() == [0, 1, 0])
}
