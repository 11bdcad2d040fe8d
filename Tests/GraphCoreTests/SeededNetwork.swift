import GraphCore

/// A network as a plain list of links, from which both the graph under test and the matrices of
/// the oracles are made. The oracles read the list only, never the graph.
struct SeededNetwork {
  var nodeCount: Int
  var links: [CSRGraph.Link]
  var directed = false

  var graph: CSRGraph {
    get throws { try CSRGraph(nodeCount: nodeCount, links: links, directed: directed) }
  }

  /// Every pair is linked with the chance given; strengths are quarters from ¼ to 2.
  static func random(
    nodeCount n: Int, chance: Double, seed: UInt64, directed: Bool = false, weighted: Bool = false
  ) -> SeededNetwork {
    var state = seed &* 0x2545_F491_4F6C_DD1D &+ 1
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var network = SeededNetwork(nodeCount: n, links: [], directed: directed)
    for u in 0..<n {
      for v in (directed ? 0 : u + 1)..<max(n, u + 1) where u != v {
        guard draw() < chance else { continue }
        let strength = weighted ? (draw() * 8).rounded(.down) / 4 + 0.25 : 1
        network.links.append(.init(u, v, strength: strength))
      }
    }
    return network
  }

  /// The summed strength from row to column; both ways where undirected, loops left out.
  func matrix(weighted: Bool = false) -> [[Double]] {
    var a = [[Double]](repeating: Array(repeating: 0, count: nodeCount), count: nodeCount)
    for link in links where link.source != link.target {
      if weighted {
        a[link.source][link.target] += link.strength
        if !directed { a[link.target][link.source] += link.strength }
      } else {
        a[link.source][link.target] = 1
        if !directed { a[link.target][link.source] = 1 }
      }
    }
    return a
  }

  /// The same network with node `v` called `names[v]`.
  func renamed(_ names: [Int]) -> SeededNetwork {
    var other = self
    other.links = links.map {
      .init(names[$0.source], names[$0.target], strength: $0.strength)
    }
    return other
  }

  /// The well-known kite of ten people on which degree, closeness and betweenness each name
  /// another person as central (D. Krackhardt, *Administrative Science Quarterly* 35, 1990).
  static let kite = SeededNetwork(
    nodeCount: 10,
    links: [
      (0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6), (2, 3), (2, 5), (3, 4), (3, 5),
      (3, 6), (4, 6), (5, 6), (5, 7), (6, 7), (7, 8), (8, 9),
    ].map { .init($0, $1) })

  /// The friendships in a karate club (W. W. Zachary, *Journal of Anthropological Research* 33,
  /// 1977), members numbered from 0.
  static let karate = SeededNetwork(
    nodeCount: 34,
    links: [
      (0, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
      (1, [2, 3, 7, 13, 17, 19, 21, 30]), (2, [3, 7, 8, 9, 13, 27, 28, 32]), (3, [7, 12, 13]),
      (4, [6, 10]), (5, [6, 10, 16]), (6, [16]), (8, [30, 32, 33]), (9, [33]), (13, [33]),
      (14, [32, 33]), (15, [32, 33]), (18, [32, 33]), (19, [33]), (20, [32, 33]),
      (22, [32, 33]), (23, [25, 27, 29, 32, 33]), (24, [25, 27, 31]), (25, [31]),
      (26, [29, 33]), (27, [33]), (28, [31, 33]), (29, [32, 33]), (30, [32, 33]),
      (31, [32, 33]), (32, [33]),
    ].flatMap { source, targets in targets.map { .init(source, $0) } })
}

/// The chains, rings and cliques whose measures are known in closed form.
enum Shape {
  static func chain(_ n: Int) -> SeededNetwork {
    SeededNetwork(nodeCount: n, links: (1..<max(n, 1)).map { .init($0 - 1, $0) })
  }

  static func clique(_ n: Int) -> SeededNetwork {
    .random(nodeCount: n, chance: 2, seed: 0)
  }

  static func star(leaves: Int) -> SeededNetwork {
    SeededNetwork(nodeCount: leaves + 1, links: (1...leaves).map { .init(0, $0) })
  }
}
