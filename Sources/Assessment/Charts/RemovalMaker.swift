import GraphCore
import Records

/// Works out what is left of a group without the people whose loss breaks it up most, and holds that
/// against lost links and against people removed by lot.
struct RemovalMaker {
  let projection: Projection
  let parts: ChartParts
  let policy: AssessmentPolicy
  let workers: Int

  static let mostPeople = 60
  static let draws = 200

  /// Returns nil for fewer people than key players can be told among.
  func chart(of position: Position, candidate: Candidate, facts: CandidateFacts)
    throws(AssessmentError) -> RemovalChart?
  {
    let people = Array(candidate.people.prefix(Self.mostPeople))
    guard people.count >= KeyPlayerSets.smallest else { return nil }
    let removed = try KeyPlayerSets(
      projection: projection, label: { "\($0)" }, workers: workers
    ).fragmenting(people, seed: policy.seed)
    let place = Dictionary(
      people.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = projection.pairs.compactMap { pair -> RemovalChart.Pair? in
      guard let a = place[pair.a], let b = place[pair.b] else { return nil }
      return RemovalChart.Pair(a: min(a, b), b: max(a, b))
    }
    return RemovalChart(
      position: position.id, title: position.title,
      people: people.enumerated().map { index, node in
        let entity = projection.people[node].entity
        return RemovalChart.Person(
          entity: parts.network.entities[entity].id, label: parts.labels.label(of: entity),
          isRemoved: removed.contains(index))
      },
      pairs: pairs, measures: try measures(count: people.count, pairs: pairs, removed: removed),
      draws: Self.draws, linksLost: policy.stability.linksLost,
      hidden: [.init(what: "people", count: candidate.people.count - people.count)]
        .filter { $0.count > 0 },
      shielded: ShieldedCount(facts.shielded.count))
  }

  private static let names = [
    "people in the largest part", "separate parts", "people on their own",
    "pairs of people in touch",
  ]

  private func measures(
    count: Int, pairs: [RemovalChart.Pair], removed: Set<Int>
  ) throws(AssessmentError) -> [RemovalChart.Measure] {
    let random = CounterRandom(seed: policy.seed)
    let before = try Self.values(count: count, pairs: pairs, without: [])
    let after = try Self.values(count: count, pairs: pairs, without: removed)
    var thinned: [[Int]] = []
    var byLot: [[Int]] = []
    for draw in 0..<Self.draws {
      let kept = pairs.indices.filter {
        random.below(1000, stream: UInt64(2 * draw), index: UInt64($0))
          >= policy.stability.linksLost
      }.map { pairs[$0] }
      thinned.append(try Self.values(count: count, pairs: kept, without: removed))
      let lot = random.permutation(count, stream: UInt64(2 * draw + 1)).prefix(removed.count)
      byLot.append(try Self.values(count: count, pairs: pairs, without: Set(lot)))
    }
    return Self.names.indices.map { index in
      RemovalChart.Measure(
        name: Self.names[index], before: before[index], after: after[index],
        range: Self.range(thinned.map { $0[index] }), byLot: Self.range(byLot.map { $0[index] }))
    }
  }

  /// What nine tenths of `values` lie between.
  private static func range(_ values: [Int]) -> ClosedRange<Int> {
    let sorted = values.sorted()
    let tail = sorted.count / 20
    return sorted[tail]...sorted[sorted.count - 1 - tail]
  }

  /// In the order of `names`, among those who are left.
  private static func values(
    count: Int, pairs: [RemovalChart.Pair], without removed: Set<Int>
  ) throws(AssessmentError) -> [Int] {
    let links = pairs.filter { !removed.contains($0.a) && !removed.contains($0.b) }
    let sizes: [Int]
    do {
      sizes = try CSRGraph(nodeCount: count, links: links.map { CSRGraph.Link($0.a, $0.b) })
        .components().sizes
    } catch {
      throw .graph("\(error)")
    }
    // Whoever is removed stays as a part of one, which is no part of what is left.
    return [
      count == removed.count ? 0 : sizes.max() ?? 0, sizes.count - removed.count,
      sizes.count { $0 == 1 } - removed.count, sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 },
    ]
  }
}
