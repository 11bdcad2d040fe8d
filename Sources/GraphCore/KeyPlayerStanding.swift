extension CSRGraph {
  /// Returns how far each node stands out by four questions taken together: how much contact it
  /// has, how much runs through it, whom it reaches and what falls apart without it.
  ///
  /// Single measures answer single questions and disagree. Here each node takes its place among
  /// all by four of them, and the places are added with equal weight, so that no unit and no
  /// outlier decides: summed strength of links, betweenness by hops, the number of nodes within
  /// two hops (Borgatti's reach), and the pairs out of touch without it (his fragmentation). The
  /// four and their equal weights are the same for every network. They were settled on with two
  /// public networks in view (CAVIAR and one from London), so how well they do there proves little.
  /// Directions are ignored; links both ways add up.
  ///
  ///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
  ///     chain.keyPlayerStanding()  // [13, 22, 13] / 24: node 1 leads in three of four
  ///
  /// - Parameter workers: The most threads to use; 0 means one per processor.
  /// - Returns: One number per node, above 0 and at most 1: the mean over the four measures of the
  ///   share of nodes that do not stand above it, a tie counting half. Where all stand alike all
  ///   have (*n* + 1) / 2*n*. It compares nodes of one network and not of two.
  /// - Complexity: O(*n* · *m*) time for betweenness, O(*n* + *m*) memory per worker.
  /// - Note: Sums of whole halves divided once: equal graphs give equal bits, whatever the number
  ///   of workers.
  ///
  /// > Source: for reach and fragmentation S. P. Borgatti, "Identifying sets of key players in a
  /// > social network", *Computational and Mathematical Organization Theory* 12, 2006,
  /// > [10.1007/s10588-006-7084-x](https://doi.org/10.1007/s10588-006-7084-x); for adding up
  /// > places J.-C. de Borda's count. The choice of four is ours.
  public func keyPlayerStanding(workers: Int = 0) -> [Double] {
    guard nodeCount > 0 else { return [] }
    let graph = undirected()
    let impacts = graph.removalImpacts()
    let measures: [[Double]] = [
      graph.strengths(), graph.betweenness(workers: workers),
      graph.withinTwoHops().map(Double.init), impacts.after.map { -Double($0.connectedPairs) },
    ]
    // Twice the middle of the places that a node shares, counted from the end of the order.
    var places = [Int](repeating: 0, count: nodeCount)
    for values in measures {
      let ranks = Ranks(values)
      for v in places.indices { places[v] += 2 * nodeCount + 2 - ranks.best[v] - ranks.worst[v] }
    }
    let most = Double(2 * nodeCount * measures.count)
    return places.map { Double($0) / most }
  }

  /// The number of other nodes that are at most two hops away, in a graph without directions.
  private func withinTwoHops() -> [Int] {
    var seen = [Int](repeating: -1, count: nodeCount)
    return (0..<nodeCount).map { v in
      seen[v] = v
      var found: [Int] = []
      for i in outgoing.range(v) {
        let u = Int(outgoing.neighbours[i])
        guard seen[u] != v else { continue }
        seen[u] = v
        found.append(u)
      }
      var count = found.count
      for u in found {
        for i in outgoing.range(u) where seen[Int(outgoing.neighbours[i])] != v {
          seen[Int(outgoing.neighbours[i])] = v
          count += 1
        }
      }
      return count
    }
  }
}
