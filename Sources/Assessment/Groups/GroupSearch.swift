import GraphCore

/// Divides a graph of people by Leiden with CPM, each connected part for itself.
///
/// Whether two people are one group is a question about those around them. So the draws of each person
/// follow from their own key, every part of the network that others do not touch is searched alone, and
/// where several searches differ each piece in which they can be told apart is settled by itself: what
/// becomes known of others elsewhere regroups nobody.
struct GroupSearch: Sendable {
  /// A division of all nodes.
  struct Division: Sendable {
    /// Nodes of each community, ascending; by their least node.
    let members: [[Int]]
    /// For each node how often, over all searches, it was put together with another of its community,
    /// on average over these; 1 where it is alone.
    let firmness: [Double]
  }

  let graph: CSRGraph
  /// Rising, one for each node.
  let keys: [UInt64]
  let resolution: Double
  let policy: AssessmentPolicy

  /// In a connected part of more than so many people one search must do.
  private static let mostSearched = 20_000

  /// - Parameter runs: How often each part is searched.
  /// - Complexity: `runs` times Leiden on each part.
  func division(runs: Int, workers: Int) throws(AssessmentError) -> Division {
    let components = graph.components(workers: workers)
    let parts = components.members()
    var place = [Int](repeating: 0, count: graph.nodeCount)
    for nodes in parts {
      for (index, node) in nodes.enumerated() { place[node] = index }
    }
    var links = [[CSRGraph.Link]](repeating: [], count: parts.count)
    for link in graph.links() {
      links[components.component[link.source]].append(
        CSRGraph.Link(place[link.source], place[link.target], strength: link.strength))
    }
    let (search, linked) = (self, links)
    let results = WorkerPool.shared.map(parts.count, workers: workers) { number in
      Result { () throws(AssessmentError) in
        try search.divided(parts[number], by: linked[number], runs: runs)
      }
    }
    var members: [[Int]] = []
    var firmness = [Double](repeating: 1, count: graph.nodeCount)
    for (nodes, result) in zip(parts, results) {
      let found = try result.get()
      members += found.members
      for (node, firm) in zip(nodes, found.firmness) { firmness[node] = firm }
    }
    return Division(members: members.sorted { $0[0] < $1[0] }, firmness: firmness)
  }

  /// Divides the connected part that consists of `nodes`, ascending.
  ///
  /// - Parameter links: Those of the part, by the places of their ends in `nodes`.
  private func divided(
    _ nodes: [Int], by links: [CSRGraph.Link], runs: Int
  ) throws(AssessmentError) -> Division {
    guard nodes.count > 1 else { return Division(members: [nodes], firmness: [1]) }
    if nodes.count == 2 { return pair(nodes, by: links) }
    let runs = nodes.count > Self.mostSearched ? 1 : runs
    do {
      let part = try CSRGraph(nodeCount: nodes.count, links: links)
      let searches = try part.coAssignment(
        objective: .cpm, resolution: resolution,
        seeds: (0..<runs).map { policy.seed &+ UInt64($0) }, weighted: true,
        keys: nodes.map { keys[$0] }, workers: 1)
      let best = try part.bestParts(
        of: searches.partitions, objective: .cpm, resolution: resolution, weighted: true)
      return Division(
        members: best.members().map { $0.map { nodes[$0] } },
        firmness: searches.firmness(in: best))
    } catch {
      throw .graph("\(error)")
    }
  }

  /// Divides two people: CPM has them together where their link is stronger than the resolution, and there
  /// is nothing to search. Most parts of a large case are couples.
  private func pair(_ nodes: [Int], by links: [CSRGraph.Link]) -> Division {
    let strength = links.reduce(0) { $0 + $1.strength }
    return Division(
      members: strength > resolution ? [nodes] : [[nodes[0]], [nodes[1]]], firmness: [1, 1])
  }
}
