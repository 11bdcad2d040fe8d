internal import Glibc

/// Graphs on which kernels are known to stumble. Not random, and not in normal form.
public enum Pathology: String, CaseIterable, Sendable {
  case empty
  case single
  case isolated
  case star
  case path
  case clique
  /// Two cliques joined by one link.
  case twoCliquesBridge = "two-cliques-bridge"
  /// The same, the bridge given twice.
  case doubledBridge = "doubled-bridge"
  /// A ring in which each node also has a loop, every second one twice.
  case loops
  /// Two cliques of equal size that nothing joins.
  case twinGiants = "twin-giants"
  /// Each of the first third linked to each of the others.
  case bipartite
  /// A ring whose strengths go from 10⁻⁶ to 10⁶: more than sums can hold exactly.
  case wideStrengths = "wide-strengths"
  /// A ring one of whose strengths is 0, which is no strength.
  case zeroStrength = "zero-strength"

  /// Makes the graph of `nodeCount` nodes, where the number is free.
  public func graph(nodeCount n: Int) -> EdgeList {
    switch self {
    case .empty: return EdgeList(nodeCount: 0)
    case .single: return EdgeList(nodeCount: 1)
    case .isolated: return EdgeList(nodeCount: n)
    case .star: return EdgeList(nodeCount: n, links: links(1, n) { (0, $0) })
    case .path: return EdgeList(nodeCount: n, links: links(1, n) { ($0 - 1, $0) })
    case .clique: return EdgeList(nodeCount: n, links: clique(0..<n))
    case .twoCliquesBridge: return twoCliques(n, bridges: 1)
    case .doubledBridge: return twoCliques(n, bridges: 2)
    case .twinGiants: return twoCliques(n, bridges: 0)
    case .loops:
      let loops = (0..<n).flatMap { v in
        repeatElement(EdgeList.Link(Int32(v), Int32(v)), count: 1 + v % 2)
      }
      return EdgeList(nodeCount: n, links: ring(n) + loops)
    case .bipartite:
      let first = 0..<(n / 3)
      return EdgeList(nodeCount: n, links: first.flatMap { a in links(n / 3, n) { (a, $0) } })
    case .wideStrengths: return weightedRing(n) { pow(10, 12 * Double($0) / Double(n) - 6) }
    case .zeroStrength: return weightedRing(n) { $0 == n / 2 ? 0 : 1 }
    }
  }

  private func links(
    _ first: Int, _ end: Int, _ ends: (Int) -> (Int, Int)
  ) -> [EdgeList.Link] {
    (first..<max(first, end)).map { i in
      let (source, target) = ends(i)
      return EdgeList.Link(Int32(source), Int32(target))
    }
  }

  private func ring(_ n: Int) -> [EdgeList.Link] {
    links(0, n) { ($0, ($0 + 1) % n) }
  }

  private func weightedRing(_ n: Int, _ strength: (Int) -> Double) -> EdgeList {
    var graph = EdgeList(nodeCount: n, links: ring(n))
    graph.strengths = (0..<n).map(strength)
    return graph
  }

  private func clique(_ nodes: Range<Int>) -> [EdgeList.Link] {
    nodes.flatMap { a in links(a + 1, nodes.upperBound) { (a, $0) } }
  }

  private func twoCliques(_ n: Int, bridges: Int) -> EdgeList {
    let half = n / 2
    let bridge = EdgeList.Link(Int32(max(0, half - 1)), Int32(half))
    return EdgeList(
      nodeCount: n,
      links: clique(0..<half) + Array(repeating: bridge, count: bridges) + clique(half..<n))
  }
}
