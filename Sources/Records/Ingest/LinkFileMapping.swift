/// Which columns of delimited files are compared, and how, where rows are linked without a case: a JSON5
/// document.
///
///     { id: "rec_id", source: "system", uniqueSources: false,
///       features: [
///         { name: "name", type: "personName", columns: ["given_name", "surname"] },
///         { name: "born", type: "date", columns: ["date_of_birth"] },
///       ] }
///
/// Unknown members are refused, so that a misspelt name cannot silently drop a column.
package struct LinkFileMapping: Decodable, Sendable, Equatable {
  package struct Feature: Decodable, Sendable, Equatable {
    package let name: String
    /// The name of a `FeatureType` of linkage.
    package let type: String
    /// Given and family name; address line, postcode and town; one column for most other types.
    package let columns: [String]

    private enum CodingKeys: String, CodingKey, CaseIterable { case name, type, columns }

    package init(from decoder: any Decoder) throws {
      let members = try Members(of: decoder, CodingKeys.self)
      name = try members.required(.name)
      type = try members.required(.type)
      columns = try members.required(.columns)
      if columns.isEmpty {
        throw members.fault("`columns` is empty", next: "name the columns to read")
      }
    }
  }

  /// The column that names each row; nil for the file's name and the number of the row.
  package let id: String?
  /// The column of the system that a row comes from; nil where each file is one system.
  package let source: String?
  /// Whether two rows of one source are known to be of different entities; false where absent.
  package let uniqueSources: Bool
  package let features: [Feature]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, source, uniqueSources, features
  }

  package init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    id = try members.optional(.id)
    source = try members.optional(.source)
    uniqueSources = try members.optional(.uniqueSources) ?? false
    features = try members.required(.features)
  }

  /// - Throws: ``MappingError`` with the file, the place in it, the problem and what to do.
  package static func load(_ path: String) throws(MappingError) -> LinkFileMapping {
    try MappingDocument.read(try MappingDocument.bytes(of: path), file: path)
  }
}
