import Assessment
import CaseStore
import Dispatch
import Foundation
import Reporting
import Synchronization

/// The files that an assessment leaves in a folder.
struct Products {
  /// Below the folder, in the order of writing.
  private(set) var names: [String] = []
  /// One line for each drawing that Graphviz could not make; the document has a table in its place.
  private(set) var notDrawn: [String] = []

  private struct File {
    let name: String
    let data: Data
  }

  private struct Drawing {
    let chart: ChartDocument
    let format: ChartFormat
    /// Below the folder, without its ending; nil for what is drawn for the document alone.
    let name: String?
  }

  /// Draws and writes every product of `release`.
  ///
  /// Everything is drawn before anything is written. The folder `charts` is replaced as a whole, so
  /// that no chart of an earlier run can stand beside those of this one.
  init(
    writing release: Release, of session: CaseSession, to folder: String, workers: Int,
    terminal: Terminal, progress: ProgressHandler?
  ) throws {
    let files = try files(of: release, workers: workers, progress: progress)
    let charts = OutputFiles.join(folder, "charts")
    try OutputFiles.remove(charts)
    try OutputFiles.prepareFolder(charts, force: false)
    try OutputFiles.write(
      files.map { (OutputFiles.join(folder, $0.name), $0.data) }, of: session,
      for: release.header.recipient, terminal: terminal)
    names = files.map(\.name)
  }

  private mutating func files(
    of release: Release, workers: Int, progress: ProgressHandler?
  ) throws -> [File] {
    var charts = [
      (name: "overview", chart: ChartDocument.overview(of: release)),
      (name: "ranks", chart: ChartDocument.ranks(of: release)),
    ]
    var scores: [String: ChartDocument] = [:]
    for chart in release.charts {
      let rank = chart.rank < 10 ? "0\(chart.rank)" : "\(chart.rank)"
      let document = try ChartDocument.association(of: chart.position, in: release)
      charts.append(("charts/\(rank)-\(fileSafe(chart.position))", document))
      scores[chart.position] = try ChartDocument.score(of: chart.position, in: release)
    }
    let wanted =
      charts.flatMap { item in
        [ChartFormat.svg, .pdf].map { Drawing(chart: item.chart, format: $0, name: item.name) }
      }
      + release.charts.compactMap { scores[$0.position] }.map {
        Drawing(chart: $0, format: .svg, name: nil)
      }
    var pictures: [String: [UInt8]] = [:]
    var files: [File] = []
    let drawn = Products.draw(wanted, workers: workers, progress: progress)
    for (drawing, result) in zip(wanted, drawn) {
      switch result {
      case .success(let bytes):
        if drawing.format == .svg { pictures[drawing.chart.name] = bytes }
        if let name = drawing.name {
          files.append(File(name: "\(name).\(drawing.format)", data: Data(bytes)))
        }
      case .failure(let error):
        notDrawn.append(errorLine(error))
      }
    }
    files += charts.map { File(name: $0.name + ".dot", data: Data($0.chart.dot.utf8)) }
    let document = AssessmentDocument.html(
      of: release, charts: pictures, overview: pictures["overview"], ranks: pictures["ranks"],
      scores: scores.compactMapValues { pictures[$0.name] })
    let pages = try AssessmentDocument.pdf(
      of: release, charts: pictures, overview: pictures["overview"], ranks: pictures["ranks"],
      scores: scores.compactMapValues { pictures[$0.name] })
    return [
      File(name: "review-list.csv", data: Data(ReviewListTable.csv(of: release))),
      File(name: "assessment.html", data: Data(document)),
      File(name: "assessment.pdf", data: Data(pages)),
      File(name: "network.graphml", data: Data(GraphML.write(release))),
    ] + files.sorted { $0.name < $1.name }
  }

