internal import Synchronization

/// The links of an undirected graph, each entered at its end of lower rank, for the kernel that
/// weighs triangles.
///
/// Rank is by falling degree, of equals the lower node first; the first ranks are the hubs. The
/// row of a node holds the ranks of its neighbours that rank above it, in the order of the nodes,
/// and after them up to its end nothing of use. No node has more than √(2*m*)
/// neighbours above it, so the pairs of those, over all nodes, are O(*m*^1.5).
///
/// SAFETY: rows are laid out as in the adjacency they were made from, which proves that its
/// offsets rise from 0 to the number of arcs and that every neighbour is a node. `split(u)` lies
/// within the row of `u`; entries before it are ranks and so below n. One more, if the row has
/// room for it, has a value as well.
/// Each row is written by the one piece that owns its node; afterwards the blocks are only read.
struct ForwardRows: ~Copyable {
  let rank: Block<Int32>
  private let ends: Block<Int32>
  private let above: Block<Int>
  /// The strength of the link to each neighbour that ranks above, where asked for.
  private let strengths: Block<Double>

  init(_ adjacency: Adjacency, strengths isWeighted: Bool, workers: Int) {
    let n = adjacency.offsets.count - 1
    let rank = ranksByDegree(adjacency)
    let ends = unsafe Block<Int32>(unwritten: adjacency.neighbours.count)
    let above = Block<Int>(repeating: 0, count: n)
    let strengths = Block<Double>(repeating: 0, count: isWeighted ? ends.count : 0)
    let pieces = ArcPieces(adjacency)
    unsafe adjacency.withRows { rows in
      WorkerPool.shared.forEach(pieces.count, workers: workers) { piece in
        for u in pieces.nodes(piece) {
          let own = unsafe rank[u]
          var next = unsafe rows.start(u)
          let end = unsafe rows.end(u)
          // Whether an arc belongs to the row decides on no branch: no guess would do. An arc that
          // does not leaves its cell to the next.
          for i in unsafe rows.start(u)..<end {
            let other = unsafe rank[rows.neighbour(i)]
            unsafe ends[next] = other
            if isWeighted { unsafe strengths[next] = rows.strength(i) }
            next &+= other < own ? 1 : 0
          }
          unsafe above[u] = next
        }
      }
    }
    self.rank = rank
    self.ends = ends
    self.above = above
    self.strengths = strengths
  }

  @unsafe @inline(__always) func split(_ u: Int) -> Int { unsafe above[u] }
  @unsafe @inline(__always) func entry(_ i: Int) -> Int { unsafe Int(truncatingIfNeeded: ends[i]) }
  @unsafe @inline(__always) func strength(_ i: Int) -> Double { unsafe strengths[i] }
}

/// Returns the place of each node when those with most neighbours come first.
///
/// SAFETY: degrees are below n and so is every place.
func ranksByDegree(_ adjacency: Adjacency) -> Block<Int32> {
  let offsets = adjacency.offsets
  let n = offsets.count - 1
  let next = Block<Int32>(repeating: 0, count: n + 1)
  for v in 0..<n { unsafe next[n - (offsets[v + 1] - offsets[v])] += 1 }
  var first: Int32 = 0
  for place in 0...n {
    let count = unsafe next[place]
    unsafe next[place] = first
    first &+= count
  }
  let rank = Block<Int32>(repeating: 0, count: n)
  for v in 0..<n {
    let place = n - (offsets[v + 1] - offsets[v])
    unsafe rank[v] = next[place]
    unsafe next[place] += 1
  }
  return rank
}

/// A division of the nodes into stretches with about as many arcs each; it depends on the graph
/// only.
struct ArcPieces: Sendable {
  let count: Int
  private let offsets: [Int]

  init(_ adjacency: Adjacency) {
    offsets = adjacency.offsets
    count = max(1, min(1024, adjacency.neighbours.count / 8192))
  }

  func nodes(_ piece: Int) -> Range<Int> { bound(piece)..<bound(piece + 1) }

  /// The first node whose row starts at or behind the share of the arcs that goes before.
  private func bound(_ piece: Int) -> Int {
    let n = offsets.count - 1
    guard piece < count else { return n }
    let arcs = (offsets.last ?? 0) * piece / count
    var (low, high) = (0, n)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < arcs { low = middle + 1 } else { high = middle }
    }
    return piece == 0 ? 0 : low
  }
}

extension WorkerPool {
  /// Calls `lane` on up to as many threads as there are workers, each with a source of the numbers
  /// of pieces that hands out every number once; for work that needs memory per thread, not per
  /// piece.
  func share(_ count: Int, workers: Int, _ lane: @Sendable (_ next: () -> Int?) -> Void) {
    let lanes = min(count, workers > 0 ? workers : Self.coreCount)
    let claimed = Atomic<Int>(0)
    forEach(lanes, workers: workers) { _ in
      guard claimed.load(ordering: .relaxed) < count else { return }
      lane {
        let piece = claimed.add(1, ordering: .relaxed).oldValue
        return piece < count ? piece : nil
      }
    }
  }
}
