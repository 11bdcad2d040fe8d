/// The hub and authority scores of every node, with the evidence that they are such.
public struct HubsAndAuthorities: Sendable, Equatable {
  /// How much each node points to good authorities, from 0 to 1.
  public let hubs: [Double]
  /// How much each node is pointed to by good hubs, from 0 to 1.
  public let authorities: [Double]
  /// The largest change that the last sweep made to a score.
  public let residual: Double
  /// The number of sweeps.
  public let iterations: Int
}

extension CSRGraph {
  /// Returns how much each node points to those worth pointing to (hub), and how much those worth
  /// following point to it (authority): for calls, who rings round and who is rung.
  ///
  /// The hubs *h* and authorities *a* solve *h* ∝ *A a* and *a* ∝ *Aᵀ h* for the largest factor.
  /// Where that has more than one solution, the plain method gives whatever it started from. Here
  /// the links fall into classes, two links being in one class if they share their source or
  /// their target, directly or by way of others; within a class the solution is unique. Only
  /// classes whose factor is the overall largest score (usually one); all others score 0.
  ///
  /// An undirected link points both ways. A connected two-sided (bipartite) graph then has two
  /// classes, one for each direction, with equal factors: both score, and nothing swings.
  ///
  ///     let calls = try CSRGraph(
  ///       nodeCount: 3, links: [.init(0, 1), .init(0, 2)], directed: true)
  ///     calls.hubsAndAuthorities().hubs         // [1, 0, 0]
  ///     calls.hubsAndAuthorities().authorities  // [0, 1, 1]
  ///
  /// - Parameters:
  ///   - weighted: Whether links count their strength; if not, 1.
  ///   - tolerance: The residual at which to stop; at the latest after 10,000 sweeps, which are
  ///     too few where the two largest factors of a class nearly agree.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: Two scores per node from 0 to 1; in each scoring class the largest hub and the
  ///   largest authority score 1. Without any link all score 0. Loops are left out.
  /// - Complexity: O(*n* + *m*) per sweep.
  /// - Note: Every node sums its row in order, so equal graphs give equal bits, whatever the
  ///   number of workers.
  ///
  /// > Source: J. M. Kleinberg, "Authoritative Sources in a Hyperlinked Environment", *Journal of
  /// > the ACM* 46(5), 1999, [10.1145/324133.324140](https://doi.org/10.1145/324133.324140).
  public func hubsAndAuthorities(
    weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0
  ) -> HubsAndAuthorities {
    // Without a control nothing cancels the sweeps, so there is always an answer.
    mutualScores(weighted: weighted, tolerance: tolerance, workers: workers, control: nil)
      ?? HubsAndAuthorities(hubs: [], authorities: [], residual: 0, iterations: 0)
  }

  /// The same under a control, which can cancel between sweeps; it tells no progress.
  ///
  /// - Throws: `GraphError.cancelled`.
  public func hubsAndAuthorities(
    weighted: Bool = false, tolerance: Double = 1e-12, workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> HubsAndAuthorities {
    guard
      let answer = mutualScores(
        weighted: weighted, tolerance: tolerance, workers: workers, control: control)
    else { throw .cancelled }
    return answer
  }

  /// The scores; nil where the control was cancelled.
  private func mutualScores(
    weighted: Bool, tolerance: Double, workers: Int, control: WorkControl?
  ) -> HubsAndAuthorities? {
    let out = weighted ? outgoing : outgoing.unweighted()
    let into = weighted ? incoming : incoming.unweighted()
    let classes = linkClasses()
    let hubClass = Array(classes.component.prefix(nodeCount))
    let authorityClass = Array(classes.component.suffix(nodeCount))
    var h = (0..<nodeCount).map { out.range($0).isEmpty ? 0.0 : 1.0 }
    var a = (0..<nodeCount).map { into.range($0).isEmpty ? 0.0 : 1.0 }
    var factors = [Double](repeating: 0, count: classes.count)
    var residual = linkCount > 0 ? Double.infinity : 0
    var iterations = 0
    while residual > tolerance, iterations < 10_000 {
      guard control?.isCancelled != true else { return nil }
      var nextA = rowSums(into, of: h, workers: workers)
      var nextH = rowSums(out, of: nextA, workers: workers)
      factors = Self.scale(&nextH, by: hubClass, count: classes.count)
      _ = Self.scale(&nextA, by: authorityClass, count: classes.count)
      residual = max(Self.distance(a, nextA), Self.distance(h, nextH))
      (h, a) = (nextH, nextA)
      iterations += 1
    }
    let largest = factors.reduce(0, max)
    for v in 0..<nodeCount {
      if factors[hubClass[v]] < largest * (1 - 1e-9) { h[v] = 0 }
      if factors[authorityClass[v]] < largest * (1 - 1e-9) { a[v] = 0 }
    }
    return HubsAndAuthorities(
      hubs: h, authorities: a, residual: residual, iterations: iterations)
  }

  /// The classes of links: node *v* as a hub is number *v*, as an authority *n* + *v*.
  private func linkClasses() -> Components {
    var parent = Array(0..<(2 * nodeCount))
    func root(_ start: Int) -> Int {
      var v = start
      while parent[v] != v {
        parent[v] = parent[parent[v]]
        v = parent[v]
      }
      return v
    }
    for source in 0..<nodeCount {
      for i in outgoing.range(source) {
        let (one, other) = (root(source), root(nodeCount + Int(outgoing.neighbours[i])))
        parent[max(one, other)] = min(one, other)
      }
    }
    return Components(marks: parent.indices.map(root))
  }

  /// Scales each class to a largest entry of 1 and returns what the largest entries were.
  private static func scale(_ x: inout [Double], by part: [Int], count: Int) -> [Double] {
    var largest = [Double](repeating: 0, count: count)
    for (v, c) in part.enumerated() { largest[c] = max(largest[c], x[v]) }
    for (v, c) in part.enumerated() where largest[c] > 0 { x[v] /= largest[c] }
    return largest
  }

  private static func distance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
