/// Returns the number of triangles at each node of an undirected graph.
///
/// Each link is kept at its end of lower rank only, rank being (degree, number). A triangle then
/// shows once: as u before v before w, with v and w in the list of u and w in that of v.
///
/// SAFETY: `forward` has as many cells as there are arcs, more than the kept half needs; node
/// numbers come from `rows`, proved there. The blocks are this call's own.
func triangleCounts(_ undirected: Adjacency) -> [Int] {
  unsafe undirected.withRows { rows in
    let n = unsafe rows.nodeCount
    let start = Block<Int>(repeating: 0, count: n + 1)
    let forward = Block<Int32>(repeating: 0, count: undirected.neighbours.count)
    var kept = 0
    for u in 0..<n {
      let degree = unsafe rows.end(u) - rows.start(u)
      for i in unsafe rows.start(u)..<rows.end(u) {
        let v = unsafe rows.neighbour(i)
        let other = unsafe rows.end(v) - rows.start(v)
        if (degree, u) < (other, v) {
          unsafe forward[kept] = Int32(truncatingIfNeeded: v)
          kept += 1
        }
      }
      unsafe start[u + 1] = kept
    }
    let counts = Block<Int>(repeating: 0, count: n)
    let mark = Block<Int32>(repeating: -1, count: n)
    for u in 0..<n {
      let row = unsafe start[u]..<start[u + 1]
      let stamp = Int32(truncatingIfNeeded: u)
      for i in row { unsafe mark[Int(forward[i])] = stamp }
      for i in row {
        let v = unsafe Int(forward[i])
        var shared = 0
        var j = unsafe start[v]
        let end = unsafe start[v &+ 1]
        while j < end {
          let w = unsafe Int(forward[j])
          let closes = unsafe mark[w] == stamp ? 1 : 0
          unsafe counts[w] += closes
          shared &+= closes
          j &+= 1
        }
        unsafe counts[v] += shared
        unsafe counts[u] += shared
      }
    }
    return counts.array()
  }
}
