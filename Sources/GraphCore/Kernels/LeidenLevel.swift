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

  /// The rows as kernels read them, as long as the storage lives.
  var rows: Rows {
    unsafe Rows(
      nodeCount: offsets.count - 1, offsets: UnsafeBufferPointer(offsets.view),
      neighbours: UnsafeBufferPointer(rebasing: targets.view[..<arcCount]),
      short: UnsafeBufferPointer(narrow.view), long: UnsafeBufferPointer(wide.view))
  }
}

/// What the draws of each node of a level follow from, where that is not its number.
final class LeidenKeys: Sendable {
  let all: [UInt64]

  /// Returns nil where there are no keys.
  init?(_ all: [UInt64]) {
    guard !all.isEmpty else { return nil }
    self.all = all
  }

  subscript(node: Int) -> UInt64 { all[node] }

  /// The least key of the nodes of each group.
  func least(of groups: LeidenGroups) -> LeidenKeys? {
    var least = [UInt64](repeating: .max, count: groups.count)
    // SAFETY: `number` has a group below the count for each node of the level.
    for (v, key) in all.enumerated() {
      let group = unsafe Int(groups.number[v])
      least[group] = min(least[group], key)
    }
    return LeidenKeys(least)
  }
}

/// One level of the search: a graph whose nodes are groups of nodes of the level before.
@safe struct LeidenLevel: ~Copyable, @unchecked Sendable {
  let n: Int
  let rows: Rows
  /// What each node brings into a community.
  let masses: Block<Double>
  let totalMass: Double
  /// What the draws of each node follow from; nil for its number.
  let keys: LeidenKeys?
  /// Keeps the rows alive; nil at the lowest level, where the graph does.
  private let storage: LevelStorage?

  /// A level over rows that must outlive it.
  init(
    rows: Rows, masses: consuming Block<Double>, keys: LeidenKeys? = nil,
    storage: LevelStorage? = nil
  ) {
    n = unsafe rows.nodeCount
    self.keys = keys
    unsafe self.rows = unsafe rows
    var total = 0.0
    for v in 0..<masses.count { unsafe total += masses[v] }
    totalMass = total
    self.masses = masses
    self.storage = storage
  }

  /// The number of arcs.
  var arcCount: Int { unsafe rows.arcCount }

  /// A weight small beside those of most arcs, in which changes are counted.
  ///
  /// SAFETY: goes over all arcs.
  var weightUnit: Double {
    guard unsafe rows.isWeighted, arcCount > 0 else { return 1 }
    var sum = 0.0
    for i in 0..<arcCount { unsafe sum += rows.strength(i) }
    return sum / Double(16 * arcCount)
  }

  /// The nodes in a random order: that of the lots that their keys draw, where they have keys.
  func shuffled(_ random: CounterRandom, stream: UInt64) -> [Int] {
    guard let keys else { return random.permutation(n, stream: stream) }
    return order(ofLots: keys.all.map { random.bits(stream: stream, index: $0) })
  }

  /// The most arcs among some nodes.
  ///
  /// Reads the beginning of each row, all reads under way at once, so that whoever goes over the
  /// rows next need not wait for memory.
  ///
  /// SAFETY: places and nodes are valid (the caller's); a row that has an arc has a first one.
  @inline(__always)
  func mostArcs(_ nodes: borrowing Block<Int32>, _ places: Range<Int>) -> Int {
    var most = 0
    var early = 0
    for k in places {
      let v = unsafe Int(nodes[k])
      let count = unsafe rows.count(v)
      most = max(most, count)
      if count > 0 { unsafe early |= rows.neighbour(rows.start(v)) }
    }
    // `early` is never negative; adding its sign keeps the early reads.
    return most &+ (early &>> 63)
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
      try unsafe adjacency.withRows { rows throws(GraphError) in
        try unsafe body(
          LeidenLevel(rows: rows, masses: massBlock(count: rows.nodeCount), keys: keys))
      }
    case .merged(let storage):
      try unsafe body(
        LeidenLevel(
          rows: storage.rows, masses: massBlock(count: storage.rows.nodeCount), storage: storage))
    }
  }

  private func massBlock(count: Int) -> Block<Double> {
    let block = Block(repeating: 1.0, count: count)
    for v in masses.indices { unsafe block[v] = masses[v] }
    return block
  }
}
