import Linkage
import Records

/// The rows of delimited files as the input of a matching run.
struct LinkFile {
  /// A mapping and where it was read.
  typealias Mapping = (path: String, content: LinkFileMapping)

  struct Row {
    /// The id column's text, or the file's name and the number of the row.
    let name: String
    /// The text of the truth's column; nil where none was named.
    let truth: String?
  }

  let table: LinkTable
  /// In the order of the table.
  let rows: [Row]
  /// Rows that could not be read.
  let rejected: Int
  /// Which of them came first, and why; nil for none.
  let firstRejected: String?
  private let settings: MatchSettings
  private let mapping: Mapping
  /// The files read, with those read before them.
  private let fileCount: Int

  static var typeNames: String {
    FeatureType.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// - Parameter workers: The most threads; 0 for one per processor.
  /// - Throws: `MappingError`, `IngestError` or `CommandError`, each of which names the file and what is
  ///   wrong in it; `MatchingError` for more rows than can be compared.
  init(_ files: [String], mapping path: String, truth: String?, workers: Int = 0) throws {
    let mapping = try LinkFileMapping.load(path)
    let features = try mapping.features.enumerated().map { place, feature in
      LinkSchema.Feature(feature.name, try Self.type(of: feature, at: place, in: path))
    }
    let schema = try Self.naming(path) { try LinkSchema(features) }
    try self.init(
      files, (path, mapping), LinkTableBuilder(schema), truth: truth, workers: workers)
  }

  /// Reads more files by the same mapping, for an index by `standard`.
  ///
  /// - Throws: As for the first files.
  func later(
    _ files: [String], standard: MatchStandard, truth: String?
  ) throws -> LinkFile {
    try LinkFile(
      files, mapping, LinkTableBuilder(standard), truth: truth, workers: settings.workers,
      after: fileCount)
  }

  private init(
    _ files: [String], _ named: Mapping, _ builder: LinkTableBuilder, truth: String?,
    workers: Int, after earlier: Int = 0
  ) throws {
    var builder = builder
    let mapping = named.content
    var firstRejected: String?
    var known: [String: Row] = [:]
    var rejected = 0
    for (number, file) in files.enumerated() {
      var reader = try CSVReader.open(file)
      let columns = ColumnIndex(path: file, header: reader.header)
      let id = try mapping.id.map { try columns.index(of: $0) }
      let source = try mapping.source.map { try columns.index(of: $0) }
      let truthPlace = try truth.map { try columns.index(of: $0) }
      let places = try mapping.features.map { feature in
        try feature.columns.map { try columns.index(of: $0) }
      }
      while try reader.next() {
        let row = reader.row
        if let defect = row.defect {
          rejected += 1
          firstRejected = firstRejected ?? "\(file) row \(row.number): \(defect.rawValue)"
          continue
        }
        // Digits of one length, so that rows keep their order where nothing names them.
        let unnamed = "\(1_000_000 + earlier + number)-\(1_000_000_000 + row.number)"
        let key = id.map { row[$0] } ?? unnamed
        if key.isEmpty || known[key] != nil {
          throw CommandError.badRowID(file: file, row: row.number, id: key)
        }
        known[key] = Row(
          name: id == nil ? "\(file):\(row.number)" : key, truth: truthPlace.map { row[$0] })
        try builder.append(
          id: key, source: source.map { row[$0] } ?? file,
          texts: places.map { $0.map { row[$0] } })
      }
    }
    table = try builder.finish(workers: workers)
    rows = table.ids.map { known[$0] ?? Row(name: $0, truth: nil) }
    self.rejected = rejected
    self.firstRejected = firstRejected
    self.mapping = named
    fileCount = earlier + files.count
    var settings = MatchSettings()
    settings.sourcesAreUnique = mapping.uniqueSources
    settings.workers = workers
    self.settings = settings
  }

  private static func type(
    of feature: LinkFileMapping.Feature, at place: Int, in path: String
  ) throws(MappingError) -> FeatureType {
    guard let type = FeatureType(rawValue: feature.type) else {
      throw .invalid(
        file: path, place: "features[\(place)].type", problem: "'\(feature.type)' is not known",
        next: "choose one of \(typeNames)")
    }
    let count = feature.columns.count
    if let limit = type.columnLimit, count > limit {
      throw .invalid(
        file: path, place: "features[\(place)].columns",
        problem: "\(count) columns, of which \(type.rawValue) reads \(limit) at most",
        next: "leave out the others, or make features of their own of them")
    }
    return type
  }

  /// Returns what `body` does; what it says to be wrong with the features is wrong in the mapping.
  private static func naming<Value>(
    _ mapping: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as MatchingError {
      throw CommandError.cannotMatch(mapping: mapping, error: error)
    }
  }

  /// Finds which rows are of one entity.
  ///
  /// - Throws: `CommandError.cannotMatch`.
  func link() throws -> MatchResult {
    try Self.naming(mapping.path) { try MatchEngine.match(table, settings: settings) }
  }
}

/// The rows of files, each with the number of the first row of its entity.
struct LinkedRows {
  let rows: [LinkFile.Row]
  let clusters: [Int]

  init(_ file: LinkFile, _ found: MatchResult) {
    rows = file.rows
    clusters = found.clusters.map { Int($0) }
  }

  /// Takes the rows of two readings as an index has put them together.
  init(_ file: LinkFile, _ later: LinkFile, _ index: LinkIndex) {
    rows = file.rows + later.rows
    let placeOf = Dictionary(
      uniqueKeysWithValues: zip(file.table.ids + later.table.ids, rows.indices))
    var clusters = Array(rows.indices)
    for entity in index.entities {
      let places = entity.compactMap { placeOf[$0] }
      for place in places { clusters[place] = places[0] }
    }
    self.clusters = clusters
  }

  /// Returns the true entity of each row, numbered; a row without a text is an entity of its own. Nil
  /// where no column of the truth was named.
  func truth() -> [Int]? {
    guard rows.contains(where: { $0.truth != nil }) else { return nil }
    return LinkQuality.numbers(of: rows.map { $0.truth ?? "" })
  }

  /// Returns a table of the id of each row and of the first row of its entity.
  func assignments() -> String {
    var text = "row,entity\r\n"
    for (row, cluster) in zip(rows, clusters) {
      text += "\(CSVField.quoted(row.name)),\(CSVField.quoted(rows[cluster].name))\r\n"
    }
    return text
  }
}
