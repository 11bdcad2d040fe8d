/// A small network that joins several nodes, and how far from the smallest it can be.
public struct ConnectingNetwork: Sendable, Equatable {
  /// The nodes to join, in rising order, each once.
  public let terminals: [Int]
  /// All nodes of the network in rising order: the terminals and the go-betweens.
  public let nodes: [Int]
  /// The links of the network by source and then target, the source the lower number. They form no
  /// circle, and each end without a further link is a terminal.
  public let links: [DistanceGraph.Link]
  /// The sum of the links' distances.
  public let length: Double
  /// No network that joins these terminals is shorter than this. `length` / `lowerBound` is at
  /// most 2 − 2 / (number of terminals); where the two are equal the network is a shortest one.
  public let lowerBound: Double
  /// The terminals that are joined with each other, by lowest; one list where all are. Terminals
  /// between which there is no way at all stand in different lists.
  public let groups: [[Int]]
}

extension DistanceGraph {
  /// Returns a short network that joins several nodes: who holds these people together?
  ///
  /// The shortest such network (Steiner tree) cannot be found in reasonable time; this one is at
  /// most 2 − 2 / *k* times as long for *k* terminals, and tells how much it may fall short in
  /// the case at hand. With two terminals it is a shortest path, with all nodes a minimum spanning
  /// tree.
  ///
  ///     let star = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(0, 2), .init(0, 3)])
  ///     try DistanceGraph(star, by: .hops).connectingNetwork(among: [1, 2, 3]).nodes
  ///     // [0, 1, 2, 3]
  ///
  /// - Parameter terminals: The nodes to join, in any order; repeated ones count once.
  /// - Returns: One tree; a tree for each group where not all terminals can be joined.
  /// - Throws: `GraphError.unknownNode`, and `directedGraph` for a directed graph.
  /// - Complexity: O((*n* + *m*) log *n*) time whatever the number of terminals; O(*n* + *m*)
  ///   memory.
  /// - Note: Equally good links are taken in the order of their numbers, so equal graphs give
  ///   equal networks. Other networks may be as short: do not read absence from this one as
  ///   irrelevance. `lowerBound` does not depend on numbering.
  ///
  /// > Source: K. Mehlhorn, "A Faster Approximation Algorithm for the Steiner Problem in Graphs",
  /// > *Information Processing Letters* 27(3), 1988,
  /// > [10.1016/0020-0190(88)90066-X](https://doi.org/10.1016/0020-0190(88)90066-X); the final
  /// > pruning: L. Kou, G. Markowsky, L. Berman, "A Fast Algorithm for Steiner Trees", *Acta
  /// > Informatica* 15, 1981, [10.1007/BF00288961](https://doi.org/10.1007/BF00288961).
  public func connectingNetwork(
    among terminals: [Int]
  ) throws(GraphError) -> ConnectingNetwork {
    guard !isDirected else { throw .directedGraph }
    try GraphError.check(terminals, below: nodeCount)
    var isTerminal = [Bool](repeating: false, count: nodeCount)
    for terminal in terminals { isTerminal[terminal] = true }
    let terminals = isTerminal.indices.filter { isTerminal[$0] }

    let tree = shortestTree(outgoing, spread: spread, from: terminals)
    let base = bases(tree)
    let crossings = terminalTree(tree, base: base)
    var isKept = isTerminal
    for end in crossings.flatMap({ [$0.link.source, $0.link.target] }) {
      for v in branch(to: end, parents: tree.parents) { isKept[v] = true }
    }
    let links = pruned(spanningTree(of: isKept), keeping: isTerminal)
    isKept = isTerminal
    var joined = JoinedNodes(count: nodeCount)
    for link in links {
      isKept[link.source] = true
      isKept[link.target] = true
      joined.join(link.source, link.target)
    }
    let length = links.reduce(0) { $0 + $1.distance }
    return ConnectingNetwork(
      terminals: terminals, nodes: isKept.indices.filter { isKept[$0] }, links: links,
      length: length, lowerBound: min(length, lowerBound(crossings, joined: &joined)),
      groups: joined.groups(of: terminals))
  }

