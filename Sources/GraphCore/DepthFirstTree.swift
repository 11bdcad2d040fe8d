/// A walk through every component, deep first, and how far back each node's branch reaches: what
/// ``DepthFirstWalk`` finds, by node.
///
/// Parallel links are merged in the normal form, so the way back to the parent is one arc.
struct DepthFirstTree {
  /// The order in which the walk comes to each node.
  let number: [Int]
  /// The lowest number that the branch below a node is linked to.
  let low: [Int]
  /// The node each node was reached from, −1 for the first of a component.
  let parent: [Int]
  /// The number of nodes in the branch below each node, itself among them.
  let size: [Int]
  /// The nodes by rising `number`.
  let order: [Int]

  init(_ rows: Adjacency) {
    let walk = DepthFirstWalk(rows)
    number = walk.number.array().map(Int.init)
    order = walk.node.array().map(Int.init)
    let (low, above) = (walk.low.array(), walk.parent.array())
    let ends = walk.branchEnd.array()
    let (number, order) = (number, order)
    self.low = number.map { Int(low[$0]) }
    size = number.map { Int(ends[$0]) - $0 }
    parent = number.map { above[$0] < 0 ? -1 : order[Int(above[$0])] }
  }

  /// Whether the branch below `w` is linked to nothing above the parent of `w`, so that the
  /// parent alone holds it to the rest.
  func isHeldByParent(_ w: Int) -> Bool {
    parent[w] >= 0 && low[w] >= number[parent[w]]
  }
}
