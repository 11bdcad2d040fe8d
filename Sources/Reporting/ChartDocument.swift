public import Assessment

/// A chart ready to be drawn: DOT text with the words that go beside the picture.
///
/// Made from a `Release` only, so it shows nothing that the release gate did not let out. Equal
/// releases give equal DOT bytes.
public struct ChartDocument: Sendable, Equatable {
  /// The position's id, or `overview`.
  public let name: String
  /// For a heading, and the title of the SVG.
  public let title: String
  /// What the chart shows in words: counts and the most stated links.
  public let summary: String
  /// DOT text. Pictures in it are named, not included; only `ChartWorker` draws them.
  public let dot: String
  let engine: ChartEngine

  /// The association chart of the position with id `positionID`: force areas as columns, classes as
  /// rows, at most 60 boxes and 120 links.
  ///
  /// - Throws: `ReportingError.noChart` where the release charts no such position.
  public static func association(of positionID: String, in release: Release)
    throws(ReportingError) -> ChartDocument
  {
    guard let chart = release.charts.first(where: { $0.position == positionID }) else {
      throw ReportingError.noChart(position: positionID)
    }
    let drawing = AssociationDrawing(chart, header: release.header)
    return ChartDocument(
      name: positionID, title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .dot)
  }

  /// The overview of the review list: one circle per position, packed by force area, area by score,
  /// at most 60 circles.
  public static func overview(of release: Release) -> ChartDocument {
    let drawing = OverviewDrawing(release.overview, header: release.header)
    return ChartDocument(
      name: "overview", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
  }
}
