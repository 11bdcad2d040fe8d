/// Links as columns, on their way into rows. Loops are skipped: the graph holds them apart.
///
/// First the arcs are dealt out to blocks of consecutive nodes, each small enough for a core's own
/// cache; then each block sorts its arcs by row and neighbour, digit by digit, and merges equal
/// ones; then the blocks are put one behind the other. Every pass reads or writes memory in runs.
///
/// The rows do not depend on the order of the links: equal arcs are merged, and sums of strengths
/// are exact in any order.
///
/// SAFETY: the caller has checked that sources and targets are nodes and that the other columns
/// are empty or as long. Pass 1 counts how many arcs each piece of links sends to each block, and
/// pass 2 takes the same way again, so each place of `keys` is written once, by one piece, before
/// a block reads it; block *b* alone touches the places and rows of *b*.
@safe final class RowBuild: @unchecked Sendable {
  /// The columns; `strengths` and `multiplicities` may be empty, which means 1 for each.
  struct Columns {
    var sources: [Int32]
    var targets: [Int32]
    var strengths: [Double] = []
    var multiplicities: [Int32] = []

    /// Takes over an arc of other rows under new ends. All arcs come from rows of one kind.
    mutating func append(_ arc: Int, of rows: Adjacency, from source: Int, to target: Int) {
      sources.append(Int32(truncatingIfNeeded: source))
      targets.append(Int32(truncatingIfNeeded: target))
      if !rows.strengths.isEmpty { strengths.append(rows.strengths[arc]) }
      if !rows.multiplicities.isEmpty { multiplicities.append(rows.multiplicities[arc]) }
    }
  }

  /// Links of one piece.
  private static let pieceSize = 262_144
  /// Arcs that a block should hold, and the most blocks.
  private static let blockSize = 65_536
  private static let blockLimit = 1024

  private let nodeCount: Int
  private let columns: Columns
  private let sides: Adjacency.Sides
  private let workers: Int
  /// Nodes of a block, as a power of two, and the bits of a node's number.
  private let shift: Int
  private let nodeBits: Int
  private let blocks: Int
  private let pieces: Int
  /// Where piece *p* starts in block *b*, at *p* · `blocks` + *b*.
  private let starts: Block<Int>
  private let keys: Block<UInt64>
  /// The link of each arc, where links have strengths or multiplicities.
  private let numbers: Block<UInt32>
  /// The summed strength of each merged arc, likewise.
  private let sums: Block<Double>
  private let offsets: Block<Int>

  /// What became of the arcs of a block.
  private struct Merged {
    var count = 0
    var isPlain = true
    var isShort = true
    var isSingle = true
  }

  init(nodeCount: Int, columns: Columns, sides: Adjacency.Sides, workers: Int) {
    self.nodeCount = nodeCount
    self.columns = columns
    self.sides = sides
    self.workers = workers
    let arcs = columns.sources.count * (sides == .both ? 2 : 1)
    nodeBits = max(1, Int.bitWidth - max(0, nodeCount - 1).leadingZeroBitCount)
    let wanted = max(1, min(Self.blockLimit, arcs / Self.blockSize))
    shift = max(0, nodeBits - (Int.bitWidth - (wanted - 1).leadingZeroBitCount))
    blocks = max(1, (nodeCount + (1 << shift) - 1) >> shift)
    pieces = (columns.sources.count + Self.pieceSize - 1) / Self.pieceSize
    starts = Block(repeating: 0, count: pieces * blocks + 1)
    offsets = Block(repeating: 0, count: nodeCount + 1)
    let payload = !columns.strengths.isEmpty || !columns.multiplicities.isEmpty
    let total = Self.count(
      columns, sides: sides, shift: shift, blocks: blocks, into: starts, pieceSize: Self.pieceSize,
      workers: workers)
    keys = unsafe Block(unwritten: total)
    numbers = unsafe Block(unwritten: payload ? total : 0)
    sums = unsafe Block(unwritten: payload ? total : 0)
  }

  /// Builds the rows; to be called once.
  func rows() -> Adjacency {
    deal()
    return joined(WorkerPool.shared.map(blocks, workers: workers) { merge($0) })
  }

