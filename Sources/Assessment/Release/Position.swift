public import Records

/// One position of the review list, with everything needed to question it.
public struct Position: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// An entry of the master list.
    case subject(Subject.Kind)
    /// A group of three or more people that nobody has mapped.
    case unmapped

    public var words: String {
      switch self {
      case .subject(let kind): kind.words
      case .unmapped: "Unmapped group"
      }
    }
  }

  /// A part of the score. Contributions of a position sum exactly to its points.
  public struct Contribution: Sendable, Equatable {
    public let name: String
    /// Which of the two scores it belongs to, or the review's urgency.
    public let scale: Scale
    /// The section of the scoring matrix that it belongs to; nil for the other scales.
    public let section: MatrixWeights.Section?
    /// In thousandths of a point.
    public let points: Int
    /// One sentence with the counts it rests on.
    public let explanation: String

    package init(
      name: String, scale: Scale = .matrix, section: MatrixWeights.Section? = nil, points: Int,
      explanation: String
    ) {
      self.name = name
      self.scale = scale
      self.section = section
      self.points = points
      self.explanation = explanation
    }
  }

  /// A member who may be named.
  public struct Member: Sendable, Equatable {
    public let entity: EntityID
    public let label: String
    /// By structure: `organiser candidate`, `broker`, `resource holder` or `peripheral`.
    public let role: String
    public let reason: String
    /// On how many reports and registers the membership rests.
    public let reports: Int
    /// The keys of the source records taken to be this member, by key.
    public let records: [String]
    /// Whether all that links the member rests on a single report.
    public let isUnsupported: Bool

    package init(
      entity: EntityID, label: String, role: String, reason: String, reports: Int,
      records: [String] = [], isUnsupported: Bool = false
    ) {
      self.entity = entity
      self.label = label
      self.role = role
      self.reason = reason
      self.reports = reports
      self.records = records
      self.isUnsupported = isUnsupported
    }
  }

  /// From 1. Equal scores share a rank and are shown as tied.
  public let rank: Int
  public let tied: Bool
  /// The register's id, or the group's.
  public let id: String
  public let title: String
  public let kind: Kind
  /// In thousandths of a point: the sum of the contributions.
  public let points: Int
  public let contributions: [Contribution]
  public let reach: ForceReach
  public let members: [Member]
  /// Members and contacts under the victim shield, each once: a count and nothing else.
  public let shieldedPeople: ShieldedCount
  public let reports: Int
  public let status: String
  public let owner: String?
  public let lastAssessed: Day?
  public let due: Day?
  /// How many days before the end of the period the review was due; nil where it was not.
  public let daysOverdue: Int?
  /// What a reader must know before relying on the position.
  public let caveats: [String]
  /// The two scores side by side.
  public let scores: Scores
  public let match: Match?
  public let exposure: Exposure
  /// The smallest single changes that would move the position up or down by a place.
  public let changes: [String]
  public let keyPlayers: [KeyPlayerSet]
  /// What removing members would come to; nil for small groups and far down the list.
  public let removal: RemovalOutlook?
  /// What one would need to learn to change the rank or the verdict, best first; empty far down the list.
  public let gaps: [CollectionGap]
  /// What suggests control over housing, labour or money, or movement: for review, never proof.
  public let prompts: [Prompt]
  /// What went into and out of its accounts in the period; by account, month, currency and counterpart.
  public let flows: [Flow]
  /// Where the evidence shows it recruit, transport, house, supply labour or move money.
  public let segments: [Segment]
  /// Nil where the tests were not run, or the position lies too far down the list.
  public let stability: Stability?
  /// What an analyst decided about an unmapped group; nil where nobody has.
  public let decision: Decision?
  /// What an analyst makes of the position in place of what was computed, which stays as it is; nil
  /// where nobody reads it otherwise. The first of the caveats says it too.
  public let override: Override?
  /// Open at the end of the period, by the 4Ps.
  public let actions: [OpenAction]
  /// By day.
  public let disruptions: [DisruptionAccount]

  package init(
    rank: Int, tied: Bool, id: String, title: String, kind: Kind, points: Int,
    contributions: [Contribution], reach: ForceReach, members: [Member],
    shieldedPeople: ShieldedCount, reports: Int, status: String, owner: String?, lastAssessed: Day?,
    due: Day?,
    daysOverdue: Int?, caveats: [String], scores: Scores = Scores(), match: Match? = nil,
    exposure: Exposure = Exposure(), changes: [String] = [], keyPlayers: [KeyPlayerSet] = [],
    removal: RemovalOutlook? = nil, gaps: [CollectionGap] = [],
    prompts: [Prompt] = [], flows: [Flow] = [], segments: [Segment] = [],
    stability: Stability? = nil, decision: Decision? = nil,
    override: Override? = nil, actions: [OpenAction] = [], disruptions: [DisruptionAccount] = []
  ) {
    self.rank = rank
    self.tied = tied
    self.id = id
    self.title = title
    self.kind = kind
    self.points = points
    self.contributions = contributions
    self.reach = reach
    self.members = members
    self.shieldedPeople = shieldedPeople
    self.reports = reports
    self.status = status
    self.owner = owner
    self.lastAssessed = lastAssessed
    self.due = due
    self.daysOverdue = daysOverdue
    self.caveats = caveats
    self.scores = scores
    self.match = match
    self.exposure = exposure
    self.changes = changes
    self.keyPlayers = keyPlayers
    self.removal = removal
    self.gaps = gaps
    self.prompts = prompts
    self.flows = flows
    self.segments = segments
    self.stability = stability
    self.decision = decision
    self.override = override
    self.actions = actions
    self.disruptions = disruptions
  }
}

