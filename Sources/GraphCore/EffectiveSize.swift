extension CSRGraph {
  /// Returns Burt's effective size: how many separate circles each node's contacts stand for.
  ///
  /// A contact who is tied to the node's other contacts brings little that they do not. With
  /// *p*(*i*, *q*) the part of *i*'s links that goes to *q*, and *m*(*j*, *q*) the link between *j*
  /// and *q* divided by *j*'s strongest (both directions added), the score is the sum over the
  /// contacts *j* of 1 − Σ *p*(*i*, *q*) *m*(*j*, *q*), the inner sum over the other contacts *q*.
  /// High scores mark brokers; divided by the number of contacts the score is their efficiency.
  ///
  ///     let star = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(0, 2)])
  ///     star.effectiveSize()  // [2, 1, 1]; with link 1-2 as well, 1 each
  ///
  /// - Parameters:
  ///   - weighted: Whether to use the strengths; if not, every link counts 1 (a link both ways
  ///     counts as two).
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per node, from above 0 to its number of contacts, which it reaches when
  ///   no two of them are linked; 0 for a node without contacts. Without strengths in an
  ///   undirected graph it is *k* − 2*t* / *k*, with *k* contacts and *t* links between them.
  /// - Complexity: That of `constraint(weighted:workers:)`, without strengths in an undirected
  ///   graph that of `triangles(workers:)`.
  /// - Note: Terms are added in a fixed order: equal graphs give equal bits, whatever the number
  ///   of workers.
  ///
  /// > Source: R. S. Burt, *Structural Holes*, Harvard University Press, 1992, chapter 2; the
  /// > closed form from S. P. Borgatti, "Structural Holes: Unpacking Burt's Redundancy
  /// > Measures", *Connections* 20(1), 1997.
  public func effectiveSize(weighted: Bool = false, workers: Int = 0) -> [Double] {
    let rows = (weighted ? self : unweighted()).undirected().outgoing
    var sizes = [Double](repeating: 0, count: nodeCount)
    if rows.strengths.isEmpty {
      for (v, triangles) in triangleCounts(rows, workers: workers).enumerated() {
        let contacts = Double(rows.range(v).count)
        if contacts > 0 { sizes[v] = contacts - Double(2 * triangles) / contacts }
      }
      return sizes
    }
    var totals = sizes
    var strongest = sizes
    for v in 0..<nodeCount {
      for arc in rows.range(v) {
        totals[v] += rows.strength(arc)
        strongest[v] = max(strongest[v], rows.strength(arc))
      }
    }
    let ones = [Double](repeating: 1, count: nodeCount)
    let shared = TriadSums(rows, share: ones, workers: workers)
      .dividedSums(rows, by: strongest)
    for v in 0..<nodeCount where totals[v] > 0 {
      sizes[v] = Double(rows.range(v).count) - shared[v] / totals[v]
    }
    return sizes
  }
}
