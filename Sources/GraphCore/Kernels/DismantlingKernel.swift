/// Returns the nodes that are left in the order in which the one with most links to what remains
/// would be removed, of equals the lowest; nodes without such links last.
///
/// - Parameter degree: For each node its links to nodes that are left.
///
/// SAFETY: node numbers come from rows, proved there. A node that waits has a link to each node
/// that is taken out before it and is its neighbour, so its level is above 0 when it falls.
func orderByDegree(_ adjacency: Adjacency, isLeft: [Bool], degree: [Int]) -> [Int] {
  let levels = isLeft.indices.map { isLeft[$0] ? Int32(truncatingIfNeeded: degree[$0]) : -1 }
  var waiting = FallingLevels(levels, highest: Int(levels.max() ?? 0))
  var order: [Int] = []
  unsafe adjacency.withRows { rows in
    while let (v, level) = waiting.take() {
      order.append(v)
      guard level > 0 else { continue }
      for i in unsafe rows.start(v)..<rows.end(v) {
        let u = unsafe rows.neighbour(i)
        if unsafe waiting.level(of: u) > 0 { unsafe waiting.lower(u) }
      }
    }
  }
  return order
}

/// Returns the nodes in the order in which the one with most links within the 2-core that remains
/// would be removed, of equals the lowest, until no circle is left.
///
/// SAFETY: node numbers come from rows, proved there. `waiting` holds the nodes of the core at the
/// level of their links within it, at least 2; whoever comes below goes onto `ends` once.
func orderByCoreDegree(_ adjacency: Adjacency) -> [Int] {
  let n = adjacency.offsets.count - 1
  var levels = [Int32](repeating: 0, count: n)
  for v in 0..<n { levels[v] = Int32(truncatingIfNeeded: adjacency.range(v).count) }
  var waiting = FallingLevels(levels, highest: Int(levels.max() ?? 0))
  var order: [Int] = []
  unsafe adjacency.withRows { rows in
    var ends: [Int32] = []
    for v in 0..<n where levels[v] < 2 {
      unsafe waiting.drop(v)
      ends.append(Int32(truncatingIfNeeded: v))
    }
    while true {
      while let v = ends.popLast() {
        for i in unsafe rows.start(Int(v))..<rows.end(Int(v)) {
          let u = unsafe rows.neighbour(i)
          guard unsafe waiting.level(of: u) > 0 else { continue }
          unsafe waiting.lower(u)
          guard unsafe waiting.level(of: u) < 2 else { continue }
          unsafe waiting.drop(u)
          ends.append(Int32(truncatingIfNeeded: u))
        }
      }
      guard let (v, _) = waiting.take() else { return }
      order.append(v)
      ends.append(Int32(truncatingIfNeeded: v))
    }
  }
  return order
}

/// Breaks a network without circles: from the largest tree, of equals the one with the lowest node,
/// the node that leaves the smallest largest rest, of equals the lowest; and so on with the rests.
///
/// A tree is known by its lowest node. Each tree is walked once from there; the rests are at most
/// half as large, so no node is walked over more than log₂ *n* + 1 times.
///
/// SAFETY: node numbers come from rows, proved there, and the rows hold no circle (the caller's), so
/// a walk that does not turn back to where it came from meets each node once: n cells hold it.
struct TreeBreaker: ~Copyable {
  private let links: Adjacency
  private let isGone: Block<UInt8>
  /// The walk: nodes, the place in the walk that each was reached from, and, for the branch below
  /// each, its size, the lowest node in it and the largest branch within it.
  private let node: Block<Int32>
  private let up: Block<Int32>
  private let size: Block<Int32>
  private let lowest: Block<Int32>
  private let widest: Block<Int32>

  init(_ forest: Adjacency) {
    let n = forest.offsets.count - 1
    links = forest
    isGone = Block(repeating: 0, count: n)
    node = Block(repeating: 0, count: n)
    up = Block(repeating: 0, count: n)
    size = Block(repeating: 0, count: n)
    lowest = Block(repeating: 0, count: n)
    widest = Block(repeating: 0, count: n)
  }

  /// Returns the order, over the nodes that are left.
  func order(isLeft: [Bool]) -> [Int] {
    var levels = [Int32](repeating: -1, count: isLeft.count)
    var isKnown = isLeft.map { !$0 }
    for v in isLeft.indices where !isKnown[v] {
      let count = walk(from: v)
      for place in 0..<count { unsafe isKnown[Int(node[place])] = true }
      levels[v] = Int32(truncatingIfNeeded: count)
    }
    var trees = FallingLevels(levels, highest: Int(levels.max() ?? 0))
    var order: [Int] = []
    while let (start, level) = trees.take() {
      guard level > 1 else {
        order.append(start)
        continue
      }
      let count = walk(from: start)
      let centre = unsafe centre(count)
      let v = unsafe Int(node[centre])
      order.append(v)
      unsafe isGone[v] = 1
      if centre > 0 { unsafe trees.enter(start, at: size[0] - size[centre]) }
      var place = centre + 1
      while place < count, unsafe Int(up[place]) <= centre {
        if unsafe Int(up[place]) == centre {
          unsafe trees.enter(Int(lowest[place]), at: size[place])
        }
        place += 1
      }
    }
    return order
  }

  /// Walks a tree breadth first; returns the number of its nodes.
  private func walk(from start: Int) -> Int {
    unsafe links.withRows { rows in
      unsafe node[0] = Int32(truncatingIfNeeded: start)
      unsafe up[0] = -1
      var (head, count) = (0, 1)
      while head < count {
        let v = unsafe Int(node[head])
        let from = unsafe head == 0 ? -1 : Int(node[Int(up[head])])
        for i in unsafe rows.start(v)..<rows.end(v) {
          let w = unsafe rows.neighbour(i)
          guard w != from, unsafe isGone[w] == 0 else { continue }
          unsafe node[count] = Int32(truncatingIfNeeded: w)
          unsafe up[count] = Int32(truncatingIfNeeded: head)
          count += 1
        }
        head += 1
      }
      return count
    }
  }

  /// Adds up the branches and returns the place in the walk of the node without which the largest
  /// rest is smallest, of equals the lowest node.
  ///
  /// SAFETY: `count` cells were walked; `up` names a lower place.
  @unsafe private func centre(_ count: Int) -> Int {
    for place in 0..<count {
      unsafe size[place] = 1
      unsafe lowest[place] = node[place]
      unsafe widest[place] = 0
    }
    var best = (largest: Int32.max, node: Int32.max, place: 0)
    for place in stride(from: count - 1, through: 0, by: -1) {
      let branch = unsafe size[place]
      let largest = unsafe max(widest[place], Int32(truncatingIfNeeded: count) - branch)
      let v = unsafe node[place]
      if largest < best.largest || largest == best.largest && v < best.node {
        best = (largest, v, place)
      }
      guard place > 0 else { break }
      let above = unsafe Int(up[place])
      unsafe size[above] += branch
      unsafe lowest[above] = min(lowest[above], lowest[place])
      unsafe widest[above] = max(widest[above], branch)
    }
    return best.place
  }
}
