import Linkage
import Records

/// Decisions on groups, with the people they name looked up in the case: which people belong
/// together by decision, and which are no group.
///
/// The latest decision that names a person holds for that person, so that no two contradict.
struct DecidedGroups: Sendable {
  /// People who are a group, or a part of one, because somebody decided so.
  struct Fixed: Sendable, Equatable {
    /// Index of the decision.
    let decision: Int
    /// Indices of entities, ascending.
    let entities: [Int]
  }

  /// People who are no group.
  struct Rejected: Sendable, Equatable {
    let decision: Int
    let entities: Set<Int>

    /// Whether `group` is what was rejected: the two share half of both together.
    func covers(_ group: some Sequence<Int>) -> Bool {
      let group = Set(group)
      return group.intersection(entities).count * 2 >= group.union(entities).count
    }
  }

  let decisions: [GroupDecision]
  /// In the order of the decisions.
  let fixed: [Fixed]
  let rejected: [Rejected]
  /// Decisions that name nobody in the case, by index.
  let unapplied: [Int]

  static let none = DecidedGroups([], evidence: Evidence(), resolution: nil)

  /// - Complexity: O(*k* log *r*) for *k* keys named and *r* records.
  init(_ decisions: [GroupDecision], evidence: Evidence, resolution: Resolution?) {
    self.decisions = decisions
    let order = decisions.indices.sorted { a, b in
      decisions[a].time != decisions[b].time ? decisions[a].time < decisions[b].time : a < b
    }
    var partOf: [Int: (decision: Int, part: Int)] = [:]
    var named = Set<Int>()
    for index in order {
      for (number, keys) in decisions[index].groups.enumerated() {
        let part = decisions[index].verdict == .join ? 0 : number
        for key in keys {
          guard let resolution, let record = evidence.record(key),
            resolution.entityOfRecord[record] >= 0
          else { continue }
          partOf[resolution.entityOfRecord[record]] = (index, part)
          named.insert(index)
        }
      }
    }
    var sets: [[Int]: [Int]] = [:]
    for (entity, place) in partOf {
      sets[[place.decision, place.part], default: []].append(entity)
    }
    var fixed: [Fixed] = []
    var rejected: [Rejected] = []
    for (place, entities) in sets.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      if decisions[place[0]].verdict == .reject {
        rejected.append(Rejected(decision: place[0], entities: Set(entities)))
      } else {
        fixed.append(Fixed(decision: place[0], entities: entities.sorted()))
      }
    }
    self.fixed = fixed
    self.rejected = rejected
    unapplied = decisions.indices.filter { !named.contains($0) }
  }
}

extension Evidence {
  /// The record with `key`; records are in the order of their keys.
  fileprivate func record(_ key: String) -> Int? {
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if records[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < records.count && records[low].key == key ? low : nil
  }
}
