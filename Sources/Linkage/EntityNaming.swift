import Records

/// Ids and labels of entities.
enum EntityNaming {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Returns ten characters, 50 bits, that follow from `key` alone (FNV-1a, then a mixing step).
  static func code(for key: String) -> String {
    var hash = FNVHash(key).value
    hash = (hash ^ (hash >> 31)) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 29
    return String((0..<10).map { alphabet[Int(hash >> UInt64(5 * $0) & 31)] })
  }

  /// Returns the record among `members`, ascending, that an entity takes its id from: the oldest, of
  /// several the first.
  static func anchor(of members: [Int], ages: [Int32]) -> Int {
    guard !ages.isEmpty else { return members[0] }
    return members.min { (ages[$0], $0) < (ages[$1], $1) } ?? members[0]
  }

  static func id(of record: SourceRecord, kind: Entity.Kind) -> String {
    "\(kind.prefix)-\(code(for: record.key))"
  }

  /// Returns the most frequent raw text of the kind's naming feature, ties to the least text. Where no
  /// row gives a name, the kind and `local`, or without that the first record's own id.
  static func label(
    of records: [SourceRecord], kind: Entity.Kind, local: String? = nil
  ) -> String {
    for feature in namingFeatures(of: kind) {
      var counts: [String: Int] = [:]
      for record in records {
        for text in record.features where text.name == feature && !text.raw.isEmpty {
          counts[text.raw, default: 0] += 1
        }
      }
      let best = counts.min { a, b in a.value != b.value ? a.value > b.value : a.key < b.key }
      if let best { return best.key }
    }
    let key = records.first?.key ?? ""
    let own = local ?? key.split(separator: "/").last.map(String.init) ?? "without id"
    return "\(kind.rawValue) \(own)"
  }

  private static func namingFeatures(of kind: Entity.Kind) -> [Feature.Name] {
    switch kind {
    case .nominal: [.name, .alias]
    case .vehicle: [.registration]
    case .address: [.addressLine, .postcode, .uprn]
    case .phone: [.phoneNumber]
    case .email: [.emailAddress]
    case .account: [.bankAccount]
    case .organisation: [.organisationName, .companyNumber]
    case .event: [.title, .crimeCode]
    case .area: [.postcode, .town, .title]
    case .object: [.title, .note]
    }
  }
}
