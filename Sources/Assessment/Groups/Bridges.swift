import Records

/// Finds who and what joins the first positions to each other, and the people through whom most
/// shortest ways among people of interest lead.
struct Bridges {
  let reading: Reading
  let labels: ReleasedLabels
  let policy: AssessmentPolicy
  let workers: Int

  /// So many first positions are compared, each pair.
  static let mostPositions = 20
  static let mostLinks = 3
  static let mostBrokers = 10

  private var network: Network { reading.network }
  private var projection: Projection { reading.projection }

  /// Bridges between any two of the first positions, strongest first; subjects that are the same
  /// people under two ids are left out.
  func all() -> [Bridge] {
    let first = Array(reading.scored.prefix(Bridges.mostPositions))
    var bridges: [Bridge] = []
    for (index, a) in first.enumerated() {
      for b in first[(index + 1)...] {
        if let bridge = bridge(a, b) { bridges.append(bridge) }
      }
    }
    return bridges.sorted { a, b in
      a.strength != b.strength
        ? a.strength > b.strength : (a.first, a.second) < (b.first, b.second)
    }
  }

  private func bridge(_ a: ScoredCandidate, _ b: ScoredCandidate) -> Bridge? {
    let inA = Set(a.candidate.people)
    let inB = Set(b.candidate.people)
    let both = inA.intersection(inB)
    guard both.count < min(inA.count, inB.count) else { return nil }
    var crossing: [(x: Int, y: Int, strength: Double)] = []
    for x in inA.subtracting(both).sorted() {
      for pair in projection.pairs(of: x)
      where inB.contains(pair.other) && !inA.contains(pair.other) {
        crossing.append((x, pair.other, pair.strength))
      }
    }
    guard !crossing.isEmpty || !both.isEmpty else { return nil }
    crossing.sort { p, q in
      p.strength != q.strength ? p.strength > q.strength : (p.x, p.y) < (q.x, q.y)
    }
    let strongest = crossing.prefix(Bridges.mostLinks)
    let people = both.sorted() + strongest.flatMap { [$0.x, $0.y] }.filter { !both.contains($0) }
    var seen = Set<Int>()
    return Bridge(
      first: a.id, second: b.id,
      people: people.filter { seen.insert($0).inserted }.map(label),
      links: strongest.map { "\(label($0.x)) and \(label($0.y)): \(words(between: $0.x, $0.y))" },
      strength: Int(crossing.reduce(0) { $0 + $1.strength } * 1000))
  }

  private func label(_ person: Int) -> String {
    labels.label(of: projection.people[person].entity)
  }

