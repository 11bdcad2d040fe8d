import Assessment
import Records

/// Draws when the links of a position were: a lane for each link, a bar for what lasted, a mark for what
/// happened on a day.
struct TimelineDrawing {
  static let laneLimit = 40
  /// The longest axis.
  private static let months = 24
  /// Up to so many months each has a line, else every third.
  private static let monthly = 9
  private static let nameWidth = 330.0
  private static let plotWidth = 560.0
  private static let laneHeight = 19.0
  private static let axisHeight = 30.0

  let chart: TimelineChart
  let header: Release.Header
  private let lanes: ArraySlice<TimelineChart.Lane>
  private let start: Day

  init(_ chart: TimelineChart, header: Release.Header) {
    self.chart = chart
    self.header = header
    lanes = chart.lanes.prefix(Self.laneLimit)
    start = Self.start(of: lanes, period: header.period)
  }

  /// The month in which the first of it begins, and the period's first at the latest; two years before the
  /// period's end at the earliest.
  private static func start(of lanes: ArraySlice<TimelineChart.Lane>, period: Period) -> Day {
    let earliest = period.end.adding(months: -months)
    let spans = lanes.flatMap(\.spans)
    let first = spans.map { $0.first ?? earliest }.min() ?? earliest
    let day = max(min(first, period.start), earliest)
    return day.adding(days: 1 - day.parts.day)
  }

  private var monthCount: Int {
    (1...Self.months + 1).first { start.adding(months: $0) >= header.period.end } ?? Self.months
  }

  var title: SafeText { SafeText("\(chart.title) – timeline").oneLine(110) }

