import Assessment
import Records

/// Draws an association chart: force areas as columns, in an order in which few links cross, and classes
/// as bands of rows; links run round the boxes and bear their words.
struct AssociationDrawing {
  /// What a printed chart may hold; the release caps earlier, and anything above is counted here.
  static let boxLimit = 60
  static let lineLimit = 120

  let chart: AssociationChart
  let header: Release.Header
  private let boxes: ArraySlice<AssociationChart.Box>
  private let lines: [AssociationChart.Line]
  private let columns: [String]
  private let earlier: AssociationChart?

  /// - Parameter earlier: The chart of an earlier period: what was on it stands near where it stood.
  init(
    _ chart: AssociationChart, header: Release.Header, after earlier: AssociationChart? = nil
  ) {
    self.chart = chart
    self.header = header
    self.earlier = earlier
    boxes = chart.boxes.prefix(Self.boxLimit)
    let count = boxes.count
    lines = Array(
      chart.lines.filter {
        (0..<count).contains($0.from) && (0..<count).contains($0.to) && $0.from != $0.to
      }.prefix(Self.lineLimit))
    columns = chart.columns.isEmpty ? ["Area not known"] : chart.columns
  }

  /// What the chart shows in words: the description of the SVG and the summary beside the table.
  var summary: String {
    let busiest = lines.indices.sorted {
      lines[$0].count != lines[$1].count ? lines[$0].count > lines[$1].count : $0 < $1
    }
    let links = busiest.prefix(3).map { index in
      let line = lines[index]
      let from = SafeText(boxes[line.from].title).oneLine(40).text
      let to = SafeText(boxes[line.to].title).oneLine(40).text
      return "\(from), \(line.words), \(to) (\(line.standing.words), \(line.count))"
    }
    return "\(boxes.count) boxes and \(lines.count) links in \(columns.count) columns: "
      + columns.map { SafeText($0).oneLine(40).text }.joined(separator: ", ") + ". "
      + (links.isEmpty ? "" : "Most stated: " + links.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  var title: SafeText {
    SafeText("\(chart.rank). \(chart.title) – association chart").oneLine(110)
  }

  var dot: String {
    let figures = boxes.map { BoxFigure($0) }
    // Words that find no place on the chart get more room, until the sheet would be too large.
    var best = sheet(figures, room: 1)
    for room in [1.15, 1.35, 1.6] where !best.unplaced.isEmpty {
      let wider = sheet(figures, room: room)
      if wider.unplaced.count < best.unplaced.count { best = wider }
    }
    return best.sheet.dot(
      furniture(best.unplaced), width: best.page.width, height: best.page.height)
  }

  /// Where the boxes stand with the least room.
  var frames: [Frame] { layout(boxes.map { BoxFigure($0) }, room: 1).frames }

  private func column(_ box: AssociationChart.Box) -> Int {
    min(max(box.column, 0), columns.count - 1)
  }

  private func layout(_ figures: [BoxFigure], room: Double) -> AssociationLayout {
    let before = earlier.map { AssociationDrawing($0, header: header).standing } ?? Standing()
    return AssociationLayout(
      items: zip(boxes, figures).map { box, figure in
        AssociationLayout.Item(
          width: figure.width, height: figure.height, column: column(box), level: box.icon.level,
          before: before.places[columns[column(box)]]?[box.entity])
      }, links: lines.map { ($0.from, $0.to) },
      earlier: before.columns.compactMap { columns.firstIndex(of: $0) }, room: room)
  }

  /// Where the boxes of a drawing stand.
  private struct Standing {
    /// The names of the columns, from left to right.
    var columns: [String] = []
    /// By column and entity, in shares of the column and of the drawing.
    var places: [String: [EntityID: Sheet.Place]] = [:]
  }

  private var standing: Standing {
    let layout = layout(boxes.map { BoxFigure($0) }, room: 1)
    var standing = Standing(columns: layout.areas.map { columns[$0.column] })
    for (index, box) in boxes.enumerated() {
      let column = column(box)
      standing.places[columns[column], default: [:]][box.entity] =
        layout.share(of: index, in: column)
    }
    return standing
  }

  /// The drawing, and the words of links that found no place on it.
  private func sheet(
    _ figures: [BoxFigure], room: Double
  ) -> (sheet: Sheet, page: Frame, unplaced: [String]) {
    let layout = layout(figures, room: room)
    var sheet = Sheet()
    for area in layout.areas {
      sheet.area(
        area.frame, fill: Colour.tint(area.column),
        name: SafeText(SafeText(columns[area.column]).oneLine(48).text.uppercased()))
    }
    var inside = layout.page.grown(by: -4)
    inside.top -= AssociationLayout.areaName - 8
    let unplaced = sheet.add(
      lines.map {
        Wire(
          from: $0.from, to: $0.to, figure: LinkFigure($0), stroke: $0.stroke,
          isDirected: $0.layer == .financial)
      }, between: layout.frames, page: inside, titles: boxes.map(\.title),
      ground: { place in
        layout.areas.first { $0.frame.contains(place) }.map { .tint($0.column) } ?? .white
      })
    for (figure, frame) in zip(figures, layout.frames) {
      figure.draw(at: frame.centre, on: &sheet)
    }
    return (sheet, layout.page, unplaced)
  }
}

extension AssociationDrawing {
  private func furniture(_ unplaced: [String]) -> ChartFurniture {
    let folded = boxes.reduce(into: (boxes: 0, people: 0)) { sum, box in
      guard box.folded > 0 else { return }
      sum.boxes += 1
      sum.people += box.folded
    }
    var facts = "\(boxes.count) boxes · \(lines.count) links · \(ChartFurniture.dates(header))"
    if folded.people > 0 {
      facts += " · \(folded.people) occupants folded into \(folded.boxes) boxes"
    }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(facts),
        SafeText(
          "Columns are force areas; the layout is not geographic."
            + (earlier == nil ? "" : " What was on the earlier chart stands near where it stood.")),
      ],
      key: ChartFurniture.key(boxes: boxes, lines: lines), notes: notes(unplaced))
  }

  private func notes(_ unplaced: [String]) -> [SafeText] {
    let more = [
      AssociationChart.Hidden(what: "boxes", count: chart.boxes.count - boxes.count),
      AssociationChart.Hidden(what: "links", count: chart.lines.count - lines.count),
    ]
    let without =
      unplaced.isEmpty
      ? [] : [SafeText("Without room on the chart: \(unplaced.joined(separator: "; ")).")]
    return without + [
      ChartFurniture.notShown(chart.hidden, more, shielded: chart.shielded),
      ChartFurniture.sources(of: chart),
    ]
  }
}
