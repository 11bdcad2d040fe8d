import Foundation
package import Records

/// What a kind of recipient may be given: data that a force signs off, not part of the program.
///
/// The profiles that ship are examples with the least fields that the recipient's function needs.
package struct RecipientProfile: Sendable, Equatable, Codable {
  package let name: String
  package let version: Int
  /// Sources with a higher marking are left out, with everything that only they say.
  package let marking: Marking
  /// Whether a release needs the reference of a sharing agreement.
  package let needsAgreement: Bool
  /// The features of records that may be shown; every other is left out before anything is computed.
  package let features: [Feature.Name]

  /// The examples that ship with the engine, by name.
  package static let examples = [
    RecipientProfile(
      name: "force", version: 1, marking: .officialSensitive, needsAgreement: false,
      features: Feature.Name.allCases),
    RecipientProfile(
      name: "partner-council", version: 1, marking: .official, needsAgreement: true,
      features: RecipientProfile.places + [.name, .organisationName, .companyNumber]),
    RecipientProfile(
      name: "licensing-authority", version: 1, marking: .official, needsAgreement: true,
      features: RecipientProfile.places
        + [.name, .organisationName, .companyNumber, .registration]),
    RecipientProfile(
      name: "charity", version: 1, marking: .official, needsAgreement: true,
      features: [.town, .forceArea, .hub, .day]),
  ]

  private static let places: [Feature.Name] = [
    .uprn, .addressLine, .postcode, .town, .forceArea, .licenceNumber, .licensedMaximum,
    .licenceStart, .licenceEnd, .sector, .hub, .day,
  ]

  /// Returns the example of this name, or the profile of a JSON5 file.
  ///
  /// - Throws: `CaseError.badProfile`.
  package static func named(_ name: String) throws(CaseError) -> RecipientProfile {
    if let example = examples.first(where: { $0.name == name }) { return example }
    let known = examples.map(\.name).joined(separator: ", ")
    guard let data = FileManager.default.contents(atPath: name) else {
      throw .badProfile(name: name, problem: "is no file and none of \(known)")
    }
    do {
      return try JSON5Document.decode(from: data)
    } catch {
      throw .badProfile(name: name, problem: String(describing: error).firstLine)
    }
  }
}

extension DecisionKind {
  /// That the conditions on which a report may be shared are met for a recipient: the subject is the key
  /// of the report.
  package static let release = DecisionKind(rawValue: "release")
}

/// For whom the conditions of a report are met.
package struct ConditionsMet: Sendable, Equatable, Codable {
  package let recipient: String

  package init(recipient: String) { self.recipient = recipient }
}