  /// Pass 1: counts, and turns the counts into starts. Returns the number of arcs.
  ///
  /// SAFETY: sources and targets were checked to be nodes (see the type); a piece counts into cells
  /// of its own.
  private static func count(
    _ columns: Columns, sides: Adjacency.Sides, shift: Int, blocks: Int,
    into starts: borrowing Block<Int>, pieceSize: Int, workers: Int
  ) -> Int {
    let counts = unsafe starts.view
    nonisolated(unsafe) let shared = unsafe counts
    let links = columns.sources.count
    let pieces = (links + pieceSize - 1) / pieceSize
    unsafe columns.sources.withUnsafeBufferPointer { sources in
      unsafe columns.targets.withUnsafeBufferPointer { targets in
        nonisolated(unsafe) let (sources, targets) = unsafe (sources, targets)
        WorkerPool.shared.forEach(pieces, workers: workers) { piece in
          let row = piece * blocks
          for i in (piece * pieceSize)..<min(links, (piece + 1) * pieceSize) {
            let (s, t) = unsafe (Int(sources[i]), Int(targets[i]))
            guard s != t else { continue }
            if sides != .to { unsafe shared[row &+ (s >> shift)] &+= 1 }
            if sides != .from { unsafe shared[row &+ (t >> shift)] &+= 1 }
          }
        }
      }
    }
    var next = 0
    for block in 0..<blocks {
      for piece in 0..<pieces {
        let count = unsafe counts[piece * blocks + block]
        unsafe counts[piece * blocks + block] = next
        next += count
      }
    }
    unsafe counts[pieces * blocks] = next
    return next
  }

  /// Pass 2: writes each arc, as row within its block and neighbour, to its block.
  private func deal() {
    let links = columns.sources.count
    let mask = (1 << shift) - 1
    let payload = numbers.count > 0
    unsafe columns.sources.withUnsafeBufferPointer { sources in
      unsafe columns.targets.withUnsafeBufferPointer { targets in
        nonisolated(unsafe) let (sources, targets) = unsafe (sources, targets)
        WorkerPool.shared.forEach(pieces, workers: workers) { piece in
          let next = Block<Int>(repeating: 0, count: blocks)
          let (shift, nodeBits, sides) = (shift, nodeBits, sides)
          let (keys, numbers) = unsafe (keys.view, numbers.view)
          for b in 0..<blocks { unsafe next[b] = starts[piece * blocks + b] }
          func put(_ row: Int, _ neighbour: Int, _ link: Int) {
            let place = unsafe next[row >> shift]
            unsafe next[row >> shift] = place &+ 1
            unsafe keys[place] = UInt64(truncatingIfNeeded: ((row & mask) << nodeBits) | neighbour)
            if payload { unsafe numbers[place] = UInt32(truncatingIfNeeded: link) }
          }
          for i in (piece * Self.pieceSize)..<min(links, (piece + 1) * Self.pieceSize) {
            let (s, t) = unsafe (Int(sources[i]), Int(targets[i]))
            guard s != t else { continue }
            if sides != .to { put(s, t, i) }
            if sides != .from { put(t, s, i) }
          }
        }
      }
    }
  }

  /// The places of a block's arcs.
  private func places(_ block: Int) -> Range<Int> {
    guard pieces > 0 else { return 0..<0 }
    let end = unsafe block + 1 < blocks ? starts[block + 1] : starts[pieces * blocks]
    return unsafe starts[block]..<end
  }

  /// Pass 3: sorts a block and merges equal arcs to the front of its places. A key becomes its
  /// neighbour with the number of links merged above it; where numbers of links are kept, the
  /// number becomes where the arc stood, so that its links can be looked up.
  ///
  /// SAFETY: a block's places are its own, proved by the offsets that `count` and `deal` made;
  /// what is written never passes what is read.
  private func merge(_ block: Int) -> Merged {
    let places = places(block)
    let keys = unsafe UnsafeMutableBufferPointer(rebasing: keys.view[places])
    let payload = numbers.count > 0
    let numbers = unsafe UnsafeMutableBufferPointer(
      rebasing: numbers.view[payload ? places : 0..<0])
    unsafe sortByDigits(keys, numbers, bits: nodeBits + shift)
    var merged = Merged()
    let mask: UInt64 = (1 << UInt64(nodeBits)) - 1
    var read = 0
    var written = 0
    while read < keys.count {
      let key = unsafe keys[read]
      var end = read &+ 1
      while end < keys.count, unsafe keys[end] == key { end &+= 1 }
      let row = (block << shift) + Int(truncatingIfNeeded: key >> UInt64(nodeBits))
      unsafe offsets[row + 1] += 1
      var links = end &- read
      if payload {
        let sum = unsafe total(numbers[read..<end])
        links = sum.links
        unsafe sums[places.lowerBound + written] = sum.strength
        if sum.strength != 1 { merged.isPlain = false }
        if Double(Float(sum.strength)) != sum.strength { merged.isShort = false }
      } else if links > 1 {
        merged.isPlain = false
        if links > 1 << 24 { merged.isShort = false }
      }
      if links > 1 { merged.isSingle = false }
      unsafe keys[written] = UInt64(truncatingIfNeeded: links) << 32 | (key & mask)
      written &+= 1
      read = end
    }
    merged.count = written
    return merged
  }

