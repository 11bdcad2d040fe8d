/// Divisions of one graph from fine to coarse, each made by merging communities of the one before.
///
/// Read it from the coarse end as a hierarchy: every community is the union of communities of each
/// finer rung. Which rung says something of the network, `stability` tells: where divisions found
/// with other seeds agree, structure and not chance made them.
public struct ResolutionLadder: Sendable, Equatable {
  /// One resolution and the division found there.
  public struct Rung: Sendable, Equatable {
    /// *γ*; lower than that of the rung before.
    public let resolution: Double
    /// The communities, connected, each the union of communities of the rung before.
    public let partition: Partition
    /// The adjusted mutual information with the rung before: 1 where nothing was merged, near 0
    /// where little of it is left. Nil for the first rung.
    public let agreementWithFiner: Double?
    /// The mean adjusted mutual information with the divisions found at this resolution from other
    /// seeds: 1 where all agree, near 0 where they have nothing in common but chance. Nil where
    /// there was one seed only.
    public let stability: Double?
  }

  /// The rungs by falling resolution: from small communities to large ones.
  public let rungs: [Rung]

  /// The place of the rung with the highest stability, of equals the finest.
  ///
  /// Rungs where all are together or each alone do not count: they agree by force. Nil where no
  /// other rung has a stability.
  public var mostStable: Int? {
    var best: (place: Int, stability: Double)?
    for (place, rung) in rungs.enumerated() {
      guard let stability = rung.stability, rung.partition.count > 1,
        rung.partition.count < rung.partition.community.count,
        stability > best?.stability ?? -.infinity
      else { continue }
      best = (place, stability)
    }
    return best?.place
  }
}

