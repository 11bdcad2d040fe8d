import GraphCore
import Testing

@testable import Assessment

@Suite("The search for groups")
struct GroupSearchTests {
  @Test(
    "Two people who know nobody else are divided as a search of the graph divides them",
    arguments: [0.01, 0.0625, 0.1, 0.5])
  func pair(resolution: Double) throws {
    let step = 1.0 / 1024
    let near = (resolution / step).rounded() * step
    for strength in [step, near - step, near, near + step, 0.3, 1, 2.5] where strength > 0 {
      let graph = try CSRGraph(nodeCount: 2, links: [.init(0, 1, strength: strength)])
      let found = try GroupSearch(
        graph: graph, keys: [3, 8], resolution: resolution, policy: .standard
      ).division(runs: 3, workers: 1)
      let searched = try graph.leiden(
        objective: .cpm, resolution: resolution, seed: 5, runs: 3, weighted: true)
      #expect(found.members == searched.members())
      #expect(found.firmness == [1, 1])
    }
  }
}
