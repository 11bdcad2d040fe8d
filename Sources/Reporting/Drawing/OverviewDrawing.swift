import Assessment
import Records

/// Lays the overview out: a circle per position, packed by force area, its area by score.
///
/// A double ring marks a position that reaches over several force areas, a dashed ring one that
/// nobody has mapped; shade repeats the score in fifths of the highest. Where an earlier period is known,
/// each circle tells how many places it moved or that it is new, and what was on that list is packed first
/// and in that list's order, so that it stays near where it was.
struct OverviewDrawing {
  static let circleLimit = 60
  static let overlapLimit = 120
  private static let largest = 47.0
  private static let least = 24.0
  private static let leastWidth = 800.0
  /// How far a double ring reaches beyond its circle.
  private static let ring = 4.0

  let chart: OverviewChart
  let header: Release.Header
  private let circles: ArraySlice<OverviewChart.Circle>
  private let overlaps: [OverviewChart.Overlap]
  private let areas: [String]
  private let trend: OverviewTrend?

  init(_ chart: OverviewChart, header: Release.Header, since comparison: PeriodComparison? = nil) {
    self.chart = chart
    self.header = header
    trend = comparison.map { OverviewTrend($0) }
    circles = chart.circles.prefix(Self.circleLimit)
    let count = circles.count
    overlaps = Array(
      chart.overlaps.filter {
        (0..<count).contains($0.a) && (0..<count).contains($0.b) && $0.a != $0.b
      }.prefix(Self.overlapLimit))
    areas = chart.areas.isEmpty ? ["Area not known"] : chart.areas
  }

  var title: SafeText { SafeText("\(header.title) at a glance").oneLine(110) }

  var summary: String {
    let first = circles.prefix(3).map {
      "\($0.rank) \(SafeText($0.title).oneLine(40).text) with \(Points($0.points).text) points"
    }
    let crossing = circles.count { $0.isCrossForce }
    let unmapped = circles.count { $0.isUnmapped }
    return
      "\(circles.count) positions, \(crossing) over several force areas, \(unmapped) not mapped; "
      + "\(overlaps.count) overlaps. " + (trend.map { $0.summary(of: circles) } ?? "")
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
        let centre = CirclePacking.Place(x: area.left + place.x, y: area.bottom + place.y)
        if circles[index].isCrossForce {
          sheet.ellipse(
            at: centre, width: 2 * rim(index), height: 2 * rim(index), fill: .white,
            edge: Stroke(colour: .communication, width: 2.2))
        }
        sheet.add(circle(index, at: centre))
      }
    }
    addOverlaps(plan, to: &sheet)
    return sheet.dot(furniture, width: max(plan.width, Self.leastWidth), height: plan.height)
  }

  /// Straight lines from rim to rim; each number stands on a part of its line that no circle and no
  /// other number covers, or is left to the table.
  private func addOverlaps(_ plan: OverviewPlan, to sheet: inout Sheet) {
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

  /// Where the middle of each circle stands, in points from the lower left corner, by position.
  var places: [String: CirclePacking.Place] {
    let pairs = plan.areas.flatMap { area in
      area.circles.map { index, place in
        (
          circles[index].position,
          CirclePacking.Place(x: area.left + place.x, y: area.bottom + place.y)
        )
      }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private var plan: OverviewPlan {
    OverviewPlan(
      areas: areas.enumerated().compactMap { index, name in
        let inArea = circles.indices.filter {
          min(max(circles[$0].area, 0), areas.count - 1) == index
        }
        let members = trend.map { $0.packingOrder(of: inArea, circles) } ?? inArea
        return members.isEmpty
          ? nil
          : OverviewPlan.Content(
            area: index, name: SafeText(name).oneLine(40), circles: members,
            radii: members.map { rim($0) })
      }, least: Self.leastWidth)
  }

  private func circle(_ index: Int, at place: CirclePacking.Place) -> DotWriter.Attributes {
    let circle = circles[index]
    let radius = radius(circle)
    let shade = Self.shade(fifth(circle))
    let penWidth = circle.isUnmapped ? 2 : 0.8
    let style: DotWriter.Value = circle.isUnmapped ? .word("filled,dashed") : .word("filled")
    return [
      (.shape, .word("circle")), (.fixedsize, .word("true")), (.pos, .points([place.x, place.y])),
      (.width, .number(2 * radius / 72, 0.1...3)),
      (.label, .markup(label(of: circle, radius: radius))),
      (.fillcolor, .colour(shade.ground)), (.fontcolor, .colour(shade.text)),
      (.color, .colour(.grey)), (.penwidth, .number(penWidth, 0...5)), (.style, style),
    ]
  }

  private func label(of circle: OverviewChart.Circle, radius: Double) -> Markup {
    let words = CircleWords(circle.title, radius: radius, hasScore: radius > 30)
    let rows = words.lines.map {
      "<tr><td><font point-size=\"\(FontSize(words.size))\">\($0)</font></td></tr>" as Markup
    }
    let score: Markup =
      words.hasScore
      ? """
      <tr><td><font point-size="\(FontSize(CircleWords.scoreSize))">\(Points(circle.points))</font>\
      </td></tr>
      """ : ""
    let move: Markup =
      trend.map {
        "<font point-size=\"\(FontSize(8))\">\(SafeText("\u{A0}" + $0.mark(of: circle)))</font>"
          as Markup
      } ?? ""
    return """
      <table border="0" cellspacing="0" cellpadding="0"><tr><td>\
      <font point-size="\(FontSize(words.rankSize))"><b>\(circle.rank)</b></font>\(move)</td></tr>\
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
          "\(circles.count) positions · number = rank · circle area grows with the score"
            + (overlaps.isEmpty
              ? ""
              : " · line width and number = shared people, phones, accounts, addresses and vehicles")
        ),
        SafeText(ChartFurniture.dates(header)),
      ],
      key: shades + [
        ChartFurniture.keyCell(.doubleRing, SafeText("double ring: several force areas")),
        ChartFurniture.keyCell(.dashedRing, SafeText("dashed ring: not mapped")),
      ] + (trend?.key ?? []),
      notes: [
        SafeText(
          "Circles stand in the force area of most of their dated activity; their place in it means "
            + "nothing. The score orders reviews and is no probability."),
        hiddenNote,
      ] + (trend?.notes ?? []))
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
