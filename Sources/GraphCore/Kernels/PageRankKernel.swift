/// Sweeps x ← F(x) until Σ |F(x) − x| is at most `tolerance`, at most 1,000 times.
///
/// - Parameters:
///   - incoming: The arcs by the node they enter.
///   - out: The summed strength of the arcs that leave each node; 0 where there are none.
///
/// SAFETY: `scores` and `shares` hold two halves of n cells; a sweep reads the half at `from` and
/// writes the half at `to`, and each cell there is written by the one chunk that owns its node.
/// Node numbers come from `rows`, proved there; `out` has n entries (the caller's).
func pageRankSweeps(
  _ incoming: Adjacency, out: [Double], damping: Double, tolerance: Double, workers: Int
) -> PageRank {
  let n = out.count
  let chunk = 4096
  let chunks = (n + chunk - 1) / chunk
  let scores = Block<Double>(repeating: 1 / Double(n), count: 2 * n)
  let shares = Block<Double>(repeating: 0, count: 2 * n)
  let changes = Block<Double>(repeating: 0, count: chunks)
  let dangling = Block<Double>(repeating: 0, count: chunks)
  for v in 0..<n {
    let score = 1 / Double(n)
    unsafe shares[v] = out[v] > 0 ? score / out[v] : 0
    if out[v] == 0 { unsafe dangling[v / chunk] += score }
  }
  var residual = Double.infinity
  var iterations = 0
  unsafe incoming.withRows { rows in
    while residual > tolerance, iterations < 1000 {
      let from = iterations % 2 == 0 ? 0 : n
      let to = n - from
      var lost = 0.0
      for c in 0..<chunks { unsafe lost += dangling[c] }
      let base = (1 - damping + damping * lost) / Double(n)
      WorkerPool.shared.forEach(chunks, workers: workers) { c in
        var change = 0.0
        var stuck = 0.0
        for v in (c * chunk)..<min(n, (c + 1) * chunk) {
          var sum = 0.0
          var i = unsafe rows.start(v)
          let end = unsafe rows.end(v)
          while i < end {
            unsafe sum += rows.strength(i) * shares[from &+ rows.neighbour(i)]
            i &+= 1
          }
          let score = base + damping * sum
          unsafe change += abs(score - scores[from + v])
          unsafe scores[to + v] = score
          let leaving = out[v]
          if leaving > 0 {
            unsafe shares[to + v] = score / leaving
          } else {
            stuck += score
          }
        }
        unsafe changes[c] = change
        unsafe dangling[c] = stuck
      }
      residual = 0
      for c in 0..<chunks { unsafe residual += changes[c] }
      iterations += 1
    }
  }
  let last = iterations % 2 == 0 ? 0 : n
  return PageRank(
    scores: (0..<n).map { unsafe scores[last + $0] }, residual: residual, iterations: iterations)
}
