import Records

/// The groups that the network suggests, each a hypothesis for a named analyst to accept, split, join
/// or reject; where somebody has, the groups are as decided.
struct Groups: Sendable {
  /// Nodes of the projection, ascending, of each group with at least the policy's smallest number of
  /// people; by falling size, ties by the least node.
  let members: [[Int]]
  /// For each group the index of the decision that made it; nil where the network suggests it.
  let decisions: [Int?]
  /// What the network suggests and somebody decided is no group.
  let rejected: [(decision: Int, members: [Int])]
  /// The index of each node's group, or -1.
  let groupOfNode: [Int32]
  /// How often, over runs that differ in their draws, two members of a group were put together, for
  /// each node on average over the others of its group; 1 where all runs agree, and where people
  /// decided.
  let firmness: [Double]

  private typealias Group = (nodes: [Int], decision: Int?)

  /// - Parameters:
  ///   - resolution: The density, in strength per pair, below which no group is held together.
  ///   - decided: People whom a decision names are in the groups that it says, and in no other.
  ///   - runs: How often to search; of each part of the network the best division is taken.
  init(
    projection: Projection, resolution: Double, decided: DecidedGroups, policy: AssessmentPolicy,
    runs: Int, workers: Int
  ) throws(AssessmentError) {
    let fixed = decided.fixed.map { item -> Group in
      let nodes = item.entities.map { Int(projection.nodeOfEntity[$0]) }.filter { $0 >= 0 }
      return (nodes.sorted(), item.decision)
    }
    var isFixed = [Bool](repeating: false, count: projection.people.count)
    for node in fixed.flatMap(\.nodes) { isFixed[node] = true }
    let graph = try projection.graph { !isFixed[$0.a] && !isFixed[$0.b] }
    let division = try GroupSearch(
      graph: graph, keys: projection.keys, resolution: resolution, policy: policy
    ).division(runs: runs, workers: workers)
    var groups = fixed
    var rejected: [(decision: Int, members: [Int])] = []
    for nodes in division.members where nodes.count >= policy.smallestGroup && !isFixed[nodes[0]] {
      let entities = nodes.map { projection.people[$0].entity }
      if let rejection = decided.rejected.first(where: { $0.covers(entities) }) {
        rejected.append((rejection.decision, nodes))
      } else {
        groups.append((nodes, nil))
      }
    }
    groups = groups.filter { $0.nodes.count >= policy.smallestGroup }
      .sorted { a, b in
        a.nodes.count != b.nodes.count
          ? a.nodes.count > b.nodes.count : a.nodes[0] < b.nodes[0]
      }
    var groupOfNode = [Int32](repeating: -1, count: projection.people.count)
    for (index, group) in groups.enumerated() {
      for node in group.nodes { groupOfNode[node] = Int32(index) }
    }
    members = groups.map(\.nodes)
    decisions = groups.map(\.decision)
    self.rejected = rejected
    self.groupOfNode = groupOfNode
    firmness = division.firmness
  }
}
