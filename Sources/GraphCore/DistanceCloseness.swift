extension DistanceGraph {
  /// Returns how near each node is to all others: the sum of 1 / distance.
  ///
  /// Unlike closeness it compares nodes of different components fairly: someone out of reach adds
  /// nothing. Scores are in the inverse of the unit of the distances.
  ///
  ///     let graph = try DistanceGraph(
  ///       nodeCount: 3, links: [.init(0, 1, distance: 2), .init(1, 2, distance: 2)])
  ///     try graph.harmonic()  // [0.75, 1, 0.75]
  ///
  /// - Parameters:
  ///   - direction: In a directed graph, whether to count the way from the node (`outgoing`), to
  ///     it (`incoming`) or along links in either direction (`total`: of two opposite links the
  ///     shorter counts).
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from; nil for neither.
  /// - Returns: One score per node, 0 where nobody is in reach.
  /// - Throws: `GraphError.cancelled`.
  /// - Complexity: O(*n* · (*n* + *m*) log *n*) time, about 50 bytes per node and worker.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: P. Boldi, S. Vigna, "Axioms for Centrality", *Internet Mathematics* 10, 2014,
  /// > [10.1080/15427951.2013.865686](https://doi.org/10.1080/15427951.2013.865686).
  public func harmonic(
    _ direction: CSRGraph.Direction = .outgoing, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> [Double] {
    try sweep(direction, workers, control).map(\.harmonic)
  }

  /// Returns the closeness of each node after Wasserman and Faust, by distance.
  ///
  /// With *r* the number of other nodes in reach and *d* the sum of the distances to them, the
  /// score is (*r* / (*n* − 1)) · (*r* / *d*).
  ///
  /// - Parameters: As for `harmonic(_:workers:control:)`.
  /// - Returns: One score per node, in the inverse of the unit of the distances; 0 where nobody is
  ///   in reach.
  /// - Throws: `GraphError.cancelled`.
  /// - Complexity: As for `harmonic(_:workers:control:)`.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: S. Wasserman, K. Faust, *Social Network Analysis*, 1994, section 5.2,
  /// > [10.1017/CBO9780511815478](https://doi.org/10.1017/CBO9780511815478).
  public func closeness(
    _ direction: CSRGraph.Direction = .outgoing, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> [Double] {
    try sweep(direction, workers, control).map { totals in
      guard totals.reached > 0 else { return 0 }
      let r = Double(totals.reached)
      return (r / Double(nodeCount - 1)) * (r / totals.farness)
    }
  }

  /// Returns the distance from each node to the farthest node in its reach.
  ///
  /// - Parameters: As for `harmonic(_:workers:control:)`.
  /// - Returns: One distance per node, exact, 0 where nobody is in reach.
  /// - Throws: `GraphError.cancelled`.
  /// - Complexity: As for `harmonic(_:workers:control:)`.
  ///
  /// > Source: P. Hage, F. Harary, "Eccentricity and Centrality in Networks", *Social Networks*
  /// > 17(1), 1995, [10.1016/0378-8733(94)00248-9](https://doi.org/10.1016/0378-8733(94)00248-9).
  public func eccentricities(
    _ direction: CSRGraph.Direction = .outgoing, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> [Double] {
    try sweep(direction, workers, control).map(\.eccentricity)
  }

  /// What the distances from one node add up to, in the order of the search.
  private struct Totals {
    var harmonic = 0.0
    var farness = 0.0
    var reached = 0
    var eccentricity = 0.0
  }

  /// Searches from every node on its own.
  private func sweep(
    _ direction: CSRGraph.Direction, _ workers: Int, _ control: WorkControl?
  ) throws(GraphError) -> [Totals] {
    let spread = spread
    let rows: Adjacency
    switch direction {
    case .outgoing: rows = outgoing
    case .incoming: rows = incoming
    case .total where !isDirected: rows = outgoing
    // Of links both ways the shorter counts, so the spread can only be narrower.
    case .total: rows = try DistanceGraph(nodeCount: nodeCount, links: links()).outgoing
    }
    let batches = SourceBatches(sourceCount: nodeCount, smallest: 16)
    let parts = try WorkerPool.shared.map(batches.count, workers: workers, control: control) {
      batches.sources($0).map { source in
        let tree = shortestTree(rows, spread: spread, from: [source])
        var totals = Totals()
        // The first in order is the source.
        for v in tree.order.dropFirst() {
          let distance = tree.distances[Int(v)]
          totals.harmonic += 1 / distance
          totals.farness += distance
          totals.eccentricity = max(totals.eccentricity, distance)
        }
        totals.reached = tree.order.count - 1
        return totals
      }
    }
    return parts.flatMap { $0 }
  }
}
