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
  /// For each feature that is a name: by which words given and family names were told apart.
  let roles: [NameRoles?]
  /// The distinct values that were cut to ``LinkTableBuilder/textLimit``. Values that differ only behind
  /// the cut count as equal.
  public let cutValues: Int

  public var rowCount: Int { ids.count }

  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> Int32 { cells[row * schema.columnCount + column] }
}

/// Takes in rows and makes a `LinkTable` of them.
public struct LinkTableBuilder {
  private let schema: LinkSchema
  private var ids: [String] = []
  private var sources: [Int32] = []
  private var sourceNumbers = TextNumbers()
  private var values: [TextNumbers]
  private var cells: [Int32] = []
  /// By feature, the cells of the texts that have been read.
  private var readTexts: [ReadTexts]
  /// By lexicon, the texts of names that have been read, and the cell of each.
  private var nameTexts: [TextNumbers]
  private var nameCells: [[Int32]]
  /// By feature; nil for names whose words are still to be counted.
  private var roles: [NameRoles?]
  private var cutTexts: Set<String> = []

  static let rowLimit = 1 << 28
  /// Longer values are cut to so many characters of Unicode, so that no row costs more than a fixed
  /// time, and counted in ``LinkTable/cutValues``.
  public static let textLimit = 256

  public init(_ schema: LinkSchema) {
    self.init(schema, roles: schema.features.map { _ in nil })
  }

  /// Takes in rows whose names are told apart by words counted before.
  init(_ schema: LinkSchema, roles: [NameRoles?]) {
    self.schema = schema
    self.roles = roles
    values = Array(repeating: TextNumbers(), count: schema.lexiconCount)
    readTexts = Array(repeating: ReadTexts(), count: schema.features.count)
    nameTexts = values
    nameCells = Array(repeating: [], count: schema.lexiconCount)
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
    var read: [ReadTexts.Cells] = []
    for (index, value) in row.enumerated() {
      guard let text = cells(of: value, feature: index) else {
        throw .valueKind(row: id, feature: schema.features[index].name)
      }
      read.append(text)
    }
    for (index, text) in read.enumerated() { append(text, feature: index) }
    append(id: id, source: source)
  }

  /// Adds a row as its source has it: for each feature of the schema the texts of its columns, which
  /// ``FeatureTexts`` reads, each distinct text once.
  ///
  /// - Throws: `MatchingError.valueCount`; the row is not added then.
  public mutating func append(
    id: String, source: String = "", texts: [[String]]
  ) throws(MatchingError) {
    guard texts.count == schema.features.count else {
      throw .valueCount(row: id, found: texts.count, wanted: schema.features.count)
    }
    for (index, columns) in texts.enumerated() {
      if columns.count > 1, schema.features[index].type.comparator == .name {
        // Each part is read on its own: few pairs of them occur twice.
        let lexicon = schema.lexiconOfColumn[schema.columns[index]]
        cells.append(namePart(columns[0], lexicon))
        cells.append(namePart(columns[1], lexicon))
        continue
      }
      let number = readTexts[index].number(of: columns)
      if number == readTexts[index].cells.count {
        let value = FeatureTexts.value(schema.features[index].type, columns)
        readTexts[index].cells.append(cells(of: value, feature: index) ?? ReadTexts.Cells())
      }
      append(readTexts[index].cells[number], feature: index)
    }
    append(id: id, source: source)
  }

  private mutating func namePart(_ text: String, _ lexicon: Int) -> Int32 {
    if text.isEmpty { return -1 }
    let number = Int(nameTexts[lexicon].number(of: text))
    if number == nameCells[lexicon].count {
      nameCells[lexicon].append(intern(FeatureTexts.namePart(text), lexicon))
    }
    return nameCells[lexicon][number]
  }

  private mutating func append(id: String, source: String) {
    ids.append(id)
    sources.append(sourceNumbers.number(of: source))
  }

  private mutating func append(_ text: ReadTexts.Cells, feature: Int) {
    let start = schema.columns[feature]
    let end = feature + 1 < schema.columns.count ? schema.columns[feature + 1] : schema.columnCount
    cells.append(text.first)
    if end - start > 1 { cells.append(text.second) }
    if end - start > 2 { cells.append(text.third) }
  }

  /// Returns nil where the value is not of the feature's kind.
  private mutating func cells(of value: FeatureValue, feature: Int) -> ReadTexts.Cells? {
    let column = schema.columns[feature]
    func lexicon(_ offset: Int) -> Int { schema.lexiconOfColumn[column + offset] }
    var read = ReadTexts.Cells()
    switch (value, schema.features[feature].type.comparator) {
    case (.missing, _): break
    case (.text(let text), .words), (.text(let text), .code), (.text(let text), .category):
      read.first = intern(text, lexicon(0))
    case (.name(let given, let family), .name):
      read.first = intern(given ?? "", lexicon(0))
      read.second = intern(family ?? "", lexicon(1))
    case (.date(let year, let month, let day), .date):
      read.first = intern(
        PackedDate.text(year: year, month: month, day: day) ?? "", lexicon(0))
    case (.place(let fine, let middle, let coarse), .place):
      read.first = intern(fine ?? "", lexicon(0))
      read.second = intern(middle ?? "", lexicon(1))
      read.third = intern(coarse ?? "", lexicon(2))
    default: return nil
    }
    return read
  }

