import ArgumentParser
import CaseStore
import Linkage

struct LinkReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Go through the pairs that are possibly the same, side by side.",
    discussion: """
      Those pairs come first whose decision is expected to remove most wrong pairs of records. \
      Among them are pairs that a rule held back: a possible victim and a suspect, or records with \
      contradicting identifiers. Each is answered with a key and the return key: y the same, \
      n different, u unsure, s skip, z undo the last answer (what it replaced is in force again), \
      q stop. Answers are stored at once and take effect with the next "ocg link". With --json the \
      queue is printed and nothing is asked. Looking at the queue is recorded in the log.

      Example:
        ocg link review fens.ocgcase --by "DC Sample"
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "Who decides; needed to answer.")
  var by: String?

  @Option(help: "The reason that is stored with every answer.")
  var reason = "clerical review, side by side"

  @Option(help: "How many pairs to show at most.")
  var limit = 100

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if limit < 1 {
      throw ValidationError("--limit \(limit): must be at least 1; leave it out for 100")
    }
    if !common.json, oneLine(by ?? "").isEmpty {
      throw ValidationError("--by is missing; give your name, or --json to see the queue alone")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let queue = try session.reviewQueue(limit: limit)
    if common.json { return try terminal.result(QueueResult(case: path, pairs: queue)) }
    guard !queue.isEmpty else {
      return try terminal.say("no pair waits for review; `ocg link` finds new ones after an import")
    }
    var review = Review(session: session, analyst: oneLine(by ?? ""), reason: oneLine(reason))
    try review.go(through: queue, on: terminal)
  }
}

/// What `link review --json` prints.
struct QueueResult: Encodable {
  let `case`: String
  let pairs: [ReviewPair]
}

/// One sitting at the terminal.
private struct Review {
  let session: CaseSession
  let analyst: String
  let reason: String
  /// The pairs answered in this sitting, the last one last.
  private var answered: [Int] = []

  init(session: CaseSession, analyst: String, reason: String) {
    self.session = session
    self.analyst = analyst
    self.reason = reason
  }

  mutating func go(through queue: [ReviewPair], on terminal: Terminal) throws {
    var place = 0
    // Behind the last pair its answer can still be undone.
    sitting: while place < queue.count || !answered.isEmpty {
      let isOver = place == queue.count
      try terminal.say(
        isOver
          ? "\nthat was the last pair"
          : "\n\(place + 1) of \(queue.count)\n" + pairText(queue[place]))
      guard let key = ask(isOver ? Review.lastKeys : Review.keys) else { break }
      switch key {
      case "y", "n", "u":
        guard !isOver else { continue }
        let verdict: Judgement.Verdict = key == "y" ? .same : key == "n" ? .different : .unsure
        let pair = queue[place]
        _ = try session.decide(
          (pair.first.key, pair.second.key), verdict, analyst: analyst, reason: reason)
        answered.append(place)
        place += 1
      case "s": place = min(place + 1, queue.count)
      case "z":
        guard let last = answered.popLast() else {
          try terminal.say("nothing to undo in this sitting")
          continue
        }
        try undo(queue[last], on: terminal)
        place = last
      case "q": break sitting
      default: try terminal.say("no such key; one letter: y, n, u, s, z or q")
      }
    }
    try close(on: terminal)
  }

  private func undo(_ pair: ReviewPair, on terminal: Terminal) throws {
    let restored = try session.undo((pair.first.key, pair.second.key), analyst: analyst)
    if let restored {
      try terminal.say("again in force: \(restored.verdict.rawValue) by \(restored.analyst)")
    }
  }

  private static let keys = "y same  n different  u unsure  s skip  z undo  q stop > "
  private static let lastKeys = "z undo  q stop > "

  /// Returns the next answer, nil at the end of the input; an empty line is asked again.
  private func ask(_ keys: String) -> String? {
    while true {
      Terminal.note(keys, end: "")
      guard let line = readLine() else { return nil }
      let answer = oneLine(line).lowercased()
      if !answer.isEmpty { return answer }
    }
  }

  private func close(on terminal: Terminal) throws {
    try terminal.say(
      answered.isEmpty
        ? "nothing decided"
        : "\(counted(answered.count, "decision")) stored; they take effect with the next ocg link")
  }
}
