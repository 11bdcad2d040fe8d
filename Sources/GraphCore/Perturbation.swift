/// What a replicate of a graph is missing: a model of the data that were never collected.
///
/// Each link or node is lost or kept by a draw of its own. A chance is a number from 0 to 1.
public enum Perturbation: Sendable, Equatable {
  /// Each link is lost with the same chance.
  case links(lost: Double)
  /// Link *i* of `CSRGraph.links()` is kept with chance `kept[i]`: weakly graded links go first.
  /// A merged link goes or stays as one; a caller who knows the chances *p* of the links it
  /// merges gives 1 − Π (1 − *p*).
  case gradedLinks(kept: [Double])
  /// Each node is lost with the same chance, and its links with it.
  case nodes(lost: Double)
  /// Each community is lost as a whole with the same chance: a source that covered one circle of
  /// people and no other. `of` holds one mark per node; equal marks are one community.
  case communities(of: [Int], lost: Double)
}

/// A graph with something missing.
public struct Replicate: Sendable, Equatable {
  /// The number that its draws came from; nil for the whole graph.
  public let number: Int?
  /// What is left. Where nodes were lost, the others are numbered anew.
  public let graph: CSRGraph
  /// For each node of `graph` the node of the whole graph that it is, rising.
  public let nodes: [Int]
}

extension CSRGraph {
  /// Returns the graph as it would look with some of its links or nodes missing.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     try chain.replicate(0, under: .links(lost: 0), seed: 7).graph == chain  // true
  ///
  /// - Parameters:
  ///   - number: Which replicate, from 0.
  ///   - perturbation: What may be missing. Loops belong to their node and are not thinned.
  ///   - seed: The seed of all replicates of a study.
  /// - Returns: The replicate. At chance 0 the graph is this one, at chance 1 nothing is left.
  /// - Throws: `GraphError` where a chance lies outside 0 to 1 or a table has the wrong length.
  /// - Complexity: O(*n* + *m*) time and memory.
  /// - Note: A draw is a function of the seed, the replicate's number and the link's two nodes
  ///   (or the node; or the lowest node of the community), so replicate *i* is the same on any
  ///   thread and however many others are made, and what a larger chance keeps, a smaller chance
  ///   keeps too.
  ///
  /// > Source: E. Costenbader, T. W. Valente, "The Stability of Centrality Measures when Networks
  /// > Are Sampled", *Social Networks* 25(4), 2003,
  /// > [10.1016/S0378-8733(03)00012-1](https://doi.org/10.1016/S0378-8733(03)00012-1).
  public func replicate(
    _ number: Int, under perturbation: Perturbation, seed: UInt64
  ) throws(GraphError) -> Replicate {
    try ReplicateMaker(self, perturbation, seed: seed).make(number)
  }
}

/// A perturbation made ready for one graph: chances per arc or node, looked up once for all
/// replicates.
struct ReplicateMaker: Sendable {
  private enum Rule {
    case links(lost: Double)
    /// The chance to be lost of each outgoing and, where directed, of each incoming arc.
    case arcs(outgoing: [Double], incoming: [Double])
    /// The index of each node's draw: nodes with one index share their fate.
    case nodes(draws: [Int], lost: Double)
  }

  private let graph: CSRGraph
  private let random: CounterRandom
  private let rule: Rule

  init(_ graph: CSRGraph, _ perturbation: Perturbation, seed: UInt64) throws(GraphError) {
    self.graph = graph
    random = CounterRandom(seed: seed)
    switch perturbation {
    case .links(let lost):
      try Self.check([lost], "lost")
      rule = .links(lost: lost)
    case .gradedLinks(let kept):
      try Self.check(kept.count, of: "kept", expected: graph.linkCount)
      try Self.check(kept, "kept")
      rule = Self.arcs(of: graph, kept: kept)
    case .nodes(let lost):
      try Self.check([lost], "lost")
      rule = .nodes(draws: Array(0..<graph.nodeCount), lost: lost)
    case .communities(let marks, let lost):
      try Self.check(marks.count, of: "communities", expected: graph.nodeCount)
      try Self.check([lost], "lost")
      var lowest: [Int: Int] = [:]
      for (node, mark) in marks.enumerated() where lowest[mark] == nil { lowest[mark] = node }
      rule = .nodes(draws: marks.map { lowest[$0, default: 0] }, lost: lost)
    }
  }

  private static func check(_ chances: [Double], _ name: String) throws(GraphError) {
    for chance in chances where !(0...1).contains(chance) {
      throw .invalidParameter(name: name, need: "chances from 0 to 1")
    }
  }

  private static func check(
    _ count: Int, of name: String, expected: Int
  ) throws(GraphError) {
    guard count == expected else {
      throw .wrongCount(name: name, count: count, expected: expected)
    }
  }

  private static func arcs(of graph: CSRGraph, kept: [Double]) -> Rule {
    var outgoing = [Double](repeating: 0, count: graph.outgoing.neighbours.count)
    var incoming = [Double](repeating: 0, count: graph.isDirected ? outgoing.count : 0)
    for (link, kept) in zip(graph.links(), kept) {
      if let arc = graph.outgoing.arc(from: link.source, to: link.target) {
        outgoing[arc] = 1 - kept
      }
      guard let back = graph.incoming.arc(from: link.target, to: link.source) else { continue }
      if graph.isDirected { incoming[back] = 1 - kept } else { outgoing[back] = 1 - kept }
    }
    return .arcs(outgoing: outgoing, incoming: incoming)
  }

  /// The graph with nothing missing.
  var whole: Replicate {
    Replicate(number: nil, graph: graph, nodes: Array(0..<graph.nodeCount))
  }

  func make(_ number: Int) -> Replicate {
    switch rule {
    case .links(let lost):
      thinned(number, outgoing: { _ in lost }, incoming: { _ in lost })
    case .arcs(let outgoing, let incoming):
      thinned(number, outgoing: { outgoing[$0] }, incoming: { incoming[$0] })
    case .nodes(let draws, let lost):
      reduced(number, draws: draws, lost: lost)
    }
  }

  private func thinned(
    _ number: Int, outgoing: (Int) -> Double, incoming: (Int) -> Double
  ) -> Replicate {
    let stream = 2 &* UInt64(truncatingIfNeeded: number)
    func draw(_ source: Int, _ target: Int) -> Double {
      let (a, b) =
        graph.isDirected ? (source, target) : (min(source, target), max(source, target))
      return random.uniform(stream: stream, index: UInt64(a) << 32 | UInt64(b))
    }
    let out = graph.outgoing.filtered { source, arc in
      draw(source, Int(graph.outgoing.neighbours[arc])) >= outgoing(arc)
    }
    let into =
      graph.isDirected
      ? graph.incoming.filtered { target, arc in
        draw(Int(graph.incoming.neighbours[arc]), target) >= incoming(arc)
      } : out
    let left = CSRGraph(
      outgoing: out, incoming: into, directed: graph.isDirected,
      loopStrengths: graph.loopStrengths, loopCount: graph.loopCount)
    return Replicate(number: number, graph: left, nodes: Array(0..<graph.nodeCount))
  }

  private func reduced(_ number: Int, draws: [Int], lost: Double) -> Replicate {
    let stream = 2 &* UInt64(truncatingIfNeeded: number) &+ 1
    let nodes = (0..<graph.nodeCount).filter {
      random.uniform(stream: stream, index: UInt64(draws[$0])) >= lost
    }
    let left = nodes.count == graph.nodeCount ? graph : graph.subgraph(of: nodes)
    return Replicate(number: number, graph: left, nodes: nodes)
  }
}
