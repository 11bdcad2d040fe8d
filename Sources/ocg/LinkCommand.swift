import ArgumentParser
import CaseStore

struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Find which records describe the same person, vehicle, address or account.",
    discussion: """
      Records are merged on validated identifiers, and people also on equal name and date of \
      birth. Every merge is stored with its reason and can be undone, because nothing but the \
      reason is stored: entities are computed again from the records.

      Example:
        ocg link fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let summary = try terminal.stage("link", summary: linkSummary) { progress in
      try session.link(workers: common.workers, progress: progress)
    }
    var table = TextTable(["Reason for the merge", ">Merges"])
    for merge in summary.merges { table.add([merge.reason, grouped(merge.count)]) }
    table.addTotal(["Total", grouped(summary.merges.reduce(0) { $0 + $1.count })])
    try terminal.say(table.text)
    try terminal.result(LinkResult(case: path, summary))
  }
}

/// Returns what a stage line says of linkage.
func linkSummary(_ summary: LinkSummary) -> String {
  "\(counted(summary.records, "record")) describe "
    + counted(summary.entities, "entity", plural: "entities")
}

/// What `link --json` prints.
struct LinkResult: Encodable {
  struct Merges: Encodable {
    let reason: String
    let count: Int
  }

  let `case`: String
  let records: Int
  let entities: Int
  let merges: [Merges]
  let unresolvedReferences: Int

  init(case path: String, _ summary: LinkSummary) {
    self.case = path
    records = summary.records
    entities = summary.entities
    merges = summary.merges.map { Merges(reason: $0.reason, count: $0.count) }
    unresolvedReferences = summary.unresolvedReferences
  }
}
