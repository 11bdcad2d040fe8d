/// What one row of a source says, decoded but not yet stored.
public struct RowFacts: Sendable {
  /// One stated link between two of the row's records.
  public struct Link: Sendable, Equatable {
    /// Indices into `records`.
    public let from: Int
    public let to: Int
    public let type: LinkType
    public let role: Role?
    public let interval: DayInterval
    /// See `Assertion.key`: what the first row with this content gives its link.
    public let key: UInt64
    public let amount: Money?

    public init(
      from: Int, to: Int, type: LinkType, role: Role?, interval: DayInterval, key: UInt64,
      amount: Money? = nil
    ) {
      self.from = from
      self.to = to
      self.type = type
      self.role = role
      self.interval = interval
      self.key = key
      self.amount = amount
    }

    /// Returns the key of the link in a row whose content `earlier` rows of the same file had
    /// already, so that equal rows state links of their own. In any order of the rows the same keys
    /// come out.
    public func key(after earlier: Int) -> UInt64 {
      guard earlier > 0 else { return key }
      return ContentHash.mix(key &+ UInt64(earlier) &* 0x9E37_79B9_7F4A_7C15)
    }
  }

  /// The data row, from 1, not counting the header.
  public var row: Int
  /// The fields as read, in UTF-8, each ended by byte 31: what a digest of the row is taken from.
  public var content: [UInt8]
  /// In the order of the mapping's entity names. `SourceRecord.kind` is nil for a reference.
  public var records: [SourceRecord]
  public var report: SourceReport?
  public var links: [Link]
  /// With an empty title where the row only names a member.
  public var subject: Subject?
  /// Index into `records` of the member that the row adds to `subject`.
  public var member: Int?
  public var disruption: Disruption?

  /// A number drawn from `content`, the same on every machine: equal rows have equal ones. Among
  /// 10 million different rows the chance that any two share one is 3 in a million.
  public var contentNumber: UInt64 {
    var hash = ContentHash()
    hash.add(content)
    return hash.value
  }

  public init(
    row: Int, content: [UInt8], records: [SourceRecord] = [], report: SourceReport? = nil,
    links: [Link] = [], subject: Subject? = nil, member: Int? = nil,
    disruption: Disruption? = nil
  ) {
    self.row = row
    self.content = content
    self.records = records
    self.report = report
    self.links = links
    self.subject = subject
    self.member = member
    self.disruption = disruption
  }
}
