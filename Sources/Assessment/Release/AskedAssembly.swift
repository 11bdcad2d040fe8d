public import Linkage
import Records

extension Assessment {
  /// Returns a release with the one chart that `question` asks for and no other.
  ///
  /// - Parameter explanation: Why two records are or are not one; for `ChartQuestion.match` alone.
  /// - Returns: Nil where no position or entity has an id that the question names, where an entity may not
  ///   be shown, and where a position has too few people for what is asked.
  /// - Throws: `AssessmentError.graph` where the people of a position make no graph.
  public func release(
    answering question: ChartQuestion, explanation: PairExplanation? = nil, title: String,
    recipient: String,
    engineVersion: String, runDigest: String, workers: Int = 0
  ) throws(AssessmentError) -> Release? {
    if case .association(let position) = question {
      return release(
        ofPosition: position, title: title, recipient: recipient, engineVersion: engineVersion,
        runDigest: runDigest)
    }
    let asked: AskedChart?
    switch question {
    case .association, .overview, .ranks: asked = nil
    case .score(let id):
      guard positions.contains(where: { $0.id == id }) else { return nil }
      asked = nil
    case .match:
      asked = explanation.flatMap { match($0) }.map { AskedChart.match($0) }
      if asked == nil { return nil }
    default:
      asked = try answer(to: question, workers: workers)
      if asked == nil { return nil }
    }
    var whole = release(
      title: title, recipient: recipient, engineVersion: engineVersion, runDigest: runDigest,
      charts: 0)
    whole.asked = asked
    return whole
  }

  private func answer(to question: ChartQuestion, workers: Int) throws(AssessmentError)
    -> AskedChart?
  {
    let parts = ChartParts(
      network: network, shield: shield, labels: ReleasedLabels(network: network, shield: shield))
    switch question {
    case .ego(let id):
      guard let entity = shown(id, parts) else { return nil }
      return .ego(EgoChartMaker(parts: parts, policy: policy).chart(of: entity))
    case .path(let ids):
      let entities = ids.compactMap { shown($0, parts) }
      guard entities.count == ids.count, entities.count > 1 else { return nil }
      return .path(PathChartMaker(parts: parts, policy: policy).chart(joining: entities))
    case .timeline(let id):
      guard let (position, item) = listed(id) else { return nil }
      return .timeline(
        TimelineMaker(parts: parts, period: period).chart(of: position, facts: item.facts))
    case .movement(let id):
      guard let (position, item) = listed(id) else { return nil }
      let maker = MovementMaker(parts: parts, period: period)
      return .movement(maker.chart(of: position, facts: item.facts))
    case .removal(let id):
      guard let (position, item) = listed(id) else { return nil }
      let maker = RemovalMaker(
        projection: reading.projection, parts: parts,
        options: RemovalOptions(
          gatherer: reading.gatherer, labels: parts.labels, plan: policy.removal,
          seed: policy.seed, workers: workers))
      return maker.chart(of: position, candidate: item.candidate, facts: item.facts)
        .map { AskedChart.removal($0) }
    case .network, .communities:
      let maker = NetworkChartMaker(network: released, seed: policy.seed, workers: workers)
      return .network(try maker.chart(withEntities: question == .network))
    case .association, .overview, .ranks, .score, .match: return nil
    }
  }

  /// The chart of `explanation`, nil where an entity may not be shown.
  private func match(_ explanation: PairExplanation) -> MatchChart? {
    let labels = ReleasedLabels(network: network, shield: shield)
    let ends = explanation.entities.compactMap { id in
      network.entities.firstIndex { $0.id.text == id }
    }
    guard ends.count == 2, ends.allSatisfy(labels.mayShow) else { return nil }
    let outcome =
      switch explanation.outcome {
      case .same: "one entity"
      case .possiblySame: "possibly the same"
      case .related: "related, not the same"
      case .apart: "apart"
      }
    let keys =
      network.evidence.showsKeys ? [explanation.first, explanation.second] : explanation.entities
    return MatchChart(
      first: labels.label(of: ends[0]), second: labels.label(of: ends[1]),
      firstKey: keys[0], secondKey: keys[1], outcome: outcome,
      thousandths: explanation.thousandths,
      steps: explanation.addends.map {
        MatchChart.Step(
          feature: $0.feature, comparison: $0.comparison, bits: Int(($0.bits * 1000).rounded()))
      })
  }

  private func listed(_ id: String) -> (Position, ScoredCandidate)? {
    guard let index = positions.firstIndex(where: { $0.id == id }) else { return nil }
    return (positions[index], reading.scored[index])
  }

  /// The entity that `id` stands for now, if it is one and may be shown.
  private func shown(_ id: String, _ parts: ChartParts) -> Int? {
    guard let found = network.resolution.entities(called: id, in: network.evidence),
      found.count == 1, parts.labels.mayShow(found[0])
    else { return nil }
    return found[0]
  }
}
