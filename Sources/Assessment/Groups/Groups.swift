import GraphCore
import Records

/// The groups that the network suggests, each a hypothesis for a named analyst to accept, split or
/// reject.
struct Groups: Sendable {
  /// Nodes of the projection, ascending, of each group with at least the policy's smallest number of
  /// people; by falling size, ties by the least node.
  let members: [[Int]]
  /// The index of each node's group, or -1.
  let groupOfNode: [Int32]

  init(
    projection: Projection, policy: AssessmentPolicy
  ) throws(AssessmentError) {
    let graph = try projection.graph()
    let partition: Partition
    do {
      partition = try graph.leiden(
        objective: .cpm, resolution: policy.resolution, seed: policy.seed,
        runs: graph.nodeCount > 20_000 ? 1 : policy.runs, weighted: true)
    } catch {
      throw .graph("\(error)")
    }
    var members = [[Int]](repeating: [], count: partition.count)
    for (node, community) in partition.community.enumerated() { members[community].append(node) }
    members = members.filter { $0.count >= policy.smallestGroup }
      .sorted { a, b in a.count != b.count ? a.count > b.count : a[0] < b[0] }
    var groupOfNode = [Int32](repeating: -1, count: projection.people.count)
    for (index, group) in members.enumerated() {
      for node in group { groupOfNode[node] = Int32(index) }
    }
    self.members = members
    self.groupOfNode = groupOfNode
  }
}
