import ArgumentParser
import CaseStore

struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List what analysts decided, or withdraw a decision.",
    discussion: """
      Every decision is an entry with person, time and reason. What was replaced, withdrawn or undone \
      stays on record; a case follows from its files and the decisions in force alone.

      Example:
        ocg journal fens.ocgcase
        ocg journal fens.ocgcase --withdraw 3 --by "DI Test" --reason "wrong photograph"
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "Take back the decision with this number; needs --by and --reason.")
  var withdraw: Int?

  @Option(help: "Who withdraws.")
  var by: String?

  @Option(help: "Why, for whoever reads the journal.")
  var reason: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    for (name, text) in [("--by", by), ("--reason", reason)]
    where withdraw != nil && oneLine(text ?? "").isEmpty {
      throw ValidationError("\(name) is missing; say it in a few words")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    if let withdraw {
      let decision = try session.withdraw(
        decision: withdraw, person: oneLine(by ?? ""), reason: oneLine(reason ?? ""))
      try terminal.say(
        "decision \(withdraw) on \(decision.subject.joined(separator: " and ")): withdrawn")
      return try terminal.result(decision)
    }
    let lines = try session.journal()
    var table = TextTable([">No", "Time", "By", "Act", "Kind", "Of", "What", "Reason", "In force"])
    for line in lines {
      let decision = line.decision
      table.add([
        "\(decision.number)", decision.time, decision.person, line.act, decision.kind.rawValue,
        subject(of: decision), decision.words, decision.reason,
        line.isInForce ? "yes" : "",
      ])
    }
    try terminal.say(lines.isEmpty ? "nothing was decided yet" : table.text)
    try terminal.result(JournalResult(decisions: lines))
  }
}

/// Returns what a decision is about, of many records the first.
private func subject(of decision: Decision) -> String {
  let names = decision.subject
  return names.count < 4
    ? names.joined(separator: " and ") : "\(names[0]) and \(grouped(names.count - 1)) more"
}

/// What `journal --json` prints.
struct JournalResult: Encodable {
  let decisions: [JournalLine]
}
