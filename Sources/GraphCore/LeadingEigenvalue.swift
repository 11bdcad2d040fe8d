extension CSRGraph {
  /// Returns two numbers between which the largest eigenvalue λ₁ of the graph certainly lies.
  ///
  /// λ₁ says by how much walks multiply with each step: a graph in which everybody has *k*
  /// contacts has λ₁ = *k*, and always average degree ≤ λ₁ ≤ largest degree where undirected.
  /// It limits the attenuation that `katz(attenuation:weighted:tolerance:workers:control:)` may use.
  ///
  ///     let triangle = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2), .init(2, 0)])
  ///     triangle.leadingEigenvalue().contains(2)  // true
  ///
  /// - Parameters:
  ///   - weighted: Whether a link counts its strength; if not, 1.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: A range in the unit of the strengths that contains λ₁, rounding allowed for; 0 to
  ///   0 where no walk can go on for ever (no links, or a directed graph without cycles).
  ///   Usually about 10⁻¹² of λ₁ wide; wider where the two largest eigenvalues of a part nearly
  ///   agree, as on long chains, but never wrong. Loops are left out.
  /// - Complexity: O(*m*) per step. Steps go on until the range is narrow, at most 2 · 10⁸ / *m*
  ///   times and never more than 100,000 times, but always at least 1,000 where needed.
  /// - Note: Whatever the vector *x* > 0, the ratios (*A x*)ᵢ / *x*ᵢ of a strongly connected part
  ///   enclose its λ₁. Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: H. Wielandt, "Unzerlegbare, nicht negative Matrizen", *Mathematische Zeitschrift*
  /// > 52, 1950, [10.1007/BF02230720](https://doi.org/10.1007/BF02230720).
  public func leadingEigenvalue(weighted: Bool = false, workers: Int = 0) -> ClosedRange<Double> {
    // Without a control nothing cancels the steps, so there is always an answer.
    enclosedEigenvalue(weighted: weighted, workers: workers, control: nil) { _ in false } ?? 0...0
  }

  /// Encloses λ₁ ever more narrowly until that is narrow or `suffices`; nil where cancelled.
  func enclosedEigenvalue(
    weighted: Bool, workers: Int, control: WorkControl?,
    until suffices: (ClosedRange<Double>) -> Bool
  ) -> ClosedRange<Double>? {
    let parts = isDirected ? stronglyConnectedComponents() : components()
    let rows = rows(within: parts.component, weighted: weighted)
    guard !rows.neighbours.isEmpty else { return 0...0 }
    let longest = (0..<nodeCount).reduce(0) { max($0, rows.range($1).count) }
    // Each product and each addition of a row may be off by one part in 2⁵³, as may the ratio.
    let slack = Double(longest + 4) * 0x1p-52
    let limit = max(1000, min(100_000, 200_000_000 / rows.neighbours.count))
    var power = PowerStep(parts: parts, nodeCount: nodeCount)
    var range = 0...Double.infinity
    for _ in 0..<limit {
      guard control?.isCancelled != true else { return nil }
      let (low, high) = power.step(rowSums(rows, of: power.x, workers: workers))
      let lower = max(range.lowerBound, low * (1 - slack))
      range = lower...max(lower, min(range.upperBound, high * (1 + slack)))
      if high - low <= 1e-12 * high || suffices(range) { break }
    }
    return range
  }

  /// The arcs that stay within a part: no walk for ever uses another.
  private func rows(within part: [Int], weighted: Bool) -> Adjacency {
    let all = weighted ? outgoing : outgoing.unweighted()
    guard isDirected else { return all }
    return all.filtered { owner, arc in part[owner] == part[Int(all.neighbours[arc])] }
  }
}

/// A vector *x* > 0 on its way to the leading one of each part, scaled part by part.
///
/// A step replaces *x* by *A x* + ½ *l x*, *l* being the part's lower bound: the second term keeps
/// two-sided parts from swinging for ever.
private struct PowerStep {
  let parts: Components
  var x: [Double]

  /// Smaller entries are raised to this: any *x* > 0 will do, and products must not underflow.
  private static let least = 0x1p-500

  init(parts: Components, nodeCount: Int) {
    self.parts = parts
    x = Array(repeating: 1, count: nodeCount)
  }

  /// Takes *A x* and returns the bounds that it proves, rounding not allowed for.
  mutating func step(_ product: [Double]) -> (low: Double, high: Double) {
    var low = [Double](repeating: .infinity, count: parts.count)
    var high = 0.0
    for (v, c) in parts.component.enumerated() {
      let ratio = product[v] / x[v]
      low[c] = min(low[c], ratio)
      high = max(high, ratio)
    }
    var largest = [Double](repeating: Self.least, count: parts.count)
    for (v, c) in parts.component.enumerated() {
      x[v] = product[v] + low[c] / 2 * x[v]
      largest[c] = max(largest[c], x[v])
    }
    for (v, c) in parts.component.enumerated() { x[v] = max(x[v] / largest[c], Self.least) }
    return (low.reduce(0, max), high)
  }
}
