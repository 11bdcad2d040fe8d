/// Remembers the evidence for pairs of rows in a table of fixed size: a pair may push another out, which
/// changes the time and never the result.
struct EvidenceMemo {
  /// A pair and its units, both 0 for none: the pair of row 0 with itself is never asked for.
  private var pairs: [UInt64]
  private var units: [Int32]

  /// Starts with links whose evidence is known.
  init(_ links: [CorrelationClustering.Link]) {
    let bits = min(23, max(10, Int.bitWidth - links.count.leadingZeroBitCount + 1))
    pairs = Array(repeating: 0, count: 1 << bits)
    units = Array(repeating: 0, count: 1 << bits)
    for link in links {
      let (pair, place) = slot(Int(link.a), Int(link.b))
      (pairs[place], units[place]) = (pair, link.units)
    }
  }

  /// Returns the evidence for two rows, in either order, which `weigh` tells where it is not known.
  @inline(__always)
  mutating func evidence(_ a: Int, _ b: Int, _ weigh: () -> Int32) -> Int32 {
    let (pair, place) = slot(min(a, b), max(a, b))
    if pairs[place] == pair { return units[place] }
    let weighed = weigh()
    (pairs[place], units[place]) = (pair, weighed)
    return weighed
  }

  @inline(__always)
  private func slot(_ a: Int, _ b: Int) -> (pair: UInt64, place: Int) {
    let pair = UInt64(a) << 32 | UInt64(b)
    let mixed = (pair ^ (pair >> 29)) &* 0x9E37_79B9_7F4A_7C15
    return (pair, Int(truncatingIfNeeded: mixed >> 40) & (pairs.count - 1))
  }
}
