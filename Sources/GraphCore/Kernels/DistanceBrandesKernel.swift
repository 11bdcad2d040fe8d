/// What shortest paths are summed up over: the nodes between, or the arcs.
enum PassedOver {
  case nodes, arcs
}

/// Returns the sum over the sources of Brandes' dependency of every node, or of every arc's part,
/// where the strength of an arc is its length.
///
/// As in `brandesDependencies`, a node stands for ω nodes as an end of paths, σ counts shortest
/// paths and δ is the dependency. Nodes are taken in the order of the search, in which every node
/// comes after those before it on shortest paths. Two ways are equally long if and only if their
/// distances are the same number, because sums of distances are exact.
///
/// SAFETY: `sources` are nodes and `masses` has an entry for each (the caller's). Node numbers come
/// from rows and from `shortestTree`, proved there. The score block is this call's own.
func distanceDependencies(
  _ adjacency: Adjacency, spread: ClosedRange<Double>, masses: [Double], over passed: PassedOver,
  sources: Range<Int>
) -> [Double] {
  unsafe adjacency.withRows { rows in
    let width = passed == .nodes ? masses.count : adjacency.neighbours.count
    let score = Block<Double>(repeating: 0, count: width)
    let search = DistancePaths(masses: masses)
    for s in sources {
      let tree = shortestTree(adjacency, spread: spread, from: [s])
      if unsafe search.countPaths(rows, tree, from: s) {
        unsafe search.addDependencies(rows, tree, from: s, over: passed, to: score)
      } else {
        let ones = [Double](repeating: 1, count: masses.count)
        let wide = unsafe WidePaths(
          adjacency, spread: spread, rows, masses: masses, copies: ones, from: s)
        unsafe wide.addDependencies(over: passed, to: score)
      }
    }
    return score.array()
  }
}

/// SAFETY: every block has a place for each node; see `distanceDependencies`.
private struct DistancePaths: ~Copyable {
  private let masses: [Double]
  private let sigma: Block<Double>
  /// ω + δ, then divided by σ.
  private let share: Block<Double>

  init(masses: [Double]) {
    self.masses = masses
    sigma = Block(repeating: 0, count: masses.count)
    share = Block(repeating: 0, count: masses.count)
  }

  /// Counts the shortest paths to each node in reach; false where there are too many.
  func countPaths(_ rows: Rows, _ tree: ShortestTree, from source: Int) -> Bool {
    for v in tree.order { unsafe sigma[Int(v)] = 0 }
    unsafe sigma[source] = 1
    var total = 0.0
    for v in tree.order.lazy.map({ Int($0) }) {
      let paths = unsafe sigma[v]
      let distance = tree.distances[v]
      total += paths
      for i in unsafe rows.start(v)..<rows.end(v) {
        let w = unsafe rows.neighbour(i)
        guard unsafe distance + rows.strength(i) == tree.distances[w] else { continue }
        unsafe sigma[w] += paths
      }
    }
    return total < 0x1p500
  }

  /// Goes back from the farthest node and adds each dependency, or each part, to its score.
  func addDependencies(
    _ rows: Rows, _ tree: ShortestTree, from source: Int, over passed: PassedOver,
    to score: borrowing Block<Double>
  ) {
    let factor = masses[source]
    for v in tree.order.reversed().lazy.map({ Int($0) }) {
      let paths = unsafe sigma[v]
      let distance = tree.distances[v]
      var sum = 0.0
      for i in unsafe rows.start(v)..<rows.end(v) {
        let w = unsafe rows.neighbour(i)
        guard unsafe distance + rows.strength(i) == tree.distances[w] else { continue }
        let part = unsafe share[w]
        sum += part
        if passed == .arcs { unsafe score[i] += factor * paths * part }
      }
      if passed == .nodes, v != source { unsafe score[v] += factor * paths * sum }
      unsafe share[v] = (masses[v] + paths * sum) / paths
    }
  }
}
