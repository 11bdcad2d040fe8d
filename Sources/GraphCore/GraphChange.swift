extension CSRGraph {
  /// A graph after a change, and where it changed.
  public struct Change: Sendable, Equatable {
    /// The graph as it is now; the old one is left as it was.
    public let graph: CSRGraph
    /// The ends of every link added or removed, in rising order, each once.
    public let touched: [Int]
  }

  /// Returns the graph with some links taken away and then some added.
  ///
  /// Rows that nothing changes are copied as they are, so that nothing is sorted again. The new
  /// graph equals one built from all links that remain: doubled links are merged, loops held
  /// apart. Adding a link between linked nodes raises its strength and multiplicity; removing one
  /// takes it away whole, however many given links it merges.
  ///
  ///     let chain = try CSRGraph(nodeCount: 4, links: [.init(0, 1), .init(1, 2)])
  ///     let change = try chain.changed(adding: [.init(2, 3)], removing: [(0, 1)])
  ///     change.graph.links().count  // 2
  ///     change.touched              // [0, 1, 2, 3]
  ///
  /// - Parameters:
  ///   - links: The links to add, between nodes that the graph has.
  ///   - pairs: The ends of the links to remove, in the order of its direction where the graph is
  ///     directed; each link once.
  /// - Throws: `GraphError.nodeOutOfRange`, `.invalidStrength` or `.strengthRangeTooWide` for a
  ///   link to add, counted from 0; `.strengthRangeTooWide(link: 0)` also where strengths held
  ///   could no longer be added exactly beside the new ones (build the graph anew then, which
  ///   rounds all of them); `.invalidRemoval` for a pair that is not linked, given twice, or a loop.
  /// - Complexity: O(*n* + *m*) copying, and O(*c* log *c*) for *c* changes.
  /// - Note: Equal graphs and equal changes, in any order, give equal graphs.
  public func changed(
    adding links: [Link] = [], removing pairs: [(source: Int, target: Int)] = []
  ) throws(GraphError) -> Change {
    try Self.checkSize(nodeCount: nodeCount, links: linkCount + mergedLinkCount + links.count)
    for (number, link) in links.enumerated() {
      for node in [link.source, link.target] where !(0..<nodeCount).contains(node) {
        throw .nodeOutOfRange(link: number, node: node, nodeCount: nodeCount)
      }
    }
    var removals: [RowChange] = []
    var seen: Set<[Int]> = []
    for (place, pair) in pairs.enumerated() {
      let ends = [pair.source, pair.target]
      guard seen.insert(isDirected ? ends : ends.sorted()).inserted,
        ends.allSatisfy({ (0..<nodeCount).contains($0) }),
        outgoing.arc(from: pair.source, to: pair.target) != nil
      else { throw .invalidRemoval(place: place, node: pair.source) }
      removals.append(RowChange(row: pair.source, neighbour: pair.target, removes: true))
    }
    let strengths = try added(links)
    var ends = Set(pairs.flatMap { [$0.source, $0.target] })
    var loops = loopStrengths
    var loopCount = loopCount
    var changes = removals
    for (link, strength) in zip(links, strengths) {
      ends.insert(link.source)
      ends.insert(link.target)
      guard link.source == link.target else {
        changes.append(
          RowChange(row: link.source, neighbour: link.target, strength: strength, count: 1))
        continue
      }
      if loops.isEmpty { loops = Array(repeating: 0, count: nodeCount) }
      loops[link.source] += strength
      loopCount += 1
    }
    let turned = changes.map(\.turned)
    let out = outgoing.changed(by: isDirected ? changes : changes + turned)
    let graph = CSRGraph(
      outgoing: out, incoming: isDirected ? incoming.changed(by: turned) : out,
      directed: isDirected, loopStrengths: loops, loopCount: loopCount)
    return Change(graph: graph, touched: ends.sorted())
  }

  /// The strengths of links to add, rounded so that sums with the held ones are exact.
  private func added(_ links: [Link]) throws(GraphError) -> [Double] {
    let given = links.map(\.strength)
    let isPlain = given.allSatisfy { $0 == 1 }
    if isPlain, !isWeighted { return given }
    let rounded = try StrengthGrid.round(given)
    let held = (0..<nodeCount).reduce(loopStrengths.reduce(0, +)) { sum, v in
      outgoing.range(v).reduce(sum) { $0 + outgoing.strength($1) }
    }
    let step = StrengthGrid.step(above: held + rounded.reduce(0, +))
    func isWhole(_ strength: Double) -> Bool { (strength / step).rounded() == strength / step }
    let isExact =
      outgoing.strengths.allSatisfy(isWhole) && loopStrengths.allSatisfy(isWhole) && isWhole(1)
    guard isExact || links.isEmpty else { throw .strengthRangeTooWide(link: 0) }
    return try StrengthGrid.round(given, to: step)
  }
}

