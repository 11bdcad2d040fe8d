import Records

/// Checks each report before it is submitted: code, grade, handling, and how complete it is by people,
/// objects, locations and events (POLE).
struct SubmissionCheck {
  /// What must be put right first.
  enum Fault: String, CaseIterable {
    case noCode = "no crime identifier code"
    case unknownCode = "crime identifier code not on the list"
    case noGrade = "no grade"
    case legacyGrade = "a legacy grade"
    case noHandling = "no handling code"
    case noEntry = "no day of entry"
  }

  /// What the report leaves unstated, which may be right.
  enum Gap: String, CaseIterable {
    case people, name = "a person's name", objects, locations, events
  }

  struct Account: Equatable {
    /// Index into `Evidence.reports`.
    let report: Int
    var faults: [Fault] = []
    var gaps: [Gap] = []
    /// The first row that states something by the report: indices into `Evidence.sources` and its row.
    var place: (source: Int, row: Int)?
    /// Whether a record that it names is marked as known on the PND; nil where none says.
    var isKnown: Bool?

    static func == (a: Account, b: Account) -> Bool {
      a.report == b.report && a.faults == b.faults && a.gaps == b.gaps
        && a.place?.source == b.place?.source && a.place?.row == b.place?.row
        && a.isKnown == b.isKnown
    }
  }

  let evidence: Evidence
  /// Nil leaves unknown codes unfound.
  let codes: CrimeCodeList?
  /// The day before which reports count.
  let end: Day

  /// By report; of what is known before `end`.
  ///
  /// - Complexity: O(assertions + reports × log codes).
  func accounts() -> [Account] {
    var held = [Holding](repeating: Holding(), count: evidence.reports.count)
    for statement in evidence.assertions {
      guard let report = statement.report else { continue }
      held[report].add(statement, of: evidence)
    }
    return evidence.reports.indices.compactMap { index in
      let report = evidence.reports[index]
      let place = held[index].place
      guard report.entered.map({ $0 < end }) ?? (place != nil) else { return nil }
      return Account(
        report: index, faults: faults(of: report), gaps: held[index].gaps, place: place,
        isKnown: held[index].isKnown)
    }
  }

  private func faults(of report: SourceReport) -> [Fault] {
    var faults: [Fault] = []
    if let code = report.crimeCode {
      if let codes, !codes.contains(code) { faults.append(.unknownCode) }
    } else {
      faults.append(.noCode)
    }
    if let grading = report.grading {
      if grading.source == nil || grading.assessment == nil {
        faults.append(.legacyGrade)
      } else if grading.handling == nil {
        faults.append(.noHandling)
      }
    } else {
      faults.append(.noGrade)
    }
    if report.entered == nil { faults.append(.noEntry) }
    return faults
  }

  /// What the statements of one report name.
  private struct Holding {
    var hasPeople = false
    var hasUnnamed = false
    var hasObjects = false
    var hasLocations = false
    var hasEvents = false
    var isKnown: Bool?
    var place: (source: Int, row: Int)?

    var gaps: [Gap] {
      let missing: [(Gap, Bool)] = [
        (.people, !hasPeople), (.name, hasUnnamed), (.objects, !hasObjects),
        (.locations, !hasLocations), (.events, !hasEvents),
      ]
      return missing.filter(\.1).map(\.0)
    }

    mutating func add(_ statement: Assertion, of evidence: Evidence) {
      if statement.interval.start != nil { hasEvents = true }
      let here = (source: statement.source, row: statement.row)
      if place.map({ here < $0 }) ?? true { place = here }
      for index in [statement.from, statement.to] {
        let record = evidence.records[index]
        switch record.kind {
        case .nominal:
          hasPeople = true
          if record.text(.name) == nil, record.text(.alias) == nil { hasUnnamed = true }
        case .organisation: hasPeople = true
        case .vehicle, .phone, .email, .account, .object: hasObjects = true
        case .address, .area: hasLocations = true
        case .event: hasEvents = true
        case nil: break
        }
        for value in record.values(.knownOnPND) { isKnown = isKnown == true || value == "yes" }
      }
    }
  }
}

extension BodyTableMaker {
  func submissionCheck() -> Table {
    let accounts = SubmissionCheck(evidence: evidence, codes: codes, end: period.end).accounts()
    let order = accounts.sorted { a, b in
      if a.faults.isEmpty != b.faults.isEmpty { return b.faults.isEmpty }
      let (x, y) = (evidence.reports[a.report], evidence.reports[b.report])
      return (x.system, x.reference) < (y.system, y.reference)
    }
    let failing = accounts.count { !$0.faults.isEmpty }
    let counts = SubmissionCheck.Fault.allCases.map { fault in
      "\(accounts.count { $0.faults.contains(fault) }) with \(fault.rawValue)"
    }
    return Table(
      kind: .submissionCheck,
      columns: [
        "report", "system", "entered", "grade", "handling", "code", "verdict", "to be put right",
        "not stated", "a record is known on the PND", "file", Release.BodyTable.rowNumber,
      ], rows: order.map(row),
      notes: [
        "\(Score.count(accounts.count, "report")) checked, \(failing) to be put right first: "
          + counts.joined(separator: ", ") + ".",
        codes == nil
          ? "No list of crime identifier codes was supplied: unknown codes cannot be found."
          : "What is not stated may be right: a report need not name an object or a place.",
      ])
  }

  private func row(_ account: SubmissionCheck.Account) -> [Table.Cell] {
    let report = evidence.reports[account.report]
    let verdict =
      account.faults.isEmpty ? (account.gaps.isEmpty ? "complete" : "passes") : "fails"
    return [
      .text(labels.open(report.reference)), .text(report.system),
      .text(report.entered?.description ?? ""), .text(report.grading?.text ?? ""),
      .text(report.grading?.handling?.rawValue ?? ""), .text(report.crimeCode ?? ""),
      .text(verdict), .text(account.faults.map(\.rawValue).joined(separator: "; ")),
      .text(account.gaps.map(\.rawValue).joined(separator: "; ")),
      .text(account.isKnown.map { $0 ? "yes" : "no" } ?? "not stated"),
      .text(account.place.map { evidence.sources[$0.source].name } ?? ""),
      account.place.map { .number($0.row) } ?? "",
    ]
  }
}