  /// How two people are linked: directly, or through what they share.
  private func words(between x: Int, _ y: Int) -> String {
    let (a, b) = (projection.people[x].entity, projection.people[y].entity)
    var things: [Int: LinkType] = [:]
    var direct: [String] = []
    for index in network.incident(to: a) {
      let link = network.links[Int(index)]
      guard link.type.layer != .reference else { continue }
      let other = network.other(link, than: a)
      if other == b {
        direct.append("\(link.type.words) (\(Bridges.count(link.support, "support")))")
      } else if network.entities[other].kind != .nominal {
        things[other] = link.type
      }
    }
    guard direct.isEmpty else { return direct.joined(separator: ", ") }
    for index in network.incident(to: b) {
      let link = network.links[Int(index)]
      let other = network.other(link, than: b)
      if let own = things[other], labels.mayShow(other) {
        return "\(own.words) and \(link.type.words) of \(labels.label(of: other))"
      }
    }
    return "through things that are linked"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The people who join two or more positions or groups: first those who reach people of the foremost
  /// positions, told by the lesser of the two best, then by the share of shortest paths they lie on.
  ///
  /// Among hundreds of small groups somebody always lies on many paths; who joins two of those at the
  /// top of the list matters more. Who does may belong to none of them, be named by no report, reach
  /// one of them through a phone that nobody is known to hold, and lie on no shortest path because
  /// another way is as short.
  ///
  /// > Source: whoever has contacts in two groups is a broker by R. V. Gould and R. M. Fernandez,
  /// > "Structures of Mediation", *Sociological Methodology* 19, 1989,
  /// > [10.2307/270949](https://doi.org/10.2307/270949), whatever the paths.
  func brokers() throws(AssessmentError) -> [Broker] {
    let first = reading.scored.prefix(Bridges.mostPositions).map { item in
      (id: item.id, people: Set(item.candidate.people))
    }
    let unheld = UnheldPhones(
      network: network, projection: projection, positions: first.map(\.people),
      mostPhones: policy.hubLimit
    ).contacts
    let shares = reading.brokerage.merging(try goBetweens(first.map(\.people))) { own, _ in own }
      .merging(unheld.mapValues { _ in 0 }) { own, _ in own }
    let found = shares.compactMap { person, share -> FoundBroker? in
      let contacts = unheld[person] ?? []
      let near = contacts.reduce(
        into: Set(projection.pairs(of: person).map(\.other)).union([person])
      ) { $0.formUnion($1.people) }
      let places = first.indices.filter { !first[$0].people.isDisjoint(with: near) }
      let groups = Set(near.map { reading.groups.groupOfNode[$0] }.filter { $0 >= 0 })
      guard places.count > 1 || groups.count > 1 else { return nil }
      let joined = second(of: places) { a, b in
        !first[a].people.subtracting(first[b].people).isDisjoint(with: near)
      }
      guard share > 0 || joined != nil else { return nil }
      return FoundBroker(
        person: person, share: share, second: joined ?? .max, places: places,
        phones: contacts.map(\.phone))
    }.sorted { a, b in
      if a.second != b.second { return a.second < b.second }
      return a.share != b.share ? a.share > b.share : a.person < b.person
    }
    return found.prefix(Bridges.mostBrokers).map { broker in
      let index = projection.people[broker.person].entity
      let entity = network.entities[index]
      return Broker(
        entity: entity.id, label: labels.label(of: index), share: Int(broker.share * 100_000),
        positions: broker.places.map { first[$0].id }, reports: network.supports(of: index).count,
        records: network.evidence.keys(of: entity.records),
        unheldPhones: Set(broker.phones).sorted().filter(labels.mayShow).map(labels.label(of:)))
    }
  }

  /// The people of no position who are linked to two of the first positions or more, each with the share
  /// of shortest paths among these positions and themselves.
  private func goBetweens(_ first: [Set<Int>]) throws(AssessmentError) -> [Int: Double] {
    var near: [Int: Set<Int>] = [:]
    for (place, people) in first.enumerated() {
      for person in people {
        for pair in projection.pairs(of: person) where reading.brokerage[pair.other] == nil {
          near[pair.other, default: []].insert(place)
        }
      }
    }
    let between = Set(near.filter { $0.value.count > 1 }.keys)
    guard !between.isEmpty else { return [:] }
    return try Brokerage.shares(
      among: first.reduce(between) { $0.union($1) }, ofAtLeast: reading.brokerage.count,
      projection: projection, policy: policy, workers: workers
    ).filter { between.contains($0.key) }
  }

  private struct FoundBroker {
    let person: Int
    let share: Double
    /// The place of the lesser of the two foremost positions joined; the largest number where none are.
    let second: Int
    let places: [Int]
    /// Entities.
    let phones: [Int]
  }

  /// The least place that goes with one before it, each with somebody whom the other has not.
  ///
  /// - Parameter reaches: Whether somebody of the first place who is not of the second is near.
  private func second(of places: [Int], reaches: (Int, Int) -> Bool) -> Int? {
    places.indices.dropFirst().first { later in
      places[..<later].contains { reaches($0, places[later]) && reaches(places[later], $0) }
    }.map { places[$0] }
  }
}
