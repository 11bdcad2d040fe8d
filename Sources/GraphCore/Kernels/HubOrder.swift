/// Nodes sorted by how often they are gathered, roughly: by their number of arcs in four
/// classes per doubling, most first, and by number within a class, which keeps what nearness the
/// numbering has.
///
/// SAFETY: node numbers run below `rows.nodeCount`; a piece reads the rows and writes the places
/// of its own nodes.
struct HubOrder {
  private static let chunk = 16_384
  private static let classCount = 132

  private let classes: [UInt8]
  private let starts: [[Int]]
  private let workers: Int

  /// Fails where sorting would not help: where no 2¹⁶ nodes own half of all arcs.
  init?(_ rows: Rows, workers: Int) {
    let n = unsafe rows.nodeCount
    let pieces = (n + Self.chunk - 1) / Self.chunk
    let counted = WorkerPool.shared.map(pieces, workers: workers) { piece in
      var classes: [UInt8] = []
      var nodes = [Int](repeating: 0, count: Self.classCount)
      var arcs = nodes
      classes.reserveCapacity(Self.chunk)
      for v in (piece * Self.chunk)..<min(n, (piece + 1) * Self.chunk) {
        let count = unsafe rows.count(v)
        let rank = Self.rank(count)
        classes.append(UInt8(truncatingIfNeeded: rank))
        nodes[rank] += 1
        arcs[rank] += count
      }
      return (classes: classes, nodes: nodes, arcs: arcs)
    }
    var owned = 0
    var nodes = 0
    for rank in 0..<Self.classCount {
      let more = counted.reduce(0) { $0 + $1.nodes[rank] }
      if nodes + more > 0x1_0000 {
        let arcs = counted.reduce(0) { $0 + $1.arcs[rank] }
        owned += arcs / more * (0x1_0000 - nodes)
        break
      }
      nodes += more
      owned += counted.reduce(0) { $0 + $1.arcs[rank] }
    }
    guard unsafe owned >= rows.arcCount / 2 else { return nil }
    var starts = [[Int]](repeating: Array(repeating: 0, count: Self.classCount), count: pieces)
    var next = 0
    for rank in 0..<Self.classCount {
      for piece in 0..<pieces {
        starts[piece][rank] = next
        next += counted[piece].nodes[rank]
      }
    }
    classes = counted.flatMap(\.classes)
    self.starts = starts
    self.workers = workers
  }

  /// The class of nodes with a number of arcs, four to each doubling; 0 is the most.
  private static func rank(_ count: Int) -> Int {
    let zeros = UInt32(truncatingIfNeeded: count).leadingZeroBitCount
    let next = ((UInt64(truncatingIfNeeded: count) << UInt64(zeros)) >> 29) & 3
    return zeros * 4 + 3 - Int(truncatingIfNeeded: next)
  }

  /// The place of each node.
  func places() -> Block<Int32> {
    let n = classes.count
    let places = Block<Int32>(repeating: 0, count: n)
    WorkerPool.shared.forEach(starts.count, workers: workers) { piece in
      var next = starts[piece]
      for v in (piece * Self.chunk)..<min(n, (piece + 1) * Self.chunk) {
        let rank = Int(classes[v])
        unsafe places[v] = Int32(truncatingIfNeeded: next[rank])
        next[rank] += 1
      }
    }
    return places
  }
}
