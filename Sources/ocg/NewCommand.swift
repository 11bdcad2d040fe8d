import ArgumentParser
import CaseStore

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make an empty case file.",
    discussion: """
      The file can be read by its owner alone. An existing file is never touched.

      Example:
        ocg new fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file to make.", valueName: "case"))
  var path: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    _ = try CaseSession.create(at: path)
    try terminal.say("\(path): made; next, ocg import \(path) --mapping M.json5 FILE...")
    try terminal.result(["case": path])
  }
}
