/// The rows of an adjacency as kernels read them: no checks in release builds.
///
/// The same rows serve the levels of Leiden, whose nodes are groups of nodes of the level below.
///
/// SAFETY: valid only inside `withRows`, or as long as the `LevelStorage`, which keep the arrays
/// alive. `Adjacency` is made by the graph's constructor alone, and storage by `merged`; each proves
/// that `offsets` has one entry per node and one more, rises from 0 to the number of arcs, and that
/// every neighbour is a node. So for a node `v`,
/// each `i` in `start(v)..<end(v)` is a valid arc and `neighbour(i)` a valid node.
/// The memory is never written while rows exist, so any number of threads may read it.
@unsafe struct Rows: @unchecked Sendable {
  let nodeCount: Int
  private let offsets: UnsafeBufferPointer<Int>
  private let neighbours: UnsafeBufferPointer<Int32>
  private let short: UnsafeBufferPointer<Float>
  private let long: UnsafeBufferPointer<Double>

  init(
    nodeCount: Int, offsets: UnsafeBufferPointer<Int>, neighbours: UnsafeBufferPointer<Int32>,
    short: UnsafeBufferPointer<Float>, long: UnsafeBufferPointer<Double>
  ) {
    unsafe self.nodeCount = nodeCount
    unsafe self.offsets = offsets
    unsafe self.neighbours = neighbours
    unsafe self.short = short
    unsafe self.long = long
  }

  @inline(__always) func start(_ v: Int) -> Int { unsafe offsets[v] }
  @inline(__always) func end(_ v: Int) -> Int { unsafe offsets[v &+ 1] }
  @inline(__always) func neighbour(_ i: Int) -> Int {
    unsafe Int(truncatingIfNeeded: neighbours[i])
  }

  /// The number of arcs in the row of a node.
  @inline(__always) func count(_ v: Int) -> Int {
    unsafe offsets[v &+ 1] &- offsets[v]
  }

  /// Whether some strength is not 1. Where none is, a kernel does better not to ask for strengths.
  var isWeighted: Bool { unsafe !(short.isEmpty && long.isEmpty) }

  /// Whether some strength needs 64 bits.
  var isLong: Bool { unsafe !long.isEmpty }

  /// The node at the far end of every arc.
  var columns: UnsafeBufferPointer<Int32> { unsafe neighbours }

  /// The number of arcs.
  var arcCount: Int { unsafe neighbours.count }

  /// The strength of arc `i`; empty tables mean that every strength is 1.
  @inline(__always) func strength(_ i: Int) -> Double {
    if unsafe !short.isEmpty { return unsafe Double(short[i]) }
    return unsafe long.isEmpty ? 1 : long[i]
  }
}

extension Adjacency {
  /// Calls `body` with unchecked access to the rows.
  func withRows<Result, Failure: Error>(
    _ body: (Rows) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe offsets.withUnsafeBufferPointer { offsets throws(Failure) in
      try unsafe neighbours.withUnsafeBufferPointer { neighbours throws(Failure) in
        try unsafe strengths.short.withUnsafeBufferPointer { short throws(Failure) in
          try unsafe strengths.long.withUnsafeBufferPointer { long throws(Failure) in
            try unsafe body(
              Rows(
                nodeCount: offsets.count - 1, offsets: offsets, neighbours: neighbours,
                short: short, long: long))
          }
        }
      }
    }
  }
}
