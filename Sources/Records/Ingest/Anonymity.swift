extension FileMapping {
  /// What an anonymous file may describe.
  private static let anonymousKinds: Set<Entity.Kind> = [
    .event, .area, .object, .organisation, .vehicle,
  ]
  /// What tells a person or where to reach one.
  private static let identifying: Set<String> = Set(
    [
      Feature.Name.name, .alias, .dateOfBirth, .nationalInsuranceNumber, .pncID, .travelDocument,
      .uprn, .addressLine, .postcode, .coordinates, .phoneNumber, .emailAddress, .bankAccount,
    ].map(\.rawValue))
  /// Words of a column's name that stand for who gave a report or how to reach them.
  private static let identityWords: Set<String> = [
    "name", "names", "forename", "forenames", "surname", "caller", "informant", "reporter",
    "contact",
    "phone", "telephone", "tel", "mobile", "msisdn", "imei", "email", "mail", "dob", "born",
    "birth",
    "address", "postcode", "uprn", "ip", "device", "cookie", "nino", "passport", "signature",
    "voice",
    "account", "user", "username", "handle",
  ]

  /// Checks that an anonymous file's mapping can describe nobody.
  func validateAnonymity(at place: String) throws(MappingFault) {
    for (name, entity) in (entities ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let kind = entity.kind, !Self.anonymousKinds.contains(kind) {
        throw MappingFault(
          place: "\(place).entities.\(name)", problem: "\(kind.rawValue) in an anonymous file",
          next:
            "describe only \(Self.anonymousKinds.map(\.rawValue).sorted().joined(separator: ", "))")
      }
      if let feature = (entity.features ?? [:]).keys.sorted().first(
        where: Self.identifying.contains)
      {
        throw MappingFault(
          place: "\(place).entities.\(name).features.\(feature)",
          problem: "tells a person in an anonymous file", next: "leave it out")
      }
    }
    if subject?.member != nil {
      throw MappingFault(
        place: "\(place).subject", problem: "names members in an anonymous file",
        next: "leave the member out")
    }
  }

  /// Refuses a file that is declared anonymous and has a column that nobody reads or that is named like an
  /// identity.
  func refuseIdentity(in header: [String], of path: String) throws(IngestError) {
    guard anonymous == true else { return }
    let read = columnsRead
    for column in header {
      let words = Set(NameFolding.words(column))
      if let word = words.intersection(Self.identityWords).min() {
        throw .identityColumn(path: path, column: column, why: "its name says \(word)")
      }
      if !read.contains(column) {
        throw .identityColumn(path: path, column: column, why: "the mapping does not read it")
      }
    }
  }

  /// The names of all columns that the mapping reads.
  private var columnsRead: Set<String> {
    var values: [ValueMapping?] = []
    for entity in (entities ?? [:]).values {
      values.append(entity.id)
      for value in (entity.features ?? [:]).values { values.append(value) }
    }
    for link in links ?? [] {
      values += [link.typeFrom, link.role, link.start, link.end, link.on]
    }
    if let report {
      values += [
        report.reference, report.grade, report.source, report.assessment, report.handling,
        report.entered, report.crimeCode,
      ]
    }
    if let subject {
      values += [
        subject.id, subject.kind, subject.title, subject.status, subject.owner,
        subject.lastAssessed, subject.due,
      ]
    }
    if let disruption {
      values += [
        disruption.subject, disruption.day, disruption.level, disruption.judge, disruption.note,
      ]
    }
    let filters = (keep ?? []).map(\.column)
    return Set(values.compactMap { $0 }.flatMap(\.columns) + filters)
  }
}
