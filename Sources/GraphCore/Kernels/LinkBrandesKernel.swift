/// Returns for every arc the sum over the sources *s* of its part in shortest paths from *s*.
///
/// As in `brandesDependencies`, a node stands for ω nodes, σ counts shortest paths and δ is the
/// dependency. An arc from *v* to a node *w* of the next level carries σ[v] · (ω[w] + δ[w]) / σ[w],
/// and δ[v] is the sum over the arcs of *v*. Twins must not be merged: each is an end of its own
/// arcs.
///
/// SAFETY: `sources` are nodes of `quotient` (the caller's); the rest is proved by `PathLanes`.
/// The score block is this call's own.
func linkDependencies(_ quotient: PathQuotient, sources: Range<Int>) -> [Double] {
  unsafe quotient.rows.withRows { rows in
    var search = PathLanes(quotient)
    let score = Block<Double>(repeating: 0, count: quotient.rows.neighbours.count)
    for first in stride(from: sources.lowerBound, to: sources.upperBound, by: pathLaneCount) {
      let batch = first..<min(sources.upperBound, first + pathLaneCount)
      if unsafe search.countPaths(rows, from: batch) {
        unsafe search.addLinkParts(rows, factors: search.factors(of: batch), to: score)
      } else {
        for s in batch { unsafe quotient.widePaths(rows, from: s).addLinkParts(to: score) }
      }
    }
    return score.array()
  }
}

extension PathLanes {
  /// Walks the levels back to the sources and adds each arc's part to its score.
  ///
  /// SAFETY: reads only what `countPaths` wrote: events below the last level's end and their nodes.
  fileprivate func addLinkParts(
    _ rows: Rows, factors: Lanes, to score: borrowing Block<Double>
  ) {
    for level in stride(from: depth - 1, through: 0, by: -1) {
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
            unsafe score[i] += (credit * part).total
            i &+= 1
          }
          ends += paths * sum
        }
        unsafe values[e] = quotient(masks[e], ends, paths)
      }
      offer(level)
    }
    clear(0)
  }
}
