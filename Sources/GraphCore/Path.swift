/// A way through a graph that visits no node twice.
///
/// Paths are ordered by length and, where equally long, by their nodes from first to last, lower
/// numbers first. This is the order in which every list of paths comes.
public struct Path: Sendable, Equatable, Comparable {
  /// The nodes in the order visited, source and target among them. Two nodes have at most one
  /// link, doubled ones being merged, so the nodes say which links are used.
  public let nodes: [Int]
  /// The sum of the distances of the links; the number of links where the question counts hops.
  public let length: Double

  /// By length, then by nodes.
  public static func < (a: Path, b: Path) -> Bool {
    a.length == b.length ? a.nodes.lexicographicallyPrecedes(b.nodes) : a.length < b.length
  }
}

/// The first paths of a longer or equally long list.
public struct PathList: Sendable, Equatable {
  /// In rising order, each once.
  public let paths: [Path]
  /// Whether there are more paths than the limit allowed. Say so wherever the list is shown: the
  /// number of paths listed is then not the number there are.
  public let isTruncated: Bool
}

/// Returns the nodes from the root of a tree of `parents` (−1 at roots) down to a node.
func branch(to node: Int, parents: [Int32]) -> [Int] {
  var nodes = [node]
  var v = node
  while parents[v] >= 0 {
    v = Int(parents[v])
    nodes.append(v)
  }
  return nodes.reversed()
}

extension GraphError {
  static func check(_ nodes: [Int], below nodeCount: Int) throws(GraphError) {
    for node in nodes where !(0..<nodeCount).contains(node) {
      throw .unknownNode(node: node, nodeCount: nodeCount)
    }
  }

  static func check(_ value: Int, atLeast least: Int, name: String) throws(GraphError) {
    guard value >= least else {
      throw .parameterTooSmall(name: name, value: value, least: least)
    }
  }
}
