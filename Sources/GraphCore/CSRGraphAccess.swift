extension CSRGraph {
  /// Which links of a node count. In an undirected graph all three mean every link.
  public enum Direction: Sendable, CaseIterable {
    /// Links in either direction; two nodes linked both ways are one neighbour.
    case total
    /// Links that lead to the node.
    case incoming
    /// Links that lead away from the node.
    case outgoing
  }

  /// Returns the merged links without loops, by source and then target; in an undirected graph
  /// the source is the lower number.
  public func links() -> [Link] {
    var links: [Link] = []
    links.reserveCapacity(linkCount)
    for source in 0..<nodeCount {
      for i in outgoing.range(source) {
        let target = Int(outgoing.neighbours[i])
        guard isDirected || source < target else { continue }
        links.append(Link(source, target, strength: outgoing.strength(i)))
      }
    }
    return links
  }

  /// Returns the neighbours of a node in rising order, itself not among them.
  public func neighbours(of node: Int, _ direction: Direction = .total) -> [Int] {
    switch direction {
    case .outgoing: outgoing.range(node).map { Int(outgoing.neighbours[$0]) }
    case .incoming: incoming.range(node).map { Int(incoming.neighbours[$0]) }
    case .total where !isDirected: neighbours(of: node, .outgoing)
    case .total: union(of: node)
    }
  }

  /// Returns the strength of the link from one node to another, or 0 where there is none.
  /// For a node and itself, the sum of its loops.
  public func strength(from source: Int, to target: Int) -> Double {
    if source == target { return loopStrengths.isEmpty ? 0 : loopStrengths[source] }
    return outgoing.arc(from: source, to: target).map(outgoing.strength) ?? 0
  }

  /// Returns how many given links were merged into the link between two different nodes, 0 where
  /// there is none.
  public func multiplicity(from source: Int, to target: Int) -> Int {
    outgoing.arc(from: source, to: target).map { Int(outgoing.multiplicity($0)) } ?? 0
  }

  /// The rows that lead in a direction; `total` of a directed graph needs `undirected()` first.
  func rows(_ direction: Direction) -> Adjacency {
    direction == .incoming ? incoming : outgoing
  }

  /// The distinct neighbours over both directions: two rising rows merged.
  private func union(of node: Int) -> [Int] {
    let out = outgoing.range(node).map { Int(outgoing.neighbours[$0]) }
    let into = incoming.range(node).map { Int(incoming.neighbours[$0]) }
    var merged: [Int] = []
    merged.reserveCapacity(out.count + into.count)
    var (o, i) = (0, 0)
    while o < out.count || i < into.count {
      let next = min(o < out.count ? out[o] : .max, i < into.count ? into[i] : .max)
      merged.append(next)
      if o < out.count, out[o] == next { o += 1 }
      if i < into.count, into[i] == next { i += 1 }
    }
    return merged
  }
}
