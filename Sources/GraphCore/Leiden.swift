extension CSRGraph {
  /// Divides the nodes into communities by the Leiden algorithm.
  ///
  /// Starting from single nodes, it moves nodes to the neighbouring community that gains most,
  /// refines each community from within, merges what was refined to nodes of a smaller graph and
  /// repeats there; then it starts again from the result until that no longer improves (in graphs
  /// of millions of links, a few times). At the end each community is split into its connected
  /// parts, so every community is connected.
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
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  ///   - workers: The most threads for the runs; 0 means one per processor.
  /// - Returns: Communities numbered by falling size. Nodes without links are alone.
  /// - Throws: `GraphError` for a directed graph (use `undirected()`), a resolution that is not a
  ///   number of at least 0, or fewer than one run.
  /// - Complexity: About O(*m*) time per level, of which there are few, and per repetition;
  ///   O(*n* + *m*) memory for each run in progress.
  /// - Note: Equal graphs, parameters and seed give equal bits, whatever the number of workers.
  ///
  /// > Source: V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: Guaranteeing
  /// > Well-Connected Communities", *Scientific Reports* 9, 2019,
  /// > [10.1038/s41598-019-41695-z](https://doi.org/10.1038/s41598-019-41695-z).
  public func leiden(
    objective: Objective = .cpm, resolution: Double, seed: UInt64, runs: Int = 1,
    weighted: Bool = false, workers: Int = 0
  ) throws(GraphError) -> Partition {
    guard !isDirected else { throw .directedGraph }
    guard resolution.isFinite, resolution >= 0 else { throw .invalidResolution }
    guard runs >= 1 else { throw .invalidRunCount(runs) }
    let graph = weighted ? self : unweighted()
    let seeds = CounterRandom(seed: seed)
    let search = LeidenSearch(graph: graph, objective: objective, resolution: resolution)

    var best: Partition?
    for first in stride(from: 0, to: runs, by: 64) {
      let found = WorkerPool.shared.map(min(64, runs - first), workers: workers) { run in
        search.run(CounterRandom(seed: seeds.bits(stream: 0, index: UInt64(first + run))))
      }
      for partition in found where best.map({ partition.quality > $0.quality }) ?? true {
        best = partition
      }
    }
    return best ?? search.partition(Array(0..<nodeCount))
  }
}

/// One graph and one objective, ready for any number of runs.
struct LeidenSearch: Sendable {
  let graph: CSRGraph
  let objective: CSRGraph.Objective
  let resolution: Double
  /// What a node brings into a community: 1 for CPM, its strength for modularity.
  let masses: [Double]
  /// The cost of a pair of unit masses in one community.
  let pairCost: Double

  init(graph: CSRGraph, objective: CSRGraph.Objective, resolution: Double) {
    self.graph = graph
    self.objective = objective
    self.resolution = resolution
    switch objective {
    case .cpm:
      masses = Array(repeating: 1, count: graph.nodeCount)
      pairCost = resolution
    case .modularity:
      var masses = graph.strengths()
      for (v, loop) in graph.loopStrengths.enumerated() { masses[v] += 2 * loop }
      let total = masses.reduce(0, +)
      self.masses = masses
      pairCost = total > 0 ? resolution / total : 0
    }
  }

  /// Runs from single nodes until two repetitions in a row bring nothing. In a large graph, where
  /// late repetitions cost much and bring little, at most until 2 · 10⁷ arcs have been gone over,
  /// but at least four times.
  func run(_ random: CounterRandom) -> Partition {
    var best = partition(Array(0..<graph.nodeCount))
    guard graph.linkCount > 0 else { return best }
    var stream: UInt64 = 0
    var failures = 0
    var repetitions = max(4, 20_000_000 / graph.outgoing.neighbours.count)
    while failures < 2, repetitions > 0 {
      repetitions -= 1
      let marks = leidenPass(
        graph.outgoing, masses: masses, pairCost: pairCost, start: best.community,
        random: random, stream: &stream)
      let found = partition(split(marks))
      let improves = found.quality > best.quality + 1e-12 * abs(best.quality)
      failures = improves ? 0 : failures + 1
      if improves { best = found }
    }
    return best
  }

  /// Numbers communities and measures their quality.
  func partition(_ marks: [Int]) -> Partition {
    let (community, sizes) = Partition.numbered(marks: marks)
    let quality = graph.quality(numbered: community, sizes: sizes, objective, resolution)
    return Partition(community: community, sizes: sizes, quality: quality)
  }

  /// Splits each community into its connected parts, each marked by its lowest node.
  private func split(_ marks: [Int]) -> [Int] {
    var part = [Int](repeating: -1, count: marks.count)
    var stack: [Int] = []
    for start in marks.indices where part[start] < 0 {
      part[start] = start
      stack.append(start)
      while let v = stack.popLast() {
        for i in graph.outgoing.range(v) {
          let w = Int(graph.outgoing.neighbours[i])
          guard part[w] < 0, marks[w] == marks[v] else { continue }
          part[w] = start
          stack.append(w)
        }
      }
    }
    return part
  }
}
