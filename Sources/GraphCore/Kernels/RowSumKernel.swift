/// Returns the product of the matrix that the rows hold with a vector: for each node the sum over
/// its row of strength times the entry of `x` at the other end.
///
/// Each row is summed in its own order by the one chunk that owns it, so the bits do not depend
/// on the number of workers.
///
/// SAFETY: `x` has one entry per node, checked at the door; node numbers come from `rows`, proved
/// there. `x` is only read while the pieces run, and outlives them; each cell of `sums` is
/// written by the one chunk that owns its node.
func rowSums(_ adjacency: Adjacency, of x: [Double], workers: Int) -> [Double] {
  let n = x.count
  precondition(adjacency.offsets.count == n + 1, "a product needs one entry per node")
  let chunk = 4096
  let isWeighted = !adjacency.strengths.isEmpty
  let sums = Block<Double>(repeating: 0, count: n)
  unsafe adjacency.withRows { rows in
    unsafe x.withUnsafeBufferPointer { entries in
      nonisolated(unsafe) let x = unsafe entries
      WorkerPool.shared.forEach((n + chunk - 1) / chunk, workers: workers) { c in
        for v in (c * chunk)..<min(n, (c + 1) * chunk) {
          var sum = 0.0
          var i = unsafe rows.start(v)
          let end = unsafe rows.end(v)
          if isWeighted {
            while i < end {
              unsafe sum += rows.strength(i) * x[rows.neighbour(i)]
              i &+= 1
            }
          } else {
            while i < end {
              unsafe sum += x[rows.neighbour(i)]
              i &+= 1
            }
          }
          unsafe sums[v] = sum
        }
      }
    }
  }
  return sums.array()
}
