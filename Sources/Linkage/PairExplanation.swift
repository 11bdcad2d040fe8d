public import Records

/// Why two records are, may be or are not one entity.
public struct PairExplanation: Sendable, Equatable, Codable {
  public enum Outcome: String, Sendable, Codable {
    case same
    case possiblySame
    /// Not one entity, but they share a home, phone, vehicle or account.
    case related
    case apart
  }

  /// One part of the weight of the evidence.
  public struct Addend: Sendable, Equatable, Codable {
    public let feature: String
    /// How the values compare, such as `same`.
    public let comparison: String
    /// In bits: above 0 it speaks for one entity, below 0 against. One bit doubles the odds.
    public let bits: Double
  }

  /// The keys of the two records.
  public let first: String
  public let second: String
  public let outcome: Outcome
  /// The ids of the entities that the records are in, equal where it is one.
  public let entities: [String]
  /// The reasons of the joins that lead from the first record to the second, where they are one.
  public let joins: [String]
  /// That both are of one entity by the model alone, in thousandths. Nil where no model was fitted for
  /// the kind, or a record has no name.
  public let thousandths: Int?
  /// Whose bits sum exactly to log₂ of the odds of the probability; empty where there is none.
  public let addends: [Addend]
  /// What is against a join or was decided, in words.
  public private(set) var notes: [String]

  /// Returns the explanation with `notes` before its own.
  package func preceded(by notes: [String]) -> PairExplanation {
    var explanation = self
    explanation.notes = notes + explanation.notes
    return explanation
  }
}

extension Linker {
  /// Explains the pair of records at two indices of `evidence.records`.
  ///
  /// - Complexity: That of `resolve`, which is done again to have the model.
  public static func explain(
    _ first: Int, _ second: Int, of evidence: Evidence, judgements: [Judgement] = [],
    ages: [Int32] = [], policy: LinkPolicy = .standard, workers: Int = 0
  ) -> PairExplanation {
    var (joining, persons, possible, modelNotes) = join(
      evidence, judgements, policy, workers: workers)
    let resolution = Resolution(
      evidence: evidence, clusters: &joining.clusters, ages: ages, merges: joining.merges)
    let pair = RecordJoining.Pair(first, second)
    let keys = (evidence.records[first].key, evidence.records[second].key)
    let isSame = joining.clusters.root(first) == joining.clusters.root(second)
    let weighed = persons?.weighed(pair)
    let probability = weighed?.explanation.evidence.probability
    let match = possible.first { RecordJoining.Pair($0.first, $0.second) == pair }
    let isPossible = match != nil || (probability ?? 0) >= policy.possible
    let outcome: PairExplanation.Outcome =
      isSame
      ? .same
      : isPossible && !joining.areToldApart(first, second)
        ? .possiblySame : weighed?.sharesThings == true ? .related : .apart
    var notes = judgements.sorted(by: Judgement.precedes)
      .filter { ($0.first, $0.second) == (min(keys.0, keys.1), max(keys.0, keys.1)) }
      .map(\.words)
    notes += joining.heldBack.filter { $0.records.contains(first) && $0.records.contains(second) }
      .map { "held back: \($0.reason)" }
    notes += match.map { ["in the queue: \($0.reason)"] } ?? []
    if persons == nil { notes += modelNotes }
    let ids = [first, second].map { index -> String in
      let entity = resolution.entityOfRecord[index]
      return entity < 0 ? "" : resolution.entities[entity].id.text
    }
    return PairExplanation(
      first: keys.0, second: keys.1, outcome: outcome, entities: ids,
      joins: isSame ? path(from: first, to: second, along: joining.merges).map(\.reason) : [],
      thousandths: probability.map(ProbableJoins.thousandths),
      addends: (weighed?.explanation.steps ?? []).map {
        PairExplanation.Addend(feature: $0.feature, comparison: $0.level, bits: $0.weight.bits)
      }, notes: notes)
  }

  /// Returns the joins between two records of one entity: joins form a forest, so there is one way.
  package static func path(from first: Int, to second: Int, along merges: [Merge]) -> [Merge] {
    var joinsOf: [Int: [Merge]] = [:]
    for merge in merges {
      joinsOf[merge.first, default: []].append(merge)
      joinsOf[merge.second, default: []].append(merge)
    }
    var cameBy: [Int: Merge] = [:]
    var open = [first]
    var next = 0
    while next < open.count, cameBy[second] == nil {
      let record = open[next]
      next += 1
      for merge in joinsOf[record] ?? [] {
        let other = merge.first == record ? merge.second : merge.first
        guard other != first, cameBy[other] == nil else { continue }
        cameBy[other] = merge
        open.append(other)
      }
    }
    var path: [Merge] = []
    var record = second
    while record != first, let merge = cameBy[record] {
      path.append(merge)
      record = merge.first == record ? merge.second : merge.first
    }
    return path.reversed()
  }
}

extension KindMatching {
  /// Returns what the model says of two records, nil where one of them has no name.
  func weighed(
    _ pair: RecordJoining.Pair
  ) -> (explanation: MatchExplanation, sharesThings: Bool)? {
    guard let first = records.firstIndex(of: pair.first),
      let second = records.firstIndex(of: pair.second)
    else { return nil }
    var account = PairAccount(self)
    return (account.explanation(first, second), account.sharesThings(first, second))
  }
}
