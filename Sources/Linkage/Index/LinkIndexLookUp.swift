extension LinkIndex {
  /// A row of the index that may be of the entity asked for.
  public struct Found: Sendable, Equatable {
    public let id: String
    /// The smallest id among the rows of its entity.
    public let entity: String
    public let weight: Weight
    /// The probability that both rows are of one entity, from these two rows alone.
    public var probability: Double { weight.probability }
  }

  /// Returns for each row of a table the rows of the index that may be of its entity, best first, ties
  /// by id. The index stays as it is.
  ///
  /// - Parameters:
  ///   - table: Rows taken in by a builder of the standard. Rows of the index that bear the same id are
  ///     left out.
  ///   - leastProbability: Less probable rows are left out.
  public func lookUp(_ table: LinkTable, leastProbability: Double = 0.05) -> [[Found]] {
    let numbers = (0..<Int32(table.rowCount)).map { Int32(isRemoved.count) + $0 }
    let segment = IndexSegment(
      StandardRows(table, standard: standard), numbers: numbers, standard: standard)
    var found = [[Found]](repeating: [], count: table.rowCount)
    let least = Weight(odds: leastProbability).units
    for link in weighed(segment, amongThemselves: false, least: least) {
      found[Int(link.new - Int32(isRemoved.count))].append(
        Found(
          id: id(link.other), entity: id(entityOf[Int(link.other)]),
          weight: Weight(units: link.units)))
    }
    return found.map { $0.sorted { ($1.weight, $0.id) < ($0.weight, $1.id) } }
  }

  /// Returns the ids of the rows of an entity, ascending, by the id of any of them; nil where no row
  /// bears it.
  public func entity(of id: String) -> [String]? {
    number(of: id).map { number in
      connected(to: [number]).filter { entityOf[Int($0)] == entityOf[Int(number)] }
        .map { self.id($0) }.sorted()
    }
  }

  /// All entities, each as the ids of its rows, ascending; by first id.
  ///
  /// - Complexity: O(*n* log *n*).
  public var entities: [[String]] {
    let numbers = (0..<Int32(isRemoved.count)).filter { !isRemoved[Int($0)] }
    return Dictionary(grouping: numbers) { entityOf[Int($0)] }.values
      .map { $0.map { id($0) }.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// The evidence for a new row and another.
  struct NewLink {
    let new: Int32
    let other: Int32
    let units: Int32
  }

  /// Weighs the rows of a segment against all rows of the index that agree with them on a key.
  ///
  /// - Parameters:
  ///   - amongThemselves: Whether they are weighed against each other too, or, where not, those that
  ///     bear the same id left out.
  ///   - least: Pairs with fewer units are left out.
  func weighed(_ segment: IndexSegment, amongThemselves: Bool, least: Int32) -> [NewLink] {
    var pairs: [(new: Int32, other: Int32)] = []
    var wanted: Set<Int32> = []
    for (row, number) in segment.numbers.enumerated() {
      let found = candidates(of: row, in: segment, amongThemselves: amongThemselves)
      wanted.formUnion(found)
      pairs += found.map { (number, $0) }
    }
    guard !pairs.isEmpty else { return [] }
    let old = wanted.filter { Int($0) < isRemoved.count }.sorted()
    var numbers: [Int32] = []
    let table = gather(old, and: segment, numbers: &numbers)
    let placeOf = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
    var weights = standard.weights(of: table)
    let (sources, ids) = (table.table.sources, table.table.ids)
    return pairs.compactMap { pair in
      guard let a = placeOf[pair.new], let b = placeOf[pair.other] else { return nil }
      if standard.settings.sourcesAreUnique, sources[a] == sources[b] { return nil }
      if !amongThemselves, ids[a] == ids[b] { return nil }
      let units = weights.evidence(a, b)
      return units < least ? nil : NewLink(new: pair.new, other: pair.other, units: units)
    }
  }

  /// Returns the numbers of the rows that agree with a row on a key, ascending; of the segment itself
  /// those behind the row.
  private func candidates(
    of row: Int, in segment: IndexSegment, amongThemselves: Bool
  ) -> [Int32] {
    let keys = segment.keys(of: row)
    var found: [Int32] = []
    for other in segments {
      other.forEachRow(with: keys) { place in
        let number = other.numbers[place]
        if !isRemoved[Int(number)] { found.append(number) }
      }
    }
    if amongThemselves {
      segment.forEachRow(with: keys) { if $0 > row { found.append(segment.numbers[$0]) } }
    }
    found.sort()
    return found.indices.filter { $0 == 0 || found[$0 - 1] != found[$0] }.map { found[$0] }
  }
}
