import Records

/// The identifiers that the records of each cluster bear, kept while clusters are joined.
///
/// Two clusters contradict each other where both bear values of a feature and none in common. Those
/// records of a cluster that bear one value say which are its own; only where it has none do records
/// that bear several. So a record with two values agrees with a bearer of either, but cannot bring the
/// two together; a human can, and the cluster then agrees with bearers of both.
struct IdentifiersOfClusters {
  /// The values that each cluster bears, by its root.
  private struct Values {
    /// Of records that bear one.
    var certain: [Int: Set<String>] = [:]
    /// Of records that bear several.
    var uncertain: [Int: Set<String>] = [:]

    mutating func move(_ root: Int, to target: Int) {
      if let moved = certain.removeValue(forKey: root) {
        certain[target, default: []].formUnion(moved)
      }
      if let moved = uncertain.removeValue(forKey: root) {
        uncertain[target, default: []].formUnion(moved)
      }
    }
  }

  private let features: [Feature.Name]
  /// By the position of the feature.
  private var known: [Values]

  /// - Complexity: O(records · features).
  init(
    _ features: [Feature.Name], of kind: Entity.Kind, records: [SourceRecord],
    clusters: inout DisjointSets
  ) {
    self.features = features
    known = Array(repeating: Values(), count: features.count)
    guard !features.isEmpty else { return }
    for (index, record) in records.enumerated() where record.kind == kind {
      for (position, feature) in features.enumerated() {
        let values = record.values(feature)
        guard let first = values.first else { continue }
        let root = clusters.root(index)
        if values.allSatisfy({ $0 == first }) {
          known[position].certain[root, default: []].insert(first)
        } else {
          known[position].uncertain[root, default: []].formUnion(values)
        }
      }
    }
  }

  /// Returns how many different values of `feature` the clusters at `roots` bear between them, if two
  /// of them contradict each other; nil if none do.
  func contradiction(of feature: Feature.Name, between roots: Set<Int>) -> Int? {
    guard let position = features.firstIndex(of: feature) else { return nil }
    let values = known[position]
    let sets = Array(Set(roots.compactMap { values.certain[$0] ?? values.uncertain[$0] }))
    guard let first = sets.first else { return nil }
    // Whoever all share a value with contradicts nobody; this saves most comparisons of pairs.
    guard sets.dropFirst().reduce(first, { $0.intersection($1) }).isEmpty else { return nil }
    for (place, set) in sets.enumerated() {
      if sets[..<place].contains(where: { $0.isDisjoint(with: set) }) {
        return sets.reduce(into: Set<String>()) { $0.formUnion($1) }.count
      }
    }
    return nil
  }

  /// Notes that the clusters at `roots` are now the one at their least member.
  mutating func join(_ roots: Set<Int>) {
    guard let target = roots.min() else { return }
    for position in known.indices {
      for root in roots where root != target { known[position].move(root, to: target) }
    }
  }
}
