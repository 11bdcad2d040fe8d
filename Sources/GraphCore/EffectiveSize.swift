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
  /// - Complexity: O(Σ *k*²) over the degrees *k*, without strengths in an undirected graph that
  ///   of `triangles()`; O(*n*) memory for each of up to 64 pieces of work.
  /// - Note: Sums in row order: equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: R. S. Burt, *Structural Holes*, Harvard University Press, 1992, chapter 2; the
  /// > closed form from S. P. Borgatti, "Structural Holes: Unpacking Burt's Redundancy
  /// > Measures", *Connections* 20(1), 1997.
  public func effectiveSize(weighted: Bool = false, workers: Int = 0) -> [Double] {
    let graph = (weighted ? self : unweighted()).undirected()
    let rows = graph.outgoing
    if rows.strengths.isEmpty {
      var sizes = [Double](repeating: 0, count: nodeCount)
      for (v, triangles) in graph.triangles().enumerated() {
        let contacts = Double(rows.range(v).count)
        if contacts > 0 { sizes[v] = contacts - Double(2 * triangles) / contacts }
      }
      return sizes
    }
    let totals = graph.strengths()
    let strongest = (0..<nodeCount).map { v in
      rows.range(v).reduce(0) { max($0, rows.strength($1)) }
    }
    let size = max(256, (nodeCount + 63) / 64)
    let pieces = (nodeCount + size - 1) / size
    return WorkerPool.shared.map(pieces, workers: workers) { piece in
      var tie = [Double](repeating: 0, count: nodeCount)
      return ((piece * size)..<min(nodeCount, (piece + 1) * size)).map { i in
        for arc in rows.range(i) { tie[Int(rows.neighbours[arc])] = rows.strength(arc) }
        var score = 0.0
        for arc in rows.range(i) {
          let j = Int(rows.neighbours[arc])
          var shared = 0.0
          for second in rows.range(j) {
            shared += tie[Int(rows.neighbours[second])] * rows.strength(second)
          }
          score += 1 - shared / (totals[i] * strongest[j])
        }
        for arc in rows.range(i) { tie[Int(rows.neighbours[arc])] = 0 }
        return score
      }
    }.flatMap { $0 }
  }
}
