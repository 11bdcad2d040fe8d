import ArgumentParser
import CaseStore
import Linkage

struct LinkRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Link the records of a case, or explain an entity or a pair.",
    discussion: """
      With --explain and two names nothing is printed but why two records are, may be or are not \
      one entity: the joins that lead from one to the other, and the weight of each feature in bits, \
      which sum to the odds. With one name: the records of an entity, why they are one, and where the \
      records of an id of an earlier linking went. Explaining is recorded in the log.

      Example:
        ocg link run fens.ocgcase
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Explain an entity or a pair: one or two record keys or entity ids, also old ones.",
      valueName: "record"))
  var explain: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if explain.count > 2 {
      throw ValidationError("--explain: \(explain.count) records named; give one or two")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    if explain.count == 2 {
      let explanation = try terminal.stage("explain", summary: \.outcome.words) { progress in
        try session.explain(
          (explain[0], explain[1]), workers: common.workers, progress: progress)
      }
      try terminal.say(explanationText(explanation))
      return try terminal.result(explanation)
    }
    if let name = explain.first {
      let account = try terminal.stage("explain", summary: accountSummary) { progress in
        try session.account(of: name, workers: common.workers, progress: progress)
      }
      try terminal.say(accountText(account))
      return try terminal.result(account)
    }
    let summary = try terminal.stage("link", summary: linkSummary) { progress in
      try session.link(workers: common.workers, progress: progress)
    }
    try terminal.say(linkText(summary, case: path))
    try terminal.result(LinkResult(case: path, summary))
  }
}

/// Returns what a stage line says of linkage.
func linkSummary(_ summary: LinkSummary) -> String {
  "\(counted(summary.records, "record")) describe "
    + counted(summary.entities, "entity", plural: "entities")
}

/// Returns merges and what was held back by reason, then one line for each thing to know or do.
private func linkText(_ summary: LinkSummary, case path: String) -> String {
  func table(_ heading: String, _ number: String, _ reasons: [LinkSummary.Reason]) -> String {
    var table = TextTable([heading, number])
    for reason in reasons { table.add([reason.reason, grouped(reason.count)]) }
    table.addTotal(["Total", grouped(reasons.reduce(0) { $0 + $1.count })])
    return table.text
  }
  var parts = [table("Reason for the merge", ">Merges", summary.merges)]
  if !summary.heldBack.isEmpty {
    parts.append("\n" + table("Held back", ">Times", summary.heldBack))
  }
  parts.append("")
  parts += summary.notes
  parts.append(
    summary.queue == 0
      ? "no pair waits for review"
      : "\(counted(summary.queue, "pair")) possibly the same: ocg link review \(path)")
  parts += summary.contradictions.map {
    "contradiction: \($0.records.joined(separator: " and ")): \($0.words)"
  }
  return parts.joined(separator: "\n")
}

/// What `link --json` prints.
struct LinkResult: Encodable {
  struct Count: Encodable {
    let reason: String
    let count: Int

    init(_ reason: LinkSummary.Reason) {
      self.reason = reason.reason
      count = reason.count
    }
  }

  let `case`: String
  let records: Int
  let entities: Int
  let merges: [Count]
  let heldBack: [Count]
  let queue: Int
  let contradictions: [Contradiction]
  let notes: [String]
  let unresolvedReferences: Int

  init(case path: String, _ summary: LinkSummary) {
    self.case = path
    records = summary.records
    entities = summary.entities
    merges = summary.merges.map(Count.init)
    heldBack = summary.heldBack.map(Count.init)
    queue = summary.queue
    contradictions = summary.contradictions
    notes = summary.notes
    unresolvedReferences = summary.unresolvedReferences
  }
}
