/// How far two divisions of the same things agree, by three measures.
///
/// Read `adjustedRand` or `adjustedMutualInformation`: both are 0 on average for divisions that
/// have nothing to do with each other and 1 for equal ones. The first dwells on large groups, the
/// second treats small ones more evenly. `normalisedMutualInformation` grows with the number of
/// groups even by chance: report it for comparison with others only.
///
///     PartitionAgreement([0, 0, 1, 1], [0, 0, 1, 2]).adjustedRand  // 0.5714
///
/// > Source: L. Hubert, P. Arabie, "Comparing Partitions", *Journal of Classification* 2, 1985,
/// > [10.1007/BF01908075](https://doi.org/10.1007/BF01908075); N. X. Vinh, J. Epps, J. Bailey,
/// > "Information Theoretic Measures for Clusterings Comparison", *JMLR* 11, 2010,
/// > [10.5555/1756006.1953024](https://doi.org/10.5555/1756006.1953024).
public struct PartitionAgreement: Sendable, Equatable {
  /// Pairs on which the two agree, beyond chance: 1 for equal divisions, 0 on average by chance,
  /// at least −0.5.
  public let adjustedRand: Double
  /// Mutual information beyond chance, as a part of the mean entropy beyond chance: 1 for equal
  /// divisions, 0 on average by chance, negative for less than chance.
  public let adjustedMutualInformation: Double
  /// Mutual information as a part of the mean of the two entropies, from 0 to 1.
  public let normalisedMutualInformation: Double
  /// What one division tells about the other, in natural units (nats).
  public let mutualInformation: Double
  /// What `mutualInformation` would be on average if the members of groups of these sizes were
  /// drawn by lot.
  public let expectedMutualInformation: Double

  /// Compares two divisions.
  ///
  /// - Parameters:
  ///   - first: A mark for each thing, equal for things that belong together; any whole numbers.
  ///   - second: The same for the other division, of the same length.
  /// - Complexity: O(*n* log *n*), and the expectation O(*n*) for each size of group in `first`
  ///   that differs from the others; O(*n*) memory.
  /// - Note: Equal divisions give equal bits however they are marked and whichever comes first;
  ///   the Rand index is exact but for its last division. Divisions that are equal agree fully,
  ///   also where all are together or each alone, and so do two of nothing.
  public init(_ first: [Int], _ second: [Int]) {
    precondition(first.count == second.count, "two divisions must be of the same things")
    let table = ContingencyTable(first, second)
    let total = Double(table.count)
    expectedMutualInformation = table.expectedMutualInformation()
    adjustedRand = table.adjustedRand()
    guard !table.isDiagonal else {
      let entropy = ContingencyTable.entropy(table.rows, total: total)
      (mutualInformation, normalisedMutualInformation) = (entropy, 1)
      adjustedMutualInformation = 1
      return
    }
    let mutual = table.mutualInformation()
    let mean =
      (ContingencyTable.entropy(table.rows, total: total)
        + ContingencyTable.entropy(table.columns, total: total)) / 2
    mutualInformation = mutual
    normalisedMutualInformation = min(1, mutual / mean)
    adjustedMutualInformation =
      (mutual - expectedMutualInformation) / (mean - expectedMutualInformation)
  }
}

/// How many things fall into each group of one division and each of another.
private struct ContingencyTable {
  /// A pair of groups with members in common.
  struct Cell {
    /// The members in common.
    let shared: Int
    /// The product of the sizes of the two groups.
    let sizes: Int
  }

  let count: Int
  /// The sizes of the groups of the first division, rising.
  let rows: [Int]
  /// The sizes of the groups of the second division, rising.
  let columns: [Int]
  /// By rising number of members in common and product of sizes: the order of sums.
  let cells: [Cell]

  init(_ first: [Int], _ second: [Int]) {
    count = first.count
    let (a, rows) = Self.compressed(first)
    let (b, columns) = Self.compressed(second)
    let order = first.indices.sorted { (a[$0], b[$0]) < (a[$1], b[$1]) }
    var cells: [Cell] = []
    var start = 0
    for end in stride(from: 1, through: order.count, by: 1) {
      let (u, v) = (order[start], order[min(end, order.count - 1)])
      guard end == order.count || a[u] != a[v] || b[u] != b[v] else { continue }
      cells.append(Cell(shared: end - start, sizes: rows[a[u]] * columns[b[u]]))
      start = end
    }
    self.rows = rows.sorted()
    self.columns = columns.sorted()
    self.cells = cells.sorted { ($0.shared, $0.sizes) < ($1.shared, $1.sizes) }
  }

