extension RemainingNetwork {
  /// Removes the node of highest collective influence until nobody has any, then by degree.
  mutating func removeByCollectiveInfluence(
    radius: Int, control: WorkControl?
  ) throws(GraphError) {
    var ranked = RankedNodes(nodeCount: nodeCount)
    for v in 0..<nodeCount { ranked.update(v, to: influence(of: v, radius)) }
    while true {
      let nodes = nextBatch(&ranked, above: 0)
      guard !nodes.isEmpty else { break }
      try control?.check()
      control?.finish(nodes.count)
      // Whose influence may change: all within one hop more, looked up while the nodes are there.
      var isNear: Set<Int> = []
      for v in nodes { isNear.formUnion(ball(around: v, radius: radius + 1).nodes) }
      for v in nodes { remove(v) }
      for u in isNear.sorted() where isLeft[u] { ranked.update(u, to: influence(of: u, radius)) }
    }
    let inOrder = order.count
    removeByDegree()
    control?.finish(isLeft.count - inOrder)
  }

  private mutating func influence(of v: Int, _ radius: Int) -> Double {
    guard degree[v] > 1 else { return 0 }
    let (nodes, inner) = ball(around: v, radius: radius)
    let rim = nodes[inner...].reduce(0) { $0 + degree[$1] - 1 }
    return Double((degree[v] - 1) * rim) / costs[v]
  }

  /// Removes the node of highest betweenness; only the component it was in is measured anew.
  mutating func removeByBetweenness(
    _ graph: CSRGraph, workers: Int, control: WorkControl?
  ) throws(GraphError) {
    var ranked = RankedNodes(nodeCount: nodeCount)
    for part in graph.components().members() {
      score(part, graph, workers, &ranked)
    }
    while true {
      let nodes = nextBatch(&ranked)
      guard !nodes.isEmpty else { return }
      try control?.check()
      control?.finish(nodes.count)
      for v in nodes { remove(v) }
      var isScored: Set<Int> = []
      for v in nodes {
        for start in neighboursLeft(of: v) where !isScored.contains(start) {
          let part = ball(around: start).nodes
          isScored.formUnion(part)
          score(part.sorted(), graph, workers, &ranked)
        }
      }
    }
  }

  /// Scores the nodes of one component. Nobody is between two others in a pair or alone.
  private func score(
    _ part: [Int], _ graph: CSRGraph, _ workers: Int, _ ranked: inout RankedNodes
  ) {
    guard part.count > 2 else {
      for v in part { ranked.update(v, to: 0) }
      return
    }
    let scores = graph.subgraph(of: part).betweenness(workers: workers)
    for (v, score) in zip(part, scores) {
      ranked.update(v, to: (score / costs[v]).roundedToBits(40))
    }
  }
}

extension Double {
  /// The nearest number with that many binary digits, so that sums of the same terms in another
  /// order compare as equal.
  func roundedToBits(_ bits: Int) -> Double {
    guard isNormal else { return 0 }
    let step = Double(sign: .plus, exponent: Int(exponent) + 1 - bits, significand: 1)
    return (self / step).rounded(.toNearestOrEven) * step
  }
}
