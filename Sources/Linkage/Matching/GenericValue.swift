/// A value that so many entities bear that it says next to nothing: an agency's phone, a placeholder
/// date, a solicitor's address. It is weighed by its frequency, like any other; big blocks that it
/// makes are cut or dropped; and it is reported, so that somebody can look where it comes from.
public struct GenericValue: Sendable, Equatable {
  public let feature: String
  public let value: String
  /// The entities that bear it.
  public let entities: Int

  /// A value is generic from this many times the crowd that a typical row's value is shared by.
  static let crowds = 20
  static let leastEntities = 20
  static let limit = 50

  /// Returns the generic values of identifying features, those with most entities first.
  ///
  /// - Complexity: O(*v* log *v*) for *v* distinct values.
  static func all(in table: LinkTable, _ frequencies: ValueFrequencies) -> [GenericValue] {
    var found: [GenericValue] = []
    for (index, feature) in table.schema.features.enumerated() {
      switch feature.type.comparator {
      case .code, .date, .place: break
      case .name, .words, .category: continue
      }
      let column = table.schema.columns[index]
      let counts = frequencies.counts[column]
      let least = max(leastEntities, crowds * typicalCrowd(counts))
      let lexicon = table.lexicons[table.schema.lexiconOfColumn[column]]
      for (value, count) in counts.enumerated() where Int(count) >= least {
        let isDate = feature.type.comparator == .date
        let text = isDate ? PackedDate.written(lexicon.dates[value]) : lexicon.texts[value]
        found.append(GenericValue(feature: feature.name, value: text, entities: Int(count)))
      }
    }
    found.sort { ($1.entities, $0.feature, $0.value) < ($0.entities, $1.feature, $1.value) }
    return Array(found.prefix(limit))
  }

  /// How many entities share the value of the middle row.
  private static func typicalCrowd(_ counts: [Int32]) -> Int {
    let sorted = counts.filter { $0 > 0 }.sorted()
    let half = sorted.reduce(0) { $0 + Int($1) } / 2
    var passed = 0
    for count in sorted {
      passed += Int(count)
      if passed > half { return Int(count) }
    }
    return 1
  }
}
