extension CSRGraph {
  /// Brings communities up to date after some links of the graph have changed.
  ///
  /// Starts from the communities from before the change, looks again at the touched nodes, then at
  /// those whose neighbours moved, and so on as far as the change reaches. Communities it does not
  /// reach stay as they are. For a batch of a thousandth of the links this takes a fraction of the
  /// time of a fresh search.
  ///
  /// The answer depends on what was there before: a run of updates may drift from what
  /// `leiden(objective:resolution:seed:runs:repetitions:weighted:workers:control:)` finds on the
  /// graph as it is, which is the reference. Say with a result how it came about, and compute
  /// afresh from time to time or when the quality falls behind.
  ///
  /// - Parameters:
  ///   - previous: A mark for each node from before the change, from 0 to *n* − 1, equal for nodes
  ///     of one community. Nodes added since come last in this graph and have none.
  ///   - touched: The ends of every link that was added, removed or changed in strength, in any
  ///     order. A node left out is looked at only if the change reaches it.
  ///   - objective: What to optimise, as before the change.
  ///   - resolution: *γ*, as before the change.
  ///   - seed: Equal seeds give equal results.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where cancellation comes from; the update is one piece of work.
  /// - Returns: Communities of this graph, each connected, numbered by falling size. Never worse
  ///   than `previous` after every community of that has been split into its connected parts.
  /// - Throws: `GraphError` as `leiden` does; for marks or nodes out of range; for more marks than
  ///   nodes; or `cancelled`.
  /// - Complexity: A few sweeps of O(*n* + *m*), and about the work of Leiden on the part of the
  ///   graph that the change reaches.
  /// - Note: Equal graphs, parameters and seed give equal bits, whatever the number of workers.
  ///
  /// > Source: S. Sahu, "DF Louvain: Fast Incrementally Expanding Approach for Community Detection
  /// > on Dynamic Graphs", 2024,
  /// > [10.48550/arXiv.2404.19634](https://doi.org/10.48550/arXiv.2404.19634).
  public func leidenUpdate(
    previous: [Int], touched: [Int], objective: Objective = .cpm, resolution: Double,
    seed: UInt64, weighted: Bool = false, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> Partition {
    guard previous.count <= nodeCount else {
      throw .wrongCount(name: "previous", count: previous.count, expected: nodeCount)
    }
    guard previous.allSatisfy({ 0 <= $0 && $0 < nodeCount }) else {
      throw .invalidParameter(name: "previous", need: "marks from 0 to below the number of nodes")
    }
    for node in touched where !(0..<nodeCount).contains(node) {
      throw .unknownNode(node: node, nodeCount: nodeCount)
    }
    let search = try leidenSearch(objective, resolution, weighted: weighted)
    control?.expect(1)
    let (numbers, _) = Partition.numbered(marks: marks(of: previous))
    var isTouched = [Bool](repeating: false, count: nodeCount)
    for node in touched { isTouched[node] = true }
    for node in previous.count..<nodeCount { isTouched[node] = true }
    let focus = isTouched.indices.filter { isTouched[$0] }.map { Int32($0) }
    let random = CounterRandom(seed: CounterRandom(seed: seed).bits(stream: 0, index: 0))
    let found = try search.updated(
      numbers.map { Int32($0) }, focus: focus, random,
      LeidenTeam(workers: workers, control: control))
    control?.finish()
    return found
  }

  /// One mark per node: those given, and one of its own for each node added since.
  private func marks(of previous: [Int]) -> [Int] {
    var number = [Int](repeating: -1, count: nodeCount)
    var count = 0
    var marks = previous.map { mark in
      if number[mark] < 0 {
        number[mark] = count
        count += 1
      }
      return number[mark]
    }
    for _ in previous.count..<nodeCount {
      marks.append(count)
      count += 1
    }
    return marks
  }
}

extension LeidenSearch {
  /// One pass from communities that were good before a change, looking first at `focus`.
  fileprivate func updated(
    _ start: [Int32], focus: [Int32], _ random: CounterRandom, _ team: LeidenTeam
  ) throws(GraphError) -> Partition {
    try withLevel { level throws(GraphError) in
      let before = level.parts(start, team)
      guard level.arcCount > 0, !focus.isEmpty else { return partition(before) }
      let rules = LeidenRules(pairCost: pairCost(level.totalMass), random: random)
      var stream: UInt64 = 0
      let marks = level.start(start)
      let moved = try level.moved(marks, focus: focus, rules, stream: stream, team)
      let found = try level.pass(
        moved, from: marks, focus: focus, rules, stream: &stream, team)
      let after = level.parts(found, team)
      try team.check()
      return partition(quality(after) >= quality(before) ? after : before)
    }
  }
}
