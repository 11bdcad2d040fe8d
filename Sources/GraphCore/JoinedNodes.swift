/// Nodes in sets that can be joined but not parted; a set goes by its lowest node.
///
/// - Complexity: near O(1) per call, averaged over many.
///
/// > Source: R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", *Journal of
/// > the ACM* 22(2), 1975, [10.1145/321879.321884](https://doi.org/10.1145/321879.321884).
struct JoinedNodes {
  private var parent: [Int]

  init(count: Int) {
    parent = Array(0..<count)
  }

  /// The lowest node of a node's set.
  mutating func root(_ node: Int) -> Int {
    var v = node
    while parent[v] != v {
      parent[v] = parent[parent[v]]
      v = parent[v]
    }
    return v
  }

  /// Joins the sets of two nodes; returns whether they were apart.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (root(a), root(b))
    parent[max(a, b)] = min(a, b)
    return a != b
  }

  /// Returns some nodes sorted into their sets, sets in the order of their first nodes given.
  mutating func groups(of nodes: [Int]) -> [[Int]] {
    var place: [Int: Int] = [:]
    var groups: [[Int]] = []
    for node in nodes {
      let root = root(node)
      if let known = place[root] {
        groups[known].append(node)
      } else {
        place[root] = groups.count
        groups.append([node])
      }
    }
    return groups
  }
}
