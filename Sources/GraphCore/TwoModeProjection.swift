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
  ///   `timeTogether` times the periods of a membership. Memory O(*n* + links).
  /// - Note: The strength of a pair is added up in the order of its things, so equal graphs give
  ///   equal bits, whatever the number of workers.
  ///
  /// > Source: M. E. J. Newman, "Scientific Collaboration Networks. II", *Physical Review E* 64,
  /// > 2001, [10.1103/PhysRevE.64.016132](https://doi.org/10.1103/PhysRevE.64.016132).
  public func projection(
    _ rule: Rule, hubCap: Int? = nil, workers: Int = 0
  ) throws(GraphError) -> Projection {
    let isKept = (0..<thingCount).map { members.count($0) <= hubCap ?? .max }
    let chunks = chunks()
    let parts = WorkerPool.shared.map(chunks.count, workers: workers) { part in
      sharing(of: chunks[part], rule: rule, isKept: isKept)
    }
    let total = parts.reduce(0) { $0 + $1.count }
    guard total <= CSRGraph.sizeLimit else {
      throw .sizeOutOfRange(count: total, limit: CSRGraph.sizeLimit)
    }
    let pairs = parts.flatMap { $0 }
    let strengths = try StrengthGrid.round(
      pairs.map { .init($0.first, $0.second, strength: $0.strength) })
    let rows = Adjacency(
      nodeCount: memberCount, pairs: pairs.map { (first: $0.first, second: $0.second) },
      strengths: strengths, multiplicities: pairs.map(\.things))
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
    let chunks = chunks()
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

  private struct Pair: Sendable {
    let first: Int
    let second: Int
    let strength: Double
    let things: Int32
  }

  /// The members in at most 64 stretches of equal length: a function of their number alone.
  private func chunks() -> [Range<Int>] {
    let size = max(1, (memberCount + 63) / 64)
    return stride(from: 0, to: memberCount, by: size).map {
      $0..<min(memberCount, $0 + size)
    }
  }

  /// Returns the linked pairs whose lower member lies in a stretch, in order.
  private func sharing(of stretch: Range<Int>, rule: Rule, isKept: [Bool]) -> [Pair] {
    var strength = [Double](repeating: 0, count: memberCount)
    var shared = [Int32](repeating: 0, count: memberCount)
    var pairs: [Pair] = []
    var found: [Int] = []
    for u in stretch {
      found.removeAll(keepingCapacity: true)
      for entry in things.range(u) {
        let thing = Int(things.ids[entry])
        guard isKept[thing] else { continue }
        let d = members.count(thing)
        for place in members.range(thing).reversed() {
          let v = Int(members.ids[place])
          guard v > u else { break }
          let added =
            switch rule {
            case .sharedThings: 1.0
            case .dilutedThings: 1 / Double(d - 1)
            case .timeTogether: timeTogether(entry, Int(entries[place]))
            }
          guard added > 0 else { continue }
          if shared[v] == 0 { found.append(v) }
          strength[v] += added
          shared[v] += 1
        }
      }
      for v in found.sorted() {
        pairs.append(Pair(first: u, second: v, strength: strength[v], things: shared[v]))
        (strength[v], shared[v]) = (0, 0)
      }
    }
    return pairs
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
