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

  private static let types: [(name: String, type: FeatureType)] = [
    ("personName", .personName), ("date", .date), ("sex", .sex), ("nationality", .nationality),
    ("addressPart", .addressPart), ("place", .place), ("phone", .phone), ("plate", .plate),
    ("account", .account), ("document", .document), ("organisationName", .organisationName),
    ("free", .free),
  ]

  static var typeNames: String { types.map(\.name).joined(separator: ", ") }

  /// - Throws: `MappingError`, `IngestError`, `MatchingError` or `CommandError`, each of which names the
  ///   file and what is wrong in it.
  init(_ files: [String], mapping path: String, truth: String?) throws {
    let mapping = try LinkFileMapping.load(path)
    let features = try mapping.features.enumerated().map { place, feature in
      guard let type = Self.types.first(where: { $0.name == feature.type })?.type else {
        throw MappingError.invalid(
          file: path, place: "features[\(place)].type", problem: "'\(feature.type)' is not known",
          next: "choose one of \(Self.typeNames)")
      }
      return LinkSchema.Feature(feature.name, type)
    }
    var builder = LinkTableBuilder(try LinkSchema(features))
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
        let key = id.map { row[$0] } ?? "\(1_000_000 + number)-\(1_000_000_000 + row.number)"
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
    var settings = MatchSettings()
    settings.sourcesAreUnique = mapping.uniqueSources
    self.settings = settings
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
  func assignments(_ clusters: [Int]) -> String {
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
