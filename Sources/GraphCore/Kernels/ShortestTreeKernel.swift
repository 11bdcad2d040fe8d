/// What a search by distance finds.
struct ShortestTree {
  /// The distance from the nearest source; infinite out of reach.
  var distances: [Double]
  /// The lowest-numbered node before each on a shortest way; −1 at sources and out of reach.
  var parents: [Int32]
  /// The nodes in reach, nearer ones first as far as parents come before children.
  var order: [Int32]
}

/// Settles nodes in rising order of distance from the nearest of `sources` (Dijkstra): with buckets
/// where links do not differ too much in length, else with a heap of which each node has four
/// children. Both find the same distances and parents.
///
/// - Parameters:
///   - spread: The shortest and the longest arc.
///   - target: Where given, the search stops once this node is settled. Only the distances and
///     parents of the nodes in `order` are then final.
///
/// SAFETY: sources are distinct nodes (the caller's), and node numbers come from rows, proved there.
func shortestTree(
  _ adjacency: Adjacency, spread: ClosedRange<Double>, from sources: [Int],
  until target: Int? = nil
) -> ShortestTree {
  let n = adjacency.offsets.count - 1
  guard BucketSearch.suits(spread) else {
    return heapTree(adjacency, from: sources, until: target)
  }
  var search = BucketSearch(nodeCount: n, spread: spread)
  unsafe adjacency.withRows { rows in
    for source in sources { unsafe search.reach(source, at: 0, from: -1) }
    while let v = search.settleNearest() {
      if Int(v) == target { break }
      let base = unsafe search.distances[Int(v)]
      var i = unsafe rows.start(Int(v))
      let end = unsafe rows.end(Int(v))
      while i < end {
        unsafe search.reach(rows.neighbour(i), at: base + rows.strength(i), from: v)
        i &+= 1
      }
    }
  }
  return search.tree()
}

/// SAFETY: as for `shortestTree`. A node is in the heap at most once, so n places hold it; `place`
/// says where. The blocks are this call's own.
private func heapTree(_ adjacency: Adjacency, from sources: [Int], until target: Int?)
  -> ShortestTree
{
  let n = adjacency.offsets.count - 1
  var search = DistanceSearch(nodeCount: n)
  unsafe adjacency.withRows { rows in
    for source in sources { search.reach(Int32(source), at: 0, from: -1) }
    while let v = search.settleNearest() {
      if Int(v) == target { break }
      let base = unsafe search.distances[Int(v)]
      var i = unsafe rows.start(Int(v))
      let end = unsafe rows.end(Int(v))
      while i < end {
        let w = unsafe Int32(truncatingIfNeeded: rows.neighbour(i))
        search.reach(w, at: unsafe base + rows.strength(i), from: v)
        i &+= 1
      }
    }
  }
  return search.tree()
}

/// SAFETY: see `shortestTree`. `place[v]` is −1 before `v` is reached, its place in the heap while
/// it waits there, and −2 once it is settled.
private struct DistanceSearch: ~Copyable {
  private struct Entry: BitwiseCopyable {
    var distance: Double
    var node: Int32
  }

  let distances: Block<Double>
  private let parents: Block<Int32>
  private let place: Block<Int32>
  private let heap: Block<Entry>
  private let order: Block<Int32>
  private var size = 0
  private var settled = 0

  init(nodeCount n: Int) {
    distances = Block(repeating: .infinity, count: n)
    parents = Block(repeating: -1, count: n)
    place = Block(repeating: -1, count: n)
    heap = Block(repeating: Entry(distance: 0, node: 0), count: n)
    order = Block(repeating: 0, count: n)
  }

  consuming func tree() -> ShortestTree {
    ShortestTree(
      distances: distances.array(), parents: parents.array(),
      order: (0..<settled).map { unsafe order[$0] })
  }

  /// Notes a way to a node: the shortest stays and, of equally short ones, that with the lowest
  /// last step.
  @inline(__always)
  mutating func reach(_ w: Int32, at distance: Double, from v: Int32) {
    let known = unsafe distances[Int(w)]
    if distance < known {
      unsafe distances[Int(w)] = distance
      unsafe parents[Int(w)] = v
      var hole = unsafe Int(place[Int(w)])
      if hole < 0 {
        hole = size
        size &+= 1
      }
      rise(Entry(distance: distance, node: w), from: hole)
    } else if distance == known, unsafe v < parents[Int(w)] {
      unsafe parents[Int(w)] = v
    }
  }

  /// Moves an entry up from a hole to where its parent is no farther.
  ///
  /// SAFETY: places are below `size`, at most n; the nodes of entries are nodes (`reach`).
  private func rise(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      let above = unsafe heap[parent]
      guard entry.distance < above.distance else { break }
      unsafe heap[hole] = above
      unsafe place[Int(above.node)] = Int32(truncatingIfNeeded: hole)
      hole = parent
    }
    unsafe heap[hole] = entry
    unsafe place[Int(entry.node)] = Int32(truncatingIfNeeded: hole)
  }

  /// Takes the nearest waiting node out of the heap; nil where none waits.
  mutating func settleNearest() -> Int32? {
    guard size > 0 else { return nil }
    let nearest = unsafe heap[0].node
    size &-= 1
    unsafe place[Int(nearest)] = -2
    unsafe order[settled] = nearest
    settled &+= 1
    if size > 0 { sink(unsafe heap[size]) }
    return nearest
  }

  /// Moves an entry down from the top to where its children are no nearer.
  ///
  /// SAFETY: places are below `size`, at most n; the nodes of entries are nodes (`reach`).
  private func sink(_ entry: Entry) {
    var hole = 0
    while true {
      let first = hole << 2 &+ 1
      guard first < size else { break }
      var best = first
      var least = unsafe heap[first]
      var child = first &+ 1
      while child < min(first &+ 4, size) {
        let candidate = unsafe heap[child]
        if candidate.distance < least.distance {
          least = candidate
          best = child
        }
        child &+= 1
      }
      guard least.distance < entry.distance else { break }
      unsafe heap[hole] = least
      unsafe place[Int(least.node)] = Int32(truncatingIfNeeded: hole)
      hole = best
    }
    unsafe heap[hole] = entry
    unsafe place[Int(entry.node)] = Int32(truncatingIfNeeded: hole)
  }
}