  private mutating func intern(_ text: String, _ lexicon: Int) -> Int32 {
    text.isEmpty ? -1 : values[lexicon].number(of: bounded(text))
  }

  private mutating func bounded(_ text: String) -> String {
    guard text.utf8.count > Self.textLimit else { return text }
    let cut = String(text.unicodeScalars.prefix(Self.textLimit))
    if cut.utf8.count < text.utf8.count { cutTexts.insert(cut) }
    return cut
  }

  /// Puts the words of names into the fields to which they belong.
  private mutating func sortNames(feature: Int) {
    let column = schema.columns[feature]
    let (lexicon, width) = (schema.lexiconOfColumn[column], schema.columnCount)
    let texts = values[lexicon].texts
    var counts = [[Int]](repeating: [Int](repeating: 0, count: texts.count), count: 2)
    for place in stride(from: column, to: cells.count, by: width) {
      for part in 0..<2 where cells[place + part] >= 0 {
        counts[part][Int(cells[place + part])] += 1
      }
    }
    let columns = counts.map { counts in
      counts.indices.filter { counts[$0] > 0 }.map { (text: texts[$0], rows: counts[$0]) }
    }
    let roles = self.roles[feature] ?? NameRoles(given: columns[0], family: columns[1])
    self.roles[feature] = roles
    let bits = texts.map { roles.bits(of: $0) }
    for place in stride(from: column, to: cells.count, by: width) {
      let pair = (cells[place], cells[place + 1])
      if pair.0 >= 0, pair.1 >= 0, let given = bits[Int(pair.0)], let family = bits[Int(pair.1)] {
        if NameRoles.areExchanged(given: given, family: family) { cells.swapAt(place, place + 1) }
        continue
      }
      let written = (
        given: pair.0 < 0 ? "" : texts[Int(pair.0)], family: pair.1 < 0 ? "" : texts[Int(pair.1)]
      )
      let meant = roles.sorted(given: written.given, family: written.family)
      guard meant != written else { continue }
      cells[place] = intern(meant.given, lexicon)
      cells[place + 1] = intern(meant.family, lexicon)
    }
  }

  /// Returns the table of all rows.
  ///
  /// - Parameter workers: The most threads; 0 for one per processor. The table does not depend on it.
  /// - Throws: `MatchingError.rowTwice` or `.tooManyRows`.
  public consuming func finish(workers: Int = 0) throws(MatchingError) -> LinkTable {
    guard ids.count <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    for (index, feature) in schema.features.enumerated() where feature.type.comparator == .name {
      sortNames(feature: index)
    }
    readTexts = []
    nameTexts = []
    nameCells = []
    let isSorted = zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
    let order = isSorted ? Array(ids.indices) : ids.indices.sorted { ids[$0] < ids[$1] }
    for (a, b) in zip(order, order.dropFirst()) where ids[a] == ids[b] {
      throw .rowTwice(ids[a])
    }
    var lexicons: [Lexicon] = []
    var renumber: [[Int32]] = []
    let texts = Lanes.map(values, workers: workers, memory: {}) { _, known in
      known.texts.enumerated().sorted { $0.element < $1.element }
    }
    for (index, sorted) in texts.enumerated() {
      let slot = schema.lexiconOfColumn.firstIndex(of: index) ?? 0
      let feature = schema.features[schema.columns.lastIndex { $0 <= slot } ?? 0]
      var new = [Int32](repeating: 0, count: sorted.count)
      for (number, text) in sorted.enumerated() { new[text.offset] = Int32(number) }
      renumber.append(new)
      lexicons.append(
        Lexicon(
          texts: sorted.map { $0.element }, comparator: feature.type.comparator, workers: workers,
          classesOf: feature.hasNameForms ? nil : feature.classes))
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
    let names = sourceNumbers.texts.enumerated().sorted { $0.element < $1.element }
    var sourceOf = [Int32](repeating: 0, count: names.count)
    for (number, name) in names.enumerated() { sourceOf[name.offset] = Int32(number) }
    return LinkTable(
      schema: schema, ids: order.map { ids[$0] },
      sources: order.map { sourceOf[Int(sources[$0])] }, sourceNames: names.map { $0.element },
      lexicons: lexicons, cells: ordered, roles: roles, cutValues: cutTexts.count)
  }
}
