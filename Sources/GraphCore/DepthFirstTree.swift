/// A walk through every component, deep first, and how far back each node's branch reaches.
///
/// Parallel links are merged in the normal form, so the way back to the parent is one arc.
struct DepthFirstTree {
  /// The order in which the walk comes to each node.
  var number: [Int]
  /// The lowest number that the branch below a node is linked to.
  var low: [Int]
  /// The node each node was reached from, −1 for the first of a component.
  var parent: [Int]
  /// The number of nodes in the branch below each node, itself among them.
  var size: [Int]
  /// The nodes by rising `number`.
  var order: [Int] = []

  init(_ rows: Adjacency) {
    let n = rows.offsets.count - 1
    number = Array(repeating: -1, count: n)
    low = number
    parent = number
    size = Array(repeating: 1, count: n)
    order.reserveCapacity(n)
    var cursor = rows.offsets
    var path: [Int] = []
    for start in 0..<n where number[start] < 0 {
      path.append(start)
      while let v = path.last {
        if number[v] < 0 {
          number[v] = order.count
          low[v] = order.count
          order.append(v)
        }
        guard cursor[v] < rows.offsets[v + 1] else {
          path.removeLast()
          if let p = path.last {
            low[p] = min(low[p], low[v])
            size[p] += size[v]
          }
          continue
        }
        let w = Int(rows.neighbours[cursor[v]])
        cursor[v] += 1
        if number[w] < 0 {
          parent[w] = v
          path.append(w)
        } else if w != parent[v] {
          low[v] = min(low[v], number[w])
        }
      }
    }
  }

  /// Whether the branch below `w` is linked to nothing above the parent of `w`, so that the
  /// parent alone holds it to the rest.
  func isHeldByParent(_ w: Int) -> Bool {
    parent[w] >= 0 && low[w] >= number[parent[w]]
  }
}
