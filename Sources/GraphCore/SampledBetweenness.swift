internal import Synchronization

/// Betweenness from a sample of paths, with bounds that hold for all nodes at once.
public struct SampledBetweenness: Sendable, Equatable {
  /// One estimate per node, in pairs of nodes as in `CSRGraph.betweenness(workers:)`.
  public let scores: [Double]
  /// For each node a number of pairs that its betweenness is not below.
  public let lower: [Double]
  /// For each node a number of pairs that its betweenness is not above.
  public let upper: [Double]
  /// The number of paths drawn.
  public let samples: Int
}

extension CSRGraph {
  /// Returns betweenness from a sample of shortest paths, for graphs too large for
  /// `betweenness(workers:)`.
  ///
  /// Pairs of nodes are drawn, and for each one of its shortest paths; a node's share of the paths
  /// estimates its share of all pairs. Sampling stops when every bound is within `error` of its
  /// estimate. With chance 1 − `risk` or more, the betweenness of every node then lies between its
  /// bounds. The bounds of most nodes are far narrower than `error`: read them, not `error`,
  /// before saying that one node ranks above another.
  ///
  ///     let star = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(0, 2)])
  ///     let sampled = try star.sampledBetweenness(error: 0.1, risk: 0.1, seed: 1)
  ///     sampled.lower[0] <= 1 && 1 <= sampled.upper[0]  // true, but for one seed in ten at most
  ///
  /// - Parameters:
  ///   - error: *ε*, the largest error allowed, as a part of all pairs, from 10⁻⁶ to below 1.
  ///   - risk: *δ*, the chance allowed that some bound is wrong, from 10⁻¹² to below 1.
  ///   - seed: Equal seeds give equal results.
  ///   - workers: The most threads to use; 0 means one per processor.
  ///   - control: Where progress goes and cancellation comes from; nil for neither.
  /// - Returns: Estimates and bounds in pairs: unordered pairs, from 0 to *n* (*n* − 1) / 2; in a
  ///   directed graph ordered pairs, up to twice that. A node with fewer than two neighbours (in a
  ///   directed graph: without a way in or a way out) is between no pair: 0, without sampling.
  /// - Throws: `GraphError.invalidGuarantee` where `error` or `risk` is out of range,
  ///   `GraphError.cancelled`.
  /// - Complexity: At least ln(2*n*/*δ*) / *ε* and at most about ln(2*n*/*δ*) / (2*ε*²) samples, up
  ///   to O(*n* + *m*) each but in most networks about √*m*; 32 bytes per node and worker.
  /// - Note: Sample *i* is a function of the seed and *i*, hits are counted in whole numbers, and
  ///   stopping is considered at sample counts fixed beforehand (each 1¼ times the one before),
  ///   the risk divided among them: equal graphs and seeds give equal bits, whatever the number
  ///   of workers.
  ///
  /// > Source: M. Borassi, E. Natale, "KADABRA is an ADaptive Algorithm for Betweenness via
  /// > Random Approximation", *ACM JEA* 24, 2019,
  /// > [10.1145/3284359](https://doi.org/10.1145/3284359), with the bounds of `BinomialBounds`.
  public func sampledBetweenness(
    error: Double, risk: Double, seed: UInt64, workers: Int = 0, control: WorkControl? = nil
  ) throws(GraphError) -> SampledBetweenness {
    guard (1e-6..<1).contains(error), (1e-12..<1).contains(risk) else { throw .invalidGuarantee }
    let isCandidate = (0..<nodeCount).map { v in
      let (out, into) = (outgoing.range(v).count, incoming.range(v).count)
      return isDirected ? out > 0 && into > 0 : out > 1
    }
    let candidates = isCandidate.count { $0 }
    var hits = [Int](repeating: 0, count: nodeCount)
    guard candidates > 0 else {
      let zeros = [Double](repeating: 0, count: nodeCount)
      return SampledBetweenness(scores: zeros, lower: zeros, upper: zeros, samples: 0)
    }
    let plan = SamplingPlan(candidates: candidates, error: error, risk: risk)
    let threads = workers > 0 ? workers : WorkerPool.coreCount
    let samplers = (0..<min(threads, 256)).map { _ in
      PathSampler(nodeCount: nodeCount, random: CounterRandom(seed: seed))
    }
    control?.expect(plan.checkpoints.count)
    var drawn = 0
    for (step, checkpoint) in plan.checkpoints.enumerated() {
      draw(drawn..<checkpoint, samplers, control)
      try control?.check()
      for sampler in samplers {
        for node in sampler.takeFound() { hits[Int(node)] += 1 }
      }
      drawn = checkpoint
      let bounds = BinomialBounds(draws: drawn, evidence: plan.evidence)
      guard Self.isPrecise(hits, bounds, error: error) else {
        control?.finish()
        continue
      }
      control?.finish(plan.checkpoints.count - step)
      break
    }
    return scaled(hits, isCandidate, BinomialBounds(draws: drawn, evidence: plan.evidence))
  }

