/// Joins rows to entities so that the evidence inside entities is as high as it can be made.
///
/// The objective is the sum, over all pairs of rows of one cluster, of the evidence for their being
/// one entity, each pair's clipped. A pair that no key proposed counts like any other, so no chain
/// of pairs joins what does not agree as a whole. The best link is tried first; two clusters are
/// joined where the evidence over all their cross pairs sums to more than nothing. Then single rows
/// move to where they raise the objective, until none does.
///
/// Judgements are hard: rows that must be one are one before anything is weighed, and what must
/// stay apart stays apart, as do rows of one source where sources are unique.
///
/// - Note: Ties are broken by row number, so the result depends on the evidence alone.
/// - Complexity: O(*e* log *e*) for *e* links, and the evidence for the cross pairs looked at.
///
/// > Source: N. Bansal, A. Blum and S. Chawla, "Correlation Clustering", *Machine Learning* 56,
/// > 2004, [10.1023/B:MACH.0000033116.57574.95](https://doi.org/10.1023/B:MACH.0000033116.57574.95).
struct CorrelationClustering {
  /// A pair of rows, `a` < `b`, and the evidence in units.
  struct Link: Sendable {
    let a: Int32
    let b: Int32
    let units: Int32
  }

  struct Constraints: Sendable {
    var mustLink: [(Int, Int)] = []
    var cannotLink: [(Int, Int)] = []
    /// By row; rows of one group are never joined. Empty for no such rule.
    var groups: [Int32] = []
    var sizeLimit = Int.max

    init() {}

    /// What holds for the rows of `table`.
    init(_ judgements: MatchEngine.Judgements, _ settings: MatchSettings, _ table: LinkTable) {
      mustLink = judgements.mustLink
      cannotLink = judgements.cannotLink
      sizeLimit = settings.clusterLimit
      if settings.sourcesAreUnique { groups = table.sources }
    }
  }

  private let evidence: (Int, Int) -> Int32
  private let clip: Int32
  private let constraints: Constraints
  private var clusters: RowClusters
  private var isFixed: [Bool]
  /// The root of what the last row to move has left behind.
  private var lastLeft = 0
  private var apart: [Int: [Int]] = [:]

  /// - Parameter evidence: The evidence for any two rows, in units.
  init(
    rowCount: Int, clip: Int32, constraints: Constraints,
    evidence: @escaping (Int, Int) -> Int32
  ) {
    self.evidence = evidence
    self.clip = clip
    self.constraints = constraints
    clusters = RowClusters(count: rowCount)
    isFixed = [Bool](repeating: false, count: rowCount)
    // In one order, whatever that of the judgements: it decides under which row a cluster stands.
    for (a, b) in constraints.mustLink.map({ (min($0, $1), max($0, $1)) }).sorted(by: <) {
      clusters.join(a, b)
      isFixed[a] = true
      isFixed[b] = true
    }
    for (a, b) in constraints.cannotLink {
      apart[a, default: []].append(b)
      apart[b, default: []].append(a)
    }
  }

  /// Returns the cluster of each row by its smallest row, the evidence for pairs that are no links
  /// weighed as it is asked for.
  static func clusters(
    _ links: [Link], weights: PairWeights, threshold: Int32, clip: Int32,
    constraints: Constraints, sweeps: Int, joinsEntities: Bool = true
  ) -> [Int32] {
    var (weights, memo) = (weights, EvidenceMemo(links))
    var clustering = CorrelationClustering(
      rowCount: weights.rowCount, clip: clip, constraints: constraints
    ) { a, b in memo.evidence(a, b) { weights.evidence(a, b) } - threshold }
    let relative = links.map { Link(a: $0.a, b: $0.b, units: $0.units - threshold) }
    let clusters = clustering.run(relative, sweeps: sweeps)
    guard joinsEntities else { return clusters }
    var entities = EntityEvidence(weights)
    let least = max(threshold, entityThreshold)
    return clustering.joinEntities(relative) { entities.between($0, $1) - least }
  }

  /// The least evidence, in units, from which whole clusters are joined: odds of 8 to 1. A wrong
  /// join adds as many wrong pairs as the product of their sizes, and the more rows a cluster has,
  /// the more chances of agreeing by accident with one of another's.
  private static let entityThreshold = Weight(bits: 3).units

  /// Joins whole clusters that have a link, the best first, where the evidence for their being one
  /// entity is above nothing, until none is left.
  ///
  /// - Returns: The cluster of each row, named by its smallest row.
  mutating func joinEntities(
    _ links: [Link], evidence: (_ x: [Int32], _ y: [Int32]) -> Int32
  ) -> [Int32] {
    var order = Self.sorted(links.filter { $0.units > 0 })
    var changed = [Int32](repeating: 0, count: clusters.count)
    for sweep in 1...Int32(Self.sweeps) {
      var hasChanged = false
      order.removeAll { clusters.root(Int($0.a)) == clusters.root(Int($0.b)) }
      for link in order {
        let (x, y) = (clusters.root(Int(link.a)), clusters.root(Int(link.b)))
        guard x != y, sweep == 1 || max(changed[x], changed[y]) >= sweep - 1, mayJoin(x, y),
          evidence(clusters.members(x), clusters.members(y)) > 0
        else { continue }
        clusters.join(x, y)
        changed[clusters.root(x)] = sweep
        hasChanged = true
      }
      if !hasChanged { break }
    }
    return clusters.names()
  }

  /// The sweeps after which rows are left where they are.
  static let sweeps = 8

  /// Returns the cluster of each row, named by its smallest row.
  mutating func run(_ links: [Link], sweeps: Int = sweeps) -> [Int32] {
    let order = Self.sorted(links.filter { $0.units > 0 })
    var changed = [Int32](repeating: 0, count: clusters.count)
    for sweep in 1...Int32(max(1, sweeps)) {
      var hasChanged = joinClusters(order, sweep, &changed)
      if moveRows(order, sweep, &changed) { hasChanged = true }
      if !hasChanged { break }
    }
    return clusters.names()
  }

