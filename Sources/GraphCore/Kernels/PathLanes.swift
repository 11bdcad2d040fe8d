/// One number for each of the sources that are searched from at once.
typealias Lanes = SIMD8<Double>

/// The number of sources that one search serves.
let pathLaneCount = 8

/// Shortest paths counted from eight sources at once, level by level.
///
/// Every node carries one bit and one number for each source. An event is a node that some of the
/// sources reach at a level: which of them, and over how many shortest paths (σ). A level is found
/// by passing the numbers of the last one on along its arcs, for all sources at once and without a
/// test; a node then keeps those of the sources that come to it for the first time. Sources close
/// to each other reach most nodes at the same level, so that most arcs are read once for all.
///
/// > Source: M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal",
/// > *PVLDB* 8(4), 2014, [10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).
///
/// SAFETY: `seen`, `arriving`, `flow`, `copies` and `masses` have a place for each node, and node
/// numbers come from rows, proved there, or from the sources (the caller's). `candidates` holds a
/// node at most once and is written one place beyond its end, so it has n + 1 places. Events lie
/// below `end`, for which `makeRoom` provides. The blocks are this search's own.
struct PathLanes: ~Copyable {
  /// The sources that have reached a node, one bit each.
  private let seen: Block<UInt8>
  private let arriving: Block<UInt8>
  /// While counting, what arrives at a node; on the way back, what its neighbours gather. Zero
  /// otherwise.
  let flow: Block<Lanes>
  private let candidates: Block<Int32>
  /// All bits of a lane for each bit of a mask.
  private let lanesOfMask: Block<SIMD8<UInt64>>
  let copies: Block<Double>
  let masses: Block<Double>
  /// The node, the sources and the path counts of each event, level after level.
  private(set) var nodes: Block<Int32>
  private(set) var masks: Block<UInt8>
  private(set) var values: Block<Lanes>
  private(set) var levelStart: [Int] = []
  private var end = 0

  /// Path counts of a level above this are left to `WidePaths`. The square is in range too.
  private static var limit: Double { 0x1p500 }

  init(_ quotient: PathQuotient) {
    let n = quotient.copies.count
    seen = Block(repeating: 0, count: n)
    arriving = Block(repeating: 0, count: n)
    flow = Block(repeating: .zero, count: n)
    candidates = Block(repeating: 0, count: n + 1)
    copies = Self.block(quotient.copies)
    masses = Self.block(quotient.masses)
    lanesOfMask = Block(repeating: .zero, count: 256)
    for mask in 0..<256 {
      var lanes = SIMD8<UInt64>.zero
      for lane in 0..<8 where mask >> lane & 1 == 1 { lanes[lane] = .max }
      unsafe lanesOfMask[mask] = lanes
    }
    nodes = Block(repeating: 0, count: 2 * n + 16)
    masks = Block(repeating: 0, count: 2 * n + 16)
    values = Block(repeating: .zero, count: 2 * n + 16)
  }

  private static func block<Element: Numeric & BitwiseCopyable>(
    _ values: [Element]
  ) -> Block<Element> {
    let block = Block<Element>(repeating: .zero, count: values.count)
    for (i, value) in values.enumerated() { unsafe block[i] = value }
    return block
  }

  /// The number of levels, that of the sources among them.
  var depth: Int { levelStart.count - 1 }

  /// Finds the levels around at most eight sources and counts the shortest paths.
  ///
  /// - Returns: Whether all counts are within range; if not, nothing is kept.
  mutating func countPaths(_ rows: Rows, from sources: Range<Int>) -> Bool {
    end = 0
    makeRoom(for: sources.count)
    levelStart = [0]
    for (lane, s) in sources.enumerated() {
      unsafe nodes[lane] = Int32(truncatingIfNeeded: s)
      unsafe masks[lane] = 1 << UInt8(lane)
      var paths = Lanes.zero
      paths[lane] = 1
      unsafe values[lane] = paths
      unsafe seen[s] = 1 << UInt8(lane)
    }
    end = sources.count
    var inRange = true
    var start = 0
    while start < end, inRange {
      levelStart.append(end)
      let count = unsafe pass(rows, from: start, to: end, isFirst: start == 0)
      makeRoom(for: count)
      start = end
      inRange = settle(count)
    }
    for e in 0..<end { unsafe seen[Int(nodes[e])] = 0 }
    return inRange
  }

