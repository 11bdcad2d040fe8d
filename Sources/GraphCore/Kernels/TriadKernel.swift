/// The triangles over each link of an undirected graph, weighed.
///
/// The sum over a link of *i* and *j* is Σ *s*(*i*, *q*) *s*(*q*, *j*) *share*(*q*) over the
/// nodes *q* linked to both.
///
/// SAFETY: the cells of `sums` are as many as arcs; the sum over a link stands in the arc from its
/// end of higher rank, and only the piece that owns that node writes it.
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
  /// per node, checked at the door. `tie` and `sum` belong to one thread.
  init(_ undirected: Adjacency, share: [Double], workers: Int) {
    let n = undirected.offsets.count - 1
    precondition(share.count == n, "a share for every node")
    let isWeighted = !undirected.strengths.isEmpty
    let forward = ForwardRows(undirected, strengths: isWeighted, workers: workers)
    let sums = Block<Double>(repeating: 0, count: undirected.neighbours.count)
    let shares = Block<Double>(repeating: 0, count: n)
    for v in 0..<n { unsafe shares[Int(forward.rank[v])] = share[v] }
    unsafe undirected.withRows { rows in
      ArcPieces(undirected).share(workers: workers) { next in
        let tie = Block<Double>(repeating: 0, count: n)
        let sum = Block<Double>(repeating: 0, count: n)
        while let nodes = next() {
          for x in nodes where unsafe forward.split(x) < rows.end(x) {
            let own = unsafe Int(forward.rank[x])
            let row = unsafe rows.start(x)..<rows.end(x)
            for i in row { unsafe tie[Int(forward.rank[rows.neighbour(i)])] = rows.strength(i) }
            for i in row {
              let u = unsafe rows.neighbour(i)
              let rank = unsafe Int(forward.rank[u])
              guard rank > own else { continue }
              let by = unsafe rows.strength(i) * shares[rank]
              var total = 0.0
              for j in unsafe rows.start(u)..<forward.split(u) {
                let y = unsafe forward.entry(j)
                let t = unsafe tie[y]
                guard t != 0 else { continue }
                let s = isWeighted ? unsafe forward.strength(j) : 1
                unsafe total += t * s * shares[y]
                if y > own { unsafe sum[y] += by * s }
              }
              unsafe sums[i] = total
            }
            for i in row {
              let rank = unsafe Int(forward.rank[rows.neighbour(i)])
              unsafe tie[rank] = 0
              unsafe sums[i] += sum[rank]
              unsafe sum[rank] = 0
            }
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
