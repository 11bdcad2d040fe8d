/// Returns the number of triangles at each node of an undirected graph.
///
/// A triangle is found at the higher-numbered, *v*, of its two nodes of higher rank: the lower
/// neighbours of *v* are marked, and for each node *u* that *v* ranks above, the neighbours of *u*
/// that rank above *u* are looked up as far as *v* itself. So each pair of such neighbours is
/// looked at once, which is the least number of pairs for any order of the nodes.
///
/// Counts are kept per thread and added up at the end: a shared counter would hold up the reads
/// that follow it.
///
/// SAFETY: ranks and nodes come from `forward` and `rows`, proved there. The row of `u` holds the
/// rank of `v`, because that of `v` names `u` as ranking below it; so the walk along it ends.
/// `found` and `counts` belong to one thread; the totals are atomic.
func triangleCounts(_ undirected: Adjacency, workers: Int) -> [Int] {
  let n = undirected.offsets.count - 1
  let forward = ForwardRows(undirected, strengths: false, workers: workers)
  let totals = SharedCounts(count: n)
  unsafe undirected.withRows { rows in
    ArcPieces(undirected).share(workers: workers) { next in
      // By rank: −1, or for the lower neighbours of the node at hand the triangles found there.
      let found = Block<Int32>(repeating: -1, count: n)
      let counts = Block<Int>(repeating: 0, count: n)
      while let nodes = next() {
        for v in nodes { unsafe countTriangles(at: v, rows, forward, found, counts) }
      }
      for v in 0..<n where unsafe counts[v] > 0 { unsafe totals.add(counts[v], at: v) }
    }
  }
  return totals.array()
}

/// Counts the triangles that are found at one node.
///
/// While one row is read the beginning of a later one is asked for, so that it has come by the
/// time it is needed.
///
/// SAFETY: see `triangleCounts`; `later` stays among the entries of the row of `v`.
@inline(__always)
private func countTriangles(
  at v: Int, _ rows: Rows, _ forward: borrowing ForwardRows, _ found: borrowing Block<Int32>,
  _ counts: borrowing Block<Int>
) {
  let below = unsafe forward.split(v)..<rows.end(v)
  let first = unsafe rows.start(v)
  guard !below.isEmpty, unsafe rows.neighbour(first) < v else { return }
  var lower = first
  while unsafe lower < below.upperBound && rows.neighbour(lower) < v {
    unsafe found[Int(forward.rank[rows.neighbour(lower)])] = 0
    lower &+= 1
  }
  let own = unsafe Int(forward.rank[v])
  var atV = 0
  var early = 0
  for i in below {
    let later = min(i &+ 6, below.upperBound &- 1)
    unsafe early |= forward.entry(rows.start(forward.entry(later)))
    let u = unsafe forward.entry(i)
    let atU = unsafe closedPairs(forward, from: rows.start(u), upTo: own, found)
    unsafe counts[u] += atU
    atV &+= atU
  }
  // `early` is never negative; adding its sign keeps the early reads.
  unsafe counts[v] += atV &+ (early &>> 63)
  for i in first..<lower {
    let w = unsafe rows.neighbour(i)
    let cell = unsafe Int(forward.rank[w])
    unsafe counts[w] += Int(found[cell])
    unsafe found[cell] = -1
  }
}

/// Counts the marked entries of a row before a rank, here and in the marks.
///
/// SAFETY: the row holds the rank (`triangleCounts`), and `found` has a cell for every rank.
@inline(__always)
private func closedPairs(
  _ forward: borrowing ForwardRows, from start: Int, upTo rank: Int,
  _ found: borrowing Block<Int32>
) -> Int {
  var closed: Int32 = 0
  var i = start
  while true {
    let w = unsafe forward.entry(i)
    if w == rank { return Int(closed) }
    let before = unsafe found[w]
    let one = 1 &+ (before &>> 31)
    unsafe found[w] = before &+ one
    closed &+= one
    i &+= 1
  }
}
