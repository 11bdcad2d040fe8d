public import Records

/// Builds small bodies of evidence for tests, in canonical order whatever the order of calls.
public struct EvidenceBuilder {
  private struct Statement {
    let from: String
    let to: String
    let type: LinkType
    let role: Role?
    let interval: DayInterval
    let report: String?
    let source: String
    let amount: Money?
  }

  private var records: [String: SourceRecord] = [:]
  private var reports: [String: SourceReport] = [:]
  private var statements: [Statement] = []
  private var subjects: [(Subject, members: [String])] = []
  private var disruptions: [Disruption] = []

  public init() {}

  /// Adds a record; each feature's text is also its normal form unless `normal` says otherwise.
  public mutating func record(
    _ key: String, _ kind: Entity.Kind, _ features: [Feature.Name: String] = [:],
    normal: [Feature.Name: String] = [:]
  ) {
    record(
      key, kind,
      values: features.map {
        Feature(name: $0.key, raw: $0.value, value: normal[$0.key] ?? $0.value.lowercased())
      })
  }

  /// Adds a record that may have several values of one feature.
  public mutating func record(_ key: String, _ kind: Entity.Kind, values: [Feature]) {
    let system = String(key.split(separator: "/").first ?? "SYSTEM")
    records[key] = SourceRecord(key: key, kind: kind, system: system, features: values.sorted())
  }

  /// Adds a nominal called `name`, known by that name's normal form.
  public mutating func person(_ key: String, _ name: String, born: String? = nil) {
    var features: [Feature.Name: String] = [.name: name]
    if let born { features[.dateOfBirth] = born }
    record(
      key, .nominal, features, normal: [.name: PersonName.normalise(name) ?? name.lowercased()])
  }

  /// Adds a report; an empty grade stands for none.
  public mutating func report(
    _ key: String, _ grade: String, entered: Day? = nil, reference: String? = nil,
    code: String? = nil
  ) {
    let parts = Array(grade)
    reports[key] = SourceReport(
      key: key, reference: reference ?? key, system: String(key.split(separator: "/").first ?? "S"),
      grading: parts.isEmpty
        ? nil
        : Grading(
          source: Grading.Source(rawValue: Int(String(parts[0])) ?? 0),
          assessment: Grading.Assessment(rawValue: String(parts[1])), handling: .permitted,
          original: grade),
      entered: entered, crimeCode: code)
  }

  /// - Parameter source: The system and, after a slash, the file that states it.
  public mutating func link(
    _ from: String, _ to: String, _ type: LinkType, role: Role? = nil,
    during interval: DayInterval = .unknown, report: String? = nil,
    source: String = "REGISTER/register.csv", amount: Money? = nil
  ) {
    statements.append(
      Statement(
        from: from, to: to, type: type, role: role, interval: interval, report: report,
        source: source, amount: amount))
  }

  public mutating func subject(
    _ id: String, members: [String], kind: Subject.Kind = .ocg, title: String? = nil,
    status: String = "active", owner: String? = "LRO", lastAssessed: Day? = nil, due: Day? = nil
  ) {
    subjects.append(
      (
        Subject(
          id: id, kind: kind, title: title ?? "Operation \(id)", status: status, owner: owner,
          lastAssessed: lastAssessed, due: due), members
      ))
  }

  public mutating func disruption(_ subject: String, on day: Day, _ level: Disruption.Level) {
    disruptions.append(
      Disruption(subject: subject, day: day, level: level, judge: "T/DI Sample", note: ""))
  }

  /// Adds `count` nominals `S/nominal/<name>0` ... of whom each pair named by `pairs` is tied by a report
  /// of its own.
  public mutating func group(
    _ name: String, count: Int, pairs: [(Int, Int)], grade: String = "1A", entered: Day? = nil
  ) {
    for number in 0..<count {
      person("S/nominal/\(name)\(number)", "Member\(number) Of\(name)")
    }
    for (number, pair) in pairs.enumerated() {
      let report = "S/R-\(name)-\(number)"
      self.report(report, grade, entered: entered)
      link(
        "S/nominal/\(name)\(pair.0)", "S/nominal/\(name)\(pair.1)", .associate, role: .suspect,
        report: report)
    }
  }

  /// Returns the evidence, with one register as the source of everything but what names another.
  public func evidence() -> Evidence {
    let files = Set(statements.map(\.source)).union(["REGISTER/register.csv"]).sorted()
    let ordered = records.values.sorted { $0.key < $1.key }
    let index = Dictionary(
      ordered.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let orderedReports = reports.values.sorted { $0.key < $1.key }
    let reportIndex = Dictionary(
      orderedReports.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let assertions = statements.enumerated().map { number, statement in
      Assertion(
        key: UInt64(number), from: index[statement.from] ?? -1, to: index[statement.to] ?? -1,
        type: statement.type, role: statement.role, interval: statement.interval,
        report: statement.report.flatMap { reportIndex[$0] },
        source: files.firstIndex(of: statement.source) ?? 0, row: number + 1,
        amount: statement.amount)
    }
    return Evidence(
      sources: files.map { file in
        let parts = file.split(separator: "/")
        let rows = statements.count { $0.source == file }
        return Evidence.Source(
          name: String(parts.last ?? ""), system: String(parts.first ?? ""), profile: "test",
          marking: .officialSensitive, contentDigest: "00", rowsRead: rows, rowsStored: rows,
          rowsRejected: 0, rejections: [])
      },
      records: ordered, reports: orderedReports, assertions: assertions,
      subjects: subjects.map { subject, members in
        var subject = subject
        subject.members = members.compactMap { index[$0] }.sorted()
        return subject
      }.sorted { $0.id < $1.id },
      disruptions: disruptions)
  }
}
