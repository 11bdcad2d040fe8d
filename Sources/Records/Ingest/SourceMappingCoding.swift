public import Foundation

// Every member is decoded by hand so that a member nobody knows is refused by its name.

extension SourceMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case profile, version, system, force, marking, note, agreement, files
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    profile = try members.required(.profile)
    version = try members.required(.version)
    system = try members.required(.system)
    force = try members.optional(.force)
    marking = try members.choice(.marking)
    note = try members.optional(.note)
    agreement = try members.optional(.agreement)
    files = try members.required(.files)
  }
}

extension FileMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case match, encoding, delimiter, columns, dateFormats, keep, report, entities, links, subject
    case disruption, anonymous
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    match = try members.required(.match)
    encoding = try members.optional(.encoding)
    delimiter = try members.optional(.delimiter)
    columns = try members.optional(.columns)
    dateFormats = try members.optional(.dateFormats)
    keep = try members.optional(.keep)
    report = try members.optional(.report)
    entities = try members.optional(.entities)
    links = try members.optional(.links)
    subject = try members.optional(.subject)
    disruption = try members.optional(.disruption)
    anonymous = try members.optional(.anonymous)
  }
}

extension RowFilter {
  enum CodingKeys: String, CodingKey, CaseIterable { case column, equals, notEquals, present }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    column = try members.required(.column)
    equals = try members.optional(.equals)
    notEquals = try members.optional(.notEquals)
    present = try members.optional(.present)
  }
}

extension ValueMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case column, columns, join, codes, unguard
    case defaultValue = "default"
  }

  public init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self =
        text.hasPrefix("=")
        ? ValueMapping(constant: String(text.dropFirst()))
        : ValueMapping(columns: [text])
      return
    }
    let members = try Members(of: decoder, CodingKeys.self)
    let one: String? = try members.optional(.column)
    let many: [String]? = try members.optional(.columns)
    guard (one == nil) != (many == nil), many?.isEmpty != true else {
      throw members.fault("has neither `column` nor `columns`, or both", next: "give one of them")
    }
    self.init(
      columns: many ?? one.map { [$0] } ?? [], join: try members.optional(.join) ?? " ",
      codes: try members.optional(.codes), defaultValue: try members.optional(.defaultValue),
      unguard: try members.optional(.unguard) ?? false)
  }

  /// Writes the short form where it says everything.
  public func encode(to encoder: any Encoder) throws {
    if let constant {
      var container = encoder.singleValueContainer()
      try container.encode("=" + constant)
    } else if columns.count == 1, codes == nil, defaultValue == nil, !unguard {
      var container = encoder.singleValueContainer()
      try container.encode(columns[0])
    } else {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(columns, forKey: .columns)
      if join != " " { try container.encode(join, forKey: .join) }
      try container.encodeIfPresent(codes, forKey: .codes)
      try container.encodeIfPresent(defaultValue, forKey: .defaultValue)
      if unguard { try container.encode(unguard, forKey: .unguard) }
    }
  }
}

extension EntityMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, space, id, features, required, when
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    kind = try members.choice(.kind)
    space = try members.optional(.space)
    id = try members.optional(.id)
    features = try members.optional(.features)
    required = try members.optional(.required)
    when = try members.optional(.when)
  }
}

extension LinkMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case from, to, type, typeFrom, role, start, end, on, amount
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    from = try members.required(.from)
    to = try members.required(.to)
    type = try members.choice(.type)
    typeFrom = try members.optional(.typeFrom)
    role = try members.optional(.role)
    start = try members.optional(.start)
    end = try members.optional(.end)
    on = try members.optional(.on)
    amount = try members.optional(.amount)
  }
}

extension AmountMapping {
  enum CodingKeys: String, CodingKey, CaseIterable { case value, unit, currency }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    value = try members.required(.value)
    guard let unit: Money.Unit = try members.choice(.unit) else {
      throw members.fault("`unit` is missing", next: "say whole (pounds) or hundredths (pence)")
    }
    self.unit = unit
    currency = try members.required(.currency)
  }
}

extension ReportMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case reference, grade, source, assessment, handling, scheme, entered, crimeCode, when
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    reference = try members.required(.reference)
    grade = try members.optional(.grade)
    source = try members.optional(.source)
    assessment = try members.optional(.assessment)
    handling = try members.optional(.handling)
    scheme = try members.optional(.scheme)
    entered = try members.optional(.entered)
    crimeCode = try members.optional(.crimeCode)
    when = try members.optional(.when)
  }
}

extension SubjectMapping {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, kind, title, status, owner, lastAssessed, due, member
  }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    id = try members.required(.id)
    kind = try members.optional(.kind)
    title = try members.optional(.title)
    status = try members.optional(.status)
    owner = try members.optional(.owner)
    lastAssessed = try members.optional(.lastAssessed)
    due = try members.optional(.due)
    member = try members.optional(.member)
  }
}

extension DisruptionMapping {
  enum CodingKeys: String, CodingKey, CaseIterable { case subject, day, level, judge, note }

  public init(from decoder: any Decoder) throws {
    let members = try Members(of: decoder, CodingKeys.self)
    subject = try members.required(.subject)
    day = try members.required(.day)
    level = try members.required(.level)
    judge = try members.required(.judge)
    note = try members.optional(.note)
  }
}

extension SourceMapping {
  /// Reads a mapping from JSON5 text; `file` names it in errors.
  public init(json5 data: Data, file: String) throws(MappingError) {
    self = try MappingDocument.read(data, file: file)
    try validate(file: file)
  }

  /// Reads and validates a mapping file.
  ///
  /// - Throws: ``MappingError`` with the file, the place in it, the problem and the valid choices.
  public static func load(_ path: String) throws(MappingError) -> SourceMapping {
    let data = try MappingDocument.bytes(of: path)
    return try SourceMapping(json5: data, file: path)
  }
}
