import Foundation

/// One feature of an entity and where its text comes from.
private struct FeaturePlan {
  let name: Feature.Name
  let slot: Int
  let isForce: Bool
  let plan: ValuePlan
}

/// An `EntityMapping` whose columns have been looked up.
struct EntityPlan {
  let name: String
  private let kind: Entity.Kind?
  private let system: String
  private let keyPrefix: String
  private let id: ValuePlan?
  /// In the order of `Feature`.
  private let features: [FeaturePlan]
  private let defaultForce: Feature?
  /// How many of `features` stand before a force area.
  private let beforeForce: Int
  private let isRequired: Bool
  private let when: [FilterPlan]

  init(
    name: String, _ mapping: EntityMapping, of source: SourceMapping, in columns: ColumnIndex
  ) throws(IngestError) {
    self.name = name
    kind = mapping.kind
    system = source.system
    keyPrefix = "\(source.system)/\(mapping.space ?? mapping.kind?.rawValue ?? "")/"
    id = try ValuePlan(mapping.id, in: columns)
    var features: [FeaturePlan] = []
    for (text, value) in (mapping.features ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let name = Feature.Name(rawValue: text) else { continue }
      features.append(
        FeaturePlan(
          name: name, slot: FeatureReader.slot(of: name), isForce: name == .forceArea,
          plan: try ValuePlan(value, in: columns)))
    }
    self.features = features
    beforeForce = features.filter { $0.name < .forceArea }.count
    let hasPlace = mapping.kind == .address || mapping.kind == .event
    defaultForce = source.force.flatMap { code in
      hasPlace ? Feature(name: .forceArea, raw: Feature.notStated, value: code) : nil
    }
    isRequired = mapping.required ?? false
    when = try FilterPlan.plans(mapping.when, in: columns)
  }

  /// Returns the record that the row names, or nil where it names none.
  func record(_ row: CSVRow, _ reader: inout FeatureReader) throws(RowDefect) -> SourceRecord? {
    guard when.allSatisfy({ $0.keeps(row) }) else { return nil }
    var found: [Feature] = []
    found.reserveCapacity(features.count + 1)
    var forcePlace = 0
    var statesForce = false
    for (index, feature) in features.enumerated() {
      let raw = try feature.plan.text(row)
      if raw.isEmpty { continue }
      found.append(reader.feature(feature.name, slot: feature.slot, raw))
      if index < beforeForce { forcePlace += 1 }
      if feature.isForce { statesForce = true }
    }
    let localID = try id?.text(row) ?? ""
    if localID.isEmpty && (found.isEmpty || kind == nil) {
      if isRequired {
        throw id?.defect(.missingValue, row)
          ?? RowDefect(reason: .missingValue, column: features.first?.plan.column, value: "")
      }
      return nil
    }
    let key = keyPrefix + (localID.isEmpty ? digest(of: found) : EntityPlan.fold(localID))
    if let defaultForce, !statesForce {
      found.insert(defaultForce, at: forcePlace)
    }
    return SourceRecord(key: key, kind: kind, system: system, features: found)
  }

  /// Equal content gives equal digests, in whatever row or file of the system it stands.
  private func digest(of features: [Feature]) -> String {
    var hash = ContentHash()
    for feature in features {
      hash.add(feature.name.rawValue)
      hash.add(feature.raw)
    }
    return ContentHash.hex(hash.value)
  }

  /// Local ids are compared without regard to case, and to how an accented letter is composed: keys
  /// that Swift takes for equal have equal bytes (Unicode Standard Annex 15, form C).
  private static func fold(_ id: String) -> String {
    if id.utf8.allSatisfy({ $0 < 0x80 }) {
      return id.utf8.contains { (0x61...0x7A).contains($0) } ? id.uppercased() : id
    }
    return id.precomposedStringWithCanonicalMapping.uppercased()
      .precomposedStringWithCanonicalMapping
  }
}
