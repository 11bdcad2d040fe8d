/// What the distances between nodes add up to, node by node.
struct HopTotals: Sendable {
  /// Σ 1 / hops over the sources that reach the node, itself left out.
  var harmonic: [Double]
  /// Σ hops over the same sources.
  var farness: [Int]
  /// The number of those sources.
  var reached: [Int]
  /// The largest number of hops from any of them.
  var eccentricity: [Int]

  init(nodeCount: Int) {
    harmonic = Array(repeating: 0, count: nodeCount)
    farness = Array(repeating: 0, count: nodeCount)
    reached = farness
    eccentricity = farness
  }

  mutating func add(_ part: HopTotals) {
    for v in harmonic.indices {
      harmonic[v] += part.harmonic[v]
      farness[v] += part.farness[v]
      reached[v] += part.reached[v]
      eccentricity[v] = max(eccentricity[v], part.eccentricity[v])
    }
  }
}

/// The most sources that one search serves, one bit each.
let hopLanes = 256

/// Returns the totals over the sources, searched `hopLanes` at a time.
///
/// Every node carries one bit per source. A level of the search passes bits on along the arcs,
/// drops those that came before, and counts what is left: the sources at exactly that distance.
/// While few arcs leave the last level, its nodes pass their bits on; while many do, the nodes that
/// some source has not reached ask for them along the arcs against. Either way the same bits
/// arrive.
///
/// > Source: M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal",
/// > *PVLDB* 8(4), 2014, [10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).
///
/// SAFETY: `sources` are nodes (the caller's), and node numbers come from the rows, proved there.
/// The blocks are this call's own.
func hopTotals(_ along: Adjacency, against: Adjacency, sources: Range<Int>) -> HopTotals {
  unsafe along.withRows { rows in
    unsafe against.withRows { back in
      var search = unsafe HopSearch(
        nodeCount: rows.nodeCount, arcCount: along.neighbours.count)
      for first in stride(from: sources.lowerBound, to: sources.upperBound, by: hopLanes) {
        search.begin(at: first..<min(sources.upperBound, first + hopLanes))
        while !search.isDone { unsafe search.advance(rows, against: back) }
        search.finish()
      }
      return search.totals()
    }
  }
}

/// SAFETY: every block has a place for each node; `candidates` is written one place beyond its end
/// and has one more. `list` holds nodes, each at most once per level.
private struct HopSearch: ~Copyable {
  private typealias Bits = SIMD4<UInt64>

  /// A level is asked for, not passed on, when its arcs exceed this part of all.
  private static var largePart: Int { 8 }

  private let arcCount: Int
  private let seen: Block<Bits>
  private var frontier: Block<Bits>
  /// What arrives; zero between levels.
  private var arriving: Block<Bits>
  private let isCandidate: Block<UInt8>
  private let candidates: Block<Int32>
  private let list: Block<Int32>
  private let harmonic: Block<Double>
  private let farness: Block<Int>
  private let reached: Block<Int>
  private let eccentricity: Block<Int>
  private var full = Bits.zero
  private var length = 0
  private var arcsAhead = 0
  private var hop = 0

  init(nodeCount n: Int, arcCount: Int) {
    self.arcCount = arcCount
    seen = Block(repeating: .zero, count: n)
    frontier = Block(repeating: .zero, count: n)
    arriving = Block(repeating: .zero, count: n)
    isCandidate = Block(repeating: 0, count: n)
    candidates = Block(repeating: 0, count: n + 1)
    list = Block(repeating: 0, count: n)
    harmonic = Block(repeating: 0, count: n)
    farness = Block(repeating: 0, count: n)
    reached = Block(repeating: 0, count: n)
    eccentricity = Block(repeating: 0, count: n)
  }

  var isDone: Bool { length == 0 }

  consuming func totals() -> HopTotals {
    var totals = HopTotals(nodeCount: 0)
    totals.harmonic = harmonic.array()
    totals.farness = farness.array()
    totals.reached = reached.array()
    totals.eccentricity = eccentricity.array()
    return totals
  }

