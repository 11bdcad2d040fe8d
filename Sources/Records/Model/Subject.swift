/// An entry of the SOC master list: what a human register says is known, against the groups that
/// the engine computes as hypotheses.
public struct Subject: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case ocg
    case priorityIndividual
    case vulnerability

    public var words: String {
      switch self {
      case .ocg: "OCG"
      case .priorityIndividual: "Priority Individual"
      case .vulnerability: "Vulnerability"
      }
    }
  }

  /// The register's own id, unique in a case.
  public let id: String
  public let kind: Kind
  public let title: String
  /// As the register has it, such as `active` or `archived`.
  public let status: String
  /// The lead responsible officer's role or post; nil where nobody is named.
  public let owner: String?
  public let lastAssessed: Day?
  /// When the register says the next assessment is due.
  public let due: Day?
  /// Members, places or things that the register names: indices into `Evidence.records`, ascending.
  public var members: [Int]

  public init(
    id: String, kind: Kind, title: String, status: String, owner: String?, lastAssessed: Day?,
    due: Day?, members: [Int] = []
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.status = status
    self.owner = owner
    self.lastAssessed = lastAssessed
    self.due = due
    self.members = members
  }
}

/// One recorded disruption of a subject. The level is the judgement of the person named and is never
/// computed.
public struct Disruption: Sendable, Equatable {
  /// The national five-point scale.
  public enum Level: String, Sendable, CaseIterable, Codable {
    case major, moderate, minor, none, negative
  }

  public let subject: String
  public let day: Day
  public let level: Level
  public let judge: String
  public let note: String

  public init(subject: String, day: Day, level: Level, judge: String, note: String) {
    self.subject = subject
    self.day = day
    self.level = level
    self.judge = judge
    self.note = note
  }
}
