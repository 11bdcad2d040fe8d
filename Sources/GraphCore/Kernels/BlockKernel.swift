/// The blocks of a graph as a walk finds them: which block the link above each number belongs to,
/// and which blocks each number is the upper end of.
///
/// SAFETY: `above[at]` is −1 for the first number of a component and else a block below `count`;
/// `last` and `before` chain blocks, each into one list, −1 at its end.
private struct NamedBlocks: ~Copyable {
  let above: Block<Int32>
  let last: Block<Int32>
  let before: Block<Int32>
  var sizes: [Int32] = []

  /// A branch that its parent alone holds to the rest begins a block, to which the parent belongs
  /// too; every other number belongs to the block of its parent.
  ///
  /// SAFETY: parents are lower numbers; fewer than n branches begin a block.
  init(_ walk: borrowing DepthFirstWalk) {
    let n = walk.nodeCount
    above = Block(repeating: -1, count: n)
    last = Block(repeating: -1, count: n)
    before = Block(repeating: -1, count: n)
    for at in 0..<n {
      let p = unsafe Int(walk.parent[at])
      guard p >= 0 else { continue }
      guard unsafe walk.isHeldByParent(at) else {
        unsafe above[at] = above[p]
        unsafe sizes[Int(above[p])] += 1
        continue
      }
      let block = Int32(truncatingIfNeeded: sizes.count)
      unsafe above[at] = block
      unsafe before[sizes.count] = last[p]
      unsafe last[p] = block
      sizes.append(2)
    }
  }
}

extension DepthFirstWalk {
  /// Lists the nodes of each block: rows of rising nodes, one row per block, the rows by their
  /// lowest node and then their next lowest, which no two blocks have in common.
  ///
  /// SAFETY: blocks are below the count of names. `next` runs from the start of a block's row over
  /// as many cells as the block has nodes; numbers are below n.
  func blockRows() -> (offsets: [Int], nodes: [Int]) {
    let names = NamedBlocks(self)
    let count = names.sizes.count
    let next = Block<Int>(repeating: 0, count: count)
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for (b, size) in names.sizes.enumerated() {
      unsafe next[b] = starts[b]
      starts.append(starts[b] + Int(size))
    }
    var nodes = [Int](repeating: 0, count: starts[count])
    for v in 0..<nodeCount {
      let at = unsafe Int(number[v])
      var b = unsafe Int(names.above[at])
      if b >= 0 {
        nodes[unsafe next[b]] = v
        unsafe next[b] += 1
      }
      b = unsafe Int(names.last[at])
      while b >= 0 {
        nodes[unsafe next[b]] = v
        unsafe next[b] += 1
        b = unsafe Int(names.before[b])
      }
    }
    let order = Self.byFirstTwo(starts, nodes)
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    var rows: [Int] = []
    rows.reserveCapacity(nodes.count)
    for b in order {
      rows.append(contentsOf: nodes[starts[b]..<starts[b + 1]])
      offsets.append(rows.count)
    }
    return (offsets, rows)
  }

  /// Sorts rows by their first two entries.
  private static func byFirstTwo(_ starts: [Int], _ nodes: [Int]) -> [Int] {
    struct Key: Comparable {
      var ends: UInt64
      var row: Int

      static func < (a: Key, b: Key) -> Bool { a.ends < b.ends }
    }
    let keys = (0..<starts.count - 1).map { row in
      let first = starts[row]
      return Key(ends: UInt64(nodes[first]) << 32 | UInt64(nodes[first + 1]), row: row)
    }
    return keys.sorted().map(\.row)
  }
}
