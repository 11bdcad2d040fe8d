/// What the removal of each single node would do to the network.
public struct RemovalImpacts: Sendable, Equatable {
  /// The network as it is.
  public let before: Fragmentation
  /// The network without each node, in the order of the nodes.
  public let after: [Fragmentation]

  /// The number of each node in the walk that found the parts.
  private let number: [Int32]
  /// By number: where its parts start in `sizes`.
  private let offsets: [Int32]
  private let sizes: [Int32]

  /// Returns the sizes of the parts into which the component of a node falls without it, falling.
  ///
  /// One part where the node holds nothing together, none where it is alone.
  public func parts(without node: Int) -> [Int] {
    let at = Int(number[node])
    return sizes[Int(offsets[at])..<Int(offsets[at + 1])].map { Int($0) }.sorted(by: >)
  }

  /// Borgatti's F among the nodes that remain without each node, less F as it is.
  ///
  /// Above 0 where the node holds others together. Below 0 where those who stay are better
  /// connected among themselves than all were, as without someone who is alone.
  public var changes: [Double] {
    after.map { $0.amongRemaining - before.amongRemaining }
  }

  init(_ rows: Adjacency) {
    let walk = DepthFirstWalk(rows)
    let n = walk.nodeCount
    let whole = Whole(walk.componentSizes())
    let unchanged = Fragmentation(
      nodeCount: n, removedCount: 0, connectedPairs: whole.pairs, largest: whole.sizes.0)
    let rests = walk.rests()
    let nodes = walk.node.array()
    var after = [Fragmentation](repeating: unchanged, count: n)
    var at = 0
    for (component, size) in whole.components.enumerated() {
      let pairs = whole.pairs - Fragmentation.pairs(size)
      let largest = whole.largest(besides: component)
      for place in at..<at + size {
        let parts = rests.parts[place]
        after[Int(nodes[place])] = Fragmentation(
          nodeCount: n, removedCount: 1, connectedPairs: pairs + parts.pairs,
          largest: max(Int(parts.largest), largest))
      }
      at += size
    }
    number = walk.number.array()
    offsets = rests.offsets
    sizes = rests.sizes
    self.after = after
    before = unchanged
  }

  /// The components before the removal: their pairs and the sizes of the two largest.
  private struct Whole {
    let components: [Int]
    private(set) var pairs = 0
    private(set) var sizes = (0, 0)
    private var widest = -1

    init(_ components: [Int]) {
      self.components = components
      for (number, s) in components.enumerated() {
        pairs += Fragmentation.pairs(s)
        if s > sizes.0 {
          sizes = (s, sizes.0)
          widest = number
        } else {
          sizes.1 = max(sizes.1, s)
        }
      }
    }

    func largest(besides component: Int) -> Int {
      component == widest ? sizes.1 : sizes.0
    }
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
