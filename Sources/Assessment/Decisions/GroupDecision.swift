/// What a named analyst decided about groups that the network suggests. A plain value: where it is
/// kept, and who may make it, is decided elsewhere.
///
/// People are named by keys of their source records, which stay when records are joined otherwise or
/// a group changes its members; any one record of a person stands for them.
public struct GroupDecision: Sendable, Hashable, Codable {
  public enum Verdict: String, Sendable, CaseIterable, Codable {
    /// These people are a group, whatever the search for groups finds.
    case accept
    /// They are no group. What holds half of them and of itself is found no more; a group that has
    /// since grown beyond that is a new hypothesis.
    case reject
    /// What was found as one group is several.
    case split
    /// What was found as several groups is one.
    case join

    /// As said of a group: `accepted`.
    public var past: String {
      switch self {
      case .accept: "accepted"
      case .reject: "rejected"
      case .split: "split"
      case .join: "joined"
      }
    }
  }

  public let verdict: Verdict
  /// Keys of source records: of one group where it is accepted or rejected, of the parts where it is
  /// split, of the groups that are joined.
  public let groups: [[String]]
  /// Who decided.
  public let analyst: String
  public let reason: String
  /// Universal time, such as `2026-07-01T09:30:00Z`. The latest decision that names a person holds for
  /// that person; of equal times the one that stands later.
  public let time: String

  public init(
    _ verdict: Verdict, groups: [[String]], analyst: String, reason: String, time: String
  ) {
    self.verdict = verdict
    self.groups = groups
    self.analyst = analyst
    self.reason = reason
    self.time = time
  }

  /// What is wrong with it; nil where nothing is.
  package var problem: String? {
    if analyst.isEmpty || reason.isEmpty || time.isEmpty {
      return "analyst, reason and time must be stated"
    }
    if groups.contains(where: \.isEmpty) { return "a group without any record" }
    switch verdict {
    case .accept, .reject:
      return groups.count == 1 ? nil : "\(verdict.rawValue) needs one group, not \(groups.count)"
    case .split, .join:
      return groups.count > 1
        ? nil : "\(verdict.rawValue) needs two groups or more, not \(groups.count)"
    }
  }
}
