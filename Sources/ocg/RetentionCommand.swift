import ArgumentParser
import CaseStore
import Records

struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "List the people whose records must be reviewed: kept for a reason, or disposed of.",
    discussion: """
      The schedule gives the months from the last day that any row speaks of, by role. The one that \
      ships is an example and nobody's official schedule. "ocg decide --keep" puts a review off with a \
      reason; "ocg dispose" removes the person. The list names nobody and is recorded in the log.

      Example:
        ocg retention fens.ocgcase --on 2033-01-01
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "The day on which reviews are due, as yyyy-MM-dd.", transform: day(_:))
  var on: Day

  @Option(help: "A JSON5 file of periods, instead of the example.")
  var schedule: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let rules = try schedule.map { try RetentionSchedule.load($0) } ?? .example
    let session = try CaseSession.open(at: path)
    let items = try session.retentionDue(on: on, schedule: rules)
    var table = TextTable(["Due", "Last", "Rule", "Id", ">Records"])
    for item in items {
      table.add([
        item.due ?? "not dated", item.last ?? "", item.rule, item.id, grouped(item.records.count),
      ])
    }
    try terminal.say(
      items.isEmpty ? "no review is due on \(on)" : table.text + "\n\n\(rules.name), \(on)")
    try terminal.result(RetentionResult(schedule: rules.name, on: on.description, people: items))
  }
}

/// What `retention --json` prints.
struct RetentionResult: Encodable {
  let schedule: String
  let on: String
  let people: [RetentionItem]
}

/// Reads the value of an option that is a day.
func day(_ text: String) throws -> Day {
  guard let day = Day(iso: text) else {
    throw ValidationError("not a day; write it as 2026-09-30")
  }
  return day
}