/// Over which force areas, regions and record systems something reaches.
public struct ForceReach: Sendable, Equatable {
  /// By code.
  public let forces: [ForceArea]
  /// Record systems, by name.
  public let systems: [String]

  package init(forces: [ForceArea], systems: [String]) {
    self.forces = forces
    self.systems = systems
  }

  public var isCrossForce: Bool { forces.count > 1 }
  public var isCrossROCU: Bool { forces.contains { $0.rocu != forces[0].rocu } }
  public var isCrossSystem: Bool { systems.count > 1 }
}

/// Something the review clock found about a subject of the master list, about an action against a
/// position, or about all those entries of the list that the victim shield keeps off the review list.
public struct ReviewFinding: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case overdue
    case unowned
    case archivedButActive = "archived but active"
    case majorButUnchanged = "major disruption, activity unchanged"
    case actionOverdue = "action overdue"
    case actionUnowned = "action without owner"
  }

  public let kind: Kind
  public let subject: String
  public let title: String
  public let detail: String
  /// How many entries under the victim shield it stands for, which only the register itself names; nil
  /// for a finding about the one subject that it names.
  public let withheld: ShieldedCount?

  package init(
    kind: Kind, subject: String, title: String, detail: String, withheld: ShieldedCount? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.title = title
    self.detail = detail
    self.withheld = withheld
  }

  /// Returns the findings about what is `listed`, then one for each kind that was found about entries
  /// which the shield keeps off the list: a number without id or title, so that no due review is lost.
  static func released(_ findings: [ReviewFinding], ofListed listed: Set<String>) -> [Self] {
    let withheld = Kind.allCases.compactMap { kind -> Self? in
      let subjects = Set(
        findings.lazy.filter { $0.kind == kind && !listed.contains($0.subject) }.map(\.subject))
      guard !subjects.isEmpty else { return nil }
      let count = ShieldedCount(subjects.count)
      return Self(
        kind: kind, subject: ReleasedLabels.withheld, title: ReleasedLabels.withheld,
        detail: "\(count) of the entries about people under the victim shield; see the register",
        withheld: count)
    }
    return findings.filter { listed.contains($0.subject) } + withheld
  }
}
