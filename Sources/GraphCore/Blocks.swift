/// The parts of a graph that no single node cuts.
///
/// Two blocks share one node at most, and a node that lies in several is a cut node. Every link
/// lies in one block: that of its two ends. Two nodes of a block stay in touch whichever third one
/// is removed.
public struct Blocks: Sendable, Equatable {
  private let offsets: [Int]
  private let nodes: [Int]

  init(offsets: [Int], nodes: [Int]) {
    self.offsets = offsets
    self.nodes = nodes
  }

  /// The number of blocks.
  public var count: Int { offsets.count - 1 }

  /// How many nodes each block has, at least 2. A block of two is a bridge.
  public var sizes: [Int] { (0..<count).map { offsets[$0 + 1] - offsets[$0] } }

  /// The largest block, of equals the first; nil for a graph without links.
  public var largest: Int? {
    let sizes = sizes
    return sizes.indices.max { (sizes[$0], $1) < (sizes[$1], $0) }
  }

  /// Returns the nodes of a block in rising order.
  public func members(of block: Int) -> [Int] { Array(nodes[offsets[block]..<offsets[block + 1]]) }

  /// Returns the nodes of each block in rising order.
  public func members() -> [[Int]] { (0..<count).map { members(of: $0) } }
}

extension CSRGraph {
  /// Returns the blocks of the graph (biconnected components). Directions are ignored, doubled
  /// links are one, loops play no part.
  ///
  /// A block of three or more is a circle of people who do not depend on any one of them to stay
  /// in touch.
  ///
  ///     let links = [CSRGraph.Link(0, 1), .init(1, 2), .init(2, 0), .init(2, 3)]
  ///     try CSRGraph(nodeCount: 4, links: links).blocks().members()  // [[0, 1, 2], [2, 3]]
  ///
  /// - Returns: Blocks in the order of their lowest nodes, those with the same lowest node in that
  ///   of their next lowest. A node without links is in none.
  /// - Complexity: O(*n* + *m*) time and a sort of the blocks, O(*n*) memory; no recursion, so long
  ///   chains are safe.
  /// - Note: Blocks are unique, and so is their order; equal graphs give equal answers.
  ///
  /// > Source: J. Hopcroft, R. Tarjan, "Algorithm 447: Efficient Algorithms for Graph
  /// > Manipulation", *Communications of the ACM* 16(6), 1973,
  /// > [10.1145/362248.362272](https://doi.org/10.1145/362248.362272).
  public func blocks() -> Blocks {
    let rows = DepthFirstWalk(undirected().outgoing).blockRows()
    return Blocks(offsets: rows.offsets, nodes: rows.nodes)
  }
}