  /// The terminal at the root of each node's branch; −1 out of reach.
  private func bases(_ tree: ShortestTree) -> [Int] {
    var base = [Int](repeating: -1, count: nodeCount)
    for v in tree.order.map(Int.init) {
      base[v] = tree.parents[v] < 0 ? v : base[Int(tree.parents[v])]
    }
    return base
  }

  /// A link between two terminals' realms, and the way between the terminals that crosses it.
  private struct Crossing {
    var link: Link
    var length: Double
  }

  /// Returns the crossings of the cheapest tree over the terminals (Kruskal).
  private func terminalTree(_ tree: ShortestTree, base: [Int]) -> [Crossing] {
    var crossings: [Crossing] = []
    for link in links() where base[link.source] >= 0 && base[link.source] != base[link.target] {
      let way = tree.distances[link.source] + link.distance + tree.distances[link.target]
      crossings.append(Crossing(link: link, length: way))
    }
    crossings.sort {
      ($0.length, $0.link.source, $0.link.target) < ($1.length, $1.link.source, $1.link.target)
    }
    var joined = JoinedNodes(count: nodeCount)
    return crossings.filter { joined.join(base[$0.link.source], base[$0.link.target]) }
  }

  /// Returns the cheapest tree over the links between marked nodes, by source and then target.
  private func spanningTree(of isKept: [Bool]) -> [Link] {
    var inside: [Link] = []
    for u in 0..<nodeCount where isKept[u] {
      for i in outgoing.range(u) {
        let v = Int(outgoing.neighbours[i])
        if u < v, isKept[v] { inside.append(Link(u, v, distance: outgoing.strength(i))) }
      }
    }
    inside.sort { ($0.distance, $0.source, $0.target) < ($1.distance, $1.source, $1.target) }
    var joined = JoinedNodes(count: nodeCount)
    return inside.filter { joined.join($0.source, $0.target) }
      .sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  /// Takes ends away that are no terminals, until none is left.
  private func pruned(_ links: [Link], keeping isTerminal: [Bool]) -> [Link] {
    var rows = [[Int]](repeating: [], count: nodeCount)
    for (i, link) in links.enumerated() {
      rows[link.source].append(i)
      rows[link.target].append(i)
    }
    var degree = rows.map(\.count)
    var isGone = [Bool](repeating: false, count: links.count)
    var ends = degree.indices.filter { degree[$0] == 1 && !isTerminal[$0] }
    while let end = ends.popLast() {
      guard let last = rows[end].first(where: { !isGone[$0] }) else { continue }
      isGone[last] = true
      let other = links[last].source == end ? links[last].target : links[last].source
      degree[other] -= 1
      if degree[other] == 1, !isTerminal[other] { ends.append(other) }
    }
    return links.indices.filter { !isGone[$0] }.map { links[$0] }
  }

  /// A shortest network of a group, walked round, passes its *k* terminals in twice its length;
  /// without the longest of the *k* stretches it joins them all, and so is no shorter than the
  /// cheapest tree over the terminals. Hence it is at least as long as *k* / (2*k* − 2) such trees.
  private func lowerBound(_ crossings: [Crossing], joined: inout JoinedNodes) -> Double {
    var trees: [Int: (length: Double, terminals: Int)] = [:]
    var roots: [Int] = []
    for crossing in crossings {
      let root = joined.root(crossing.link.source)
      if trees[root] == nil { roots.append(root) }
      let tree = trees[root] ?? (0, 1)
      trees[root] = (tree.length + crossing.length, tree.terminals + 1)
    }
    return roots.reduce(0) { sum, root in
      guard let tree = trees[root] else { return sum }
      return sum + Double(tree.terminals) * tree.length / Double(2 * tree.terminals - 2)
    }
  }
}
