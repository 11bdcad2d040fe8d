import ArgumentParser
import CaseStore
import Records

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what a case holds: sources, records, assertions, merges and runs.",
    discussion: """
      Example:
        ocg status fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let summary = try CaseSession.open(at: path).summary()
    var sources = TextTable(["File", "System", "Marking", ">Read", ">Stored", ">Rejected"])
    for source in summary.sources {
      sources.add([
        source.name + (source.replacedBy.map { ", replaced by \($0)" } ?? ""), source.system,
        source.marking.rawValue, grouped(source.rowsRead),
        grouped(source.rowsStored), grouped(source.rowsRejected),
      ])
    }
    var counts = TextTable(["In the case", ">Number"])
    for count in summary.counts { counts.add([count.what, grouped(count.count)]) }
    try terminal.say(sources.text + "\n\n" + counts.text)
    try terminal.result(summary)
  }
}
