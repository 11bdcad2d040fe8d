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
  /// How often, over runs that differ in their draws, two members of a group were put together, for
  /// each node on average over the others of its group; 1 where all runs agree.
  let firmness: [Double]

  /// - Parameter runs: How often to search; the division with the highest quality is taken.
  init(
    projection: Projection, policy: AssessmentPolicy, runs: Int, workers: Int
  ) throws(AssessmentError) {
    let graph = try projection.graph()
    let runs = graph.nodeCount > 20_000 ? 1 : runs
    let division: CoAssignment
    do {
      division = try graph.coAssignment(
        objective: .cpm, resolution: policy.resolution,
        seeds: (0..<runs).map { policy.seed &+ UInt64($0) }, weighted: true, workers: workers)
    } catch {
      throw .graph("\(error)")
    }
    var best = division.partitions[0]
    for partition in division.partitions where partition.quality > best.quality {
      best = partition
    }
    var members = [[Int]](repeating: [], count: best.count)
    for (node, community) in best.community.enumerated() { members[community].append(node) }
    members = members.filter { $0.count >= policy.smallestGroup }
      .sorted { a, b in a.count != b.count ? a.count > b.count : a[0] < b[0] }
    var groupOfNode = [Int32](repeating: -1, count: projection.people.count)
    for (index, group) in members.enumerated() {
      for node in group { groupOfNode[node] = Int32(index) }
    }
    self.members = members
    self.groupOfNode = groupOfNode
    firmness = division.firmness(in: best)
  }
}
