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

  init(component: [Int], sizes: [Int]) {
    self.component = component
    self.sizes = sizes
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
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One part per node, numbered by lowest node; a node without links is a part of
  ///   its own. A graph without nodes has none.
  /// - Complexity: near O(*n* + *m*) time, and often far less than *m*: the members of a giant part
  ///   look at two of their links each. 4 bytes per node for the work, 8 for the answer.
  /// - Note: Sets are joined under their lowest node, so the answer depends neither on the order
  ///   of the links nor on the number of workers.
  ///
  /// > Source: M. Sutton, T. Ben-Nun, A. Barak, "Optimizing Parallel Graph Connectivity Computation
  /// > via Subgraph Sampling", *IPDPS* 2018,
  /// > [10.1109/IPDPS.2018.00012](https://doi.org/10.1109/IPDPS.2018.00012).
  public func components(workers: Int = 0) -> Components {
    joinedParts(workers: workers)
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
