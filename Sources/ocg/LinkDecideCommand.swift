import ArgumentParser
import CaseStore
import Linkage

struct LinkDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide whether two records describe one entity, or withdraw a decision.",
    discussion: """
      A decision stands on the keys of the two records and holds in every later linking, in any \
      order of import, until it is withdrawn. Another decision on the same records replaces it. \
      Who, when and why is kept, also of what was withdrawn.

      Example:
        ocg link decide fens.ocgcase A-INTEL/nominal/1 B-INTEL/nominal/9 --same \\
          --by "DC Sample" --reason "same custody photograph"
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(help: "The key of a record.")
  var first: String

  @Argument(help: "The key of another record of the same kind.")
  var second: String

  @Flag(help: "They are one entity.")
  var same = false

  @Flag(help: "They are two.")
  var different = false

  @Flag(help: "It cannot be told; the pair leaves the queue.")
  var unsure = false

  @Flag(help: "Take back the decision in force.")
  var withdraw = false

  @Flag(help: "Show what the decision would change in groups and the review list; store nothing.")
  var preview = false

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var common: CommonOptions

  private var verdicts: [Judgement.Verdict] {
    (same ? [.same] : []) + (different ? [.different] : []) + (unsure ? [.unsure] : [])
  }

  func validate() throws {
    if verdicts.count + (withdraw ? 1 : 0) != 1 {
      throw ValidationError(
        "one decision is needed; give one of --same, --different, --unsure and --withdraw")
    }
    if preview && withdraw {
      throw ValidationError("--preview: shows a decision; leave it out to withdraw one")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    if let verdict = verdicts.first {
      if preview { return try show(verdict, session, on: terminal) }
      let judgement = try session.decide(
        (first, second), verdict, analyst: decision.person, reason: decision.why)
      try terminal.say("\(judgement.first) and \(judgement.second): \(verdict.rawValue)")
    } else {
      try session.withdraw((first, second), analyst: decision.person, reason: decision.why)
      try terminal.say("\(first) and \(second): decision withdrawn")
    }
    try terminal.say("it takes effect with the next linking: ocg link \(path)")
    try terminal.result(
      DecisionResult(
        case: path, first: min(first, second), second: max(first, second),
        verdict: verdicts.first?.rawValue ?? "withdrawn"))
  }

  private func show(
    _ verdict: Judgement.Verdict, _ session: CaseSession, on terminal: Terminal
  ) throws {
    try chosen.preview(
      by: decision.person, of: session, at: path, workers: common.workers, on: terminal
    ) { request, progress in
      try session.effect(
        of: verdict, on: (first, second), analyst: decision.person, reason: decision.why,
        request: request, progress: progress)
    }
  }
}

/// What `link decide --json` prints.
struct DecisionResult: Encodable {
  let `case`: String
  let first: String
  let second: String
  let verdict: String
}
