import GraphCore

/// More measures by their definitions, on matrices. Nothing here uses GraphCore's answers.
enum MeasureOracle {
  /// The solution of a linear system by elimination with row exchange.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    for k in rows.indices {
      let pivot = (k..<rows.count).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      for i in rows.indices where i != k {
        let factor = rows[i][k] / rows[k][k]
        for j in k..<rows[i].count { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }

  static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    var product = a
    for i in a.indices {
      var row = a[i].map { _ in 0.0 }
      for k in a.indices where a[i][k] != 0 {
        for j in row.indices { row[j] += a[i][k] * b[k][j] }
      }
      product[i] = row
    }
    return product
  }

  static func product(_ a: [[Double]], _ x: [Double]) -> [Double] {
    a.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  static func transposed(_ a: [[Double]]) -> [[Double]] {
    a.indices.map { j in a.map { $0[j] } }
  }

  /// The matrix raised to the power 2⁵⁶ and scaled to a largest entry of 1 on the way, and the
  /// largest eigenvalue by Gelfand's formula.
  static func power(_ a: [[Double]]) -> (matrix: [[Double]], eigenvalue: Double) {
    var matrix = a
    var eigenvalue = 1.0
    var exponent = 1.0
    for _ in 0..<56 {
      let scale = matrix.joined().max() ?? 0
      guard scale > 0 else { return (matrix, 0) }
      eigenvalue *= root(scale, exponent)
      matrix = matrix.map { $0.map { $0 / scale } }
      matrix = product(matrix, matrix)
      exponent *= 2
    }
    return (matrix, eigenvalue)
  }

  /// The root for an exponent that is a power of two.
  private static func root(_ x: Double, _ exponent: Double) -> Double {
    var (x, e) = (x, exponent)
    while e > 1 {
      x = x.squareRoot()
      e /= 2
    }
    return x
  }

  /// x = d Pᵀ x + (1 − d + d · mass without links) · restart.
  static func personalisedPageRank(
    _ a: [[Double]], damping: Double, restart: [Double]
  ) -> [Double] {
    let out = a.map { $0.reduce(0, +) }
    let m = a.indices.map { v in
      a.indices.map { u in
        (u == v ? 1.0 : 0) - damping * (out[u] > 0 ? a[u][v] / out[u] : restart[v])
      }
    }
    return solve(m, restart.map { $0 * (1 - damping) })
  }

  /// x = α Aᵀ x + 1.
  static func katz(_ a: [[Double]], attenuation: Double) -> [Double] {
    let m = a.indices.map { v in
      a.indices.map { u in (u == v ? 1 : 0) - attenuation * a[u][v] }
    }
    return solve(m, a.map { _ in 1 })
  }

  /// The ordered pairs whose shortest paths use the arc from row to column.
  static func arcBetweenness(_ a: [[Double]]) -> [[Double]] {
    let d = Oracle.hops(a)
    let paths = Oracle.pathCounts(a, d)
    return a.indices.map { u in
      a.indices.map { v in
        guard a[u][v] > 0 else { return 0 }
        var sum = 0.0
        for s in a.indices {
          for t in a.indices where t != s {
            guard let st = d[s][t], let su = d[s][u], let vt = d[v][t], su + 1 + vt == st else {
              continue
            }
            sum += paths[s][u] * paths[v][t] / paths[s][t]
          }
        }
        return sum
      }
    }
  }

  /// Burt's formula, term by term.
  static func effectiveSize(_ a: [[Double]]) -> [Double] {
    let z = a.indices.map { i in a.indices.map { a[i][$0] + a[$0][i] } }
    return a.indices.map { i in
      let total = z[i].reduce(0, +)
      var score = 0.0
      for j in a.indices where z[i][j] > 0 {
        score += 1
        let strongest = z[j].max() ?? 0
        for q in a.indices where q != i && q != j {
          score -= z[i][q] / total * z[j][q] / strongest
        }
      }
      return score
    }
  }

  /// One round after another, each label counted over the row and, if directed, the column.
  static func propagatedLabels(_ a: [[Double]], directed: Bool, rounds: Int) -> [Int] {
    var labels = Array(a.indices)
    for _ in 0..<rounds {
      labels = a.indices.map { v in
        let weights = a.indices.map { label in
          a.indices.filter { labels[$0] == label }.reduce(0.0) {
            $0 + a[v][$1] + (directed ? a[$1][v] : 0)
          }
        }
        guard let most = weights.max(), most > 0 else { return labels[v] }
        return weights.firstIndex(of: most) ?? labels[v]
      }
    }
    return labels
  }
}

extension SeededNetwork {
  /// A small network of any kind: directed or not, with strengths or not, sparse or dense, with
  /// nodes alone, doubled links and loops.
  static func mixed(seed: UInt64) -> SeededNetwork {
    let n = 3 + Int(seed % 8)
    let chance = [0.08, 0.15, 0.25, 0.4, 0.7][Int(seed / 8 % 5)]
    var network = random(
      nodeCount: n, chance: chance, seed: seed &+ 77, directed: seed % 3 == 0,
      weighted: seed % 2 == 0)
    if seed % 5 == 1, let doubled = network.links.first { network.links.append(doubled) }
    if seed % 4 == 2 { network.links.append(.init(n - 1, n - 1, strength: 0.5)) }
    return network
  }
}
