import GraphCore

/// Questions about paths answered by trying everything, on matrices and lists of links. Nothing
/// here uses the graphs under test.
enum PathOracle {
  /// A way from source to target.
  struct Way: Equatable {
    var nodes: [Int]
    var length: Double
  }

  /// The least distance from row to column over the links given, infinite where there is no link.
  static func matrix(_ n: Int, _ links: [DistanceGraph.Link], directed: Bool) -> [[Double]] {
    var d = [[Double]](repeating: Array(repeating: .infinity, count: n), count: n)
    for link in links where link.source != link.target {
      d[link.source][link.target] = min(d[link.source][link.target], link.distance)
      if !directed {
        d[link.target][link.source] = min(d[link.target][link.source], link.distance)
      }
    }
    return d
  }

  /// All distances after Floyd and Warshall.
  static func distances(_ a: [[Double]]) -> [[Double]] {
    var d = a
    for v in d.indices { d[v][v] = 0 }
    for k in d.indices {
      for i in d.indices {
        for j in d.indices { d[i][j] = min(d[i][j], d[i][k] + d[k][j]) }
      }
    }
    return d
  }

  /// Every simple path, by length and then by nodes.
  static func simplePaths(_ a: [[Double]], from s: Int, to t: Int) -> [Way] {
    var found: [Way] = []
    func extend(_ way: Way) {
      guard let last = way.nodes.last, last != t else { return found.append(way) }
      for w in a.indices where a[last][w].isFinite && !way.nodes.contains(w) {
        extend(Way(nodes: way.nodes + [w], length: way.length + a[last][w]))
      }
    }
    extend(Way(nodes: [s], length: 0))
    return found.sorted {
      $0.length == $1.length
        ? $0.nodes.lexicographicallyPrecedes($1.nodes) : $0.length < $1.length
    }
  }

  /// The least length of a network that joins the terminals: over every choice of go-betweens, the
  /// cheapest tree (Prim) on exactly those nodes. Nil where nothing joins them.
  static func leastNetwork(_ a: [[Double]], terminals: [Int]) -> Double? {
    let others = a.indices.filter { !terminals.contains($0) }
    var least: Double?
    for choice in 0..<(1 << others.count) {
      let nodes = terminals + others.indices.filter { choice >> $0 & 1 == 1 }.map { others[$0] }
      guard let cost = cheapestTree(a, nodes) else { continue }
      least = min(least ?? .infinity, cost)
    }
    return least
  }

  private static func cheapestTree(_ a: [[Double]], _ nodes: [Int]) -> Double? {
    guard let first = nodes.first else { return 0 }
    var inside = [first]
    var outside = Array(nodes.dropFirst())
    var cost = 0.0
    while !outside.isEmpty {
      var best = (cost: Double.infinity, place: 0)
      for (place, v) in outside.enumerated() {
        for u in inside where a[u][v] < best.cost { best = (a[u][v], place) }
      }
      guard best.cost.isFinite else { return nil }
      cost += best.cost
      inside.append(outside.remove(at: best.place))
    }
    return cost
  }

  /// The first moment at which each node is reached, by letting every moment pass in turn.
  static func arrivals(
    _ n: Int, _ contacts: [ContactGraph.Contact], directed: Bool, from s: Int, at start: Int,
    pause: Int, until last: Int
  ) -> [Int?] {
    var times = [Int?](repeating: nil, count: n)
    times[s] = start
    func canPassOn(_ v: Int, _ now: Int) -> Bool {
      guard let time = times[v] else { return false }
      return now >= (v == s ? time : time + pause)
    }
    for now in start..<max(start, last) {
      var changes = true
      while changes {
        changes = false
        for c in contacts where c.start <= now && now < c.end {
          for (u, v) in directed
            ? [(c.source, c.target)] : [(c.source, c.target), (c.target, c.source)]
          where canPassOn(u, now) && times[v] == nil {
            times[v] = now
            changes = true
          }
        }
      }
    }
    return times
  }
}

/// Links with distances, drawn from a seed.
struct DistanceNetwork {
  var nodeCount: Int
  var links: [DistanceGraph.Link]
  var directed: Bool

  /// Distances are whole numbers from 1 to `longest`, so that many ways tie; loops and doubled
  /// links occur.
  init(nodeCount n: Int, links count: Int, longest: Int, seed: UInt64, directed: Bool) {
    let random = CounterRandom(seed: seed)
    nodeCount = n
    self.directed = directed
    links = (0..<UInt64(count)).map { i in
      .init(
        random.below(n, stream: 1, index: i), random.below(n, stream: 2, index: i),
        distance: Double(1 + random.below(longest, stream: 3, index: i)))
    }
  }

  var graph: DistanceGraph {
    get throws { try DistanceGraph(nodeCount: nodeCount, links: links, directed: directed) }
  }

  var matrix: [[Double]] { PathOracle.matrix(nodeCount, links, directed: directed) }

  /// The same links in another order and, where undirected, with their ends exchanged.
  func shuffled(seed: UInt64) -> DistanceNetwork {
    var other = self
    other.links = CounterRandom(seed: seed).permutation(links.count, stream: 9).map { links[$0] }
    if !directed {
      other.links = other.links.map { .init($0.target, $0.source, distance: $0.distance) }
    }
    return other
  }

  /// The same network with node `v` called `names[v]`.
  func renamed(_ names: [Int]) -> DistanceNetwork {
    var other = self
    other.links = links.map {
      .init(names[$0.source], names[$0.target], distance: $0.distance)
    }
    return other
  }
}
