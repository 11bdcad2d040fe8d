import Linkage
import Records

/// Something that may take a position on the review list: a subject of the master list with the people
/// the network adds to it, or a group nobody has mapped.
struct Candidate: Sendable {
  /// Index into `Evidence.subjects`, or nil for an unmapped group.
  let subject: Int?
  /// Index of the decision that made the unmapped group what it is; nil where none did.
  var decision: Int?
  /// Nodes of the projection, ascending: named by the register, or in a group matched to it.
  let people: [Int]
  /// Of these, those that the register names.
  let named: Set<Int>
  /// Indices into the entities: places, vehicles and other things that the register names.
  let things: [Int]
  /// Entities that the register names and that are under the victim shield, ascending.
  let shieldedNamed: [Int]
}

/// Matches the computed groups to the master list. A Priority Individual under the victim shield is no
/// candidate, and neither is an entry of which nothing but shielded people could be found, or a group of
/// which every report names one and the same Priority Individual: it is that person with their contacts,
/// and the entry about the person rests on the same reports. A group that an analyst accepted or joined
/// is a candidate whatever the evidence.
struct Candidates: Sendable {
  /// Subjects in the register's order, then unmapped groups by size.
  let all: [Candidate]

  init(
    network: Network, shield: Shield, projection: Projection, groups: Groups,
    decided: DecidedGroups, policy: AssessmentPolicy
  ) {
    var all: [Candidate] = []
    var claimed = Set<Int>()
    var individuals: [Int] = []
    for index in network.evidence.subjects.indices {
      let named = Candidates.named(index, network: network, shield: shield, projection: projection)
      // An entry about somebody who may be a victim and nobody else is that person: it is not ranked.
      let isPerson = network.evidence.subjects[index].kind == .priorityIndividual
      let isOpen = !named.people.isEmpty || !named.things.isEmpty
      if !named.shielded.isEmpty, isPerson || !isOpen { continue }
      if isPerson { individuals += named.people.sorted() }
      var people = named.people
      for group in Candidates.matching(named.people, groups: groups) {
        people.formUnion(groups.members[group])
        if network.evidence.subjects[index].kind == .ocg { claimed.insert(group) }
      }
      all.append(
        Candidate(
          subject: index, people: people.sorted(), named: named.people, things: named.things,
          shieldedNamed: named.shielded))
    }
    for (index, members) in groups.members.enumerated() where !claimed.contains(index) {
      let decision = groups.decisions[index]
      let isAccepted = decision.map { decided.decisions[$0].verdict != .split } ?? false
      guard
        isAccepted
          || Candidates.isSuspected(
            members, network: network, projection: projection, policy: policy)
            && !individuals.contains(where: { individual in
              members.contains(individual)
                && Candidates.reports(about: members, network, projection)
                  .isSubset(of: Candidates.reports(about: [individual], network, projection))
            })
      else {
        continue
      }
      all.append(
        Candidate(
          subject: nil, decision: decision, people: members, named: [], things: [],
          shieldedNamed: []))
    }
    self.all = all
  }

  private static func named(
    _ index: Int, network: Network, shield: Shield, projection: Projection
  ) -> (people: Set<Int>, things: [Int], shielded: [Int]) {
    var people = Set<Int>()
    var things = Set<Int>()
    var shielded = Set<Int>()
    for record in network.evidence.subjects[index].members {
      let entity = network.resolution.entityOfRecord[record]
      guard entity >= 0 else { continue }
      if projection.nodeOfEntity[entity] >= 0 {
        people.insert(Int(projection.nodeOfEntity[entity]))
      } else if shield.isShielded[entity] {
        shielded.insert(entity)
      } else {
        things.insert(entity)
      }
    }
    return (people, things.sorted(), shielded.sorted())
  }

  /// The groups of which the named people make up half, or which hold half of them and at least two.
  private static func matching(_ named: Set<Int>, groups: Groups) -> [Int] {
    var counts: [Int: Int] = [:]
    for node in named where groups.groupOfNode[node] >= 0 {
      counts[Int(groups.groupOfNode[node]), default: 0] += 1
    }
    return counts.filter { group, count in
      count * 2 >= groups.members[group].count || (count >= 2 && count * 2 >= named.count)
    }.keys.sorted()
  }

  /// The reports and crime records that name any of `nodes`.
  private static func reports(
    about nodes: [Int], _ network: Network, _ projection: Projection
  ) -> Set<Support> {
    nodes.reduce(into: []) { reports, node in
      for index in network.incident(to: projection.people[node].entity) {
        let link = network.links[Int(index)]
        guard link.type.layer != .reference else { continue }
        reports.formUnion(network.statements(of: link).compactMap(network.intelligence))
      }
    }
  }

  /// Whether the evidence says more than that these people share a household or a workplace.
  ///
  /// Two of them must be named by a report or a crime record other than as victim or witness, of a grade
  /// that counts, and as many as make an OCG must be so named or be stated associates of somebody who is.
  private static func isSuspected(
    _ members: [Int], network: Network, projection: Projection, policy: AssessmentPolicy
  ) -> Bool {
    let entities = Set(members.map { projection.people[$0].entity })
    var named = Set<Int>()
    var naming: [Support: Int] = [:]
    var isTied = false
    for entity in entities.sorted() {
      for index in network.incident(to: entity) {
        let link = network.links[Int(index)]
        guard link.type.layer != .reference else { continue }
        for statement in network.statements(of: link) {
          // Most statements are rows of registers: reports are looked up for the others alone.
          guard let key = network.intelligence(of: statement),
            policy.worth(of: statement.report.map { network.evidence.reports[$0] }) > 0
          else { continue }
          named.insert(entity)
          if let other = naming[key], other != entity { isTied = true }
          naming[key] = entity
        }
      }
    }
    guard named.count >= 2 else { return false }
    let associates = associates(of: named, among: entities, network: network)
    isTied = isTied || !associates.isEmpty
    return isTied && named.union(associates).count >= policy.smallestGroup
  }

  /// Those of `entities` that a stated association links to one of `named`.
  private static func associates(
    of named: Set<Int>, among entities: Set<Int>, network: Network
  ) -> Set<Int> {
    entities.filter { entity in
      network.incident(to: entity).contains { index in
        let link = network.links[Int(index)]
        return link.type == .associate && named.contains(network.other(link, than: entity))
      }
    }
  }
}