/// What happens to one arc: taken away, added, or taken away and added anew.
struct RowChange {
  var row: Int
  var neighbour: Int
  var removes = false
  var strength = 0.0
  var count: Int32 = 0

  /// The same arc by its other end.
  var turned: RowChange {
    var other = self
    (other.row, other.neighbour) = (neighbour, row)
    return other
  }
}

extension Adjacency {
  /// Returns the rows after some changes, in any order; of one arc, removing comes first.
  func changed(by changes: [RowChange]) -> Adjacency {
    let changes = Self.merged(changes)
    let needsStrengths =
      !strengths.isEmpty || changes.contains { $0.strength != 0 && $0.strength != 1 }
      || changes.contains { $0.count > 0 && arc(from: $0.row, to: $0.neighbour) != nil }
    let needsCounts =
      !multiplicities.isEmpty || changes.contains { $0.count > 1 }
      || changes.contains { $0.count > 0 && arc(from: $0.row, to: $0.neighbour) != nil }
    var rows = RowCopy(self, strengths: needsStrengths, counts: needsCounts, room: changes.count)
    var next = 0
    for v in 0..<(offsets.count - 1) {
      var start = offsets[v]
      while next < changes.count, changes[next].row == v {
        let change = changes[next]
        var place = start
        while place < offsets[v + 1], neighbours[place] < change.neighbour { place += 1 }
        rows.copy(start..<place)
        start = place
        var (strength, count) = (change.strength, change.count)
        if start < offsets[v + 1], neighbours[start] == change.neighbour {
          if !change.removes {
            strength += self.strength(start)
            count += multiplicity(start)
          }
          start += 1
        }
        if count > 0 { rows.append(Int32(change.neighbour), strength, count) }
        next += 1
      }
      rows.copy(start..<offsets[v + 1])
      rows.closeRow()
    }
    return rows.adjacency
  }

  /// Sorts changes by arc and makes one of those to the same arc.
  private static func merged(_ changes: [RowChange]) -> [RowChange] {
    var merged: [RowChange] = []
    for change in changes.sorted(by: { ($0.row, $0.neighbour) < ($1.row, $1.neighbour) }) {
      if let last = merged.last, last.row == change.row, last.neighbour == change.neighbour {
        merged[merged.count - 1].removes = last.removes || change.removes
        merged[merged.count - 1].strength += change.strength
        merged[merged.count - 1].count += change.count
      } else {
        merged.append(change)
      }
    }
    return merged
  }
}

/// Rows in the making, mostly copied from others.
private struct RowCopy {
  let source: Adjacency
  let needsStrengths: Bool
  let needsCounts: Bool
  private var offsets = [0]
  private var neighbours: [Int32] = []
  private var strengths: [Double] = []
  private var counts: [Int32] = []
  /// Arcs of the source that are to be copied with the next ones.
  private var pending = 0..<0

  init(_ source: Adjacency, strengths: Bool, counts: Bool, room: Int) {
    self.source = source
    needsStrengths = strengths
    needsCounts = counts
    let arcs = source.neighbours.count + room
    offsets.reserveCapacity(source.offsets.count)
    neighbours.reserveCapacity(arcs)
    if strengths { self.strengths.reserveCapacity(arcs) }
    if counts { self.counts.reserveCapacity(arcs) }
  }

  /// Copies arcs of the source; those that follow each other in one go.
  mutating func copy(_ arcs: Range<Int>) {
    guard !arcs.isEmpty else { return }
    if pending.upperBound == arcs.lowerBound, !pending.isEmpty {
      pending = pending.lowerBound..<arcs.upperBound
    } else {
      flush()
      pending = arcs
    }
  }

  mutating func append(_ neighbour: Int32, _ strength: Double, _ count: Int32) {
    flush()
    neighbours.append(neighbour)
    if needsStrengths { strengths.append(strength) }
    if needsCounts { counts.append(count) }
  }

  mutating func closeRow() {
    offsets.append(neighbours.count + pending.count)
  }

  private mutating func flush() {
    neighbours.append(contentsOf: source.neighbours[pending])
    if needsStrengths { strengths.append(contentsOf: pending.map(source.strength)) }
    if needsCounts { counts.append(contentsOf: pending.map(source.multiplicity)) }
    pending = pending.upperBound..<pending.upperBound
  }

  var adjacency: Adjacency {
    var whole = self
    whole.flush()
    return Adjacency(
      sortedRows: whole.offsets, neighbours: whole.neighbours,
      strengths: needsStrengths ? whole.strengths : [],
      multiplicities: needsCounts ? whole.counts : [])
  }
}
