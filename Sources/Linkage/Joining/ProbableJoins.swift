import Records

/// Joins records that are probably of one entity, and puts those that possibly are in a queue.
struct ProbableJoins {
  private var known: IdentifiersOfClusters
  /// The clusters, by root, with a record that rules would have chained others through.
  private let twoValued: Set<Int>
  private let identifiers: [Feature.Name]
  private let policy: LinkPolicy
  /// Links that a rule of caution held back, with its words.
  private var cautions: [RecordJoining.Pair: String] = [:]

  init(_ joining: inout RecordJoining, kind: Entity.Kind, policy: LinkPolicy) {
    self.policy = policy
    identifiers = LinkageRule.identifiers(of: kind)
    known = IdentifiersOfClusters(
      identifiers, of: kind, records: joining.evidence.records, clusters: &joining.clusters)
    twoValued = Set(joining.twoValued.map { joining.clusters.root($0) })
  }

  /// Joins along `matching`'s links, the most probable first, inside the clusters that all evidence
  /// together supports; then returns the pairs that wait for a human.
  mutating func join(_ matching: KindMatching, in joining: inout RecordJoining) -> [PossibleMatch] {
    let links = matching.links()
    var account = PairAccount(matching)
    var dates = DatesOfClusters(matching, clusters: &joining.clusters)
    for link in links where link.probability >= policy.same {
      guard matching.result.clusters[link.first] == matching.result.clusters[link.second] else {
        continue
      }
      let (a, b) = (matching.records[link.first], matching.records[link.second])
      let (x, y) = (joining.clusters.root(a), joining.clusters.root(b))
      guard x != y, joining.doubt(between: a, and: b) == nil else { continue }
      let differ = dates.differ(x, y)
      if let caution = differ ? "different dates of birth" : caution(between: [x, y], joining) {
        cautions[RecordJoining.Pair(a, b)] = caution
        continue
      }
      let reason =
        "probably the same person (probability \(Self.text(Self.thousandths(link.probability)))): "
        + account.words(link.first, link.second)
      guard joining.join(a, b, rule: "probably the same person", reason: reason) == nil else {
        continue
      }
      known.join([x, y])
      dates.join(x, y)
    }
    return queue(links, matching, &account, &joining)
  }

  /// Returns why clusters may not be joined without a human, nil where they may.
  private func caution(between roots: Set<Int>, _ joining: RecordJoining) -> String? {
    if joining.roles.mixesVictimAndSuspect(roots) { return RecordJoining.victimAndSuspect }
    if !twoValued.isDisjoint(with: roots) { return RecordJoining.bearsTwoValues }
    for feature in identifiers where known.contradiction(of: feature, between: roots) != nil {
      return "different values of \(feature.rawValue)"
    }
    return nil
  }

  /// Returns, for each two clusters, the most probable undecided link between them.
  private func queue(
    _ links: [KindMatching.Link], _ matching: KindMatching, _ account: inout PairAccount,
    _ joining: inout RecordJoining
  ) -> [PossibleMatch] {
    var sizes: [Int: Int] = [:]
    for record in joining.evidence.records.indices {
      sizes[joining.clusters.root(record), default: 0] += 1
    }
    var decidedRoots: Set<RecordJoining.Pair> = []
    for pair in joining.decided {
      decidedRoots.insert(
        RecordJoining.Pair(joining.clusters.root(pair.first), joining.clusters.root(pair.second)))
    }
    var seen: Set<RecordJoining.Pair> = []
    var found: [PossibleMatch] = []
    for link in links where link.probability >= policy.possible {
      let (a, b) = (matching.records[link.first], matching.records[link.second])
      let pair = RecordJoining.Pair(joining.clusters.root(a), joining.clusters.root(b))
      guard pair.first != pair.second, !decidedRoots.contains(pair), seen.insert(pair).inserted
      else { continue }
      var reason = account.words(link.first, link.second)
      if let caution = cautions[RecordJoining.Pair(a, b)] { reason += "; \(caution)" }
      let thousandths = Self.thousandths(link.probability)
      found.append(
        PossibleMatch(
          first: min(a, b), second: max(a, b), thousandths: thousandths,
          gain: thousandths * (sizes[pair.first] ?? 1) * (sizes[pair.second] ?? 1), reason: reason))
    }
    return found
  }

  /// Never 1,000: what was not validated is not certain.
  static func thousandths(_ probability: Double) -> Int {
    min(999, Int((probability * 1000).rounded()))
  }

  private static func text(_ thousandths: Int) -> String {
    let digits = String(thousandths)
    return "0." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
