import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records
import Reporting

struct ExportCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case graphml, gexf, gml, dot, pajek, json, ftm, anx, geojson
    case csvNodes = "csv-nodes"
    case csvLinks = "csv-links"
    case neo4jNodes = "neo4j-nodes"
    case neo4jLinks = "neo4j-links"
    case csvPair = "csv-pair"
    case csv, xlsx
    case submissionCheck = "submission-check"
    case disruptions, lineages, feeds, figures, debriefs, adverts
    case monthlyReturn = "monthly-return"
    case jointVisits = "joint-visits"
    case termsOfReference = "terms-of-reference"
    case flows, segments
    case moneyPaths = "money-paths"
    case ranks
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the network, the review list (csv, xlsx) or a partner's table as one file.",
    discussion: """
      The network can be had as graphml, gexf (1.3, with days), gml, dot, pajek, json (node-link), \
      ftm (FollowTheMoney JSON lines), anx (Analyst's Notebook, with cards and grades), geojson (what \
      has coordinates) and as a pair of tables whose ids belong together, csv-nodes and \
      csv-links, or neo4j-nodes and neo4j-links for neo4j-admin.

      With csv-pair the output is what three files begin with: NAME-entities.csv, NAME-links.csv (a \
      row for each report or register behind a link) and NAME-mapping.json5, by which "ocg import" \
      takes both into a case.

      Tables for partners' working are CSV in columns of our own, profiles that are unofficial and \
      synthetic-tested: submission-check (reports before they go to the PND), disruptions (with 4P \
      actions), lineages and feeds (what several systems hold, under which agreement), \
      monthly-return, figures (claims of --statements against their parts), joint-visits, debriefs, adverts, \
      terms-of-reference (of --statements), flows (money into and out of accounts by month), \
      money-paths (what passes through accounts, and paths that may layer money), segments (of the \
      chain, with force areas), ranks (with every test of each).

      An export passes the same gate as every product: possible victims are not in it, it \
      carries marking and handling, and the disclosure is recorded in the log.

      Example:
        ocg export fens.ocgcase --format graphml -o network.graphml
        ocg export fens.ocgcase --format csv-pair -o network
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "What to write.")
  var format: Format

  @Option(name: .shortAndLong, help: "The file to write; - for standard output.")
  var output: String

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputFiles.validate(output, common)
    if format == .csvPair && output == "-" {
      throw ValidationError("--format csv-pair: writes three files; name what they begin with")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let request = try assessment.request(
      period: try chosen.period(of: session, at: path), charts: 0, workers: common.workers)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .export(format.rawValue), progress: progress)
    }
    let files = try Products.export(release, as: format, to: output)
    try OutputFiles.write(files, of: session, for: release.header.recipient, terminal: terminal)
    if output != "-" {
      for file in files {
        try terminal.say(
          "\(file.path): \(grouped(file.data.count)) bytes, \(release.header.marking.rawValue)")
      }
      try terminal.result(
        WrittenResult(
          output: output, bytes: files.reduce(0) { $0 + $1.data.count },
          runDigest: release.header.runDigest))
    }
  }
}
