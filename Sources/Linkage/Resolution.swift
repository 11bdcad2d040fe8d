public import Records

/// One join of two records and why it was made.
public struct Merge: Sendable, Equatable {
  /// Indices into `Evidence.records`; `first` < `second`.
  public let first: Int
  public let second: Int
  /// The reason without the values that agreed, such as `same vehicle registration`.
  public let rule: String
  /// Such as `same vehicle registration QZ12ABC`.
  public let reason: String

  public init(first: Int, second: Int, rule: String, reason: String) {
    self.first = first
    self.second = second
    self.rule = rule
    self.reason = reason
  }
}

/// Records that agree on something but were not joined. What a human can decide is among the possible
/// matches too; what identifies nobody is only counted.
public struct HeldBack: Sendable, Equatable {
  /// Indices into `Evidence.records`, ascending.
  public let records: [Int]
  /// The reason without values, such as `same name and date of birth, different pncID`.
  public let rule: String
  public let reason: String
}

/// Two records of different entities that may be one: an entry of the queue for clerical review.
public struct PossibleMatch: Sendable, Equatable {
  /// Indices into `Evidence.records`; `first` < `second`.
  public let first: Int
  public let second: Int
  /// That both are of one entity, from 0 to 1, in thousandths. Nil where a rule and no model found
  /// what they have in common.
  public let thousandths: Int?
  /// How many pairs of records would be wrong no longer, on average, once somebody decides: the
  /// probability times the records of one entity times those of the other, in thousandths. Without a
  /// model .999 stands for a join that only the roles prevented, .1 for one that an identifier
  /// contradicts.
  public let gain: Int
  /// What agrees, and why a human is asked.
  public let reason: String

  public init(first: Int, second: Int, thousandths: Int?, gain: Int, reason: String) {
    self.first = first
    self.second = second
    self.thousandths = thousandths
    self.gain = gain
    self.reason = reason
  }
}

/// The entities that the records of a case describe.
public struct Resolution: Sendable {
  /// By id.
  public let entities: [Entity]
  /// The index of each record's entity, or -1 for a record that no row has described.
  public let entityOfRecord: [Int]
  /// Judgements first, then in the order of the rules, then by falling probability.
  public let merges: [Merge]
  public let heldBack: [HeldBack]
  /// By falling gain.
  public let possibleMatches: [PossibleMatch]
  /// Decisions that could not take effect or that identifiers speak against.
  public let contradictions: [Contradiction]
  /// One line for each thing to know of the linking: what bore too many values to be compared by all of
  /// them; which kind of entity was, or could not be, linked by probability, by which keys, and which
  /// values were found to say little.
  public let notes: [String]

  /// Makes entities of clusters.
  ///
  /// - Parameter ages: For each record how many linkings came before it; empty for none. An entity
  ///   takes its id from its oldest record, of several the one with the least key: so an id lives on
  ///   when records are added, the older id when entities merge, and the part with that record keeps
  ///   it when one splits.
  init(
    evidence: Evidence, clusters: inout DisjointSets, ages: [Int32] = [], merges: [Merge],
    heldBack: [HeldBack] = [], possibleMatches: [PossibleMatch] = [],
    contradictions: [Contradiction] = [], notes: [String] = []
  ) {
    var membersOfRoot: [Int: [Int]] = [:]
    for (index, record) in evidence.records.enumerated() where record.kind != nil {
      membersOfRoot[clusters.root(index), default: []].append(index)
    }
    var taken: [String: Int] = [:]
    var entities: [Entity] = []
    entities.reserveCapacity(membersOfRoot.count)
    for members in membersOfRoot.values.sorted(by: { $0[0] < $1[0] }) {
      let oldest = EntityNaming.anchor(of: members, ages: ages)
      guard let kind = evidence.records[oldest].kind else { continue }
      var name = EntityNaming.id(of: evidence.records[oldest], kind: kind)
      taken[name, default: 0] += 1
      if let copies = taken[name], copies > 1 { name += "-\(copies)" }
      let records = members.map { evidence.records[$0] }
      entities.append(
        Entity(
          id: EntityID(name), kind: kind, records: members,
          label: EntityNaming.label(
            of: records, kind: kind, local: evidence.showsKeys ? nil : name)))
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
    self.possibleMatches = possibleMatches
    self.contradictions = contradictions
    self.notes = notes
  }
}

extension Resolution {
  /// Takes joins as an earlier linking of the same records made them. What that linking held back, and
  /// its contradictions and notes, are not taken up again.
  package init(
    evidence: Evidence, ages: [Int32], merges: [Merge], possibleMatches: [PossibleMatch]
  ) {
    var clusters = DisjointSets(count: evidence.records.count)
    for merge in merges { _ = clusters.union(merge.first, merge.second) }
    self.init(
      evidence: evidence, clusters: &clusters, ages: ages, merges: merges,
      possibleMatches: possibleMatches)
  }

  /// Returns the entities whose records an entity with the id `text` held when that was its id: each
  /// record's own id leads to the entity that it is in now. Nil where no record ever gave that id.
  package func entities(called text: String, in evidence: Evidence) -> [Int]? {
    if let index = entities.firstIndex(where: { $0.id.text == text }) { return [index] }
    // Rows may since have given the record another kind, and so its id another first letter.
    guard let kind = Entity.Kind.allCases.first(where: { text.hasPrefix("\($0.prefix)-") }) else {
      return nil
    }
    let found = evidence.records.indices.filter { index in
      entityOfRecord[index] >= 0
        && EntityNaming.id(of: evidence.records[index], kind: kind) == text
    }
    return found.isEmpty ? nil : found.map { entityOfRecord[$0] }
  }
}

/// An entity id that stands for something else after a linking than before it.
package struct EntityChange: Sendable, Hashable, Comparable {
  package let old: String
  /// An entity that now holds records of the old one.
  package let new: String

  package static func < (a: EntityChange, b: EntityChange) -> Bool {
    (a.old, a.new) < (b.old, b.new)
  }

  /// Returns where the records of each entity of an earlier linking went, of those ids that do not
  /// stand for the same records and others that were added: merged into an older entity, or split.
  ///
  /// - Parameters:
  ///   - merges: The joins of the earlier linking.
  ///   - isNew: For each record whether it came in after that linking.
  ///   - ages: As the earlier linking had them.
  package static func changes(
    to resolution: Resolution, from merges: [Merge], isNew: [Bool], ages: [Int32],
    evidence: Evidence
  ) -> [EntityChange] {
    var clusters = DisjointSets(count: evidence.records.count)
    for merge in merges { _ = clusters.union(merge.first, merge.second) }
    var members: [Int: [Int]] = [:]
    for index in evidence.records.indices where !isNew[index] {
      if resolution.entityOfRecord[index] >= 0 {
        members[clusters.root(index), default: []].append(index)
      }
    }
    var changes: Set<EntityChange> = []
    for records in members.values {
      let oldest = EntityNaming.anchor(of: records, ages: ages)
      guard let kind = evidence.records[oldest].kind else { continue }
      let now = Set(records.map { resolution.entityOfRecord[$0] })
      let old = EntityNaming.id(of: evidence.records[oldest], kind: kind)
      for entity in now where resolution.entities[entity].id.text != old {
        changes.insert(EntityChange(old: old, new: resolution.entities[entity].id.text))
      }
    }
    return changes.sorted()
  }
}
