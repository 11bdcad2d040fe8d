internal import Synchronization

/// Joins nodes along arcs, several threads at once; a set goes by its lowest node.
///
/// Every node points to itself or to a lower node. Joining hangs the higher of two roots under the
/// lower, whatever the schedule, so in the end every node's root is the lowest of its part.
/// First each node hangs under its lowest neighbour, if that is lower, which takes no locking; then
/// it is joined with its second neighbour. The set that then is largest in a sample of
/// fixed places is taken for the giant one, and its members need not look at their other arcs,
/// since every arc that leaves the set is seen from its other end.
///
/// SAFETY: `parents` has n cells, all initialised, and every value ever stored is a node: a node's
/// own number, its lowest neighbour, or a parent read from the cells. Cells are atomic, so any thread may write any.
/// Rows are valid for the call (`withRows`).
@safe final class PartJoin: @unchecked Sendable {
  private static let chunk = 16_384
  private let n: Int
  private let pieces: Int
  private let parents: UnsafeMutablePointer<Atomic<Int32>>

  init(nodeCount n: Int) {
    self.n = n
    pieces = (n + Self.chunk - 1) / Self.chunk
    unsafe parents = .allocate(capacity: n)
    for v in 0..<n { unsafe (parents + v).initialize(to: Atomic(Int32(truncatingIfNeeded: v))) }
  }

  /// Hangs each node under the lower of itself and the first of its row, which is its lowest
  /// neighbour.
  ///
  /// SAFETY: the chunks cover every node and no other; each initialises the cells of its own.
  private init(_ outgoing: Rows, workers: Int) {
    n = unsafe outgoing.nodeCount
    pieces = (n + Self.chunk - 1) / Self.chunk
    unsafe parents = .allocate(capacity: n)
    WorkerPool.shared.forEach(pieces, workers: workers) { piece in
      for v in nodes(piece) {
        let first = unsafe outgoing.start(v)
        let lowest = unsafe first < outgoing.end(v) ? min(v, outgoing.neighbour(first)) : v
        unsafe (parents + v).initialize(to: Atomic(Int32(truncatingIfNeeded: lowest)))
      }
    }
  }

  deinit {
    unsafe parents.deallocate()
  }

  private func nodes(_ piece: Int) -> Range<Int> {
    (piece * Self.chunk)..<min(n, (piece + 1) * Self.chunk)
  }

  @inline(__always) private func parent(_ v: Int) -> Int {
    unsafe Int(truncatingIfNeeded: parents[v].load(ordering: .relaxed))
  }

  /// Joins the sets of two nodes.
  ///
  /// A walk to the root leaves each second node of its way under the one after the next, so that
  /// chains of persons joined one under the other, in the order of their numbers, stay short. A
  /// store may come late and lengthen a way again, never leave it: what was above a node that is no
  /// root stays above it.
  @inline(__always) func join(_ u: Int, _ v: Int) {
    var a = parent(u)
    var b = parent(v)
    while a != b {
      let high = max(a, b)
      let low = min(a, b)
      let above = parent(high)
      if above == low { return }
      if above == high {
        let swap = unsafe parents[high].compareExchange(
          expected: Int32(truncatingIfNeeded: high), desired: Int32(truncatingIfNeeded: low),
          ordering: .relaxed)
        if swap.exchanged { return }
      }
      let top = parent(above)
      if top != above, above != high {
        unsafe parents[high].store(Int32(truncatingIfNeeded: top), ordering: .relaxed)
      }
      a = top
      b = parent(low)
    }
  }

  /// Lets every node point to its root.
  private func flatten(workers: Int) {
    WorkerPool.shared.forEach(pieces, workers: workers) { piece in
      for v in nodes(piece) {
        var root = parent(v)
        while true {
          let above = parent(root)
          if above == root { break }
          root = above
        }
        unsafe parents[v].store(Int32(truncatingIfNeeded: root), ordering: .relaxed)
      }
    }
  }

  /// The root that most of 1,024 evenly spaced nodes have, of equals the lowest.
  private func giant() -> Int {
    let sample = (0..<min(n, 1024)).map { parent($0 * n / min(n, 1024)) }.sorted()
    var best = (root: -1, count: 0)
    var start = 0
    for (i, root) in sample.enumerated() where i + 1 == sample.count || sample[i + 1] != root {
      if i + 1 - start > best.count { best = (root, i + 1 - start) }
      start = i + 1
    }
    return best.root
  }

  /// Joins all nodes that arcs join.
  ///
  /// - Parameter incoming: The arcs by the node they enter, where the graph is directed.
  ///
  /// SAFETY: nodes are below n, which both rows have, and arcs lie between the offsets of their
  /// node, proved in `Rows`.
  convenience init(joining outgoing: Rows, incoming: Rows?, workers: Int) {
    unsafe self.init(outgoing, workers: workers)
    flatten(workers: workers)
    WorkerPool.shared.forEach(pieces, workers: workers) { piece in
      for v in nodes(piece) {
        let first = unsafe outgoing.start(v)
        let count = unsafe outgoing.count(v)
        if count > 0, unsafe outgoing.neighbour(first) > v {
          unsafe join(v, outgoing.neighbour(first))
        }
        if count > 1 { unsafe join(v, outgoing.neighbour(first &+ 1)) }
      }
    }
    flatten(workers: workers)
    let giant = giant()
    WorkerPool.shared.forEach(pieces, workers: workers) { piece in
      for v in nodes(piece) where parent(v) != giant {
        var i = unsafe outgoing.start(v) &+ 2
        while unsafe i < outgoing.end(v) {
          unsafe join(v, outgoing.neighbour(i))
          i &+= 1
        }
        guard let incoming = unsafe incoming else { continue }
        for i in unsafe incoming.start(v)..<incoming.end(v) {
          unsafe join(v, incoming.neighbour(i))
        }
      }
    }
  }

  /// The sets as parts, numbered by lowest node.
  ///
  /// A node that points to itself is the lowest of its part; any other points to a lower one of
  /// its part, which has the part's number by then.
  ///
  /// SAFETY: cells are written in rising order up to n, and read only below the one to write.
  func components() -> Components {
    // Of no capacity it would write into the storage that all empty arrays of the process share.
    if n == 0 { return Components(component: [], sizes: []) }
    var sizes: [Int] = []
    let component = unsafe [Int](unsafeUninitializedCapacity: n) { component, count in
      for v in 0..<n {
        let above = parent(v)
        var number = sizes.count
        if above == v {
          sizes.append(1)
        } else {
          number = unsafe component[above]
          sizes[number] += 1
        }
        unsafe component.initializeElement(at: v, to: number)
      }
      count = n
    }
    return Components(component: component, sizes: sizes)
  }
}

extension CSRGraph {
  /// The parts of the graph, directions ignored.
  ///
  /// SAFETY: the rows are used within `withRows` only.
  func joinedParts(workers: Int) -> Components {
    unsafe outgoing.withRows { out in
      guard isDirected else {
        return unsafe PartJoin(joining: out, incoming: nil, workers: workers).components()
      }
      return unsafe incoming.withRows { into in
        unsafe PartJoin(joining: out, incoming: into, workers: workers).components()
      }
    }
  }
}
