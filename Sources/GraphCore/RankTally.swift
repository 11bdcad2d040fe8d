/// The places of the nodes in one replicate, doubled so that mid-ranks are whole numbers; 0 for a
/// node that is not in it.
struct RankRun: Sendable {
  let valueCount: Int
  let nodeCount: Int
  let lower: [Int32]
  /// Empty where it would equal `lower`.
  let upper: [Int32]
  /// The nodes with some chance to be in the top *k*, with that chance.
  let top: [(node: Int, chance: Double)]

  var isComplete: Bool { valueCount == nodeCount }

  init(_ replicate: Replicate, values: [Double], of count: Int, plan: RankPlan) {
    valueCount = values.count
    nodeCount = replicate.nodes.count
    var lower = [Int32](repeating: 0, count: count)
    var upper = plan.ties == .span ? lower : []
    var top: [(node: Int, chance: Double)] = []
    let ranks = Ranks(values)
    for (own, node) in replicate.nodes.enumerated() where own < values.count {
      let (best, worst) = (ranks.best[own], ranks.worst[own])
      switch plan.ties {
      case .mid:
        lower[node] = Int32(best + worst)
      case .span:
        lower[node] = Int32(2 * best)
        upper[node] = Int32(2 * worst)
      }
      if best <= plan.top { top.append((node, ranks.chance(of: own, inTop: plan.top))) }
    }
    self.lower = lower
    self.upper = upper
    self.top = top
  }
}

/// The places of the nodes in the replicates so far.
struct RankTally {
  private let original: Ranks
  private let plan: RankPlan
  private var lower: [[Int32]] = []
  /// Empty where it would equal `lower`.
  private var upper: [[Int32]] = []
  private var topSums: [Double]

  init(original: Ranks, plan: RankPlan) {
    self.original = original
    self.plan = plan
    topSums = Array(repeating: 0, count: original.best.count)
  }

  var replicates: Int { lower.count }

  mutating func add(_ run: RankRun) {
    lower.append(run.lower)
    if plan.ties == .span { upper.append(run.upper) }
    for (node, chance) in run.top { topSums[node] += chance }
  }

  /// Whether the ends of no interval that is watched may still move too far.
  func isSettled(_ intervals: RankIntervals, within limit: Double) -> Bool {
    original.best.indices.allSatisfy {
      original.best[$0] > plan.top || intervals.slack[$0] <= limit
    }
  }

  func intervals(workers: Int) -> RankIntervals {
    let count = original.best.count
    let chunk = 1024
    let (lower, upper, tail) = (lower, upper, plan.tail)
    let parts = WorkerPool.shared.map((count + chunk - 1) / chunk, workers: workers) { part in
      (part * chunk..<min(count, (part + 1) * chunk)).map { node in
        let low = lower.compactMap { $0[node] > 0 ? $0[node] : nil }.sorted()
        let high = upper.compactMap { $0[node] > 0 ? $0[node] : nil }.sorted()
        return RankSpread(low: low, high: high.isEmpty ? low : high, tail: tail)
      }
    }
    let spreads = parts.flatMap { $0 }
    return RankIntervals(
      original: original, lower: spreads.map(\.lower), upper: spreads.map(\.upper),
      slack: spreads.map(\.slack),
      topChance: zip(topSums, spreads).map { $1.count > 0 ? $0 / Double($1.count) : .nan },
      presence: spreads.map(\.count), replicates: replicates,
      stoppedEarly: replicates < plan.checkpoints.last ?? 0)
  }
}

/// The interval of one node from its doubled places in the replicates that hold it, sorted.
private struct RankSpread: Sendable {
  let count: Int
  let lower: Double
  let upper: Double
  let slack: Double

  init(low: [Int32], high: [Int32], tail: Double) {
    count = low.count
    guard count > 0 else {
      (lower, upper, slack) = (.nan, .nan, .nan)
      return
    }
    let last = count - 1
    // The number of replicates outside either end follows a binomial law.
    let outside = tail * Double(count)
    let error = 2 * (outside * (1 - tail)).squareRoot()
    let cut = Int(outside)
    let outer = Int(max(0, outside - error))
    let inner = max(cut, min(last / 2, Int((outside + error).rounded(.up))))
    lower = Double(low[cut]) / 2
    upper = Double(high[last - cut]) / 2
    let moves = (low[inner] - low[outer]) + (high[last - outer] - high[last - inner])
    slack = Double(moves) / 2
  }
}
