/// Returns the sum over the sources *s* of Brandes' dependency δₛ(*v*) for every node *v*, or of
/// each arc's part in the shortest paths from *s*.
///
/// The letters are the paper's: σ counts shortest paths, δ is the dependency. Three things differ.
/// A class stands for k nodes, of which each is passed on its own, and for ω nodes as an end of
/// paths. The dependency is gathered from the next level as σ[v] · Σ (ω[w] + k[w] δ[w]) / σ[w],
/// where the term is 0 for every node that is not in the next level, so the inner loop has no
/// test. And eight sources are served at once. Where path counts leave the range of numbers, the
/// eight are done one by one by `WidePaths`.
///
/// The part of an arc from *v* to *w* is its term of that sum. For arcs, twins must not be merged:
/// each is an end of its own arcs.
///
/// Every count is exact up to 2⁵³; beyond, a count of *l* additions is off by a factor of at most
/// (1 + 2⁻⁵³)ˡ, and so is every share.
///
/// SAFETY: `sources` are classes of `quotient` (the caller's); the rest is proved by `PathLanes`.
/// The score block is this call's own.
func brandesDependencies(
  _ quotient: PathQuotient, over passed: PassedOver, sources: Range<Int>
) -> [Double] {
  unsafe quotient.rows.withRows { rows in
    var search = PathLanes(quotient)
    let score = Block<Double>(repeating: 0, count: quotient.width(over: passed))
    for first in stride(from: sources.lowerBound, to: sources.upperBound, by: pathLaneCount) {
      let batch = first..<min(sources.upperBound, first + pathLaneCount)
      if unsafe search.countPaths(rows, from: batch) {
        let factors = search.factors(of: batch)
        switch passed {
        case .nodes: unsafe search.addDependencies(rows, factors, over: .nodes, to: score)
        case .arcs: unsafe search.addDependencies(rows, factors, over: .arcs, to: score)
        }
      } else {
        for s in batch {
          unsafe quotient.widePaths(rows, from: s).addDependencies(over: passed, to: score)
        }
      }
    }
    return score.array()
  }
}

extension PathQuotient {
  /// The number of classes, or of arcs between them.
  func width(over passed: PassedOver) -> Int {
    passed == .nodes ? copies.count : rows.neighbours.count
  }

  /// The paths from a class, counted without bound.
  ///
  /// SAFETY: `rows` are those of this quotient and `source` is a class of it (the caller's).
  fileprivate func widePaths(_ rows: Rows, from source: Int) -> WidePaths {
    unsafe WidePaths(
      self.rows, spread: 1...1, rows, masses: masses, copies: copies, from: source)
  }
}

extension PathLanes {
  /// The weight of each source.
  fileprivate func factors(of sources: Range<Int>) -> Lanes {
    var factors = Lanes.zero
    for (lane, s) in sources.enumerated() { unsafe factors[lane] = masses[s] }
    return factors
  }

  /// Walks the levels back towards the sources and adds each node's dependency, or each arc's
  /// part, to its score. The arcs of the sources themselves have parts.
  ///
  /// SAFETY: reads only what `countPaths` wrote: events below the last level's end and their nodes.
  @inline(__always)
  fileprivate func addDependencies(
    _ rows: Rows, _ factors: Lanes, over passed: PassedOver, to score: borrowing Block<Double>
  ) {
    let lowest = passed == .nodes ? 1 : 0
    guard depth > lowest else { return }
    for level in stride(from: depth - 1, through: lowest, by: -1) {
      let isLast = level == depth - 1
      for e in levelStart[level]..<levelStart[level + 1] {
        let v = unsafe Int(truncatingIfNeeded: nodes[e])
        let paths = unsafe values[e]
        var ends = unsafe Lanes(repeating: masses[v])
        if !isLast {
          let credit = factors * paths
          var sum = Lanes.zero
          var i = unsafe rows.start(v)
          let last = unsafe rows.end(v)
          while i < last {
            let part = unsafe flow[rows.neighbour(i)]
            sum += part
            if passed == .arcs { unsafe score[i] += (credit * part).total }
            i &+= 1
          }
          let dependency = paths * sum
          if passed == .nodes { unsafe score[v] += (factors * dependency).total }
          unsafe ends += dependency * copies[v]
        }
        unsafe values[e] = quotient(masks[e], ends, paths)
      }
      offer(level)
    }
    clear(lowest)
  }
}