  /// Returns the links with the best first, ties by row.
  private static func sorted(_ links: [Link]) -> [Link] {
    var order = (0..<links.count).map { UInt64($0) }
    let digits: [(Link) -> UInt32] = [
      { UInt32($0.b) }, { UInt32($0.a) }, { UInt32(Int32.max - $0.units) },
    ]
    for digit in digits {
      // Places of the order before stand in the lower half, so that equal digits keep it.
      var keys: [UInt64] = []
      keys.reserveCapacity(order.count)
      for (place, index) in order.enumerated() {
        keys.append(UInt64(digit(links[Int(index)])) << 32 | UInt64(place))
      }
      sortByUpperHalf(&keys)
      order = keys.map { order[Int($0 & 0xFFFF_FFFF)] }
    }
    return order.map { links[Int($0)] }
  }

  /// Clusters that have not changed since the sweep before were tried then.
  private mutating func joinClusters(
    _ order: [Link], _ sweep: Int32, _ changed: inout [Int32]
  ) -> Bool {
    var hasChanged = false
    for link in order {
      let (a, b) = (Int(link.a), Int(link.b))
      let (x, y) = (clusters.root(a), clusters.root(b))
      guard x != y, sweep == 1 || max(changed[x], changed[y]) >= sweep - 1, mayJoin(x, y) else {
        continue
      }
      if clusters.size(x) + clusters.size(y) > 2, between(x, y) <= 0 { continue }
      clusters.join(a, b)
      changed[clusters.root(a)] = sweep
      hasChanged = true
    }
    return hasChanged
  }

  private func clipped(_ a: Int, _ b: Int) -> Int64 {
    Int64(min(max(evidence(a, b), -clip), clip))
  }

  private func between(_ x: Int, _ y: Int) -> Int64 {
    var sum: Int64 = 0
    clusters.forEachMember(x) { a in
      clusters.forEachMember(y) { b in sum += clipped(a, b) }
    }
    return sum
  }

  private func mayJoin(_ x: Int, _ y: Int) -> Bool {
    guard clusters.size(x) + clusters.size(y) <= constraints.sizeLimit else { return false }
    var isAllowed = true
    if !apart.isEmpty {
      clusters.forEachMember(x) { a in
        for b in apart[a] ?? [] where clusters.root(b) == y { isAllowed = false }
      }
    }
    if !constraints.groups.isEmpty {
      var seen: Set<Int32> = []
      clusters.forEachMember(x) { seen.insert(constraints.groups[$0]) }
      clusters.forEachMember(y) { if seen.contains(constraints.groups[$0]) { isAllowed = false } }
    }
    return isAllowed
  }

  /// Moves single rows along their links, or out on their own.
  private mutating func moveRows(
    _ order: [Link], _ sweep: Int32, _ changed: inout [Int32]
  ) -> Bool {
    var starts = [Int32](repeating: 0, count: clusters.count + 1)
    var restless = order.map { link in
      let (x, y) = (clusters.root(Int(link.a)), clusters.root(Int(link.b)))
      return (x != y || clusters.size(x) > 2)
        && (sweep == 1 || max(changed[x], changed[y]) >= sweep - 1)
    }
    for (link, isRestless) in zip(order, restless) where isRestless {
      starts[Int(link.a) + 1] += 1
      starts[Int(link.b) + 1] += 1
    }
    for row in 1..<starts.count { starts[row] += starts[row - 1] }
    var neighbours = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var ends = starts
    for (link, isRestless) in zip(order, restless) where isRestless {
      neighbours[Int(ends[Int(link.a)])] = link.b
      ends[Int(link.a)] += 1
      neighbours[Int(ends[Int(link.b)])] = link.a
      ends[Int(link.b)] += 1
    }
    restless = []
    var hasChanged = false
    for row in 0..<clusters.count where starts[row] < starts[row + 1] && !isFixed[row] {
      let home = clusters.root(row)
      guard moveToBest(row, neighbours[Int(starts[row])..<Int(starts[row + 1])]) else { continue }
      hasChanged = true
      changed[clusters.root(row)] = sweep
      // What is left behind may have another root.
      changed[home] = sweep
      changed[lastLeft] = sweep
    }
    return hasChanged
  }

  private mutating func moveToBest(_ row: Int, _ neighbours: ArraySlice<Int32>) -> Bool {
    let home = clusters.root(row)
    var stay: Int64 = 0
    clusters.forEachMember(home) { if $0 != row { stay += clipped(row, $0) } }
    var best: (gain: Int64, target: Int?) = (max(0, -stay), nil)
    var tried = home
    for target in neighbours.map({ clusters.root(Int($0)) }).sorted() where target != tried {
      guard target != home, mayMove(row, to: target) else { continue }
      tried = target
      var sum: Int64 = 0
      clusters.forEachMember(target) { sum += clipped(row, $0) }
      if sum - stay > best.gain { best = (sum - stay, target) }
    }
    guard best.gain > 0 else { return false }
    lastLeft = clusters.remove(row)
    if let target = best.target { clusters.join(row, target) }
    return true
  }

  private func mayMove(_ row: Int, to target: Int) -> Bool {
    guard clusters.size(target) < constraints.sizeLimit else { return false }
    var isAllowed = !(apart[row] ?? []).contains { clusters.root($0) == target }
    if !constraints.groups.isEmpty {
      clusters.forEachMember(target) {
        if constraints.groups[$0] == constraints.groups[row] { isAllowed = false }
      }
    }
    return isAllowed
  }
}
