import Assessment
import Records

/// Lays the overview out: a circle per position, packed by force area, its area by score.
///
/// A double ring marks a position that reaches over several force areas, a dashed ring one that
/// nobody has mapped; shade repeats the score in fifths of the highest.
struct OverviewDrawing {
  static let circleLimit = 60
  static let overlapLimit = 120
  private static let largest = 47.0
  private static let least = 24.0
  private static let gap = 9.0
  private static let inset = 18.0
  private static let nameHeight = 30.0

  let chart: OverviewChart
  let header: Release.Header
  private let circles: ArraySlice<OverviewChart.Circle>
  private let overlaps: [OverviewChart.Overlap]
  private let areas: [String]

  init(_ chart: OverviewChart, header: Release.Header) {
    self.chart = chart
    self.header = header
    circles = chart.circles.prefix(Self.circleLimit)
    let count = circles.count
    overlaps = Array(
      chart.overlaps.filter {
        (0..<count).contains($0.a) && (0..<count).contains($0.b) && $0.a != $0.b
      }.prefix(Self.overlapLimit))
    areas = chart.areas.isEmpty ? ["Area not known"] : chart.areas
  }

  var title: SafeText { SafeText("\(header.title) – review list at a glance").oneLine(110) }

  var summary: String {
    let first = circles.prefix(3).map {
      "\($0.rank) \(SafeText($0.title).oneLine(40).text) with \(Points($0.points).text) points"
    }
    let crossing = circles.count { $0.isCrossForce }
    let unmapped = circles.count { $0.isUnmapped }
    return
      "\(circles.count) positions, \(crossing) over several force areas, \(unmapped) not mapped; "
      + "\(overlaps.count) overlaps. "
      + (first.isEmpty ? "" : "First: " + first.joined(separator: "; ") + ". ")
      + ChartFurniture.caution
  }

  private var highest: Int { max(circles.map(\.points).max() ?? 1, 1) }

  /// In points (1/72 inch); its square grows with the score.
  private func radius(_ circle: OverviewChart.Circle) -> Double {
    let share = Double(max(circle.points, 0)) / Double(highest)
    let area =
      Self.least * Self.least
      + share * (Self.largest * Self.largest - Self.least * Self.least)
    return area.squareRoot()
  }

  /// From 1 to 5: in which fifth of the highest score a circle lies.
  private func fifth(_ circle: OverviewChart.Circle) -> Int {
    min(max((max(circle.points, 0) * 5 + highest - 1) / highest, 1), 5)
  }

  private static func shade(_ fifth: Int) -> (ground: Colour, text: Colour) {
    switch fifth {
    case 5: (.fifth5, .white)
    case 4: (.fifth4, .white)
    case 3: (.fifth3, .black)
    case 2: (.fifth2, .black)
    default: (.fifth1, .black)
    }
  }

  var dot: String {
    var writer = DotWriter(directed: false)
    writer.set([
      (.fontname, .word("Liberation Sans")), (.bgcolor, .word("white")),
      (.pad, .number(0.3, 0...1)), (.splines, .word("line")),
      (.outputorder, .word("edgesfirst")), (.start, .number(7, 7...7)),
    ])
    writer.defaults(
      node: [
        (.fontname, .word("Liberation Sans")), (.shape, .word("circle")),
        (.fixedsize, .word("true")), (.margin, .number(0, 0...0)),
      ],
      edge: [
        (.fontname, .word("Liberation Sans")), (.fontsize, .number(9, 5...20)),
        (.color, .colour(.overlap)),
      ])
    let furniture = self.furniture
    writer.set([
      (.labelloc, .word("b")), (.labeljust, .word("l")), (.label, .markup(furniture.bottom)),
    ])
    let plan = self.plan
    writer.openCluster(0)
    writer.set([
      (.peripheries, .number(0, 0...0)), (.labelloc, .word("t")), (.labeljust, .word("l")),
      (.bb, .points([-10, -10, plan.width + 10, plan.height + 90])),
      (.lp, .points([max(plan.width, 720) / 2, plan.height + 48])),
      (.label, .markup(furniture.top)),
    ])
    for area in plan.areas { write(area, into: &writer) }
    writer.close()
    for overlap in overlaps {
      writer.edge(
        overlap.a, overlap.b, directed: false,
        [
          (.penwidth, .number(0.8 + Double(min(overlap.shared, 8)) * 0.7, 0...8)),
          (
            .label,
            .markup(
              """
              <table border="0" cellspacing="0" cellpadding="1" bgcolor="\(Colour.labelGround)"><tr>\
              <td><font color="\(Colour.ink)">\(overlap.shared)</font></td></tr></table>
              """)
          ),
        ])
    }
    writer.close()
    return writer.text
  }

