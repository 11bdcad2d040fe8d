import ArgumentParser
import CaseStore

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show who did what with a case, and check that the log is whole.",
    discussion: """
      The log records collection, combination, consultation and disclosure (DPA 2018 s.62). \
      Its entries form a chain of digests: a changed or missing entry shows, and the command \
      then ends with exit status 1.

      Example:
        ocg log fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let entries = try session.log()
    let isWhole = try session.verifyLog()
    for entry in entries {
      let recipient = entry.recipient.map { ", to \($0)" } ?? ""
      let purpose = entry.purpose.map { ", for \($0)" } ?? ""
      try terminal.say(
        "\(entry.number) \(entry.time) \(entry.person) \(entry.operation.rawValue):"
          + " \(entry.detail)\(recipient)\(purpose)")
    }
    let words = counted(entries.count, "entry", plural: "entries")
    try terminal.say(isWhole ? "\(words); the chain is whole" : "\(words); the chain is broken")
    try terminal.result(LogResult(entries: entries, isWhole: isWhole))
    if !isWhole {
      Terminal.complain("\(path): the log was changed from outside; keep the file for examination")
    }
    try (isWhole ? Outcome.done : .needsHuman).end()
  }
}

/// What `log --json` prints.
struct LogResult: Encodable {
  let entries: [LogEntry]
  let isWhole: Bool
}
