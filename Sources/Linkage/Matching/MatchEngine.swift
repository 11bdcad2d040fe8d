/// Finds which records are of one entity.
///
///     let result = try MatchEngine.match(table)
///     result.clusters[7]  // the smallest row of the entity that row 7 belongs to
///
/// Keys are chosen from the data, the model is fitted to the pairs they propose without any truth,
/// every proposed pair is weighed once, and rows are joined by all evidence between them.
///
/// - Note: The result depends on the records and settings alone, not on the order of rows.
public enum MatchEngine {
  /// Human decisions on rows, hard in every run.
  public struct Judgements: Sendable {
    public var mustLink: [(Int, Int)] = []
    public var cannotLink: [(Int, Int)] = []
    public init() {}

    /// Returns the pairs that must be apart though other judgements make them one. Those hold, for
    /// the rows have been looked at more than once; somebody should look again.
    func contradictions(rowCount: Int) -> [RowContradiction] {
      var clusters = RowClusters(count: rowCount)
      for (a, b) in mustLink { clusters.join(a, b) }
      return cannotLink.filter { clusters.root($0.0) == clusters.root($0.1) }
        .map { RowContradiction(a: min($0.0, $0.1), b: max($0.0, $0.1)) }
    }
  }

  /// - Throws: `MatchingError.noKeys` or `.tooManyPairs`.
  public static func match(
    _ table: LinkTable, settings: MatchSettings = MatchSettings(),
    judgements: Judgements = Judgements()
  ) throws(MatchingError) -> MatchResult {
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    try blocks.check(settings)
    var run = MatchRun(table, blocks: blocks, settings: settings, judgements: judgements)
    return run.result()
  }
}

/// What a matching run found.
public struct MatchResult: Sendable {
  /// The smallest row of each row's entity.
  public let clusters: [Int32]
  let links: [CorrelationClustering.Link]
  public let model: MatchModel
  public let keys: [KeyReport]
  /// The estimated share of all pairs of one entity that the keys propose, by capture and recapture
  /// between the keys.
  public let reach: Double
  /// Judgements that cannot hold together.
  public let contradictions: [RowContradiction]
  /// Values that too many entities bear to say anything, most first.
  public let genericValues: [GenericValue]
  let weights: PairWeights
  /// The most units that a pair brings for or against a join.
  let clip: Int32
  /// The units from which evidence speaks for a join.
  let threshold: Int32
  let fitted: FittedRun

  /// Calls `body` with each pair weighed that is not surely apart, and the probability that it is
  /// of one entity.
  public func forEachLink(_ body: (_ a: Int, _ b: Int, _ probability: Double) -> Void) {
    for link in links {
      body(Int(link.a), Int(link.b), Weight(units: link.units).probability)
    }
  }
}

/// Two rows judged to be of different entities that other judgements make one.
public struct RowContradiction: Sendable, Hashable {
  /// The rows, the smaller first.
  public let a: Int
  public let b: Int
}
