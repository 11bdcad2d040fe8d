/// How one key of a run puts rows into blocks: its parts, and which blocks are cut by which others.
///
/// A plan is fast: a block that grows above the limit later is not cut, and one that was cut stays cut.
/// So whether two rows are a pair is a property of these two, and rows may come and go.
struct KeyPlan: Sendable {
  let parts: [KeyPart.ID]
  /// In the order in which they cut.
  let cutters: [KeyPart.ID]
  /// For each cut the hashes of the blocks that it cuts, ascending. Rows of a block that is too big
  /// after the last cut have no key.
  let cuts: [[UInt32]]
}

extension Array where Element: Comparable {
  /// Returns the first place of an ascending array that is not before `value`.
  func lowerBound(of value: Element) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
