/// What a person decided about two source records. It holds in every later linking, whatever else
/// is imported and in whatever order.
///
/// Decisions stand on record keys and not on entities, because entities are computed again each time.
public struct Judgement: Sendable, Hashable, Codable {
  public enum Verdict: String, Sendable, CaseIterable, Codable {
    /// The records describe one entity.
    case same
    /// They do not.
    case different
    /// Somebody looked and could not tell: the pair leaves the queue, and nothing follows from it.
    case unsure
  }

  /// Keys of two records; `first` < `second`.
  public let first: String
  public let second: String
  public let verdict: Verdict
  /// Who decided.
  public let analyst: String
  public let reason: String
  /// Universal time, such as `2026-07-01T09:30:00Z`. Of decisions that cannot all hold `different`
  /// stands, whenever it was made; of the joins that contradict it together the last one gives way.
  public let time: String

  /// Takes the two keys in either order.
  public init(
    _ a: String, _ b: String, _ verdict: Verdict, analyst: String, reason: String, time: String
  ) {
    first = min(a, b)
    second = max(a, b)
    self.verdict = verdict
    self.analyst = analyst
    self.reason = reason
    self.time = time
  }

  /// Such as `judged the same by DC Sample: seen together in custody`.
  var words: String {
    let what =
      switch verdict {
      case .same: "the same"
      case .different: "different"
      case .unsure: "unsure"
      }
    return "judged \(what) by \(analyst): \(reason)"
  }

  /// By time, then keys: the order in which decisions take effect.
  static func precedes(_ a: Judgement, _ b: Judgement) -> Bool {
    (a.time, a.first, a.second, a.verdict.rawValue)
      < (b.time, b.first, b.second, b.verdict.rawValue)
  }
}

/// A decision that could not take effect as it stands, or that other facts speak against.
public struct Contradiction: Sendable, Equatable, Codable {
  /// Keys of the records concerned, ascending.
  public let records: [String]
  /// What contradicts what, and what was done.
  public let words: String

  public init(records: [String], words: String) {
    self.records = records
    self.words = words
  }
}
