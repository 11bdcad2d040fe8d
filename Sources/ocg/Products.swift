import Assessment
import CaseStore
import Foundation
import Reporting

/// The files that an assessment leaves in a folder.
enum Products {
  private struct File {
    let name: String
    let data: Data
  }

  /// Draws and writes every product of `release`, and returns their names below `folder`.
  ///
  /// Everything is drawn before anything is written, so that a chart that cannot be drawn leaves the
  /// folder as it was. The folder `charts` is replaced as a whole, so that no chart of an earlier
  /// run can stand beside those of this one.
  static func write(
    _ release: Release, to folder: String, terminal: Terminal, progress: ProgressHandler?
  ) throws -> [String] {
    let files = try made(from: release, progress: progress)
    let charts = OutputFiles.join(folder, "charts")
    try OutputFiles.remove(charts)
    try OutputFiles.prepareFolder(charts, force: false)
    for file in files {
      try OutputFiles.write(
        file.data, to: OutputFiles.join(folder, file.name), terminal: terminal)
    }
    return files.map(\.name)
  }

  private static func made(
    from release: Release, progress: ProgressHandler?
  ) throws -> [File] {
    var charts = [(name: "overview", chart: ChartDocument.overview(of: release))]
    for chart in release.charts {
      let rank = chart.rank < 10 ? "0\(chart.rank)" : "\(chart.rank)"
      charts.append(
        (
          "charts/\(rank)-\(fileSafe(chart.position))",
          try ChartDocument.association(of: chart.position, in: release)
        ))
    }
    var files = [
      File(name: "review-list.csv", data: Data(ReviewListTable.csv(of: release))),
      File(name: "network.graphml", data: Data(GraphML.write(release))),
    ]
    let worker = ChartWorker()
    var drawings: [String: [UInt8]] = [:]
    for (index, item) in charts.enumerated() {
      progress?(StageProgress(stage: item.chart.title, done: index, total: charts.count))
      let svg = try worker.draw(item.chart, as: .svg)
      drawings[item.chart.name] = svg
      files.append(File(name: item.name + ".svg", data: Data(svg)))
      files.append(
        File(name: item.name + ".pdf", data: Data(try worker.draw(item.chart, as: .pdf))))
      files.append(File(name: item.name + ".dot", data: Data(item.chart.dot.utf8)))
    }
    let document = AssessmentDocument.html(
      of: release, charts: drawings, overview: drawings["overview"])
    files.insert(File(name: "assessment.html", data: Data(document)), at: 1)
    return files
  }

  /// Returns the export of `release` in one of the formats of the command `export`.
  static func export(_ release: Release, as format: ExportCommand.Format) -> Data {
    switch format {
    case .csv: Data(ReviewListTable.csv(of: release))
    case .graphml: Data(GraphML.write(release))
    }
  }

  /// Returns `id` with every character that a file name should not hold made a hyphen.
  private static func fileSafe(_ id: String) -> String {
    String(
      id.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || scalar == "-" || scalar == "_" ? Character(scalar) : "-"
      })
  }
}

/// Returns what a stage line says of products.
func productSummary(_ products: [String]) -> String { counted(products.count, "product") }
