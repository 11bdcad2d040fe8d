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
  /// By piece of the blocks.
  private var kept: [KeptPairs]?

  /// The pairs of one piece that are not hopeless.
  private struct KeptPairs: Sendable {
    let key: Int
    let compared: Int
    let pairs: CandidatePairs
  }

  /// Pairs to compare for the fit.
  private static let samplePairs = 200_000
  /// How far below the least probability a pair may lie in the first round and still be kept.
  private static let slack = Weight(bits: 8)

  init(
    _ table: LinkTable, blocks: CandidateBlocks, settings: MatchSettings,
    judgements: MatchEngine.Judgements
  ) {
    self.table = table
    self.settings = settings
    self.judgements = judgements
    var comparison = PairComparison(table)
    draws = ChanceAgreement.draw(table, comparison: &comparison)
    let pairs = blocks.reports.reduce(0) { $0 + $1.pairs }
    let slices = UInt32(max(1, pairs / Self.samplePairs))
    let drawn = comparison
    let parts = Lanes.map(blocks.pieces(), workers: settings.workers, memory: { drawn }) {
      comparison, piece in
      var pairs = CandidatePairs()
      blocks.forEachPair(piece, where: { slices == 1 || $0 % slices == 0 }) { a, b in
        pairs.append(a, b, pattern: comparison.pattern(a, b))
      }
      return pairs
    }
    sample = parts.reduce(into: CandidatePairs()) { $0.append($1) }
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
    return round(
      after: last, joinProbability: settings.joinProbability, sweeps: CorrelationClustering.sweeps)
  }

  private mutating func round(
    after last: MatchResult?, joinProbability: Double, sweeps: Int
  ) -> MatchResult {
    let frequencies = ValueFrequencies(
      table, entities: last?.clusters, workers: settings.workers)
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
    let weights = PairWeights(table, model: model, rarity: rarity, comparison: comparison)
    if kept == nil { compareAll(weights) }
    let links = weighKept(weights)
    let threshold = Weight(odds: joinProbability).units
    let clip = Weight(bits: settings.clip).units
    let clusters = CorrelationClustering.clusters(
      links, weights: weights, threshold: threshold, clip: clip,
      constraints: .init(judgements, settings, table), sweeps: sweeps)
    let reach = blocks.noteReach(links)
    return MatchResult(
      clusters: clusters, links: links, model: model, keys: blocks.reports, reach: reach,
      contradictions: judgements.contradictions(rowCount: table.rowCount),
      genericValues: GenericValue.all(in: table, frequencies), weights: weights, clip: clip,
      threshold: threshold,
      fitted: FittedRun(
        table: table, settings: settings, plan: blocks.plan, chance: chance,
        frequencies: frequencies))
  }

  private var allPairs: Double {
    func pairs(_ n: Int) -> Double { Double(n) * Double(max(0, n - 1)) / 2 }
    guard settings.sourcesAreUnique else { return pairs(table.rowCount) }
    var sizes = [Int](repeating: 0, count: table.sourceNames.count)
    for source in table.sources { sizes[Int(source)] += 1 }
    return sizes.reduce(pairs(table.rowCount)) { $0 - pairs($1) }
  }

  private var leastUnits: Int32 { Weight(odds: settings.leastProbability).units }

  private mutating func compareAll(_ weights: PairWeights) {
    let (floor, blocks) = (leastUnits - Self.slack.units, blocks)
    let found = Lanes.map(blocks.pieces(), workers: settings.workers, memory: { weights }) {
      weights, piece in
      var (pairs, compared) = (CandidatePairs(), 0)
      blocks.forEachPair(piece) { a, b in
        compared += 1
        let pattern = weights.pattern(a, b)
        guard weights.evidence(a, b, pattern: pattern) >= floor else { return }
        pairs.append(a, b, pattern: pattern)
      }
      return KeptPairs(key: piece.key, compared: compared, pairs: pairs)
    }
    var compared = [Int](repeating: 0, count: blocks.keys.count)
    for part in found { compared[part.key] += part.compared }
    for (number, count) in compared.enumerated() { self.blocks.note(number, compared: count) }
    kept = found
  }

  private mutating func weighKept(_ weights: PairWeights) -> [CorrelationClustering.Link] {
    let (least, kept) = (leastUnits, kept ?? [])
    let weighed = Lanes.map(kept, workers: settings.workers, memory: {}) { _, part in
      var links: [CorrelationClustering.Link] = []
      var matches = 0.0
      for index in 0..<part.pairs.count {
        let (a, b) = part.pairs.rows[index]
        let units = weights.evidence(Int(a), Int(b), pattern: part.pairs.patterns[index])
        guard units >= least else { continue }
        matches += Weight(units: units).probability
        links.append(.init(a: a, b: b, units: units))
      }
      return (links: links, matches: matches)
    }
    var matches = [Double](repeating: 0, count: blocks.keys.count)
    for (part, found) in zip(kept, weighed) { matches[part.key] += found.matches }
    for (number, sum) in matches.enumerated() { blocks.note(number, expectedMatches: sum) }
    return weighed.flatMap { $0.links }
  }
}