  /// Whether the two divisions are the same.
  var isDiagonal: Bool { cells.count == rows.count && cells.count == columns.count }

  /// Numbers the marks by rising value and counts each.
  private static func compressed(_ marks: [Int]) -> (numbers: [Int], sizes: [Int]) {
    var numbers = marks
    var sizes: [Int] = []
    var last: Int?
    for i in marks.indices.sorted(by: { marks[$0] < marks[$1] }) {
      if marks[i] != last { sizes.append(0) }
      last = marks[i]
      numbers[i] = sizes.count - 1
      sizes[sizes.count - 1] += 1
    }
    return (numbers, sizes)
  }

  /// Hubert and Arabie's index from whole numbers of pairs.
  func adjustedRand() -> Double {
    func pairs(_ sizes: [Int]) -> Int128 {
      sizes.reduce(0) { $0 + Int128($1) * Int128($1 - 1) / 2 }
    }
    let (a, b) = (pairs(rows), pairs(columns))
    let both = pairs(cells.map(\.shared))
    let all = Int128(count) * Int128(count - 1) / 2
    let most = (a + b) * all - 2 * a * b
    return most == 0 ? 1 : Double(2 * (both * all - a * b)) / Double(most)
  }

  func mutualInformation() -> Double {
    let n = Double(count)
    let sum = cells.reduce(0.0) { sum, cell in
      let shared = Double(cell.shared)
      return sum + shared / n * naturalLogarithm(n * shared / Double(cell.sizes))
    }
    return max(0, sum)
  }

  static func entropy(_ sizes: [Int], total: Double) -> Double {
    sizes.reduce(0.0) { sum, size in
      let share = Double(size) / total
      return sum - share * naturalLogarithm(share)
    }
  }

  /// The mean of the mutual information over all ways to fill groups of these sizes.
  ///
  /// Groups of equal size have equal terms, so each pair of sizes is summed once.
  func expectedMutualInformation() -> Double {
    let (a, b) = (Self.runs(rows), Self.runs(columns))
    var sum = 0.0
    // By rising product of sizes, so that it does not matter which division came first.
    let pairs = a.flatMap { row in
      b.map { (min(row.size, $0.size), max(row.size, $0.size), row.times * $0.times) }
    }.sorted { $0 < $1 }
    for (small, large, times) in pairs { sum += Double(times) * expectedTerm(small, large) }
    return sum
  }

  private static func runs(_ sizes: [Int]) -> [(size: Int, times: Int)] {
    var runs: [(size: Int, times: Int)] = []
    for size in sizes {
      if runs.last?.size != size { runs.append((size, 0)) }
      runs[runs.count - 1].times += 1
    }
    return runs
  }

  /// The mean of (*k* / *n*) ln(*n k* / (*a b*)) over the members *k* that groups of *a* and *b*
  /// out of *n* share by chance, which is hypergeometric. The chances are built up from the
  /// likeliest *k* outwards, each from the one before, and divided by their sum at the end;
  /// those below 10⁻⁴⁰ of the likeliest are left out.
  private func expectedTerm(_ small: Int, _ large: Int) -> Double {
    let (n, a, b) = (Double(count), Double(small), Double(large))
    let product = a * b
    let least = max(0, small + large - count)
    let mode = max(least, min(small, Int((a + 1) * (b + 1) / (n + 2))))
    var (weights, sum) = (1.0, 0.0)
    func add(_ k: Int, _ weight: Double) {
      guard k > 0 else { return }
      sum += weight * Double(k) / n * naturalLogarithm(n * Double(k) / product)
    }
    add(mode, 1)
    var (k, weight) = (mode, 1.0)
    while k < small, weight > 1e-40 {
      let x = Double(k)
      weight *= (a - x) * (b - x) / ((x + 1) * (n - a - b + x + 1))
      k += 1
      weights += weight
      add(k, weight)
    }
    (k, weight) = (mode, 1.0)
    while k > least, weight > 1e-40 {
      let x = Double(k)
      weight *= x * (n - a - b + x) / ((a - x + 1) * (b - x + 1))
      k -= 1
      weights += weight
      add(k, weight)
    }
    return sum / weights
  }
}
