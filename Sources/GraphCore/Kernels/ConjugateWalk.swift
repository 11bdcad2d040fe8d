/// A start for the returning walk on an undirected graph that is already close to its end: the
/// conjugate gradient method, which gains in one sweep what plain sweeps gain in several.
///
/// With *s* the strengths, *A* the links and *r* the chances to return to each node, the scores are
/// in proportion to *x* = *s y* where (*S* − *d A*) *y* = *r*. That matrix is symmetric and its
/// diagonal outweighs the rest, so the method applies, with *S* as preconditioner. Where nothing
/// better is known it begins at *x* = *r* / (1 − *d*), which gives each component the mass it will
/// have in the end and so leaves nothing to do about the slowest part of the walk. Nodes without
/// links keep *r*.
///
/// The letters are those of the source: *p* the direction, *q* its image, *z* the preconditioned
/// residual. Directions are rounded to 4 bytes, so that they are gathered faster; the image is that
/// of the rounded direction, so the residual stays exact. What rounding leaves behind is seen, and
/// mended, by the sweeps that follow. Strengths are counted in a power of two near the largest of
/// *s*, so that entries of 4 bytes hold the direction whatever unit the caller's strengths have.
///
/// > Source: M. R. Hestenes, E. Stiefel, "Methods of Conjugate Gradients for Solving Linear
/// > Systems", *Journal of Research of the NBS* 49(6), 1952,
/// > [10.6028/jres.049.044](https://doi.org/10.6028/jres.049.044).
///
/// SAFETY: every block has a cell for each node, or for each chunk of the sweep; `p` is indexed by
/// the sweep's places, a permutation of the nodes. Chunk *c* alone writes its own cells and those of
/// its nodes and their places; a pass that reads `p` by columns does not write it.
@safe final class ConjugateWalk: @unchecked Sendable {
  private let sweep: Sweep
  private let weighted: Bool
  /// The damping for products whose strengths are still in the caller's unit.
  private let passing: Double
  private let damping: Double
  private let strength: Block<Double>
  private let y: Block<Double>
  private let residual: Block<Double>
  private let p: Block<Float>
  private let q: Block<Double>
  /// Partial sums by chunk: a product of two vectors, and the absolute residual.
  private let products: Block<Double>
  private let distances: Block<Double>
  /// How often the links were swept.
  private(set) var sweeps = 0

