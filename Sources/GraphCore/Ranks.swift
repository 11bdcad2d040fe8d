/// The places that values give to nodes: the highest value has place 1.
///
/// Nodes with equal values share their places: each has all of `best[node]...worst[node]`, and
/// the middle of them as its mid-rank. Values are equal only to the last bit; round a measure that
/// carries noise in its last digits first. A value that is not a number (the constraint of a node
/// alone) comes after all numbers, tied with others of its kind. To rank low values first, rank
/// their negatives.
///
///     let ranks = Ranks([5, 9, 5])
///     ranks.best     // [2, 1, 2]
///     ranks.worst    // [3, 1, 3]
///     ranks.mid(0)   // 2.5
///
/// - Complexity: O(*n* log *n*) time, O(*n*) memory.
/// - Note: A function of the values alone: no tie is ever broken.
///
/// > Source: M. G. Kendall, "The Treatment of Ties in Ranking Problems", *Biometrika* 33(3), 1945,
/// > [10.1093/biomet/33.3.239](https://doi.org/10.1093/biomet/33.3.239).
public struct Ranks: Sendable, Equatable {
  /// One more than the number of nodes with a higher value.
  public let best: [Int]
  /// The number of nodes with a value at least as high.
  public let worst: [Int]

  public init(_ values: [Double]) {
    let order = values.enumerated().map { (key: Self.key($1), node: $0) }
      .sorted { $0.key < $1.key }
    var best = [Int](repeating: 0, count: values.count)
    var worst = best
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].key == order[start].key { end += 1 }
      for place in order[start..<end] {
        best[place.node] = start + 1
        worst[place.node] = end
      }
      start = end
    }
    self.best = best
    self.worst = worst
  }

  /// Returns a whole number that is less the higher the value; both zeros have the same.
  private static func key(_ value: Double) -> UInt64 {
    if value.isNaN { return .max }
    let bits = (value + 0).bitPattern
    // The bits of numbers above 0 rise with them, those of numbers below 0 fall.
    return value < 0 ? bits : ~bits & ~(1 << 63)
  }

  /// Returns the mean of the places a node shares, a multiple of ½.
  public func mid(_ node: Int) -> Double {
    Double(best[node] + worst[node]) / 2
  }

  /// Returns the chance that a node is among the first `count` when ties are drawn by lot.
  /// Over all nodes these chances add up to `count`, or to *n* where that is less.
  public func chance(of node: Int, inTop count: Int) -> Double {
    if worst[node] <= count { return 1 }
    if best[node] > count { return 0 }
    return Double(count - best[node] + 1) / Double(worst[node] - best[node] + 1)
  }
}