  /// Draws the samples. Hits are whole numbers that are added up, so it may depend on chance which
  /// sampler draws which samples.
  private func draw(_ samples: Range<Int>, _ samplers: [PathSampler], _ control: WorkControl?) {
    let next = Atomic<Int>(samples.lowerBound)
    let (out, into) = (outgoing, incoming)
    let chunk = max(1, min(32, samples.count / samplers.count))
    WorkerPool.shared.forEach(samplers.count, workers: samplers.count) { number in
      while control?.isCancelled != true {
        let first = next.add(chunk, ordering: .relaxed).oldValue
        guard first < samples.upperBound else { return }
        samplers[number].draw(
          first..<min(samples.upperBound, first + chunk), forward: out, backward: into)
      }
    }
  }

  /// Whether every bound lies within `error` of its estimate.
  private static func isPrecise(_ hits: [Int], _ bounds: BinomialBounds, error: Double) -> Bool {
    let most = hits.max() ?? 0
    var occurs = [Bool](repeating: false, count: most + 1)
    for count in hits { occurs[count] = true }
    return (0...most).reversed().allSatisfy { count in
      guard occurs[count] else { return true }
      let estimate = Double(count) / Double(bounds.draws)
      return bounds.upper(hits: count) - estimate <= error
        && estimate - bounds.lower(hits: count) <= error
    }
  }

  /// Turns hits into pairs.
  private func scaled(
    _ hits: [Int], _ isCandidate: [Bool], _ bounds: BinomialBounds
  ) -> SampledBetweenness {
    let pairs = Double(nodeCount) * Double(nodeCount - 1) / (isDirected ? 1 : 2)
    var lower = [Double](repeating: 0, count: nodeCount)
    var upper = lower
    var known: [Int: (lower: Double, upper: Double)] = [:]
    for v in 0..<nodeCount where isCandidate[v] {
      let range =
        known[hits[v]] ?? (bounds.lower(hits: hits[v]), bounds.upper(hits: hits[v]))
      known[hits[v]] = range
      lower[v] = range.lower * pairs
      upper[v] = range.upper * pairs
    }
    return SampledBetweenness(
      scores: hits.map { Double($0) / Double(bounds.draws) * pairs }, lower: lower, upper: upper,
      samples: bounds.draws)
  }
}

/// When to consider stopping, and how much evidence each bound then needs.
private struct SamplingPlan {
  let checkpoints: [Int]
  /// ln(2 · candidates · checkpoints / risk): two bounds per node at each checkpoint.
  let evidence: Double

  /// The first checkpoint is the least at which a node never met has a bound of `error`; at the
  /// last, Hoeffding's bound is within `error` for every frequency.
  init(candidates: Int, error: Double, risk: Double) {
    var count = 1
    while true {
      let evidence = naturalLogarithm(2 * Double(candidates) * Double(count) / risk)
      let end = (evidence / (2 * error * error)).rounded(.up) + 1
      var next = min(end, (-evidence / naturalLogarithm(1 - error)).rounded(.up) + 1)
      var checkpoints = [Int(next)]
      while next < end {
        next = min(end, (next * 1.25).rounded(.up))
        checkpoints.append(Int(next))
      }
      if checkpoints.count <= count {
        self.checkpoints = checkpoints
        self.evidence = evidence
        return
      }
      count = checkpoints.count
    }
  }
}
