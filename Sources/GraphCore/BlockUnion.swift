/// An undirected graph taken apart at its cut nodes into blocks, ready for betweenness.
///
/// A block is a part that no single node cuts. Shortest paths between two nodes of a block stay
/// inside it, and paths between blocks must pass the cut nodes, so betweenness falls into two
/// sums: `credits`, pairs that a node alone holds together, in closed form; and pairs within a
/// block, where each node stands for itself and for all that hangs on it outside the block.
/// A link that is a block of its own has no inside and is left out: trees leave nothing to search.
///
/// - Complexity: O(*n* + *m*) time and memory.
///
/// > Source: A. E. Sarıyüce, K. Kaya, E. Saule, Ü. V. Çatalyürek, "Graph Manipulations for Fast
/// > Centrality Computation", *ACM TKDD* 11(3), 2017,
/// > [10.1145/3022668](https://doi.org/10.1145/3022668).
struct BlockUnion {
  /// The blocks beside each other, each with its own copies of the nodes; links keep their
  /// strengths, or distances.
  let rows: Adjacency
  /// The node that each copy is of.
  let origins: [Int]
  /// The number of nodes that each copy stands for.
  let weights: [Double]
  /// For each node of the graph the pairs that it alone joins.
  let credits: [Double]

  init(_ graph: Adjacency) {
    let tree = DepthFirstTree(graph)
    let total = Self.componentSizes(tree)
    let hanging = Self.hangingSizes(tree)
    credits = Self.credits(tree, total: total)

    // The block of a node is that of the link to its parent, named by its topmost node below
    // the node that holds it.
    var head = tree.parent
    var members = [Int](repeating: 0, count: head.count)
    for w in tree.order where tree.parent[w] >= 0 {
      head[w] = tree.isHeldByParent(w) ? w : head[tree.parent[w]]
      members[head[w]] += 1
    }
    var origins: [Int] = []
    var weights: [Double] = []
    var copy = [Int](repeating: -1, count: head.count)
    var topCopy = copy
    for w in tree.order where head[w] >= 0 && members[head[w]] > 1 {
      if head[w] == w {
        topCopy[w] = origins.count
        origins.append(tree.parent[w])
        weights.append(Double(total[w] - tree.size[w]))
      }
      copy[w] = origins.count
      origins.append(w)
      weights.append(Double(hanging[w]))
    }
    var columns = RowBuild.Columns(sources: [], targets: [])
    for deep in tree.order where copy[deep] >= 0 {
      for i in graph.range(deep) {
        let other = Int(graph.neighbours[i])
        guard tree.number[other] < tree.number[deep] else { continue }
        let end = head[other] == head[deep] ? copy[other] : topCopy[head[deep]]
        columns.append(i, of: graph, from: copy[deep], to: end)
      }
    }
    self.origins = origins
    self.weights = weights
    rows = RowBuild(nodeCount: origins.count, columns: columns, sides: .both, workers: 1).rows()
  }

  /// The number of nodes in the component of each node.
  private static func componentSizes(_ tree: DepthFirstTree) -> [Int] {
    var total = tree.size
    for w in tree.order where tree.parent[w] >= 0 { total[w] = total[tree.parent[w]] }
    return total
  }

  /// The number of nodes that lose touch with what is above when a node goes, itself among them.
  private static func hangingSizes(_ tree: DepthFirstTree) -> [Int] {
    var hanging = [Int](repeating: 1, count: tree.parent.count)
    for w in tree.order where tree.isHeldByParent(w) { hanging[tree.parent[w]] += tree.size[w] }
    return hanging
  }

  /// The pairs of nodes that lie in different pieces once a node is gone.
  private static func credits(_ tree: DepthFirstTree, total: [Int]) -> [Double] {
    var below = [Double](repeating: 0, count: total.count)
    var squares = below
    for w in tree.order where tree.isHeldByParent(w) {
      let piece = Double(tree.size[w])
      below[tree.parent[w]] += piece
      squares[tree.parent[w]] += piece * piece
    }
    return total.indices.map { v in
      let others = Double(total[v] - 1)
      let above = others - below[v]
      return (others * others - squares[v] - above * above) / 2
    }
  }
}
