/// The entities of an earlier round as rows, each of which knows what any of its own rows knows.
///
/// No two records may agree on a whole key although they are of one entity: one has the date of birth,
/// another the phone, and a third, of a nameless caller, both. Entities agree where records do not, so
/// the same keys, tried on entities, propose pairs that no key proposed before.
///
/// - Complexity: O(*r* · *w*) for *r* rows of *w* columns to make; then that of the keys.
struct EntityProfiles {
  /// One row for each entity.
  private let table: LinkTable
  /// The rows of all entities, and where those of each start.
  private let members: [Int32]
  private let starts: [Int32]

  /// More cross pairs than this are not weighed for one pair of entities.
  private static let crossLimit = 64

  /// - Parameter clusters: The smallest row of each row's entity.
  init(_ rows: LinkTable, clusters: [Int32]) {
    var entries = clusters.enumerated().map { UInt64($1) << 32 | UInt64($0) }
    sortByUpperHalf(&entries)
    var members: [Int32] = []
    var starts: [Int32] = []
    var cells: [Int32] = []
    var (ids, sources): ([String], [Int32]) = ([], [])
    func add(_ entity: ArraySlice<UInt64>) {
      let own = entity.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
      starts.append(Int32(members.count))
      members += own
      ids.append(rows.ids[Int(own[0])])
      sources.append(0)
      for column in 0..<rows.schema.columnCount {
        cells.append(Self.most(own.map { rows.cell(Int($0), column) }))
      }
    }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
      add(entries[start..<end])
      start = end
    }
    starts.append(Int32(members.count))
    self.members = members
    self.starts = starts
    table = LinkTable(
      schema: rows.schema, ids: ids, sources: sources, sourceNames: [""], lexicons: rows.lexicons,
      cells: cells, cutValues: 0)
  }

  /// Returns the value that most have, of equals the least; -1 where nobody has one.
  private static func most(_ values: [Int32]) -> Int32 {
    if values.count == 1 { return values[0] }
    var best: (value: Int32, count: Int) = (-1, 0)
    for value in values where value >= 0 {
      let count = values.count { $0 == value }
      if (count, -value) > (best.count, -best.value) { best = (value, count) }
    }
    return best.value
  }

  /// Returns the pairs of rows of entities that agree on a key, those left out that were compared
  /// before, and how many were weighed.
  func links(
    besides compared: CandidateBlocks, settings: MatchSettings, weights: PairWeights, least: Int32
  ) -> (links: [CorrelationClustering.Link], weighed: Int) {
    let blocks = CandidateBlocks(table, keys: compared.keys, settings: settings)
    let found = Lanes.map(blocks.pieces(), workers: settings.workers, memory: { weights }) {
      weights, piece in
      var (links, weighed): ([CorrelationClustering.Link], Int) = ([], 0)
      blocks.forEachPair(piece) { x, y in
        let (first, second) = (starts[x]..<starts[x + 1], starts[y]..<starts[y + 1])
        let size = first.count + second.count
        guard size > 2, size <= settings.clusterLimit,
          first.count * second.count <= Self.crossLimit
        else { return }
        for i in first {
          for j in second {
            let (p, q) = (Int(members[Int(i)]), Int(members[Int(j)]))
            let (a, b) = (min(p, q), max(p, q))
            guard compared.agreement(a, b) == 0 else { continue }
            weighed += 1
            let units = weights.evidence(a, b)
            if units >= least { links.append(.init(a: Int32(a), b: Int32(b), units: units)) }
          }
        }
      }
      return (links: links, weighed: weighed)
    }
    return (found.flatMap { $0.links }, found.reduce(0) { $0 + $1.weighed })
  }
}
