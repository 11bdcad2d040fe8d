extension SourceMapping {
  /// Returns the first file mapping whose `match` fits `fileName`, without regard to case.
  public func file(for fileName: String) -> FileMapping? {
    files.first { Glob.matches($0.match, fileName) }
  }

  /// Checks what the types cannot: names that refer to each other, codes, formats.
  func validate(file: String) throws(MappingError) {
    do {
      try validate()
    } catch {
      throw error.error(in: file)
    }
  }

  private func validate() throws(MappingFault) {
    try check(!profile.isEmpty, "profile", "is empty", "name the mapping")
    try check(version >= 1, "version", "is \(version)", "count from 1")
    try check(
      !system.isEmpty && !system.contains("/"), "system", "'\(system)' is empty or has a slash",
      "name the record system, such as CAMBS-INTEL")
    if let force {
      try check(
        ForceArea(code: force) != nil, "force", "'\(force)' is no police force area",
        "give an ONS code from E23000001 to E23000039 or W15000001 to W15000004")
    }
    try check(!files.isEmpty, "files", "is empty", "describe at least one file")
    for (index, file) in files.enumerated() {
      try file.validate(at: "files[\(index)]")
    }
  }
}

extension FileMapping {
  fileprivate func validate(at place: String) throws(MappingFault) {
    try check(
      !match.isEmpty, "\(place).match", "is empty", "give a file name, such as keepers*.csv")
    if let encoding {
      try checkChoice(encoding, TextEncoding.allCases.map(\.rawValue), "\(place).encoding")
    }
    if let delimiter {
      let byte = delimiter.utf8.first ?? 0
      try check(
        delimiter.utf8.count == 1 && (byte >= 0x20 || byte == 9) && byte < 0x7F && byte != 0x22,
        "\(place).delimiter", "is not one ASCII character", "give one, such as ; or \\t")
    }
    if let columns {
      try check(
        !columns.isEmpty && Set(columns).count == columns.count, "\(place).columns",
        "is empty or names a column twice", "name each column of the file once")
    }
    for (index, pattern) in (dateFormats ?? []).enumerated() {
      try check(
        DateFormat(pattern) != nil, "\(place).dateFormats[\(index)]",
        "'\(pattern)' is not supported",
        "use such as dd/MM/yyyy, yyyy-MM-dd, d MMM yyyy, yyyy-MM, with HH:mm:ss behind if need be")
    }
    try checkFilters(keep, at: "\(place).keep")
    let names = (entities ?? [:]).keys.sorted()
    try check(
      !names.isEmpty || subject != nil || disruption != nil, place, "yields nothing",
      "describe entities, a subject or a disruption")
    for (name, entity) in (entities ?? [:]).sorted(by: { $0.key < $1.key }) {
      try entity.validate(at: "\(place).entities.\(name)")
    }
    for (index, link) in (links ?? []).enumerated() {
      try link.validate(at: "\(place).links[\(index)]", entities: names)
      try link.validateAmount(at: "\(place).links[\(index)]", of: entities ?? [:])
    }
    if anonymous == true { try validateAnonymity(at: place) }
    try report?.validate(at: "\(place).report")
    try subject?.validate(at: "\(place).subject", entities: names)
    try disruption?.level.checkCodes(Disruption.Level.self, at: "\(place).disruption.level")
  }
}

private func checkFilters(_ filters: [RowFilter]?, at place: String) throws(MappingFault) {
  for (index, filter) in (filters ?? []).enumerated() {
    let given = [filter.equals != nil, filter.notEquals != nil, filter.present != nil]
    try check(
      given.filter { $0 }.count == 1, "\(place)[\(index)]", "has no condition or several",
      "give exactly one of equals, notEquals, present")
  }
}

extension EntityMapping {
  fileprivate func validate(at place: String) throws(MappingFault) {
    let features = self.features ?? [:]
    try checkFilters(when, at: "\(place).when")
    try check(
      space.map { !$0.isEmpty && !$0.contains("/") } ?? true, "\(place).space",
      "is empty or has a slash", "name the id space with letters")
    if kind == nil {
      try check(
        space != nil && id != nil && features.isEmpty, place,
        "has no kind and is no plain reference", "give a kind, or only id and space")
    } else {
      try check(
        id != nil || !features.isEmpty, place, "has no id and no features", "give at least one")
    }
    for name in features.keys.sorted() {
      try checkChoice(name, Feature.Name.allCases.map(\.rawValue), "\(place).features.\(name)")
    }
  }
}

