import GraphCore
import Testing

@Suite("Lists of paths")
struct PathListTests {
  private static func expect(
    _ list: PathList, startOf ways: [PathOracle.Way], limit: Int, _ comment: Comment
  ) {
    #expect(list.paths.map(\.nodes) == ways.prefix(limit).map(\.nodes), comment)
    #expect(list.paths.map(\.length) == ways.prefix(limit).map(\.length), comment)
    #expect(list.isTruncated == (ways.count > limit), comment)
  }

  /// The two outermost nodes, and one pair drawn from the seed.
  private static func pairs(of n: Int, seed: UInt64) -> [(Int, Int)] {
    [(0, n - 1), (Int(seed / 5) % n, Int(seed / 7) % n)]
  }

  static func network(_ seed: UInt64, longest: Int) -> DistanceNetwork {
    let n = 2 + Int(seed % 6)
    return DistanceNetwork(
      nodeCount: n, links: n * (1 + Int(seed / 2 % 3)), longest: longest, seed: seed,
      directed: seed % 2 == 1)
  }

  @Test("All shortest paths are those found by trying every path", arguments: [0, 1, 2, 3])
  func allShortest(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let network = Self.network(seed, longest: 2)
      let (graph, a) = (try network.graph, network.matrix)
      for (s, t) in Self.pairs(of: a.count, seed: seed) {
        let ways = PathOracle.simplePaths(a, from: s, to: t)
        let shortest = ways.filter { $0.length == ways[0].length }
        let found = try graph.allShortestPaths(from: s, to: t)
        #expect(found.distance == ways.first?.length && found.count == UInt64(shortest.count))
        for limit in [1, 2, 100] {
          Self.expect(
            try found.paths(limit: limit), startOf: shortest, limit: limit, "\(seed): \(s)–\(t)")
        }
        let used = shortest.flatMap { zip($0.nodes, $0.nodes.dropFirst()) }
          .map { DistanceGraph.Link($0, $1, distance: a[$0][$1]) }
        #expect(found.links.allSatisfy(used.contains) && used.allSatisfy(found.links.contains))
      }
    }
  }

  @Test("Paths are counted exactly up to the largest number, and no further")
  func counts() throws {
    // A chain of diamonds: each doubles the number of ways.
    func diamonds(_ count: Int) throws -> AllShortestPaths {
      let links = (0..<count).flatMap { i in
        [(0, 1), (0, 2), (1, 3), (2, 3)].map { CSRGraph.Link(3 * i + $0, 3 * i + $1) }
      }
      let graph = try CSRGraph(nodeCount: 3 * count + 1, links: links)
      return try DistanceGraph(graph, by: .hops).allShortestPaths(from: 0, to: 3 * count)
    }
    #expect(try diamonds(63).count == 1 << 63)
    let many = try diamonds(64)
    #expect(many.count == nil && many.distance == 128 && many.links.count == 256)
    let first = try many.paths(limit: 3)
    #expect(first.isTruncated && first.paths.count == 3)
    #expect(first.paths == first.paths.sorted())
  }

  @Test("The k shortest simple paths are the first of all", arguments: [0, 1, 2, 3])
  func shortestSimple(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let network = Self.network(seed, longest: 1 + Int(seed / 4 % 4))
      let (graph, a) = (try network.graph, network.matrix)
      for (s, t) in Self.pairs(of: a.count, seed: seed) {
        let ways = PathOracle.simplePaths(a, from: s, to: t)
        for limit in Set([1, 4, max(1, ways.count), 5000]).sorted() {
          let list = try graph.shortestSimplePaths(from: s, to: t, limit: limit)
          Self.expect(list, startOf: ways, limit: limit, "\(seed): \(s)–\(t), \(limit)")
        }
      }
    }
  }

  @Test("Paths of bounded hops are all of those, up to the limit", arguments: [0, 1, 2, 3])
  func bounded(quarter: UInt64) throws {
    for seed in quarter * 250..<quarter * 250 + 250 {
      let n = 1 + Int(seed % 7)
      let network = SeededNetwork.random(
        nodeCount: n, chance: 0.3 + 0.2 * Double(seed / 2 % 4), seed: seed,
        directed: seed % 2 == 1)
      let graph = try network.graph
      let a = network.matrix().map { $0.map { $0 > 0 ? 1 : Double.infinity } }
      for (s, t) in Self.pairs(of: a.count, seed: seed) {
        let ways = PathOracle.simplePaths(a, from: s, to: t)
        for hops in 0...n {
          let near = ways.filter { $0.length <= Double(hops) }
          for limit in Set([3, max(1, near.count)]).sorted() {
            let list = try graph.simplePaths(from: s, to: t, maximumHops: hops, limit: limit)
            Self.expect(list, startOf: near, limit: limit, "\(seed): \(s)–\(t), \(hops), \(limit)")
          }
        }
      }
    }
  }

  @Test("Sparse networks of sixteen nodes agree too, where ways block each other")
  func sparse() throws {
    for seed in 0..<40 as Range<UInt64> {
      let network = DistanceNetwork(
        nodeCount: 16, links: 26, longest: 3, seed: seed, directed: seed % 4 == 1)
      let (graph, a) = (try network.graph, network.matrix)
      let ways = PathOracle.simplePaths(a, from: 0, to: 15)
      let list = try graph.shortestSimplePaths(from: 0, to: 15, limit: 300)
      Self.expect(list, startOf: ways, limit: 300, "\(seed)")
      let plain = try CSRGraph(
        nodeCount: 16, links: network.links.map { .init($0.source, $0.target) },
        directed: network.directed)
      let hops = a.map { $0.map { $0.isFinite ? 1 : Double.infinity } }
      let all = PathOracle.simplePaths(hops, from: 0, to: 15)
      for bound in [3, 5, 7, 9, 12, 15] {
        let near = all.filter { $0.length <= Double(bound) }
        let list = try plain.simplePaths(from: 0, to: 15, maximumHops: bound, limit: 200)
        Self.expect(list, startOf: near, limit: 200, "\(seed), at most \(bound)")
      }
    }
  }

  @Test("A smaller limit gives the beginning of the same list")
  func prefixes() throws {
    let network = DistanceNetwork(
      nodeCount: 200, links: 900, longest: 4, seed: 12, directed: false)
    let graph = try network.graph
    let many = try graph.shortestSimplePaths(from: 3, to: 150, limit: 120)
    #expect(many.isTruncated && many.paths.count == 120 && many.paths == many.paths.sorted())
    for limit in [1, 2, 17, 119] {
      let few = try graph.shortestSimplePaths(from: 3, to: 150, limit: limit)
      #expect(few.paths == Array(many.paths.prefix(limit)) && few.isTruncated)
    }
    #expect(
      try network.shuffled(seed: 1).graph.shortestSimplePaths(from: 3, to: 150, limit: 120) == many)
    let all = try graph.allShortestPaths(from: 3, to: 150)
    let tied = many.paths.filter { $0.length == all.distance }
    #expect(try all.paths(limit: max(1, tied.count)).paths == tied)
  }

  @Test("A limit below one, a negative bound and unknown nodes are refused")
  func refusals() throws {
    let graph = try Shape.chain(3).graph
    let distances = try DistanceGraph(graph, by: .hops)
    let limit = GraphError.parameterTooSmall(name: "limit", value: 0, least: 1)
    #expect(throws: limit) { try distances.shortestSimplePaths(from: 0, to: 2, limit: 0) }
    #expect(throws: limit) { try distances.allShortestPaths(from: 0, to: 2).paths(limit: 0) }
    #expect(throws: limit) { try graph.simplePaths(from: 0, to: 2, maximumHops: 3, limit: 0) }
    #expect(throws: GraphError.parameterTooSmall(name: "maximumHops", value: -1, least: 0)) {
      try graph.simplePaths(from: 0, to: 2, maximumHops: -1, limit: 1)
    }
    let unknown = GraphError.unknownNode(node: 3, nodeCount: 3)
    #expect(throws: unknown) { try distances.shortestSimplePaths(from: 0, to: 3, limit: 1) }
    #expect(throws: unknown) { try distances.allShortestPaths(from: 3, to: 0) }
    #expect(throws: unknown) { try graph.simplePaths(from: 3, to: 0, maximumHops: 1, limit: 1) }
  }
}
