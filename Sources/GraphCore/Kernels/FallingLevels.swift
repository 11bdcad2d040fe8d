/// Nodes on levels, handed out from the highest level down and by rising number within a level,
/// where a node may fall while it waits but never rise.
///
/// Since nothing rises, nobody comes to the level in hand: it is listed and sorted once. A node
/// that has fallen is moved to its level only when the list that still holds it is opened; so the
/// work is O(1) for a fall, and altogether that of sorting.
///
/// SAFETY: each waiting node is in one list, chained through `next`, −1 at its end. `level` is −1
/// for a node that does not wait and else at most the highest level there was, for which `first`
/// has a cell. Callers name nodes below n.
struct FallingLevels: ~Copyable {
  private let level: Block<Int32>
  private let next: Block<Int32>
  private let first: Block<Int32>
  private var open: Int
  private var current: [Int32] = []
  private var taken = 0

  /// - Parameter levels: The level of each node, −1 for one that does not wait.
  init(_ levels: [Int32], highest: Int) {
    let n = levels.count
    level = Block(repeating: -1, count: n)
    next = Block(repeating: -1, count: n)
    first = Block(repeating: -1, count: highest + 1)
    open = highest + 1
    for v in stride(from: n - 1, through: 0, by: -1) where levels[v] >= 0 {
      enter(v, at: levels[v])
    }
  }

  /// Lets a node wait at a level below the one in hand; it did not wait before.
  ///
  /// SAFETY: see the type.
  func enter(_ v: Int, at level: Int32) {
    unsafe self.level[v] = level
    unsafe next[v] = first[Int(level)]
    unsafe first[Int(level)] = Int32(truncatingIfNeeded: v)
  }

  /// Lets a waiting node fall by one level.
  ///
  /// SAFETY: see the type; a node on level 0 has nothing to lose (the caller's).
  @unsafe @inline(__always) func lower(_ v: Int) { unsafe level[v] &-= 1 }

  /// The level of a node, −1 where it does not wait.
  @unsafe @inline(__always) func level(of v: Int) -> Int32 { unsafe level[v] }

  /// Takes a node out without its turn.
  @unsafe @inline(__always) func drop(_ v: Int) { unsafe level[v] = -1 }

  /// Takes out the node whose turn it is; nil where nobody waits.
  mutating func take() -> (node: Int, level: Int)? {
    while true {
      while taken < current.count {
        let v = Int(current[taken])
        taken += 1
        let now = unsafe level[v]
        if Int(now) == open {
          unsafe level[v] = -1
          return (v, open)
        }
        if now >= 0 { enter(v, at: now) }
      }
      guard openNext() else { return nil }
    }
  }

  /// Opens the highest list below the level in hand; false where all are empty.
  ///
  /// SAFETY: see the type.
  private mutating func openNext() -> Bool {
    current.removeAll(keepingCapacity: true)
    taken = 0
    while open > 0, current.isEmpty {
      open -= 1
      var v = unsafe Int(first[open])
      unsafe first[open] = -1
      while v >= 0 {
        let following = unsafe Int(next[v])
        let now = unsafe level[v]
        if Int(now) == open {
          current.append(Int32(truncatingIfNeeded: v))
        } else if now >= 0 {
          enter(v, at: now)
        }
        v = following
      }
    }
    current.sort()
    return !current.isEmpty
  }
}
