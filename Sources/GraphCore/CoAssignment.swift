/// Which nodes several divisions of one graph put together, and how often.
///
/// Divisions that differ only in their seed are equally good guesses. What they agree on may be
/// said of the network; what they do not, only of a seed.
public struct CoAssignment: Sendable, Equatable {
  /// The divisions, in the order of their seeds.
  public let partitions: [Partition]
  /// For each node a number, equal for nodes that every division puts together. Numbered by
  /// falling size, those of equal size by their lowest node.
  public let core: [Int]
  /// The number of nodes of each core, falling.
  public let coreSizes: [Int]

  /// Compares divisions of the same nodes, at least one.
  ///
  /// - Complexity: O(*n*) for each division.
  public init(_ partitions: [Partition]) {
    precondition(!partitions.isEmpty, "co-assignment needs at least one division")
    let n = partitions[0].community.count
    var marks = [Int](repeating: 0, count: n)
    for partition in partitions {
      precondition(partition.community.count == n, "all divisions must be of the same nodes")
      marks = Self.refined(marks, by: partition)
    }
    self.partitions = partitions
    (core, coreSizes) = Partition.numbered(marks: marks)
  }

  /// Returns the part of the divisions that put two nodes together: 0 never, 1 always.
  ///
  /// - Complexity: O(1) for each division.
  public func frequency(_ u: Int, _ v: Int) -> Double {
    let together = partitions.count { $0.community[u] == $0.community[v] }
    return Double(together) / Double(partitions.count)
  }

  /// Returns for each node the mean of `frequency` over all other nodes of its community in
  /// `partition`: how firmly it belongs there. 1 for a node that is alone there.
  ///
  /// - Complexity: O(*n*) for each division.
  public func firmness(in partition: Partition) -> [Double] {
    let n = partition.community.count
    var together = [Int](repeating: 0, count: n)
    for other in partitions {
      let marks = Self.refined(partition.community, by: other)
      var sizes = [Int](repeating: 0, count: n)
      for mark in marks { sizes[mark] += 1 }
      for v in 0..<n { together[v] += sizes[marks[v]] - 1 }
    }
    return (0..<n).map { v in
      let others = partition.sizes[partition.community[v]] - 1
      return others > 0 ? Double(together[v]) / Double(others * partitions.count) : 1
    }
  }

  /// Splits what is marked alike by a division: equal marks only where both were equal. The new
  /// mark is the lowest node of its kind.
  private static func refined(_ marks: [Int], by partition: Partition) -> [Int] {
    let n = marks.count
    var order = Array(0..<n)
    order.sort { u, v in
      (marks[u], partition.community[u], u) < (marks[v], partition.community[v], v)
    }
    var refined = marks
    var first = 0
    for (place, v) in order.enumerated() {
      let u = order[first]
      if marks[u] != marks[v] || partition.community[u] != partition.community[v] { first = place }
      refined[v] = order[first]
    }
    return refined
  }
}

extension CSRGraph {
  /// Divides the graph once for each seed and tells which nodes end up together how often.
  ///
  ///     let two = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(2, 3)])
  ///     let runs = try two.coAssignment(resolution: 0.5, seeds: [1, 2, 3])
  ///     runs.frequency(0, 1)  // 1
  ///
  /// - Parameters:
  ///   - objective: What to optimise; see `Objective`.
  ///   - resolution: *γ* as in
  ///     `leiden(objective:resolution:seed:runs:repetitions:weighted:workers:control:)`.
  ///   - seeds: One run for each. Twenty tell whether a pair is together always or sometimes.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  ///   - keys: For each node what its draws follow from, in place of its number; empty for none.
  ///     Where nodes are numbered in the order of their keys, other nodes of the same graph may come
  ///     and go without changing the draws of those that stay, as long as levels of the search have
  ///     fewer than 65,536 arcs.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Throws: `GraphError` as `leiden` does, where there is no seed, and for some other number of
  ///   keys than of nodes.
  /// - Complexity: A run of Leiden for each seed, and O(*n*) memory for each.
  /// - Note: Equal graphs, parameters and seeds give equal bits, whatever the number of workers.
  ///
  /// > Source: A. Lancichinetti, S. Fortunato, "Consensus Clustering in Complex Networks",
  /// > *Scientific Reports* 2, 2012, [10.1038/srep00336](https://doi.org/10.1038/srep00336).
  public func coAssignment(
    objective: Objective = .cpm, resolution: Double, seeds: [UInt64], weighted: Bool = false,
    keys: [UInt64] = [], workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> CoAssignment {
    let search = try leidenSearch(objective, resolution, weighted: weighted, keys: keys)
    guard !seeds.isEmpty else { throw .invalidRunCount(0) }
    return CoAssignment(
      try search.runs(0..<seeds.count, passes: nil, workers: workers, control: control) { run in
        // The seed that the first run of `leiden` derives, so that its answers are these.
        CounterRandom(seed: CounterRandom(seed: seeds[run]).bits(stream: 0, index: 0))
      })
  }
}
