/// Turns the rows of one file into facts, as its mapping says.
struct RowDecoder {
  private let filters: [FilterPlan]
  /// By name.
  private let entities: [EntityPlan]
  private let links: [LinkPlan]
  private var report: ReportPlan?
  private let subject: SubjectPlan?
  private let disruption: DisruptionPlan?
  private var dates: DateReader
  private var features: FeatureReader

  /// Looks up every column that the mapping names.
  init(
    _ file: FileMapping, of source: SourceMapping, in columns: ColumnIndex
  ) throws(IngestError) {
    filters = try FilterPlan.plans(file.keep, in: columns)
    var entities: [EntityPlan] = []
    for (name, entity) in (file.entities ?? [:]).sorted(by: { $0.key < $1.key }) {
      entities.append(try EntityPlan(name: name, entity, of: source, in: columns))
    }
    self.entities = entities
    var links: [LinkPlan] = []
    for (number, link) in (file.links ?? []).enumerated() {
      links.append(
        try LinkPlan(
          link, number: number, in: file, of: source, entities: entities, columns: columns))
    }
    self.links = links
    if let mapping = file.report {
      report = try ReportPlan(mapping, of: source, in: columns)
    }
    subject = try file.subject.map { mapping throws(IngestError) in
      try SubjectPlan(mapping, entities: entities, in: columns)
    }
    disruption = try file.disruption.map { mapping throws(IngestError) in
      try DisruptionPlan(mapping, in: columns)
    }
    dates = DateReader(patterns: file.dateFormats)
    features = FeatureReader(patterns: file.dateFormats)
  }

  /// Returns what `row` says, or throws why it is not stored.
  mutating func facts(_ row: CSVRow, columns: [String]) throws(RowDefect) -> RowFacts {
    if let reason = row.defect {
      let field = row.defectField ?? columns.count
      throw RowDefect(
        reason: reason, column: field < columns.count ? columns[field] : nil,
        value: row.defectValue)
    }
    for filter in filters { try filter.check(row) }
    var facts = RowFacts(row: row.number, content: Array(row.bytes))
    var positions: [Int?] = []
    positions.reserveCapacity(entities.count)
    facts.records.reserveCapacity(entities.count)
    for entity in entities {
      if let record = try entity.record(row, &features) {
        positions.append(facts.records.count)
        facts.records.append(record)
      } else {
        positions.append(nil)
      }
    }
    facts.report = try report?.report(row, &dates)
    if let subject {
      facts.subject = try subject.subject(row, &dates)
      facts.member = subject.member.flatMap { positions[$0] }
    }
    facts.disruption = try disruption?.disruption(row, &dates)
    if !links.isEmpty { try addLinks(to: &facts, positions, row) }
    return facts
  }

  private mutating func addLinks(
    to facts: inout RowFacts, _ positions: [Int?], _ row: CSVRow
  ) throws(RowDefect) {
    let rowKey = ContentHash.mix(facts.contentNumber)
    facts.links.reserveCapacity(links.count)
    for link in links {
      guard let from = positions[link.from], let to = positions[link.to] else { continue }
      facts.links.append(
        try link.link(from: from, to: to, row: row, rowKey: rowKey, dates: &dates))
    }
  }
}
