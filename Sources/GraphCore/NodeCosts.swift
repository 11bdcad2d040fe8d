/// What removing or recruiting each node costs, in any one unit: 1 each where none are given.
///
/// Costs are rounded once, as strengths are, so that their sums are exact in any order.
struct NodeCosts: Sendable {
  /// Empty where every cost is 1.
  private let values: [Double]

  init(_ costs: [Double]?, nodeCount: Int) throws(GraphError) {
    guard let costs else {
      values = []
      return
    }
    guard costs.count == nodeCount else {
      throw .wrongCount(name: "costs", count: costs.count, expected: nodeCount)
    }
    do {
      values = try StrengthGrid.round(costs)
    } catch {
      switch error {
      case .invalidStrength(let node), .strengthRangeTooWide(let node):
        throw .invalidCost(node: node)
      default: throw error
      }
    }
  }

  var areEqual: Bool { values.allSatisfy { $0 == values.first } }

  subscript(node: Int) -> Double { values.isEmpty ? 1 : values[node] }

  func total(_ nodes: [Int]) -> Double { nodes.reduce(0) { $0 + self[$1] } }
}

/// Nodes in a heap, the highest score first, of equal scores the lowest node.
struct RankedNodes {
  private var heap: [Int] = []
  private var place: [Int]
  private var scores: [Double]

  init(nodeCount: Int) {
    place = Array(repeating: -1, count: nodeCount)
    scores = Array(repeating: 0, count: nodeCount)
  }

  var first: (node: Int, score: Double)? { heap.first.map { ($0, scores[$0]) } }

  mutating func popFirst() -> (node: Int, score: Double)? {
    let top = first
    if let top { remove(top.node) }
    return top
  }

  /// Gives a node a score, adding it where it is not in the heap.
  mutating func update(_ node: Int, to score: Double) {
    scores[node] = score
    if place[node] < 0 {
      place[node] = heap.count
      heap.append(node)
    }
    settle(place[node])
  }

  mutating func remove(_ node: Int) {
    let hole = place[node]
    guard hole >= 0, let last = heap.popLast() else { return }
    place[node] = -1
    guard last != node else { return }
    heap[hole] = last
    place[last] = hole
    settle(hole)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    scores[a] != scores[b] ? scores[a] > scores[b] : a < b
  }

  private mutating func settle(_ start: Int) {
    var i = start
    let node = heap[i]
    while i > 0, precedes(node, heap[(i - 1) / 2]) {
      move(heap[(i - 1) / 2], to: i)
      i = (i - 1) / 2
    }
    while 2 * i + 1 < heap.count {
      var child = 2 * i + 1
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], node) else { break }
      move(heap[child], to: i)
      i = child
    }
    move(node, to: i)
  }

  private mutating func move(_ node: Int, to i: Int) {
    heap[i] = node
    place[node] = i
  }
}
