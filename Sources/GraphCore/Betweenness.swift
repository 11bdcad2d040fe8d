extension CSRGraph {
  /// Returns how often each node lies on a shortest path between two others.
  ///
  /// Analysts read a high score as brokerage: without the node, people who do not know each
  /// other lose contact or must go a longer way. Every link counts as one hop. Where a pair has
  /// several shortest paths, a node is credited with its share of them.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.betweenness()  // [0, 1, 0]: only node 1 joins a pair
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per node, in pairs of nodes: unordered pairs, from 0 to
  ///   (*n* − 1)(*n* − 2) / 2; in a directed graph ordered pairs, up to twice that. A node alone
  ///   in its component scores 0.
  /// - Complexity: O(*n* · *m*) time, in an undirected graph of each block (part that no single
  ///   node cuts) on its own and with nodes of equal neighbours as one, so trees cost nothing and
  ///   a household that moves together costs as much as one person; up to about 700 bytes per
  ///   node and worker.
  /// - Note: Equal graphs give equal bits, whatever the number of workers. Path counts are whole
  ///   and exact up to 2⁵³, and every score is then a sum of rounded shares; beyond, a share over
  ///   *l* hops is off by less than one part in 2⁵² / (*l* · largest degree). Path counts of any
  ///   size are held, so long lattices do not overflow.
  ///
  /// > Source: U. Brandes, "A Faster Algorithm for Betweenness Centrality", *Journal of
  /// > Mathematical Sociology* 25(2), 2001,
  /// > [10.1080/0022250X.2001.9990249](https://doi.org/10.1080/0022250X.2001.9990249); blocks and
  /// > twins after A. E. Sarıyüce et al., "Graph Manipulations for Fast Centrality Computation",
  /// > *ACM TKDD* 11(3), 2017, [10.1145/3022668](https://doi.org/10.1145/3022668).
  public func betweenness(workers: Int = 0) -> [Double] {
    pairsBetween(workers: workers, control: nil) ?? []
  }

  /// Returns how often each node lies on a shortest path between two others, under a control.
  ///
  /// - Parameters:
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Returns: As `betweenness(workers:)`, the same bits.
  /// - Throws: `GraphError.cancelled`.
  public func betweenness(
    workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> [Double] {
    guard let scores = pairsBetween(workers: workers, control: control) else { throw .cancelled }
    return scores
  }

  /// The scores; nil where the control was cancelled.
  private func pairsBetween(workers: Int, control: WorkControl?) -> [Double]? {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      let quotient = PathQuotient(outgoing, incoming: incoming, weights: ones, merging: false)
      let sums = quotient.sums(over: .nodes, workers, control)
      return sums.map { sums in quotient.places.map { sums[$0] } }
    }
    let blocks = BlockUnion(outgoing.unweighted())
    let quotient = PathQuotient(blocks.rows, weights: blocks.weights, merging: true)
    return quotient.sums(over: .nodes, workers, control).map { sums in
      var scores = blocks.credits
      for (copy, place) in quotient.places.enumerated() {
        scores[blocks.origins[copy]] += (sums[place] + quotient.credits[place]) / 2
      }
      return scores
    }
  }
}

extension PathQuotient {
  /// Returns the sum over all classes as sources; nil where the control was cancelled.
  func sums(over passed: PassedOver, _ workers: Int, _ control: WorkControl?) -> [Double]? {
    let batches = SourceBatches(sourceCount: copies.count, smallest: 4 * pathLaneCount)
    return batches.sum(
      width: width(over: passed), workers: workers, control: control
    ) { brandesDependencies(self, over: passed, sources: $0) }
  }
}
