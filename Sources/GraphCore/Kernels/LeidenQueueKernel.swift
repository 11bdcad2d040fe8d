extension LeidenLevel {
  /// Moves nodes one after the other until no node gains by moving: the fast local move of the
  /// paper, with a queue of the nodes whose neighbourhood has changed.
  ///
  /// The quality rises with every move, so the loop ends.
  ///
  /// - Parameter order: The nodes to start with, each at most once; all of them are waiting.
  ///
  /// SAFETY: see `MoveState`. `order` holds no node twice and a node enters the queue only if it
  /// does not wait in it, so a ring of n places never overflows.
  func moveByQueue(
    _ state: inout MoveState, order: [Int32], _ team: LeidenTeam
  ) throws(GraphError) {
    let queue = Block<Int32>(repeating: 0, count: n)
    for (place, v) in order.enumerated() {
      unsafe queue[place] = v
      unsafe state.waiting.add(Int(v))
    }
    var most = 0
    for v in 0..<n { unsafe most = max(most, rows.count(v)) }
    var head = 0
    var length = order.count
    while length > 0 {
      try team.check()
      unsafe team.tables.withTable(arcs: most) { table in
        for _ in 0..<1024 where length > 0 {
          let v = unsafe Int(queue[head])
          head = head &+ 1 == n ? 0 : head &+ 1
          length &-= 1
          unsafe state.waiting.remove(v, margin: 0)
          let wanted = unsafe bestMove(v, state, &table).wanted
          guard wanted != Self.stay else { continue }
          let new = unsafe state.move(v, mass: masses[v], to: wanted)
          for i in unsafe rows.start(v)..<rows.end(v) {
            let w = unsafe rows.neighbour(i)
            guard unsafe !state.waiting.isWaiting(w), unsafe Int(state.community[w]) != new else {
              continue
            }
            unsafe state.waiting.add(w)
            let tail = head &+ length
            unsafe queue[tail >= n ? tail &- n : tail] = Int32(truncatingIfNeeded: w)
            length &+= 1
          }
        }
      }
    }
  }
}
