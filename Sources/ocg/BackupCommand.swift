import ArgumentParser
import CaseStore

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a case, checked, to a new file.",
    discussion: """
      The copy is the case as it is at one moment, also while another program writes to it; the entry \
      in the log waits for that program's end. The copy passes the check of "ocg check" before it \
      appears, only its owner may open it, and an existing file is never touched.

      Example:
        ocg backup fens.ocgcase /media/backup/fens-2026-09-30.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The file to make.")
  var copy: String

  @Option(help: "For how many seconds to wait for another program that writes to the case.")
  var wait = 600

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if wait < 0 { throw ValidationError("--wait \(wait): cannot be negative; give 0 not to wait") }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path, waiting: Double(wait))
    let summary = try terminal.stage(
      "backup", summary: { "\(grouped($0.bytes)) bytes" }
    ) { progress in
      try session.backUp(to: copy, progress: progress)
    }
    try terminal.say(
      "\(copy): \(counted(summary.entries, "log entry", plural: "log entries")), checked"
        + (summary.head.map { "\nhead \($0)" } ?? ""))
    try terminal.result(summary)
  }
}
