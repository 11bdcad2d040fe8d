/// Draws shortest paths, one for each sample number, and returns the nodes inside them, one entry
/// for each time a node was met.
///
/// Sample *i* takes its draws from stream *i*: an ordered pair of different nodes *s* and *t*,
/// then one of the shortest paths from *s* to *t*, all equally likely. Levels are searched from
/// both ends, always the one with fewer arcs to follow, until they meet; the path then runs
/// through a node of the meeting level, drawn in proportion to the paths through it, and from
/// there back to either end.
///
/// SAFETY: node numbers come from `forward` and `backward`, two views of one graph of at least two
/// nodes (the caller's), proved there; each node enters a side's queue at most once per sample.
/// The blocks are this call's own.
func sampledPathNodes(
  forward: Adjacency, backward: Adjacency, samples: Range<Int>, random: CounterRandom
) -> [Int32] {
  unsafe forward.withRows { out in
    unsafe backward.withRows { into in
      let n = unsafe out.nodeCount
      var source = SearchSide(nodeCount: n)
      var target = SearchSide(nodeCount: n)
      var found: [Int32] = []
      for i in samples {
        var draws = SampleDraws(random: random, stream: UInt64(i))
        let s = draws.below(n)
        let other = draws.below(n - 1)
        unsafe source.start(at: s, out)
        unsafe target.start(at: other < s ? other : other + 1, into)
        var meeting: Int?
        while meeting == nil, !source.isExhausted, !target.isExhausted {
          if source.arcsAhead <= target.arcsAhead {
            unsafe source.expand(out)
            meeting = source.drawMeeting(with: target, &draws)
          } else {
            unsafe target.expand(into)
            meeting = target.drawMeeting(with: source, &draws)
          }
        }
        guard let meeting else { continue }
        if unsafe source.hops[meeting] > 0, unsafe target.hops[meeting] > 0 {
          found.append(Int32(truncatingIfNeeded: meeting))
        }
        unsafe source.walkBack(from: meeting, into, &draws, &found)
        unsafe target.walkBack(from: meeting, out, &draws, &found)
      }
      return found
    }
  }
}

/// The draws of one sample, numbered as they are used.
private struct SampleDraws {
  let random: CounterRandom
  let stream: UInt64
  private var index: UInt64 = 0

  init(random: CounterRandom, stream: UInt64) {
    self.random = random
    self.stream = stream
  }

  mutating func below(_ bound: Int) -> Int {
    defer { index += 1 }
    return random.below(bound, stream: stream, index: index)
  }

  mutating func uniform() -> Double {
    defer { index += 1 }
    return random.uniform(stream: stream, index: index)
  }
}

/// One of the two searches of a sample.
///
/// SAFETY: every array has a place for each node. `order` holds each reached node once, so its first
/// `tail` entries are nodes; the nodes that arcs of `rows` lead to are proved by `CSRGraph.init`.
private struct SearchSide: ~Copyable {
  /// Hops from this side's end, −1 for nodes not reached.
  let hops: Block<Int32>
  /// The number of shortest paths from this side's end, scaled alike within a level.
  private let sigma: Block<Double>
  private let order: Block<Int32>
  private var levelStart = 0
  private var tail = 0
  private var depth: Int32 = 0
  /// The number of arcs that leave the outermost level.
  private(set) var arcsAhead = 0

  init(nodeCount n: Int) {
    hops = Block(repeating: -1, count: n)
    sigma = Block(repeating: 0, count: n)
    order = Block(repeating: 0, count: n)
  }

  /// Whether the outermost level leads nowhere.
  var isExhausted: Bool { arcsAhead == 0 }

  mutating func start(at v: Int, _ rows: Rows) {
    for k in 0..<tail { unsafe hops[Int(order[k])] = -1 }
    unsafe hops[v] = 0
    unsafe sigma[v] = 1
    unsafe order[0] = Int32(truncatingIfNeeded: v)
    (levelStart, tail, depth) = (0, 1, 0)
    arcsAhead = unsafe rows.end(v) - rows.start(v)
  }

  /// Reaches one level further out.
  mutating func expand(_ rows: Rows) {
    let end = tail
    var largest = 0.0
    depth += 1
    arcsAhead = 0
    for k in levelStart..<end {
      let v = unsafe Int(order[k])
      let paths = unsafe sigma[v]
      var i = unsafe rows.start(v)
      let rowEnd = unsafe rows.end(v)
      while i < rowEnd {
        let w = unsafe rows.neighbour(i)
        if unsafe hops[w] < 0 {
          unsafe hops[w] = depth
          unsafe sigma[w] = paths
          unsafe order[tail] = Int32(truncatingIfNeeded: w)
          tail &+= 1
          unsafe arcsAhead += rows.end(w) - rows.start(w)
        } else if unsafe hops[w] == depth {
          unsafe sigma[w] += paths
          unsafe largest = max(largest, sigma[w])
        }
        i &+= 1
      }
    }
    levelStart = end
    // Keeps products of two counts within range; their ratios within the level stay as they are.
    guard largest > 0x1p400 else { return }
    for k in end..<tail { unsafe sigma[Int(order[k])] *= 0x1p-400 }
  }

  /// Draws a node of the outermost level that the other side has reached; nil if there is none.
  func drawMeeting(with other: borrowing SearchSide, _ draws: inout SampleDraws) -> Int? {
    var total = 0.0
    for k in levelStart..<tail {
      let v = unsafe Int(order[k])
      if unsafe other.hops[v] >= 0 { unsafe total += sigma[v] * other.sigma[v] }
    }
    guard total > 0 else { return nil }
    var rest = draws.uniform() * total
    var chosen: Int?
    for k in levelStart..<tail where rest >= 0 {
      let v = unsafe Int(order[k])
      guard unsafe other.hops[v] >= 0 else { continue }
      chosen = v
      unsafe rest -= sigma[v] * other.sigma[v]
    }
    return chosen
  }

  /// Walks a shortest path back to this side's end and notes the nodes on the way.
  ///
  /// SAFETY: as for the type; the walk begins at a node that this side has reached.
  func walkBack(
    from start: Int, _ rows: Rows, _ draws: inout SampleDraws, _ found: inout [Int32]
  ) {
    var v = start
    while unsafe hops[v] > 1 {
      let level = unsafe hops[v] - 1
      var total = 0.0
      for i in unsafe rows.start(v)..<rows.end(v) {
        let u = unsafe rows.neighbour(i)
        if unsafe hops[u] == level { unsafe total += sigma[u] }
      }
      var rest = draws.uniform() * total
      var chosen = v
      for i in unsafe rows.start(v)..<rows.end(v) where rest >= 0 {
        let u = unsafe rows.neighbour(i)
        guard unsafe hops[u] == level else { continue }
        chosen = u
        unsafe rest -= sigma[u]
      }
      v = chosen
      found.append(Int32(truncatingIfNeeded: v))
    }
  }
}
