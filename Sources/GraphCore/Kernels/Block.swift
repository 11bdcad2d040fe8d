/// A fixed number of plain values in one piece of memory, for the inner loops of kernels.
///
/// Reading and writing a cell is unsafe: debug builds, and so the tests, check every index;
/// release builds check none. Whoever indexes a block says why the index is in range.
///
/// SAFETY: the block owns its memory from `init` to `deinit`, cannot be copied, and every cell is
/// initialised on allocation; `BitwiseCopyable` cells need no clean-up. Shared between threads
/// only where each cell has one writer at a time, which the kernel that shares it must show.
@safe struct Block<Element: BitwiseCopyable>: ~Copyable {
  private let cells: UnsafeMutableBufferPointer<Element>

  init(repeating value: Element, count: Int) {
    unsafe cells = .allocate(capacity: count)
    unsafe cells.initialize(repeating: value)
  }

  init(_ values: [Element]) {
    unsafe cells = .allocate(capacity: values.count)
    _ = unsafe cells.initialize(fromContentsOf: values)
  }

  /// Leaves the cells as they come. Memory that is never written is never taken from the system.
  ///
  /// SAFETY: whoever asks for this writes a cell before reading it, and says why.
  @unsafe init(unwritten count: Int) {
    unsafe cells = .allocate(capacity: count)
  }

  deinit {
    unsafe cells.deallocate()
  }

  /// The cells themselves, for loops that keep the address in a register; checked as the block is.
  /// Valid as long as the block.
  @unsafe var view: UnsafeMutableBufferPointer<Element> {
    @inline(__always) get { unsafe cells }
  }

  var count: Int { unsafe cells.count }

  @unsafe subscript(_ index: Int) -> Element {
    @inline(__always) get { unsafe cells[index] }
    @inline(__always) nonmutating set { unsafe cells[index] = newValue }
  }

  func fill(_ value: Element) {
    unsafe cells.update(repeating: value)
  }

  func array() -> [Element] {
    unsafe Array(cells)
  }
}

extension Block: @unchecked Sendable where Element: Sendable {}
