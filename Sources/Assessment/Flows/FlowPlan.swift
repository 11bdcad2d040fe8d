extension AssessmentPolicy {
  /// From when on a movement of money between accounts prompts a review, and how far paths are sought. None
  /// of it is proof and none gives points. Amounts are in hundredths of the currency that they are in: no
  /// rates of exchange are known here.
  public struct FlowPlan: Codable, Sendable, Equatable {
    /// Money that goes out again at most so many days after it came in passes through.
    public var passThroughDays = 3
    /// The least share of what an account received in the period that passed through, in thousandths.
    public var passThroughShare = 800
    /// Accounts that received less than this in the period are not asked about.
    public var leastReceived = 100_000
    /// The fewest and the most transfers of a layering path.
    public var pathLeast = 3
    public var pathMost = 6
    /// The least that each transfer of a path has of the one before, in thousandths.
    public var pathShare = 700
    /// The most days from the first transfer of a path to its last.
    public var pathDays = 30
    /// Smaller transfers are on no path.
    public var pathAmount = 50_000
    /// So many transfers are looked at, one after another as they might continue a path, and no more.
    public var pathSteps = 1_000_000

    public init() {}

    /// Name, value, least and most of each member.
    var ranges: [(name: String, value: Int, least: Int, most: Int)] {
      [
        ("passThroughDays", passThroughDays, 0, 366),
        ("passThroughShare", passThroughShare, 1, 1000),
        ("leastReceived", leastReceived, 1, 1_000_000_000), ("pathLeast", pathLeast, 2, 12),
        ("pathMost", pathMost, pathLeast, 12), ("pathShare", pathShare, 1, 1000),
        ("pathDays", pathDays, 0, 366), ("pathAmount", pathAmount, 1, 1_000_000_000),
        ("pathSteps", pathSteps, 1, 100_000_000),
      ]
    }

    func validate(file: String) throws(AssessmentError) {
      for (name, value, least, most) in ranges where !(least...max(least, most)).contains(value) {
        throw .policyUnreadable(
          file: file,
          problem: "flows.\(name) is \(value), but must lie between \(least) and \(most)")
      }
    }
  }
}

extension KeyedDecodingContainer {
  /// Policies that were kept with a run before there were flows follow the example's.
  func decode(
    _ type: AssessmentPolicy.FlowPlan.Type, forKey key: Key
  ) throws -> AssessmentPolicy.FlowPlan {
    try decodeIfPresent(type, forKey: key) ?? AssessmentPolicy.FlowPlan()
  }
}
