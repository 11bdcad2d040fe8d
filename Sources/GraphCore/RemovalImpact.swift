/// What the removal of each single node would do to the network.
public struct RemovalImpacts: Sendable, Equatable {
  /// The network as it is.
  public let before: Fragmentation
  /// The network without each node, in the order of the nodes.
  public let after: [Fragmentation]

  private let offsets: [Int]
  private let sizes: [Int]

  /// Returns the sizes of the parts into which the component of a node falls without it, falling.
  ///
  /// One part where the node holds nothing together, none where it is alone.
  public func parts(without node: Int) -> [Int] {
    sizes[offsets[node]..<offsets[node + 1]].sorted(by: >)
  }

  /// Borgatti's F among the nodes that remain without each node, less F as it is.
  ///
  /// Above 0 where the node holds others together. Below 0 where those who stay are better
  /// connected among themselves than all were, as without someone who is alone.
  public var changes: [Double] {
    after.map { $0.amongRemaining - before.amongRemaining }
  }

  init(_ rows: Adjacency) {
    let tree = DepthFirstTree(rows)
    let n = tree.number.count
    var root = [Int](repeating: 0, count: n)
    // How many nodes, parts and pairs the parent alone holds to the rest, and the largest part.
    var (held, parts, pairs, widest) = (root, root, root, root)
    for v in tree.order {
      let p = tree.parent[v]
      root[v] = p < 0 ? v : root[p]
      guard tree.isHeldByParent(v) else { continue }
      let s = tree.size[v]
      held[p] += s
      parts[p] += 1
      pairs[p] += Fragmentation.pairs(s)
      widest[p] = max(widest[p], s)
    }
    let whole = Whole(tree)
    var offsets = [0]
    offsets.reserveCapacity(n + 1)
    var after: [Fragmentation] = []
    after.reserveCapacity(n)
    for v in 0..<n {
      let component = tree.size[root[v]]
      let above = component - 1 - held[v]
      offsets.append(offsets[v] + parts[v] + (above > 0 ? 1 : 0))
      after.append(
        Fragmentation(
          nodeCount: n, removedCount: 1,
          connectedPairs: whole.pairs - Fragmentation.pairs(component) + pairs[v]
            + Fragmentation.pairs(above),
          largest: max(widest[v], above, whole.largest(besides: root[v]))))
    }
    var sizes = [Int](repeating: 0, count: offsets[n])
    var next = offsets
    for w in tree.order where tree.isHeldByParent(w) {
      sizes[next[tree.parent[w]]] = tree.size[w]
      next[tree.parent[w]] += 1
    }
    for v in 0..<n where next[v] < offsets[v + 1] {
      sizes[next[v]] = tree.size[root[v]] - 1 - held[v]
    }
    self.offsets = offsets
    self.sizes = sizes
    self.after = after
    before = Fragmentation(
      nodeCount: n, removedCount: 0, connectedPairs: whole.pairs, largest: whole.sizes.0)
  }

  /// The components before the removal: their pairs and the sizes of the two largest.
  private struct Whole {
    var pairs = 0
    var sizes = (0, 0)
    private var widest = -1

    init(_ tree: DepthFirstTree) {
      for v in tree.order where tree.parent[v] < 0 {
        let s = tree.size[v]
        pairs += Fragmentation.pairs(s)
        if s > sizes.0 {
          sizes = (s, sizes.0)
          widest = v
        } else {
          sizes.1 = max(sizes.1, s)
        }
      }
    }

    func largest(besides root: Int) -> Int { root == widest ? sizes.1 : sizes.0 }
  }
}

extension CSRGraph {
  /// Returns what the removal of each single node would do to the network, for all nodes in one
  /// pass. Directions are ignored.
  ///
  /// A walk through the network, deep first, knows how many nodes hang on each branch; a branch
  /// that reaches back no further than its parent is a part of its own without the parent. So the
  /// sizes of all parts of all removals are sums of branch sizes.
  ///
  ///     let chain = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(1, 2), .init(2, 3)])
  ///     let impacts = chain.removalImpacts()
  ///     impacts.parts(without: 1)         // [2, 1]
  ///     impacts.after[1].connectedPairs   // 1 of the 6 before
  ///
  /// - Returns: Whole numbers, and F from them: see ``Fragmentation``. A node alone leaves all
  ///   pairs as they are.
  /// - Complexity: O(*n* + *m*) time, O(*n*) memory, no recursion.
  /// - Note: Component sizes are unique, so equal graphs give equal answers and renaming the
  ///   nodes renames them.
  ///
  /// > Source: the measure from S. P. Borgatti, 2006,
  /// > [10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x); the branches from
  /// > J. Hopcroft, R. Tarjan, 1973,
  /// > [10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
  public func removalImpacts() -> RemovalImpacts {
    RemovalImpacts(undirected().outgoing)
  }
}