  /// Passes the counts of a level on along its arcs; returns how many nodes they came to.
  ///
  /// SAFETY: `start` and `end` bound the events of the last level; the rest as for the type.
  private borrowing func pass(_ rows: Rows, from start: Int, to end: Int, isFirst: Bool) -> Int {
    var count = 0
    for e in start..<end {
      let v = unsafe Int(truncatingIfNeeded: nodes[e])
      let mask = unsafe masks[e]
      let paths = unsafe isFirst ? values[e] : values[e] * copies[v]
      var i = unsafe rows.start(v)
      let last = unsafe rows.end(v)
      while i < last {
        let w = unsafe rows.neighbour(i)
        let before = unsafe arriving[w]
        unsafe candidates[count] = Int32(truncatingIfNeeded: w)
        count &+= before == 0 ? 1 : 0
        unsafe arriving[w] = before | mask
        unsafe flow[w] = flow[w] + paths
        i &+= 1
      }
    }
    return count
  }

  /// Makes events of the nodes that some sources have come to for the first time.
  ///
  /// - Returns: Whether the counts are within range.
  ///
  /// SAFETY: the first `count` candidates are nodes that `pass` wrote, and there is room for them.
  private mutating func settle(_ count: Int) -> Bool {
    var total = Lanes.zero
    var end = self.end
    for k in 0..<count {
      let w = unsafe Int(truncatingIfNeeded: candidates[k])
      let before = unsafe seen[w]
      let new = unsafe arriving[w] & ~before
      let paths = unsafe flow[w]
      unsafe arriving[w] = 0
      unsafe flow[w] = .zero
      guard new != 0 else { continue }
      let kept = only(new, paths)
      unsafe seen[w] = before | new
      unsafe nodes[end] = Int32(truncatingIfNeeded: w)
      unsafe masks[end] = new
      unsafe values[end] = kept
      total += kept
      end &+= 1
    }
    self.end = end
    return total.total < Self.limit
  }

  /// Returns the lanes of a mask, zero in the others.
  ///
  /// SAFETY: a mask is below 256, and both vectors are 64 bytes without padding.
  @inline(__always)
  borrowing func only(_ mask: UInt8, _ lanes: Lanes) -> Lanes {
    unsafe unsafeBitCast(
      unsafeBitCast(lanes, to: SIMD8<UInt64>.self) & lanesOfMask[Int(mask)], to: Lanes.self)
  }

  /// Returns `above` / `below` in the lanes of a mask, zero in the others, where `below` is zero.
  @inline(__always)
  borrowing func quotient(_ mask: UInt8, _ above: Lanes, _ below: Lanes) -> Lanes {
    only(mask, above / (below + only(~mask, Lanes(repeating: 1))))
  }

  /// Sets what the neighbours of the nodes of a level gather from it: its values, in place of
  /// those of the level below.
  func offer(_ level: Int) {
    clear(level + 1)
    for e in levelStart[level]..<levelStart[level + 1] {
      unsafe flow[Int(truncatingIfNeeded: nodes[e])] = values[e]
    }
  }

  /// Takes back what was set for a level.
  func clear(_ level: Int) {
    guard level < depth else { return }
    for e in levelStart[level]..<levelStart[level + 1] {
      unsafe flow[Int(truncatingIfNeeded: nodes[e])] = .zero
    }
  }

  /// Provides places for more events.
  ///
  /// SAFETY: the old blocks hold `end` events, and the new ones are longer.
  private mutating func makeRoom(for more: Int) {
    guard end + more > nodes.count else { return }
    let size = max(2 * nodes.count, end + more)
    let newNodes = Block<Int32>(repeating: 0, count: size)
    let newMasks = Block<UInt8>(repeating: 0, count: size)
    let newValues = Block<Lanes>(repeating: .zero, count: size)
    for e in 0..<end {
      unsafe newNodes[e] = nodes[e]
      unsafe newMasks[e] = masks[e]
      unsafe newValues[e] = values[e]
    }
    nodes = newNodes
    masks = newMasks
    values = newValues
  }
}

extension SIMD8<Double> {
  /// The sum of all lanes, always added in the same order.
  @inline(__always)
  var total: Double {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
