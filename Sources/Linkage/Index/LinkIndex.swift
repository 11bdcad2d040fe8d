/// Rows that are already linked, to which others are added, from which rows are taken out, and in which
/// one record is looked up, without linking all of them again.
///
///     var index = LinkIndex(table, standard: try MatchEngine.match(table).standard())
///     index.lookUp(asked)[0].first?.entity         // whose record this most likely is
///     try index.add(newRows).changed               // the entities that are other than before
///
/// A row is compared with those that agree with it on a key. Only rows that hang together with it by
/// links are clustered again, and the entities are always those that an index of all its rows, made
/// at once by the same standard, would have.
///
/// - Complexity: Making one costs as much as a round of ``MatchEngine/match(_:settings:judgements:)``.
///   Looking up, adding and removing a row cost O(*k* log *n*) for *k* keys and *n* rows, and the rows
///   that agree on a key or hang together: milliseconds among a million.
/// - Note: The entities depend on the rows and the standard alone, not on the order in which rows came
///   and went.
public struct LinkIndex: Sendable {
  let standard: MatchStandard
  var segments: [IndexSegment]
  /// By number: where the row stands.
  private(set) var places: [Place]
  var isRemoved: [Bool]
  /// By number: the row of the same entity whose id is smallest.
  var entityOf: [Int32]
  var links: IndexLinks
  /// Pairs that are one entity, or may not be, by judgement.
  private(set) var mustLink: [(Int32, Int32)] = []
  private(set) var cannotLink: [(Int32, Int32)] = []
  private(set) var judgedWith: [Int32: [Int32]] = [:]

  struct Place: Sendable {
    var segment: Int32
    var row: Int32
  }

  /// Links all rows of a table by a standard.
  ///
  /// - Parameters:
  ///   - table: Rows taken in by a builder of the standard, or those that it was fitted to.
  ///   - judgements: Decisions on rows of the table.
  public init(
    _ table: LinkTable, standard: MatchStandard,
    judgements: MatchEngine.Judgements = MatchEngine.Judgements()
  ) {
    self.standard = standard
    let rows = StandardRows(table, standard: standard)
    let blocks = CandidateBlocks(table, plan: standard.plan, settings: standard.settings)
    let weights = standard.weights(of: rows)
    let threshold = standard.threshold
    let links = Lanes.map(
      blocks.pieces(), workers: standard.settings.workers, memory: { weights }
    ) { weights, piece in
      var links: [CorrelationClustering.Link] = []
      blocks.forEachPair(piece) { a, b in
        let units = weights.evidence(a, b)
        guard units > threshold else { return }
        links.append(.init(a: Int32(a), b: Int32(b), units: units))
      }
      return links
    }.flatMap { $0 }
    entityOf = CorrelationClustering.clusters(
      links, weights: weights, threshold: threshold, clip: standard.clip,
      constraints: .init(judgements, standard.settings, table),
      sweeps: CorrelationClustering.sweeps)
    self.links = IndexLinks(rowCount: table.rowCount, links)
    let numbers = (0..<Int32(table.rowCount)).map { $0 }
    segments = [IndexSegment(rows, numbers: numbers, blocks: blocks)]
    places = numbers.map { Place(segment: 0, row: $0) }
    isRemoved = Array(repeating: false, count: table.rowCount)
    for (a, b) in judgements.mustLink { note(Int32(a), Int32(b), areOne: true) }
    for (a, b) in judgements.cannotLink { note(Int32(a), Int32(b), areOne: false) }
  }

  mutating func note(_ a: Int32, _ b: Int32, areOne: Bool) {
    guard areOne else {
      cannotLink.append((a, b))
      return
    }
    mustLink.append((a, b))
    judgedWith[a, default: []].append(b)
    judgedWith[b, default: []].append(a)
  }

  /// The rows that are in the index.
  public var rowCount: Int { isRemoved.count { !$0 } }

  func id(_ number: Int32) -> String {
    let place = places[Int(number)]
    return segments[Int(place.segment)].rows.table.ids[Int(place.row)]
  }

  /// Returns the number of the row with an id; nil where there is none, or it was removed.
  func number(of id: String) -> Int32? {
    for segment in segments {
      let ids = segment.rows.table.ids
      let row = ids.lowerBound(of: id)
      guard row < ids.count, ids[row] == id else { continue }
      let number = segment.numbers[row]
      if !isRemoved[Int(number)] { return number }
    }
    return nil
  }

  /// Puts a segment behind those that are there, and makes one of the last two as long as the last has
  /// grown as large as the one before it, so that there are few. The first stays as it is.
  mutating func append(_ segment: IndexSegment) {
    places += segment.numbers.indices.map { _ in Place(segment: 0, row: 0) }
    isRemoved += segment.numbers.map { _ in false }
    entityOf += segment.numbers
    segments.append(segment)
    while segments.count > 2,
      segments[segments.count - 1].numbers.count >= segments[segments.count - 2].numbers.count
    {
      let last = Array(segments.suffix(2))
      let parts = last.map { segment in
        (
          segment.rows,
          segment.numbers.indices.filter { !isRemoved[Int(segment.numbers[$0])] }.map { Int32($0) }
        )
      }
      var origins: [StandardRows.Origin] = []
      let rows = StandardRows(gathering: parts, standard: standard, origins: &origins)
      segments.removeLast(2)
      segments.append(
        IndexSegment(
          rows, numbers: origins.map { last[$0.part].numbers[$0.row] }, standard: standard))
    }
    let newest = segments.count - 1
    for (row, number) in segments[newest].numbers.enumerated() {
      places[Int(number)] = Place(segment: Int32(newest), row: Int32(row))
    }
  }

  /// Gathers rows of the index, and rows that are not in it, as a table by id.
  ///
  /// - Parameter numbers: What each row of the table is in the index; of rows of `other` its numbers.
  func gather(
    _ wanted: [Int32], and other: IndexSegment? = nil, numbers: inout [Int32]
  ) -> StandardRows {
    var chosen = [[Int32]](repeating: [], count: segments.count)
    for number in wanted {
      let place = places[Int(number)]
      chosen[Int(place.segment)].append(place.row)
    }
    var sources = Array(zip(segments, chosen))
    if let other { sources.append((other, other.numbers.indices.map { Int32($0) })) }
    var origins: [StandardRows.Origin] = []
    let rows = StandardRows(
      gathering: sources.map { ($0.0.rows, $0.1) }, standard: standard, origins: &origins)
    numbers = origins.map { sources[$0.part].0.numbers[$0.row] }
    return rows
  }
}
