/// Returns what each node's label becomes when all nodes take the commonest label of their rows
/// at once, of equally common labels the least. A node without neighbours keeps its own.
///
/// Where an arc counts more than 1 its strength is added; such sums are exact, so the order of a
/// row does not matter. The labels of a row are counted in an open-addressed table of at least
/// twice as many cells as the longest row of the chunk.
///
/// SAFETY: `labels` has one entry per node, checked at the door, is only read while the pieces run
/// and outlives them; node numbers come from the rows, proved there. A cell is found by masking
/// with the table's size less 1, and an empty cell always exists because a row fills at most half
/// of the table. Each cell of `next` is written by the one chunk that owns its node.
func propagatedLabels(
  _ labels: [Int32], _ outgoing: Adjacency, _ incoming: Adjacency?, workers: Int
) -> [Int32] {
  let n = labels.count
  precondition(outgoing.offsets.count == n + 1, "propagation needs one label per node")
  let chunk = 1024
  let next = Block<Int32>(repeating: 0, count: n)
  unsafe labels.withUnsafeBufferPointer { given in
    nonisolated(unsafe) let labels = unsafe given
    unsafe outgoing.withRows { out in
      unsafe (incoming ?? outgoing).withRows { into in
        WorkerPool.shared.forEach((n + chunk - 1) / chunk, workers: workers) { c in
          let nodes = (c * chunk)..<min(n, (c + 1) * chunk)
          var longest = 0
          for v in nodes {
            let both = unsafe out.end(v) - out.start(v) + into.end(v) - into.start(v)
            longest = max(longest, both)
          }
          var count = LabelCount(rowLength: longest)
          for v in nodes {
            unsafe count.add(out, v, labels)
            if incoming != nil { unsafe count.add(into, v, labels) }
            unsafe next[v] = count.takeCommonest() ?? labels[v]
          }
        }
      }
    }
  }
  return next.array()
}

/// How much each label weighs in one row.
private struct LabelCount: ~Copyable {
  private let keys: Block<Int32>
  private let weights: Block<Double>
  private let used: Block<Int32>
  private var usedCount = 0
  private let shift: UInt32

  init(rowLength: Int) {
    let bits = Int.bitWidth - max(rowLength, 2).leadingZeroBitCount + 1
    keys = Block(repeating: -1, count: 1 << bits)
    weights = Block(repeating: 0, count: 1 << bits)
    used = Block(repeating: 0, count: rowLength)
    shift = UInt32(32 - bits)
  }

  mutating func add(_ rows: Rows, _ v: Int, _ labels: UnsafeBufferPointer<Int32>) {
    let mask = keys.count &- 1
    var i = unsafe rows.start(v)
    let end = unsafe rows.end(v)
    while i < end {
      let label = unsafe labels[rows.neighbour(i)]
      var cell = Int((UInt32(bitPattern: label) &* 0x9E37_79B1) >> shift)
      while unsafe keys[cell] != label, unsafe keys[cell] >= 0 { cell = (cell &+ 1) & mask }
      if unsafe keys[cell] < 0 {
        unsafe keys[cell] = label
        unsafe weights[cell] = 0
        unsafe used[usedCount] = Int32(truncatingIfNeeded: cell)
        usedCount &+= 1
      }
      unsafe weights[cell] += rows.strength(i)
      i &+= 1
    }
  }

  /// Returns the label of most weight, of equals the least, and empties the table.
  ///
  /// SAFETY: `used` lists the cells that were filled since the table was last emptied.
  mutating func takeCommonest() -> Int32? {
    var best: Int32?
    var most = 0.0
    for k in 0..<usedCount {
      let cell = unsafe Int(used[k])
      let (label, weight) = unsafe (keys[cell], weights[cell])
      if weight > most || (weight == most && label < best ?? .max) {
        most = weight
        best = label
      }
      unsafe keys[cell] = -1
    }
    usedCount = 0
    return best
  }
}
