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
  }

  /// - Throws: `MatchingError.noKeys` or `.tooManyPairs`.
  public static func match(
    _ table: LinkTable, settings: MatchSettings = MatchSettings(),
    judgements: Judgements = Judgements()
  ) throws(MatchingError) -> MatchResult {
    let keys = try KeyChooser(table: table, settings: settings).choose()
    var blocks = CandidateBlocks(table, keys: keys, settings: settings)
    try blocks.check(settings)
    var comparison = PairComparison(table)
    let draws = ChanceAgreement.draw(table, comparison: &comparison)
    // Earlier rounds join freely: they only serve to count values once for each entity, so that an
    // entity with many records does not make its own values look common.
    var generous = settings
    generous.joinProbability = min(settings.joinProbability, settings.countingProbability)
    var last: MatchResult?
    for _ in 1..<max(1, settings.rounds) {
      last = round(
        table, blocks: &blocks, after: last, draws: draws, comparison: &comparison,
        settings: generous, judgements: judgements)
    }
    return round(
      table, blocks: &blocks, after: last, draws: draws, comparison: &comparison,
      settings: settings, judgements: judgements)
  }

  private static func round(
    _ table: LinkTable, blocks: inout CandidateBlocks, after last: MatchResult?,
    draws: [ChanceAgreement.Draw], comparison: inout PairComparison, settings: MatchSettings,
    judgements: Judgements
  ) -> MatchResult {
    let frequencies = ValueFrequencies(table, entities: last?.clusters)
    let chance = ChanceAgreement(
      table, frequencies: frequencies, draws: draws, entities: last?.clusters)
    let rarity = ValueRarity(table, frequencies: frequencies, chance: chance)
    let counts = count(table, blocks, rarity: rarity, comparison: &comparison)
    var model = MatchModel(
      schema: table.schema, chance: chance.levels, rows: Double(table.rowCount),
      allPairs: allPairs(table, settings))
    if let last { model.start(from: last.model) }
    model.fit(counts)
    model.conditionCategories(counts)
    model.fit(counts)
    var pairWeights = PairWeights(table, model: model, rarity: rarity, comparison: comparison)
    let links = weigh(blocks: &blocks, pairWeights: &pairWeights, settings: settings)
    var constraints = CorrelationClustering.Constraints()
    constraints.mustLink = judgements.mustLink
    constraints.cannotLink = judgements.cannotLink
    constraints.sizeLimit = settings.clusterLimit
    if settings.sourcesAreUnique { constraints.groups = table.sources }
    let threshold = Weight(odds: settings.joinProbability).units
    var clustering = CorrelationClustering(
      rowCount: table.rowCount, clip: Weight(bits: settings.clip).units, constraints: constraints
    ) { a, b in pairWeights.evidence(a, b) - threshold }
    let clusters = clustering.run(
      links.map { .init(a: $0.a, b: $0.b, units: $0.units - threshold) })
    let reach = blocks.noteReach(links)
    return MatchResult(
      clusters: clusters, links: links, model: model, keys: blocks.reports, reach: reach)
  }

  private static func allPairs(_ table: LinkTable, _ settings: MatchSettings) -> Double {
    func pairs(_ n: Int) -> Double { Double(n) * Double(max(0, n - 1)) / 2 }
    guard settings.sourcesAreUnique else { return pairs(table.rowCount) }
    var sizes = [Int](repeating: 0, count: table.sourceNames.count)
    for source in table.sources { sizes[Int(source)] += 1 }
    return sizes.reduce(pairs(table.rowCount)) { $0 - pairs($1) }
  }

  /// Counts patterns, for many pairs in a share of the blocks.
  private static func count(
    _ table: LinkTable, _ blocks: CandidateBlocks, rarity: ValueRarity,
    comparison: inout PairComparison
  ) -> PatternCounts {
    let pairs = blocks.reports.reduce(0) { $0 + $1.pairs }
    let slices = UInt32(max(1, pairs / 150_000))
    var entries: [UInt64] = []
    for number in blocks.keys.indices {
      blocks.forEachPair(number, where: { slices == 1 || $0 % slices == 0 }) { a, b in
        let pattern = comparison.pattern(a, b)
        let extra = rarity.units(table, a, b, pattern: pattern)
        entries.append(
          PatternCounts.entry(pattern: pattern, same: extra.same, related: extra.related))
      }
    }
    return PatternCounts(entries, share: 1 / Double(slices))
  }

  private static func weigh(
    blocks: inout CandidateBlocks, pairWeights: inout PairWeights, settings: MatchSettings
  ) -> [CorrelationClustering.Link] {
    let least = Weight(odds: settings.leastProbability).units
    var links: [CorrelationClustering.Link] = []
    for number in blocks.keys.indices {
      var (compared, matches) = (0, 0.0)
      blocks.forEachPair(number) { a, b in
        compared += 1
        let units = pairWeights.evidence(a, b)
        guard units >= least else { return }
        matches += Weight(units: units).probability
        links.append(.init(a: Int32(a), b: Int32(b), units: units))
      }
      blocks.note(number, compared: compared, expectedMatches: matches)
    }
    return links
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

  /// Calls `body` with each pair weighed that is not surely apart, and the probability that it is
  /// of one entity.
  public func forEachLink(_ body: (_ a: Int, _ b: Int, _ probability: Double) -> Void) {
    for link in links {
      body(Int(link.a), Int(link.b), Weight(units: link.units).probability)
    }
  }
}
