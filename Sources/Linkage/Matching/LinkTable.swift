/// Records in columns of interned values: the input of a matching run.
///
/// Rows stand in the order of their ids, whatever order they came in, and every distinct value
/// of a column is held once.
///
/// - Complexity: O(*r* · *f*) memory words for *r* rows and *f* features, beside the distinct values.
public struct LinkTable: Sendable {
  public let schema: LinkSchema
  /// Ascending.
  public let ids: [String]
  /// The number of the source of each row, by ascending name.
  let sources: [Int32]
  public let sourceNames: [String]
  let lexicons: [Lexicon]
  /// Row-major; -1 where a value is missing.
  let cells: [Int32]

  public var rowCount: Int { ids.count }

  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> Int32 { cells[row * schema.columnCount + column] }
}

/// Takes in rows and makes a `LinkTable` of them.
public struct LinkTableBuilder {
  private let schema: LinkSchema
  private var ids: [String] = []
  private var sources: [Int32] = []
  private var sourceNumbers: [String: Int32] = [:]
  private var values: [[String: Int32]]
  private var cells: [Int32] = []

  static let rowLimit = 1 << 28

  public init(_ schema: LinkSchema) {
    self.schema = schema
    values = Array(repeating: [:], count: schema.lexiconCount)
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - id: Its name, of its own among all rows.
  ///   - source: The system that it comes from.
  ///   - row: One value for each feature of the schema. Empty texts are missing values.
  /// - Throws: `MatchingError.valueCount` or `.valueKind`; the row is not added then.
  public mutating func append(
    id: String, source: String = "", _ row: [FeatureValue]
  ) throws(MatchingError) {
    guard row.count == schema.features.count else {
      throw .valueCount(row: id, found: row.count, wanted: schema.features.count)
    }
    var texts = [String?](repeating: nil, count: schema.columnCount)
    for (index, value) in row.enumerated() {
      let column = schema.columns[index]
      switch (value, schema.features[index].type.comparator) {
      case (.missing, _): break
      case (.text(let text), .words), (.text(let text), .code), (.text(let text), .category):
        texts[column] = text
      case (.name(let given, let family), .name):
        texts[column] = given
        texts[column + 1] = family
      case (.date(let year, let month, let day), .date):
        texts[column] = PackedDate.text(year: year, month: month, day: day)
      case (.place(let fine, let middle, let coarse), .place):
        texts[column] = fine
        texts[column + 1] = middle
        texts[column + 2] = coarse
      default: throw .valueKind(row: id, feature: schema.features[index].name)
      }
    }
    for (column, text) in texts.enumerated() {
      cells.append(intern(text ?? "", schema.lexiconOfColumn[column]))
    }
    ids.append(id)
    let next = Int32(sourceNumbers.count)
    let number = sourceNumbers[source] ?? next
    if number == next { sourceNumbers[source] = next }
    sources.append(number)
  }

  private mutating func intern(_ text: String, _ lexicon: Int) -> Int32 {
    guard !text.isEmpty else { return -1 }
    if let known = values[lexicon][text] { return known }
    let number = Int32(values[lexicon].count)
    values[lexicon][text] = number
    return number
  }

  /// Returns the table of all rows.
  ///
  /// - Throws: `MatchingError.rowTwice` or `.tooManyRows`.
  public consuming func finish() throws(MatchingError) -> LinkTable {
    guard ids.count <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    let order = ids.indices.sorted { ids[$0] < ids[$1] }
    for (a, b) in zip(order, order.dropFirst()) where ids[a] == ids[b] {
      throw .rowTwice(ids[a])
    }
    var lexicons: [Lexicon] = []
    var renumber: [[Int32]] = []
    for (index, known) in values.enumerated() {
      let slot = schema.lexiconOfColumn.firstIndex(of: index) ?? 0
      let feature = schema.features[schema.columns.lastIndex { $0 <= slot } ?? 0]
      let sorted = known.keys.sorted()
      var new = [Int32](repeating: 0, count: sorted.count)
      for (number, text) in sorted.enumerated() {
        if let old = known[text] { new[Int(old)] = Int32(number) }
      }
      renumber.append(new)
      lexicons.append(
        Lexicon(
          texts: sorted, isDate: feature.type.comparator == .date, classesOf: feature.classes))
    }
    let width = schema.columnCount
    var ordered: [Int32] = []
    ordered.reserveCapacity(cells.count)
    for row in order {
      for column in 0..<width {
        let value = cells[row * width + column]
        ordered.append(value < 0 ? -1 : renumber[schema.lexiconOfColumn[column]][Int(value)])
      }
    }
    let names = sourceNumbers.keys.sorted()
    var sourceOf = [Int32](repeating: 0, count: names.count)
    for (number, name) in names.enumerated() {
      if let old = sourceNumbers[name] { sourceOf[Int(old)] = Int32(number) }
    }
    return LinkTable(
      schema: schema, ids: order.map { ids[$0] },
      sources: order.map { sourceOf[Int(sources[$0])] }, sourceNames: names,
      lexicons: lexicons, cells: ordered)
  }
}
