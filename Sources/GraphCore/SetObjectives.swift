/// How many pairs of nodes lose touch when a set is removed, the pairs of removed nodes included.
struct SeparatedPairs: SetObjective {
  private let graph: CSRGraph

  init(_ graph: CSRGraph) { self.graph = graph.undirected().unweighted() }

  var nodeCount: Int { graph.nodeCount }

  func value(of set: [Int]) -> Double {
    var parts = GrowingParts(nodeCount: nodeCount)
    for v in rest(set) { parts.add(v, graph.outgoing) }
    return Double(Fragmentation.pairs(nodeCount) - parts.fragmentation.connectedPairs)
  }

  func share(_ value: Double) -> Double {
    let pairs = Double(Fragmentation.pairs(nodeCount))
    return nodeCount < 2 ? 1 : 1 - (pairs - value) / pairs
  }

  /// One pass over what the set leaves tells the effect of every further removal.
  func bestAddition(to set: [Int], price: NodePrice) -> Int? {
    let rest = rest(set)
    let impacts = graph.subgraph(of: rest).removalImpacts()
    var best: (node: Int, worth: Double)?
    for (v, after) in zip(rest, impacts.after) where price.allows(v) {
      let gain = impacts.before.connectedPairs - after.connectedPairs
      guard gain > 0 else { continue }
      let worth = price.worth(Double(gain), of: v)
      if best.map({ worth > $0.worth }) ?? true { best = (v, worth) }
    }
    return best?.node
  }

  private func rest(_ set: [Int]) -> [Int] {
    var isOut = [Bool](repeating: false, count: nodeCount)
    for v in set { isOut[v] = true }
    return isOut.indices.filter { !isOut[$0] }
  }
}

/// How many nodes a set reaches, within some hops or each weighing 1 / hops.
struct ReachedNodes: SetObjective {
  private let rows: Adjacency
  /// The most hops that count; nil where each node weighs 1 / hops.
  private let limit: Int?
  /// What each node reaches alone: the most it can ever gain, since gains shrink as sets grow.
  private var alone: [Double] = []

  init(_ graph: CSRGraph, hops: Int?, workers: Int, control: WorkControl?) throws(GraphError) {
    rows = graph.outgoing
    limit = hops
    let empty = self
    let batches = SourceBatches(sourceCount: nodeCount, smallest: 64)
    let gains = try WorkerPool.shared.map(
      batches.count, workers: workers, control: control
    ) { batch in
      var search = ReachSearch(empty.rows, limit: empty.limit)
      return batches.sources(batch).map { search.gain(of: [$0]) }
    }
    alone = gains.flatMap { $0 }
  }

  var nodeCount: Int { rows.offsets.count - 1 }

  func value(of set: [Int]) -> Double {
    var search = ReachSearch(rows, limit: limit)
    return search.gain(of: set)
  }

  func share(_ value: Double) -> Double {
    nodeCount == 0 ? 0 : value / Double(nodeCount)
  }

  func bestAddition(to set: [Int], price: NodePrice) -> Int? {
    var search = ReachSearch(rows, limit: limit)
    search.settle(set)
    var isIn = [Bool](repeating: false, count: nodeCount)
    for v in set { isIn[v] = true }
    let bounds = alone.indices.map { price.worth(alone[$0], of: $0) }
    let candidates = bounds.indices.filter { !isIn[$0] && price.allows($0) }
      .sorted { bounds[$0] != bounds[$1] ? bounds[$0] > bounds[$1] : $0 < $1 }
    var best = (node: -1, worth: 0.0)
    for v in candidates {
      if bounds[v] < best.worth { break }
      let worth = price.worth(search.gain(of: [v]), of: v)
      if worth > best.worth || worth == best.worth && v < best.node { best = (v, worth) }
    }
    return best.node >= 0 ? best.node : nil
  }
}

/// Searches outwards from a set, stopped where another set is at least as near.
struct ReachSearch {
  private let rows: Adjacency
  private let limit: Int?
  /// Hops from the settled set, `far` where it does not reach.
  private var settled: [Int]
  /// How many nodes came to stand at each number of hops, less those that stood there before.
  private var moved: [Int]
  private var seen: [Int]
  private var walk = 0
  private static let far = Int.max

  init(_ rows: Adjacency, limit: Int?) {
    self.rows = rows
    self.limit = limit
    let n = rows.offsets.count - 1
    settled = Array(repeating: Self.far, count: n)
    moved = Array(repeating: 0, count: n + 1)
    seen = Array(repeating: 0, count: n)
  }

  /// Returns what a set adds to what the settled set reaches. Whole numbers of nodes are added up
  /// by hops, nearest first, so that names do not matter, only hops.
  mutating func gain(of set: [Int]) -> Double {
    var farthest = 0
    for (node, hops) in nearer(from: set) {
      moved[hops] += 1
      farthest = max(farthest, hops)
      guard settled[node] != Self.far else { continue }
      moved[settled[node]] -= 1
      farthest = max(farthest, settled[node])
    }
    var gain = 0.0
    for hops in 0...farthest {
      gain += Double(moved[hops]) * weight(hops)
      moved[hops] = 0
    }
    return gain
  }

  /// Makes a set part of the settled one.
  mutating func settle(_ set: [Int]) {
    for (node, hops) in nearer(from: set) { settled[node] = hops }
  }

  private func weight(_ hops: Int) -> Double { limit == nil ? 1 / Double(max(1, hops)) : 1 }

  /// The nodes that are nearer to the set than to the settled one, and their hops. A node that is
  /// not nearer leads to none that is.
  private mutating func nearer(from set: [Int]) -> [(node: Int, hops: Int)] {
    walk += 1
    var found: [(node: Int, hops: Int)] = []
    for v in set where settled[v] > 0 && seen[v] != walk {
      seen[v] = walk
      found.append((v, 0))
    }
    var head = 0
    while head < found.count {
      let (v, hops) = found[head]
      head += 1
      if let limit, hops == limit { break }
      for i in rows.range(v) {
        let w = Int(rows.neighbours[i])
        guard seen[w] != walk, settled[w] > hops + 1 else { continue }
        seen[w] = walk
        found.append((w, hops + 1))
      }
    }
    return found
  }
}
