/// A person, thing or place that linkage believes several source records to describe.
///
/// Entities are derived: they are computed from source records and human decisions and never
/// edited, so that a merge can always be undone.
public struct Entity: Sendable, Equatable {
  /// What sort of thing an entity is: the classes of POLE (people, objects, locations, events), split
  /// as far as the identifiers that tell them apart differ.
  ///
  /// A house in multiple occupation is an `address`: the same building is an address in one system
  /// and a licensed HMO in another, and the two must meet. What makes it an HMO is its licence.
  public enum Kind: String, Sendable, CaseIterable, Codable, Comparable {
    case nominal
    case vehicle
    case address
    case phone
    case email
    case account
    case organisation
    case event
    case area
    case object

    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }

    /// The letter that entity ids of this kind begin with.
    public var prefix: String {
      switch self {
      case .nominal: "N"
      case .vehicle: "V"
      case .address: "L"
      case .phone: "T"
      case .email: "M"
      case .account: "A"
      case .organisation: "O"
      case .event: "E"
      case .area: "R"
      case .object: "X"
      }
    }
  }

  /// The id that all products use. It follows from the least record key, so it does not depend on the
  /// order in which rows were read.
  public let id: EntityID
  public let kind: Kind
  /// Indices into `Evidence.records`, ascending.
  public let records: [Int]
  /// The name an analyst reads: the most frequent raw text of the kind's naming feature, ties to the
  /// least text.
  public let label: String

  public init(id: EntityID, kind: Kind, records: [Int], label: String) {
    self.id = id
    self.kind = kind
    self.records = records
    self.label = label
  }
}

/// The id of an entity, such as `N-4F7K2Q9D`.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public var description: String { text }

  public static func < (a: EntityID, b: EntityID) -> Bool { a.text < b.text }
}
