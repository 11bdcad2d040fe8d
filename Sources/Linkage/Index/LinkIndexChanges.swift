extension LinkIndex {
  /// What an addition, a removal or a decision has done.
  public struct Change: Sendable, Equatable {
    /// The entities that are other than before, each as the ids of its rows, ascending; by first id.
    public let changed: [[String]]
    /// The rows that were clustered again.
    public let touched: Int
  }

  /// Adds rows and links them with those that are there.
  ///
  /// - Parameter table: Rows taken in by a builder of the standard.
  /// - Throws: `MatchingError.rowTwice` where an id is in the index already; nothing is added then.
  public mutating func add(_ table: LinkTable) throws(MatchingError) -> Change {
    for id in table.ids where number(of: id) != nil { throw .rowTwice(id) }
    let first = Int32(isRemoved.count)
    let numbers = (0..<Int32(table.rowCount)).map { first + $0 }
    let segment = IndexSegment(
      StandardRows(table, standard: standard), numbers: numbers, standard: standard)
    let found = weighed(segment, amongThemselves: true, least: standard.threshold + 1)
    append(segment)
    for link in found { links.add(link.new, link.other, units: link.units) }
    return clusterAgain(connected(to: numbers), newFrom: first)
  }

  /// Takes rows out, such as those whose retention has ended.
  ///
  /// - Throws: `MatchingError.noRow` where an id is not in the index; nothing is removed then.
  public mutating func remove(_ ids: [String]) throws(MatchingError) -> Change {
    var numbers: [Int32] = []
    for id in ids {
      guard let number = number(of: id) else { throw .noRow(id) }
      numbers.append(number)
    }
    let rows = connected(to: numbers)
    for number in numbers { isRemoved[Int(number)] = true }
    return clusterAgain(rows)
  }

  /// Puts a decision into effect that two rows are of one entity, or not.
  ///
  /// - Throws: `MatchingError.noRow`.
  public mutating func judge(
    _ a: String, _ b: String, areOne: Bool
  ) throws(MatchingError) -> Change {
    guard let first = number(of: a) else { throw .noRow(a) }
    guard let second = number(of: b) else { throw .noRow(b) }
    note(first, second, areOne: areOne)
    return clusterAgain(connected(to: [first, second]))
  }

  /// Returns all rows that hang together with `numbers` by links and judgements, ascending.
  func connected(to numbers: [Int32]) -> [Int32] {
    var seen = Set(numbers)
    var open = numbers
    while let row = open.popLast() {
      func visit(_ other: Int32) {
        if !isRemoved[Int(other)], seen.insert(other).inserted { open.append(other) }
      }
      links.forEach(row) { other, _ in visit(other) }
      for other in judgedWith[row] ?? [] { visit(other) }
    }
    return seen.sorted()
  }

  /// Clusters rows again that hang together with no others.
  ///
  /// - Parameter newFrom: The rows with this number and above were in no entity before.
  private mutating func clusterAgain(_ rows: [Int32], newFrom: Int32 = .max) -> Change {
    let left = rows.filter { !isRemoved[Int($0)] }
    var numbers: [Int32] = []
    let table = gather(left, numbers: &numbers)
    let placeOf = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
    var found: [CorrelationClustering.Link] = []
    for (place, number) in numbers.enumerated() {
      links.forEach(number) { other, units in
        guard let end = placeOf[other], place < end else { return }
        found.append(.init(a: Int32(place), b: Int32(end), units: units))
      }
    }
    let clusters = CorrelationClustering.clusters(
      found, weights: standard.weights(of: table), threshold: standard.threshold,
      clip: standard.clip,
      constraints: .init(judgements(at: placeOf), standard.settings, table.table),
      sweeps: CorrelationClustering.sweeps)
    let before = entities(of: rows.filter { $0 < newFrom })
    for (number, cluster) in zip(numbers, clusters) {
      entityOf[Int(number)] = numbers[Int(cluster)]
    }
    let changed = entities(of: left).subtracting(before)
    return Change(
      changed: changed.map { $0.map { id($0) }.sorted() }.sorted { $0[0] < $1[0] },
      touched: left.count)
  }

  /// Returns the entities that some rows form, each as its rows, ascending.
  private func entities(of rows: [Int32]) -> Set<[Int32]> {
    Set(Dictionary(grouping: rows) { entityOf[Int($0)] }.values.map { $0.sorted() })
  }

  /// Returns the judgements between rows that have a place, as pairs of places.
  private func judgements(at placeOf: [Int32: Int]) -> MatchEngine.Judgements {
    func places(_ pairs: [(Int32, Int32)]) -> [(Int, Int)] {
      pairs.compactMap { pair in
        guard let a = placeOf[pair.0], let b = placeOf[pair.1] else { return nil }
        return (a, b)
      }
    }
    var judgements = MatchEngine.Judgements()
    judgements.mustLink = places(mustLink)
    judgements.cannotLink = places(cannotLink)
    return judgements
  }
}