  var summary: String {
    let days = lanes.reduce(0) { $0 + $1.spans.count { Self.isDay($0) } }
    let all = lanes.reduce(0) { $0 + $1.spans.count }
    let first = lanes.prefix(3).map { SafeText(Self.name($0)).oneLine(90).text }
    return
      "\(ChartFurniture.links(lanes.count)) over \(monthCount) months: \(all - days) intervals and \(days) single days. "
      + (first.isEmpty ? "" : "Earliest: " + first.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  private static func name(_ lane: TimelineChart.Lane) -> String {
    "\(lane.from), \(lane.words), \(lane.to)"
  }

  private static func isDay(_ span: TimelineChart.Span) -> Bool {
    span.first != nil && span.first == span.last
  }

  var dot: String {
    let height = Double(max(lanes.count, 1)) * Self.laneHeight + Self.axisHeight
    var sheet = Sheet()
    addGround(to: &sheet, height: height)
    for (index, lane) in lanes.enumerated() {
      add(lane, at: height - Self.axisHeight - (Double(index) + 0.5) * Self.laneHeight, to: &sheet)
    }
    return sheet.dot(furniture, width: Self.nameWidth + Self.plotWidth + 10, height: height)
  }

  /// Where the beginning of `day` lies, kept within the axis.
  private func x(_ day: Day) -> Double {
    let share = Double(day - start) / Double(header.period.end - start)
    return Self.nameWidth + Self.plotWidth * min(max(share, 0), 1)
  }

  /// The period as a ground, and a line for each quarter of a year, or for each month of a short axis.
  private func addGround(to sheet: inout Sheet, height: Double) {
    let top = height - Self.axisHeight
    let left = x(header.period.start)
    sheet.area(
      Frame(left: left, bottom: 0, right: Self.nameWidth + Self.plotWidth, top: top + 2),
      fill: .tintBlue)
    let every = monthCount <= Self.monthly ? 1 : 3
    for month in 0...monthCount {
      let day = start.adding(months: month)
      guard day <= header.period.end, (day.parts.month - 1) % every == 0 else { continue }
      sheet.line(
        [Sheet.Place(x: x(day), y: 0), Sheet.Place(x: x(day), y: top)],
        Stroke(colour: .hairline, width: day.parts.month == 1 ? 1.2 : 0.5))
      guard day < header.period.end else { continue }
      let parts = day.words.split(separator: " ")
      sheet.text(
        [
          Words(SafeText(String(parts[1].prefix(3))), size: 8.5, colour: .grey),
          Words(SafeText(String(parts[2])), size: 7.5, colour: .faint),
        ], at: Sheet.Place(x: x(day) + 2, y: top + 13), .left)
    }
  }

  private func add(_ lane: TimelineChart.Lane, at y: Double, to sheet: inout Sheet) {
    let width = Self.nameWidth - 12
    let words = SafeText(lane.words)
    let rest = (width - TextWidth.of(", \(words.text), ", size: 8.5)) / 2
    let from = TextWidth.fitted(SafeText(lane.from), width: rest, size: 8.5)
    let spare = width - TextWidth.of("\(from.text), \(words.text), ", size: 8.5)
    let to = TextWidth.fitted(SafeText(lane.to), width: spare, size: 8.5)
    sheet.text(
      [Words(SafeText("\(from.text), \(words.text), \(to.text)"), size: 8.5)],
      at: Sheet.Place(x: 0, y: y), .left)
    sheet.line(
      [
        Sheet.Place(x: Self.nameWidth, y: y),
        Sheet.Place(x: Self.nameWidth + Self.plotWidth, y: y),
      ], Stroke(colour: .fifth1, width: 0.5))
    let colour = Colour.line(lane.layer)
    var drawn = Set<Int>()
    for span in lane.spans {
      if Self.isDay(span), let day = span.first {
        // Marks nearer than two points to another cannot be told apart.
        guard day >= start, drawn.insert(Int(x(day) / 2)).inserted else { continue }
        sheet.diamond(
          at: Sheet.Place(x: x(day), y: y), size: 9,
          fill: span.standing == .confirmed ? colour : .white,
          edge: Stroke(
            colour: colour, width: 1.2, dashes: span.standing == .tentative ? .dotted : .solid))
      } else {
        addBar(span, at: y, colour: colour, to: &sheet)
      }
    }
    if lane.spans.contains(where: { span in span.last.map { $0 >= header.period.end } ?? true }) {
      sheet.text(
        [Words(SafeText("›"), size: 12, bold: true, colour: colour)],
        at: Sheet.Place(x: Self.nameWidth + Self.plotWidth + 5, y: y))
    }
  }

  /// A bar, as far as it lies on the axis.
  private func addBar(
    _ span: TimelineChart.Span, at y: Double, colour: Colour, to sheet: inout Sheet
  ) {
    let left = x(span.first ?? start)
    let right = max(x(span.last?.adding(days: 1) ?? header.period.end), left + 1)
    var stroke = Stroke(span.standing, colour: colour)
    stroke.width = span.standing == .confirmed ? 5 : 3
    sheet.line([Sheet.Place(x: left, y: y), Sheet.Place(x: right, y: y)], stroke)
  }

  private var furniture: ChartFurniture {
    let layers = LinkType.Layer.allCases.filter { layer in lanes.contains { $0.layer == layer } }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "\(ChartFurniture.links(lanes.count)), earliest first · bar = from day to day · diamond = one day · "
            + "the ground is the period"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: Standing.allCases.reversed().map {
        ChartFurniture.keyCell(.sample($0), SafeText($0.words))
      }
        + layers.map {
          ChartFurniture.keyCell(
            .sample($0), SafeText($0 == .property ? "property and control" : $0.rawValue))
        }
        + [
          ChartFurniture.keyCell(SafeText("◇"), SafeText("hollow: not confirmed")),
          ChartFurniture.keyCell(SafeText("›"), SafeText("no end recorded")),
        ],
      notes: [
        ChartFurniture.notShown(
          chart.hidden,
          [.init(what: "further links", count: chart.lanes.count - lanes.count)],
          shielded: chart.shielded)
      ])
  }
}