  /// A force area on the sheet, in points from the lower left corner.
  private struct AreaPlan {
    let index: Int
    var left: Double
    var bottom: Double
    let width: Double
    let height: Double
    /// Circle and centre, relative to the area's lower left corner.
    let circles: [(index: Int, place: CirclePacking.Place)]
  }

  /// The areas in rows from the top, each row filled up to about the width of a landscape sheet.
  private var plan: (areas: [AreaPlan], width: Double, height: Double) {
    var areas = self.areas.indices.compactMap { packed(area: $0) }
    let total = areas.reduce(0) { $0 + $1.width * $1.height }
    let target = max((total * 1.9).squareRoot(), areas.map(\.width).max() ?? 0)
    var left = 0.0
    var top = 0.0
    var rowHeight = 0.0
    var width = 0.0
    for index in areas.indices {
      if left > 0, left + areas[index].width > target {
        left = 0
        top += rowHeight + 24
        rowHeight = 0
      }
      areas[index].left = left
      areas[index].bottom = -(top + areas[index].height)
      left += areas[index].width + 24
      width = max(width, left - 24)
      rowHeight = max(rowHeight, areas[index].height)
    }
    let height = top + rowHeight
    for index in areas.indices { areas[index].bottom += height }
    return (areas, width, height)
  }

  private func packed(area: Int) -> AreaPlan? {
    let members = circles.indices.filter {
      min(max(circles[$0].area, 0), areas.count - 1) == area
    }
    guard !members.isEmpty else { return nil }
    let radii = members.map { radius(circles[$0]) }
    let places = CirclePacking.places(radii: radii, gap: Self.gap)
    let left = zip(places, radii).map { $0.x - $1 }.min() ?? 0
    let right = zip(places, radii).map { $0.x + $1 }.max() ?? 0
    let bottom = zip(places, radii).map { $0.y - $1 }.min() ?? 0
    let top = zip(places, radii).map { $0.y + $1 }.max() ?? 0
    let name = Double(SafeText(areas[area]).oneLine(40).text.count) * 11
    let width = max(right - left, name) + 2 * Self.inset
    let shift = (width - (right - left)) / 2
    return AreaPlan(
      index: area, left: 0, bottom: 0, width: width,
      height: top - bottom + 2 * Self.inset + Self.nameHeight,
      circles: zip(members, places).map {
        ($0, CirclePacking.Place(x: $1.x - left + shift, y: $1.y - bottom + Self.inset))
      })
  }

  private func write(_ area: AreaPlan, into writer: inout DotWriter) {
    let name = SafeText(areas[area.index].uppercased()).oneLine(40)
    writer.openCluster(area.index + 1)
    let right = area.left + area.width
    let top = area.bottom + area.height
    writer.set([
      (.style, .word("rounded,filled")), (.fillcolor, .colour(Colour.tint(area.index))),
      (.color, .colour(.frame)), (.labelloc, .word("t")), (.labeljust, .word("l")),
      (.bb, .points([area.left, area.bottom, right, top])),
      (.lp, .points([area.left + 14 + Double(name.text.count) * 5.2, top - 17])),
      (
        .label,
        .markup(
          "<font point-size=\"14\" color=\"\(Colour.areaName)\"><b>\(name)</b></font>")
      ),
    ])
    for (index, place) in area.circles {
      write(
        index, at: CirclePacking.Place(x: area.left + place.x, y: area.bottom + place.y),
        into: &writer)
    }
    writer.close()
  }

