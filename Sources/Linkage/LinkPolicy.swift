/// Where linkage by probability draws its lines. One policy serves all cases; whoever changes a number
/// or a rule gives the policy another version, so that a run tells by which lines it was made.
public struct LinkPolicy: Sendable, Equatable, Codable {
  public static let standard = LinkPolicy()

  /// Named in runs and summaries.
  public var version = "2026-11.4"
  /// Records are joined from this probability of being of one entity.
  public var same = 0.95
  /// From this probability two records are possibly the same and wait for a human.
  public var possible = 0.3
  /// With fewer records of a kind than this no model is fitted, and rules alone decide.
  public var leastRecords = 300
  /// With fewer expected pairs of one entity than this the fit is not trusted, and rules alone decide.
  public var leastPairs = 50.0

  public init() {}

  /// What the matching engine may spend, and where it draws its lines.
  func matchSettings(workers: Int = 0) -> MatchSettings {
    var settings = MatchSettings()
    settings.workers = workers
    settings.joinProbability = same
    settings.leastProbability = possible
    return settings
  }

  /// Everything that a result follows from, in one line: also each setting of the matching engine
  /// but the number of threads, so that a run made with others is not taken for this one's.
  public var canonicalText: String {
    let settings = Mirror(reflecting: matchSettings()).children.filter { $0.label != "workers" }
      .map { "\($0.label ?? "") \($0.value)" }
    return
      "\(version) same \(same) possible \(possible) records \(leastRecords) pairs \(leastPairs)"
      + "; matching \(settings.joined(separator: ", "))"
  }
}
