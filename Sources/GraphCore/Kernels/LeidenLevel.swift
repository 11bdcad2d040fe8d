/// The rows of one level as the kernels of Leiden read them: those of the graph itself, or those
/// of a graph whose nodes are groups of nodes of the level below.
///
/// SAFETY: valid as long as the arrays behind it, which `withLevelRows` and `LevelStorage` keep
/// alive. The graph's constructor, or `merged`, proves that offsets rise from 0 to the number of
/// arcs and that every target is a node. Nothing is written while rows exist.
@unsafe struct LevelRows: @unchecked Sendable {
  let count: Int
  let offsets: UnsafeBufferPointer<Int>
  let targets: UnsafeBufferPointer<Int32>
  /// The weights in either width; both empty where every weight is 1.
  let narrow: UnsafeBufferPointer<Float>
  let wide: UnsafeBufferPointer<Double>

  @inline(__always) func start(_ v: Int) -> Int { unsafe offsets[v] }
  @inline(__always) func end(_ v: Int) -> Int { unsafe offsets[v &+ 1] }
  @inline(__always) func arcs(_ v: Int) -> Int { unsafe offsets[v &+ 1] &- offsets[v] }
  @inline(__always) func target(_ i: Int) -> Int {
    unsafe Int(truncatingIfNeeded: targets[i])
  }
  @inline(__always) func weight(_ i: Int) -> Double {
    if unsafe !narrow.isEmpty { return unsafe Double(narrow[i]) }
    return unsafe wide.isEmpty ? 1 : wide[i]
  }
}

extension Adjacency {
  /// Calls `body` with the rows as the lowest level.
  func withLevelRows<Result>(
    _ body: (LevelRows) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    try unsafe offsets.withUnsafeBufferPointer { offsets throws(GraphError) in
      try unsafe neighbours.withUnsafeBufferPointer { neighbours throws(GraphError) in
        try unsafe strengths.short.withUnsafeBufferPointer { narrow throws(GraphError) in
          try unsafe strengths.long.withUnsafeBufferPointer { wide throws(GraphError) in
            try unsafe body(
              LevelRows(
                count: offsets.count - 1, offsets: offsets, targets: neighbours, narrow: narrow,
                wide: wide))
          }
        }
      }
    }
  }
}

/// The arrays behind the rows of a level above the lowest.
///
/// SAFETY: made by `merged`, which writes every offset and every arc below the last offset before
/// anyone reads; never written afterwards.
@safe final class LevelStorage: @unchecked Sendable {
  let offsets: Block<Int>
  let targets: Block<Int32>
  let narrow: Block<Float>
  let wide: Block<Double>

  init(nodes: Int, arcs: Int, isNarrow: Bool) {
    offsets = Block(repeating: 0, count: nodes + 1)
    unsafe targets = Block(unwritten: arcs)
    unsafe narrow = Block(unwritten: isNarrow ? arcs : 0)
    unsafe wide = Block(unwritten: isNarrow ? 0 : arcs)
  }

  var arcCount: Int { unsafe offsets[offsets.count - 1] }

  var rows: LevelRows {
    unsafe LevelRows(
      count: offsets.count - 1, offsets: UnsafeBufferPointer(offsets.view),
      targets: UnsafeBufferPointer(targets.view), narrow: UnsafeBufferPointer(narrow.view),
      wide: UnsafeBufferPointer(wide.view))
  }
}

/// One level of the search: a graph whose nodes are groups of nodes of the level before.
@safe struct LeidenLevel: ~Copyable, @unchecked Sendable {
  let n: Int
  let rows: LevelRows
  /// What each node brings into a community.
  let masses: Block<Double>
  let totalMass: Double
  /// Keeps the rows alive; nil at the lowest level, where the graph does.
  private let storage: LevelStorage?

  /// A level over rows that must outlive it.
  init(rows: LevelRows, masses: consuming Block<Double>, storage: LevelStorage? = nil) {
    n = unsafe rows.count
    unsafe self.rows = unsafe rows
    var total = 0.0
    for v in 0..<masses.count { unsafe total += masses[v] }
    totalMass = total
    self.masses = masses
    self.storage = storage
  }

  /// The number of arcs.
  var arcCount: Int { unsafe rows.offsets[n] }

  /// A weight small beside those of most arcs, in which changes are counted.
  ///
  /// SAFETY: goes over all arcs.
  var weightUnit: Double {
    guard unsafe !(rows.wide.isEmpty && rows.narrow.isEmpty), arcCount > 0 else { return 1 }
    var sum = 0.0
    for i in 0..<arcCount { unsafe sum += rows.weight(i) }
    return sum / Double(16 * arcCount)
  }

  /// The most arcs among some nodes.
  @inline(__always)
  func mostArcs(_ nodes: borrowing Block<Int32>, _ places: Range<Int>) -> Int {
    var most = 0
    for k in places { unsafe most = max(most, rows.arcs(Int(nodes[k]))) }
    return most
  }
}

extension LeidenSearch {
  /// Calls `body` with the lowest level.
  ///
  /// SAFETY: the rows live while the arrays or the storage do, which is until `body` returns;
  /// `masses` is empty or has one entry per node.
  func withLevel<Result>(
    _ body: (borrowing LeidenLevel) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    switch links {
    case .rows(let adjacency):
      try unsafe adjacency.withLevelRows { rows throws(GraphError) in
        try unsafe body(LeidenLevel(rows: rows, masses: massBlock(count: rows.count)))
      }
    case .merged(let storage):
      try unsafe body(
        LeidenLevel(
          rows: storage.rows, masses: massBlock(count: storage.rows.count), storage: storage))
    }
  }

  private func massBlock(count: Int) -> Block<Double> {
    let block = Block(repeating: 1.0, count: count)
    for v in masses.indices { unsafe block[v] = masses[v] }
    return block
  }
}
