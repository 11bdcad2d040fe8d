public import BenchmarkGraphs
public import GraphCore

extension CSRGraph {
  /// Builds the graph of generated links.
  public init(_ list: EdgeList) throws {
    let links = list.links.indices.map { i in
      Link(
        Int(list.links[i].source), Int(list.links[i].target),
        strength: list.strengths.isEmpty ? 1 : list.strengths[i])
    }
    try self.init(nodeCount: list.nodeCount, links: links, directed: list.isDirected)
  }
}

extension Answer {
  /// What is compared of a graph that was built.
  public init(degreesOf graph: CSRGraph) {
    self.init("degrees", graph.degrees())
  }
}
