import Records

extension RecordJoining {
  /// A pair that agrees by a rule and was not joined.
  struct Waiting {
    let pair: Pair
    let reason: String
    /// In thousandths of a wrong pair that a decision is worth. No model says how probable the pair is:
    /// what a rule would have joined but for the roles counts almost as a pair of one entity, what
    /// an identifier speaks against little.
    let worth: Int

    static let wouldBeJoined = 999
    static let contradicted = 100
  }

  /// Joins what agrees by `rule`. Who may not be joined with one record of a block may still be with
  /// another.
  mutating func apply(_ rule: LinkageRule) {
    var known = IdentifiersOfClusters(
      rule.excludedBy, of: rule.kind, records: evidence.records, clusters: &clusters)
    let (blocks, cut) = rule.blocks(of: evidence.records)
    if cut > 0 {
      let records = cut == 1 ? "1 record bears" : "\(cut) records bear"
      notes.append(
        "same \(rule.words): \(records) more than \(LinkageRule.combinationLimit) combinations of "
          + "values, of which the first \(LinkageRule.combinationLimit) were compared")
    }
    let held = holdTwoValued(blocks, of: rule)
    for block in blocks {
      let members = held.isEmpty ? block.members : block.members.filter { !held.contains($0) }
      guard members.count > 1 else { continue }
      let verdict = rule.verdict(
        on: members, value: block.value, records: evidence.records, clusters: &clusters,
        known: known)
      switch verdict {
      case .hold(let name, let why, let isForReview):
        heldBack.append(HeldBack(records: members, rule: name, reason: why))
        if isForReview { wait(members, reason: why) }
      case .join: join(members, by: rule, value: block.value, &known)
      }
    }
  }

  /// Joins the members of a block, each with the first of those before it that it may be joined with.
  private mutating func join(
    _ members: [Int], by rule: LinkageRule, value: String, _ known: inout IdentifiersOfClusters
  ) {
    var anchors = [members[0]]
    for member in members.dropFirst() {
      var refusal: HeldBack?
      for anchor in anchors {
        let roots = Set([clusters.root(anchor), clusters.root(member)])
        guard let answer = join(anchor, member, by: rule, value: value) else {
          known.join(roots)
          refusal = nil
          break
        }
        refusal = refusal ?? answer
      }
      guard let refusal else { continue }
      heldBack.append(refusal)
      anchors.append(member)
    }
  }

  /// Joins two records that agree by a rule; returns why not where that waits for a human.
  private mutating func join(
    _ a: Int, _ b: Int, by rule: LinkageRule, value: String
  ) -> HeldBack? {
    let reason = rule.reason(value)
    if roles.mixesVictimAndSuspect([clusters.root(a), clusters.root(b)]) {
      waiting.append(Waiting(pair: Pair(a, b), reason: reason, worth: Waiting.wouldBeJoined))
      return HeldBack(
        records: [a, b], rule: "same \(rule.words), possible victim and suspect",
        reason: "\(reason), but \(RecordJoining.victimAndSuspect)")
    }
    guard let forbidden = join(a, b, rule: "same \(rule.words)", reason: reason) else { return nil }
    return HeldBack(
      records: [a, b], rule: "same \(rule.words), judged different",
      reason: "\(reason), but \(forbidden.words)")
  }

  /// Lets one record of each further cluster of `members` wait together with the first.
  private mutating func wait(_ members: [Int], reason: String) {
    var seen: Set<Int> = [clusters.root(members[0])]
    for member in members.dropFirst() where seen.insert(clusters.root(member)).inserted {
      waiting.append(
        Waiting(pair: Pair(members[0], member), reason: reason, worth: Waiting.contradicted))
    }
  }

  /// Holds back those records that bear two values of a feature of which an entity has one, where
  /// others bear the one and others the other: joining by both would make one entity of them.
  ///
  /// - Returns: The records held.
  private mutating func holdTwoValued(
    _ blocks: [LinkageRule.Block], of rule: LinkageRule
  ) -> Set<Int> {
    guard !rule.single.isEmpty else { return [] }
    // Who stands in several blocks bears several values.
    var counts = [Int32](repeating: 0, count: evidence.records.count)
    for block in blocks { for member in block.members { counts[member] += 1 } }
    var blocksOf: [Int: [Int]] = [:]
    for (place, block) in blocks.enumerated() {
      for member in block.members where counts[member] > 1 {
        blocksOf[member, default: []].append(place)
      }
    }
    let candidates = blocksOf.sorted { $0.key < $1.key }
    guard !candidates.isEmpty else { return [] }
    let known = IdentifiersOfClusters(
      rule.single, of: rule.kind, records: evidence.records, clusters: &clusters)
    // Records with the same values stand in the same blocks: each set of blocks is looked at once.
    var chains: [[Int]: Bool] = [:]
    var held: Set<Int> = []
    for (record, places) in candidates {
      let own = places.map { blocks[$0] }
      if chains[places] == nil {
        let roots = Set(own.flatMap(\.members).map { clusters.root($0) })
        chains[places] = rule.single.contains { feature in
          known.contradiction(of: feature, between: roots) != nil
        }
      }
      guard chains[places] == true else { continue }
      held.insert(record)
      hold(record, own, of: rule)
    }
    twoValued.formUnion(held)
    return held
  }

  private mutating func hold(_ record: Int, _ blocks: [LinkageRule.Block], of rule: LinkageRule) {
    let others = blocks.compactMap { block in block.members.first { $0 != record } }
    for (block, other) in zip(blocks, others) {
      waiting.append(
        Waiting(
          pair: Pair(record, other),
          reason: "\(rule.reason(block.value)), but \(RecordJoining.bearsTwoValues)",
          worth: Waiting.contradicted))
    }
    heldBack.append(
      HeldBack(
        records: Set(others + [record]).sorted(),
        rule: "same \(rule.words), two values in a record",
        reason: "\(rule.reason(blocks.map(\.value).joined(separator: " and "))), but "
          + RecordJoining.bearsTwoValues))
  }

  static let bearsTwoValues = "a record bears two values that others bear apart"

  /// Returns the pairs that rules left to a human, those decided or in `others` left out, each two
  /// clusters once.
  mutating func pairsForReview(besides others: [PossibleMatch]) -> [PossibleMatch] {
    var sizes: [Int: Int] = [:]
    for record in evidence.records.indices { sizes[clusters.root(record), default: 0] += 1 }
    let known = others.map { Pair($0.first, $0.second) } + decided
    var seen = Set(known.map { Pair(clusters.root($0.first), clusters.root($0.second)) })
    var found: [PossibleMatch] = []
    for pair in waiting {
      let roots = Pair(clusters.root(pair.pair.first), clusters.root(pair.pair.second))
      guard roots.first != roots.second, seen.insert(roots).inserted else { continue }
      let isMixed = roles.mixesVictimAndSuspect([roots.first, roots.second])
      found.append(
        PossibleMatch(
          first: pair.pair.first, second: pair.pair.second, thousandths: nil,
          gain: pair.worth * (sizes[roots.first] ?? 1) * (sizes[roots.second] ?? 1),
          reason: pair.reason + (isMixed ? "; \(RecordJoining.victimAndSuspect)" : "")))
    }
    return found
  }
}
