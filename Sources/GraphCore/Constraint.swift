extension CSRGraph {
  /// Returns Burt's constraint: how far each node's contacts are tied to one another, so that it
  /// has no gap between them to broker.
  ///
  /// With *p*(*i*, *j*) the part of *i*'s links that goes to *j* (both directions added), the
  /// score is Σ over the contacts *j* of (*p*(*i*, *j*) + Σ *p*(*i*, *q*) *p*(*q*, *j*))², the
  /// inner sum over the other contacts *q*. Low scores mark brokers.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.constraint()  // [1, 0.5, 1]
  ///
  /// - Parameters:
  ///   - weighted: Whether parts are of the strengths; if not, of the number of links (a link both
  ///     ways counts as two).
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per node above 0, 1 for a node with one contact; small dense groups
  ///   exceed 1 (up to 9/8). Not a number for a node without contacts, where it is undefined.
  /// - Complexity: O(*m*^1.5) time, since only triangles add to a tie: two steps for each that
  ///   `triangles(workers:)` takes. 12 bytes per arc (20 with strengths), 28 per node, and 9 (17)
  ///   per node and worker.
  /// - Note: The terms of each tie are added in a fixed order: equal graphs give equal bits,
  ///   whatever the number of workers.
  ///
  /// > Source: R. S. Burt, "Structural Holes and Good Ideas", *American Journal of Sociology*
  /// > 110(2), 2004, [10.1086/421787](https://doi.org/10.1086/421787).
  public func constraint(weighted: Bool = false, workers: Int = 0) -> [Double] {
    let rows = (weighted ? self : unweighted()).undirected().outgoing
    var totals = [Double](repeating: 0, count: nodeCount)
    for v in 0..<nodeCount {
      for arc in rows.range(v) { totals[v] += rows.strength(arc) }
    }
    // p(i, j) + Σ p(i, q) p(q, j) is the strength of the link of i and j and its triads over the
    // total of i, each triad divided by the total of q.
    let triads = TriadSums(rows, share: totals.map { $0 > 0 ? 1 / $0 : 0 }, workers: workers)
    return triads.squaredTies(rows, totals: totals)
  }
}
