public import Records

/// What may leave a case: the only type that charts, documents, tables and interchange files accept.
///
/// A release is made by `Assessment.release(...)`, which applies the victim shield and the markings;
/// nothing in it names a shielded person. All arrays are in the order in which they are to be shown.
public struct Release: Sendable {
  public let header: Header
  /// The review list, first position first.
  public let positions: [Position]
  /// Association charts of the first positions, in list order.
  public internal(set) var charts: [AssociationChart]
  public let overview: OverviewChart
  /// What the review clock found, by subject.
  public let findings: [ReviewFinding]
  public let sources: [SourceAccount]
  /// Hubs that were declared or found, and what damping them did.
  public let hubs: [HubAccount]
  /// Every parameter of the run.
  public let parameters: [Parameter]
  public let network: ReleasedNetwork
  /// What joins the first positions to each other, strongest first.
  public let bridges: [Bridge]
  /// Most first.
  public let brokers: [Broker]
  /// Of the one position that was asked about, where one was.
  public internal(set) var explanation: Explanation?
  /// With an earlier period, where one was asked for.
  public internal(set) var comparison: PeriodComparison?
  /// Nil where no list of codes was supplied.
  public let codes: CodeCheck?
  /// Nil where no register of referrals was imported.
  public let referrals: ReferralCheck?
  /// What the network suggests and an analyst decided is no group.
  public let rejectedGroups: [RejectedGroup]
  /// One line for each decision or action that could not be applied.
  public let notApplied: [String]
  /// What names no body of the policy's alias table, where it has one.
  public let unknownBodies: [UnknownBody]
  /// Those of the analysts, in their order; empty where none were given.
  public let judgements: [KeyJudgement]
  /// For the working of bodies and record systems, in the order of their kinds; empty in a release for
  /// products that do not show them.
  public let bodyTables: [BodyTable]
  /// The chart that was asked for by itself, where one was.
  public internal(set) var asked: AskedChart?

  package init(
    header: Header, positions: [Position], charts: [AssociationChart], overview: OverviewChart,
    findings: [ReviewFinding], sources: [SourceAccount], hubs: [HubAccount],
    parameters: [Parameter], network: ReleasedNetwork, bridges: [Bridge] = [],
    brokers: [Broker] = [], explanation: Explanation? = nil,
    comparison: PeriodComparison? = nil, codes: CodeCheck? = nil,
    referrals: ReferralCheck? = nil, rejectedGroups: [RejectedGroup] = [],
    notApplied: [String] = [], judgements: [KeyJudgement] = [], bodyTables: [BodyTable] = [],
    asked: AskedChart? = nil, unknownBodies: [UnknownBody] = []
  ) {
    self.header = header
    self.positions = positions
    self.charts = charts
    self.overview = overview
    self.findings = findings
    self.sources = sources
    self.hubs = hubs
    self.parameters = parameters
    self.network = network
    self.bridges = bridges
    self.brokers = brokers
    self.explanation = explanation
    self.comparison = comparison
    self.codes = codes
    self.referrals = referrals
    self.rejectedGroups = rejectedGroups
    self.notApplied = notApplied
    self.judgements = judgements
    self.bodyTables = bodyTables
    self.asked = asked
    self.unknownBodies = unknownBodies
  }
}

extension Release {
  /// What every product carries: marking, period, digest and counts.
  public struct Header: Sendable, Equatable {
    public let marking: Marking
    /// Who may see it and on what terms, printed beside the marking.
    public let handling: String
    public let recipient: String
    public let title: String
    public let period: Period
    /// The last day of the period, or before it, on which anything in the data was entered or began.
    public let dataCut: Day?
    public let engineVersion: String
    /// Hexadecimal; equal digests mean equal bytes of every product.
    public let runDigest: String
    public let policy: String
    public let counts: Counts

    package init(
      marking: Marking, handling: String, recipient: String, title: String, period: Period,
      dataCut: Day?, engineVersion: String, runDigest: String, policy: String, counts: Counts
    ) {
      self.marking = marking
      self.handling = handling
      self.recipient = recipient
      self.title = title
      self.period = period
      self.dataCut = dataCut
      self.engineVersion = engineVersion
      self.runDigest = runDigest
      self.policy = policy
      self.counts = counts
    }
  }

  /// Of all that was imported, and of what of it was known in the period and may be shown. The size of
  /// the whole network is told nowhere: less the part that is shown it would count what is withheld.
  public struct Counts: Sendable, Equatable {
    public let sources: Int
    public let rowsRead: Int
    public let rowsStored: Int
    public let rowsRejected: Int
    /// Source records that a row known in the period describes.
    public let records: Int
    /// Entities and links that the released network shows.
    public let entities: Int
    public let links: Int
    /// Reports known in the period.
    public let reports: Int
    /// People under the victim shield: counted here, named nowhere.
    public let shieldedPeople: ShieldedCount

    package init(
      sources: Int, rowsRead: Int, rowsStored: Int, rowsRejected: Int, records: Int,
      entities: Int, links: Int, reports: Int, shieldedPeople: ShieldedCount
    ) {
      self.sources = sources
      self.rowsRead = rowsRead
      self.rowsStored = rowsStored
      self.rowsRejected = rowsRejected
      self.records = records
      self.entities = entities
      self.links = links
      self.reports = reports
      self.shieldedPeople = shieldedPeople
    }
  }

  /// One imported file as products may show it.
  public struct SourceAccount: Sendable, Equatable {
    public let name: String
    public let system: String
    public let rowsRead: Int
    public let rowsStored: Int
    public let rowsRejected: Int
    /// Such as `12 excluded by the mapping, 1 not a date that exists in the stated formats`.
    public let rejections: String

    package init(
      name: String, system: String, rowsRead: Int, rowsStored: Int, rowsRejected: Int,
      rejections: String
    ) {
      self.name = name
      self.system = system
      self.rowsRead = rowsRead
      self.rowsStored = rowsStored
      self.rowsRejected = rowsRejected
      self.rejections = rejections
    }
  }

  /// A shared place or thing that would tie unrelated people together, and what was done about it.
  public struct HubAccount: Sendable, Equatable {
    public let entity: EntityID
    public let label: String
    /// Such as `declared: hostel` or `found: 64 people`.
    public let why: String
    public let people: Int
    /// Links between people that it would have made, and made.
    public let pairsBefore: Int
    public let pairsAfter: Int
    /// Whether `people` and `pairsBefore` leave out one or two people under the victim shield.
    public let isAtLeast: Bool

    package init(
      entity: EntityID, label: String, why: String, people: Int, pairsBefore: Int,
      pairsAfter: Int, isAtLeast: Bool = false
    ) {
      self.entity = entity
      self.label = label
      self.why = why
      self.people = people
      self.pairsBefore = pairsBefore
      self.pairsAfter = pairsAfter
      self.isAtLeast = isAtLeast
    }
  }

  public struct Parameter: Sendable, Equatable {
    public let name: String
    public let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}
