extension CSRGraph {
  /// Divides the nodes into communities by the Leiden algorithm.
  ///
  /// Starting from single nodes, it moves nodes to the neighbouring community that gains most,
  /// refines each community from within, merges what was refined to nodes of a smaller graph and
  /// repeats there; then it starts again from the result (see `repetitions`). At the end each
  /// community is split into its connected parts, so every community is connected;
  /// `Partition.splitCount` tells how many that made.
  ///
  /// Levels of more than some ten thousand links are worked on by all threads at once: their nodes
  /// move in sub-rounds of a few thousandths of all nodes, in which each decides on the state
  /// before the sub-round. Which nodes move together is drawn from the seed, never from how
  /// threads happen to run.
  ///
  /// A community found is a hypothesis about who belongs together, not a finding. The best
  /// division is hard to find (NP-hard): ask for several `runs` with small graphs, where that
  /// costs nothing, and read communities that change with the seed as uncertain.
  ///
  ///     let two = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(2, 3)])
  ///     try two.leiden(resolution: 0.5, seed: 1).community  // [0, 0, 1, 1]
  ///
  /// - Parameters:
  ///   - objective: What to optimise; see `Objective`.
  ///   - resolution: *γ*, at least 0. For `cpm` the density a community must have, above 0 and
  ///     below 1 for unweighted graphs; for `modularity` usually 1. Higher: smaller communities.
  ///   - seed: Equal seeds give equal results.
  ///   - runs: How often to start afresh with a seed of its own; the best by quality is kept, of
  ///     equals the first.
  ///   - repetitions: How many passes a run makes at most, each from the result of the one
  ///     before. A run ends sooner when two in a row bring nothing, and in graphs of more than half a
  ///     million links when moving single nodes, with which a pass begins, brings less than a
  ///     thousandth of the quality. Nil leaves it at that in small
  ///     graphs; above, at 2 · 10⁶ / links passes, but at least two.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes (by runs; in large graphs by the levels of each pass) and
  ///     cancellation comes from.
  /// - Returns: Communities numbered by falling size. Nodes without links are alone.
  /// - Throws: `GraphError` for a directed graph (use `undirected()`), a resolution that is not a
  ///   number of at least 0, fewer than one run or repetition, or `cancelled`.
  /// - Complexity: About O(*m*) time per level, of which there are few, and per repetition. Beside
  ///   the graph about 60 bytes per node and 8 per arc of the second level, which has a third to
  ///   two thirds as many; in small graphs that for each run in progress.
  /// - Note: Equal graphs, parameters and seed give equal bits, whatever the number of workers.
  ///
  /// > Source: V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: Guaranteeing
  /// > Well-Connected Communities", *Scientific Reports* 9, 2019,
  /// > [10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z).
  public func leiden(
    objective: Objective = .cpm, resolution: Double, seed: UInt64, runs: Int = 1,
    repetitions: Int? = nil, weighted: Bool = false, workers: Int = 0,
    control: WorkControl? = nil
  ) throws(GraphError) -> Partition {
    let search = try leidenSearch(objective, resolution, weighted: weighted)
    guard runs >= 1 else { throw .invalidRunCount(runs) }
    if let repetitions, repetitions < 1 {
      throw .parameterTooSmall(name: "repetitions", value: repetitions, least: 1)
    }
    let seeds = CounterRandom(seed: seed)
    var best: Partition?
    for first in stride(from: 0, to: runs, by: 64) {
      let found = try search.runs(
        first..<min(runs, first + 64), passes: repetitions, workers: workers, control: control
      ) { run in CounterRandom(seed: seeds.bits(stream: 0, index: UInt64(run))) }
      for partition in found where best.map({ partition.quality > $0.quality }) ?? true {
        best = partition
      }
    }
    guard let best else { throw .invalidRunCount(runs) }
    return best
  }

  /// Checks what every search asks for and makes it ready.
  func leidenSearch(
    _ objective: Objective, _ resolution: Double, weighted: Bool, keys: [UInt64] = []
  ) throws(GraphError) -> LeidenSearch {
    guard !isDirected else { throw .directedGraph }
    guard resolution.isFinite, resolution >= 0 else { throw .invalidResolution }
    guard keys.isEmpty || keys.count == nodeCount else {
      throw .wrongCount(name: "keys", count: keys.count, expected: nodeCount)
    }
    return LeidenSearch(
      graph: weighted ? self : unweighted(), objective: objective, resolution: resolution,
      keys: keys)
  }
}

extension CSRGraph {
  /// One run of Leiden as large graphs have it, for tests on small ones.
  ///
  /// - Parameter grain: From so many arcs on a level moves in sub-rounds; 65,536 otherwise.
  package func leiden(
    objective: Objective, resolution: Double, seed: UInt64, weighted: Bool, grain: Int,
    workers: Int
  ) throws(GraphError) -> Partition {
    let search = try leidenSearch(objective, resolution, weighted: weighted)
    var team = LeidenTeam(workers: workers)
    team.queueArcs = grain
    return try search.run(CounterRandom(seed: seed), passes: 4, team)
  }
}