  /// - Parameters:
  ///   - strength: The summed strength of the links of each node; 0 where there are none.
  ///   - unit: A power of two at most a few times below or above the largest of these sums.
  init(
    _ sweep: Sweep, strength: @Sendable (Int) -> Double, unit: Double, weighted: Bool,
    damping: Double, workers: Int
  ) {
    self.sweep = sweep
    self.weighted = weighted
    self.damping = damping
    passing = damping / unit
    let n = sweep.nodeCount
    self.strength = unsafe Block(unwritten: n)
    y = unsafe Block(unwritten: n)
    residual = unsafe Block(unwritten: n)
    p = unsafe Block(unwritten: n)
    q = unsafe Block(unwritten: n)
    products = Block(repeating: 0, count: sweep.count)
    distances = Block(repeating: 0, count: sweep.count)
    // SAFETY: the chunks cover every node, and places are a permutation of the nodes. Products write
    // `q` before anyone reads it.
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      for v in sweep.nodes(chunk) {
        unsafe self.strength[v] = strength(v) / unit
        unsafe y[v] = 0
        unsafe residual[v] = 0
        unsafe p[v] = 0
      }
    }
  }

  /// Returns scores of which a sweep would change at most about `tolerance`; nil where the control
  /// cancelled.
  ///
  /// - Parameters:
  ///   - start: The scores to begin with, together 1; nil where nothing is known.
  ///   - restart: The chance to return to each node.
  func scores(
    from start: [Double]?, restart: @Sendable (Int) -> Double, tolerance: Double, workers: Int,
    control: WorkControl?
  ) -> [Double]? {
    let mass = place(from: start, restart: restart, workers: workers)
    begin(restart: restart, workers: workers)
    var (along, distance) = advance(alpha: 0, workers: workers)
    direct(beta: 0, workers: workers)
    // Below this the residual no longer tells what is left: rounding does.
    let enough = max(tolerance, 1e-15) * mass
    while distance > enough, along > 0, sweeps < 500 {
      if control?.isCancelled ?? false { return nil }
      let slope = image(workers: workers)
      guard slope > 0 else { break }
      let alpha = along / slope
      let before = along
      (along, distance) = advance(alpha: alpha, workers: workers)
      direct(beta: along / before, workers: workers)
    }
    return finished(restart: restart, workers: workers)
  }

  /// Sets *y* to begin with and returns the sum that *x* will have in the end.
  ///
  /// SAFETY: see the type.
  private func place(
    from start: [Double]?, restart: @Sendable (Int) -> Double, workers: Int
  ) -> Double {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      var mass = 0.0
      for v in sweep.nodes(chunk) {
        mass += unsafe strength[v] > 0 ? restart(v) / (1 - damping) : restart(v)
      }
      unsafe products[chunk] = mass
    }
    let mass = total(products)
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      for v in sweep.nodes(chunk) {
        let s = unsafe strength[v]
        guard s > 0 else { continue }
        let x = start.map { $0[v] * mass } ?? restart(v) / (1 - damping)
        unsafe y[v] = x / s
      }
    }
    return mass
  }

  /// Works out the residual *r* − *S y* + *d A y*, of *y* as rounded for the gathering.
  ///
  /// SAFETY: see the type.
  private func begin(restart: @Sendable (Int) -> Double, workers: Int) {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      for v in sweep.nodes(chunk) {
        let rounded = unsafe Float(y[v])
        unsafe p[sweep.place(v)] = rounded
        unsafe y[v] = Double(rounded)
      }
    }
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      sweep.multiply(chunk, p, weighted: weighted, into: q)
      for v in sweep.nodes(chunk) {
        let s = unsafe strength[v]
        if s > 0 { unsafe residual[v] = restart(v) - s * y[v] + passing * q[v] }
      }
    }
    sweeps = 1
  }

  /// *p* ← *z* + β *p*.
  ///
  /// SAFETY: see the type.
  private func direct(beta: Double, workers: Int) {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      for v in sweep.nodes(chunk) {
        let s = unsafe strength[v]
        guard s > 0 else { continue }
        let z = unsafe residual[v] / s
        let place = sweep.place(v)
        unsafe p[place] = Float(beta == 0 ? z : z + beta * Double(p[place]))
      }
    }
  }

  /// *q* ← (*S* − *d A*) *p*; returns ⟨*p*, *q*⟩.
  ///
  /// SAFETY: see the type.
  private func image(workers: Int) -> Double {
    sweeps += 1
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      sweep.multiply(chunk, p, weighted: weighted, into: q)
      var product = 0.0
      for v in sweep.nodes(chunk) {
        let direction = unsafe Double(p[sweep.place(v)])
        let image = unsafe strength[v] * direction - passing * q[v]
        unsafe q[v] = image
        product += direction * image
      }
      unsafe products[chunk] = product
    }
    return total(products)
  }

  /// Goes *α* along *p*; returns ⟨*residual*, *z*⟩ and the sum of the absolute residual there.
  ///
  /// SAFETY: see the type.
  private func advance(alpha: Double, workers: Int) -> (along: Double, distance: Double) {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      var along = 0.0
      var distance = 0.0
      for v in sweep.nodes(chunk) {
        let s = unsafe strength[v]
        guard s > 0 else { continue }
        unsafe y[v] += alpha * Double(p[sweep.place(v)])
        let r = unsafe residual[v] - alpha * q[v]
        unsafe residual[v] = r
        along += r * r / s
        distance += abs(r)
      }
      unsafe products[chunk] = along
      unsafe distances[chunk] = distance
    }
    return (total(products), total(distances))
  }

  private func total(_ parts: borrowing Block<Double>) -> Double {
    var total = 0.0
    for chunk in 0..<sweep.count { unsafe total += parts[chunk] }
    return total
  }

  /// The scores, none below 0, brought to the sum of 1.
  ///
  /// SAFETY: see the type; chunks cover every node, and each writes its own entries.
  private func finished(restart: @Sendable (Int) -> Double, workers: Int) -> [Double] {
    WorkerPool.shared.forEach(sweep.count, workers: workers) { chunk in
      var sum = 0.0
      for v in sweep.nodes(chunk) {
        let s = unsafe strength[v]
        let score = unsafe s > 0 ? max(0, s * y[v]) : restart(v)
        unsafe q[v] = score
        sum += score
      }
      unsafe products[chunk] = sum
    }
    let sum = total(products)
    var scores = q.array()
    for v in scores.indices { scores[v] /= sum }
    return scores
  }
}
