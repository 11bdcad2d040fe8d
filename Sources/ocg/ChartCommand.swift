import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records
import Reporting

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw the association chart of one position of the review list.",
    discussion: """
      The ending of the output file chooses the format: svg, pdf, png or dot. Possible victims \
      are on no chart. Drawing a chart is a disclosure and is recorded in the log.

      Example:
        ocg chart fens.ocgcase --subject OCG-001 -o chart.svg
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "The id of the position, as in the first column of ids of the review list.")
  var subject: String

  @Option(name: .shortAndLong, help: "The file to write: .svg, .pdf, .png or .dot.")
  var output: String

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = Terminal(json: common.json)
    let ending = OutputFiles.ending(of: output)
    let format = ChartFormat(rawValue: ending)
    if format == nil && ending != "dot" {
      throw CommandError.unknownEnding(path: output, known: ".svg, .pdf, .png or .dot")
    }
    let session = try CaseSession.open(at: path)
    let request = try assessment.request(
      period: try chosen.period(of: session, at: path), charts: 0, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .chart(subject), progress: progress)
    }
    guard release.charts.contains(where: { $0.position == subject }) else {
      throw CommandError.unknownSubject(
        id: subject, known: release.positions.prefix(3).map(\.id))
    }
    let chart = try ChartDocument.association(of: subject, in: release)
    let data = try terminal.stage("draw", summary: { "\(grouped($0.count)) bytes" }) { _ in
      Data(try format.map { try ChartWorker().draw(chart, as: $0) } ?? Array(chart.dot.utf8))
    }
    try OutputFiles.write(data, to: output, terminal: terminal)
    if output != "-" {
      try terminal.say("\(output): chart of \(subject), \(chart.title)")
      try terminal.result(
        WrittenResult(output: output, bytes: data.count, runDigest: release.header.runDigest))
    }
  }
}

/// What a command that writes one file prints with `--json`.
struct WrittenResult: Encodable {
  let output: String
  let bytes: Int
  let runDigest: String
}
