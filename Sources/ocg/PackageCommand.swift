import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records
import Reporting

struct PackageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Write one position's package: terms of reference, chart, rank and its tests.",
    discussion: """
      The file of --statements has the agreed terms of reference as its member "terms", which names \
      the position. The folder receives terms-of-reference.csv, ranks.csv with the range, the \
      verdict and every test of the rank, chart.svg and chart.pdf, and contents.csv, a checklist \
      of all of them. A profile of our own, unofficial and synthetic-tested.

      Example:
        ocg package fens.ocgcase --statements terms.json5 --output package
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(name: .shortAndLong, help: "The folder for the package.")
  var output: String

  @Flag(help: "Replace files in a folder that is not empty.")
  var force = false

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if assessment.statements == nil {
      throw ValidationError("--statements: is needed; give a file with the member terms")
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let session = try CaseSession.open(at: path)
    let statements = assessment.statements ?? ""
    guard let terms = try AnalystStatements.load(statements).terms else {
      throw CommandError.noTerms(path: statements)
    }
    let subject = terms.subject
    guard try session.mayBePosition(subject) else {
      throw CommandError.unknownTermsSubject(path: statements, id: subject)
    }
    let request = try assessment.request(
      period: try chosen.period(of: session, at: path), charts: 1_000, workers: common.workers)
    try OutputFiles.prepareFolder(output, force: force)
    let release = try terminal.stage("assess", summary: assessSummary) { progress in
      try session.assess(request, purpose: .assessment, progress: progress)
    }
    let listed = release.positions.map(\.id)
    guard listed.contains(subject) else {
      throw CommandError.unknownSubject(id: subject, known: Array(listed.prefix(3)))
    }
    let files = try files(of: subject, in: release)
    try OutputFiles.write(
      files.map { (OutputFiles.join(output, $0.name), $0.data) }, of: session,
      for: release.header.recipient, terminal: terminal)
    for file in files { try terminal.say(OutputFiles.join(output, file.name)) }
    try terminal.result(
      PackageResult(
        subject: subject, folder: output, runDigest: release.header.runDigest,
        files: files.map(\.name)))
  }

  /// What the package holds, in the order of its checklist, which is the last.
  private func files(of subject: String, in release: Release) throws -> [(name: String, data: Data)]
  {
    let chart = try ChartDocument.association(of: subject, in: release)
    let worker = ChartWorker()
    var files = [
      (
        name: "terms-of-reference.csv",
        data: Data(BodyTableFile.csv(of: .termsOfReference, in: release))
      ),
      (name: "ranks.csv", data: Data(BodyTableFile.csv(of: .ranks, in: release, about: subject))),
    ]
    for format in [ChartFormat.svg, .pdf] {
      files.append(("chart.\(format)", Data(try worker.draw(chart, as: format))))
    }
    let contents = files.map { (name: $0.name, bytes: $0.data.count) }
    return files + [
      ("contents.csv", Data(BodyTableFile.contents(contents, about: subject, in: release)))
    ]
  }
}

/// What `package --json` prints.
private struct PackageResult: Encodable {
  let subject: String
  let folder: String
  let runDigest: String
  let files: [String]
}
