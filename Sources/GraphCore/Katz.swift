/// The Katz score of every node, with the evidence that it is one.
public struct Katz: Sendable, Equatable {
  /// One score per node, at least 1.
  public let scores: [Double]
  /// The largest change that the last sweep made to a score, as a part of the largest score.
  public let residual: Double
  /// The number of sweeps.
  public let iterations: Int
  /// Numbers between which the largest eigenvalue certainly lies; attenuation times the upper one
  /// is below 1, which proves that the sums converge.
  public let eigenvalue: ClosedRange<Double>
}

extension CSRGraph {
  /// Returns for each node how many walks end there, longer ones counting less.
  ///
  /// A walk of *k* links counts *αᵏ*, or *αᵏ* times the product of its strengths, *α* being the
  /// attenuation; the walk of no link counts 1. High scores go to nodes with many contacts who
  /// have many contacts in turn. Unlike eigenvector centrality, every component gets scores.
  ///
  ///     let pair = try CSRGraph(nodeCount: 2, links: [.init(0, 1)])
  ///     try pair.katz(attenuation: 0.5).scores  // [2, 2]
  ///
  /// - Parameters:
  ///   - attenuation: *α*, above 0. The sums converge only below 1 / λ₁; take for example 0.9
  ///     divided by the upper end of `leadingEigenvalue(weighted:workers:)`. Small values rank
  ///     as degree does, large ones as eigenvector centrality.
  ///   - weighted: Whether a link counts its strength; if not, 1.
  ///   - tolerance: The residual at which to stop; at the latest after 100,000 sweeps.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Can cancel between sweeps; tells no progress, as their number is not known.
  /// - Returns: One score per node, 1 for a node that nothing leads to, without upper limit. Each
  ///   is a bound from below and grows with every sweep. Loops are left out.
  /// - Throws: `GraphError` where *α* is not above 0 or could not be proved to lie below 1 / λ₁, and
  ///   `GraphError.cancelled`.
  /// - Complexity: O(*n* + *m*) per sweep, about log(tolerance) / log(*α* λ₁) sweeps, and a few
  ///   sweeps to bound λ₁.
  /// - Note: Every node sums its row in order, so equal graphs give equal bits, whatever the
  ///   number of workers.
  ///
  /// > Source: L. Katz, "A New Status Index Derived from Sociometric Analysis", *Psychometrika*
  /// > 18(1), 1953, [10.1007/BF02289026](https://doi.org/10.1007/BF02289026).
  public func katz(
    attenuation: Double, weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0,
    control: WorkControl? = nil
  ) throws(GraphError) -> Katz {
    let enclosed = enclosedEigenvalue(weighted: weighted, workers: workers, control: control) {
      attenuation * $0.upperBound < 1 || attenuation * $0.lowerBound >= 1
    }
    guard let eigenvalue = enclosed else { throw .cancelled }
    let refusal = GraphError.attenuationNotCertified(
      attenuation: attenuation, limit: 1 / eigenvalue.upperBound)
    // Above the largest double below 1, the product may have been rounded down from 1.
    guard attenuation > 0, attenuation.isFinite, attenuation * eigenvalue.upperBound <= 1 - 0x1p-52
    else { throw refusal }
    let rows = weighted ? incoming : incoming.unweighted()
    var scores = [Double](repeating: 1, count: nodeCount)
    var residual = nodeCount > 0 ? Double.infinity : 0
    var iterations = 0
    while residual > tolerance, iterations < 100_000 {
      try control?.check()
      let arriving = rowSums(rows, of: scores, workers: workers)
      var change = 0.0
      var largest = 0.0
      for v in 0..<nodeCount {
        let score = 1 + attenuation * arriving[v]
        change = max(change, abs(score - scores[v]))
        largest = max(largest, score)
        scores[v] = score
      }
      guard largest.isFinite else { throw refusal }
      residual = change / largest
      iterations += 1
    }
    return Katz(
      scores: scores, residual: residual, iterations: iterations, eigenvalue: eigenvalue)
  }
}
