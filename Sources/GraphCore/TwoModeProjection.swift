extension TwoModeGraph {
  /// How strongly the things that two members share link them.
  public enum Rule: Sendable, CaseIterable {
    /// Each shared thing adds 1.
    case sharedThings
    /// Each shared thing with *d* members adds 1 / (*d* − 1): a thing gives each of its members a
    /// strength of 1 in all, however many there are.
    case dilutedThings
    /// Each shared thing adds the time for which both belonged to it at once. Members who were
    /// never there together are not linked; nor does a membership without a period count.
    case timeTogether
  }

  /// The members linked by what they share, with an account of what was left out.
  public struct Projection: Sendable, Equatable {
    /// An undirected graph on the members. The multiplicity of a link is the number of things
    /// that made it.
    public let graph: CSRGraph
    /// The things left out because they have more members than the cap, rising.
    public let skippedThings: [Int]
    /// The pairs of members of every thing, added up over all things.
    public let pairsBefore: Int
    /// The same over the things that were not left out: the work of the projection.
    public let pairsAfter: Int
    /// The memberships in things not left out whose period is not known.
    public let undatedMemberships: Int
  }

  /// Links the members that share a thing.
  ///
  /// A single hostel of 10,000 people makes 50 million pairs, and none of them says that two
  /// people know each other. The cap leaves such things out and says which.
  ///
  ///     let shared = try homes.projection(.dilutedThings, hubCap: 50)
  ///     shared.graph          // who lived with whom
  ///     shared.skippedThings  // and which addresses were too large to tell
  ///
  /// - Parameters:
  ///   - rule: What a shared thing adds to the strength of a link.
  ///   - hubCap: The most members a thing may have to count; nil for no cap.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: The graph and the account. Members who share nothing have no links.
  /// - Throws: `GraphError.sizeOutOfRange` where there are too many links,
  ///   `.strengthRangeTooWide` where strengths differ too much for exact sums (see `CSRGraph`).
  /// - Complexity: O(Σ *d*²) over the things not left out, *d* being the members of each; for
  ///   `timeTogether` times the periods of a membership. Memory O(*n* + links), and 4 bytes per
  ///   member and worker.
  /// - Note: The strength of a pair is added up in the order of its things, so equal graphs give
  ///   equal bits, whatever the number of workers.
  ///
  /// > Source: M. E. J. Newman, "Scientific Collaboration Networks. II", *Physical Review E* 64,
  /// > 2001, [10.1103/PhysRevE.64.016132](https://doi.org/10.1103/PhysRevE.64.016132).
  public func projection(
    _ rule: Rule, hubCap: Int? = nil, workers: Int = 0
  ) throws(GraphError) -> Projection {
    let isKept = (0..<thingCount).map { members.count($0) <= hubCap ?? .max }
    let stretches = chunks(atMost: 16)
    var upper = UpperRows()
    let parts = WorkerPool.shared.map(stretches.count, workers: workers) { part in
      sharing(of: stretches[part], rule: rule, isKept: isKept)
    }
    for part in parts { upper.append(part) }
    let total = upper.ends.count
    guard total <= CSRGraph.sizeLimit else {
      throw .sizeOutOfRange(count: total, limit: CSRGraph.sizeLimit)
    }
    // Whole numbers of things are exact as they are.
    if !upper.strengths.isEmpty {
      upper.strengths = try StrengthGrid.round(
        upper.strengths.map { .init(0, 0, strength: $0) })
    }
    let rows = Adjacency(upper)
    func pairCount(_ things: some Sequence<Int>) -> Int {
      things.reduce(0) { $0 + members.count($1) * (members.count($1) - 1) / 2 }
    }
    return Projection(
      graph: CSRGraph(
        outgoing: rows, incoming: rows, directed: false, loopStrengths: [], loopCount: 0),
      skippedThings: (0..<thingCount).filter { !isKept[$0] },
      pairsBefore: pairCount(0..<thingCount),
      pairsAfter: pairCount((0..<thingCount).lazy.filter { isKept[$0] }),
      undatedMemberships: things.ids.indices.count {
        isKept[Int(things.ids[$0])] && periods(of: $0).isEmpty
      })
  }

  /// Returns how many others each member shares a thing with: its degree in the projection,
  /// without making it.
  ///
  /// - Parameters:
  ///   - hubCap: The most members a thing may have to count; nil for no cap.
  ///   - workers: The most threads to use; 0 means one per processor.
  /// - Returns: One whole number per member, from 0 to `memberCount` − 1; equal to the degrees of
  ///   `projection(.sharedThings, hubCap:)`. Periods play no part.
  /// - Complexity: O(Σ *d*²) time, O(*n*) memory per worker.
  /// - Note: Equal graphs give equal numbers, whatever the number of workers.
  public func projectedDegrees(hubCap: Int? = nil, workers: Int = 0) -> [Int] {
    let cap = hubCap ?? .max
    let chunks = chunks(atMost: 64)
    let parts = WorkerPool.shared.map(chunks.count, workers: workers) { part in
      var seenBy = [Int32](repeating: -1, count: memberCount)
      return chunks[part].map { u in
        var degree = 0
        seenBy[u] = Int32(u)
        for entry in things.range(u) {
          let thing = Int(things.ids[entry])
          guard members.count(thing) <= cap else { continue }
          for other in members.range(thing) {
            let v = Int(members.ids[other])
            guard seenBy[v] != Int32(u) else { continue }
            seenBy[v] = Int32(u)
            degree += 1
          }
        }
        return degree
      }
    }
    return parts.flatMap { $0 }
  }

  /// The members in at most so many stretches of equal length: a function of their number alone.
  private func chunks(atMost count: Int) -> [Range<Int>] {
    let size = max(1, (memberCount + count - 1) / count)
    return stride(from: 0, to: memberCount, by: size).map {
      $0..<min(memberCount, $0 + size)
    }
  }

  /// Returns the links whose lower member lies in a stretch.
  private func sharing(of stretch: Range<Int>, rule: Rule, isKept: [Bool]) -> UpperRows {
    var upper = UpperRows()
    upper.counts.reserveCapacity(stretch.count)
    // The place of each member in the row at hand, from 1; 0 for one that is not in it.
    var place = [Int32](repeating: 0, count: memberCount)
    var row = SharingRow()
    for u in stretch {
      for entry in things.range(u) {
        let thing = Int(things.ids[entry])
        guard isKept[thing] else { continue }
        let range = members.range(thing)
        let diluted = 1 / Double(range.count - 1)
        for other in range.reversed() {
          let v = Int(members.ids[other])
          guard v > u else { break }
          let added =
            switch rule {
            case .sharedThings: 1.0
            case .dilutedThings: diluted
            case .timeTogether: timeTogether(entry, Int(entries[other]))
            }
          guard added > 0 else { continue }
          row.add(v, added, place: &place[v])
        }
      }
      upper.counts.append(Int32(row.keys.count))
      row.empty(into: &upper, isCounted: rule == .sharedThings, places: &place)
    }
    return upper
  }

  /// The time for which two memberships held at once.
  private func timeTogether(_ a: Int, _ b: Int) -> Double {
    let (first, second) = (periods(of: a), periods(of: b))
    var (i, j) = (first.startIndex, second.startIndex)
    var time = 0.0
    while i < first.endIndex, j < second.endIndex {
      let start = max(first[i].lowerBound, second[j].lowerBound)
      let end = min(first[i].upperBound, second[j].upperBound)
      if start < end { time += Double(end) - Double(start) }
      if first[i].upperBound < second[j].upperBound { i += 1 } else { j += 1 }
    }
    return time
  }
}

