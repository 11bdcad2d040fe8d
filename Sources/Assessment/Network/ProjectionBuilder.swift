import Records

/// Adds up the strengths between pairs of people, in the order of the network's entities, so that
/// equal networks give equal sums.
struct ProjectionBuilder {
  private struct Statement {
    let key: UInt64
    let strength: Double
  }

  /// Someone who is linked to a thing.
  private struct Party {
    /// Index of the person's node, or -1 for a shielded person.
    let node: Int32
    let entity: Int
    let strength: Double
    let intervals: [DayInterval]
  }

  private let network: Network
  private let policy: AssessmentPolicy
  private let nodeOfEntity: [Int32]
  private var statements: [Statement] = []
  private var isHub: [Bool]
  /// Nodes of the open people who control each thing, where they are few.
  private var controllersOf: [Int: [Int32]] = [:]
  private(set) var hubs: [Projection.Hub] = []

  init(network: Network, policy: AssessmentPolicy, nodeOfEntity: [Int32]) {
    self.network = network
    self.policy = policy
    self.nodeOfEntity = nodeOfEntity
    isHub = [Bool](repeating: false, count: network.entities.count)
  }

  mutating func addDirectLinks() {
    for link in network.links where link.type.layer != .reference {
      add(nodeOfEntity[link.from], nodeOfEntity[link.to], link.strength)
    }
  }

  /// Links people through every place, vehicle, phone, account, company and event they share.
  mutating func addSharedThings() {
    for entity in network.active where network.entities[entity].kind != .nominal {
      let (controllers, occupants) = parties(to: entity)
      let everyone = Set((controllers + occupants).map(\.entity))
      let declared = declaredHub(entity)
      if declared != nil || everyone.count > policy.hubLimit { isHub[entity] = true }
      let open = controllers.map(\.node).filter { $0 >= 0 }
      if !open.isEmpty, open.count <= 16 { controllersOf[entity] = open }
      var made = 0
      if declared == nil {
        if controllers.count <= policy.controllerLimit {
          made += addPairs(of: controllers, sharedAmong: controllers.count)
        }
        if everyone.count <= policy.sharedLimit {
          made += addPairs(of: occupants, sharedAmong: everyone.count)
          made += addPairs(between: controllers, and: occupants, sharedAmong: everyone.count)
        }
      }
      if isHub[entity] {
        hubs.append(
          Projection.Hub(
            entity: entity, why: declared.map { "declared: \($0)" } ?? "found: shared too widely",
            isHeld: declared == nil && controllers.count <= policy.controllerLimit,
            people: everyone.count, pairsBefore: everyone.count * (everyone.count - 1) / 2,
            pairsAfter: made))
      }
    }
  }

  /// Links the controllers of two things that are themselves linked.
  mutating func addLinkedThings() {
    for link in network.links where link.type.layer != .reference {
      let ends = [link.from, link.to]
      guard ends.allSatisfy({ network.entities[$0].kind != .nominal && !isHub[$0] }) else {
        continue
      }
      let sides = ends.map { controllersOf[$0] ?? [] }
      let ways = sides[0].count * sides[1].count
      guard ways > 0, ways <= 16 else { continue }
      let repeated = min(1, Double(link.assertions.count) / 5)
      let strength = 0.3 * link.strength * repeated / Double(ways)
      for a in sides[0] {
        for b in sides[1] { add(a, b, strength) }
      }
    }
  }

  /// Returns the pairs, quantised to 1/1024 and without those weaker than the policy's weakest link.
  mutating func finish() -> [Projection.Pair] {
    // Equal keys are summed from small to large: the order of statements cannot show.
    statements.sort { a, b in a.key != b.key ? a.key < b.key : a.strength < b.strength }
    var pairs: [Projection.Pair] = []
    var start = 0
    while start < statements.count {
      var end = start
      var sum = 0.0
      while end < statements.count, statements[end].key == statements[start].key {
        sum += statements[end].strength
        end += 1
      }
      let strength = (sum * 1024).rounded() / 1024
      if strength * 1000 >= Double(policy.weakestLink), strength > 0 {
        let key = statements[start].key
        pairs.append(
          Projection.Pair(a: Int(key >> 32), b: Int(key & 0xffff_ffff), strength: strength))
      }
      start = end
    }
    statements = []
    return pairs
  }

  private mutating func add(_ a: Int32, _ b: Int32, _ strength: Double) {
    guard a >= 0, b >= 0, a != b, strength > 0 else { return }
    statements.append(
      Statement(key: UInt64(min(a, b)) << 32 | UInt64(max(a, b)), strength: strength))
  }

  private func declaredHub(_ entity: Int) -> String? {
    network.entities[entity].records.lazy
      .compactMap { network.evidence.records[$0].text(.hub) }.first { !$0.isEmpty }
  }

  private func parties(to entity: Int) -> (controllers: [Party], occupants: [Party]) {
    var controllers: [Int: Party] = [:]
    var occupants: [Int: Party] = [:]
    for index in network.incident(to: entity) {
      let link = network.links[Int(index)]
      let person = network.other(link, than: entity)
      guard network.entities[person].kind == .nominal, link.type.layer != .reference else {
        continue
      }
      let old = link.type.isControl ? controllers[person] : occupants[person]
      let party = Party(
        node: nodeOfEntity[person], entity: person,
        strength: max(old?.strength ?? 0, link.strength),
        intervals: (old?.intervals ?? []) + network.statements(of: link).map(\.interval))
      if link.type.isControl { controllers[person] = party } else { occupants[person] = party }
    }
    for person in controllers.keys { occupants[person] = nil }
    return (
      controllers.values.sorted { $0.entity < $1.entity },
      occupants.values.sorted { $0.entity < $1.entity }
    )
  }

  private mutating func addPairs(of parties: [Party], sharedAmong count: Int) -> Int {
    var made = 0
    for (index, a) in parties.enumerated() {
      for b in parties[(index + 1)...] { made += addShared(a, b, count) }
    }
    return made
  }

  private mutating func addPairs(
    between controllers: [Party], and occupants: [Party], sharedAmong count: Int
  ) -> Int {
    var made = 0
    for a in controllers {
      for b in occupants { made += addShared(a, b, count) }
    }
    return made
  }

  /// Links two people who were there at the same time, shared out among all; weaker where that was
  /// short.
  private mutating func addShared(_ a: Party, _ b: Party, _ count: Int) -> Int {
    guard a.node >= 0, b.node >= 0, let days = daysTogether(a, b) else { return 0 }
    let share = days < policy.overlapDays ? Double(policy.shortShare) / 1000 : 1
    add(
      a.node, b.node,
      0.6 * share * min(a.strength, b.strength) / Double(max(count - 1, 1)))
    return 1
  }

  /// The most days that two stays have in common; nil where none overlap. Stays of which a start or
  /// end is not known may be long.
  private func daysTogether(_ a: Party, _ b: Party) -> Int? {
    var most: Int?
    for x in a.intervals {
      for y in b.intervals where x.overlaps(y) {
        let start = [x.start, y.start].compactMap { $0 }.max()
        let end = [x.end, y.end].compactMap { $0 }.min()
        let days = start.flatMap { start in end.map { $0 - start } } ?? .max
        most = max(most ?? 0, days)
      }
    }
    return most
  }
}
