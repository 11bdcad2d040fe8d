extension DepthFirstWalk {
  /// What is left of each number's component without its node.
  struct Rests {
    /// Where the parts of each number start in `sizes`; one more entry at the end.
    var offsets: [Int32]
    /// The sizes of the parts, those of a number beside each other, the part above it first.
    var sizes: [Int32]
    /// By number: the pairs in touch within its parts, and the size of the largest.
    var parts: [(pairs: Int, largest: Int32)]
  }

  /// The sizes of the components, in the order of the walk, which is that of their lowest nodes.
  ///
  /// SAFETY: `at` is a number of the walk.
  func componentSizes() -> [Int] {
    var sizes: [Int] = []
    var at = 0
    while at < nodeCount {
      unsafe sizes.append(size(at))
      at = unsafe Int(branchEnd[at])
    }
    return sizes
  }

  /// Adds up, for every node at once, the branches that the node alone holds to the rest.
  ///
  /// All is by number, so that what is read together lies together.
  ///
  /// SAFETY: parents are lower numbers; `next` runs over the cells that were counted for a number.
  func rests() -> Rests {
    let n = nodeCount
    let held = Block<Int32>(repeating: 0, count: n)
    let next = Block<Int32>(repeating: 0, count: n)
    var parts = [(pairs: Int, largest: Int32)](repeating: (0, 0), count: n)
    for at in 0..<n where unsafe isHeldByParent(at) {
      let p = unsafe Int(parent[at])
      let size = unsafe branchEnd[at] - Int32(truncatingIfNeeded: at)
      unsafe held[p] += size
      unsafe next[p] += 1
      parts[p].pairs += Fragmentation.pairs(Int(size))
      parts[p].largest = max(parts[p].largest, size)
    }
    var offsets = [Int32](repeating: 0, count: n + 1)
    var sizes: [Int32] = []
    sizes.reserveCapacity(n)
    var component: Int32 = 0
    for at in 0..<n {
      if unsafe parent[at] < 0 { component = unsafe branchEnd[at] - Int32(truncatingIfNeeded: at) }
      let below = unsafe next[at]
      let above = unsafe component - 1 - held[at]
      offsets[at] = Int32(truncatingIfNeeded: sizes.count)
      if above > 0 {
        sizes.append(above)
        parts[at].pairs += Fragmentation.pairs(Int(above))
        parts[at].largest = max(parts[at].largest, above)
      }
      unsafe next[at] = Int32(truncatingIfNeeded: sizes.count)
      for _ in 0..<below { sizes.append(0) }
    }
    offsets[n] = Int32(truncatingIfNeeded: sizes.count)
    for at in 0..<n where unsafe isHeldByParent(at) {
      let p = unsafe Int(parent[at])
      sizes[unsafe Int(next[p])] = unsafe branchEnd[at] - Int32(truncatingIfNeeded: at)
      unsafe next[p] += 1
    }
    return Rests(offsets: offsets, sizes: sizes, parts: parts)
  }
}
