/// How far a network has come apart after some of its nodes were removed, in whole numbers.
///
/// Borgatti's fragmentation is the share of pairs that are out of touch. It has two readings,
/// which agree on which of two sets of equal size is the better one: among the nodes that remain
/// (as published), and among all nodes, the removed ones counted as out of touch with everybody.
/// Only the second never falls when one more node is removed.
///
/// > Source: S. P. Borgatti, "Identifying Sets of Key Players in a Social Network",
/// > *Computational and Mathematical Organization Theory* 12(1), 2006,
/// > [10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x).
public struct Fragmentation: Sendable, Equatable {
  /// The number of nodes before any was removed.
  public let nodeCount: Int
  /// The number of nodes removed.
  public let removedCount: Int
  /// The number of unordered pairs of remaining nodes that are joined by some path.
  public let connectedPairs: Int
  /// The number of nodes of the largest component that remains; 0 where none remains.
  public let largest: Int

  /// The share of the remaining nodes' pairs that no path joins: Borgatti's
  /// F = 1 − Σ *s*(*s* − 1) / (*n*(*n* − 1)) over the component sizes *s* of the *n* that remain.
  ///
  /// From 0 (all in touch) to 1 (all alone); 1 where fewer than two nodes remain. It can fall when
  /// a node at the rim is removed, because its pairs are no longer counted.
  public var amongRemaining: Double { share(of: nodeCount - removedCount) }

  /// The share of all pairs, removed nodes included, that no path joins any more; from 0 to 1, and
  /// 1 in a network of fewer than two nodes. Never falls when one more node is removed.
  public var amongAll: Double { share(of: nodeCount) }

  private func share(of n: Int) -> Double {
    n < 2 ? 1 : 1 - Double(connectedPairs) / Double(Self.pairs(n))
  }

  static func pairs(_ n: Int) -> Int { n * (n - 1) / 2 }
}

extension CSRGraph {
  /// Returns how far the network comes apart without some nodes. Directions are ignored.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     try chain.fragmentation(without: [1]).amongRemaining  // 1: nobody is in touch
  ///
  /// - Parameter nodes: The nodes to remove, in any order, each once; none for the network as it
  ///   is.
  /// - Throws: `GraphError.invalidRemoval` where a node is out of range or given twice.
  /// - Complexity: O(*n* + *m* α(*n*)) time, O(*n*) memory.
  /// - Note: Whole numbers, so equal graphs and sets give equal answers.
  ///
  /// > Source: S. P. Borgatti, 2006,
  /// > [10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x).
  public func fragmentation(without nodes: [Int] = []) throws(GraphError) -> Fragmentation {
    let rows = undirected().outgoing
    var parts = GrowingParts(nodeCount: nodeCount)
    for v in try rest(without: nodes) { parts.add(v, rows) }
    return parts.fragmentation
  }

  /// Returns the nodes that a removal leaves, in rising order.
  func rest(without nodes: [Int]) throws(GraphError) -> [Int] {
    var isLeft = [Bool](repeating: true, count: nodeCount)
    for (place, node) in nodes.enumerated() {
      guard isLeft.indices.contains(node), isLeft[node] else {
        throw .invalidRemoval(place: place, node: node)
      }
      isLeft[node] = false
    }
    return isLeft.indices.filter { isLeft[$0] }
  }
}

/// The components of a network to which nodes are added one by one (union by size).
struct GrowingParts {
  /// The next node towards the root of a node's set; −1 for a node not yet added.
  private var parent: [Int32]
  private var size: [Int32]
  private var present = 0
  private var connectedPairs = 0
  private var largest = 0

  init(nodeCount: Int) {
    parent = Array(repeating: -1, count: nodeCount)
    size = Array(repeating: 1, count: nodeCount)
  }

  var fragmentation: Fragmentation {
    Fragmentation(
      nodeCount: parent.count, removedCount: parent.count - present,
      connectedPairs: connectedPairs, largest: largest)
  }

  /// Adds a node and its links to the nodes that are present.
  mutating func add(_ node: Int, _ rows: Adjacency) {
    parent[node] = Int32(node)
    present += 1
    largest = max(largest, 1)
    for i in rows.range(node) {
      let other = Int(rows.neighbours[i])
      if parent[other] >= 0 { join(root(node), root(other)) }
    }
  }

  /// Returns how large a component the node would be in if it were added now.
  mutating func sizeAdding(_ node: Int, _ rows: Adjacency) -> Int {
    var roots: [Int] = []
    for i in rows.range(node) {
      let other = Int(rows.neighbours[i])
      if parent[other] >= 0 { roots.append(root(other)) }
    }
    roots.sort()
    var total = 1
    for (place, root) in roots.enumerated() where place == 0 || roots[place - 1] != root {
      total += Int(size[root])
    }
    return total
  }

  private mutating func join(_ a: Int, _ b: Int) {
    guard a != b else { return }
    let (under, over) = (size[a], a) < (size[b], b) ? (a, b) : (b, a)
    connectedPairs += Int(size[under]) * Int(size[over])
    parent[under] = Int32(over)
    size[over] += size[under]
    largest = max(largest, Int(size[over]))
  }

  private mutating func root(_ node: Int) -> Int {
    var v = node
    while Int(parent[v]) != v {
      parent[v] = parent[Int(parent[v])]
      v = Int(parent[v])
    }
    return v
  }
}
