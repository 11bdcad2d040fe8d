/// A `ReportMapping` whose columns have been looked up.
struct ReportPlan {
  private let system: String
  private let reference: ValuePlan
  private let grade: ValuePlan?
  private let parts: [ValuePlan]
  private let scheme: String?
  private let entered: ValuePlan?
  private let crimeCode: ValuePlan?
  private let when: [FilterPlan]
  private var known: [String: Grading] = [:]

  init(
    _ mapping: ReportMapping, of source: SourceMapping, in columns: ColumnIndex
  ) throws(IngestError) {
    system = source.system
    reference = try ValuePlan(mapping.reference, in: columns)
    grade = try ValuePlan(mapping.grade, in: columns)
    var parts: [ValuePlan] = []
    for part in [mapping.source, mapping.assessment, mapping.handling].compactMap({ $0 }) {
      parts.append(try ValuePlan(part, in: columns))
    }
    self.parts = parts
    scheme = mapping.scheme
    entered = try ValuePlan(mapping.entered, in: columns)
    crimeCode = try ValuePlan(mapping.crimeCode, in: columns)
    when = try FilterPlan.plans(mapping.when, in: columns)
  }

  /// Returns the report that the row comes from, or nil where it comes from a register.
  mutating func report(
    _ row: CSVRow, _ dates: inout DateReader
  ) throws(RowDefect) -> SourceReport? {
    guard when.allSatisfy({ $0.keeps(row) }) else { return nil }
    let reference = try reference.required(row)
    let code = try crimeCode?.text(row) ?? ""
    return SourceReport(
      key: "\(system)/\(reference.uppercased())", reference: reference, system: system,
      grading: try grading(row), entered: try entered?.day(row, &dates),
      crimeCode: code.isEmpty ? nil : code)
  }

  private mutating func grading(_ row: CSVRow) throws(RowDefect) -> Grading? {
    guard let first = grade ?? parts.first else { return nil }
    var text = try first.text(row)
    if grade == nil {
      for part in parts.dropFirst() {
        let next = try part.text(row)
        text += next.isEmpty ? "" : " " + next
      }
    }
    if let grading = known[text] { return grading }
    guard let grading = GradeReader.grading(text, scheme: scheme) else {
      throw RowDefect(
        reason: .badGrade, column: first.column, value: CSVRow.printable(text))
    }
    known[text] = grading
    return grading
  }
}

/// A `SubjectMapping` whose columns and member have been looked up.
struct SubjectPlan {
  /// Position of the member among the file's entity plans.
  let member: Int?
  private let id: ValuePlan
  private let kind: ValuePlan?
  private let title: ValuePlan?
  private let status: ValuePlan?
  private let owner: ValuePlan?
  private let lastAssessed: ValuePlan?
  private let due: ValuePlan?

  init(
    _ mapping: SubjectMapping, entities: [EntityPlan], in columns: ColumnIndex
  ) throws(IngestError) {
    member = mapping.member.flatMap { name in entities.firstIndex { $0.name == name } }
    id = try ValuePlan(mapping.id, in: columns)
    kind = try ValuePlan(mapping.kind, in: columns)
    title = try ValuePlan(mapping.title, in: columns)
    status = try ValuePlan(mapping.status, in: columns)
    owner = try ValuePlan(mapping.owner, in: columns)
    lastAssessed = try ValuePlan(mapping.lastAssessed, in: columns)
    due = try ValuePlan(mapping.due, in: columns)
  }

  /// A subject without a title in the register is called by its id; a row that only names a member
  /// has an empty title.
  func subject(_ row: CSVRow, _ dates: inout DateReader) throws(RowDefect) -> Subject {
    let id = try id.required(row)
    let kind = try kind?.choice(Subject.Kind.self, row)
    if let title, kind == nil { throw (self.kind ?? title).defect(.missingValue, row) }
    let words = try title?.text(row)
    let owner = try owner?.text(row) ?? ""
    return Subject(
      id: id, kind: kind ?? .ocg, title: words == "" ? id : words ?? "",
      status: try status?.text(row) ?? "", owner: owner.isEmpty ? nil : owner,
      lastAssessed: try lastAssessed?.day(row, &dates), due: try due?.day(row, &dates))
  }
}

/// A `DisruptionMapping` whose columns have been looked up.
struct DisruptionPlan {
  private let subject: ValuePlan
  private let day: ValuePlan
  private let level: ValuePlan
  private let judge: ValuePlan
  private let note: ValuePlan?

  init(_ mapping: DisruptionMapping, in columns: ColumnIndex) throws(IngestError) {
    subject = try ValuePlan(mapping.subject, in: columns)
    day = try ValuePlan(mapping.day, in: columns)
    level = try ValuePlan(mapping.level, in: columns)
    judge = try ValuePlan(mapping.judge, in: columns)
    note = try ValuePlan(mapping.note, in: columns)
  }

  func disruption(_ row: CSVRow, _ dates: inout DateReader) throws(RowDefect) -> Disruption {
    guard let on = try day.day(row, &dates) else { throw day.defect(.missingValue, row) }
    guard let level = try level.choice(Disruption.Level.self, row) else {
      throw self.level.defect(.missingValue, row)
    }
    return Disruption(
      subject: try subject.required(row), day: on, level: level, judge: try judge.text(row),
      note: try note?.text(row) ?? "")
  }
}