  /// Draws at most `workers` charts at once, each in a process of its own.
  private static func draw(
    _ drawings: [Drawing], workers: Int, progress: ProgressHandler?
  ) -> [Result<[UInt8], ReportingError>] {
    let lanes = workers > 0 ? workers : ProcessInfo.processInfo.activeProcessorCount
    let worker = ChartWorker()
    var results: [Result<[UInt8], ReportingError>] = []
    for start in stride(from: 0, to: drawings.count, by: lanes) {
      progress?(StageProgress(stage: "charts", done: start, total: drawings.count))
      let batch = Array(drawings[start..<min(start + lanes, drawings.count)])
      let drawn = Mutex<[Int: Result<[UInt8], ReportingError>]>([:])
      DispatchQueue.concurrentPerform(iterations: batch.count) { index in
        let result = Result { () throws(ReportingError) in
          try worker.draw(batch[index].chart, as: batch[index].format)
        }
        drawn.withLock { $0[index] = result }
      }
      results += batch.indices.compactMap { index in drawn.withLock { $0[index] } }
    }
    return results
  }

  /// Returns the export of `release` in one of the formats of the command `export`, with where it goes.
  static func export(
    _ release: Release, as format: ExportCommand.Format, to output: String
  ) throws -> [(path: String, data: Data)] {
    guard format == .csvPair else { return [(output, try data(of: release, as: format))] }
    let pair = try NetworkPair(of: release, name: fileName(output))
    return [
      ("\(output)-entities.csv", Data(pair.entities)), ("\(output)-links.csv", Data(pair.links)),
      ("\(output)-mapping.json5", Data(pair.mapping)),
    ]
  }

  private static func data(of release: Release, as format: ExportCommand.Format) throws -> Data {
    let bytes =
      switch format {
      case .xlsx: try ReviewWorkbook.xlsx(of: release)
      case .csv: ReviewListTable.csv(of: release)
      case .graphml: GraphML.write(release)
      case .gexf: GEXF.write(release)
      case .gml: GML.write(release)
      case .dot: DOTNetwork.write(release)
      case .pajek: Pajek.write(release)
      case .json: try NodeLinkJSON.write(release)
      case .ftm: try FollowTheMoney.write(release)
      case .anx: ANX.write(release)
      case .geojson: try GeoJSON.write(release)
      case .neo4jNodes: Neo4jTable.nodes(of: release)
      case .neo4jLinks: Neo4jTable.links(of: release)
      case .csvNodes: NetworkTable.nodes(of: release)
      case .csvLinks, .csvPair: NetworkTable.links(of: release)
      case .submissionCheck, .disruptions, .lineages, .feeds, .figures, .debriefs, .adverts,
        .monthlyReturn, .jointVisits, .termsOfReference, .flows, .moneyPaths, .segments, .ranks:
        bodyTable(of: release, as: format)
      }
    return Data(bytes)
  }

  /// A format that writes one table for the working of a body has the table's name.
  private static func bodyTable(
    of release: Release, as format: ExportCommand.Format
  ) -> [UInt8] {
    Release.BodyTable.Kind(rawValue: format.rawValue).map { BodyTableFile.csv(of: $0, in: release) }
      ?? []
  }

  /// Returns `id` with every character that a file name should not hold made a hyphen.
  private func fileSafe(_ id: String) -> String {
    String(
      id.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "-"
      })
  }
}

/// Returns what a stage line says of products.
func productSummary(_ products: Products) -> String {
  counted(products.names.count, "product")
}

/// Returns the path of every product on a line of its own, and all charts of positions on one.
func productLines(_ products: Products, in folder: String) -> String {
  let charts = products.names.filter { $0.hasPrefix("charts/") && $0.hasSuffix(".dot") }
  var lines = products.names.filter { !$0.hasPrefix("charts/") }
    .map { OutputFiles.join(folder, $0) }
  if let first = charts.first {
    lines.append(
      "\(OutputFiles.join(folder, first)) and .svg and .pdf: "
        + "\(counted(charts.count, "chart")) in \(OutputFiles.join(folder, "charts"))")
  }
  return lines.joined(separator: "\n")
}
