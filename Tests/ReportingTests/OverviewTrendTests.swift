import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// The overview beside an earlier period.
@Suite("Trend on the overview")
struct OverviewTrendTests {
  private static func circle(_ number: Int, rank: Int, points: Int) -> OverviewChart.Circle {
    OverviewChart.Circle(
      position: "P-\(number)", rank: rank, title: "OCG \(number)", points: points,
      area: number % 3, isCrossForce: number % 5 == 0, isUnmapped: false)
  }

  private static func chart(_ circles: [OverviewChart.Circle]) -> OverviewChart {
    OverviewChart(
      areas: ["Cambridgeshire", "Norfolk", "Lincolnshire"], circles: circles, overlaps: [],
      hiddenOverlaps: 0, hiddenPositions: 0)
  }

  private static let earlier = (1...24).map {
    circle($0, rank: $0, points: 80_000 - 3_000 * $0)
  }
  /// The order turned within blocks of five, scores a little other, two new ones near the top.
  private static let later: [OverviewChart.Circle] = {
    let order =
      [25, 26]
      + stride(from: 1, to: 25, by: 5).flatMap { start in
        (start..<min(start + 5, 25)).reversed()
      }
    return order.enumerated().map { index, number in
      circle(
        number, rank: index + 1,
        points: number > 24 ? 40_000 : 80_000 - 3_000 * number - 400 * (number % 3))
    }
  }()

  private static var comparison: PeriodComparison? {
    guard let from = Period("2026-Q2"), let to = Period("2026-Q3") else { return nil }
    let changes = later.map { circle in
      let before = earlier.first { $0.position == circle.position }?.rank
      return PeriodChange(
        id: circle.position, title: circle.title, fate: before == nil ? .new : .carriedOver,
        detail: "", rankBefore: before, rankAfter: circle.rank, moves: [])
    }
    let gone = PeriodChange(
      id: "P-99", title: "OCG NINETY-NINE", fate: .gone, detail: "", rankBefore: 7, rankAfter: nil,
      moves: [])
    return PeriodComparison(from: from, to: to, changes: changes + [gone])
  }

  private func moved(_ drawing: OverviewDrawing) -> [Double] {
    let before = OverviewDrawing(Self.chart(Self.earlier), header: ReleaseFixture.header()).places
    return drawing.places.compactMap { id, place in
      before[id].map { $0.distance(to: place) }
    }.sorted()
  }

  @Test("What was on the earlier list stays near where it was, and without that list it does not")
  func stable() throws {
    let comparison = try #require(Self.comparison)
    let header = ReleaseFixture.header()
    let kept = moved(
      OverviewDrawing(Self.chart(Self.later), header: header, since: comparison))
    let free = moved(OverviewDrawing(Self.chart(Self.later), header: header))
    #expect(kept.count == 24 && free.count == 24)
    // Less than the smallest circle is wide: areas with something new in them grow.
    #expect(kept[23] < 48, "\(kept)")
    #expect(free[12] > 2 * kept[12], "\(free) \(kept)")
  }

  @Test("Each circle tells its move or that it is new; what is gone is named")
  func marks() throws {
    let base = ReleaseFixture.release()
    let drawing = OverviewDrawing(
      Self.chart(Self.later), header: base.header, since: Self.comparison)
    let document = ChartDocument(
      name: "overview", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
    let drawn = DrawnText(try DrawnChart.bytes(of: document))
    #expect(drawn.isWellFormed)
    let marks = drawn.texts.map { $0.filter { !$0.isWhitespace } }
    #expect(marks.count { $0 == "new" } == 2 + 1)
    // P-5 was fifth and is third: two up; P-1 was first and is seventh: six down.
    #expect(marks.contains("▲2") && marks.contains("▼6"))
    let text = drawn.texts.joined(separator: " ")
    #expect(text.contains("OCG NINETY-NINE, then rank 7"))
    #expect(text.contains("places moved since 2026-Q2"))
    #expect(drawing.summary.contains("Since 2026-Q2: 2 new"))
    let tables = ChartTables.tables(of: Self.chart(Self.later), since: Self.comparison)
    #expect(tables.first?.columns.last == "Since 2026-Q2")
    #expect(tables.first?.rows[0].last == .text("new"))
    #expect(tables.first?.rows[2].last == .text("2 up, carried over"))
  }

  @Test("With an earlier period too no texts lie on each other")
  func clean() throws {
    let drawing = OverviewDrawing(
      Self.chart(Self.later), header: ReleaseFixture.header(), since: Self.comparison)
    let words = try TextBoxes.found(
      in: DrawnChart.bytes(
        of: ChartDocument(
          name: "overview", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
          engine: .placed)))
    for (index, a) in words.enumerated() {
      for b in words[(index + 1)...] {
        if a.overlaps(b) { Issue.record("\(a.text) lies on \(b.text)") }
      }
    }
  }
}
