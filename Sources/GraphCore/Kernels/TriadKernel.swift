/// The triangles over each link of an undirected graph, weighed.
///
/// The sum over a link of *i* and *j* is Σ *s*(*i*, *q*) *s*(*q*, *j*) *share*(*q*) over the
/// nodes *q* linked to both.
///
/// SAFETY: the cells of `sums` are as many as arcs; the sum over a link stands in the arc from its
/// end of higher rank, and only the piece that owns that node writes it. Where a node has no
/// neighbour of lower rank its cells are neither written nor read.
struct TriadSums: ~Copyable {
  private let forward: ForwardRows
  private let sums: Block<Double>

  /// Sums up, each link's terms in a fixed order.
  ///
  /// At each node *x* all neighbours are marked. For each *u* that *x* ranks above, the marked
  /// neighbours *y* that *u* has above it close triangles: they add to the link of *x* and *u* by
  /// way of *y* and, where *x* ranks above *y*, to that of *x* and *y* by way of *u*. Each link
  /// gets what the third nodes above its lower end add and what those below it add.
  ///
  /// SAFETY: ranks and nodes come from `forward` and `rows`, proved there; `share` has one entry
  /// per node, checked at the door. A lane belongs to one thread.
  init(_ undirected: Adjacency, share: [Double], workers: Int) {
    let n = undirected.offsets.count - 1
    precondition(share.count == n, "a share for every node")
    let isWeighted = !undirected.strengths.isEmpty
    let forward = ForwardRows(undirected, strengths: isWeighted, workers: workers)
    let sums = unsafe Block<Double>(unwritten: undirected.neighbours.count)
    let pieces = ArcPieces(undirected)
    let shares = Block<Double>(repeating: 0, count: n)
    for v in 0..<n { unsafe shares[Int(forward.rank[v])] = share[v] }
    unsafe undirected.withRows { rows in
      WorkerPool.shared.share(pieces.count, workers: workers) { next in
        let lane = TriadLane(count: n, weighted: isWeighted)
        while let piece = next() {
          for x in pieces.nodes(piece) where unsafe forward.split(x) < rows.end(x) {
            unsafe lane.weigh(x, rows, forward, shares, into: sums)
          }
        }
      }
    }
    self.forward = forward
    self.sums = sums
  }

  /// Returns for each node the sum of (strength + triads)² over its links, divided by the square
  /// of its total; not a number where it has no links.
  ///
  /// SAFETY: as for `init`; `undirected` is the adjacency this was made from.
  func squaredTies(_ undirected: Adjacency, totals: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: totals.count)
    unsafe undirected.withRows { rows in
      for a in totals.indices {
        let own = unsafe forward.rank[a]
        for i in unsafe rows.start(a)..<rows.end(a) {
          let b = unsafe rows.neighbour(i)
          guard unsafe forward.rank[b] > own else { continue }
          let tie = unsafe rows.strength(i) + sums[i]
          squares[a] += tie * tie
          squares[b] += tie * tie
        }
      }
    }
    return totals.indices.map { v in
      totals[v] > 0 ? squares[v] / (totals[v] * totals[v]) : .nan
    }
  }

  /// Returns for each node the sum of triads over its links, each divided by the number that
  /// belongs to its other end.
  ///
  /// SAFETY: as for `init`; `undirected` is the adjacency this was made from.
  func dividedSums(_ undirected: Adjacency, by divisors: [Double]) -> [Double] {
    var total = [Double](repeating: 0, count: divisors.count)
    unsafe undirected.withRows { rows in
      for a in divisors.indices {
        let own = unsafe forward.rank[a]
        for i in unsafe rows.start(a)..<rows.end(a) {
          let b = unsafe rows.neighbour(i)
          guard unsafe forward.rank[b] > own else { continue }
          unsafe total[a] += sums[i] / divisors[b]
          unsafe total[b] += sums[i] / divisors[a]
        }
      }
    }
    return total
  }
}

/// What one thread keeps while it weighs triads.
///
/// SAFETY: every block has a cell for each rank; `tie` none where all strengths are 1.
private struct TriadLane: ~Copyable {
  /// The ranks of the neighbours of the node at hand.
  private let isTied: Block<Bool>
  /// The strengths of the links to them.
  private let tie: Block<Double>
  /// What triads add to those links by way of nodes of lower rank.
  private let sum: Block<Double>
  private let isWeighted: Bool

  init(count: Int, weighted: Bool) {
    isTied = Block(repeating: false, count: count)
    tie = Block(repeating: 0, count: weighted ? count : 0)
    sum = Block(repeating: 0, count: count)
    isWeighted = weighted
  }

  /// Sums up the triads over the links of a node to those of lower rank.
  ///
  /// The beginnings of some rows at a time are read before the rows are walked, all reads under way
  /// at once, so that no walk has to wait for memory.
  ///
  /// SAFETY: `x` is a node (the caller's). A neighbour's row has an arc, to `x`, so a first cell.
  @unsafe @inline(__always)
  func weigh(
    _ x: Int, _ rows: Rows, _ forward: borrowing ForwardRows, _ shares: borrowing Block<Double>,
    into sums: borrowing Block<Double>
  ) {
    let own = unsafe Int(forward.rank[x])
    let (first, end) = unsafe (rows.start(x), rows.end(x))
    for i in first..<end {
      let rank = unsafe Int(forward.rank[rows.neighbour(i)])
      unsafe sums[i] = 0
      unsafe isTied[rank] = true
      if isWeighted { unsafe tie[rank] = rows.strength(i) }
    }
    var early = 0
    var from = first
    while from < end {
      let to = min(from &+ 32, end)
      for i in from..<to {
        let u = unsafe rows.neighbour(i)
        unsafe early |= forward.entry(rows.start(u)) | forward.split(u)
      }
      for i in from..<to {
        let rank = unsafe Int(forward.rank[rows.neighbour(i)])
        guard rank > own else { continue }
        let by = unsafe rows.strength(i) * shares[rank]
        unsafe sums[i] = walk(rows.neighbour(i), own, by: by, rows, forward, shares)
      }
      from = to
    }
    // `early` is never negative; adding its sign keeps the early reads.
    for i in (first &+ (early &>> 63))..<end {
      let rank = unsafe Int(forward.rank[rows.neighbour(i)])
      unsafe isTied[rank] = false
      unsafe sums[i] += sum[rank]
      unsafe sum[rank] = 0
    }
  }

  /// Walks the row of a neighbour of lower rank: returns what its ties to the other neighbours add
  /// to the link with it, and adds to theirs what it adds.
  ///
  /// SAFETY: `u` is a node (the caller's); entries before the split are ranks.
  @unsafe @inline(__always)
  private func walk(
    _ u: Int, _ own: Int, by: Double, _ rows: Rows, _ forward: borrowing ForwardRows,
    _ shares: borrowing Block<Double>
  ) -> Double {
    var total = 0.0
    for j in unsafe rows.start(u)..<forward.split(u) {
      let y = unsafe forward.entry(j)
      guard unsafe isTied[y] else { continue }
      let s = isWeighted ? unsafe forward.strength(j) : 1
      let t = isWeighted ? unsafe tie[y] : 1
      unsafe total += t * s * shares[y]
      if y > own { unsafe sum[y] += by * s }
    }
    return total
  }
}
