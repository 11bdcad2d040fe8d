/// The rounds of one matching run.
///
/// All pairs that the keys propose are compared once. The model is fitted on the pairs of a share of
/// the blocks; those pairs of all blocks that are not hopeless are kept with their patterns, so that
/// a later round, with values counted by entity, weighs them anew without comparing.
struct MatchRun {
  private let table: LinkTable
  private let settings: MatchSettings
  private let judgements: MatchEngine.Judgements
  private var blocks: CandidateBlocks
  private var comparison: PairComparison
  private let draws: [ChanceAgreement.Draw]
  private let sample: CandidatePairs
  private let sampleShare: Double
  private var kept: CandidatePairs?

  /// Pairs to compare for the fit.
  private static let samplePairs = 200_000
  /// How far below the least probability a pair may lie in the first round and still be kept.
  private static let slack = Weight(bits: 8)

  init(
    _ table: LinkTable, blocks: consuming CandidateBlocks, settings: MatchSettings,
    judgements: MatchEngine.Judgements
  ) {
    self.table = table
    self.settings = settings
    self.judgements = judgements
    var comparison = PairComparison(table)
    draws = ChanceAgreement.draw(table, comparison: &comparison)
    let pairs = blocks.reports.reduce(0) { $0 + $1.pairs }
    let slices = UInt32(max(1, pairs / Self.samplePairs))
    var sample = CandidatePairs()
    for number in blocks.keys.indices {
      blocks.forEachPair(number, where: { slices == 1 || $0 % slices == 0 }) { a, b in
        sample.append(a, b, pattern: comparison.pattern(a, b), key: number)
      }
    }
    self.sample = sample
    sampleShare = 1 / Double(slices)
    self.comparison = comparison
    self.blocks = blocks
  }

  mutating func result() -> MatchResult {
    var last: MatchResult?
    for _ in 1..<max(1, settings.rounds) {
      // Earlier rounds join freely: they only serve to count values once for each entity, so that an
      // entity with many records does not make its own values look common.
      last = round(
        after: last, joinProbability: min(settings.joinProbability, settings.countingProbability),
        sweeps: 1)
    }
    return round(after: last, joinProbability: settings.joinProbability, sweeps: 8)
  }

  private mutating func round(
    after last: MatchResult?, joinProbability: Double, sweeps: Int
  ) -> MatchResult {
    let frequencies = ValueFrequencies(table, entities: last?.clusters)
    let chance = ChanceAgreement(
      table, frequencies: frequencies, draws: draws, entities: last?.clusters)
    let rarity = ValueRarity(table, frequencies: frequencies, chance: chance)
    let counts = sample.counts(table, rarity: rarity, share: sampleShare)
    var model = MatchModel(
      schema: table.schema, chance: chance.levels, rows: Double(table.rowCount),
      allPairs: allPairs)
    if let last { model.start(from: last.model) }
    model.fit(counts)
    model.conditionCategories(counts)
    model.fit(counts)
    var weights = PairWeights(table, model: model, rarity: rarity, comparison: comparison)
    let links = kept == nil ? compareAll(&weights) : weighKept(weights)
    let threshold = Weight(odds: joinProbability).units
    let clip = Weight(bits: settings.clip).units
    var clustering = CorrelationClustering(
      rowCount: table.rowCount, clip: clip, constraints: constraints
    ) { a, b in weights.evidence(a, b) - threshold }
    let clusters = clustering.run(
      links.map { .init(a: $0.a, b: $0.b, units: $0.units - threshold) }, sweeps: sweeps)
    let reach = blocks.noteReach(links)
    return MatchResult(
      clusters: clusters, links: links, model: model, keys: blocks.reports, reach: reach,
      contradictions: judgements.contradictions(rowCount: table.rowCount),
      genericValues: GenericValue.all(in: table, frequencies), weights: weights, clip: clip,
      threshold: threshold)
  }

  private var constraints: CorrelationClustering.Constraints {
    var constraints = CorrelationClustering.Constraints()
    constraints.mustLink = judgements.mustLink
    constraints.cannotLink = judgements.cannotLink
    constraints.sizeLimit = settings.clusterLimit
    if settings.sourcesAreUnique { constraints.groups = table.sources }
    return constraints
  }

  private var allPairs: Double {
    func pairs(_ n: Int) -> Double { Double(n) * Double(max(0, n - 1)) / 2 }
    guard settings.sourcesAreUnique else { return pairs(table.rowCount) }
    var sizes = [Int](repeating: 0, count: table.sourceNames.count)
    for source in table.sources { sizes[Int(source)] += 1 }
    return sizes.reduce(pairs(table.rowCount)) { $0 - pairs($1) }
  }

  private var leastUnits: Int32 { Weight(odds: settings.leastProbability).units }

  private mutating func compareAll(_ weights: inout PairWeights) -> [CorrelationClustering.Link] {
    let floor = leastUnits - Self.slack.units
    var pairs = CandidatePairs()
    for number in blocks.keys.indices {
      var compared = 0
      blocks.forEachPair(number) { a, b in
        compared += 1
        let pattern = weights.pattern(a, b)
        guard weights.evidence(a, b, pattern: pattern) >= floor else { return }
        pairs.append(a, b, pattern: pattern, key: number)
      }
      blocks.note(number, compared: compared)
    }
    kept = pairs
    return weighKept(weights)
  }

  private mutating func weighKept(_ weights: PairWeights) -> [CorrelationClustering.Link] {
    guard let kept else { return [] }
    let least = leastUnits
    var links: [CorrelationClustering.Link] = []
    var matches = [Double](repeating: 0, count: blocks.keys.count)
    for index in 0..<kept.count {
      let (a, b) = kept.rows[index]
      let units = weights.evidence(Int(a), Int(b), pattern: kept.patterns[index])
      guard units >= least else { continue }
      matches[Int(kept.keys[index])] += Weight(units: units).probability
      links.append(.init(a: a, b: b, units: units))
    }
    for (number, sum) in matches.enumerated() { blocks.note(number, expectedMatches: sum) }
    return links
  }
}
