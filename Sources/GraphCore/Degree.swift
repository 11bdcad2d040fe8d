extension CSRGraph {
  /// Returns how many other nodes each node is linked to.
  ///
  /// Doubled links count once and loops not at all: the degree of a person is the number of
  /// people they are linked to, not the number of reports about it.
  ///
  ///     try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 0), .init(2, 2)]).degrees()
  ///     // [1, 1, 0]
  ///
  /// - Parameter direction: In a directed graph, which links to count; `total` counts a node
  ///   linked both ways once.
  /// - Returns: One whole number per node, from 0 to *n* − 1; 0 for a node without links.
  /// - Complexity: O(*n*); O(*n* + *m*) for the total of a directed graph.
  /// - Note: Equal graphs give equal numbers.
  ///
  /// > Source: L. C. Freeman, "Centrality in Social Networks: Conceptual Clarification",
  /// > *Social Networks* 1(3), 1978,
  /// > [10.1016/0378-8733(78)90021-7](https://doi.org/10.1016/0378-8733(78)90021-7).
  public func degrees(_ direction: Direction = .total) -> [Int] {
    if isDirected, direction == .total {
      return (0..<nodeCount).map { neighbours(of: $0).count }
    }
    let rows = rows(direction)
    return (0..<nodeCount).map { rows.range($0).count }
  }

  /// Returns the summed strength of each node's links.
  ///
  /// Doubled links add up; loops are left out, as in `degrees(_:)`.
  ///
  /// - Parameter direction: In a directed graph, which links to add; `total` adds both.
  /// - Returns: One number per node in the unit of the strengths, 0 for a node without links.
  /// - Complexity: O(*n* + *m*).
  /// - Note: Exact, so equal graphs give equal bits in any order of addition.
  ///
  /// > Source: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, "The Architecture of
  /// > Complex Weighted Networks", *PNAS* 101(11), 2004,
  /// > [10.1073/pnas.0400087101](https://doi.org/10.1073/pnas.0400087101).
  public func strengths(_ direction: Direction = .total) -> [Double] {
    func sums(_ rows: Adjacency) -> [Double] {
      (0..<nodeCount).map { v in rows.range(v).reduce(0) { $0 + rows.strength($1) } }
    }
    if isDirected, direction == .total {
      return zip(sums(outgoing), sums(incoming)).map { $0 + $1 }
    }
    return sums(rows(direction))
  }
}
