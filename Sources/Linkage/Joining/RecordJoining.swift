import Records

/// The clusters of records while they are joined: first by judgements, then by rules, then by
/// probability. What a human has told apart is never joined.
struct RecordJoining {
  let evidence: Evidence
  var clusters: DisjointSets
  private(set) var merges: [Merge] = []
  var heldBack: [HeldBack] = []
  /// What was not compared, and why.
  var notes: [String] = []
  private(set) var contradictions: [Contradiction] = []
  /// The pairs that a human has told apart or could not tell, as indices, the smaller first.
  private(set) var decided: Set<Pair> = []
  /// The decided pairs that must stay apart.
  private(set) var apartPairs: [Pair] = []
  private var apart = ApartClusters()
  private(set) var roles: RolesOfClusters
  /// Pairs that a rule leaves to a human, in the order in which they were found.
  var waiting: [Waiting] = []
  /// Records that bear two values of what an entity has one of, and through which rules would have
  /// joined others: whatever else speaks for them, a human decides.
  var twoValued: Set<Int> = []
  /// What a human could not tell: no probability joins it.
  private var unsure = ApartClusters()

  static let victimAndSuspect = "one is a possible victim and the other a suspect"

  struct Pair: Hashable {
    let first: Int
    let second: Int

    init(_ a: Int, _ b: Int) {
      first = min(a, b)
      second = max(a, b)
    }
  }

  init(_ evidence: Evidence) {
    self.evidence = evidence
    clusters = DisjointSets(count: evidence.records.count)
    roles = RolesOfClusters(evidence)
  }

  /// Puts all decisions into effect, joins in the order of their times.
  ///
  /// Decisions that keep apart come first: where a chain of joins contradicts one of them, the join
  /// that would close the chain is left out and reported.
  mutating func apply(_ judgements: [Judgement]) {
    guard !judgements.isEmpty else { return }
    let index = indices(of: judgements)
    var joins: [(pair: Pair, judgement: Judgement)] = []
    for judgement in judgements.sorted(by: Judgement.precedes) {
      guard let first = index[judgement.first], let second = index[judgement.second] else {
        let missing = [judgement.first, judgement.second].filter { index[$0] == nil }
        report(judgement, "no record \(missing.joined(separator: " or ")) is in the case")
        continue
      }
      let pair = Pair(first, second)
      guard evidence.records[first].kind == evidence.records[second].kind else {
        report(judgement, "the records are of different kinds; the decision has no effect")
        continue
      }
      switch judgement.verdict {
      case .same: joins.append((pair, judgement))
      case .different:
        decided.insert(pair)
        apartPairs.append(pair)
        if apart.judgement(between: first, and: second) == nil {
          apart.add(first, second, judgement)
        }
      case .unsure:
        decided.insert(pair)
        unsure.add(first, second, judgement)
      }
    }
    for (pair, judgement) in joins {
      if let other = join(pair.first, pair.second, rule: "judged the same", reason: judgement.words)
      {
        report(judgement, "but \(other.first) and \(other.second) were \(other.words); not joined")
      }
    }
  }

  private func indices(of judgements: [Judgement]) -> [String: Int] {
    let wanted = Set(judgements.flatMap { [$0.first, $0.second] })
    var index: [String: Int] = [:]
    for (position, record) in evidence.records.enumerated() where wanted.contains(record.key) {
      index[record.key] = position
    }
    return index
  }

  private mutating func report(_ judgement: Judgement, _ problem: String) {
    contradictions.append(
      Contradiction(
        records: [judgement.first, judgement.second], words: "\(judgement.words): \(problem)"))
  }

  /// Joins two records, unless a human told their clusters apart.
  ///
  /// - Returns: The decision that forbids it, or nil where the records are of one cluster now.
  mutating func join(
    _ a: Int, _ b: Int, rule: String, reason: String
  ) -> Judgement? {
    let (x, y) = (clusters.root(a), clusters.root(b))
    guard x != y else { return nil }
    if let judgement = apart.judgement(between: x, and: y) { return judgement }
    _ = clusters.union(x, y)
    roles.join([x, y])
    if !apart.isEmpty { apart.join(max(x, y), into: min(x, y)) }
    if !unsure.isEmpty { unsure.join(max(x, y), into: min(x, y)) }
    merges.append(Merge(first: min(a, b), second: max(a, b), rule: rule, reason: reason))
    return nil
  }

  /// Whether a human told apart the entities of two records.
  mutating func areToldApart(_ a: Int, _ b: Int) -> Bool {
    apart.judgement(between: clusters.root(a), and: clusters.root(b)) != nil
  }

  /// Returns the decision of a human who could not tell whether two records are of one entity.
  mutating func doubt(between a: Int, and b: Int) -> Judgement? {
    unsure.isEmpty ? nil : unsure.judgement(between: clusters.root(a), and: clusters.root(b))
  }

  /// Reports each judged join of records whose validated identifiers differ. The decision stands.
  mutating func reportJudgedAgainstIdentifiers(_ judgements: [Judgement]) {
    let joins = judgements.filter { $0.verdict == .same }.sorted(by: Judgement.precedes)
    guard !joins.isEmpty else { return }
    let index = indices(of: joins)
    for judgement in joins {
      guard let first = index[judgement.first], let second = index[judgement.second] else {
        continue
      }
      guard clusters.root(first) == clusters.root(second) else { continue }
      for feature in LinkageRule.identifiers(of: evidence.records[first].kind) {
        let (x, y) = (
          evidence.records[first].values(feature), evidence.records[second].values(feature)
        )
        if !x.isEmpty, !y.isEmpty, Set(x).isDisjoint(with: y) {
          report(judgement, "their \(feature.rawValue) differ; joined all the same")
        }
      }
    }
  }
}
