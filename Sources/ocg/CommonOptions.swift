import ArgumentParser
import CaseStore
import Records

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: "How many processor cores to use; 0 for all. Results do not depend on it.")
  var workers = 0

  func validate() throws {
    if workers < 0 {
      throw ValidationError("--workers \(workers): cannot be negative; give 0 for all cores")
    }
  }
}

/// Options of commands that assess a case.
struct AssessmentOptions: ParsableArguments {
  @Option(help: "A JSON5 file of weights and thresholds, instead of the standard policy.")
  var policy: String?

  @Option(help: "A JSON5 file of the weights of the scoring matrix, instead of the example.")
  var weights: String?

  @Option(help: "A JSON5 file of decisions on groups and of planned actions.")
  var decisions: String?

  @Option(
    help: "A CSV file whose column code lists the crime identifier codes, to check reports by.")
  var codes: String?

  @Option(help: "A JSON5 file of key judgements and of figures that somebody states.")
  var statements: String?

  @Option(help: "Who will receive the products; printed on them and recorded in the log.")
  var recipient = "Case team"

  @Option(help: "The title on the products.")
  var title = "OCG review list"

  @Option(
    name: .customLong("for"),
    help: """
      Cut the release to what a kind of recipient may be given: force, partner-council, \
      licensing-authority, charity, or a JSON5 file.
      """)
  var profile: String?

  @Option(help: "The reference of the agreement under which the recipient is given it.")
  var agreement: String?

  func validate() throws {
    if agreement != nil && profile == nil {
      throw ValidationError("--agreement: needs --for; name the kind of recipient")
    }
  }
}

/// The period of commands that go on from the last assessment.
struct PeriodOption: ParsableArguments {
  @Option(
    help: """
      The assessment period; where absent, that of the last assessment, or the last quarter that \
      has data.
      """,
    transform: ocg.period(_:))
  var period: Period?

  /// Returns the period asked for, or the one that goes without saying.
  func period(of session: CaseSession, at path: String) throws -> Period {
    try period ?? session.defaultPeriod(of: path)
  }
}

/// Reads the value of an option `--period`.
func period(_ text: String) throws -> Period {
  guard let period = Period(text) else {
    throw ValidationError("not a period; write 2026-Q3, 2026-07 or 2026")
  }
  return period
}

extension CaseSession {
  /// Returns the period assessed last; for a case never assessed the quarter in which the last report
  /// was entered, or in which the last stated link began where there are no reports.
  func defaultPeriod(of path: String) throws -> Period {
    if let assessed = try lastPeriod() { return assessed }
    let evidence = try evidence()
    let entered = evidence.reports.compactMap(\.entered).max()
    guard let last = entered ?? evidence.assertions.compactMap(\.interval.start).max() else {
      throw CommandError.noPeriod(path: path)
    }
    return try period("\(last.parts.year)-Q\((last.parts.month + 2) / 3)")
  }
}
