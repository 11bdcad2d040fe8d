public import Assessment

/// A chart ready to be drawn: DOT text with the words that go beside the picture.
///
/// Made from a `Release` only, so it shows nothing that the release gate did not let out. Equal
/// releases give equal DOT bytes.
public struct ChartDocument: Sendable, Equatable {
  /// The position's id, or the kind of chart with what it is about.
  public let name: String
  /// For a heading, and the title of the SVG.
  public let title: String
  /// What the chart shows in words: counts and the most stated links.
  public let summary: String
  /// DOT text. Pictures in it are named, not included; only `ChartWorker` draws them.
  public let dot: String
  let engine: ChartEngine
  /// What the chart shows, for where it cannot be drawn.
  var tables: [HTMLTable] = []
  /// What it leaves out, in words.
  var notShown = ""

  /// The association chart of the position with id `positionID`: force areas as columns, classes as
  /// rows, at most 60 boxes and 120 links.
  ///
  /// - Parameter earlier: The release of an earlier period: what was on its chart of the position, where it
  ///   has one, stands near where it stood.
  /// - Throws: `ReportingError.noChart` where the release charts no such position.
  public static func association(
    of positionID: String, in release: Release, after earlier: Release? = nil
  ) throws(ReportingError) -> ChartDocument {
    guard let chart = release.charts.first(where: { $0.position == positionID }) else {
      throw ReportingError.noChart(position: positionID)
    }
    let drawing = AssociationDrawing(
      chart, header: release.header,
      after: earlier?.charts.first { $0.position == positionID })
    return ChartDocument(
      name: positionID, title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed, tables: ChartTables.tables(ofPosition: chart),
      notShown: ChartFurniture.notShown(chart.hidden, shielded: chart.shielded).text)
  }

  /// The overview of the review list: one circle per position, packed by force area, area by score,
  /// at most 60 circles. Of a release that compares periods it tells how each position moved.
  public static func overview(of release: Release) -> ChartDocument {
    let drawing = OverviewDrawing(
      release.overview, header: release.header, since: release.comparison)
    return ChartDocument(
      name: "overview", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed, tables: ChartTables.tables(of: release.overview, since: release.comparison),
      notShown: ChartFurniture.notShown([
        .init(what: "positions", count: release.overview.hiddenPositions),
        .init(what: "weaker overlaps", count: release.overview.hiddenOverlaps),
      ]).text)
  }

  /// How firm each rank of the review list is: a line over the ranks of most replicates, at most 45
  /// positions.
  public static func ranks(of release: Release) -> ChartDocument {
    let drawing = RankDrawing(release.positions, header: release.header)
    return ChartDocument(
      name: "ranks", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed, tables: ChartTables.tables(ofRanks: release.positions))
  }

  /// Where the points of the position with id `positionID` come from: a bar for each contribution, which
  /// sum exactly.
  ///
  /// - Throws: `ReportingError.noPosition` where the release has no such position.
  public static func score(of positionID: String, in release: Release) throws(ReportingError)
    -> ChartDocument
  {
    guard let position = release.positions.first(where: { $0.id == positionID }) else {
      throw ReportingError.noPosition(positionID)
    }
    let drawing = WaterfallDrawing(position, header: release.header)
    return ChartDocument(
      name: "score of \(positionID)", title: drawing.title.text, summary: drawing.summary,
      dot: drawing.dot, engine: .placed, tables: [ChartTables.contributions(of: position)])
  }

  /// The whole network: every entity with a link at the place that `worker` finds for it, or, of more
  /// than `NetworkChart.mostEntities`, where only they were asked for, and where no places were found
  /// within its limits, the communities as boxes with counts; where even they were given no places, in
  /// rows.
  ///
  /// - Throws: `ReportingError.notAsked` where the release was made for another chart.
  public static func network(of release: Release, by worker: ChartWorker) throws(ReportingError)
    -> ChartDocument
  {
    guard case .network(let chart) = release.asked else {
      throw ReportingError.notAsked(kind: "network")
    }
    let people = release.header.counts.shieldedPeople
    var refusal: String?
    if !chart.nodes.isEmpty {
      do {
        let places = try NetworkDrawing.layout(of: chart).places(by: worker)
        let drawing = NetworkDrawing(chart, header: release.header, places: places)
        return ChartDocument(
          name: "network", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
          engine: .placed, tables: ChartTables.entities(of: chart),
          notShown: ChartFurniture.notShown(chart.hidden, shielded: people).text)
      } catch {
        refusal = error.reason
      }
    }
    let layout = CommunityDrawing.layout(of: chart)
    let drawing = CommunityDrawing(
      chart, header: release.header, places: (try? layout.places(by: worker)) ?? layout.rows,
      refusal: refusal)
    return ChartDocument(
      name: "communities", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed,
      tables: chart.nodes.isEmpty
        ? ChartTables.communities(of: chart) : ChartTables.entities(of: chart),
      notShown: ChartFurniture.notShown(chart.hidden, chart.hiddenCommunities, shielded: people)
        .text)
  }

  /// The chart that `release` was made to answer `question` with.
  ///
  /// - Parameters:
  ///   - worker: Finds places where the chart leaves that to Graphviz.
  ///   - earlier: The answer of an earlier period to the same, whose places an association chart keeps.
  /// - Throws: `ReportingError.noChart`, `.noPosition` or `.notAsked` where the release holds no answer.
  public static func answer(
    to question: ChartQuestion, in release: Release, by worker: ChartWorker = ChartWorker(),
    after earlier: Release? = nil
  ) throws(ReportingError) -> ChartDocument {
    let name = ([question.kind] + question.ids).joined(separator: " ")
    func placed(
      _ title: SafeText, _ summary: String, _ dot: String, _ tables: [HTMLTable],
      _ hidden: [AssociationChart.Hidden] = [], _ shielded: ShieldedCount? = nil
    ) -> ChartDocument {
      ChartDocument(
        name: name, title: title.text, summary: summary, dot: dot, engine: .placed,
        tables: tables, notShown: ChartFurniture.notShown(hidden, shielded: shielded).text)
    }
    switch (question, release.asked) {
    case (.association(let id), _): return try association(of: id, in: release, after: earlier)
    case (.overview, _): return overview(of: release)
    case (.ranks, _): return ranks(of: release)
    case (.network, _), (.communities, _): return try network(of: release, by: worker)
    case (.score(let id), _): return try score(of: id, in: release)
    case (.ego, .ego(let chart)):
      let drawing = EgoDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart),
        chart.chart.hidden, chart.chart.shielded)
    case (.path, .path(let chart)):
      let drawing = PathDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart),
        chart.chart.hidden)
    case (.match, .match(let chart)):
      let drawing = WaterfallDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart))
    case (.timeline, .timeline(let chart)):
      let drawing = TimelineDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart), chart.hidden,
        chart.shielded)
    case (.movement, .movement(let chart)):
      let drawing = MovementDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart), chart.hidden)
    case (.removal, .removal(let chart)):
      let drawing = RemovalDrawing(chart, header: release.header)
      return placed(
        drawing.title, drawing.summary, drawing.dot, ChartTables.tables(of: chart), chart.hidden,
        chart.shielded)
    case (.ego, _), (.path, _), (.match, _), (.timeline, _), (.movement, _), (.removal, _):
      throw ReportingError.notAsked(kind: question.kind)
    }
  }
}
