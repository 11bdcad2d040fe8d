/// The nodes breadth first, each part from its node with most neighbours.
///
/// Neighbours in number are then neighbours in the graph, so that what a kernel reads lies
/// together and sources that are searched from together see much the same levels.
///
/// - Complexity: O(*m* + *n* log *n*) time, O(*n*) memory.
struct BreadthFirstOrder {
  /// The nodes in order.
  private(set) var nodes: [Int] = []
  /// The place of each node in the order; 0 for nodes left out.
  private(set) var places: [Int]

  /// - Parameters:
  ///   - rows: The arcs; `incoming` the same arcs by their other end.
  ///   - isKept: Whether a node has a place at all.
  init(_ rows: Adjacency, _ incoming: Adjacency, where isKept: (Int) -> Bool = { _ in true }) {
    let n = rows.offsets.count - 1
    let starts = (0..<n).filter(isKept)
      .sorted { (-rows.range($0).count, $0) < (-rows.range($1).count, $1) }
    let isDirected = incoming != rows
    var isOpen = [Bool](repeating: false, count: n)
    for v in starts { isOpen[v] = true }
    var order: [Int] = []
    order.reserveCapacity(starts.count)
    func enter(_ v: Int) {
      guard isOpen[v] else { return }
      isOpen[v] = false
      order.append(v)
    }
    var head = 0
    for start in starts {
      enter(start)
      while head < order.count {
        let v = order[head]
        head += 1
        for i in rows.range(v) { enter(Int(rows.neighbours[i])) }
        guard isDirected else { continue }
        for i in incoming.range(v) { enter(Int(incoming.neighbours[i])) }
      }
    }
    nodes = order
    places = Array(repeating: 0, count: n)
    for (place, v) in order.enumerated() { places[v] = place }
  }

  /// Returns rows of all nodes under their places, in rising order, without strengths.
  func renumbered(_ rows: Adjacency) -> Adjacency {
    var offsets = [0]
    offsets.reserveCapacity(nodes.count + 1)
    var neighbours: [Int32] = []
    neighbours.reserveCapacity(rows.neighbours.count)
    for v in nodes {
      let start = neighbours.count
      for i in rows.range(v) {
        neighbours.append(Int32(truncatingIfNeeded: places[Int(rows.neighbours[i])]))
      }
      neighbours[start...].sort()
      offsets.append(neighbours.count)
    }
    return Adjacency(offsets: offsets, neighbours: neighbours, strengths: .none, multiplicities: [])
  }
}
