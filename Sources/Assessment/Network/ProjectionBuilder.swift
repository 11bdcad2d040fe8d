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
    let strength: Double
    /// Places in `ties`: of these, those that are of control or not as `isControl` says.
    let ties: Range<Int>
    let isControl: Bool
  }

  /// One link of a person to the thing that is looked at.
  private struct Tie {
    let entity: Int
    /// Index into the network's links.
    let link: Int32
    let isControl: Bool
  }

  private let network: Network
  private let policy: AssessmentPolicy
  private let nodeOfEntity: [Int32]
  private var statements: [Statement] = []
  private var isHub: [Bool]
  /// The links of people to the thing that is looked at, by person.
  private var ties: [Tie] = []
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
    for entity in network.active where !network.isNominal[entity] {
      let (controllers, occupants) = parties(to: entity)
      let everyone = controllers.count + occupants.count
      let declared = network.declaredHubs[entity]
      if declared != nil || everyone > policy.hubLimit { isHub[entity] = true }
      keepControllers(controllers, of: entity)
      var made = 0
      if declared == nil {
        if controllers.count <= policy.controllerLimit {
          made += addPairs(of: controllers, sharedAmong: controllers.count)
        }
        if everyone <= policy.sharedLimit {
          made += addPairs(of: occupants, sharedAmong: everyone)
          made += addPairs(between: controllers, and: occupants, sharedAmong: everyone)
        }
      }
      if isHub[entity] {
        hubs.append(
          Projection.Hub(
            entity: entity, why: declared.map { "declared: \($0)" } ?? "found: shared too widely",
            isHeld: declared == nil && controllers.count <= policy.controllerLimit,
            people: everyone, pairsBefore: everyone * (everyone - 1) / 2, pairsAfter: made))
      }
    }
  }

  private mutating func keepControllers(_ controllers: [Party], of entity: Int) {
    guard !controllers.isEmpty else { return }
    let open = controllers.map(\.node).filter { $0 >= 0 }
    if !open.isEmpty, open.count <= 16 { controllersOf[entity] = open }
  }

  /// Links the controllers of two things that are themselves linked.
  mutating func addLinkedThings() {
    for link in network.links where link.type.layer != .reference {
      guard !network.isNominal[link.from], !network.isNominal[link.to], !isHub[link.from],
        !isHub[link.to], let first = controllersOf[link.from],
        let second = controllersOf[link.to]
      else { continue }
      let ways = first.count * second.count
      guard ways <= 16 else { continue }
      let repeated = min(1, Double(link.assertions.count) / Double(policy.fullContacts))
      let strength = Double(policy.contact) / 1000 * link.strength * repeated / Double(ways)
      for a in first {
        for b in second { add(a, b, strength) }
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

  /// Those who have a say over `entity`, and all others who are linked to it, each by entity.
  private mutating func parties(to entity: Int) -> (controllers: [Party], occupants: [Party]) {
    ties.removeAll(keepingCapacity: true)
    for index in network.incident(to: entity) {
      let link = network.links[Int(index)]
      let person = network.other(link, than: entity)
      guard network.isNominal[person], link.type.layer != .reference else { continue }
      ties.append(Tie(entity: person, link: index, isControl: link.type.isControl))
    }
    ties.sort { a, b in a.entity != b.entity ? a.entity < b.entity : a.link < b.link }
    var controllers: [Party] = []
    var occupants: [Party] = []
    var start = 0
    while start < ties.count {
      var end = start
      var isControl = false
      while end < ties.count, ties[end].entity == ties[start].entity {
        isControl = isControl || ties[end].isControl
        end += 1
      }
      let party = party(of: start..<end, isControl: isControl)
      if isControl { controllers.append(party) } else { occupants.append(party) }
      start = end
    }
    return (controllers, occupants)
  }

  private func party(of places: Range<Int>, isControl: Bool) -> Party {
    var strength = 0.0
    for place in places where ties[place].isControl == isControl {
      strength = max(strength, network.links[Int(ties[place].link)].strength)
    }
    return Party(
      node: nodeOfEntity[ties[places.lowerBound].entity], strength: strength, ties: places,
      isControl: isControl)
  }

  /// When somebody had a say over the thing that is looked at, or was there.
  private func intervals(of party: Party) -> [DayInterval] {
    var intervals: [DayInterval] = []
    for place in party.ties where ties[place].isControl == party.isControl {
      for assertion in network.assertions[network.links[Int(ties[place].link)].assertions] {
        intervals.append(network.evidence.assertions[assertion].interval)
      }
    }
    return intervals
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
    let worth = Double(policy.sharedThing) / 1000 * share
    add(a.node, b.node, worth * min(a.strength, b.strength) / Double(max(count - 1, 1)))
    return 1
  }

  /// The most days that two stays have in common; nil where none overlap. Stays of which a start or
  /// end is not known may be long.
  private func daysTogether(_ a: Party, _ b: Party) -> Int? {
    var most: Int?
    let others = intervals(of: b)
    for x in intervals(of: a) {
      for y in others where x.overlaps(y) {
        let start = [x.start, y.start].compactMap { $0 }.max()
        let end = [x.end, y.end].compactMap { $0 }.min()
        let days = start.flatMap { start in end.map { $0 - start } } ?? .max
        most = max(most ?? 0, days)
      }
    }
    return most
  }
}