  /// Gives each source its bit.
  mutating func begin(at sources: Range<Int>) {
    full = .zero
    for (lane, s) in sources.enumerated() {
      var bit = Bits.zero
      bit[lane >> 6] = 1 << UInt64(lane & 63)
      full |= bit
      unsafe seen[s] = bit
      unsafe frontier[s] = bit
      unsafe list[lane] = Int32(truncatingIfNeeded: s)
    }
    length = sources.count
    arcsAhead = 0
    hop = 0
  }

  /// Makes ready for the next sources.
  func finish() {
    seen.fill(.zero)
  }

  /// Searches one level.
  mutating func advance(_ rows: Rows, against back: Rows) {
    hop += 1
    if arcsAhead > arcCount / Self.largePart {
      unsafe ask(rows, back)
    } else {
      let count = unsafe pass(rows)
      for k in 0..<length { unsafe frontier[Int(list[k])] = .zero }
      unsafe settle(rows, count)
    }
  }

  /// Passes the bits of the listed nodes on to their neighbours.
  private borrowing func pass(_ rows: Rows) -> Int {
    var count = 0
    for k in 0..<length {
      let v = unsafe Int(truncatingIfNeeded: list[k])
      let bits = unsafe frontier[v]
      var i = unsafe rows.start(v)
      let end = unsafe rows.end(v)
      while i < end {
        let w = unsafe rows.neighbour(i)
        unsafe candidates[count] = Int32(truncatingIfNeeded: w)
        unsafe count &+= Int(1 &- isCandidate[w])
        unsafe isCandidate[w] = 1
        unsafe arriving[w] = arriving[w] | bits
        i &+= 1
      }
    }
    return count
  }

  /// Keeps the bits that are new and lists their nodes for the next level.
  ///
  /// SAFETY: the first `count` candidates are distinct nodes that `pass` wrote.
  private mutating func settle(_ rows: Rows, _ count: Int) {
    var (length, arcs) = (0, 0)
    for k in 0..<count {
      let w = unsafe Int(truncatingIfNeeded: candidates[k])
      let before = unsafe seen[w]
      let new = unsafe arriving[w] & ~before
      unsafe isCandidate[w] = 0
      unsafe arriving[w] = .zero
      guard Self.hasAny(new) else { continue }
      unsafe frontier[w] = new
      enter(w, before, new)
      unsafe list[length] = Int32(truncatingIfNeeded: w)
      length &+= 1
      unsafe arcs &+= rows.end(w) &- rows.start(w)
    }
    (self.length, arcsAhead) = (length, arcs)
  }

  /// Lets the nodes that some source has not reached ask their neighbours for bits.
  ///
  /// SAFETY: as for the type.
  private mutating func ask(_ rows: Rows, _ back: Rows) {
    var (length, arcs) = (0, 0)
    let n = unsafe rows.nodeCount
    for w in 0..<n {
      let before = unsafe seen[w]
      guard Self.hasAny(full & ~before) else { continue }
      var bits = Bits.zero
      var i = unsafe back.start(w)
      let end = unsafe back.end(w)
      while i < end {
        unsafe bits |= frontier[back.neighbour(i)]
        i &+= 1
      }
      let new = bits & ~before
      guard Self.hasAny(new) else { continue }
      unsafe arriving[w] = new
      enter(w, before, new)
      unsafe candidates[length] = Int32(truncatingIfNeeded: w)
      length &+= 1
      unsafe arcs &+= rows.end(w) &- rows.start(w)
    }
    for k in 0..<self.length { unsafe frontier[Int(list[k])] = .zero }
    for k in 0..<length { unsafe list[k] = candidates[k] }
    swap(&frontier, &arriving)
    (self.length, arcsAhead) = (length, arcs)
  }

  /// Counts the sources that have just reached a node.
  @inline(__always)
  private borrowing func enter(_ w: Int, _ before: Bits, _ new: Bits) {
    unsafe seen[w] = before | new
    let count =
      new[0].nonzeroBitCount &+ new[1].nonzeroBitCount &+ new[2].nonzeroBitCount
      &+ new[3].nonzeroBitCount
    unsafe harmonic[w] += Double(count) / Double(hop)
    unsafe farness[w] &+= count &* hop
    unsafe reached[w] &+= count
    unsafe eccentricity[w] = max(eccentricity[w], hop)
  }

  @inline(__always)
  private static func hasAny(_ bits: Bits) -> Bool {
    bits[0] | bits[1] | bits[2] | bits[3] != 0
  }
}
