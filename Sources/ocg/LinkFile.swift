import Linkage
import Records

/// The rows of delimited files as the input of a matching run.
struct LinkFile {
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
  let settings: MatchSettings
  private let mapping: LinkFileMapping
  /// The files read, with those read before them.
  private let fileCount: Int

  private static let types: [(name: String, type: FeatureType)] = [
    ("personName", .personName), ("date", .date), ("sex", .sex), ("nationality", .nationality),
    ("addressPart", .addressPart), ("place", .place), ("phone", .phone), ("plate", .plate),
    ("account", .account), ("document", .document), ("organisationName", .organisationName),
    ("free", .free),
  ]

  static var typeNames: String { types.map(\.name).joined(separator: ", ") }

  /// - Throws: `MappingError`, `IngestError`, `MatchingError` or `CommandError`, each of which names the
  ///   file and what is wrong in it.
  init(_ files: [String], mapping path: String, truth: String?, workers: Int) throws {
    let mapping = try LinkFileMapping.load(path)
    let features = try mapping.features.enumerated().map { place, feature in
      guard let type = Self.types.first(where: { $0.name == feature.type })?.type else {
        throw MappingError.invalid(
          file: path, place: "features[\(place)].type", problem: "'\(feature.type)' is not known",
          next: "choose one of \(Self.typeNames)")
      }
      return LinkSchema.Feature(feature.name, type)
    }
    try self.init(
      files, mapping, LinkTableBuilder(try LinkSchema(features)), truth: truth, workers: workers)
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
    _ files: [String], _ mapping: LinkFileMapping, _ builder: LinkTableBuilder, truth: String?,
    workers: Int, after earlier: Int = 0
  ) throws {
    var builder = builder
    builder.workers = workers
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
        guard row.defect == nil else {
          rejected += 1
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
    table = try builder.finish()
    rows = table.ids.map { known[$0] ?? Row(name: $0, truth: nil) }
    self.rejected = rejected
    self.mapping = mapping
    fileCount = earlier + files.count
    var settings = MatchSettings()
    settings.sourcesAreUnique = mapping.uniqueSources
    settings.workers = workers
    self.settings = settings
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
    var numbers: [String: Int] = [:]
    return rows.enumerated().map { place, row in
      guard let text = row.truth, !text.isEmpty else { return rows.count + place }
      if let number = numbers[text] { return number }
      numbers[text] = numbers.count
      return numbers.count - 1
    }
  }

  /// Returns a table of the id of each row and of the first row of its entity.
  func assignments() -> String {
    func field(_ text: String) -> String {
      guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    var text = "row,entity\r\n"
    for (row, cluster) in zip(rows, clusters) {
      text += "\(field(row.name)),\(field(rows[cluster].name))\r\n"
    }
    return text
  }
}