extension CSRGraph {
  /// Divides the graph at several resolutions such that the communities nest.
  ///
  /// The first, highest resolution is a division by Leiden as usual. At each lower one the
  /// communities found so far are the nodes of a smaller graph, in which Leiden merges them: none
  /// is ever broken up. A division of a rung may therefore be a little worse than a fresh one at
  /// its resolution; what it buys is a hierarchy without contradictions.
  ///
  ///     let ladder = try graph.resolutionLadder(resolutions: [0.2, 0.05, 0.01], seed: 1)
  ///     ladder.rungs.map(\.partition.count)  // falling, or equal
  ///
  /// - Parameters:
  ///   - objective: What to optimise; see `Objective`.
  ///   - resolutions: *γ* of each rung, falling, each at least 0. Steps by a factor of 2 to 4 are
  ///     fine enough to see where structure lies.
  ///   - seed: Equal seeds give equal results.
  ///   - replicates: How many ladders to climb, each with a seed of its own. The first is
  ///     returned; the others only tell how stable it is. Five tell apart what is and what is not.
  ///   - weighted: Whether to use the strengths; if not, every link counts 1.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes (by replicates) and cancellation comes from.
  /// - Returns: One rung for each resolution.
  /// - Throws: `GraphError` for a directed graph, resolutions that are missing, negative or not
  ///   falling, fewer than one replicate, or `cancelled`.
  /// - Complexity: For each replicate a run of Leiden for the first rung; the others are cheap,
  ///   for their graphs are small, but for O(*n* + *m*) to measure the quality. O(*n* log *n*) per
  ///   rung and replicate to compare.
  /// - Note: Equal graphs, parameters and seed give equal bits, whatever the number of workers.
  ///
  /// > Source: V. A. Traag, G. Krings, P. Van Dooren, "Significant Scales in Community Structure",
  /// > *Scientific Reports* 3, 2013,
  /// > [10.1038/srep02930](https://doi.org/10.1038/srep02930); agreement: N. X. Vinh, J. Epps,
  /// > J. Bailey, *JMLR* 11, 2010,
  /// > [10.5555/1756006.1953024](https://doi.org/10.5555/1756006.1953024).
  public func resolutionLadder(
    objective: Objective = .cpm, resolutions: [Double], seed: UInt64, replicates: Int = 1,
    weighted: Bool = false, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> ResolutionLadder {
    guard !isDirected else { throw .directedGraph }
    guard let first = resolutions.first, resolutions.allSatisfy({ $0.isFinite && $0 >= 0 }),
      zip(resolutions, resolutions.dropFirst()).allSatisfy({ $0 > $1 })
    else {
      throw .invalidParameter(name: "resolutions", need: "falling numbers of at least 0")
    }
    guard replicates >= 1 else {
      throw .parameterTooSmall(name: "replicates", value: replicates, least: 1)
    }
    let search = try leidenSearch(objective, first, weighted: weighted)
    let graph = weighted ? self : unweighted()
    let seeds = CounterRandom(seed: seed)
    let isLarge = search.arcCount >= LeidenSearch.largeGraph
    let pool = isLarge ? 1 : workers
    let ladders = try WorkerPool.shared.results(replicates, workers: pool, control: control) {
      replicate throws(GraphError) in
      // The first replicate draws as the first run of `leiden` does.
      let random = CounterRandom(seed: seeds.bits(stream: 0, index: UInt64(replicate)))
      return try search.ladder(
        resolutions, of: graph, random, LeidenTeam(workers: isLarge ? workers : 1, control: control)
      )
    }
    return ResolutionLadder(rungs: try rungs(resolutions, ladders, workers: workers, control))
  }

  private func rungs(
    _ resolutions: [Double], _ ladders: [[Partition]], workers: Int, _ control: WorkControl?
  ) throws(GraphError) -> [ResolutionLadder.Rung] {
    let rungs = WorkerPool.shared.map(resolutions.count, workers: workers) { rung in
      let here = ladders[0][rung].community
      let others = ladders.dropFirst().map { Self.agreement(here, $0[rung].community) }
      return ResolutionLadder.Rung(
        resolution: resolutions[rung], partition: ladders[0][rung],
        agreementWithFiner: rung > 0
          ? Self.agreement(here, ladders[0][rung - 1].community) : nil,
        stability: others.isEmpty ? nil : others.reduce(0, +) / Double(others.count))
    }
    try control?.check()
    return rungs
  }

  private static func agreement(_ a: [Int], _ b: [Int]) -> Double {
    PartitionAgreement(a, b).adjustedMutualInformation
  }
}

extension WorkerPool {
  /// As `map`, for pieces that may fail; the error of the first that did is thrown.
  func results<Result: Sendable>(
    _ count: Int, workers: Int, control: WorkControl?,
    _ body: @Sendable (Int) throws(GraphError) -> Result
  ) throws(GraphError) -> [Result] {
    let results = try map(count, workers: workers, control: control) { piece in
      Swift.Result { () throws(GraphError) in try body(piece) }
    }
    var found: [Result] = []
    for result in results { found.append(try result.get()) }
    return found
  }
}

extension LeidenSearch {
  /// Climbs one ladder.
  func ladder(
    _ resolutions: [Double], of graph: CSRGraph, _ random: CounterRandom, _ team: LeidenTeam
  ) throws(GraphError) -> [Partition] {
    var search = self
    var place = (0..<Int32(graph.nodeCount)).map { $0 }
    var ladder: [Partition] = []
    for (rung, resolution) in resolutions.enumerated() {
      let draws =
        rung == 0
        ? random : CounterRandom(seed: random.bits(stream: .max, index: UInt64(rung)))
      let parts = try search.parts(
        draws, passes: Self.passLimit(arcs: search.arcCount), team)
      for v in place.indices { place[v] = parts.part[Int(place[v])] }
      let (community, sizes) = Partition.numbered(marks: place.map(Int.init))
      ladder.append(
        Partition(
          community: community, sizes: sizes,
          quality: graph.quality(numbered: community, sizes: sizes, objective, resolution),
          splitCount: parts.splitCount))
      guard rung + 1 < resolutions.count else { break }
      search = try search.merged(parts, resolution: resolutions[rung + 1], team)
    }
    return ladder
  }
}
