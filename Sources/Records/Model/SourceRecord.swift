/// One appearance of something in one record system, as that system describes it.
///
/// Several rows of one system may describe the same record; their features are gathered. What two
/// systems say is never mixed before linkage.
public struct SourceRecord: Sendable, Equatable {
  /// `SYSTEM/space/local id`, unique in a case. Where a system gives no id, the last part is a digest
  /// of the row's content, so that the key does not depend on row order.
  public let key: String
  /// Nil while the record is only referred to and no imported row has described it.
  public var kind: Entity.Kind?
  public let system: String
  /// Sorted by name, then raw text; no two equal.
  public var features: [Feature]

  public init(key: String, kind: Entity.Kind?, system: String, features: [Feature] = []) {
    self.key = key
    self.kind = kind
    self.system = system
    self.features = features
  }

  /// Returns the normalised values of `name`; empty where none passed validation.
  public func values(_ name: Feature.Name) -> [String] {
    features.compactMap { $0.name == name ? $0.value : nil }
  }

  /// Returns the first raw text of `name` in canonical order.
  public func text(_ name: Feature.Name) -> String? {
    features.first { $0.name == name }?.raw
  }
}

/// One attribute of a source record: the text as it came and, where it passed validation, its
/// normal form.
public struct Feature: Sendable, Hashable, Comparable {
  /// Which attribute. Nationality, ethnicity, language and asylum status are left out on purpose:
  /// protected characteristics never enter the ranking graph.
  public enum Name: String, Sendable, CaseIterable, Codable, Comparable {
    // Nominals
    case name, alias, dateOfBirth, nationalInsuranceNumber, pncID, travelDocument
    // Vehicles
    case registration, make, model, colour
    // Addresses and areas
    case uprn, addressLine, postcode, town, forceArea
    /// Latitude and longitude, as ``Coordinates`` reads them. For maps alone: linkage does not compare them.
    case coordinates
    // Licences, of an HMO or of a labour provider
    case licenceNumber, licensedMaximum, licenceStart, licenceEnd, sector
    // Phones, mail, accounts, organisations
    case phoneNumber, emailAddress, bankAccount, organisationName, companyNumber
    // Events and anything else
    case title, day, crimeCode, note
    /// Whether the row says that the PND holds the record: `yes` or `no`. Shown and never compared or scored.
    case knownOnPND
    /// A declared hub (hostel, payroll bureau, support charity, hire fleet ...), which links nobody.
    case hub

    public static func < (a: Name, b: Name) -> Bool { a.rawValue < b.rawValue }
  }

  /// The raw text of a force area that no row stated and the mapping supplied: weaker than any that a
  /// row states, because a force also reports on places beyond its border.
  public static let notStated = "(not stated)"

  public let name: Name
  public let raw: String
  /// The normal form, or nil where the text did not pass validation.
  public let value: String?

  public init(name: Name, raw: String, value: String?) {
    self.name = name
    self.raw = raw
    self.value = value
  }

  public static func < (a: Feature, b: Feature) -> Bool {
    a.name != b.name ? a.name < b.name : a.raw < b.raw
  }
}
