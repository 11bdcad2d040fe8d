import ArgumentParser
import Assessment
import CaseStore
import Records

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what changed on the review list since an earlier period, and why.",
    discussion: """
      Both lists are made from this case, each from what was known at the end of its period. Every \
      move of a rank is divided into changed method, changed linkage, new reporting about earlier \
      days, and behaviour; the parts sum to the whole. The master list is taken as it is now.

      Example:
        ocg compare fens.ocgcase --from 2026-Q2 --period 2026-Q3
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "The earlier period: 2026-Q2, 2026-06 or 2025.", transform: period(_:))
  var from: Period

  @Option(help: "The policy file of the earlier period, where it was another.")
  var policyBefore: String?

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let later = try chosen.period(of: session, at: path)
    guard from.end <= later.start else {
      throw ValidationError(
        "--from \(from.name): does not end before \(later.name) begins; give an earlier period")
    }
    let request = try assessment.request(period: later, charts: 0, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(
        request, purpose: .comparison(from, policyPath: policyBefore), progress: progress)
    }
    let changes = release.comparison?.changes ?? []
    try terminal.say(
      "\(release.header.title), \(from.name) to \(later.name), "
        + "\(release.header.marking.rawValue), run \(release.header.runDigest.prefix(16))")
    try terminal.say(changeTable(changes))
    try terminal.say(
      "Places up (+) or down (-) by cause; they sum to the move. The master list is as it is now.")
    try terminal.result(
      CompareResult(
        from: from.name, to: later.name, runDigest: release.header.runDigest,
        changes: changes.map(CompareResult.Change.init)))
  }
}

/// Returns the table of what became of each position.
func changeTable(_ changes: [PeriodChange]) -> String {
  var table = TextTable(
    [">Before", ">After", "Id", "Title", "Became"]
      + PeriodChange.Cause.allCases.map { ">\($0.rawValue)" } + ["Detail"])
  for change in changes {
    table.add(
      [
        change.rankBefore.map(String.init) ?? "", change.rankAfter.map(String.init) ?? "",
        change.id, change.title, change.fate.rawValue,
      ]
        + PeriodChange.Cause.allCases.map { cause in
          change.moves.first { $0.cause == cause }.map { signed($0.places) } ?? ""
        } + [change.detail])
  }
  return table.text
}

/// Returns `number` with its sign, 0 without.
private func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }

/// What `compare --json` prints.
struct CompareResult: Encodable {
  struct Change: Encodable {
    let id: String
    let title: String
    let fate: String
    let detail: String
    let rankBefore: Int?
    let rankAfter: Int?
    /// By cause.
    let places: [String: Int]
    let points: [String: Int]

    init(_ change: PeriodChange) {
      id = change.id
      title = change.title
      fate = change.fate.rawValue
      detail = change.detail
      rankBefore = change.rankBefore
      rankAfter = change.rankAfter
      places = Dictionary(
        change.moves.map { ($0.cause.rawValue, $0.places) }, uniquingKeysWith: +)
      points = Dictionary(
        change.moves.map { ($0.cause.rawValue, $0.points) }, uniquingKeysWith: +)
    }
  }

  let from: String
  let to: String
  let runDigest: String
  let changes: [Change]
}
