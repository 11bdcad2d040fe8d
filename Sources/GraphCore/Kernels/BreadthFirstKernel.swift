/// Searches level by level, each level in whichever direction touches fewer arcs.
///
/// - Parameters:
///   - along: The arcs to follow, by the node they leave.
///   - against: The same arcs by the node they enter.
/// - Returns: Nil where the control was cancelled.
///
/// SAFETY: `source` is a node (the caller's check), and node numbers come from rows, proved there.
/// A node enters the queue at most once, when its hops are set or when the bitmap that holds it is
/// unpacked, so n places hold it and each is written before it is read. The arrays and blocks are
/// this call's own.
func breadthFirstTree(
  _ along: Adjacency, against: Adjacency, source: Int, workers: Int, control: WorkControl?
) -> BreadthFirstTree? {
  let n = along.offsets.count - 1
  var hops = [Int32](repeating: -1, count: n)
  var parents = [Int32](repeating: -1, count: n)
  unsafe hops.withUnsafeMutableBufferPointer { hops in
    unsafe parents.withUnsafeMutableBufferPointer { parents in
      unsafe along.withRows { along in
        unsafe against.withRows { against in
          var search = unsafe BreadthFirstSearch(
            hops: hops, parents: parents, arcCount: along.arcCount, source: source)
          unsafe search.run(along, against: against, workers: workers, control: control)
        }
      }
    }
  }
  guard control?.isCancelled != true else { return nil }
  return BreadthFirstTree(source: source, hops: hops, parents: parents)
}

/// SAFETY: see `breadthFirstTree`, which keeps `hops` and `parents` alive, n cells each; within a
/// bottom-up level see `lookBack`.
@safe private struct BreadthFirstSearch: ~Copyable, @unchecked Sendable {
  /// A level turns bottom-up when its arcs exceed this share of the arcs not yet seen …
  private static let alpha = 15
  /// … and top-down again when its nodes fall below this share of all.
  private static let beta = 18
  /// The nodes of one piece of work, a multiple of 64 so that no two pieces share a bitmap word.
  private static let chunk = 16_384

  private let n: Int
  private let hops: UnsafeMutableBufferPointer<Int32>
  private let parents: UnsafeMutableBufferPointer<Int32>
  private let queue: Block<Int32>
  private var front: Block<UInt64>
  private var next: Block<UInt64>
  private let counts: Block<Int>
  private var head = 0
  private var tail = 1
  private var reached = 1
  private var level: Int32 = 0
  private var unseenArcs: Int

  /// - Parameters:
  ///   - hops: Written over; −1 for every node so far.
  ///   - parents: The same.
  @unsafe init(
    hops: UnsafeMutableBufferPointer<Int32>, parents: UnsafeMutableBufferPointer<Int32>,
    arcCount: Int, source: Int
  ) {
    n = hops.count
    unseenArcs = arcCount
    unsafe self.hops = hops
    unsafe self.parents = parents
    queue = unsafe Block(unwritten: n)
    front = Block(repeating: 0, count: (n + 63) / 64)
    next = Block(repeating: 0, count: (n + 63) / 64)
    counts = Block(repeating: 0, count: (n + Self.chunk - 1) / Self.chunk)
    unsafe hops[source] = 0
    unsafe queue[0] = Int32(truncatingIfNeeded: source)
  }

  /// Goes on until a level is empty or every node has been reached.
  mutating func run(_ along: Rows, against: Rows, workers: Int, control: WorkControl?) {
    var frontierArcs = unsafe along.end(Int(queue[0])) - along.start(Int(queue[0]))
    while head < tail, reached < n, control?.isCancelled != true {
      if frontierArcs > unseenArcs / Self.alpha {
        unsafe lookBackWhileLarge(against, workers: workers)
        frontierArcs = 1
      } else {
        unseenArcs -= frontierArcs
        frontierArcs = unsafe lookAhead(along)
      }
    }
  }

  /// Passes on from the queue. A node found again in the same level keeps its lowest parent.
  private mutating func lookAhead(_ along: Rows) -> Int {
    let (hops, parents) = unsafe (self.hops, self.parents)
    level += 1
    var end = tail
    var arcs = 0
    for k in head..<tail {
      let v = unsafe queue[k]
      var i = unsafe along.start(Int(v))
      let last = unsafe along.end(Int(v))
      while i < last {
        let w = unsafe along.neighbour(i)
        let h = unsafe hops[w]
        if h < 0 {
          unsafe hops[w] = level
          unsafe parents[w] = v
          unsafe queue[end] = Int32(truncatingIfNeeded: w)
          end &+= 1
          unsafe arcs &+= along.end(w) &- along.start(w)
        } else if h == level, unsafe v < parents[w] {
          unsafe parents[w] = v
        }
        i &+= 1
      }
    }
    reached += end - tail
    head = tail
    tail = end
    return arcs
  }

  /// Goes bottom-up until the frontier shrinks to a small part of the graph.
  ///
  /// SAFETY: bits stand for nodes below n, and each is unpacked into the queue once, because bottom-up
  /// levels enter nodes nowhere else.
  private mutating func lookBackWhileLarge(_ against: Rows, workers: Int) {
    front.fill(0)
    for k in head..<tail {
      let v = unsafe Int(queue[k])
      unsafe front[v >> 6] = front[v >> 6] | 1 << UInt64(v & 63)
    }
    var awake = tail - head
    var before: Int
    repeat {
      before = awake
      level += 1
      awake = unsafe lookBack(against, workers: workers)
      reached += awake
      swap(&front, &next)
    } while awake > 0 && reached < n && (awake >= before || awake > n / Self.beta)
    if reached == n { return }
    head = tail
    for word in 0..<front.count {
      var bits = unsafe front[word]
      while bits != 0 {
        let v = word << 6 + bits.trailingZeroBitCount
        unsafe queue[tail] = Int32(truncatingIfNeeded: v)
        tail &+= 1
        bits &= bits &- 1
      }
    }
  }

  /// Lets each node not yet found look for a neighbour in the frontier; as rows rise, the first
  /// found is the lowest. Returns how many were found.
  ///
  /// SAFETY: a piece reads `front`, which nobody writes meanwhile, and reads and writes `hops`,
  /// `parents`, `next` and `counts` for its own nodes and words alone.
  private borrowing func lookBack(_ against: Rows, workers: Int) -> Int {
    let (n, level) = (self.n, self.level)
    WorkerPool.shared.forEach(counts.count, workers: workers) { piece in
      var found = 0
      let end = min(n, (piece + 1) * Self.chunk)
      for first in stride(from: piece * Self.chunk, to: end, by: 64) {
        var bits: UInt64 = 0
        for v in first..<min(end, first + 64) {
          guard unsafe hops[v] < 0 else { continue }
          var i = unsafe against.start(v)
          let last = unsafe against.end(v)
          while i < last {
            let u = unsafe against.neighbour(i)
            if unsafe front[u >> 6] >> UInt64(u & 63) & 1 == 1 {
              unsafe hops[v] = level
              unsafe parents[v] = Int32(truncatingIfNeeded: u)
              bits |= 1 << UInt64(v & 63)
              found &+= 1
              break
            }
            i &+= 1
          }
        }
        unsafe next[first >> 6] = bits
      }
      unsafe counts[piece] = found
    }
    var total = 0
    for piece in 0..<counts.count { unsafe total += counts[piece] }
    return total
  }
}
