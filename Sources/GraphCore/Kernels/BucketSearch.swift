/// A search by distance where the longest link is at most 1,024 times as long as the shortest.
///
/// Distances are sorted into buckets no wider than the shortest link. No way through a node of a
/// bucket leads back into that bucket, so all its nodes are final when its turn comes, in any
/// order: no heap is needed. Only as many buckets are in use at a time as the longest link spans.
///
/// The width is a power of two, so which bucket a distance belongs to is decided without rounding.
///
/// SAFETY: `first` has a cell for each bucket, a power of two of them, and bucket numbers are
/// masked to it. Entries come from one pool, in which `used` were ever handed out; each is in one
/// list, of a bucket or of the free ones, −1 at its end. Sources and ends of arcs are nodes.
struct BucketSearch: ~Copyable {
  let distances: Block<Double>
  private let parents: Block<Int32>
  private let order: Block<Int32>
  private var settled = 0
  private let perUnit: Double
  private let first: Block<Int32>
  private let isFilled: Block<UInt64>
  private var bucket = 0
  private var waiting = 0
  private var pool = Block<Entry>(repeating: Entry(node: 0, next: -1), count: 1024)
  private var used = 0
  private var free: Int32 = -1

  private struct Entry: BitwiseCopyable {
    var node: Int32
    var next: Int32
  }

  /// Whether the buckets suit links from the shortest to the longest.
  static func suits(_ spread: ClosedRange<Double>) -> Bool {
    spread.upperBound <= 1024 * spread.lowerBound
  }

  /// - Parameter spread: The shortest and the longest link, for which `suits` holds.
  init(nodeCount n: Int, spread: ClosedRange<Double>) {
    distances = Block(repeating: .infinity, count: n)
    parents = Block(repeating: -1, count: n)
    order = Block(repeating: 0, count: n)
    let width = Double(sign: .plus, exponent: Int(spread.lowerBound.exponent), significand: 1)
    perUnit = 1 / width
    var count = 64
    while Double(count) < spread.upperBound * perUnit + 2 { count *= 2 }
    first = Block(repeating: -1, count: count)
    isFilled = Block(repeating: 0, count: count / 64)
  }

  consuming func tree() -> ShortestTree {
    ShortestTree(
      distances: distances.array(), parents: parents.array(),
      order: (0..<settled).map { unsafe order[$0] })
  }

  /// Notes a way to a node: the shortest stays and, of equally short ones, that with the lowest
  /// last step.
  ///
  /// SAFETY: `w` is a node (the caller's).
  @unsafe @inline(__always)
  mutating func reach(_ w: Int, at distance: Double, from v: Int32) {
    let known = unsafe distances[w]
    if distance < known {
      unsafe distances[w] = distance
      unsafe parents[w] = v
      let place = Int(distance * perUnit)
      // Where the node waits in this bucket already, one entry is enough.
      if known == .infinity || Int(known * perUnit) != place { enter(w, place) }
    } else if distance == known, unsafe v < parents[w] {
      unsafe parents[w] = v
    }
  }

  /// SAFETY: see the type; the pool grows before an entry behind its end is used.
  private mutating func enter(_ w: Int, _ place: Int) {
    var entry = Int(free)
    if entry >= 0 {
      free = unsafe pool[entry].next
    } else {
      entry = used
      used &+= 1
      if used > pool.count { grow() }
    }
    let cell = place & (first.count &- 1)
    unsafe pool[entry] = Entry(node: Int32(truncatingIfNeeded: w), next: first[cell])
    unsafe first[cell] = Int32(truncatingIfNeeded: entry)
    unsafe isFilled[cell >> 6] |= 1 << UInt64(truncatingIfNeeded: cell & 63)
    waiting &+= 1
  }

  /// SAFETY: copies as many entries as the old pool holds.
  private mutating func grow() {
    let larger = Block<Entry>(repeating: Entry(node: 0, next: -1), count: 2 * pool.count)
    for i in 0..<pool.count { unsafe larger[i] = pool[i] }
    pool = larger
  }

  /// Takes out a node of the nearest bucket; nil where none waits.
  ///
  /// SAFETY: see the type.
  mutating func settleNearest() -> Int32? {
    while waiting > 0 {
      let cell = bucket & (first.count &- 1)
      let entry = unsafe Int(first[cell])
      guard entry >= 0 else {
        unsafe isFilled[cell >> 6] &= ~(1 << UInt64(truncatingIfNeeded: cell & 63))
        bucket &+= gap(from: cell)
        continue
      }
      let v = unsafe pool[entry].node
      unsafe first[cell] = pool[entry].next
      unsafe pool[entry].next = free
      free = Int32(truncatingIfNeeded: entry)
      waiting &-= 1
      // A node that was reached by a shorter way has had its turn.
      guard unsafe Int(distances[Int(v)] * perUnit) == bucket else { continue }
      unsafe order[settled] = v
      settled &+= 1
      return v
    }
    return nil
  }

  /// How many buckets on the next filled one is; there is one, because some node waits.
  ///
  /// SAFETY: cells are masked to the number of buckets.
  private func gap(from cell: Int) -> Int {
    let mask = first.count &- 1
    var next = cell
    repeat {
      let word = unsafe isFilled[next >> 6] >> UInt64(truncatingIfNeeded: next & 63)
      if word != 0 {
        next &+= word.trailingZeroBitCount
        break
      }
      next = ((next | 63) &+ 1) & mask
    } while true
    return (next &- cell) & mask
  }
}
