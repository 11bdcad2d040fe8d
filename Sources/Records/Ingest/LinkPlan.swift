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
  private let amount: AmountPlan?
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
    amount = try mapping.amount.map { mapping throws(IngestError) in
      try AmountPlan(mapping, in: columns)
    }
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
    let interval = try interval(row, &dates)
    if amount != nil, interval.start == nil, let on { throw on.defect(.missingValue, row) }
    return RowFacts.Link(
      from: from, to: to, type: type ?? .associate, role: try role?.choice(Role.self, row),
      interval: interval, key: ContentHash.mix(rowKey ^ seed), amount: try amount?.money(row))
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

/// An `AmountMapping` whose columns have been looked up.
private struct AmountPlan {
  private let value: ValuePlan
  private let unit: Money.Unit
  private let currency: ValuePlan

  init(_ mapping: AmountMapping, in columns: ColumnIndex) throws(IngestError) {
    value = try ValuePlan(mapping.value, in: columns)
    unit = mapping.unit
    currency = try ValuePlan(mapping.currency, in: columns)
  }

  func money(_ row: CSVRow) throws(RowDefect) -> Money {
    guard let hundredths = Money.hundredths(of: try value.required(row), in: unit) else {
      throw value.defect(.badAmount, row)
    }
    guard let money = Money(hundredths: hundredths, currency: try currency.required(row)) else {
      throw currency.defect(.badCurrency, row)
    }
    return money
  }
}
