/// A `LinkMapping` whose columns and entities have been looked up.
struct LinkPlan {
  /// Positions among the file's entity plans.
  let from: Int
  let to: Int
  private let type: LinkType?
  private let typeFrom: ValuePlan?
  private let role: ValuePlan?
  private let start: ValuePlan?
  private let end: ValuePlan?
  private let on: ValuePlan?
  /// Tells the links of one row apart.
  private let seed: UInt64

  init(
    _ mapping: LinkMapping, number: Int, in file: FileMapping, of source: SourceMapping,
    entities: [EntityPlan], columns: ColumnIndex
  ) throws(IngestError) {
    from = entities.firstIndex { $0.name == mapping.from } ?? 0
    to = entities.firstIndex { $0.name == mapping.to } ?? 0
    type = mapping.type
    typeFrom = try ValuePlan(mapping.typeFrom, in: columns)
    role = try ValuePlan(mapping.role, in: columns)
    start = try ValuePlan(mapping.start, in: columns)
    end = try ValuePlan(mapping.end, in: columns)
    on = try ValuePlan(mapping.on, in: columns)
    var hash = ContentHash()
    hash.add(source.profile)
    hash.add(source.system)
    hash.add(file.match)
    hash.add(String(number))
    seed = hash.value
  }

  /// Returns the link between records `from` and `to` of the row.
  ///
  /// - Parameter rowKey: Digest of the row's content.
  func link(
    from: Int, to: Int, row: CSVRow, rowKey: UInt64, dates: inout DateReader
  ) throws(RowDefect) -> RowFacts.Link {
    var type = self.type
    if let typeFrom {
      type = try typeFrom.choice(LinkType.self, row)
      if type == nil { throw typeFrom.defect(.missingValue, row) }
    }
    return RowFacts.Link(
      from: from, to: to, type: type ?? .associate, role: try role?.choice(Role.self, row),
      interval: try interval(row, &dates), key: ContentHash.mix(rowKey ^ seed))
  }

  private func interval(
    _ row: CSVRow, _ dates: inout DateReader
  ) throws(RowDefect) -> DayInterval {
    if let on {
      return try on.day(row, &dates).map { DayInterval(on: $0) } ?? .unknown
    }
    let first = try start?.day(row, &dates)
    let last = try end?.day(row, &dates)
    if let first, let last, let end, last < first { throw end.defect(.badDate, row) }
    return DayInterval(start: first, end: last?.adding(days: 1))
  }
}
