/// The rows of an adjacency as kernels read them: no checks in release builds.
///
/// SAFETY: valid only inside `withRows`, which keeps the arrays alive. `Adjacency` is made by the
/// graph's constructor alone, which proves that `offsets` has one entry per node and one more,
/// rises from 0 to the number of arcs, and that every neighbour is a node. So for a node `v`,
/// each `i` in `start(v)..<end(v)` is a valid arc and `neighbour(i)` a valid node.
/// The memory is never written while rows exist, so any number of threads may read it.
@unsafe struct Rows: @unchecked Sendable {
  let nodeCount: Int
  private let offsets: UnsafeBufferPointer<Int>
  private let neighbours: UnsafeBufferPointer<Int32>
  private let strengths: UnsafeBufferPointer<Double>

  fileprivate init(
    nodeCount: Int, offsets: UnsafeBufferPointer<Int>, neighbours: UnsafeBufferPointer<Int32>,
    strengths: UnsafeBufferPointer<Double>
  ) {
    unsafe self.nodeCount = nodeCount
    unsafe self.offsets = offsets
    unsafe self.neighbours = neighbours
    unsafe self.strengths = strengths
  }

  @inline(__always) func start(_ v: Int) -> Int { unsafe offsets[v] }
  @inline(__always) func end(_ v: Int) -> Int { unsafe offsets[v &+ 1] }
  @inline(__always) func neighbour(_ i: Int) -> Int {
    unsafe Int(truncatingIfNeeded: neighbours[i])
  }

  /// The strength of arc `i`; an empty table means that every strength is 1.
  @inline(__always) func strength(_ i: Int) -> Double {
    unsafe strengths.isEmpty ? 1 : strengths[i]
  }
}

extension Adjacency {
  /// Calls `body` with unchecked access to the rows.
  func withRows<Result>(_ body: (Rows) -> Result) -> Result {
    unsafe offsets.withUnsafeBufferPointer { offsets in
      unsafe neighbours.withUnsafeBufferPointer { neighbours in
        unsafe strengths.withUnsafeBufferPointer { strengths in
          unsafe body(
            Rows(
              nodeCount: offsets.count - 1, offsets: offsets, neighbours: neighbours,
              strengths: strengths))
        }
      }
    }
  }
}
