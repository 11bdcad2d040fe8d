public import Records

/// Decides which source records describe the same person, vehicle, address, phone, account or
/// organisation.
///
/// Three steps, each bound by the one before: what a human judged; what agrees on a validated
/// identifier, and nominals also on name and date of birth; persons whose names, births, documents,
/// homes, phones, vehicles and accounts together make it probable. Every join keeps its reason. A rule
/// holds back where it would contradict a stronger identifier, and where a value is shared too widely
/// to identify anybody. A possible victim and a suspect are joined by no rule and no probability: that
/// waits for a human, as does every pair that is possibly the same.
///
/// - Note: The result depends on the records, judgements, ages and policy alone, not on the order of
///   records or on the number of workers.
/// - Complexity: O(*r* log *r*) for *r* records.
public enum Linker {
  /// Returns the entities that the records of `evidence` describe.
  ///
  /// - Parameters:
  ///   - judgements: Decisions of humans, in any order.
  ///   - ages: For each record how many linkings came before it, so that entities keep their ids;
  ///     empty for none.
  ///   - policy: Where probability joins, and where it asks.
  ///   - workers: The most threads; 0 for one per processor.
  public static func resolve(
    _ evidence: Evidence, judgements: [Judgement] = [], ages: [Int32] = [],
    policy: LinkPolicy = .standard, workers: Int = 0
  ) -> Resolution {
    var (joining, _, possible, notes) = join(evidence, judgements, policy, workers: workers)
    joining.reportJudgedAgainstIdentifiers(judgements)
    return Resolution(
      evidence: evidence, clusters: &joining.clusters, ages: ages, merges: joining.merges,
      heldBack: joining.heldBack, possibleMatches: possible,
      contradictions: joining.contradictions, notes: notes)
  }

  /// Returns the pairs of records that the model weighed and did not find surely apart, whether joined
  /// or not, with the probability that they are of one entity; none where no model could be fitted.
  ///
  /// - Complexity: That of `resolve`, which is done again to have the model.
  package static func weighedPairs(
    of evidence: Evidence, judgements: [Judgement] = [], policy: LinkPolicy = .standard,
    workers: Int = 0
  ) -> [(first: Int, second: Int, probability: Double)] {
    guard let persons = join(evidence, judgements, policy, workers: workers).persons else {
      return []
    }
    return persons.links().map {
      (persons.records[$0.first], persons.records[$0.second], $0.probability)
    }
  }

  static func join(
    _ evidence: Evidence, _ judgements: [Judgement], _ policy: LinkPolicy, workers: Int
  ) -> (
    joining: RecordJoining, persons: KindMatching?, possible: [PossibleMatch], notes: [String]
  ) {
    var joining = RecordJoining(evidence)
    joining.apply(judgements)
    for rule in LinkageRule.all { joining.apply(rule) }
    let (persons, notes) = KindMatching.persons(&joining, policy: policy, workers: workers)
    var possible: [PossibleMatch] = []
    if let persons {
      var joins = ProbableJoins(&joining, kind: .nominal, policy: policy)
      possible = joins.join(persons, in: &joining)
    }
    possible += joining.pairsForReview(besides: possible)
    possible.sort { ($1.gain, $0.first, $0.second) < ($0.gain, $1.first, $1.second) }
    return (joining, persons, possible, joining.notes + notes)
  }
}
