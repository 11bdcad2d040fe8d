/// Brings the features of one file to their normal form; each distinct text once.
struct FeatureReader {
  /// How many distinct texts of one feature are remembered at a time.
  static let cacheLimit = 1 << 16

  /// By slot.
  private var known: [[String: Feature]]
  private var dates: DateReader

  init(patterns: [String]?) {
    known = Array(repeating: [:], count: Feature.Name.allCases.count)
    dates = DateReader(patterns: patterns)
  }

  /// Returns the number under which texts of `name` are remembered.
  static func slot(of name: Feature.Name) -> Int {
    Feature.Name.allCases.firstIndex(of: name) ?? 0
  }

  /// Returns the feature `name` of text `raw`, with a nil value where the text does not validate.
  mutating func feature(_ name: Feature.Name, slot: Int, _ raw: String) -> Feature {
    if let feature = known[slot][raw] { return feature }
    let feature = Feature(name: name, raw: raw, value: value(name, raw))
    if known[slot].count >= FeatureReader.cacheLimit {
      known[slot].removeAll(keepingCapacity: true)
    }
    known[slot][raw] = feature
    return feature
  }

  private mutating func value(_ name: Feature.Name, _ raw: String) -> String? {
    switch name {
    case .name, .alias: return PersonName.normalise(raw)
    case .dateOfBirth, .licenceStart, .licenceEnd, .day: return dates.day(raw)?.description
    case .nationalInsuranceNumber: return Identifiers.nationalInsuranceNumber(raw)
    case .pncID: return Identifiers.pncID(raw)
    case .travelDocument: return Identifiers.travelDocument(raw)
    case .registration: return Identifiers.registration(raw)
    case .uprn: return Identifiers.uprn(raw)
    case .addressLine: return PostalAddress.building(raw)
    case .postcode: return Identifiers.postcode(raw) ?? PostalAddress.postcode(raw)
    case .phoneNumber: return Identifiers.phone(raw)
    case .emailAddress: return Identifiers.emailAddress(raw)
    case .bankAccount: return Identifiers.bankAccount(raw)
    case .companyNumber: return Identifiers.companyNumber(raw)
    case .organisationName: return OrganisationName.normalise(raw)
    case .coordinates: return Coordinates(raw)?.text
    case .forceArea: return FeatureReader.force(raw)
    case .licensedMaximum: return Int(raw).flatMap { $0 >= 0 ? String($0) : nil }
    case .licenceNumber: return FeatureReader.orNil(Identifiers.compact(raw))
    case .make, .model, .colour, .town, .sector, .hub:
      return FeatureReader.orNil(NameFolding.folded(raw))
    case .title, .crimeCode, .note: return raw
    case .knownOnPND: return FeatureReader.answer(raw)
    }
  }

  /// Reads an ONS code or a force's name, with or without `Constabulary` or `Police`.
  private static func force(_ raw: String) -> String? {
    if let area = ForceArea(code: raw.uppercased()) { return area.code }
    let drop: Set<String> = ["constabulary", "police", "service", "force", "the"]
    let wanted = NameFolding.words(raw).filter { !drop.contains($0) }
    return ForceArea.all.first { NameFolding.words($0.name) == wanted }?.code
  }

  private static func answer(_ raw: String) -> String? {
    switch raw.lowercased() {
    case "yes", "y", "true", "1": "yes"
    case "no", "n", "false", "0": "no"
    default: nil
    }
  }

  private static func orNil(_ text: String) -> String? { text.isEmpty ? nil : text }
}
