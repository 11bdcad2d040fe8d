/// What became of the labels.
public struct LabelPropagation: Sendable, Equatable {
  /// The label of each node: the number of the node it started at.
  public let labels: [Int]
  /// The number of rounds in which some label changed.
  public let rounds: Int
  /// Whether one more round would change nothing.
  public let isStable: Bool
}

extension CSRGraph {
  /// Divides the nodes into communities by letting labels spread, as LDBC Graphalytics defines it
  /// (CDLP).
  ///
  /// Each node starts with its own number as label. In each round all nodes at once take the label
  /// that is commonest among their neighbours, of equally common ones the least. In a directed
  /// graph links in both directions count, a neighbour linked both ways twice.
  ///
  /// Fast and simple, but a sketch and not an answer: in two-sided (bipartite) parts labels may
  /// swap for ever, a community need not be connected, and one label may swallow a component. Use
  /// `leiden(objective:resolution:seed:runs:repetitions:weighted:workers:control:)` to answer
  /// questions.
  ///
  ///     let two = try CSRGraph(
  ///       nodeCount: 5, links: [.init(0, 1), .init(1, 2), .init(2, 0), .init(3, 4)])
  ///     two.labelPropagation(rounds: 10).labels  // [0, 0, 0, 3, 4]: 3 and 4 swap in each
  ///
  /// - Parameters:
  ///   - rounds: The most rounds; it ends before that when a round changes nothing.
  ///   - weighted: Whether neighbours count in proportion to the strength of the link; if not,
  ///     each counts 1, as LDBC defines it.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: A label per node from 0 to *n* − 1. A node without links keeps its own; loops are
  ///   left out.
  /// - Complexity: O(*n* + *m*) per round.
  /// - Note: Sums of strengths are exact and ties are settled by number: equal graphs give equal
  ///   labels, whatever the number of workers.
  ///
  /// > Source: U. N. Raghavan, R. Albert, S. Kumara, "Near Linear Time Algorithm to Detect
  /// > Community Structures in Large-Scale Networks", *Physical Review E* 76, 2007,
  /// > [10.1103/PhysRevE.76.036106](https://doi.org/10.1103/PhysRevE.76.036106); made
  /// > deterministic in A. Iosup et al., "The LDBC Graphalytics Benchmark", 2020,
  /// > [10.48550/arXiv.2011.15028](https://doi.org/10.48550/arXiv.2011.15028).
  public func labelPropagation(
    rounds: Int, weighted: Bool = false, workers: Int = 0
  ) -> LabelPropagation {
    let out = weighted ? outgoing : outgoing.unweighted()
    let into = isDirected ? (weighted ? incoming : incoming.unweighted()) : nil
    var labels = (0..<nodeCount).map { Int32($0) }
    var done = 0
    while true {
      let next = propagatedLabels(labels, out, into, workers: workers)
      let isStable = next == labels
      if isStable || done >= rounds {
        return LabelPropagation(labels: labels.map(Int.init), rounds: done, isStable: isStable)
      }
      labels = next
      done += 1
    }
  }
}
