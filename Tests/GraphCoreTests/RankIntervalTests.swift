import GraphCore
import Testing

@Suite("Ranks")
struct RanksTests {
  @Test("Places are counts of higher values", arguments: 0..<200 as Range<UInt64>)
  func definition(seed: UInt64) {
    let random = CounterRandom(seed: seed)
    let values = (0..<12).map { i -> Double in
      let draw = random.below(6, stream: 0, index: UInt64(i))
      return draw == 0 ? .nan : Double(draw) / 3 - 1
    }
    // Not a number counts as below every number.
    let keys = values.map { $0.isNaN ? -100 : $0 }
    let ranks = Ranks(values)
    #expect(ranks.best == keys.map { key in 1 + keys.count { $0 > key } })
    #expect(ranks.worst == keys.map { key in keys.count { $0 >= key } })
    let means = keys.map { key in
      Double(keys.count { $0 > key }) + (Double(keys.count { $0 == key }) + 1) / 2
    }
    #expect(values.indices.map(ranks.mid) == means)
    for top in 1...14 {
      let chances = values.indices.map { ranks.chance(of: $0, inTop: top) }
      #expect(abs(chances.reduce(0, +) - Double(min(top, 12))) < 1e-12)
      #expect(chances.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("Equals share the chance of the last places")
  func sharing() {
    let ranks = Ranks([3, 3, 3, 9])
    #expect(ranks.chance(of: 3, inTop: 1) == 1)
    #expect(ranks.chance(of: 0, inTop: 1) == 0)
    #expect(ranks.chance(of: 0, inTop: 3) == 2.0 / 3)
    #expect(Ranks([]).best == [])
  }
}

@Suite("Rank intervals under missing data")
struct RankIntervalTests {
  private static func degrees(_ replicate: Replicate) -> [Double] {
    replicate.graph.degrees().map(Double.init)
  }

  private static func plan(
    _ checkpoints: [Int], ties: RankPlan.Ties = .mid, top: Int = 3, settled: Double? = nil
  ) -> RankPlan {
    var plan = RankPlan()
    plan.checkpoints = checkpoints
    plan.ties = ties
    plan.top = top
    plan.settledWithin = settled
    return plan
  }

  /// The narrowest interval between observed places with at most the share `tail` outside each
  /// end, by trying every pair of places.
  private static func interval(
    _ low: [Double], _ high: [Double], tail: Double
  ) -> (lower: Double, upper: Double) {
    let allowed = tail * Double(low.count)
    let lower = low.filter { end in Double(low.count { $0 < end }) <= allowed }
    let upper = high.filter { end in Double(high.count { $0 > end }) <= allowed }
    return (lower.max() ?? .nan, upper.min() ?? .nan)
  }

  @Test(
    "Agrees with the definition, replicate by replicate", arguments: 0..<30 as Range<UInt64>)
  func definition(seed: UInt64) throws {
    let graph = try SeededNetwork.random(
      nodeCount: 14, chance: 0.25, seed: seed, directed: seed % 2 == 1
    ).graph
    let perturbations: [Perturbation] = [
      .links(lost: 0.25), .nodes(lost: 0.2), .communities(of: (0..<14).map { $0 / 3 }, lost: 0.3),
    ]
    for perturbation in perturbations {
      for ties in [RankPlan.Ties.mid, .span] {
        let found = try graph.rankIntervals(
          under: perturbation, seed: seed, plan: Self.plan([45], ties: ties),
          measure: Self.degrees)
        var low = [[Double]](repeating: [], count: 14)
        var (high, top) = (low, [Double](repeating: 0, count: 14))
        for number in 0..<45 {
          let replicate = try graph.replicate(number, under: perturbation, seed: seed)
          let degrees = Self.degrees(replicate)
          for (own, node) in replicate.nodes.enumerated() {
            let above = Double(degrees.count { $0 > degrees[own] })
            let equal = Double(degrees.count { $0 == degrees[own] })
            let mid = above + (equal + 1) / 2
            low[node].append(ties == .mid ? mid : above + 1)
            high[node].append(ties == .mid ? mid : above + equal)
            top[node] += max(0, min(1, (3 - above) / equal))
          }
        }
        for v in 0..<14 where !low[v].isEmpty {
          let expected = Self.interval(low[v], high[v], tail: 0.05)
          #expect(found.lower[v] == expected.lower, "node \(v)")
          #expect(found.upper[v] == expected.upper, "node \(v)")
          #expect(abs(found.topChance[v] - top[v] / Double(low[v].count)) < 1e-12)
          #expect(found.presence[v] == low[v].count)
        }
      }
    }
  }

  @Test("Equal bits, whatever the number of workers", arguments: [3, 0])
  func workers(count: Int) throws {
    let graph = try SeededNetwork.random(nodeCount: 80, chance: 0.05, seed: 2).graph
    func run(_ workers: Int) throws -> RankIntervals {
      try graph.rankIntervals(
        under: .links(lost: 0.1), seed: 9, plan: Self.plan([20, 30, 40], settled: 4),
        workers: workers
      ) { $0.graph.betweenness(workers: workers) }
    }
    #expect(try run(count) == run(1))
  }

  @Test("A replicate does not hang on how many are made, nor a checkpoint on those before it")
  func prefix() throws {
    let graph = try SeededNetwork.random(nodeCount: 40, chance: 0.1, seed: 5).graph
    func run(_ plan: RankPlan) throws -> RankIntervals {
      try graph.rankIntervals(
        under: .links(lost: 0.2), seed: 3, plan: plan, measure: Self.degrees)
    }
    let short = try run(Self.plan([24]))
    let stopped = try run(Self.plan([24, 48], settled: .infinity))
    #expect(stopped.stoppedEarly && !short.stoppedEarly)
    #expect(stopped.lower == short.lower && stopped.upper == short.upper)
    #expect(stopped.topChance == short.topChance && stopped.replicates == 24)
    let (once, often) = (try run(Self.plan([48])), try run(Self.plan([7, 24, 31, 48])))
    #expect(once == often)
  }

  @Test("With nothing missing every interval is the node's own place")
  func nothingMissing() throws {
    for seed in 0..<20 as Range<UInt64> {
      let graph = try SeededNetwork.random(nodeCount: 20, chance: 0.2, seed: seed).graph
      let ranks = Ranks(graph.degrees().map(Double.init))
      for ties in [RankPlan.Ties.mid, .span] {
        let found = try graph.rankIntervals(
          under: .links(lost: 0), seed: seed, plan: Self.plan([5, 10], ties: ties, settled: 0),
          measure: Self.degrees)
        #expect(found.original == ranks)
        #expect(found.stoppedEarly && found.replicates == 5)
        let nodes = 0..<20
        #expect(
          found.lower == (ties == .mid ? nodes.map(ranks.mid) : ranks.best.map(Double.init)))
        #expect(
          found.upper == (ties == .mid ? nodes.map(ranks.mid) : ranks.worst.map(Double.init)))
        #expect(
          nodes.allSatisfy {
            abs(found.topChance[$0] - ranks.chance(of: $0, inTop: 3)) < 1e-12
          })
        #expect(nodes.allSatisfy { found.slack[$0] == 0 && found.presence[$0] == 5 })
      }
    }
  }

  /// Hubs whose links lead to leaves of their own, so that their degrees are independent.
  private static func hubs(_ degrees: [Int]) throws -> CSRGraph {
    var links: [CSRGraph.Link] = []
    var leaf = degrees.count
    for (hub, degree) in degrees.enumerated() {
      for _ in 0..<degree {
        links.append(.init(hub, leaf))
        leaf += 1
      }
    }
    return try CSRGraph(nodeCount: leaf, links: links)
  }

  /// The chance of each number of successes in `count` draws.
  private static func binomial(_ count: Int, _ chance: Double) -> [Double] {
    (0..<count).reduce([1.0]) { law, _ in
      (0...law.count).map { k in
        (k > 0 ? law[k - 1] * chance : 0) + (k < law.count ? law[k] * (1 - chance) : 0)
      }
    }
  }

  @Test("The chance to be first is that of the binomial law")
  func topChance() throws {
    let (a, b) = (Self.binomial(8, 0.7), Self.binomial(10, 0.7))
    var first = 0.0
    for (i, p) in a.enumerated() {
      for (j, q) in b.enumerated() { first += i > j ? p * q : i == j ? p * q / 2 : 0 }
    }
    let found = try Self.hubs([8, 10]).rankIntervals(
      under: .links(lost: 0.3), seed: 21, plan: Self.plan([2000], top: 1), measure: Self.degrees)
    let error = 5 * (first * (1 - first) / 2000).squareRoot()
    #expect(abs(found.topChance[0] - first) < error)
    #expect(abs(found.topChance[1] - (1 - first)) < error)
  }

  /// The share of true places that lie in the intervals made from a graph with links missing, and
  /// the mean width of those.
  private static func trueShare(
    tail: Double
  ) throws -> (share: Double, width: Double) {
    let truth = try hubs((0..<12).map { 20 + $0 })
    var (hits, width) = (0, 0.0)
    for seed in 0..<60 as Range<UInt64> {
      let seen = try truth.replicate(0, under: .links(lost: 0.2), seed: seed).graph
      var plan = plan([100])
      plan.tail = tail
      let found = try seen.rankIntervals(
        under: .links(lost: 0.2), seed: 1000 + seed, plan: plan, measure: degrees)
      for hub in 0..<12 {
        hits += (found.lower[hub]...found.upper[hub]).contains(Double(12 - hub)) ? 1 : 0
        width += found.upper[hub] - found.lower[hub]
      }
    }
    return (Double(hits) / 720, width / 720)
  }

  @Test(
    "Intervals from a graph with links missing hold the true places at the rate they state",
    arguments: [0.05, 0.2])
  func coverage(tail: Double) throws {
    let found = try Self.trueShare(tail: tail)
    #expect(found.share >= 1 - 2 * tail)
    // An interval that holds every place would prove nothing.
    #expect(found.width < 9)
  }

  @Test("Stops at a checkpoint only, when the watched intervals have settled and not before")
  func stopping() throws {
    let clear = try Self.hubs([60, 30, 10])
    let close = try Self.hubs([30, 29, 28, 27, 26, 25])
    let plan = Self.plan([20, 50, 90, 400], settled: 0.5)
    let early = try clear.rankIntervals(
      under: .links(lost: 0.1), seed: 1, plan: plan, measure: Self.degrees)
    #expect(early.stoppedEarly && early.replicates == 20)
    #expect((0..<3).allSatisfy { early.slack[$0] <= 0.5 })
    let late = try close.rankIntervals(
      under: .links(lost: 0.3), seed: 1, plan: plan, measure: Self.degrees)
    #expect(late.replicates > 20 && plan.checkpoints.contains(late.replicates))
  }

  @Test("A measure with the wrong number of values and a plan out of range are refused")
  func refusals() throws {
    let graph = try Shape.chain(5).graph
    #expect(throws: GraphError.wrongCount(name: "measure", count: 1, expected: 5)) {
      try graph.rankIntervals(under: .links(lost: 0.1), seed: 0) { _ in [1] }
    }
    #expect(throws: GraphError.wrongCount(name: "measure", count: 5, expected: 0)) {
      try graph.rankIntervals(under: .nodes(lost: 1), seed: 0) { _ in [1, 2, 3, 4, 5] }
    }
    var plans = [[], [0, 5], [5, 5], [9, 3]].map { Self.plan($0) }
    plans.append(Self.plan([5], top: 0))
    plans.append(Self.plan([5], settled: .nan))
    var wide = RankPlan()
    wide.tail = 0.5
    for plan in plans + [wide] {
      #expect(throws: GraphError.self) {
        try graph.rankIntervals(
          under: .links(lost: 0), seed: 0, plan: plan, measure: Self.degrees)
      }
    }
  }
}
