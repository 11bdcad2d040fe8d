/// The parts of a graph, numbered from 0 in the order of their lowest nodes.
public struct Components: Sendable, Equatable {
  /// The number of each node's part.
  public let component: [Int]
  /// How many nodes each part has.
  public let sizes: [Int]

  /// The number of parts.
  public var count: Int { sizes.count }

  /// The largest part, of equals the first; nil for a graph without nodes.
  public var largest: Int? {
    sizes.indices.max { (sizes[$0], $1) < (sizes[$1], $0) }
  }

  /// Returns the nodes of each part in rising order.
  public func members() -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (node, part) in component.enumerated() { members[part].append(node) }
    return members
  }

  /// Numbers parts that are given by any mark per node from 0 to *n* − 1.
  init(marks: [Int]) {
    var number = [Int](repeating: -1, count: marks.count)
    var component: [Int] = []
    var sizes: [Int] = []
    component.reserveCapacity(marks.count)
    for mark in marks {
      if number[mark] < 0 {
        number[mark] = sizes.count
        sizes.append(0)
      }
      component.append(number[mark])
      sizes[number[mark]] += 1
    }
    self.component = component
    self.sizes = sizes
  }
}

extension CSRGraph {
  /// Returns the parts of the graph that no link joins, directions ignored.
  ///
  /// - Returns: One part per node, numbered by lowest node; a node without links is a part of
  ///   its own. A graph without nodes has none.
  /// - Complexity: O(*n* + *m* α(*n*)) time, O(*n*) memory.
  /// - Note: Sets are joined under their lowest node, so the answer does not depend on the order
  ///   of the links.
  ///
  /// > Source: R. E. Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm",
  /// > *Journal of the ACM* 22(2), 1975,
  /// > [10.1145/321879.321884](https://doi.org/10.1145/321879.321884).
  public func components() -> Components {
    var parent = Array(0..<nodeCount)
    func root(_ node: Int) -> Int {
      var v = node
      while parent[v] != v {
        parent[v] = parent[parent[v]]
        v = parent[v]
      }
      return v
    }
    for u in 0..<nodeCount {
      for i in outgoing.range(u) {
        let (a, b) = (root(u), root(Int(outgoing.neighbours[i])))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    return Components(marks: (0..<nodeCount).map(root))
  }

  /// Returns the parts of the graph within which each node can be reached from each other one
  /// along the directions of the links. In an undirected graph these are the `components()`.
  ///
  /// - Returns: One part per node, numbered by lowest node.
  /// - Complexity: O(*n* + *m*) time, O(*n*) memory; no recursion, so long chains are safe.
  /// - Note: The parts are unique, and so are their numbers.
  ///
  /// > Source: R. E. Tarjan, "Depth-First Search and Linear Graph Algorithms", *SIAM Journal on
  /// > Computing* 1(2), 1972, [10.1137/0201010](https://doi.org/10.1137/0201010).
  public func stronglyConnectedComponents() -> Components {
    guard isDirected else { return components() }
    var number = [Int](repeating: -1, count: nodeCount)
    var lowlink = number
    var mark = number
    var cursor = outgoing.offsets
    var open: [Int] = []
    var path: [Int] = []
    var visited = 0

    for start in 0..<nodeCount where number[start] < 0 {
      path.append(start)
      while let v = path.last {
        if number[v] < 0 {
          number[v] = visited
          lowlink[v] = visited
          visited += 1
          open.append(v)
        }
        if cursor[v] < outgoing.offsets[v + 1] {
          let w = Int(outgoing.neighbours[cursor[v]])
          cursor[v] += 1
          if number[w] < 0 {
            path.append(w)
          } else if mark[w] < 0 {
            lowlink[v] = min(lowlink[v], number[w])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { lowlink[parent] = min(lowlink[parent], lowlink[v]) }
        guard lowlink[v] == number[v] else { continue }
        while let w = open.popLast() {
          mark[w] = v
          if w == v { break }
        }
      }
    }
    return Components(marks: mark)
  }
}
