import ArgumentParser
import Assessment
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
    case splitGroup = "split-group"
    case joinGroups = "join-groups"
    case override
    case conditionsMet = "conditions-met"
    case file

    var takesDay: Bool { self == .closeReview || self == .keep }

    /// What a decision on groups says of them.
    var verdict: GroupDecision.Verdict? {
      switch self {
      case .acceptGroup: .accept
      case .rejectGroup: .reject
      case .splitGroup: .split
      case .joinGroups: .join
      case .shield, .closeReview, .keep, .override, .conditionsMet, .file: nil
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Enter a decision into the journal of a case.",
    discussion: """
      shield KEY: the person of a record stands under the victim shield. close-review ID --day D: a \
      subject of the master list was assessed that day (--due: when the next review is). keep KEY \
      --day D: the person's records are kept until then. conditions-met REPORT --for RECIPIENT: a \
      report of handling code C may be given to that recipient. override ID: --reason says how a \
      position is to be read in place of what was computed; every product shows it beside the rank.

      accept-group, reject-group GROUP: these people are a group, or none. split-group PART PART: what \
      was found as one group is several. join-groups GROUP GROUP: several are one. A GROUP is an id of \
      the list made last, or record keys with commas between. Every later list follows these decisions, \
      the latest that names a person; --preview shows what one would change. file FILE: enters decisions and actions of a JSON5 file, as \
      "ocg assess --decisions" reads it, each under its own analyst; once the journal holds some, \
      --decisions is refused.

      Decisions on pairs of records are made with "ocg link decide" and "ocg link review". A decision \
      replaces an earlier one of its kind on the same subject; "ocg journal" lists and withdraws them.

      Example:
        ocg decide fens.ocgcase close-review ML-0141 --day 2026-09-30 \\
          --by "DI Test" --reason "assessed at the September meeting"
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Argument(
    help: """
      shield, close-review, keep, accept-group, reject-group, split-group, join-groups, override, \
      conditions-met or file.
      """)
  var act: Act

  @Argument(
    help: ArgumentHelp(
      "What it is about: the key of a record, or an id of the review list.", valueName: "subject"))
  var subjects: [String]

  @Option(help: "The day of the review, or until which records are kept.", transform: ocg.day(_:))
  var day: Day?

  @Option(help: "When the next review is due.", transform: ocg.day(_:))
  var due: Day?

  @Option(
    name: .customLong("for"), help: "To whom the report may be given, as --recipient names them.")
  var recipient: String?

  @Flag(help: "Show what a decision on groups would change in the review list; store nothing.")
  var preview = false

  @OptionGroup var chosen: PeriodOption
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
    if act.verdict == nil && (preview || chosen.period != nil) {
      throw ValidationError(
        "--preview and --period: only decisions on groups are shown first; leave them out")
    }
    let several = act == .splitGroup || act == .joinGroups
    if several != (subjects.count > 1) {
      throw ValidationError(
        "\(act.rawValue): takes \(several ? "two or more" : "one"), not \(subjects.count); see "
          + "ocg decide --help")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    if act == .file {
      let entered = try session.enterDecisions(
        ofFile: subjects[0], person: decision.person, reason: decision.why)
      try terminal.say(
        "\(subjects[0]): \(counted(entered.decisions.count, "decision")) entered"
          + (entered.held > 0 ? ", the journal holds \(entered.held) already" : "")
          + (entered.lapsed > 0
            ? "; \(entered.lapsed) of these were replaced or withdrawn since and stay so" : ""))
      return try terminal.result(entered)
    }
    if preview, let verdict = act.verdict { return try show(verdict, session, on: terminal) }
    let entered = try enter(in: session, terminal)
    try terminal.say(
      "decision \(entered.number), \(act.rawValue) \(subjects.joined(separator: " ")): entered")
    try terminal.result(entered)
  }

  /// Of each group the ids and keys that name it.
  private var groups: [[String]] {
    subjects.map { $0.split(separator: ",").map(String.init) }
  }

  private func show(
    _ verdict: GroupDecision.Verdict, _ session: CaseSession, on terminal: Terminal
  ) throws {
    try chosen.preview(
      by: decision.person, of: session, at: path, workers: common.workers, on: terminal
    ) { request, progress in
      try session.effect(
        of: verdict, groups: groups, person: decision.person, reason: decision.why,
        request: request, progress: progress)
    }
  }

  private func enter(in session: CaseSession, _ terminal: Terminal) throws -> Decision {
    let (person, why) = (decision.person, decision.why)
    func decide(_ kind: DecisionKind, _ payload: some Encodable) throws -> Decision {
      try session.decide(kind, on: subjects, payload, person: person, reason: why)
    }
    if let verdict = act.verdict {
      return try terminal.stage("decide", summary: { "decision \($0.number)" }) { progress in
        try session.decide(
          verdict, groups: groups, person: person, reason: why, workers: common.workers,
          progress: progress)
      }
    }
    switch (act, day) {
    case (.closeReview, let day?): return try decide(.review, ClosedReview(day: day, due: due))
    case (.keep, let day?): return try decide(.retention, KeptUntil(until: day))
    case (.shield, _): return try decide(.shield, ["shield": "potentialVictim"])
    case (.conditionsMet, _):
      return try decide(.release, ConditionsMet(recipient: recipient ?? ""))
    default: return try decide(.override, OtherReading(words: why))
    }
  }
}
