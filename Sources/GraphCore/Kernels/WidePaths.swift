/// Shortest paths from one source, counted where there are more than a `Double` can hold.
///
/// A count is a significand and a power of two of its own, so that within one level counts may
/// differ by any factor, as they do in long lattices. Slower than `PathLanes` and used where that
/// gives up.
///
/// SAFETY: the source is a class of the quotient and `rows` are its rows (the caller's); node
/// numbers come from them. A node enters `order` once. The blocks are this search's own.
@unsafe struct WidePaths: ~Copyable {
  private let rows: Rows
  private let quotient: PathQuotient
  private let source: Int
  private let hops: Block<Int32>
  private let order: Block<Int32>
  private let paths: Block<WideCount>
  private var tail = 1

  init(_ quotient: PathQuotient, _ rows: Rows, from source: Int) {
    unsafe self.rows = unsafe rows
    unsafe self.quotient = quotient
    unsafe self.source = source
    let n = quotient.copies.count
    unsafe hops = Block(repeating: -1, count: n)
    unsafe order = Block(repeating: 0, count: n)
    unsafe paths = Block(repeating: WideCount(0), count: n)
    unsafe hops[source] = 0
    unsafe order[0] = Int32(truncatingIfNeeded: source)
    unsafe paths[source] = WideCount(1)
    unsafe countPaths()
  }

  private mutating func countPaths() {
    var head = 0
    while unsafe head < tail {
      let v = unsafe Int(order[head])
      let copies = unsafe v == source ? 1 : quotient.copies[v]
      let passed = unsafe paths[v].times(copies)
      for i in unsafe rows.start(v)..<rows.end(v) {
        let w = unsafe rows.neighbour(i)
        if unsafe hops[w] < 0 {
          unsafe hops[w] = hops[v] + 1
          unsafe order[tail] = Int32(truncatingIfNeeded: w)
          unsafe tail += 1
        }
        if unsafe hops[w] == hops[v] + 1 { unsafe paths[w] = paths[w].plus(passed) }
      }
      head += 1
    }
  }

  func addDependencies(to score: borrowing Block<Double>) {
    let dependency = unsafe Block<Double>(repeating: 0, count: hops.count)
    for k in unsafe stride(from: tail - 1, through: 1, by: -1) {
      let v = unsafe Int(order[k])
      for i in unsafe rows.start(v)..<rows.end(v) {
        unsafe dependency[v] += part(of: i, from: v, dependency)
      }
      unsafe score[v] += quotient.masses[source] * dependency[v]
    }
  }

  func addLinkParts(to score: borrowing Block<Double>) {
    let dependency = unsafe Block<Double>(repeating: 0, count: hops.count)
    for k in unsafe stride(from: tail - 1, through: 0, by: -1) {
      let v = unsafe Int(order[k])
      for i in unsafe rows.start(v)..<rows.end(v) {
        let part = unsafe part(of: i, from: v, dependency)
        unsafe dependency[v] += part
        unsafe score[i] += quotient.masses[source] * part
      }
    }
  }

  /// σ[v] · (ω[w] + k[w] δ[w]) / σ[w] for an arc that leads on from *v* to *w*; 0 for others.
  private func part(of arc: Int, from v: Int, _ dependency: borrowing Block<Double>) -> Double {
    let w = unsafe rows.neighbour(arc)
    guard unsafe hops[w] == hops[v] + 1 else { return 0 }
    let ends = unsafe quotient.masses[w] + quotient.copies[w] * dependency[w]
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
