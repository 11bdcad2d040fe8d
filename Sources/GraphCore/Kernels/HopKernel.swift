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

/// Returns the totals over a batch of at most `hopLanes` sources, all searched at once.
///
/// Every node carries one bit per source. A level of the search passes bits on along the arcs,
/// drops those that came before, and counts what is left: the sources at exactly that distance.
///
/// > Source: M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal",
/// > *PVLDB* 8(4), 2014, [10.14778/2735496.2735507](https://doi.org/10.14778/2735496.2735507).
///
/// SAFETY: `sources` are nodes (the caller's batches), and node numbers come from `rows`, proved
/// there. A node enters a list once per level (`stamp`), so lists of n places hold them. The
/// blocks are this call's own.
func hopTotals(_ adjacency: Adjacency, sources: Range<Int>) -> HopTotals {
  var totals = HopTotals(nodeCount: adjacency.offsets.count - 1)
  unsafe adjacency.withRows { rows in
    let search = unsafe HopSearch(nodeCount: rows.nodeCount)
    var length = search.begin(at: sources)
    var hop = 0
    while length > 0 {
      hop += 1
      let candidates = unsafe search.pass(rows, length: length, hop: Int32(hop))
      length = search.settle(candidates: candidates, hop: hop, into: &totals)
    }
  }
  return totals
}

private struct HopSearch: ~Copyable {
  private typealias Bits = SIMD4<UInt64>

  private let seen: Block<Bits>
  private let frontier: Block<Bits>
  private let arriving: Block<Bits>
  private let stamp: Block<Int32>
  private let list: Block<Int32>
  private let candidateList: Block<Int32>

  init(nodeCount n: Int) {
    seen = Block(repeating: .zero, count: n)
    frontier = Block(repeating: .zero, count: n)
    arriving = Block(repeating: .zero, count: n)
    stamp = Block(repeating: 0, count: n)
    list = Block(repeating: 0, count: n)
    candidateList = Block(repeating: 0, count: n)
  }

  /// Gives each source its bit.
  func begin(at sources: Range<Int>) -> Int {
    for (lane, s) in sources.enumerated() {
      var bit = Bits.zero
      bit[lane >> 6] = 1 << UInt64(lane & 63)
      unsafe seen[s] = bit
      unsafe frontier[s] = bit
      unsafe list[lane] = Int32(truncatingIfNeeded: s)
    }
    return sources.count
  }

  /// Passes the bits of the listed nodes on to their neighbours.
  func pass(_ rows: Rows, length: Int, hop: Int32) -> Int {
    var candidates = 0
    for k in 0..<length {
      let v = unsafe Int(list[k])
      let bits = unsafe frontier[v]
      var i = unsafe rows.start(v)
      let end = unsafe rows.end(v)
      while i < end {
        let w = unsafe rows.neighbour(i)
        if unsafe stamp[w] == hop {
          unsafe arriving[w] = arriving[w] | bits
        } else {
          unsafe stamp[w] = hop
          unsafe arriving[w] = bits
          unsafe candidateList[candidates] = Int32(truncatingIfNeeded: w)
          candidates &+= 1
        }
        i &+= 1
      }
    }
    for k in 0..<length { unsafe frontier[Int(list[k])] = .zero }
    return candidates
  }

  /// Keeps the bits that are new, counts them and lists their nodes for the next level.
  ///
  /// SAFETY: the first `candidates` entries of `candidateList` are nodes that the step before wrote.
  func settle(candidates: Int, hop: Int, into totals: inout HopTotals) -> Int {
    var length = 0
    for k in 0..<candidates {
      let w = unsafe Int(candidateList[k])
      let before = unsafe seen[w]
      let new = unsafe arriving[w] & ~before
      guard new != .zero else { continue }
      unsafe seen[w] = before | new
      unsafe frontier[w] = new
      unsafe list[length] = Int32(truncatingIfNeeded: w)
      length &+= 1
      var count = 0
      for part in 0..<4 { count += new[part].nonzeroBitCount }
      totals.harmonic[w] += Double(count) / Double(hop)
      totals.farness[w] += count * hop
      totals.reached[w] += count
      totals.eccentricity[w] = hop
    }
    return length
  }
}
