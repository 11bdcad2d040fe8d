/// Removal, its orders and its sets by their definitions, on matrices and lists of the nodes that
/// are left. Nothing here uses GraphCore.
struct RemovalOracle {
  /// Whether two nodes are linked in either direction.
  let isLinked: [[Bool]]
  var costs: [Double]

  init(_ network: SeededNetwork, costs: [Double]? = nil) {
    let a = network.matrix()
    isLinked = a.indices.map { i in a.indices.map { i != $0 && (a[i][$0] > 0 || a[$0][i] > 0) } }
    self.costs = costs ?? Array(repeating: 1, count: a.count)
  }

  var n: Int { isLinked.count }

  /// The parts among some nodes, each as a list in rising order, by lowest node.
  func parts(_ left: [Int]) -> [[Int]] {
    var part = Dictionary(uniqueKeysWithValues: left.map { ($0, $0) })
    var changed = true
    while changed {
      changed = false
      for u in left {
        for v in left where isLinked[u][v] && part[v, default: 0] < part[u, default: 0] {
          part[u] = part[v]
          changed = true
        }
      }
    }
    return left.filter { part[$0] == $0 }.map { mark in left.filter { part[$0] == mark } }
  }

  func sizes(_ left: [Int]) -> [Int] { parts(left).map(\.count).sorted(by: >) }

  func connectedPairs(_ left: [Int]) -> Int {
    parts(left).reduce(0) { sum, part in sum + part.count * (part.count - 1) / 2 }
  }

  func degree(_ v: Int, in left: [Int]) -> Int { left.filter { isLinked[v][$0] }.count }

  func hops(_ left: [Int]) -> [[Int?]] {
    Oracle.hops(
      (0..<n).map { u in
        (0..<n).map { isLinked[u][$0] && left.contains(u) && left.contains($0) ? 1 : 0 }
      })
  }

  /// The order in which the best by a score is removed, scored anew each time from scratch.
  func order(batch: Int = 1, score: ([Int], Int) -> Double) -> [Int] {
    var left = Array(0..<n)
    var order: [Int] = []
    while !left.isEmpty {
      // To six places, so that rounding does not decide between equals.
      let scored = left.map {
        (score: (score(left, $0) / costs[$0] * 1e6).rounded(), node: $0)
      }
      let best = scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.node < $1.node }
      order += best.prefix(batch).map(\.node)
      left.removeAll { order.contains($0) }
    }
    return order
  }

  func degreeOrder(batch: Int = 1) -> [Int] {
    order(batch: batch) { left, v in Double(degree(v, in: left)) }
  }

  func betweennessOrder(batch: Int = 1) -> [Int] {
    order(batch: batch) { left, v in
      let place = left.firstIndex(of: v) ?? 0
      let a = left.map { u in left.map { isLinked[u][$0] ? 1.0 : 0.0 } }
      return Oracle.betweennessOfOrderedPairs(a)[place]
    }
  }

  /// By influence while anybody has any, then by degree.
  func influenceOrder(radius: Int = 2) -> [Int] {
    order { left, v in
      let d = hops(left)
      func influence(_ v: Int) -> Double {
        let rim = left.filter { d[v][$0] == radius }.reduce(0) { $0 + degree($1, in: left) - 1 }
        return Double((degree(v, in: left) - 1) * rim)
      }
      let anyInfluence = left.contains { influence($0) > 0 }
      return anyInfluence ? influence(v) : Double(degree(v, in: left))
    }
  }

  /// By links in the 2-core; then from the largest tree the node that takes most off it.
  func coreOrder() -> [Int] {
    var left = Array(0..<n)
    var order: [Int] = []
    while !left.isEmpty {
      var core = left
      while let weak = core.first(where: { degree($0, in: core) < 2 }) {
        core.removeAll { $0 == weak }
      }
      var (candidates, worth) = (core, [Int: Double]())
      for v in core { worth[v] = Double(degree(v, in: core)) / costs[v] }
      if core.isEmpty {
        candidates = parts(left).reduce([]) { $1.count > $0.count ? $1 : $0 }
        for v in candidates {
          let rest = sizes(candidates.filter { $0 != v }).first ?? 0
          worth[v] = Double(candidates.count - rest) / costs[v]
        }
      }
      let most = candidates.compactMap { worth[$0] }.max()
      guard let next = candidates.first(where: { worth[$0] == most }) else { break }
      order.append(next)
      left.removeAll { $0 == next }
    }
    return order
  }

  /// The removed nodes put back while components keep to a bound: each time the one that would
  /// stand in the smallest component per cost.
  func reinserted(_ order: [Int], largest: Int) -> [Int] {
    func left(_ removed: [Int]) -> [Int] { (0..<n).filter { !removed.contains($0) } }
    let needed = (0...order.count).first {
      sizes(left(Array(order.prefix($0)))).first ?? 0 <= largest
    }
    guard let needed else { return order }
    var removed = Array(order.prefix(needed))
    var back: [Int] = []
    while true {
      var best: (node: Int, rank: Double)?
      for v in removed.sorted() {
        let part = parts(left(removed.filter { $0 != v })).first { $0.contains(v) } ?? []
        let rank = Double(part.count) / costs[v]
        if part.count <= largest, best.map({ rank < $0.rank }) ?? true { best = (v, rank) }
      }
      guard let node = best?.node else { break }
      removed.removeAll { $0 == node }
      back.append(node)
    }
    return removed + back.reversed() + order.dropFirst(needed)
  }

  /// Calls `body` with every set of nodes that a budget pays for.
  func forEachSet(within budget: Double, _ body: ([Int]) -> Void) {
    for bits in 0..<(1 << n) {
      let set = (0..<n).filter { bits >> $0 & 1 == 1 }
      if set.reduce(0, { $0 + costs[$1] }) <= budget { body(set) }
    }
  }
}
