/// The unit of evidence: one row of one source says that two records are linked, how, in which role,
/// when, by which report and how well graded.
public struct Assertion: Sendable, Equatable {
  /// Digest of the stating row's content, the link's place in the mapping and the ordinal among equal
  /// rows: the same rows give the same keys in any order.
  public let key: UInt64
  /// Indices into `Evidence.records`.
  public let from: Int
  public let to: Int
  public let type: LinkType
  /// The role of the nominal at `from` in what `to` is, where the source states one.
  public let role: Role?
  public let interval: DayInterval
  /// Index into `Evidence.reports`, or nil for a row of a register, which is a record and not
  /// intelligence.
  public let report: Int?
  /// Index into `Evidence.sources`, and the data row in that file, from 1.
  public let source: Int
  public let row: Int
  /// What went from the account at `from` to that at `to`; nil where the row states no amount.
  public let amount: Money?

  public init(
    key: UInt64, from: Int, to: Int, type: LinkType, role: Role?, interval: DayInterval,
    report: Int?, source: Int, row: Int, amount: Money? = nil
  ) {
    self.key = key
    self.from = from
    self.to = to
    self.type = type
    self.role = role
    self.interval = interval
    self.report = report
    self.source = source
    self.row = row
    self.amount = amount
  }
}

/// How two records are linked. The direction reads `from` -> `to`.
public enum LinkType: String, Sendable, CaseIterable, Codable, Comparable {
  case associate, family
  case resident, landlord, manager, licenceHolder
  case keeper, driver, passenger
  case subscriber, user, called
  case accountHolder, paid
  /// Money went from one account to another: see `Assertion.amount`.
  case transferred
  case employed, director, suppliesLabour
  /// A vehicle or nominal was seen at a place.
  case sighted
  /// A nominal, vehicle or object took part in an event.
  case involved
  /// An event happened at a place.
  case occurredAt
  /// A place lies in an area.
  case within
  /// An official handled an event; never a sign of association.
  case investigated

  public static func < (a: LinkType, b: LinkType) -> Bool { a.rawValue < b.rawValue }

  /// The layer a link is drawn and measured in.
  public enum Layer: String, Sendable, CaseIterable, Codable, Comparable {
    case association, communication, property, financial, reference

    public static func < (a: Layer, b: Layer) -> Bool { a.rawValue < b.rawValue }
  }

  public var layer: Layer {
    switch self {
    case .associate, .family, .involved, .employed, .director, .suppliesLabour: .association
    case .subscriber, .user, .called: .communication
    case .resident, .landlord, .manager, .licenceHolder, .keeper, .driver, .passenger, .sighted:
      .property
    case .accountHolder, .paid, .transferred: .financial
    case .occurredAt, .within, .investigated: .reference
    }
  }

  /// The words on a chart or in a list.
  public var words: String {
    switch self {
    case .licenceHolder: "licence holder"
    case .accountHolder: "account holder"
    case .suppliesLabour: "supplies labour to"
    case .transferred: "transferred to"
    case .occurredAt: "occurred at"
    case .sighted: "seen at"
    case .involved: "involved in"
    case .investigated: "handled by"
    default: rawValue
    }
  }
}

/// The part a nominal plays in what a row states. Roles belong to the link and not to the person:
/// the same person can be suspect in one row and potential victim in another (DPA 2018 s.38).
public enum Role: String, Sendable, CaseIterable, Codable {
  case suspect, convicted, victim, potentialVictim, witness, associate
  /// An official, adviser or keyworker acting in that function.
  case professional

  /// Whether the role puts the nominal under the victim shield.
  public var shields: Bool { self == .victim || self == .potentialVictim }
}
