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
  /// - Parameter weighted: Whether parts are of the strengths; if not, of the number of links (a
  ///   link both ways counts as two).
  /// - Returns: One score per node above 0, 1 for a node with one contact; small dense groups
  ///   exceed 1 (up to 9/8). Not a number for a node without contacts, where it is undefined.
  /// - Complexity: O(Σ *k*²) over the degrees *k*, O(*n*) memory.
  /// - Note: One thread, sums in row order: equal graphs give equal bits.
  ///
  /// > Source: R. S. Burt, "Structural Holes and Good Ideas", *American Journal of Sociology*
  /// > 110(2), 2004, [10.1086/421787](https://doi.org/10.1086/421787).
  public func constraint(weighted: Bool = false) -> [Double] {
    let graph = (weighted ? self : unweighted()).undirected()
    let rows = graph.outgoing
    let totals = graph.strengths()
    func p(_ arc: Int, of node: Int) -> Double { rows.strength(arc) / totals[node] }

    var contact = [Int](repeating: -1, count: nodeCount)
    var tie = [Double](repeating: 0, count: nodeCount)
    return (0..<nodeCount).map { i in
      guard totals[i] > 0 else { return .nan }
      for arc in rows.range(i) {
        let j = Int(rows.neighbours[arc])
        contact[j] = i
        tie[j] = p(arc, of: i)
      }
      for arc in rows.range(i) {
        let q = Int(rows.neighbours[arc])
        for second in rows.range(q) {
          let j = Int(rows.neighbours[second])
          guard j != i, contact[j] == i else { continue }
          tie[j] += p(arc, of: i) * p(second, of: q)
        }
      }
      return rows.range(i).reduce(0) { sum, arc in
        let t = tie[Int(rows.neighbours[arc])]
        return sum + t * t
      }
    }
  }
}
