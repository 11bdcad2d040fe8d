import ArgumentParser
import CaseStore

struct DisposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispose",
    abstract: "Remove a person from a case for good.",
    discussion: """
      Records, what rows say about the person, decisions, and the words of receipts and log entries \
      that name them are removed, and the file is written anew: no id of the person is left in any \
      byte of it. The log keeps proof without content. This cannot be undone.

      Every file that a product was written to, as the log has it, is removed too where it is still as \
      it was written; make products anew with "ocg assess --force". Files that were changed or copied \
      by another hand, what went to standard output, and copies of the case remain: the first and the \
      last are listed.

      Example:
        ocg dispose fens.ocgcase N-4F7K2Q9D00 --by "DI Test" --reason "review of 2033" --for-good
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The id of the person, or the key of one of the records.")
  var person: String

  @Flag(help: "Needed, because nothing brings the person back.")
  var forGood = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !forGood {
      throw ValidationError("--for-good is missing; give it to remove the person for good")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let summary = try terminal.stage(
      "dispose", summary: { counted($0.records, "record") + " removed" }
    ) { progress in
      try session.dispose(
        of: person, person: decision.person, reason: decision.why, progress: progress)
    }
    var table = TextTable(["Removed", ">Number"])
    for (what, count) in [
      ("records", summary.records), ("statements", summary.assertions),
      ("reports", summary.reports), ("decisions", summary.decisions),
      ("parameters of runs", summary.runs), ("words of log entries", summary.logEntries.count),
      ("files of products", summary.products.count),
    ] { table.add([what, grouped(count)]) }
    try terminal.say(table.text)
    if summary.isUnfinished {
      try terminal.say(
        "another program reads the case, and deleted bytes stay in its file until it is written anew: end "
          + "that program and run `ocg check \(path)`")
    }
    for copy in summary.copies { try terminal.say("an earlier copy holds the person: \(copy)") }
    for file in summary.remainingProducts {
      try terminal.say("a product may hold the person: \(file); remove it by hand")
    }
    try terminal.result(summary)
    let isDone =
      summary.copies.isEmpty && summary.remainingProducts.isEmpty && !summary.isUnfinished
    try (isDone ? Outcome.done : .needsHuman).end()
  }
}
