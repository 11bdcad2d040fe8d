internal import Synchronization

/// Sums of arc weights by community (or group), for one node at a time.
///
/// Open addressing in at least twice as many cells as the node has arcs, so most nodes need no
/// more than a few lines of cache, however many nodes the graph has.
///
/// SAFETY: a view of memory that `LeidenTables` owns and lends to one piece of work at a time.
/// `withTable` proves that twice the arcs fit, so an empty cell always exists and neither `used`
/// nor `near` overruns (each addition writes `used` at `count`, which only new keys raise); cells
/// are found by masking.
@unsafe struct LeidenTable {
  /// A community plus 1 (0: the cell is free, its sum 0) and the weight of the arcs that lead there.
  struct Cell {
    var key: Int32
    var sum: Double
  }

  let cells: UnsafeMutableBufferPointer<Cell>
  let used: UnsafeMutableBufferPointer<Int32>
  /// Room for one number per arc of the node at hand. Kernels first read what is far off into it,
  /// all reads under way at once, and then decide on it: a wrong guess of a branch would otherwise
  /// wait for memory.
  let near: UnsafeMutableBufferPointer<Int32>
  private(set) var count: Int
  private var shift: UInt32
  private var mask: Int

  init(bits: Int) {
    unsafe cells = .allocate(capacity: 1 << bits)
    unsafe cells.initialize(repeating: Cell(key: 0, sum: 0))
    unsafe used = .allocate(capacity: 1 << (bits - 1))
    unsafe used.initialize(repeating: 0)
    unsafe near = .allocate(capacity: 1 << (bits - 1))
    unsafe near.initialize(repeating: 0)
    unsafe count = 0
    unsafe shift = 0
    unsafe mask = 0
  }

  func free() {
    unsafe cells.deallocate()
    unsafe used.deallocate()
    unsafe near.deallocate()
  }

  /// The bits of a cell number that leave a row of so many arcs half of the cells free.
  @inline(__always)
  static func bits(arcs: Int) -> Int {
    Int.bitWidth &- max(arcs, 8).leadingZeroBitCount &+ 1
  }

  /// Makes ready for a node with so many arcs; the table must be empty.
  @inline(__always)
  mutating func open(arcs: Int) {
    let bits = unsafe Self.bits(arcs: arcs)
    unsafe shift = UInt32(truncatingIfNeeded: 32 &- bits)
    unsafe mask = (1 &<< bits) &- 1
  }

  /// Adds to the sum of a key.
  ///
  /// Whether the key is new decides on no branch: half of the guesses would be wrong.
  @inline(__always)
  mutating func add(_ key: Int32, _ weight: Double) {
    let mark = key &+ 1
    var cell = unsafe Int((UInt32(bitPattern: key) &* 0x9E37_79B1) &>> shift)
    var found = unsafe cells[cell].key
    while found != mark, found != 0 {
      cell = unsafe (cell &+ 1) & mask
      found = unsafe cells[cell].key
    }
    unsafe cells[cell].key = mark
    unsafe cells[cell].sum += weight
    unsafe used[count] = Int32(truncatingIfNeeded: cell)
    unsafe count &+= found == 0 ? 1 : 0
  }

  /// Takes from every sum what its key costs: a rate times what stands under the key in a list.
  ///
  /// The list is read for all keys at once, before anyone decides on what it says.
  ///
  /// SAFETY: keys are places of the list (the caller's).
  @inline(__always)
  func charge(_ rate: Double, _ list: UnsafeMutableBufferPointer<Double>) {
    var k = 0
    while unsafe k < count {
      let cell = unsafe Int(used[k])
      unsafe cells[cell].sum -= rate * list[Int(cells[cell].key) &- 1]
      k &+= 1
    }
  }

  /// Entry `k` of those added, in the order in which they were first added; frees its cell.
  @inline(__always)
  func take(_ k: Int) -> (key: Int, sum: Double) {
    let cell = unsafe Int(used[k])
    let key = unsafe Int(cells[cell].key) &- 1
    let sum = unsafe cells[cell].sum
    unsafe cells[cell] = Cell(key: 0, sum: 0)
    return (key, sum)
  }

  /// Ends a node whose entries were all taken.
  ///
  /// SAFETY: `count` is this table's own; one thread uses a table at a time.
  @inline(__always)
  mutating func close() {
    unsafe count = 0
  }
}

/// The tables of a team: one for each thread that may work at once, made when first wanted and
/// made larger when a node has too many arcs for it.
///
/// SAFETY: a slot is used by whoever turned its flag, until they turn it back; the flags order
/// what one user wrote before what the next reads.
@safe final class LeidenTables: @unchecked Sendable {
  private let slots: Int
  private let taken: UnsafeMutablePointer<Atomic<Bool>>
  private let tables: UnsafeMutablePointer<LeidenTable?>
  private let bits: UnsafeMutablePointer<Int>

  /// - Parameter workers: The most threads of a job; 0 means one per processor.
  init(workers: Int) {
    slots = min(max(workers > 0 ? workers : WorkerPool.coreCount, 1), 256)
    unsafe taken = .allocate(capacity: slots)
    unsafe tables = .allocate(capacity: slots)
    unsafe bits = .allocate(capacity: slots)
    for slot in 0..<slots { unsafe (taken + slot).initialize(to: Atomic(false)) }
    unsafe tables.initialize(repeating: nil, count: slots)
    unsafe bits.initialize(repeating: 0, count: slots)
  }

  deinit {
    for slot in 0..<slots { unsafe tables[slot]?.free() }
    unsafe tables.deallocate()
    unsafe bits.deallocate()
    unsafe taken.deallocate()
  }

  /// Lends a table that is empty and large enough for nodes with so many arcs.
  @inline(__always)
  func withTable(arcs: Int, _ body: (inout LeidenTable) -> Void) {
    let slot = claim()
    let needed = unsafe LeidenTable.bits(arcs: arcs)
    if unsafe bits[slot] < needed {
      unsafe tables[slot]?.free()
      unsafe tables[slot] = unsafe LeidenTable(bits: needed)
      unsafe bits[slot] = needed
    }
    if var table = unsafe tables[slot] {
      unsafe body(&table)
    }
    unsafe taken[slot].store(false, ordering: .releasing)
  }

  /// Finds a free slot. There are as many as threads, so a round of looking finds one unless
  /// another thread takes it first.
  private func claim() -> Int {
    var slot = 0
    while unsafe taken[slot].exchange(true, ordering: .acquiring) {
      slot = slot &+ 1 == slots ? 0 : slot &+ 1
    }
    return slot
  }
}
