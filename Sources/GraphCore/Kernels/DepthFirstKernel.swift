/// A walk through every component of an undirected graph, deep first. Nodes go by the number at
/// which the walk comes to them, so that a branch is a stretch of numbers and what is read together
/// lies together.
///
/// SAFETY: `number[v]` is −1 until the walk comes to `v` and then below n; each node is numbered
/// once, so `node`, `parent`, `low`, `branchEnd` and `cursor`, of n cells, are indexed in range.
/// Node numbers come from rows, proved there. The blocks are this walk's own.
struct DepthFirstWalk: ~Copyable {
  /// The number of each node.
  let number: Block<Int32>
  /// The node of each number.
  let node: Block<Int32>
  /// The number that each number was reached from, −1 for the first of a component.
  let parent: Block<Int32>
  /// The lowest number that the branch below a number is linked to.
  let low: Block<Int32>
  /// The number that follows the branch below each number.
  let branchEnd: Block<Int32>

  init(_ adjacency: Adjacency) {
    let n = adjacency.offsets.count - 1
    number = Block(repeating: -1, count: n)
    node = Block(repeating: 0, count: n)
    parent = Block(repeating: -1, count: n)
    low = Block(repeating: 0, count: n)
    branchEnd = Block(repeating: 0, count: n)
    let cursor = Block<Int>(repeating: 0, count: n)
    var count = 0
    unsafe adjacency.withRows { rows in
      for start in 0..<n where unsafe number[start] < 0 {
        unsafe walk(rows, from: start, cursor, &count)
      }
    }
  }

  /// Walks one component. The way back is the chain of parents.
  ///
  /// SAFETY: see the type; `count` numbers have been given out.
  private func walk(
    _ rows: Rows, from start: Int, _ cursor: borrowing Block<Int>, _ count: inout Int
  ) {
    var (v, above) = (start, -1)
    var at = count
    var i = unsafe rows.start(v)
    var end = unsafe rows.end(v)
    var lowest = Int32(truncatingIfNeeded: at)
    unsafe number[v] = lowest
    unsafe node[at] = Int32(truncatingIfNeeded: v)
    count &+= 1
    while true {
      var next = -1
      while i < end {
        let w = unsafe rows.neighbour(i)
        i &+= 1
        let seen = unsafe number[w]
        if seen < 0 {
          next = w
          break
        }
        if seen < lowest, Int(seen) != above { lowest = seen }
      }
      if next >= 0 {
        unsafe cursor[at] = i
        unsafe low[at] = lowest
        (above, at, v) = (at, count, next)
        lowest = Int32(truncatingIfNeeded: at)
        unsafe number[v] = lowest
        unsafe node[at] = Int32(truncatingIfNeeded: v)
        unsafe parent[at] = Int32(truncatingIfNeeded: above)
        count &+= 1
        i = unsafe rows.start(v)
        end = unsafe rows.end(v)
      } else {
        unsafe low[at] = lowest
        unsafe branchEnd[at] = Int32(truncatingIfNeeded: count)
        guard above >= 0 else { return }
        at = above
        v = unsafe Int(node[at])
        above = unsafe Int(parent[at])
        i = unsafe cursor[at]
        end = unsafe rows.end(v)
        lowest = unsafe min(lowest, low[at])
      }
    }
  }

  var nodeCount: Int { number.count }

  /// Whether the branch below a number is linked to nothing above its parent, so that the parent
  /// alone holds it to the rest.
  ///
  /// SAFETY: numbers are below n (the caller's).
  @unsafe @inline(__always) func isHeldByParent(_ at: Int) -> Bool {
    unsafe parent[at] >= 0 && low[at] >= parent[at]
  }

  /// The number of nodes in the branch below a number, itself among them.
  @unsafe @inline(__always) func size(_ at: Int) -> Int {
    unsafe Int(branchEnd[at]) - at
  }

  /// Marks, by node, the nodes that hold some branch to the rest. The first node of a component
  /// holds its branches to each other, where it has two of them.
  ///
  /// SAFETY: parents are numbers below n.
  func isCut() -> [Bool] {
    let n = nodeCount
    let marks = Block<UInt8>(repeating: 0, count: n)
    let branches = Block<UInt8>(repeating: 0, count: n)
    for at in 0..<n where unsafe isHeldByParent(at) {
      let p = unsafe Int(parent[at])
      if unsafe parent[p] >= 0 || branches[p] == 1 { unsafe marks[p] = 1 }
      unsafe branches[p] = 1
    }
    return (0..<n).map { unsafe marks[Int(number[$0])] == 1 }
  }

  /// Returns the links that alone hold a branch to the rest, as pairs of nodes, the lower first,
  /// in rising order.
  func bridges() -> [(source: Int, target: Int)] {
    var pairs: [UInt64] = []
    for at in 0..<nodeCount where unsafe parent[at] >= 0 && low[at] > parent[at] {
      let (a, b) = unsafe (node[at], node[Int(parent[at])])
      pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
    }
    pairs.sort()
    return pairs.map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
  }
}
