import Assessment
import Records

/// Draws what lies within two steps of one entity on two rings; what may be the same person is dotted and
/// bears its probability.
struct EgoDrawing {
  static let boxLimit = 30
  static let lineLimit = 60
  private static let margin = 14.0

  let ego: EgoChart
  let header: Release.Header
  private let boxes: ArraySlice<AssociationChart.Box>
  private let lines: [AssociationChart.Line]
  private let matches: [EgoChart.Match]

  init(_ ego: EgoChart, header: Release.Header) {
    self.ego = ego
    self.header = header
    boxes = ego.chart.boxes.prefix(Self.boxLimit)
    let range = 0..<boxes.count
    lines = Array(
      ego.chart.lines.filter {
        range.contains($0.from) && range.contains($0.to) && $0.from != $0.to
      }.prefix(Self.lineLimit))
    matches = ego.matches.filter { range.contains($0.box) && $0.box > 0 }
  }

  var title: SafeText { SafeText("\(ego.chart.title) – within two steps").oneLine(110) }

  private func ring(_ box: AssociationChart.Box, _ index: Int) -> Int {
    index == 0 ? 0 : min(max(box.column, 1), 2)
  }

  private var rings: [Int] { boxes.enumerated().map { ring($1, $0) } }

  var summary: String {
    let near = rings.count { $0 == 1 }
    let direct = lines.filter { $0.from == 0 || $0.to == 0 }.prefix(5).map { line in
      let other = boxes[line.from == 0 ? line.to : line.from]
      return "\(line.words), \(SafeText(other.title).oneLine(40).text) (\(line.standing.words))"
    }
    let same = matches.map { match in
      "\(SafeText(boxes[match.box].title).oneLine(40).text), \(Self.chance(match))"
    }
    return "\(near) boxes one step and \(rings.count { $0 == 2 }) two steps away, "
      + "\(ChartFurniture.links(lines.count)). "
      + (direct.isEmpty ? "" : "Direct: " + direct.joined(separator: "; ") + ". ")
      + (same.isEmpty ? "" : "May be the same: " + same.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  /// Such as `0.71`; never rounded to certainty.
  static func chance(_ match: EgoChart.Match) -> String {
    guard let thousandths = match.thousandths else { return "no probability" }
    let hundredths = min(max((thousandths + 5) / 10, 1), 99)
    return "probability 0.\(hundredths < 10 ? "0" : "")\(hundredths)"
  }

  private var wires: [Wire] {
    matches.map { match in
      Wire(
        from: 0, to: match.box,
        figure: LinkFigure(
          SafeText("possibly the same"), basis: SafeText(Self.chance(match))),
        stroke: Stroke(.tentative, colour: .property))
    } + lines.map { Wire(from: $0.from, to: $0.to, figure: LinkFigure($0), stroke: $0.stroke) }
  }

  var dot: String {
    let same = Set(matches.map(\.box))
    let figures = boxes.enumerated().map { index, box in
      BoxFigure(
        box, icon: same.contains(index) ? .possible : nil, side: index == 0 ? 52 : 38)
    }
    let wires = self.wires
    let layout = RingLayout(
      sizes: figures.map { ($0.width, $0.height) }, ring: rings,
      links: wires.map { ($0.from, $0.to) })
    let frames = zip(figures, layout.places).map { $0.frame(at: $1) }
    let page = Self.page(frames, layout.rings)
    let beside = max(0, (Sheet.leastWidth - page.width) / 2)
    let (dx, dy) = (beside - page.left, -page.bottom)
    let placed = frames.map { $0.moved(x: dx, y: dy) }
    var sheet = Sheet()
    for ring in layout.rings.reversed() {
      sheet.ellipse(
        at: Sheet.Place(x: dx, y: dy), width: 2 * ring.x, height: 2 * ring.y, fill: nil,
        edge: Stroke(colour: .hairline, width: 0.7))
    }
    let unplaced = sheet.add(
      wires, between: placed, page: page.moved(x: dx, y: dy), titles: boxes.map(\.title))
    for (figure, frame) in zip(figures, placed) { figure.draw(at: frame.centre, on: &sheet) }
    return sheet.dot(furniture(unplaced), width: page.width, height: page.height)
  }

  private static func page(_ frames: [Frame], _ rings: [(x: Double, y: Double)]) -> Frame {
    let round = rings.map {
      Frame(centre: Sheet.Place(x: 0, y: 0), width: 2 * $0.x, height: 2 * $0.y)
    }
    let all = frames + round
    return Frame(
      left: all.map(\.left).min() ?? 0, bottom: all.map(\.bottom).min() ?? 0,
      right: all.map(\.right).max() ?? 100, top: all.map(\.top).max() ?? 100
    ).grown(by: margin)
  }

  private func furniture(_ unplaced: [String]) -> ChartFurniture {
    var notes = [
      ChartFurniture.notShown(
        ego.chart.hidden,
        [
          .init(what: "boxes", count: ego.chart.boxes.count - boxes.count),
          .init(what: "further links", count: ego.chart.lines.count - lines.count),
        ], shielded: ego.chart.shielded),
      ChartFurniture.sources(of: ego.chart),
    ]
    if !unplaced.isEmpty {
      notes.insert(
        SafeText("Without room on the chart: \(unplaced.joined(separator: "; "))."), at: 0)
    }
    let possible =
      matches.isEmpty
      ? [] : [ChartFurniture.keyCell(.possible, SafeText("possibly the same"))]
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "Inner ring: \(rings.count { $0 == 1 }) direct · outer ring: "
            + "\(rings.count { $0 == 2 }) one step further, best founded first · "
            + "\(ChartFurniture.links(lines.count)) · an HMO is one box, its occupants are no associates"
        ),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: ChartFurniture.key(boxes: boxes, lines: lines) + possible, notes: notes)
  }
}