extension LinkMapping {
  fileprivate func validate(at place: String, entities: [String]) throws(MappingFault) {
    try checkChoice(from, entities, "\(place).from")
    try checkChoice(to, entities, "\(place).to")
    try check(
      (type == nil) != (typeFrom == nil), place, "has no type or two", "give type or typeFrom")
    try check(
      on == nil || (start == nil && end == nil), place, "has `on` beside `start` or `end`",
      "give the single day or the interval")
    try typeFrom?.checkCodes(LinkType.self, at: "\(place).typeFrom")
    try role?.checkCodes(Role.self, at: "\(place).role")
  }

  /// A transfer goes on one day from account to account.
  fileprivate func validateAmount(
    at place: String, of entities: [String: EntityMapping]
  ) throws(MappingFault) {
    guard let amount else { return }
    try check(
      type == .transferred, "\(place).amount", "is on a link of another type",
      "give the link type transferred, or leave the amount out")
    try check(on != nil, place, "has an amount but no `on`", "name the day of the transfer")
    for end in [from, to] {
      let kind = entities[end]?.kind
      try check(
        kind == .account || kind == nil, "\(place).amount",
        "goes from or to '\(end)', which is no account", "name two entities of kind account")
    }
    if let currency = amount.currency.constant {
      try check(
        Money.isCurrency(currency), "\(place).amount.currency", "'\(currency)' is no currency",
        "give three capital letters, such as =GBP")
    }
  }
}

extension ReportMapping {
  fileprivate func validate(at place: String) throws(MappingFault) {
    try checkFilters(when, at: "\(place).when")
    if let scheme { try checkChoice(scheme, ["3x5x2", "5x5x5"], "\(place).scheme") }
    let parts = [source, assessment, handling].compactMap { $0 }.count
    try check(
      grade == nil || parts == 0, place, "has `grade` beside its parts", "give the one or the other"
    )
    try check(
      parts == 0 || parts == 3, place, "has only some parts of the grade",
      "give source, assessment and handling")
  }
}

extension SubjectMapping {
  fileprivate func validate(at place: String, entities: [String]) throws(MappingFault) {
    try check(
      title != nil || member != nil, place, "has neither title nor member", "give one or both")
    try check(
      title == nil || kind != nil, place, "has a title but no kind",
      "say where the kind comes from, such as kind: \"=ocg\"")
    try kind?.checkCodes(Subject.Kind.self, at: "\(place).kind")
    if let member { try checkChoice(member, entities, "\(place).member") }
  }
}

extension ValueMapping {
  /// Checks that what the mapping itself spells out is a case of `Choice`.
  fileprivate func checkCodes<Choice: RawRepresentable & CaseIterable>(
    _: Choice.Type, at place: String
  ) throws(MappingFault) where Choice.RawValue == String {
    let spelt = (codes ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    for value in spelt + [constant, defaultValue].compactMap({ $0 }) where !value.isEmpty {
      try checkChoice(value, Choice.allCases.map(\.rawValue), place)
    }
  }
}

private func check(
  _ condition: Bool, _ place: String, _ problem: String, _ next: String
) throws(MappingFault) {
  if !condition { throw MappingFault(place: place, problem: problem, next: next) }
}

private func checkChoice(
  _ text: String, _ choices: [String], _ place: String
) throws(MappingFault) {
  try check(
    choices.contains(text), place, "'\(text)' is not known",
    "choose one of \(choices.joined(separator: ", "))")
}

/// File name patterns: `*` stands for any characters, `?` for one.
enum Glob {
  /// Whether `pattern` fits all of `name`, without regard to the case of letters.
  static func matches(_ pattern: String, _ name: String) -> Bool {
    let pattern = Array(pattern.lowercased())
    let name = Array(name.lowercased())
    var p = 0
    var n = 0
    var star: (p: Int, n: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        star = (last.p, last.n + 1)
        p = last.p + 1
        n = last.n + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
