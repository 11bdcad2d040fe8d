extension CSRGraph {
  /// Returns how many pairs of nodes each link carries: how often it lies on a shortest path.
  ///
  /// A high score marks a link whose loss makes many go a longer way or lose contact: the tie to
  /// watch between two groups. Every link counts as one hop. Where a pair has several shortest
  /// paths, a link is credited with its share of them. The two ends of a link are a pair too.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.linkBetweenness()  // [2, 2]: pairs 0-1 and 0-2, pairs 1-2 and 0-2
  ///
  /// The links at a node add up to twice its `betweenness(workers:)` plus the number of nodes it
  /// can reach; in a directed graph the links that enter it, to its betweenness plus the number of
  /// nodes that reach it. All links add up to the hops between all pairs.
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One score per link, in the order of `links()`, in pairs of nodes: unordered pairs,
  ///   from above 0 to *n*² / 4 (a bridge between two halves); in a directed graph ordered pairs.
  /// - Complexity: O(*n* · *m*) time, in an undirected graph of each block on its own, so trees
  ///   cost nothing; O(*n* + *m*) memory per worker and O(*m*) for each of 16 partial sums.
  /// - Note: Equal graphs give equal bits, whatever the number of workers.
  ///
  /// > Source: U. Brandes, "On Variants of Shortest-Path Betweenness Centrality and Their Generic
  /// > Computation", *Social Networks* 30(2), 2008,
  /// > [10.1016/j.socnet.2007.11.001](https://doi.org/10.1016/j.socnet.2007.11.001).
  public func linkBetweenness(workers: Int = 0) -> [Double] {
    pairsAlong(workers: workers, control: nil) ?? []
  }

  /// Returns how many pairs of nodes each link carries, under a control.
  ///
  /// - Parameters:
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from.
  /// - Returns: As `linkBetweenness(workers:)`, the same bits.
  /// - Throws: `GraphError.cancelled`.
  public func linkBetweenness(
    workers: Int = 0, control: WorkControl
  ) throws(GraphError) -> [Double] {
    guard let scores = pairsAlong(workers: workers, control: control) else { throw .cancelled }
    return scores
  }

  /// The scores; nil where the control was cancelled.
  private func pairsAlong(workers: Int, control: WorkControl?) -> [Double]? {
    if isDirected {
      let ones = [Double](repeating: 1, count: nodeCount)
      return arcSums(
        PathQuotient(outgoing, incoming: incoming, weights: ones, merging: false),
        Array(0..<nodeCount), workers, control)
    }
    let blocks = BlockUnion(outgoing.unweighted())
    let quotient = PathQuotient(blocks.rows, weights: blocks.weights, merging: false)
    return arcSums(quotient, blocks.origins, workers, control).map { outgoing.linkPairs($0) }
  }

  /// The pairs that each arc of this graph carries inside the quotient; nil where cancelled.
  private func arcSums(
    _ quotient: PathQuotient, _ origins: [Int], _ workers: Int, _ control: WorkControl?
  ) -> [Double]? {
    guard let sums = quotient.sums(over: .arcs, workers, control) else { return nil }
    var origin = [Int](repeating: 0, count: origins.count)
    for (copy, place) in quotient.places.enumerated() { origin[place] = origins[copy] }
    return outgoing.arcValues(sums, of: quotient.rows, origins: origin)
  }
}

extension Adjacency {
  /// Returns for each arc of these rows the value of the arc of others that joins copies of the
  /// same nodes; 0 where there is none.
  func arcValues(_ values: [Double], of rows: Adjacency, origins: [Int]) -> [Double] {
    var arcs = [Double](repeating: 0, count: neighbours.count)
    for copy in origins.indices {
      for i in rows.range(copy) {
        let end = origins[Int(rows.neighbours[i])]
        guard let arc = arc(from: origins[copy], to: end) else { continue }
        arcs[arc] = values[i]
      }
    }
    return arcs
  }

  /// Returns the unordered pairs that each link of an undirected graph carries, by its lower end,
  /// from the ordered pairs that each arc carries inside its block.
  func linkPairs(_ inside: [Double]) -> [Double] {
    var arcs = inside
    // A bridge is the one way between what hangs below it and the rest.
    let tree = DepthFirstTree(self)
    var total = tree.size
    for w in tree.order where tree.parent[w] >= 0 {
      total[w] = total[tree.parent[w]]
      guard tree.low[w] > tree.number[tree.parent[w]] else { continue }
      guard let arc = arc(from: w, to: tree.parent[w]) else { continue }
      arcs[arc] = 2 * Double(tree.size[w]) * Double(total[w] - tree.size[w])
    }
    return (0..<(offsets.count - 1)).flatMap { u in
      range(u).compactMap { i in
        let v = Int(neighbours[i])
        guard u < v, let back = arc(from: v, to: u) else { return nil }
        return (arcs[i] + arcs[back]) / 2
      }
    }
  }
}
