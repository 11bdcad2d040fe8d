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
  private static let gap = 10.0
  /// How far a double ring reaches beyond its circle.
  private static let ring = 4.0
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
    let plan = self.plan
    var sheet = Sheet()
    for area in plan.areas {
      let frame = Frame(
        left: area.left, bottom: area.bottom, right: area.left + area.width,
        top: area.bottom + area.height)
      let name = SafeText(areas[area.index].uppercased()).oneLine(40)
      sheet.area(frame, fill: .tint(area.index), name: name)
    }
    for area in plan.areas {
      for (index, place) in area.circles {
        sheet.add(
          circle(index, at: CirclePacking.Place(x: area.left + place.x, y: area.bottom + place.y)))
      }
    }
    addOverlaps(plan, to: &sheet)
    return sheet.dot(furniture, width: max(plan.width, 800), height: plan.height)
  }

  /// Straight lines from rim to rim; each number stands on a part of its line that no circle and no
  /// other number covers, or is left to the table.
  private func addOverlaps(_ plan: Plan, to sheet: inout Sheet) {
    var centres = [CirclePacking.Place](
      repeating: CirclePacking.Place(x: 0, y: 0), count: circles.count)
    for area in plan.areas {
      for (index, place) in area.circles {
        centres[index] = CirclePacking.Place(x: area.left + place.x, y: area.bottom + place.y)
      }
    }
    var numbers: [CirclePacking.Place] = []
    for overlap in overlaps {
      let (a, b) = (centres[overlap.a], centres[overlap.b])
      let distance = a.distance(to: b)
      let start = a.moved(to: b, by: rim(overlap.a) / max(distance, 1))
      let end = b.moved(to: a, by: rim(overlap.b) / max(distance, 1))
      sheet.line(
        [start, end],
        Stroke(colour: .overlap, width: 0.8 + Double(min(overlap.shared, 8)) * 0.7))
      let shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9]
      let free = shares.lazy.map { start.moved(to: end, by: $0) }.first { spot in
        centres.indices.allSatisfy { centres[$0].distance(to: spot) > rim($0) + 9 }
          && numbers.allSatisfy { $0.distance(to: spot) > 20 }
      }
      guard let free else { continue }
      numbers.append(free)
      sheet.text(
        [Words(SafeText("\(overlap.shared)"), colour: .ink)], at: free, ground: .labelGround)
    }
  }

  /// How far a circle with its ring reaches.
  private func rim(_ index: Int) -> Double {
    radius(circles[index]) + (circles[index].isCrossForce ? Self.ring : 0)
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

  private typealias Plan = (areas: [AreaPlan], width: Double, height: Double)

  /// The areas in rows from the top, with the row width that comes nearest to a landscape sheet.
  private var plan: Plan {
    let areas = self.areas.indices.compactMap { packed(area: $0) }
    var best: Plan = ([], 0, 0)
    var bestMiss = Double.infinity
    var width = -24.0
    for area in areas {
      width += area.width + 24
      let plan = Self.shelves(areas, width: max(width, areas.map(\.width).max() ?? 0))
      let shape = plan.width / max(plan.height, 1)
      let miss = max(shape / 1.5, 1.5 / shape)
      if miss < bestMiss - 1e-9 {
        best = plan
        bestMiss = miss
      }
    }
    return best
  }

  private static func shelves(_ areas: [AreaPlan], width target: Double) -> Plan {
    var areas = areas
    var left = 0.0
    var top = 0.0
    var rowHeight = 0.0
    var width = 0.0
    for index in areas.indices {
      if left > 0, left + areas[index].width > target + 1e-9 {
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
    let radii = members.map { rim($0) }
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

  private func circle(_ index: Int, at place: CirclePacking.Place) -> DotWriter.Attributes {
    let circle = circles[index]
    let radius = radius(circle)
    let shade = Self.shade(fifth(circle))
    return [
      (.shape, .word("circle")), (.fixedsize, .word("true")), (.pos, .points([place.x, place.y])),
      (.width, .number(2 * radius / 72, 0.1...3)),
      (.label, .markup(label(of: circle, radius: radius))),
      (.fillcolor, .colour(shade.ground)), (.fontcolor, .colour(shade.text)),
      (.color, .colour(circle.isCrossForce ? .communication : .grey)),
      (.peripheries, .number(circle.isCrossForce ? 2 : 1, 1...2)),
      (.penwidth, .number(circle.isCrossForce || circle.isUnmapped ? 2.2 : 0.8, 0...5)),
      (.style, circle.isUnmapped ? .word("filled,dashed") : .word("filled")),
    ]
  }

  private func label(of circle: OverviewChart.Circle, radius: Double) -> Markup {
    let chord = radius * 1.6
    let limit = max(Int(chord / 4.2), 6)
    let words = SafeText(circle.title).lines(width: limit, most: 2)
    let longest = words.map(\.text.count).max() ?? 1
    let size = min(9.5, max(6.8, chord / Double(longest) / 0.64))
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
        ChartFurniture.keyCell(.doubleRing, SafeText("double ring: several force areas")),
        ChartFurniture.keyCell(.dashedRing, SafeText("dashed ring: not mapped")),
      ],
      notes: [
        SafeText(
          "Circles stand in the force area of most of their dated activity; their place in it means "
            + "nothing. The score orders reviews and is no probability."),
        hiddenNote,
      ])
  }

  private var hiddenNote: SafeText {
    ChartFurniture.notShown([
      .init(
        what: "positions", count: chart.hiddenPositions + chart.circles.count - circles.count),
      .init(
        what: "weaker overlaps",
        count: chart.hiddenOverlaps + chart.overlaps.count - overlaps.count),
    ])
  }
}
