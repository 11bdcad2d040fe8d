import ArgumentParser
import CaseStore
import Records

/// Who decides, and why.
struct DecisionOptions: ParsableArguments {
  @Option(help: "Who decides.")
  var by: String

  @Option(help: "Why, for whoever reads the log.")
  var reason: String

  /// Each on one line.
  var person: String { oneLine(by) }
  var why: String { oneLine(reason) }

  func validate() throws {
    for (name, text) in [("--by", by), ("--reason", reason)] where oneLine(text).isEmpty {
      throw ValidationError("\(name): empty; say it in a few words")
    }
  }
}

struct DecideCommand: ParsableCommand {
  /// What can be decided, with what the subject is.
  enum Act: String, ExpressibleByArgument, CaseIterable {
    case shield
    case closeReview = "close-review"
    case keep
    case acceptGroup = "accept-group"
    case rejectGroup = "reject-group"
    case override
    case conditionsMet = "conditions-met"

    var takesDay: Bool { self == .closeReview || self == .keep }
  }

  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Enter a decision into the journal of a case.",
    discussion: """
      shield KEY: the person of a record stands under the victim shield. close-review ID --day D: a \
      subject of the master list was assessed that day (--due: when the next review is). keep KEY \
      --day D: the person's records are kept until then. accept-group, reject-group and override ID: \
      what a human makes of a group or a position, kept for the record. conditions-met REPORT --for \
      RECIPIENT: a report of handling code C may be given to that recipient.

      Decisions on pairs of records are made with "ocg link decide" and "ocg link review". A decision \
      replaces an earlier one of its kind on the same subject; "ocg journal" lists and withdraws them.

      Example:
        ocg decide fens.ocgcase close-review ML-0141 --day 2026-09-30 \\
          --by "DI Test" --reason "assessed at the September meeting"
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(
    help: "shield, close-review, keep, accept-group, reject-group, override or conditions-met.")
  var act: Act

  @Argument(help: "What it is about: the key of a record, or an id of the review list.")
  var subject: String

  @Option(help: "The day of the review, or until which records are kept.", transform: ocg.day(_:))
  var day: Day?

  @Option(help: "When the next review is due.", transform: ocg.day(_:))
  var due: Day?

  @Option(
    name: .customLong("for"), help: "To whom the report may be given, as --recipient names them.")
  var recipient: String?

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (act == .conditionsMet) != (recipient != nil) {
      throw ValidationError(
        "--for: conditions-met needs it and nothing else does; name a recipient")
    }
    if act.takesDay && day == nil {
      throw ValidationError("--day is missing; \(act.rawValue) needs it, as 2026-09-30")
    }
    if !act.takesDay && day != nil {
      throw ValidationError("--day: \(act.rawValue) has no day; leave it out")
    }
    if act != .closeReview && due != nil {
      throw ValidationError("--due: only close-review has a next review; leave it out")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let entered = try enter(in: session)
    try terminal.say("decision \(entered.number), \(act.rawValue) \(subject): entered")
    try terminal.result(entered)
  }

  private func enter(in session: CaseSession) throws -> Decision {
    let (person, why) = (decision.person, decision.why)
    func decide(_ kind: DecisionKind, _ payload: some Encodable) throws -> Decision {
      try session.decide(kind, on: [subject], payload, person: person, reason: why)
    }
    switch (act, day) {
    case (.closeReview, let day?): return try decide(.review, ClosedReview(day: day, due: due))
    case (.keep, let day?): return try decide(.retention, KeptUntil(until: day))
    case (.shield, _): return try decide(.shield, ["shield": "potentialVictim"])
    case (.acceptGroup, _): return try decide(.group, ["verdict": "accept"])
    case (.rejectGroup, _): return try decide(.group, ["verdict": "reject"])
    case (.conditionsMet, _):
      return try decide(.release, ConditionsMet(recipient: recipient ?? ""))
    default: return try decide(.override, ["words": why])
    }
  }
}
