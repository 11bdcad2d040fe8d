/// One graph and one objective, ready for any number of runs.
struct LeidenSearch: Sendable {
  /// Where the links are: in a graph, or in the level that a partition merged it to.
  enum Links: Sendable {
    case rows(Adjacency)
    case merged(LevelStorage)
  }

  let links: Links
  let objective: CSRGraph.Objective
  let resolution: Double
  /// What each node brings into a community; empty for 1 each.
  let masses: [Double]
  /// The strength of the links inside each node that count in the quality; empty for none.
  let inner: [Double]
  /// What the draws of each node follow from; nil for its number.
  let keys: LeidenKeys?

  init(
    links: Links, objective: CSRGraph.Objective, resolution: Double, masses: [Double],
    inner: [Double]
  ) {
    self.links = links
    self.objective = objective
    self.resolution = resolution
    self.masses = masses
    self.inner = inner
    keys = nil
  }

  init(
    graph: CSRGraph, objective: CSRGraph.Objective, resolution: Double, keys: [UInt64] = []
  ) {
    links = .rows(graph.outgoing)
    self.keys = LeidenKeys(keys)
    self.objective = objective
    self.resolution = resolution
    switch objective {
    case .cpm:
      masses = []
      inner = []
    case .modularity:
      var masses = graph.strengths()
      for (v, loop) in graph.loopStrengths.enumerated() { masses[v] += 2 * loop }
      self.masses = masses
      inner = graph.loopStrengths
    }
  }

  /// Passes over the links that are worth their while where the caller does not say: until two in
  /// a row bring nothing, but in larger graphs, where late passes cost much and bring little,
  /// fewer.
  static func passLimit(arcs: Int) -> Int {
    max(2, min(1000, 4_000_000 / max(arcs, 1)))
  }

  /// More passes than any run does, and few enough to be counted in pieces of progress.
  private static let mostPasses = 1_000_000

  /// From so many arcs on, runs follow each other and each uses all threads.
  static let largeGraph = 1 << 18

  /// Does some runs: in small graphs side by side, in large ones one after the other.
  ///
  /// - Parameters:
  ///   - passes: The most passes of a run, or nil for `passLimit`.
  ///   - random: The draws of each run.
  func runs(
    _ runs: Range<Int>, passes: Int?, workers: Int, control: WorkControl?,
    random: @Sendable (Int) -> CounterRandom
  ) throws(GraphError) -> [Partition] {
    let passes = min(passes ?? Self.passLimit(arcs: arcCount), Self.mostPasses)
    guard arcCount >= Self.largeGraph || runs.count == 1 else {
      return try beside(runs, passes: passes, workers: workers, control: control, random: random)
    }
    let reportsLevels = arcCount >= Self.largeGraph
    control?.expect(reportsLevels ? runs.count * passes * LeidenTeam.levelsPerPass : runs.count)
    let team = LeidenTeam(workers: workers, control: control, reportsLevels: reportsLevels)
    var found: [Partition] = []
    for run in runs {
      found.append(try self.run(random(run), passes: passes, team))
      if !reportsLevels { control?.finish() }
    }
    return found
  }

  private func beside(
    _ runs: Range<Int>, passes: Int, workers: Int, control: WorkControl?,
    random: @Sendable (Int) -> CounterRandom
  ) throws(GraphError) -> [Partition] {
    let results = try WorkerPool.shared.map(
      runs.count, workers: workers, control: control
    ) { place in
      Result { () throws(GraphError) in
        try run(
          random(runs.lowerBound + place), passes: passes,
          LeidenTeam(workers: 1, control: control))
      }
    }
    var found: [Partition] = []
    for result in results { found.append(try result.get()) }
    return found
  }

  var arcCount: Int {
    switch links {
    case .rows(let adjacency): adjacency.neighbours.count
    case .merged(let storage): storage.arcCount
    }
  }

