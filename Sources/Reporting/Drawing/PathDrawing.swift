import Assessment
import Records

/// Draws what joins entities, each to the next: a row of boxes for each leg, the weakest link named. A leg
/// that is too long for a row goes on in the next, which begins with the box that the row ended with.
struct PathDrawing {
  static let legLimit = 8
  static let stepLimit = 24
  private static let rowSteps = 4
  private static let step = 250.0
  private static let margin = 14.0

  let path: PathChart
  let header: Release.Header
  private let legs: [PathChart.Leg]

  init(_ path: PathChart, header: Release.Header) {
    self.path = path
    self.header = header
    let (boxes, lines) = (path.chart.boxes.indices, path.chart.lines.indices)
    legs = Array(
      path.legs.filter { leg in
        leg.boxes.count >= 2 && leg.boxes.count <= Self.stepLimit + 1
          && leg.boxes.allSatisfy(boxes.contains) && leg.lines.allSatisfy(lines.contains)
          && (leg.lines.isEmpty || leg.lines.count == leg.boxes.count - 1)
      }.prefix(Self.legLimit))
  }

  var title: SafeText { SafeText("\(path.chart.title) – what joins them").oneLine(110) }

  private func name(_ box: Int) -> String { SafeText(path.chart.boxes[box].title).oneLine(40).text }

  private func words(_ leg: PathChart.Leg) -> String {
    guard let first = leg.boxes.first, let last = leg.boxes.last else { return "" }
    guard !leg.lines.isEmpty else { return "nothing joins \(name(first)) and \(name(last))" }
    let weakest = leg.weakest.flatMap { place in
      leg.lines.indices.contains(place)
        ? "\(name(leg.boxes[place])), \(path.chart.lines[leg.lines[place]].words), "
          + name(leg.boxes[place + 1])
        : nil
    }
    return "\(name(first)) to \(name(last)): \(ChartFurniture.links(leg.lines.count))"
      + (weakest.map { ", weakest: \($0)" } ?? "")
  }

  var summary: String {
    legs.map(words).joined(separator: "; ") + ". " + ChartFurniture.caution
  }

  /// Part of a leg that stands side by side.
  private struct Row {
    let boxes: ArraySlice<Int>
    /// Lines, each with whether it is the weakest of several.
    let lines: [(number: Int, isWeakest: Bool)]
    let heading: String
  }

  private func rows(of leg: PathChart.Leg) -> [Row] {
    let last = leg.boxes.count - 1
    return stride(from: 0, to: last, by: Self.rowSteps).map { start in
      let end = min(start + Self.rowSteps, last)
      let lines = leg.lines.isEmpty ? [] : Array(leg.lines[start..<end])
      return Row(
        boxes: leg.boxes[start...end],
        lines: lines.enumerated().map {
          ($1, start + $0 == leg.weakest && leg.lines.count > 1)
        },
        heading: start == 0 ? words(leg) : "goes on from \(name(leg.boxes[start]))")
    }
  }

  var dot: String {
    var sheet = Sheet()
    var top = 0.0
    var width = 0.0
    for row in legs.flatMap(rows).reversed() {
      let figures = row.boxes.map { BoxFigure(path.chart.boxes[$0]) }
      let height = (figures.map(\.height).max() ?? 0) + 46
      add(row, figures, middle: top + height / 2, top: top + height, to: &sheet)
      width = max(width, Double(row.boxes.count - 1) * Self.step)
      top += height
    }
    return sheet.dot(
      furniture, width: max(width + 190 + 2 * Self.margin, 800), height: max(top, 40))
  }

  private func add(
    _ row: Row, _ figures: [BoxFigure], middle: Double, top: Double, to sheet: inout Sheet
  ) {
    let frames = figures.enumerated().map { index, figure in
      figure.frame(
        at: Sheet.Place(x: Self.margin + 95 + Double(index) * Self.step, y: middle - 12))
    }
    sheet.text(
      [Words(SafeText(row.heading), size: 9.5, bold: true, colour: .areaName)],
      at: Sheet.Place(x: Self.margin, y: top - 10), .left)
    for (index, (number, isWeakest)) in row.lines.enumerated() {
      let line = path.chart.lines[number]
      // At the height of the badges.
      let y = frames[index].top - figures[index].side / 2
      let start = Sheet.Place(x: frames[index].centre.x + 26, y: y)
      let end = Sheet.Place(
        x: frames[index + 1].centre.x - 26, y: frames[index + 1].top - figures[index + 1].side / 2)
      sheet.line([start, end], line.stroke)
      let figure = LinkFigure(line)
      let note =
        isWeakest ? [Words(SafeText("weakest"), size: 8, bold: true, colour: .marking)] : []
      sheet.text(note + figure.words, at: start.moved(to: end, by: 0.5), ground: .white)
    }
    for (figure, frame) in zip(figures, frames) { figure.draw(at: frame.centre, on: &sheet) }
  }

  private var furniture: ChartFurniture {
    let boxes = Set(legs.flatMap(\.boxes)).sorted().map { path.chart.boxes[$0] }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "The way of fewest links; of several the one whose weakest link is strongest · nothing "
            + "leads through what too many people share"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: ChartFurniture.key(boxes: boxes, lines: path.chart.lines),
      notes: [
        ChartFurniture.notShown(
          path.chart.hidden,
          [.init(what: "ways that are too long to draw", count: path.legs.count - legs.count)]),
        ChartFurniture.sources(of: path.chart),
      ])
  }
}
