/// Returns the core number of each node, taking away nodes with few neighbours level by level.
///
/// The nodes that are left are looked through once per level, which over all levels costs the sum
/// of the core numbers, no more than the number of arcs. Nothing else is kept in order, so an arc
/// costs one look at the degree at its end.
///
/// - Parameters:
///   - counted: The rows whose lengths are the degrees that count.
///   - lowered: For each node the nodes whose degree falls when it is taken away.
///
/// While one row is read the beginning of a later one is asked for, so that it has come by the
/// time it is needed.
///
/// SAFETY: node numbers come from the rows, proved there. `left` and `queue` hold each node at
/// most once: `queue` takes a node when its degree comes down to the level, which it does once.
func peeledCores(counted: Adjacency, lowered: Adjacency) -> [Int] {
  let n = counted.offsets.count - 1
  let degree = Block<Int32>(repeating: 0, count: n)
  let left = Block<Int32>(repeating: 0, count: n)
  let queue = Block<Int32>(repeating: 0, count: n)
  for v in 0..<n {
    unsafe degree[v] = Int32(truncatingIfNeeded: counted.offsets[v + 1] - counted.offsets[v])
    unsafe left[v] = Int32(truncatingIfNeeded: v)
  }
  var (remaining, level) = (n, Int32(0))
  unsafe lowered.withRows { rows in
    while remaining > 0 {
      var (kept, tail, least) = (0, 0, Int32.max)
      for place in 0..<remaining {
        let v = unsafe left[place]
        let d = unsafe degree[Int(v)]
        if d > level {
          unsafe left[kept] = v
          kept &+= 1
          least = min(least, d)
        } else if d == level {
          unsafe queue[tail] = v
          tail &+= 1
        }
      }
      var head = 0
      var early = 0
      while head < tail {
        let v = unsafe Int(queue[head])
        head &+= 1
        if head &+ 6 < tail {
          let later = unsafe Int(queue[head &+ 6])
          let first = unsafe rows.start(later)
          if unsafe first < rows.end(later) { unsafe early |= rows.neighbour(first) }
        }
        var i = unsafe rows.start(v)
        let end = unsafe rows.end(v)
        while i < end {
          let u = unsafe rows.neighbour(i)
          let d = unsafe degree[u]
          if d > level {
            unsafe degree[u] = d &- 1
            if d &- 1 == level {
              unsafe queue[tail] = Int32(truncatingIfNeeded: u)
              tail &+= 1
            }
          }
          i &+= 1
        }
      }
      // `early` is never negative; adding its sign keeps the early reads.
      remaining = kept &+ (early &>> 63)
      level = head == 0 ? least : level &+ 1
    }
  }
  return (0..<n).map { unsafe Int(degree[$0]) }
}
