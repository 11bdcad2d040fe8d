/// A walk that follows links and returns: PageRank where it returns to any node, personalised
/// PageRank where it returns to the seeds. Sweeps x ← F(x) until Σ |F(x) − x| is small.
///
/// On large directed graphs without strengths the first sweeps gather entries of 4 bytes and add
/// them in 8, while that error is far below the residual; the last sweeps, and always at least one,
/// gather 8 bytes, so scores and residual are as exact as if all had.
///
/// SAFETY: `scores`, `shares`, `inverse` and `sums` are indexed by nodes or, where the sweep says
/// `place`, by a permutation of them; `shares` and `floats` hold two halves of n, of which a sweep
/// reads one and writes the other. Chunk *c* alone writes cell *c* of the per-chunk blocks and the
/// cells of its own nodes and their places. `restart` has n entries or none (the caller's).
@safe final class ReturningWalk: @unchecked Sendable {
  private let sweep: Sweep
  private let weighted: Bool
  private let damping: Double
  private let n: Int
  private let restart: [Double]
  private let inverse: Block<Double>
  private let scores: Block<Double>
  private let sums: Block<Double>
  private let shares: Block<Double>
  private let floats: Block<Float>
  private let changes: Block<Double>
  /// The score that leaves along links, by chunk; the rest returns.
  private let moving: Block<Double>

  /// - Parameters:
  ///   - out: The summed strength of the arcs that leave each node; 0 where there are none.
  ///   - start: The scores to begin with, one per node.
  ///   - restart: The chance to return to each node; empty where all are equal.
  ///   - isNear: Whether the start is near the end, so that entries of 4 bytes are of no use.
  init(
    _ sweep: Sweep, out: @Sendable (Int) -> Double, start: @Sendable (Int) -> Double,
    isNear: Bool, restart: [Double], weighted: Bool, damping: Double, workers: Int
  ) {
    self.sweep = sweep
    self.weighted = weighted
    self.damping = damping
    self.restart = restart
    n = sweep.nodeCount
    inverse = unsafe Block(unwritten: n)
    scores = unsafe Block(unwritten: n)
    sums = unsafe Block(unwritten: n)
    shares = unsafe Block(unwritten: 2 * n)
    floats = Block(repeating: 0, count: sweep.isLarge && !weighted && !isNear ? 2 * n : 0)
    changes = Block(repeating: 0, count: sweep.count)
    moving = Block(repeating: 0, count: sweep.count)
    // SAFETY: the chunks cover every node. Products write `sums` before anyone reads it.
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      for v in sweep.nodes(chunk) {
        let leaving = out(v)
        unsafe inverse[v] = leaving > 0 ? 1 / leaving : 0
        unsafe scores[v] = start(v)
        unsafe shares[v] = 0
        unsafe shares[n + v] = 0
      }
    }
  }

  /// Sweeps at most 1,000 times, until the residual is at most the tolerance.
  ///
  /// - Parameter sweeps: The number of sweeps that went into the scores to begin with.
  /// - Returns: Nil where the control cancelled.
  func run(
    tolerance: Double, after sweeps: Int, workers: Int, control: WorkControl?
  ) -> PageRank? {
    var residual = Double.infinity
    var iterations = sweeps
    if floats.count > 0 {
      // What rounding to 4 bytes adds to a sweep is below 2⁻²⁴ of the whole.
      let enough = max(tolerance - 0x1p-23, 0x1p-20)
      var last = Double.infinity
      share(rounded: true, half: 0, workers: workers)
      repeat {
        if control?.isCancelled ?? false { return nil }
        last = residual
        residual = step(rounded: true, half: iterations % 2, workers: workers)
        iterations += 1
      } while residual * damping > enough && residual < last && iterations < 500
      residual = .infinity
    }
    share(rounded: false, half: iterations % 2, workers: workers)
    while residual > tolerance, iterations < 1000 {
      if control?.isCancelled ?? false { return nil }
      residual = step(rounded: false, half: iterations % 2, workers: workers)
      iterations += 1
    }
    return PageRank(scores: scores.array(), residual: residual, iterations: iterations)
  }

  /// Works out what each node passes on along each link, without a sweep.
  ///
  /// SAFETY: as for `step`.
  private func share(rounded: Bool, half: Int, workers: Int) {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      var leaving = 0.0
      for v in sweep.nodes(chunk) {
        unsafe leaving += pass(scores[v], of: v, rounded: rounded, to: half * n)
      }
      unsafe moving[chunk] = leaving
    }
  }

  /// Writes what a node passes on along each link, and returns how much of its score that is in
  /// all: the score, or 0 where there is no link.
  ///
  /// SAFETY: as for `step`.
  @inline(__always)
  private func pass(_ score: Double, of v: Int, rounded: Bool, to base: Int) -> Double {
    let factor = unsafe inverse[v]
    guard factor > 0 else { return 0 }
    let place = base &+ sweep.place(v)
    if rounded {
      unsafe floats[place] = Float(score * factor)
    } else {
      unsafe shares[place] = score * factor
    }
    return score
  }

  /// Sweeps once and returns by how much the scores changed.
  ///
  /// SAFETY: as for the type: cells are indexed by nodes and places, both below n, in the half that
  /// this sweep writes; a chunk writes the cells of its own nodes and its own entry of the sums.
  private func step(rounded: Bool, half: Int, workers: Int) -> Double {
    let (from, to) = (half * n, (1 - half) * n)
    var leaving = 0.0
    for chunk in 0..<sweep.count { unsafe leaving += moving[chunk] }
    // All that does not leave along links returns, so that rounding cannot leak.
    let returning = max(0, 1 - damping * leaving)
    let base = restart.isEmpty ? returning / Double(n) : 0
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      if rounded {
        sweep.multiply(chunk, floats, from: from, weighted: false, into: sums)
      } else {
        sweep.multiply(chunk, shares, from: from, weighted: weighted, into: sums)
      }
      var change = 0.0
      var leaving = 0.0
      for v in sweep.nodes(chunk) {
        var score = unsafe base + damping * sums[v]
        if !restart.isEmpty { score += returning * restart[v] }
        unsafe change += abs(score - scores[v])
        unsafe scores[v] = score
        leaving += pass(score, of: v, rounded: rounded, to: to)
      }
      unsafe changes[chunk] = change
      unsafe moving[chunk] = leaving
    }
    var change = 0.0
    for chunk in 0..<sweep.count { unsafe change += changes[chunk] }
    return change
  }
}
