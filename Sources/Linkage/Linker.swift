public import Records

/// Decides which source records describe the same person, vehicle, address, phone, account or
/// organisation.
///
/// Records are joined by agreement on a validated identifier, and nominals also by equal name and
/// date of birth. Every join keeps its reason. A rule holds back where it would contradict a
/// stronger identifier, and where a value is shared too widely to identify anybody.
///
/// - Note: The result depends on the records alone, not on their order or on the number of workers.
/// - Complexity: O(*r* log *r*) for *r* records.
public enum Linker {
  /// Returns the entities that the records of `evidence` describe.
  public static func resolve(_ evidence: Evidence) -> Resolution {
    var clusters = DisjointSets(count: evidence.records.count)
    var merges: [Merge] = []
    var heldBack: [HeldBack] = []
    for rule in LinkageRule.all {
      var known = IdentifiersOfClusters(
        rule.excludedBy, records: evidence.records, clusters: &clusters)
      for block in rule.blocks(of: evidence.records) {
        switch rule.verdict(
          on: block, records: evidence.records, clusters: &clusters, known: known)
        {
        case .join:
          known.join(Set(block.members.map { clusters.root($0) }))
          for member in block.members.dropFirst()
          where clusters.union(block.members[0], member) {
            merges.append(
              Merge(first: block.members[0], second: member, reason: rule.reason(block.value)))
          }
        case .hold(let why):
          heldBack.append(HeldBack(records: block.members, reason: why))
        }
      }
    }
    return Resolution(
      evidence: evidence, clusters: &clusters, merges: merges, heldBack: heldBack)
  }
}

/// One join of two records and why it was made.
public struct Merge: Sendable, Equatable {
  /// Indices into `Evidence.records`; `first` < `second`.
  public let first: Int
  public let second: Int
  /// Such as `same vehicle registration QZ12ABC`.
  public let reason: String
}

/// Records that agree on something but were not joined, for a human to look at.
public struct HeldBack: Sendable, Equatable {
  /// Indices into `Evidence.records`, ascending.
  public let records: [Int]
  public let reason: String
}

/// The entities that the records of a case describe.
public struct Resolution: Sendable {
  /// By id.
  public let entities: [Entity]
  /// The index of each record's entity, or -1 for a record that no row has described.
  public let entityOfRecord: [Int]
  /// In the order of the rules, then of the records.
  public let merges: [Merge]
  public let heldBack: [HeldBack]

  init(
    evidence: Evidence, clusters: inout DisjointSets, merges: [Merge], heldBack: [HeldBack]
  ) {
    var membersOfRoot: [Int: [Int]] = [:]
    for (index, record) in evidence.records.enumerated() where record.kind != nil {
      membersOfRoot[clusters.root(index), default: []].append(index)
    }
    var taken: [String: Int] = [:]
    var entities: [Entity] = []
    entities.reserveCapacity(membersOfRoot.count)
    for members in membersOfRoot.values.sorted(by: { $0[0] < $1[0] }) {
      let first = evidence.records[members[0]]
      guard let kind = first.kind else { continue }
      var name = "\(kind.prefix)-\(EntityNaming.code(for: first.key))"
      taken[name, default: 0] += 1
      if let copies = taken[name], copies > 1 { name += "-\(copies)" }
      let records = members.map { evidence.records[$0] }
      entities.append(
        Entity(
          id: EntityID(name), kind: kind, records: members,
          label: EntityNaming.label(of: records, kind: kind)))
    }
    entities.sort { $0.id < $1.id }
    var entityOfRecord = [Int](repeating: -1, count: evidence.records.count)
    for (index, entity) in entities.enumerated() {
      for record in entity.records { entityOfRecord[record] = index }
    }
    self.entities = entities
    self.entityOfRecord = entityOfRecord
    self.merges = merges
    self.heldBack = heldBack
  }
}
