/// A partition of rows whose members can be walked and whose rows can leave.
struct RowClusters {
  private var rootOf: [Int32]
  /// The members of a cluster form a ring.
  private var next: [Int32]
  private var sizeOf: [Int32]

  init(count: Int) {
    rootOf = (0..<Int32(count)).map { $0 }
    next = rootOf
    sizeOf = [Int32](repeating: 1, count: count)
  }

  var count: Int { rootOf.count }

  func root(_ row: Int) -> Int { Int(rootOf[row]) }

  /// The size of the cluster with a root.
  func size(_ root: Int) -> Int { Int(sizeOf[root]) }

  func forEachMember(_ root: Int, _ body: (Int) -> Void) {
    var row = root
    repeat {
      body(row)
      row = Int(next[row])
    } while row != root
  }

  /// Returns the rows of the cluster with a root.
  func members(_ root: Int) -> [Int32] {
    var members: [Int32] = []
    forEachMember(root) { members.append(Int32($0)) }
    return members
  }

  /// Makes one cluster of those of two rows, under the root of the larger, or the smaller number.
  mutating func join(_ a: Int, _ b: Int) {
    var (x, y) = (root(a), root(b))
    guard x != y else { return }
    if (sizeOf[y], -y) > (sizeOf[x], -x) { swap(&x, &y) }
    var row = y
    repeat {
      rootOf[row] = Int32(x)
      row = Int(next[row])
    } while row != y
    next.swapAt(x, y)
    sizeOf[x] += sizeOf[y]
  }

  /// Puts a row into a cluster of its own, and returns the root of those it leaves.
  @discardableResult
  mutating func remove(_ row: Int) -> Int {
    let old = root(row)
    guard sizeOf[old] > 1 else { return old }
    var rest: [Int] = []
    forEachMember(old) { if $0 != row { rest.append($0) } }
    rest.sort()
    for (index, member) in rest.enumerated() {
      rootOf[member] = Int32(rest[0])
      next[member] = Int32(rest[(index + 1) % rest.count])
    }
    sizeOf[rest[0]] = Int32(rest.count)
    rootOf[row] = Int32(row)
    next[row] = Int32(row)
    sizeOf[row] = 1
    return rest[0]
  }

  /// Returns the smallest row of each row's cluster.
  func names() -> [Int32] {
    var smallest = [Int32](repeating: .max, count: rootOf.count)
    for (row, root) in rootOf.enumerated() {
      smallest[Int(root)] = min(smallest[Int(root)], Int32(row))
    }
    return rootOf.map { smallest[Int($0)] }
  }
}
