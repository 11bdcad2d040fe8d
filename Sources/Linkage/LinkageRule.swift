import Records

/// A rule that joins records of one kind which agree on a value.
struct LinkageRule: Sendable {
  /// The records that agree on `value`.
  struct Block {
    let value: String
    /// Indices into the records, ascending, at least two.
    let members: [Int]
  }

  enum Verdict {
    case join
    /// Why not: without the values that agreed, and with them; and whether to ask a human.
    case hold(rule: String, reason: String, isForReview: Bool)
  }

  let kind: Entity.Kind
  /// Features that must all be present; their values together are what records must agree on.
  let features: [Feature.Name]
  let words: String
  /// Features of which clusters in one block that bear values, but none in common, forbid the join.
  var excludedBy: [Feature.Name] = []
  /// The features of which an entity has one value each. A record that bears two would make one entity
  /// of those who bear the first and those who bear the second.
  var single: [Feature.Name] = []
  /// More different names than this behind one identifier, and it identifies nobody.
  var mostNames = Int.max

  /// In order of application: what identifies first, what only suggests after it.
  static let all: [LinkageRule] = [
    LinkageRule(
      kind: .nominal, features: [.nationalInsuranceNumber], words: "National Insurance number",
      single: [.nationalInsuranceNumber], mostNames: 6),
    LinkageRule(
      kind: .nominal, features: [.pncID], words: "PNC ID",
      excludedBy: [.nationalInsuranceNumber], single: [.pncID], mostNames: 6),
    LinkageRule(
      kind: .nominal, features: [.travelDocument], words: "travel document",
      excludedBy: [.nationalInsuranceNumber, .pncID], single: [.travelDocument], mostNames: 6),
    LinkageRule(
      kind: .nominal, features: [.name, .dateOfBirth], words: "name and date of birth",
      excludedBy: [.nationalInsuranceNumber, .pncID, .travelDocument],
      single: [.name, .dateOfBirth]),
    LinkageRule(
      kind: .vehicle, features: [.registration], words: "vehicle registration",
      single: [.registration]),
    LinkageRule(kind: .address, features: [.uprn], words: "UPRN", single: [.uprn]),
    LinkageRule(
      kind: .address, features: [.addressLine, .postcode], words: "address and postcode",
      excludedBy: [.uprn]),
    LinkageRule(
      kind: .phone, features: [.phoneNumber], words: "phone number", single: [.phoneNumber]),
    LinkageRule(
      kind: .email, features: [.emailAddress], words: "e-mail address", single: [.emailAddress]),
    LinkageRule(
      kind: .account, features: [.bankAccount], words: "sort code and account",
      single: [.bankAccount]),
    LinkageRule(
      kind: .organisation, features: [.companyNumber], words: "company number",
      single: [.companyNumber]),
    LinkageRule(
      kind: .organisation, features: [.organisationName], words: "organisation name",
      excludedBy: [.companyNumber]),
    LinkageRule(kind: .area, features: [.postcode], words: "postcode"),
    LinkageRule(kind: .area, features: [.town], words: "town", excludedBy: [.postcode]),
  ]

  /// Returns the features of which two different values contradict that records are of one entity.
  static func identifiers(of kind: Entity.Kind?) -> [Feature.Name] {
    Set(all.filter { $0.kind == kind }.flatMap(\.excludedBy)).sorted()
  }

  func reason(_ value: String) -> String { "same \(words) \(value)" }

  /// A record is compared by at most so many combinations of its values, so that no record, however
  /// many names and dates it bears, costs more than a fixed time.
  static let combinationLimit = 64

  /// Returns the groups of two or more records that agree, by value, and how many records bear more
  /// combinations of values than are compared.
  func blocks(of records: [SourceRecord]) -> (blocks: [Block], cut: Int) {
    var members: [String: [Int]] = [:]
    var cut = 0
    for (index, record) in records.enumerated() where record.kind == kind {
      let (values, isCut) = values(of: record)
      for value in values { members[value, default: []].append(index) }
      if isCut { cut += 1 }
    }
    let blocks = members.filter { $0.value.count > 1 }
      .map { Block(value: $0.key, members: $0.value) }
      .sorted {
        $0.members[0] != $1.members[0] ? $0.members[0] < $1.members[0] : $0.value < $1.value
      }
    return (blocks, cut)
  }

  /// Every combination of the record's values of the rule's features up to the limit, least first,
  /// and whether there are more.
  private func values(of record: SourceRecord) -> (values: [String], isCut: Bool) {
    var combined = [""]
    var isCut = false
    for feature in features {
      var found = record.values(feature).filter { isTelling($0, of: feature) }
      guard !found.isEmpty else { return ([], false) }
      if found.count > 1 { found = Array(Set(found)).sorted() }
      isCut = isCut || found.count * combined.count > Self.combinationLimit
      let heads = combined.prefix(Self.combinationLimit)
      combined = heads.flatMap { head in
        found.prefix(Self.combinationLimit).map { head.isEmpty ? $0 : "\(head), \($0)" }
      }
    }
    if combined.count > 1 { combined = Array(Set(combined)).sorted() }
    return (Array(combined.prefix(Self.combinationLimit)), isCut)
  }

  /// Whether agreeing on `value` says anything: 1 January stands for an unknown birthday, and a single
  /// word is not a full name.
  private func isTelling(_ value: String, of feature: Feature.Name) -> Bool {
    switch feature {
    case .dateOfBirth: !value.hasSuffix("-01-01")
    case .name: value.utf8.contains(UInt8(ascii: " "))
    default: true
    }
  }

  /// Decides whether `members`, which agree on `value`, may be joined.
  func verdict(
    on members: [Int], value: String, records: [SourceRecord], clusters: inout DisjointSets,
    known: IdentifiersOfClusters
  ) -> Verdict {
    if mostNames < Int.max {
      var names = Set<String>()
      for member in members { names.formUnion(records[member].values(.name)) }
      if names.count > mostNames {
        return .hold(
          rule: "\(words) used with too many names",
          reason: "\(words) \(value) is used with \(names.count) different names",
          isForReview: false)
      }
    }
    let roots = Set(members.map { clusters.root($0) })
    for feature in excludedBy {
      if let values = known.contradiction(of: feature, between: roots) {
        return .hold(
          rule: "same \(words), different \(feature.rawValue)",
          reason: "same \(words) \(value), but \(values) different values of \(feature.rawValue)",
          isForReview: true)
      }
    }
    return .join
  }
}
