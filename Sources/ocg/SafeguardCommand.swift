import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records
import Reporting

struct SafeguardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "safeguard",
    abstract: "Write the safeguarding worklist: whom to protect, and what should be seen to.",
    discussion: """
      The one product that names possible victims. It is for those whose duty is to protect them, \
      has no points and no ranks, and is written to no folder of other products. It tells referrals \
      without a crime record or an intelligence submission, people who are also named as suspects \
      (Modern Slavery Act 2015 s.45), crowded homes and shared pay accounts. Writing it is a \
      disclosure to --recipient and is recorded in the log.

      Example:
        ocg safeguard fens.ocgcase --recipient "Safeguarding lead" -o worklist.csv
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "Who will receive the worklist; printed on it and recorded in the log.")
  var recipient: String

  @Option(name: .shortAndLong, help: "The CSV file to write; - for standard output.")
  var output: String

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputFiles.validate(output, common)
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let request = CaseSession.AssessmentRequest(
      period: try chosen.period(of: session, at: path), policyPath: nil, recipient: recipient,
      title: "Safeguarding worklist", charts: 0, workers: common.workers)
    let worklist = try terminal.stage(
      "assess", summary: { counted($0.people.count, "person", plural: "people") }
    ) {
      progress in try session.safeguarding(request, progress: progress)
    }
    let data = Data(SafeguardingTable.csv(of: worklist))
    try OutputFiles.write(
      [(output, data)], of: session, for: worklist.header.recipient, terminal: terminal)
    guard output != "-" else { return }
    try terminal.say("\(output): \(worklist.header.marking.rawValue), for \(recipient) alone")
    try terminal.result(SafeguardResult(worklist, output: output))
  }
}

/// What `safeguard --json` prints: counts, and nobody's name.
private struct SafeguardResult: Encodable {
  let output: String
  let runDigest: String
  let people: Int
  /// By what should be seen to.
  let prompts: [String: Int]

  init(_ worklist: Release.Safeguarding, output: String) {
    self.output = output
    runDigest = worklist.header.runDigest
    people = worklist.people.count
    prompts = Dictionary(
      worklist.people.flatMap(\.prompts).map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
  }
}
