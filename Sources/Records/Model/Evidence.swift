/// Everything a case holds that analysis may read, in canonical order: arrays are sorted by key, so
/// that equal content gives equal indices whatever the order of import.
public struct Evidence: Sendable {
  /// One imported file.
  public struct Source: Sendable, Equatable {
    public let name: String
    public let system: String
    public let profile: String
    public let marking: Marking
    /// Hexadecimal digest of the rows' content, independent of their order.
    public let contentDigest: String
    public let rowsRead: Int
    public let rowsStored: Int
    public let rowsRejected: Int
    /// How many rows were rejected for each reason, by reason.
    public let rejections: [(reason: String, count: Int)]
    /// The reference of the agreement under which the rows came; nil where the mapping names none.
    public let agreement: String?

    public init(
      name: String, system: String, profile: String, marking: Marking, contentDigest: String,
      rowsRead: Int, rowsStored: Int, rowsRejected: Int,
      rejections: [(reason: String, count: Int)], agreement: String? = nil
    ) {
      self.name = name
      self.system = system
      self.profile = profile
      self.marking = marking
      self.contentDigest = contentDigest
      self.rowsRead = rowsRead
      self.rowsStored = rowsStored
      self.rowsRejected = rowsRejected
      self.rejections = rejections
      self.agreement = agreement
    }

    public static func == (a: Source, b: Source) -> Bool {
      a.name == b.name && a.system == b.system && a.contentDigest == b.contentDigest
        && a.rowsRead == b.rowsRead && a.rowsStored == b.rowsStored
        && a.rowsRejected == b.rowsRejected
    }
  }

  /// By system, then name.
  public var sources: [Source]
  /// By key.
  public var records: [SourceRecord]
  /// By key.
  public var reports: [SourceReport]
  /// By key.
  public var assertions: [Assertion]
  /// By id.
  public var subjects: [Subject]
  /// By subject, then day.
  public var disruptions: [Disruption]
  /// Whether the keys of records may leave the case. Not where features were taken out for a recipient:
  /// a key may be one of them, as where a system keeps phones under their numbers.
  public var showsKeys = true

  public init(
    sources: [Source] = [], records: [SourceRecord] = [], reports: [SourceReport] = [],
    assertions: [Assertion] = [], subjects: [Subject] = [], disruptions: [Disruption] = []
  ) {
    self.sources = sources
    self.records = records
    self.reports = reports
    self.assertions = assertions
    self.subjects = subjects
    self.disruptions = disruptions
  }

  /// Returns the keys of the records at `indices` for a product; none where they may not leave the case.
  public func keys(of indices: [Int]) -> [String] {
    showsKeys ? indices.map { records[$0].key } : []
  }
}
