/// Points in order: how many stand above or beside some number of points, without a look at each.
///
///     let order = PointOrder([5, 3, 3, 1])
///     order.rank(of: 3)  // 2
///     order.sharing(3)   // 2
struct PointOrder: Sendable {
  private let falling: [Int]

  init(_ points: some Sequence<Int>) {
    falling = points.sorted(by: >)
  }

  var count: Int { falling.count }

  /// How many have more.
  ///
  /// - Complexity: O(log *n*).
  func above(_ points: Int) -> Int { partitionPoint { $0 <= points } }

  /// How many have as many.
  func sharing(_ points: Int) -> Int { partitionPoint { $0 < points } - above(points) }

  /// From 1; equal points share the best rank.
  func rank(of points: Int) -> Int { above(points) + 1 }

  /// The rank that something which has `own` points would have with `points`, all else held.
  func rank(of points: Int, insteadOf own: Int) -> Int {
    rank(of: points) - (own > points ? 1 : 0)
  }

  /// The first place whose points pass `test`, where those that fail all come before.
  private func partitionPoint(_ test: (Int) -> Bool) -> Int {
    var (low, high) = (0, falling.count)
    while low < high {
      let middle = (low + high) / 2
      if test(falling[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