  /// The strengths and multiplicities of some links, added up.
  private func total(
    _ numbers: Slice<UnsafeMutableBufferPointer<UInt32>>
  ) -> (links: Int, strength: Double) {
    var links = 0
    var strength = 0.0
    // `indices` of such a slice is not specialised: it would cost more than the sum.
    for i in unsafe numbers.startIndex..<numbers.endIndex {
      let number = unsafe Int(numbers[i])
      links += columns.multiplicities.isEmpty ? 1 : Int(columns.multiplicities[number])
      strength += columns.strengths.isEmpty ? 1 : columns.strengths[number]
    }
    return (links, strength)
  }

  /// Pass 4: puts the blocks one behind the other.
  ///
  /// SAFETY: `column` gives places of `keys` that `merge` has written.
  private func joined(_ results: [Merged]) -> Adjacency {
    var first = [0]
    for result in results { first.append(first[first.count - 1] + result.count) }
    let isPlain = results.allSatisfy { $0.isPlain }
    let isShort = results.allSatisfy { $0.isShort }
    return Adjacency(
      offsets: rowOffsets(first),
      neighbours: column(first) { unsafe Int32(truncatingIfNeeded: keys[$0]) },
      strengths: ArcStrengths(
        short: isPlain || !isShort ? [] : column(first) { Float(strength($0)) },
        long: isPlain || isShort ? [] : column(first) { strength($0) }),
      multiplicities: results.allSatisfy { $0.isSingle }
        ? [] : column(first) { unsafe Int32(truncatingIfNeeded: keys[$0] >> 32) })
  }

  /// Where the row of each node starts.
  ///
  /// SAFETY, here and in `column`: blocks write stretches that `first` keeps apart
  /// and that together are the whole capacity, so every cell is written once before it counts.
  private func rowOffsets(_ first: [Int]) -> [Int] {
    unsafe [Int](unsafeUninitializedCapacity: nodeCount + 1) { cells, count in
      nonisolated(unsafe) let cells = unsafe cells
      unsafe cells[0] = 0
      WorkerPool.shared.forEach(blocks, workers: workers) { block in
        var next = first[block]
        for row in (block << shift)..<max(block << shift, min(nodeCount, (block + 1) << shift)) {
          unsafe next += offsets[row + 1]
          unsafe cells[row + 1] = next
        }
      }
      count = nodeCount + 1
    }
  }

  /// What each merged arc has in one column of the joined rows.
  @inline(__always)
  private func column<Value>(
    _ first: [Int], _ value: @Sendable (_ place: Int) -> Value
  ) -> [Value] {
    // Of no capacity it would write into the storage that all empty arrays of the process share.
    if first[blocks] == 0 { return [] }
    return unsafe [Value](unsafeUninitializedCapacity: first[blocks]) { cells, count in
      nonisolated(unsafe) let cells = unsafe cells
      WorkerPool.shared.forEach(blocks, workers: workers) { block in
        let from = places(block).lowerBound
        let to = first[block]
        for i in 0..<(first[block + 1] - to) { unsafe cells[to + i] = value(from + i) }
      }
      count = first[blocks]
    }
  }

  /// The strength of a merged arc: its sum, or where links count 1 each their number.
  @inline(__always) private func strength(_ place: Int) -> Double {
    sums.count > 0 ? unsafe sums[place] : unsafe Double(keys[place] >> 32)
  }
}