/// The links of one member, in the order in which they were found.
private struct SharingRow {
  /// The member at the other end in the high half, its place in the row in the low half.
  var keys: [UInt64] = []
  private var strengths: [Double] = []
  private var things: [Int32] = []

  mutating func add(_ v: Int, _ strength: Double, place: inout Int32) {
    if place == 0 {
      keys.append(UInt64(truncatingIfNeeded: v) << 32 | UInt64(truncatingIfNeeded: keys.count))
      strengths.append(strength)
      things.append(1)
      place = Int32(truncatingIfNeeded: keys.count)
    } else {
      strengths[Int(place) - 1] += strength
      things[Int(place) - 1] += 1
    }
  }

  /// Hands the links over by rising member, and forgets them.
  mutating func empty(into upper: inout UpperRows, isCounted: Bool, places: inout [Int32]) {
    sortKeys()
    for key in keys {
      let v = Int(key >> 32)
      let found = Int(key & 0xFFFF_FFFF)
      upper.ends.append(Int32(truncatingIfNeeded: v))
      upper.multiplicities.append(things[found])
      if !isCounted { upper.strengths.append(strengths[found]) }
      places[v] = 0
    }
    keys.removeAll(keepingCapacity: true)
    strengths.removeAll(keepingCapacity: true)
    things.removeAll(keepingCapacity: true)
  }

  /// Most rows are short: those are sorted in place, without what a general sort sets up.
  private mutating func sortKeys() {
    guard keys.count <= 24 else { return keys.sort() }
    for i in keys.indices.dropFirst() {
      let key = keys[i]
      var hole = i
      while hole > 0, keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
    }
  }
}
