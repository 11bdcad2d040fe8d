extension CSRGraph {
  /// Puts together what each of several divisions does best.
  ///
  /// The quality of a division is a sum over its communities. Two divisions fall into the same
  /// pieces: nodes that either of them puts together are of one piece, directly or through others.
  /// In each piece the communities of one can be exchanged for those of the other without touching
  /// the rest, so that of every piece the better is kept. What is found in one part of the network
  /// therefore does not depend on which search happened to do well in another.
  ///
  ///     let two = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(2, 3)])
  ///     let runs = try two.coAssignment(resolution: 0.5, seeds: [1, 2, 3])
  ///     try two.bestParts(of: runs.partitions, resolution: 0.5).community  // [0, 0, 1, 1]
  ///
  /// - Parameters:
  ///   - divisions: At least one, of the nodes of this undirected graph.
  ///   - objective: What they were made for.
  ///   - resolution: *γ* as in
  ///     `leiden(objective:resolution:seed:runs:repetitions:weighted:workers:control:)`.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  /// - Returns: A division at least as good as each of them. Of equally good communities those of
  ///   the earlier division are kept. Every community is one of some division.
  /// - Throws: `GraphError` for a directed graph, no division, or one of other nodes.
  /// - Complexity: O(*n* + *m*) for each division.
  /// - Note: Exchanges better by less than a thousand-millionth are taken for equal: in another order
  ///   of the same sum they might not be better.
  ///
  /// > Source: the exchange of what two solutions can exchange piece by piece: D. Whitley, D. Hains,
  /// > A. Howe, "Tunneling between Optima: Partition Crossover for the Traveling Salesman Problem",
  /// > *GECCO* 2009, [10.1145/1569901.1570026](https://doi.org/10.1145/1569901.1570026).
  public func bestParts(
    of divisions: [Partition], objective: Objective = .cpm, resolution: Double,
    weighted: Bool = false
  ) throws(GraphError) -> Partition {
    guard !isDirected else { throw .directedGraph }
    guard let first = divisions.first else { throw .invalidRunCount(0) }
    for division in divisions where division.community.count != nodeCount {
      throw .wrongCount(
        name: "community", count: division.community.count, expected: nodeCount)
    }
    let graph = weighted ? self : unweighted()
    func rated(_ community: [Int]) -> RatedDivision {
      let (marks, sizes) = Partition.numbered(marks: community)
      return RatedDivision(
        community: marks, sizes: sizes,
        worth: graph.qualities(numbered: marks, sizes: sizes, objective, resolution))
    }
    var best = rated(first.community)
    for division in divisions.dropFirst() {
      best = rated(try best.exchanging(for: rated(division.community)))
    }
    return Partition(
      community: best.community, sizes: best.sizes, quality: best.worth.reduce(0, +))
  }
}

/// A division and what each of its communities adds to its quality.
private struct RatedDivision {
  let community: [Int]
  let sizes: [Int]
  let worth: [Double]

  /// An exchange must be better by more than this, as a part of what is exchanged.
  private static let rounding = 1e-9

  /// Marks of the nodes after every exchange for communities of `other` that is better.
  func exchanging(for other: RatedDivision) throws(GraphError) -> [Int] {
    // Communities of either are joined where they have a node in common.
    let shared = community.indices.map {
      CSRGraph.Link(community[$0], sizes.count + other.community[$0])
    }
    let pieces = try CSRGraph(nodeCount: sizes.count + other.sizes.count, links: shared)
      .components(workers: 1)
    var gain = [Double](repeating: 0, count: pieces.count)
    var size = gain
    for (number, worth) in (worth + other.worth).enumerated() {
      gain[pieces.component[number]] += number < sizes.count ? -worth : worth
      size[pieces.component[number]] += abs(worth)
    }
    // What is kept of the one has no node in common with what is kept of the other.
    let (own, others) = (lowestNodes, other.lowestNodes)
    return community.indices.map { node in
      let piece = pieces.component[community[node]]
      return gain[piece] > Self.rounding * size[piece]
        ? others[other.community[node]] : own[community[node]]
    }
  }

  private var lowestNodes: [Int] {
    var lowest = [Int](repeating: .max, count: sizes.count)
    for (node, number) in community.enumerated() { lowest[number] = min(lowest[number], node) }
    return lowest
  }
}
