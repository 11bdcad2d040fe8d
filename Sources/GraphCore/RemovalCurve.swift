/// How a network comes apart as nodes are removed one after the other.
public struct RemovalCurve: Sendable, Equatable {
  /// The nodes in the order of their removal.
  public let order: [Int]
  /// The network after none, one, two … removals: one entry more than `order`.
  public let steps: [Fragmentation]
  /// The summed cost of those removals.
  public let spent: [Double]

  /// The mean share of all nodes that the largest component holds after a removal, each removal
  /// weighing as much as it costs; from 0 to 1, lower is the better order.
  ///
  /// For an order of all nodes at equal costs this is the robustness R of Schneider et al. Compare
  /// curves over the same number of removals only. 0 for an order without nodes.
  public var largestArea: Double {
    area { Double($0.largest) / Double(max(1, $0.nodeCount)) }
  }

  /// The mean share of all pairs of nodes that are still in touch after a removal, each removal
  /// weighing as much as it costs; from 0 to 1, lower is the better order.
  ///
  /// Prefer it to `largestArea` where several large components exist.
  public var connectedArea: Double { area { 1 - $0.amongAll } }

  /// Returns the least number of removals after which no component has more than `size` nodes,
  /// and their cost; nil where the order never gets there.
  public func effort(toLargest size: Int) -> (removals: Int, cost: Double)? {
    steps.firstIndex { $0.largest <= size }.map { ($0, spent[$0]) }
  }

  private func area(_ height: (Fragmentation) -> Double) -> Double {
    guard let total = spent.last, total > 0 else { return 0 }
    var sum = 0.0
    for i in 1..<steps.count { sum += (spent[i] - spent[i - 1]) * height(steps[i]) }
    return sum / total
  }
}

extension CSRGraph {
  /// Returns how the network comes apart as nodes are removed in any given order. Directions are
  /// ignored.
  ///
  /// The order is run backwards: nodes are added to what the whole order leaves, and components
  /// only ever merge, which costs next to nothing per link.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     try chain.removalCurve(of: [1]).steps.map(\.largest)  // [3, 1]
  ///
  /// - Parameters:
  ///   - order: The nodes to remove, each once; not necessarily all.
  ///   - costs: What the removal of each node of the graph costs, above 0; 1 each where nil.
  /// - Throws: `GraphError` where a node of the order is out of range or given twice, or a cost
  ///   is not a usable number.
  /// - Complexity: O(*n* + *m* α(*n*)) time, O(*n*) memory.
  /// - Note: Whole numbers and exact sums, so equal graphs and orders give equal bits.
  ///
  /// > Source: C. M. Schneider et al., "Mitigation of Malicious Attacks on Networks", *PNAS*
  /// > 108(10), 2011, [10.1073/pnas.1009440108](https://doi.org/10.1073/pnas.1009440108); run
  /// > backwards after M. E. J. Newman, R. M. Ziff, *Physical Review Letters* 85(19), 2000,
  /// > [10.1103/PhysRevLett.85.4104](https://doi.org/10.1103/PhysRevLett.85.4104).
  public func removalCurve(
    of order: [Int], costs: [Double]? = nil
  ) throws(GraphError) -> RemovalCurve {
    let costs = try NodeCosts(costs, nodeCount: nodeCount)
    let rows = undirected().outgoing
    var parts = GrowingParts(nodeCount: nodeCount)
    for v in try rest(without: order) { parts.add(v, rows) }
    var steps = [parts.fragmentation]
    steps.reserveCapacity(order.count + 1)
    for v in order.reversed() {
      parts.add(v, rows)
      steps.append(parts.fragmentation)
    }
    steps.reverse()
    var spent = [0.0]
    spent.reserveCapacity(order.count + 1)
    for (place, v) in order.enumerated() { spent.append(spent[place] + costs[v]) }
    return RemovalCurve(order: order, steps: steps, spent: spent)
  }
}
