/// Disjoint sets of the integers below `count`, whose root is always the least member, so that the
/// result does not depend on the order of unions.
struct DisjointSets {
  private var parent: [Int32]

  init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

  /// Returns the least member of the set of `x`, halving the path on the way.
  mutating func root(_ x: Int) -> Int {
    var x = Int32(x)
    while parent[Int(x)] != x {
      parent[Int(x)] = parent[Int(parent[Int(x)])]
      x = parent[Int(x)]
    }
    return Int(x)
  }

  /// Joins the sets of `a` and `b`; returns false where they were one already.
  mutating func union(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (root(a), root(b))
    guard a != b else { return false }
    parent[max(a, b)] = Int32(min(a, b))
    return true
  }
}
