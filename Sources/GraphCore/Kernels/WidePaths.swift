/// Shortest paths from one source, counted where there are more than a `Double` can hold.
///
/// A count is a significand and a power of two of its own, so that counts may differ by any
/// factor, as they do in long lattices. An arc leads on where its length is the difference of the
/// distances of its ends, which is exact. Slower than `PathLanes` and used where that gives up.
///
/// SAFETY: the source is a node of `rows` and `masses` and `copies` have an entry for each (the
/// caller's); node numbers come from the rows, proved there. The blocks are this search's own.
@unsafe struct WidePaths: ~Copyable {
  private let rows: Rows
  private let masses: [Double]
  /// The number of nodes that each node stands for on the way.
  private let copies: [Double]
  private let source: Int
  private let tree: ShortestTree
  private let paths: Block<WideCount>

  init(
    _ adjacency: Adjacency, spread: ClosedRange<Double>, _ rows: Rows, masses: [Double],
    copies: [Double], from source: Int
  ) {
    let tree = shortestTree(adjacency, spread: spread, from: [source])
    let paths = Block(repeating: WideCount(0), count: masses.count)
    unsafe paths[source] = WideCount(1)
    for v in tree.order.lazy.map({ Int($0) }) {
      let passed = unsafe paths[v].times(v == source ? 1 : copies[v])
      for i in unsafe rows.start(v)..<rows.end(v) {
        let w = unsafe rows.neighbour(i)
        guard unsafe tree.distances[v] + rows.strength(i) == tree.distances[w] else { continue }
        unsafe paths[w] = paths[w].plus(passed)
      }
    }
    unsafe self.rows = unsafe rows
    unsafe self.masses = masses
    unsafe self.copies = copies
    unsafe self.source = source
    unsafe self.tree = tree
    unsafe self.paths = paths
  }

  /// Adds what the paths from the source pass over: each node's dependency, or each arc's part.
  func addDependencies(over passed: PassedOver, to score: borrowing Block<Double>) {
    var dependency = unsafe [Double](repeating: 0, count: masses.count)
    for v in unsafe tree.order.reversed().lazy.map({ Int($0) }) {
      for i in unsafe rows.start(v)..<rows.end(v) {
        let part = unsafe part(of: i, from: v, dependency)
        dependency[v] += part
        if passed == .arcs { unsafe score[i] += masses[source] * part }
      }
      guard passed == .nodes, unsafe v != source else { continue }
      unsafe score[v] += masses[source] * dependency[v]
    }
  }

  /// σ[v] · (ω[w] + k[w] δ[w]) / σ[w] for an arc that leads on from *v* to *w*; 0 for others.
  private func part(of arc: Int, from v: Int, _ dependency: [Double]) -> Double {
    let w = unsafe rows.neighbour(arc)
    let length = unsafe rows.strength(arc)
    guard unsafe tree.distances[v] + length == tree.distances[w] else { return 0 }
    let ends = unsafe masses[w] + copies[w] * dependency[w]
    return unsafe paths[v].ratio(to: paths[w]) * ends
  }
}

/// A number of at least 0 without an upper bound: `significand` · 2^`exponent`.
private struct WideCount: BitwiseCopyable {
  /// 0, or from 1 to below 2.
  let significand: Double
  let exponent: Int

  init(_ value: Double, exponent: Int = 0) {
    significand = value > 0 ? value.significand : 0
    self.exponent = value > 0 ? exponent + Int(value.exponent) : 0
  }

  func times(_ factor: Double) -> WideCount {
    WideCount(significand * factor, exponent: exponent)
  }

  func plus(_ other: WideCount) -> WideCount {
    guard significand > 0 else { return other }
    guard other.significand > 0 else { return self }
    let (large, small) = exponent < other.exponent ? (other, self) : (self, other)
    // What lies 60 binary places below changes nothing.
    let places = min(60, large.exponent - small.exponent)
    let added = Double(sign: .plus, exponent: -places, significand: small.significand)
    return WideCount(large.significand + added, exponent: large.exponent)
  }

  /// This count in parts of another, which is not 0.
  func ratio(to other: WideCount) -> Double {
    let places = max(-1100, min(1000, exponent - other.exponent))
    return Double(
      sign: .plus, exponent: places, significand: significand / other.significand)
  }
}
