/// Returns the largest eigenvalue of one component and its vector, scaled to a largest entry of 1;
/// nil where the control was cancelled.
///
/// SAFETY: `members` are the nodes of one component in rising order (the caller's), so every
/// neighbour of a member is a member and has a place from 0 to `members.count` − 1. The blocks
/// are this call's own.
func leadingVector(
  _ adjacency: Adjacency, members: [Int], control: WorkControl?
) -> (eigenvalue: Double, scores: [Double])? {
  unsafe adjacency.withRows { rows in
    let k = members.count
    var arcs = 0
    let place = unsafe Block<Int32>(repeating: 0, count: rows.nodeCount)
    for (p, v) in members.enumerated() {
      unsafe place[v] = Int32(truncatingIfNeeded: p)
      unsafe arcs += rows.end(v) - rows.start(v)
    }
    let x = Block<Double>(repeating: 1, count: k)
    let y = Block<Double>(repeating: 0, count: k)
    var scale = 0.0
    var steps = max(1000, 2_000_000_000 / arcs)
    var change = Double.infinity
    while change > 1e-14, steps > 0 {
      guard control?.isCancelled != true else { return nil }
      steps -= 1
      scale = 0
      for (p, v) in members.enumerated() {
        var sum = unsafe x[p]
        var i = unsafe rows.start(v)
        let end = unsafe rows.end(v)
        while i < end {
          unsafe sum += rows.strength(i) * x[Int(place[rows.neighbour(i)])]
          i &+= 1
        }
        unsafe y[p] = sum
        scale = max(scale, sum)
      }
      change = 0
      for p in 0..<k {
        let score = unsafe y[p] / scale
        unsafe change = max(change, abs(score - x[p]))
        unsafe x[p] = score
      }
    }
    return (scale - 1, x.array())
  }
}
