internal import Synchronization

/// Whole numbers that several threads may raise at once. Sums of whole numbers do not depend on
/// the order of the additions.
///
/// SAFETY: the cells are initialised on allocation and live from `init` to `deinit`; each is
/// atomic, so any number of threads may raise any of them. Whoever indexes says why it is in range.
@safe struct SharedCounts: ~Copyable, @unchecked Sendable {
  private let cells: UnsafeMutablePointer<Atomic<Int>>
  private let count: Int

  init(count: Int) {
    self.count = count
    unsafe cells = .allocate(capacity: count)
    for i in 0..<count { unsafe (cells + i).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe cells.deinitialize(count: count)
    unsafe cells.deallocate()
  }

  @unsafe @inline(__always) func add(_ value: Int, at index: Int) {
    unsafe cells[index].add(value, ordering: .relaxed)
  }

  /// A number as it stands once every thread is done.
  @unsafe @inline(__always) func value(at index: Int) -> Int {
    unsafe cells[index].load(ordering: .relaxed)
  }
}
