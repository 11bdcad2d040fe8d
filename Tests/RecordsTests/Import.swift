import Foundation
import Records

/// One import of bytes through a mapping, and everything it delivered.
struct Import {
  var facts: [RowFacts] = []
  let receipt: IngestReceipt

  /// - Parameter file: The members of the only file mapping, without `match`.
  init(_ text: String, file: String, force: String? = nil) throws {
    try self.init(bytes: Array(text.utf8), file: file, force: force)
  }

  init(bytes: [UInt8], file: String, force: String? = nil) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(bytes)
    let ingest = try Import.ingest(file: file, force: force)
    var facts: [RowFacts] = []
    receipt = try ingest.read(path) { facts.append($0) }
    self.facts = facts
  }

  static func ingest(file: String, force: String? = nil) throws -> Ingest {
    try Ingest(mapping: mapping(file: file, force: force))
  }

  static func mapping(file: String, force: String? = nil) throws(MappingError) -> SourceMapping {
    let area = force.map { "force: '\($0)'," } ?? ""
    let text = """
      { profile: 'test', version: 1, system: 'SYS', \(area)
        files: [{ match: 'rows*.csv', \(file) }] }
      """
    return try SourceMapping(json5: Data(text.utf8), file: "test.json5")
  }

  var rejections: [IngestReceipt.Rejection] { receipt.rejections }

  /// Sightings of vehicles by day: the mapping most tests use.
  static let sightings = """
    entities: {
      vehicle: { kind: 'vehicle', id: 'MARK', features: { registration: 'MARK' } },
      place: { kind: 'address', features: { addressLine: 'PLACE' } },
    },
    links: [{ from: 'vehicle', to: 'place', type: 'sighted', on: 'DAY' }],
    """
}