  private func write(_ index: Int, at place: CirclePacking.Place, into writer: inout DotWriter) {
    let circle = circles[index]
    let radius = radius(circle)
    let shade = Self.shade(fifth(circle))
    writer.node(
      index,
      [
        (.pos, .points([place.x, place.y])),
        (.width, .number(2 * radius / 72, 0.1...3)),
        (.label, .markup(label(of: circle, radius: radius))),
        (.fillcolor, .colour(shade.ground)), (.fontcolor, .colour(shade.text)),
        (.color, .colour(circle.isCrossForce ? .communication : .grey)),
        (.peripheries, .number(circle.isCrossForce ? 2 : 1, 1...2)),
        (.penwidth, .number(circle.isCrossForce || circle.isUnmapped ? 2.2 : 0.8, 0...5)),
        (.style, circle.isUnmapped ? .word("filled,dashed") : .word("filled")),
      ])
  }

  private func label(of circle: OverviewChart.Circle, radius: Double) -> Markup {
    let chord = radius * 1.6
    let limit = max(Int(chord / 3.9), 6)
    let words = SafeText(circle.title).oneLine(2 * limit - 2).lines(width: limit).prefix(2)
    let longest = words.map(\.text.count).max() ?? 1
    let size = min(9.5, max(6.8, chord / Double(longest) / 0.56))
    let big = min(22, max(11, radius * 0.48))
    let rows = words.map {
      "<tr><td><font point-size=\"\(FontSize(size))\">\($0)</font></td></tr>" as Markup
    }
    let score: Markup =
      radius > 30
      ? "<tr><td><font point-size=\"7.5\">\(Points(circle.points))</font></td></tr>" : ""
    return """
      <table border="0" cellspacing="0" cellpadding="0"><tr><td>\
      <font point-size="\(FontSize(big))"><b>\(circle.rank)</b></font></td></tr>\
      \(rows.joined())\(score)</table>
      """
  }

  private var furniture: ChartFurniture {
    let shades = (1...5).reversed().map { fifth in
      let low = highest * (fifth - 1) / 5
      let high = highest * fifth / 5
      return ChartFurniture.keyCell(
        Self.shade(fifth).ground,
        SafeText("\(fifth == 1 ? "up to" : "over \(Points(low).text) to") \(Points(high).text)"))
    }
    return ChartFurniture(
      header: header, title: title,
      facts: [
        SafeText(
          "\(circles.count) positions · number = rank · circle area grows with the score · "
            + "line width and number = shared people, phones, accounts, addresses and vehicles"),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: shades + [
        ChartFurniture.keyCell(SafeText("◎"), SafeText("double ring: several force areas")),
        ChartFurniture.keyCell(SafeText("◌"), SafeText("dashed ring: not mapped")),
      ],
      notes: [
        SafeText(
          "Circles stand in the force area of most of their dated activity; their place in it means "
            + "nothing. The score orders reviews and is no probability."),
        SafeText(hiddenText),
      ])
  }

  private var hiddenText: String {
    let positions = chart.hiddenPositions + chart.circles.count - circles.count
    let links = chart.hiddenOverlaps + chart.overlaps.count - overlaps.count
    return "Not shown: \(positions) positions · \(links) weaker overlaps."
  }
}

/// A size in points as markup may carry it.
struct FontSize: Equatable {
  let value: Double

  init(_ value: Double) { self.value = value }
}

extension Markup.StringInterpolation {
  mutating func appendInterpolation(_ size: FontSize) {
    text += DotWriter.decimal(size.value, 1...100)
  }
}
