import ArgumentParser
import CaseStore

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a past run again and compare its result.",
    discussion: """
      A run keeps the version, the digests of its files, decisions and rules, and the digest of its \
      result. It is made again from the files and decisions that it had; where it does not come to \
      the same, the command says why and ends with exit status 1.

      Example:
        ocg verify fens.ocgcase 3
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The number of the run, from 1; the last one where it is left out.")
  var number: Int?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let found = try terminal.stage(
      "verify", summary: { $0.isVerified ? "the same" : "not the same" }
    ) { progress in
      try session.verify(run: number, workers: common.workers, progress: progress)
    }
    try terminal.say(
      "run \(found.run), \(found.kind), \(found.digest.prefix(16)), version \(found.engineVersion)")
    try terminal.say(
      "inputs \(found.hasSameInputs ? "the same" : "not the same"), result "
        + (found.hasSameResult ? "the same" : "not the same"))
    for reason in found.reasons { try terminal.say("because \(reason)") }
    try terminal.result(found)
    try (found.isVerified ? Outcome.done : .needsHuman).end()
  }
}
