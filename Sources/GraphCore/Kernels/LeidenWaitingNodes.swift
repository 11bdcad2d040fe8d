internal import Synchronization

/// Which nodes wait for another look, and how much the others can bear before they do.
///
/// A node that has been looked at prefers its community to the second best by some margin. As
/// long as the links whose far ends have moved since weigh less than half of that, it would decide
/// the same again, so it need not be woken. What has moved is counted in whole units, so the
/// order of counting, and thus of threads, does not matter.
///
/// SAFETY: `count` atomics are initialised for as long as the object lives; whoever indexes them
/// says why the index is below `count`. Any thread may use any of them.
@safe final class WaitingNodes: @unchecked Sendable {
  let count: Int
  /// The weight of one unit.
  private let unit: Double
  /// The units each node can bear; below 0 it waits.
  private let left: UnsafeMutablePointer<Atomic<Int32>>

  /// At first no node waits, and every one is woken by the first neighbour that moves.
  init(count: Int, unit: Double) {
    self.count = count
    self.unit = unit
    unsafe left = .allocate(capacity: count)
    for v in 0..<count { unsafe (left + v).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe left.deallocate()
  }

  @inline(__always) @unsafe
  func isWaiting(_ v: Int) -> Bool {
    assert(v >= 0 && v < count)
    return unsafe left[v].load(ordering: .relaxed) < 0
  }

  /// Lets a node wait.
  @inline(__always) @unsafe
  func add(_ v: Int) {
    assert(v >= 0 && v < count)
    unsafe left[v].store(-1, ordering: .relaxed)
  }

  /// Ends the waiting of a node that prefers where it is by so much.
  @inline(__always) @unsafe
  func remove(_ v: Int, margin: Double) {
    assert(v >= 0 && v < count)
    let units = margin / (2 * unit)
    unsafe left[v].store(units < 1e9 ? Int32(units) : 1_000_000_000, ordering: .relaxed)
  }

  /// Tells a node that the far end of a link of this weight has moved.
  ///
  /// - Parameter isShared: Whether other threads tell nodes at the same time; if not, the far
  ///   slower counting in one step can be done without.
  @inline(__always) @unsafe
  func disturb(_ v: Int, weight: Double, isShared: Bool) {
    let before = unsafe left[v].load(ordering: .relaxed)
    guard before >= 0 else { return }
    let units = weight / unit
    guard units < 1e6 else { return unsafe add(v) }
    let whole = Int32(units)
    let loss = Double(whole) < units ? whole &+ 1 : whole
    if isShared {
      unsafe left[v].subtract(loss, ordering: .relaxed)
    } else {
      unsafe left[v].store(before &- loss, ordering: .relaxed)
    }
  }
}
