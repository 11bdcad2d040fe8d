import Records

/// What is known of each person's record, in the typed features by which persons are compared.
///
/// Names, date of birth and documents are of the record itself. Home, phone, vehicle and account are
/// the things that rows link it to, as far as rules have found out which records of them are one.
struct PersonFeatures {
  static let features: [LinkSchema.Feature] = [
    .init("name", .personName),
    .init("date of birth", .date), .init("National Insurance number", .document),
    .init("PNC ID", .document), .init("travel document", .document), .init("home", .place),
    .init("phone", .phone), .init("vehicle", .plate), .init("account", .account),
  ]

  /// Indices into the records of the evidence: those that have a name, ascending.
  let records: [Int]
  private let source: [SourceRecord]
  private let homes: LinkedThings
  private let phones: LinkedThings
  private let vehicles: LinkedThings
  private let accounts: LinkedThings

  /// - Complexity: O(records + assertions).
  init(_ evidence: Evidence, clusters: inout DisjointSets) {
    let source = evidence.records
    self.source = source
    records = source.indices.filter { index in
      let record = source[index]
      return record.kind == .nominal
        && record.features.contains { $0.name == .name && $0.value != nil }
    }
    func things(_ kind: Entity.Kind, _ types: Set<LinkType>) -> LinkedThings {
      LinkedThings(evidence, clusters: &clusters, kind: kind, types: types)
    }
    homes = things(.address, [.resident])
    phones = things(.phone, [.subscriber, .user])
    vehicles = things(.vehicle, [.keeper, .driver])
    accounts = things(.account, [.accountHolder])
  }

  /// Returns the records as the input of a matching run; row *n* is record `records[n]`.
  func table(workers: Int) throws(MatchingError) -> LinkTable {
    var builder = LinkTableBuilder(try LinkSchema(PersonFeatures.features))
    // Each distinct text is read once.
    var names: [String: FeatureValue] = [:]
    var births: [String: FeatureValue] = [:]
    for (row, index) in records.enumerated() {
      let record = source[index]
      try builder.append(
        id: PersonFeatures.rowID(row), source: record.system,
        [
          PersonFeatures.known(record.nameText, in: &names, PersonFeatures.name),
          PersonFeatures.known(record.birthText, in: &births, PersonFeatures.birth),
          text(record, .nationalInsuranceNumber), text(record, .pncID),
          text(record, .travelDocument), home(index), thing(phones, index, .phoneNumber),
          thing(vehicles, index, .registration), thing(accounts, index, .bankAccount),
        ])
    }
    return try builder.finish(workers: workers)
  }

  private static func known(
    _ text: String?, in values: inout [String: FeatureValue], _ read: (String) -> FeatureValue
  ) -> FeatureValue {
    guard let text else { return .missing }
    if let value = values[text] { return value }
    let value = read(text)
    values[text] = value
    return value
  }

  /// Returns the row number with ten digits, so that rows keep the order of the records.
  private static func rowID(_ row: Int) -> String { String(1_000_000_000 + row) }

  private func text(_ record: SourceRecord, _ feature: Feature.Name) -> FeatureValue {
    record.value(feature).map { .text($0) } ?? .missing
  }

  private func thing(
    _ things: LinkedThings, _ index: Int, _ feature: Feature.Name
  ) -> FeatureValue {
    guard let root = things.chosen(of: index) else { return .missing }
    return things.value(feature, of: root).map { .text($0) } ?? .missing
  }

  private func home(_ index: Int) -> FeatureValue {
    guard let root = homes.chosen(of: index) else { return .missing }
    return .place(
      fine: source[root].key, middle: homes.value(.postcode, of: root),
      coarse: homes.value(.town, of: root))
  }

  /// Reads `FAMILY, Given` where there is a comma, and takes the last word for the family name where
  /// there is none. Which is which need not be right: the engine tells it from all names.
  static func name(_ raw: String) -> FeatureValue {
    let parts = raw.split(separator: ",", maxSplits: 1).map(String.init)
    if parts.count == 2 { return FeatureTexts.value(.personName, [parts[1], parts[0]]) }
    let words = raw.split(separator: " ").map(String.init)
    return FeatureTexts.value(
      .personName, [words.dropLast().joined(separator: " "), words.last ?? ""])
  }

  /// Reads a whole date, or as much of one as there is.
  static func birth(_ text: String) -> FeatureValue {
    guard let date = PartialDate(text), date.years.count == 1, !date.flags.contains(.placeholder)
    else { return .missing }
    return .date(year: date.years.lowerBound, month: date.month ?? 0, day: date.day ?? 0)
  }
}

extension SourceRecord {
  /// The first normalised value of a feature, in canonical order.
  fileprivate func value(_ name: Feature.Name) -> String? {
    features.first { $0.name == name && $0.value != nil }?.value
  }

  /// The first name that passed validation, as the source has it.
  fileprivate var nameText: String? {
    features.first { $0.name == .name && $0.value != nil }?.raw
  }

  /// The normalised date of birth, or the text of one that did not pass validation.
  fileprivate var birthText: String? { value(.dateOfBirth) ?? text(.dateOfBirth) }
}

/// The things of one kind that rows link persons' records to.
struct LinkedThings {
  private let source: [SourceRecord]
  /// The root of the thing chosen for each record of a person.
  private let chosen: [Int: Int]
  /// The records of each chosen thing, ascending.
  private let members: [Int: [Int]]

  /// Of several things of one record that one is chosen which most likely is another record's too:
  /// borne by at least two, by as few as possible, of equals the first.
  init(
    _ evidence: Evidence, clusters: inout DisjointSets, kind: Entity.Kind, types: Set<LinkType>
  ) {
    source = evidence.records
    var thingsOf: [Int: Set<Int>] = [:]
    for assertion in evidence.assertions where types.contains(assertion.type) {
      guard evidence.records[assertion.from].kind == .nominal,
        evidence.records[assertion.to].kind == kind
      else { continue }
      thingsOf[assertion.from, default: []].insert(clusters.root(assertion.to))
    }
    var bearers: [Int: Int] = [:]
    for things in thingsOf.values { for thing in things { bearers[thing, default: 0] += 1 } }
    func order(_ thing: Int) -> (Int, Int, Int) {
      let count = bearers[thing] ?? 0
      return (count > 1 ? 0 : 1, count, thing)
    }
    chosen = thingsOf.compactMapValues { things in things.min { order($0) < order($1) } }
    let wanted = Set(chosen.values)
    var members: [Int: [Int]] = [:]
    for index in evidence.records.indices where evidence.records[index].kind == kind {
      let root = clusters.root(index)
      if wanted.contains(root) { members[root, default: []].append(index) }
    }
    self.members = members
  }

  func chosen(of record: Int) -> Int? { chosen[record] }

  /// Returns the first value of `feature` that a record of the thing bears.
  func value(_ feature: Feature.Name, of root: Int) -> String? {
    for record in members[root] ?? [] {
      if let value = source[record].value(feature) { return value }
    }
    return nil
  }
}
