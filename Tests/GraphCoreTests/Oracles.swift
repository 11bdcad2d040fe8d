/// The measures by their definitions, slow and plain, on matrices. Nothing here uses GraphCore.
enum Oracle {
  /// Hops between all pairs after Floyd and Warshall; nil where there is no way.
  static func hops(_ a: [[Double]]) -> [[Int?]] {
    let n = a.count
    var d = (0..<n).map { i in (0..<n).map { j in i == j ? 0 : a[i][j] > 0 ? 1 : nil as Int? } }
    for k in 0..<n {
      for i in 0..<n {
        guard let ik = d[i][k] else { continue }
        for j in 0..<n {
          guard let kj = d[k][j] else { continue }
          if d[i][j].map({ ik + kj < $0 }) ?? true { d[i][j] = ik + kj }
        }
      }
    }
    return d
  }

  /// The number of shortest paths between all pairs, by distance.
  static func pathCounts(_ a: [[Double]], _ d: [[Int?]]) -> [[Double]] {
    let n = a.count
    return (0..<n).map { s in
      var count = [Double](repeating: 0, count: n)
      count[s] = 1
      for distance in 1..<max(n, 1) + 1 {
        for t in 0..<n where d[s][t] == distance {
          count[t] = (0..<n).reduce(0) {
            a[$1][t] > 0 && d[s][$1] == distance - 1 ? $0 + count[$1] : $0
          }
        }
      }
      return count
    }
  }

  /// The pairs of which each node is between, ordered pairs.
  static func betweennessOfOrderedPairs(_ a: [[Double]]) -> [Double] {
    let d = hops(a)
    let paths = pathCounts(a, d)
    return a.indices.map { v in
      var sum = 0.0
      for s in a.indices where s != v {
        for t in a.indices where t != v && t != s {
          guard let st = d[s][t], let sv = d[s][v], let vt = d[v][t], sv + vt == st else {
            continue
          }
          sum += paths[s][v] * paths[v][t] / paths[s][t]
        }
      }
      return sum
    }
  }

  /// The solution of x = d Pᵀ x + (1 − d) / n + d · (mass without links) / n, by elimination.
  static func pageRank(_ a: [[Double]], damping: Double) -> [Double] {
    let n = a.count
    let out = a.map { $0.reduce(0, +) }
    let m = (0..<n).map { v in
      (0..<n).map { u in
        (u == v ? 1.0 : 0) - damping * (out[u] > 0 ? a[u][v] / out[u] : 1 / Double(n))
      }
    }
    return solve(m, Array(repeating: (1 - damping) / Double(n), count: n))
  }

  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let n = rows.count
    for k in 0..<n {
      let pivot = (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      rows[k] = rows[k].map { $0 / rows[k][k] }
      for i in 0..<n where i != k {
        rows[i] = zip(rows[i], rows[k]).map { [factor = rows[i][k]] in $0 - factor * $1 }
      }
    }
    return rows.map { $0[n] }
  }

  /// The number of parts by flooding, over the nodes that remain.
  static func partCount(_ a: [[Double]], without removed: Int? = nil) -> Int {
    var seen = a.indices.map { $0 == removed }
    var parts = 0
    for start in a.indices where !seen[start] {
      parts += 1
      var stack = [start]
      seen[start] = true
      while let v = stack.popLast() {
        for w in a.indices where !seen[w] && (a[v][w] > 0 || a[w][v] > 0) {
          seen[w] = true
          stack.append(w)
        }
      }
    }
    return parts
  }

  /// Core numbers by taking away nodes with fewer than k neighbours, for each k.
  static func coreNumbers(_ a: [[Double]]) -> [Int] {
    var core = a.map { _ in 0 }
    for k in 1..<max(a.count, 1) + 1 {
      var left = Set(a.indices)
      while let weak = left.first(where: { v in left.filter { a[v][$0] > 0 }.count < k }) {
        left.remove(weak)
      }
      for v in left { core[v] = k }
    }
    return core
  }

  static func triangles(_ a: [[Double]]) -> [Int] {
    a.indices.map { u in
      var count = 0
      for v in a.indices {
        for w in 0..<v where a[u][v] > 0 && a[u][w] > 0 && a[v][w] > 0 { count += 1 }
      }
      return count
    }
  }

  static func constraint(_ a: [[Double]]) -> [Double] {
    let n = a.count
    let both = (0..<n).map { i in (0..<n).map { a[i][$0] + a[$0][i] } }
    let p = both.map { row in row.map { $0 / row.reduce(0, +) } }
    return (0..<n).map { i in
      guard both[i].contains(where: { $0 > 0 }) else { return .nan }
      var sum = 0.0
      for j in 0..<n where both[i][j] > 0 {
        var tie = p[i][j]
        for q in 0..<n where q != i && q != j && both[i][q] > 0 && both[q][j] > 0 {
          tie += p[i][q] * p[q][j]
        }
        sum += tie * tie
      }
      return sum
    }
  }

  /// Newman's double sum over all ordered pairs of nodes.
  static func modularity(_ a: [[Double]], _ community: [Int], resolution: Double) -> Double {
    let k = a.map { $0.reduce(0, +) }
    let total = k.reduce(0, +)
    var sum = 0.0
    for i in a.indices {
      for j in a.indices where community[i] == community[j] {
        sum += a[i][j] - resolution * k[i] * k[j] / total
      }
    }
    return sum / total
  }

  /// The constant Potts model as a sum over pairs of nodes.
  static func cpm(_ a: [[Double]], _ community: [Int], resolution: Double) -> Double {
    var sum = 0.0
    for i in a.indices {
      for j in 0..<i where community[i] == community[j] { sum += a[i][j] - resolution }
    }
    return sum
  }

  /// Calls `body` with every division of n nodes, each once.
  static func forEachDivision(of n: Int, _ body: ([Int]) -> Void) {
    var marks = [Int](repeating: 0, count: n)
    func place(_ node: Int, used: Int) {
      guard node < n else { return body(marks) }
      for mark in 0...used {
        marks[node] = mark
        place(node + 1, used: max(used, mark + 1))
      }
    }
    place(0, used: 0)
  }
}
