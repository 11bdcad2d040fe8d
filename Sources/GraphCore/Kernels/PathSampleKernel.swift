/// Draws shortest paths and notes the nodes inside them, one entry for each time a node was met.
///
/// Sample *i* takes its draws from stream *i*: an ordered pair of different nodes *s* and *t*,
/// then one of the shortest paths from *s* to *t*, all equally likely. Levels are searched from
/// both ends, always the one with fewer arcs to follow. Before a level is entered its arcs are
/// tried against the nodes that the other end has reached; where some meet, every shortest path
/// runs over one of these, so that one is drawn in proportion to the paths over it, and from its
/// two ends the path is drawn back. The last and largest level is thus read but never entered.
///
/// SAFETY: node numbers come from `forward` and `backward`, two views of one graph of at least two
/// nodes (the caller's), proved there. A sampler is used by one thread at a time (the caller's),
/// and its blocks are its own.
final class PathSampler: @unchecked Sendable {
  private let random: CounterRandom
  private var source: SearchSide
  private var target: SearchSide
  private var ways: [PathStep] = []
  /// The nodes met so far.
  private(set) var found: [Int32] = []

  init(nodeCount n: Int, random: CounterRandom) {
    self.random = random
    source = SearchSide(nodeCount: n)
    target = SearchSide(nodeCount: n)
  }

  /// Empties the list of nodes met.
  func takeFound() -> [Int32] {
    defer { found.removeAll(keepingCapacity: true) }
    return found
  }

  func draw(_ samples: Range<Int>, forward: Adjacency, backward: Adjacency) {
    unsafe forward.withRows { out in
      unsafe backward.withRows { into in
        for i in samples { unsafe draw(i, out, into) }
      }
    }
  }

  private func draw(_ sample: Int, _ out: Rows, _ into: Rows) {
    var draws = SampleDraws(random: random, stream: UInt64(sample))
    let n = unsafe out.nodeCount
    let s = draws.below(n)
    let other = draws.below(n - 1)
    unsafe source.start(at: s, out)
    unsafe target.start(at: other < s ? other : other + 1, into)
    while !source.isExhausted, !target.isExhausted {
      let fromSource = source.arcsAhead <= target.arcsAhead
      ways.removeAll(keepingCapacity: true)
      if fromSource {
        unsafe source.findMeetings(out, with: target, &ways)
      } else {
        unsafe target.findMeetings(into, with: source, &ways)
      }
      if let met = draws.choose(from: ways) {
        let (near, far) = fromSource ? (met.from, met.to) : (met.to, met.from)
        unsafe source.walkBack(from: near, into, &draws, &ways, &found)
        unsafe target.walkBack(from: far, out, &draws, &ways, &found)
        return
      }
      if fromSource {
        unsafe source.expand(out)
      } else {
        unsafe target.expand(into)
      }
    }
  }
}

/// A step that a path may take, and how many shortest paths take it.
private struct PathStep {
  var from: Int32
  var to: Int32
  var paths: Double
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

  /// Draws a step in proportion to its paths; nil where there is none.
  mutating func choose(from steps: [PathStep]) -> PathStep? {
    guard var chosen = steps.first else { return nil }
    let total = steps.reduce(0) { $0 + $1.paths }
    var rest = random.uniform(stream: stream, index: index) * total
    index += 1
    for step in steps where rest >= 0 {
      chosen = step
      rest -= step.paths
    }
    return chosen
  }
}

/// One of the two searches of a sample.
///
/// SAFETY: every array has a place for each node. `order` holds each reached node once, so its first
/// `tail` entries are nodes; the nodes that arcs of `rows` lead to are proved by `CSRGraph.init`.
private struct SearchSide: ~Copyable {
  /// One bit for each reached node: small enough to stay near while arcs are tried.
  private let reached: Block<UInt64>
  /// Hops from this side's end, for reached nodes.
  private let hops: Block<Int32>
  /// The number of shortest paths from this side's end, scaled alike within a level.
  private let sigma: Block<Double>
  private let order: Block<Int32>
  private var levelStart = 0
  private var tail = 0
  private var depth: Int32 = 0
  /// The number of arcs that leave the outermost level.
  private(set) var arcsAhead = 0

