import ArgumentParser
import Assessment
import CaseStore
import Foundation
import Records
import Reporting

struct ChartCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case association, score, timeline, movement, removal
    case ego, path, match
    case overview, ranks, network, communities
  }

  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw one chart of a position, of an entity or of the review list.",
    discussion: """
      With --subject, of a position: association (who, what and how linked), score (where its \
      points come from), timeline, movement (force areas by month, and a schematic map) and \
      removal (before and after key players). With --entity: ego (two steps around it) and, with \
      two or more, path (what joins them); with two, or two keys of records, match (what speaks \
      for and against their being one). Of the whole list: overview and ranks. Of the whole \
      network: network, and communities (boxes with counts), which also stands for a network of \
      more than 20,000 entities.

      The ending of the output file chooses the format: svg, pdf, png or dot. Where a chart cannot \
      be drawn within its limits of time and memory, its content is written as tables beside it, to \
      a file that ends in .table.html, and the exit status is 1. Possible victims are on no chart. \
      Drawing a chart is a disclosure and is recorded in the log.

      Example:
        ocg chart fens.ocgcase --subject OCG-001 -o chart.svg
        ocg chart fens.ocgcase --kind timeline --subject OCG-001 -o timeline.pdf
        ocg chart fens.ocgcase --kind ego --entity N-17 -o ego.png
      """)

  @Argument(help: ArgumentHelp("The case file.", valueName: "case"))
  var path: String

  @Option(help: "What to draw.")
  var kind: Kind = .association

  @Option(help: "The id of the position, as in the first column of ids of the review list.")
  var subject: String?

  @Option(help: "The id of an entity, as on charts and in exports; give it again for more.")
  var entity: [String] = []

  @Option(
    help: """
      An earlier period: the overview tells what moved since, and it and an association chart keep \
      what they share with its charts near where it stood.
      """,
    transform: period(_:))
  var from: Period?

  @Option(name: .shortAndLong, help: "The file to write: .svg, .pdf, .png or .dot.")
  var output: String

  @OptionGroup var chosen: PeriodOption
  @OptionGroup var assessment: AssessmentOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    _ = try question()
    if from != nil && kind != .overview && kind != .association {
      throw ValidationError("--from: is of --kind overview and association; leave it out")
    }
  }

  /// What the options ask for.
  private func question() throws -> ChartQuestion {
    switch kind {
    case .overview: return try whole(.overview)
    case .ranks: return try whole(.ranks)
    case .network: return try whole(.network)
    case .communities: return try whole(.communities)
    case .ego:
      try demand(1...1, "one --entity")
      return .ego(entity: entity[0])
    case .path:
      try demand(2...99, "two or more --entity")
      return .path(entities: entity)
    case .match:
      try demand(2...2, "--entity twice")
      return .match(first: entity[0], second: entity[1])
    case .association, .score, .timeline, .movement, .removal:
      guard let subject, entity.isEmpty else {
        throw ValidationError(
          "--kind \(kind.rawValue): is of one position; give its id with --subject, and no --entity"
        )
      }
      return question(of: subject)
    }
  }

  private func whole(_ question: ChartQuestion) throws -> ChartQuestion {
    guard subject == nil, entity.isEmpty else {
      throw ValidationError("--kind \(kind.rawValue): is of the whole case; leave out the ids")
    }
    return question
  }

  private func demand(_ count: ClosedRange<Int>, _ words: String) throws {
    guard subject == nil, count.contains(entity.count) else {
      throw ValidationError(
        "--kind \(kind.rawValue): is of entities; give \(words), and no --subject")
    }
  }

  private func question(of position: String) -> ChartQuestion {
    switch kind {
    case .score: .score(position: position)
    case .timeline: .timeline(position: position)
    case .movement: .movement(position: position)
    case .removal: .removal(position: position)
    case .association, .ego, .path, .match, .overview, .ranks, .network, .communities:
      .association(position: position)
    }
  }

  func run() throws {
    let terminal = Terminal(json: common.json)
    let ending = OutputFiles.ending(of: output)
    let format = ChartFormat(rawValue: ending)
    if format == nil && ending != "dot" {
      throw CommandError.unknownEnding(path: output, known: ".svg, .pdf, .png or .dot")
    }
    let question = try question()
    let session = try CaseSession.open(at: path)
    let period = try chosen.period(of: session, at: path)
    if let from, from.end > period.start {
      throw ValidationError(
        "--from \(from.name): does not end before \(period.name) begins; give an earlier period")
    }
    func assess(_ period: Period, _ purpose: CaseSession.Purpose) throws -> Release {
      let request = try assessment.request(period: period, charts: 0, workers: common.workers)
      return try terminal.stage("assess", summary: assessSummary) { progress in
        try session.assess(request, purpose: purpose, progress: progress)
      }
    }
    let earlier =
      kind == .association ? try from.map { try assess($0, .chart(question)) } : nil
    let compared = kind == .overview ? from : nil
    let release = try assess(
      period, compared.map { .comparison($0, policyPath: nil) } ?? .chart(question))
    let isLarge = question == .network || question == .communities
    let worker = ChartWorker(limits: isLarge ? .large : .standard)
    let chart = try answer(to: question, in: release, after: earlier, by: worker)
    let drawn = try terminal.stage("draw", summary: drawSummary) { _ in
      Result { () throws(ReportingError) in
        guard let format else { return Array(chart.dot.utf8) }
        return try worker.draw(chart, as: format)
      }
    }
    try write(drawn, of: chart, in: release, session: session, terminal: terminal)
  }

  /// Writes the picture; where there is none its tables, for a human to look into.
  private func write(
    _ drawn: Result<[UInt8], ReportingError>, of chart: ChartDocument, in release: Release,
    session: CaseSession, terminal: Terminal
  ) throws {
    let (path, bytes, reason) =
      switch drawn {
      case .success(let bytes): (output, bytes, String?.none)
      case .failure(let error):
        (
          OutputFiles.tablePath(beside: output),
          chart.tablePage(in: release, notDrawn: error.cause), errorLine(error)
        )
      }
    try OutputFiles.write(
      [(path, Data(bytes))], of: session, for: release.header.recipient, terminal: terminal)
    try terminal.say(
      "\(path): \(reason == nil ? "chart" : "tables") of \(chart.name), \(chart.title)")
    try terminal.result(
      WrittenResult(
        output: path, bytes: bytes.count, runDigest: release.header.runDigest, notDrawn: reason))
    if let reason {
      Terminal.complain("\(reason); \(output) was not written, its content is in \(path)")
      try Outcome.needsHuman.end()
    }
  }

  /// The chart, or an error that names what there is none of.
  private func answer(
    to question: ChartQuestion, in release: Release, after earlier: Release?,
    by worker: ChartWorker
  ) throws -> ChartDocument {
    let listed = release.positions.map(\.id)
    do {
      return try ChartDocument.answer(to: question, in: release, by: worker, after: earlier)
    } catch {
      guard let subject else { throw CommandError.unknownEntity(ids: question.ids) }
      guard listed.contains(subject) else {
        throw CommandError.unknownSubject(id: subject, known: Array(listed.prefix(3)))
      }
      throw CommandError.tooSmall(id: subject, kind: question.kind)
    }
  }
}

/// Returns what a stage line says of a drawing.
private func drawSummary(_ drawn: Result<[UInt8], ReportingError>) -> String {
  switch drawn {
  case .success(let bytes): "\(grouped(bytes.count)) bytes"
  case .failure: "not drawn, tables instead"
  }
}

/// What a command that writes one file prints with `--json`.
struct WrittenResult: Encodable {
  let output: String
  let bytes: Int
  let runDigest: String
  /// Why `output` is not what was asked for; left out where it is.
  var notDrawn: String?
}