  /// Runs from single nodes until two passes in a row bring nothing, or `passes` are done.
  func run(
    _ random: CounterRandom, passes: Int, _ team: LeidenTeam
  ) throws(GraphError) -> Partition {
    partition(try parts(random, passes: passes, team))
  }

  /// As `run`, but without numbers of 64 bits and without the quality.
  func parts(
    _ random: CounterRandom, passes: Int, _ team: LeidenTeam
  ) throws(GraphError) -> LeidenParts {
    try withLevel { level throws(GraphError) in
      let alone = LeidenParts(alone: level)
      guard level.arcCount > 0 else {
        team.finish(passes * LeidenTeam.levelsPerPass)
        return alone
      }
      return try improve(alone, on: level, random, passes: passes, team)
    }
  }

  /// In large graphs a later pass goes on above its lowest level only where moving single nodes
  /// has raised the quality by such a part of it: it begins where the pass before has ended, so
  /// what that leaves, the levels above would raise by less still.
  private static let worthwhile = 0.001

  /// Passes over the level, each from the best communities so far.
  private func improve(
    _ start: LeidenParts, on level: borrowing LeidenLevel, _ random: CounterRandom, passes: Int,
    _ team: LeidenTeam
  ) throws(GraphError) -> LeidenParts {
    let rules = LeidenRules(pairCost: pairCost(level.totalMass), random: random)
    var best = (parts: start, quality: quality(start))
    var stream: UInt64 = 0
    var failures = 0
    var left = passes
    while failures < 2, left > 0 {
      left -= 1
      let start = level.start(best.parts.part)
      let moved = try level.moved(start, focus: nil, rules, stream: stream, team)
      if left < passes - 1, team.isLarge(arcs: level.arcCount) {
        let settled = level.wholeParts(moved.community, team)
        let reached = quality(settled)
        if reached - best.quality < Self.worthwhile * abs(best.quality) {
          if reached > best.quality { best = (settled, reached) }
          left += 1
          break
        }
      }
      let marks = try level.pass(moved, from: start, rules, stream: &stream, team)
      let found = level.wholeParts(level.start(marks), team)
      let quality = quality(found)
      let improves = quality > best.quality + 1e-12 * abs(best.quality)
      failures = improves ? 0 : failures + 1
      if improves { best = (found, quality) }
      try team.check()
    }
    team.finish(left * LeidenTeam.levelsPerPass)
    return level.parts(best.parts.part, team)
  }

  /// The cost of a pair of unit masses in one community.
  func pairCost(_ totalMass: Double) -> Double {
    switch objective {
    case .cpm: resolution
    case .modularity: totalMass > 0 ? resolution / totalMass : 0
    }
  }

  func quality(_ parts: LeidenParts) -> Double {
    objective.quality(inside: inside(parts), masses: parts.masses, resolution: resolution)
  }

  /// The weight of all that lies inside each part, nodes' own included.
  func inside(_ parts: LeidenParts) -> [Double] {
    var inside = parts.inside
    if !inner.isEmpty {
      for (v, part) in parts.part.enumerated() { inside[Int(part)] += inner[v] }
    }
    return inside
  }

  func partition(_ parts: LeidenParts) -> Partition {
    Partition(
      community: parts.part.map(Int.init), sizes: parts.sizes, quality: quality(parts),
      splitCount: parts.splitCount)
  }
}

extension LeidenSearch {
  /// The search on the graph whose nodes are the parts found, at another resolution.
  func merged(
    _ parts: LeidenParts, resolution: Double, _ team: LeidenTeam
  ) throws(GraphError) -> LeidenSearch {
    let groups = LeidenGroups(numbers: parts.part, count: parts.sizes.count)
    let storage = try withLevel { level throws(GraphError) in
      level.mergedLinks(
        groups, into: Block(repeating: 0, count: parts.sizes.count), team)
    }
    return LeidenSearch(
      links: .merged(storage), objective: objective, resolution: resolution,
      masses: parts.masses, inner: inside(parts))
  }
}
