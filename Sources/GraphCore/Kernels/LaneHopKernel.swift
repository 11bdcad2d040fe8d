/// A search from up to 64 sources at once that tells, level by level, how many nodes each reaches.
///
/// Every node carries one bit per source. While few arcs leave the last level, its nodes pass
/// their bits on; while many do, the nodes that some source has not reached ask for them, and stop
/// asking once they have all.
///
/// > Source: M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal",
/// > *PVLDB* 8(4), 2014, [10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).
///
/// SAFETY: every block has a place for each node; `candidates` is written one place beyond its end
/// and has one more. Sources are nodes (the caller's), and node numbers come from rows, proved
/// there. `list` holds nodes, each at most once per level.
struct LaneHops: ~Copyable {
  /// The most sources.
  static var laneCount: Int { 64 }
  /// A level is asked for, not passed on, when its arcs exceed this part of all.
  private static var largePart: Int { 12 }

  private let seen: Block<UInt64>
  private var frontier: Block<UInt64>
  /// What arrives; zero between levels.
  private var arriving: Block<UInt64>
  private let candidates: Block<Int32>
  private let list: Block<Int32>
  private var full: UInt64 = 0
  private var length = 0
  private var arcsAhead = 0
  /// The bits of the counters of all sources: the first word holds the ones, the second the twos.
  private var counters: [UInt64] = []

  init(nodeCount n: Int) {
    seen = Block(repeating: 0, count: n)
    frontier = Block(repeating: 0, count: n)
    arriving = Block(repeating: 0, count: n)
    candidates = Block(repeating: 0, count: n + 1)
    list = Block(repeating: 0, count: n)
  }

  /// Gives each source its bit.
  mutating func begin(at sources: [Int]) {
    for k in 0..<length { unsafe frontier[Int(list[k])] = 0 }
    seen.fill(0)
    full = sources.count == 64 ? .max : 1 << UInt64(sources.count) - 1
    for (lane, s) in sources.enumerated() {
      unsafe seen[s] = 1 << UInt64(lane)
      unsafe frontier[s] = 1 << UInt64(lane)
      unsafe list[lane] = Int32(truncatingIfNeeded: s)
    }
    length = sources.count
    arcsAhead = 0
  }

  /// Searches one level and returns for each of `lanes` sources how many nodes it reaches there;
  /// nil where there is no further level.
  mutating func advance(_ rows: Rows, against back: Rows, lanes: Int) -> [Int]? {
    guard length > 0 else { return nil }
    counters = Array(repeating: 0, count: 33)
    if unsafe arcsAhead > back.end(seen.count - 1) / Self.largePart {
      unsafe ask(rows, back)
    } else {
      unsafe pass(rows)
    }
    return (0..<lanes).map { lane in
      counters.indices.reduce(0) { $0 + Int(counters[$1] >> UInt64(lane) & 1) << $1 }
    }
  }

  private mutating func pass(_ rows: Rows) {
    var count = 0
    for k in 0..<length {
      let v = unsafe Int(truncatingIfNeeded: list[k])
      let bits = unsafe frontier[v]
      var i = unsafe rows.start(v)
      let end = unsafe rows.end(v)
      while i < end {
        let w = unsafe rows.neighbour(i)
        let before = unsafe arriving[w]
        unsafe candidates[count] = Int32(truncatingIfNeeded: w)
        count &+= before == 0 ? 1 : 0
        unsafe arriving[w] = before | bits
        i &+= 1
      }
    }
    for k in 0..<length { unsafe frontier[Int(list[k])] = 0 }
    (length, arcsAhead) = (0, 0)
    for k in 0..<count {
      let w = unsafe Int(truncatingIfNeeded: candidates[k])
      let new = unsafe arriving[w] & ~seen[w]
      unsafe arriving[w] = 0
      guard new != 0 else { continue }
      unsafe frontier[w] = new
      unsafe enter(rows, w, new)
    }
  }

  private mutating func ask(_ rows: Rows, _ back: Rows) {
    let (before, n) = (length, seen.count)
    var count = 0
    for w in 0..<n {
      let known = unsafe seen[w]
      guard known != full else { continue }
      var bits = known
      var i = unsafe back.start(w)
      let end = unsafe back.end(w)
      while i < end, bits != full {
        unsafe bits |= frontier[back.neighbour(i)]
        i &+= 1
      }
      guard bits != known else { continue }
      unsafe arriving[w] = bits & ~known
      unsafe candidates[count] = Int32(truncatingIfNeeded: w)
      count &+= 1
    }
    for k in 0..<before { unsafe frontier[Int(list[k])] = 0 }
    swap(&frontier, &arriving)
    (length, arcsAhead) = (0, 0)
    for k in 0..<count {
      let w = unsafe Int(truncatingIfNeeded: candidates[k])
      unsafe enter(rows, w, frontier[w])
    }
  }

  /// Lists a node for the next level and counts it for the sources that have just reached it.
  ///
  /// SAFETY: a node is entered once per level, so the list has room. No counter passes the number
  /// of nodes, which is below 2³², so the carry ends within 33 words.
  @inline(__always)
  private mutating func enter(_ rows: Rows, _ w: Int, _ new: UInt64) {
    unsafe seen[w] |= new
    unsafe list[length] = Int32(truncatingIfNeeded: w)
    length &+= 1
    unsafe arcsAhead &+= rows.end(w) &- rows.start(w)
    var carry = new
    var place = 0
    while carry != 0 {
      let word = counters[place]
      counters[place] = word ^ carry
      carry &= word
      place &+= 1
    }
  }
}

extension LaneHops {
  /// Searches one level of a graph given by the two ends of its arcs; see `advance`.
  mutating func level(_ along: Adjacency, _ against: Adjacency, lanes: Int) -> [Int]? {
    guard length > 0 else { return nil }
    return unsafe along.withRows { rows in
      unsafe against.withRows { back in unsafe advance(rows, against: back, lanes: lanes) }
    }
  }
}
