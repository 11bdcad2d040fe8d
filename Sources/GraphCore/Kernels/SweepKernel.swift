/// The product of a graph's rows with a vector, again and again, cut into chunks of equal work.
///
/// A chunk holds about `Sweep.chunkSize` arcs and nodes, and which nodes it holds depends on the
/// graph alone. A row is summed in its own order in four interleaved sums by the one chunk that
/// owns it, so the bits do not depend on the number of workers.
///
/// In a large graph in which few nodes own most arcs, the entries of the vector are gathered from
/// places sorted by rough degree, hubs first: most gathers then hit a table that fits a core's own
/// cache. Rows keep their order, so this changes no bit. It takes 4 bytes per arc.
///
/// SAFETY: lives only inside `withSweep`, within `withRows`, whose proofs hold: arcs of a node are
/// in range and columns are nodes. `places` is a permutation of the nodes, or empty, so relabelled
/// columns are below n too. Vectors given have n entries after `base` (the caller's); chunk *c*
/// alone writes the entries of `sums` for its own nodes. Nothing is written after `init`.
@safe final class Sweep: @unchecked Sendable {
  /// Arcs and nodes of one chunk, a hub's row never cut.
  private static let chunkSize = 65_536
  /// Up to here the vector fits a core's own cache in any order.
  static let smallSize = 131_072

  let nodeCount: Int
  private let rows: Rows
  private let bounds: [Int]
  private let places: Block<Int32>
  private let relabelled: Block<Int32>
  private let columns: UnsafeBufferPointer<Int32>

  /// - Parameter counts: The rows of the same arcs by their other ends: how often each entry of the
  ///   vector is wanted. Nil to gather in the order of the nodes.
  fileprivate init(_ rows: Rows, counts: Rows?, workers: Int) {
    unsafe nodeCount = rows.nodeCount
    unsafe self.rows = rows
    unsafe bounds = Self.bounds(rows)
    if nodeCount > Self.smallSize, let counts = unsafe counts,
      let order = unsafe HubOrder(counts, workers: workers)
    {
      places = order.places()
      relabelled = unsafe Block(unwritten: rows.arcCount)
      unsafe columns = UnsafeBufferPointer(relabelled.view)
      relabel(workers: workers)
    } else {
      places = Block(repeating: 0, count: 0)
      relabelled = Block(repeating: 0, count: 0)
      unsafe columns = rows.columns
    }
  }

  /// The number of chunks.
  var count: Int { bounds.count - 1 }

  /// The nodes of a chunk.
  func nodes(_ chunk: Int) -> Range<Int> { bounds[chunk]..<bounds[chunk + 1] }

  /// Where in a vector the entry of a node stands.
  @inline(__always) func place(_ v: Int) -> Int {
    places.count == 0 ? v : unsafe Int(truncatingIfNeeded: places[v])
  }

  /// Whether the graph is large, so that entries of 4 bytes are gathered faster than of 8.
  var isLarge: Bool { nodeCount > Self.smallSize }

  private static func bounds(_ rows: Rows) -> [Int] {
    var bounds = [0]
    var work = 0
    for v in unsafe 0..<rows.nodeCount {
      unsafe work += rows.count(v) + 1
      if work >= chunkSize {
        bounds.append(v + 1)
        work = 0
      }
    }
    if let last = bounds.last, unsafe last < rows.nodeCount { unsafe bounds.append(rows.nodeCount) }
    return bounds
  }

  /// Chunk *c* writes the relabelled columns of its own rows.
  private func relabel(workers: Int) {
    WorkerPool.shared.forEach(count, workers: workers) { chunk in
      let nodes = nodes(chunk)
      var i = unsafe rows.start(nodes.lowerBound)
      let end = unsafe rows.start(nodes.upperBound)
      while i < end {
        unsafe relabelled[i] = places[rows.neighbour(i)]
        i &+= 1
      }
    }
  }

  /// Writes the sums of a chunk's rows: strength times entry over all arcs. Entries of 4 bytes are
  /// added up in 8.
  ///
  /// SAFETY: the arcs of a chunk's nodes are arcs of the rows and each column is below the number
  /// of nodes (`Sweep`); `x` holds that many cells from `base` on, and `sums` as many (the caller's).
  /// No other chunk writes the sums of these nodes.
  @inline(__always)
  func multiply<Entry: SweepEntry>(
    _ chunk: Int, _ x: borrowing Block<Entry>, from base: Int = 0, weighted: Bool,
    into sums: borrowing Block<Double>
  ) {
    let x = unsafe UnsafeMutableBufferPointer(rebasing: x.view[base..<(base + nodeCount)])
    if weighted, unsafe rows.isWeighted {
      return unsafe multiplyWeighted(chunk, x, into: sums)
    }
    let (rows, columns) = unsafe (rows, columns)
    for v in nodes(chunk) {
      var i = unsafe rows.start(v)
      let end = unsafe rows.end(v)
      var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
      while i &+ 4 <= end {
        unsafe a += x[Int(truncatingIfNeeded: columns[i])].wide
        unsafe b += x[Int(truncatingIfNeeded: columns[i &+ 1])].wide
        unsafe c += x[Int(truncatingIfNeeded: columns[i &+ 2])].wide
        unsafe d += x[Int(truncatingIfNeeded: columns[i &+ 3])].wide
        i &+= 4
      }
      while i < end {
        unsafe a += x[Int(truncatingIfNeeded: columns[i])].wide
        i &+= 1
      }
      unsafe sums[v] = (a + b) + (c + d)
    }
  }

  /// SAFETY: as for `multiply`; `x` has an entry for each node.
  @inline(__always)
  @unsafe private func multiplyWeighted<Entry: SweepEntry>(
    _ chunk: Int, _ x: UnsafeMutableBufferPointer<Entry>, into sums: borrowing Block<Double>
  ) {
    let (rows, columns) = unsafe (rows, columns)
    for v in nodes(chunk) {
      var i = unsafe rows.start(v)
      let end = unsafe rows.end(v)
      var (a, b) = (0.0, 0.0)
      while i &+ 2 <= end {
        unsafe a += rows.strength(i) * x[Int(truncatingIfNeeded: columns[i])].wide
        unsafe b += rows.strength(i &+ 1) * x[Int(truncatingIfNeeded: columns[i &+ 1])].wide
        i &+= 2
      }
      if i < end { unsafe a += rows.strength(i) * x[Int(truncatingIfNeeded: columns[i])].wide }
      unsafe sums[v] = a + b
    }
  }
}

/// An entry of a vector that a sweep gathers.
protocol SweepEntry: BitwiseCopyable {
  var wide: Double { get }
}

extension Double: SweepEntry {
  @inline(__always) var wide: Double { self }
}

extension Float: SweepEntry {
  @inline(__always) var wide: Double { Double(self) }
}

extension Adjacency {
  /// Calls `body` with the means to multiply these rows with vectors.
  ///
  /// SAFETY: the sweep must not leave `body`, after which its rows are no longer valid.
  ///
  /// - Parameter gathered: The same arcs by their other ends; nil where they are not at hand.
  func withSweep<Result, Failure: Error>(
    gathered: Adjacency?, workers: Int, _ body: (Sweep) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withRows { rows throws(Failure) in
      guard let gathered else {
        return try body(unsafe Sweep(rows, counts: nil, workers: workers))
      }
      return try unsafe gathered.withRows { counts throws(Failure) in
        try body(unsafe Sweep(rows, counts: counts, workers: workers))
      }
    }
  }
}