  init(nodeCount n: Int) {
    reached = Block(repeating: 0, count: (n + 63) / 64)
    hops = Block(repeating: 0, count: n)
    sigma = Block(repeating: 0, count: n)
    order = Block(repeating: 0, count: n)
  }

  /// Whether the outermost level leads nowhere.
  var isExhausted: Bool { arcsAhead == 0 }

  @inline(__always)
  private borrowing func has(_ v: Int) -> Bool {
    unsafe reached[v >> 6] >> UInt64(truncatingIfNeeded: v & 63) & 1 == 1
  }

  mutating func start(at v: Int, _ rows: Rows) {
    for k in 0..<tail { unsafe reached[Int(order[k]) >> 6] = 0 }
    unsafe reached[v >> 6] = 1 << UInt64(v & 63)
    unsafe hops[v] = 0
    unsafe sigma[v] = 1
    unsafe order[0] = Int32(truncatingIfNeeded: v)
    (levelStart, tail, depth) = (0, 1, 0)
    arcsAhead = unsafe rows.end(v) - rows.start(v)
  }

  /// Lists the arcs from the outermost level to nodes that the other side has reached. These are
  /// of its outermost level, because it has tried the arcs of all levels before.
  func findMeetings(
    _ rows: Rows, with other: borrowing SearchSide, _ ways: inout [PathStep]
  ) {
    for k in levelStart..<tail {
      let v = unsafe order[k]
      var i = unsafe rows.start(Int(v))
      let rowEnd = unsafe rows.end(Int(v))
      while i < rowEnd {
        let w = unsafe rows.neighbour(i)
        if other.has(w) {
          let paths = unsafe sigma[Int(v)] * other.sigma[w]
          ways.append(PathStep(from: v, to: Int32(truncatingIfNeeded: w), paths: paths))
        }
        i &+= 1
      }
    }
  }

  /// Reaches one level further out.
  mutating func expand(_ rows: Rows) {
    let end = tail
    var next = tail
    var largest = 0.0
    var arcs = 0
    let level = depth + 1
    for k in levelStart..<end {
      let v = unsafe Int(order[k])
      let paths = unsafe sigma[v]
      var i = unsafe rows.start(v)
      let rowEnd = unsafe rows.end(v)
      while i < rowEnd {
        let w = unsafe rows.neighbour(i)
        i &+= 1
        guard has(w) else {
          unsafe reached[w >> 6] |= 1 << UInt64(truncatingIfNeeded: w & 63)
          unsafe hops[w] = level
          unsafe sigma[w] = paths
          unsafe order[next] = Int32(truncatingIfNeeded: w)
          next &+= 1
          unsafe arcs &+= rows.end(w) &- rows.start(w)
          continue
        }
        if unsafe hops[w] == level {
          unsafe sigma[w] += paths
          unsafe largest = max(largest, sigma[w])
        }
      }
    }
    (levelStart, tail, depth, arcsAhead) = (end, next, level, arcs)
    // Keeps products of two counts within range; their ratios within the level stay as they are.
    guard largest > 0x1p400 else { return }
    for k in end..<tail { unsafe sigma[Int(order[k])] *= 0x1p-400 }
  }

  /// Walks a shortest path from a reached node back to this side's end and notes the nodes on
  /// the way, that node among them; not the end.
  ///
  /// SAFETY: as for the type; the walk begins at a node that this side has reached.
  func walkBack(
    from start: Int32, _ rows: Rows, _ draws: inout SampleDraws, _ ways: inout [PathStep],
    _ found: inout [Int32]
  ) {
    var v = start
    while unsafe hops[Int(v)] > 0 {
      found.append(v)
      let level = unsafe hops[Int(v)] - 1
      // There is one way from the first level to the end.
      guard level > 0 else { return }
      ways.removeAll(keepingCapacity: true)
      for i in unsafe rows.start(Int(v))..<rows.end(Int(v)) {
        let u = unsafe rows.neighbour(i)
        guard has(u), unsafe hops[u] == level else { continue }
        unsafe ways.append(
          PathStep(from: v, to: Int32(truncatingIfNeeded: u), paths: sigma[u]))
      }
      guard let step = draws.choose(from: ways) else { return }
      v = step.to
    }
  }
}
