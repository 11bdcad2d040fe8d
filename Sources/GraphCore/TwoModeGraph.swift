/// A graph of two kinds of nodes, members and things, in which only a member and a thing can be
/// linked: people and their addresses, phones and the masts they met.
///
/// Members are the numbers 0 to `memberCount` − 1 and things 0 to `thingCount` − 1. A membership
/// may hold for a half-open period, in whatever unit of time the caller counts in. Doubled
/// memberships are one, whose periods are joined: periods that overlap or touch become one.
///
///     let homes = try TwoModeGraph(
///       memberCount: 3, thingCount: 2, memberships: [.init(0, 0), .init(1, 0), .init(1, 1)])
///     homes.memberDegrees()  // [1, 2, 0]
///     homes.thingDegrees()   // [2, 1]
///
/// - Complexity: building takes O(*m* log *m*) time; the graph 12 bytes per membership, 8 per
///   node and 24 per period.
/// - Note: The order of the memberships given does not matter.
public struct TwoModeGraph: Sendable, Equatable {
  /// That a member belongs to a thing, from the start of `period` until before its end.
  public struct Membership: Sendable, Equatable {
    public var member: Int
    public var thing: Int
    /// When it held; nil where that is not known.
    public var period: Range<Int>?

    public init(_ member: Int, _ thing: Int, period: Range<Int>? = nil) {
      self.member = member
      self.thing = thing
      self.period = period
    }
  }

  public let memberCount: Int
  public let thingCount: Int
  /// The number of linked pairs of a member and a thing.
  public let membershipCount: Int

  /// The things of each member, rising.
  let things: Incidence
  /// The members of each thing, rising.
  let members: Incidence
  /// For each entry of `members` the entry of `things` that is the same pair.
  let entries: [Int32]
  /// The periods of each entry of `things`: disjoint, in order of time.
  let periodOffsets: [Int32]
  let periods: [Range<Int>]

  /// Rows of one kind of node that name nodes of the other.
  struct Incidence: Sendable, Equatable {
    let offsets: [Int]
    let ids: [Int32]

    func range(_ row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }
    func count(_ row: Int) -> Int { offsets[row + 1] - offsets[row] }
  }

  /// Builds the graph from memberships in any order.
  ///
  /// - Throws: `GraphError` where a member or a thing is out of range or a period is empty; the
  ///   first bad membership is named.
  public init(
    memberCount: Int, thingCount: Int, memberships: [Membership]
  ) throws(GraphError) {
    for count in [memberCount, thingCount, memberships.count]
    where !(0...CSRGraph.sizeLimit).contains(count) {
      throw .sizeOutOfRange(count: count, limit: CSRGraph.sizeLimit)
    }
    for (number, given) in memberships.enumerated() {
      guard (0..<memberCount).contains(given.member) else {
        throw .nodeOutOfRange(link: number, node: given.member, nodeCount: memberCount)
      }
      guard (0..<thingCount).contains(given.thing) else {
        throw .thingOutOfRange(
          membership: number, thing: given.thing, thingCount: thingCount)
      }
      if let period = given.period, period.isEmpty { throw .emptyInterval(link: number) }
    }
    self.memberCount = memberCount
    self.thingCount = thingCount

    var sorted = SortedMemberships(memberships)
    membershipCount = sorted.pairs.count
    things = Self.rows(memberCount, sorted.pairs.map { ($0.member, $0.thing) })
    (members, entries) = Self.transposed(things, rows: thingCount)
    sorted.periodOffsets.append(Int32(sorted.periods.count))
    periodOffsets = sorted.periodOffsets
    periods = sorted.periods
  }

  private static func rows(_ count: Int, _ pairs: [(row: Int, id: Int)]) -> Incidence {
    var offsets = [Int](repeating: 0, count: count + 1)
    for pair in pairs { offsets[pair.row + 1] += 1 }
    for row in 0..<count { offsets[row + 1] += offsets[row] }
    return Incidence(offsets: offsets, ids: pairs.map { Int32($0.id) })
  }

  private static func transposed(
    _ rows: Incidence, rows count: Int
  ) -> (rows: Incidence, entries: [Int32]) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for id in rows.ids { offsets[Int(id) + 1] += 1 }
    for row in 0..<count { offsets[row + 1] += offsets[row] }
    var next = offsets
    var ids = [Int32](repeating: 0, count: rows.ids.count)
    var entries = ids
    for row in 0..<(rows.offsets.count - 1) {
      for entry in rows.range(row) {
        let id = Int(rows.ids[entry])
        ids[next[id]] = Int32(row)
        entries[next[id]] = Int32(entry)
        next[id] += 1
      }
    }
    return (Incidence(offsets: offsets, ids: ids), entries)
  }

  /// The joined periods of an entry of `things`.
  func periods(of entry: Int) -> ArraySlice<Range<Int>> {
    periods[Int(periodOffsets[entry])..<Int(periodOffsets[entry + 1])]
  }
}

/// Memberships by member, thing and period, doubled ones merged and their periods joined.
private struct SortedMemberships {
  var pairs: [(member: Int, thing: Int)] = []
  var periodOffsets: [Int32] = []
  var periods: [Range<Int>] = []

  init(_ given: [TwoModeGraph.Membership]) {
    let sorted = given.sorted {
      ($0.member, $0.thing, $0.period?.lowerBound ?? .min)
        < ($1.member, $1.thing, $1.period?.lowerBound ?? .min)
    }
    for membership in sorted {
      if pairs.last.map({ $0 != (membership.member, membership.thing) }) ?? true {
        pairs.append((membership.member, membership.thing))
        periodOffsets.append(Int32(periods.count))
      }
      guard let period = membership.period else { continue }
      let isFirst = periodOffsets.last.map { Int($0) == periods.count } ?? true
      if !isFirst, let last = periods.last, period.lowerBound <= last.upperBound {
        periods[periods.count - 1] =
          last.lowerBound..<max(last.upperBound, period.upperBound)
      } else {
        periods.append(period)
      }
    }
  }
}

extension TwoModeGraph {
  /// Returns how many things each member belongs to.
  ///
  /// - Returns: One whole number per member, from 0 to `thingCount`.
  /// - Complexity: O(`memberCount`).
  public func memberDegrees() -> [Int] {
    (0..<memberCount).map(things.count)
  }

  /// Returns how many members each thing has.
  ///
  /// - Returns: One whole number per thing, from 0 to `memberCount`. Look here for the hostels and
  ///   payroll offices before projecting.
  /// - Complexity: O(`thingCount`).
  public func thingDegrees() -> [Int] {
    (0..<thingCount).map(members.count)
  }

  /// Returns the memberships as links of an ordinary graph, so that components, paths or PageRank
  /// run on both kinds of node without a projection.
  ///
  /// - Returns: An undirected graph in which member *i* is node *i* and thing *j* is node
  ///   `memberCount` + *j*; every strength is 1. Two members that share a thing are two hops apart.
  /// - Throws: `GraphError.sizeOutOfRange` where members and things together are too many.
  /// - Complexity: O(*n* + *m*).
  public func graph() throws(GraphError) -> CSRGraph {
    let links = (0..<memberCount).flatMap { member in
      things.range(member).map {
        CSRGraph.Link(member, memberCount + Int(things.ids[$0]))
      }
    }
    return try CSRGraph(nodeCount: memberCount + thingCount, links: links)
  }
}
