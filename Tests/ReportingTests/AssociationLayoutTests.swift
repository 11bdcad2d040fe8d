import Assessment
import Records
import Testing

@testable import Reporting

/// Where the boxes of association charts stand.
@Suite("Layout of association charts")
struct AssociationLayoutTests {
  private func layout(of chart: AssociationChart) -> AssociationLayout {
    AssociationLayout(
      items: items(of: chart), links: chart.lines.map { ($0.from, $0.to) })
  }

  private func items(of chart: AssociationChart) -> [AssociationLayout.Item] {
    chart.boxes.map { box in
      let figure = BoxFigure(box)
      return AssociationLayout.Item(
        width: figure.width, height: figure.height, column: box.column, level: box.icon.level)
    }
  }

  private var charts: [AssociationChart] {
    [ReleaseFixture.chart] + (0..<20).map { ReleaseFixture.association(seed: $0) }
  }

  @Test("Each box stands in its column, below all boxes of higher classes, and touches no other")
  func places() throws {
    for chart in charts {
      let layout = layout(of: chart)
      for (index, box) in chart.boxes.enumerated() {
        let frame = layout.frames[index]
        let area = try #require(layout.areas.first { $0.column == box.column }?.frame)
        #expect(
          frame.left > area.left && frame.right < area.right && frame.bottom > area.bottom
            && frame.top < area.top - AssociationLayout.areaName / 2, "\(chart.title): \(index)")
        for (other, second) in chart.boxes.enumerated() where other != index {
          #expect(!frame.overlaps(layout.frames[other]), "\(chart.title): \(index) on \(other)")
          if box.icon.level < second.icon.level {
            #expect(frame.top > layout.frames[other].top, "\(chart.title): \(index), \(other)")
          }
        }
      }
      for (a, b) in zip(layout.areas, layout.areas.dropFirst()) {
        #expect(a.frame.right < b.frame.left)
        #expect(a.frame.bottom == b.frame.bottom && a.frame.top == b.frame.top)
      }
    }
  }

  @Test("No link runs through a box that is none of its ends")
  func links() {
    let chart = ReleaseFixture.chart
    let layout = layout(of: chart)
    var router = LinkRouter(boxes: layout.frames, page: layout.page)
    for line in chart.lines {
      let way = router.way(from: line.from, to: line.to)
      for box in chart.boxes.indices where box != line.from && box != line.to {
        let isHit = (0...200).contains {
          layout.frames[box].contains(LinkRouter.point(Double($0) / 200, on: way.points))
        }
        #expect(!isHit, "\(line.words) through \(chart.boxes[box].title)")
      }
    }
  }

  @Test("Columns with many links between them stand side by side")
  func columnOrder() {
    let items = (0..<6).map {
      AssociationLayout.Item(width: 90, height: 60, column: $0 / 2, level: 1)
    }
    // The first and the last column are linked, and the last and the middle one.
    let layout = AssociationLayout(items: items, links: [(0, 4), (1, 5), (4, 2), (5, 3)])
    #expect(layout.areas.map(\.column) == [0, 2, 1])
  }

  @Test(
    "What stood on the chart of an earlier period stands near there, and elsewhere without that chart"
  )
  func stable() {
    func places(_ chart: AssociationChart, after earlier: AssociationChart?) -> [String: Frame] {
      let drawing = AssociationDrawing(
        chart, header: ReleaseFixture.release().header, after: earlier)
      return Dictionary(
        zip(chart.boxes.map(\.entity.text), drawing.frames), uniquingKeysWith: { a, _ in a })
    }
    var kept = 0.0
    var free = 0.0
    for seed in 0..<8 as Range<UInt64> {
      let whole = ReleaseFixture.association(seed: seed)
      // The earlier chart lacks every fifth box and its links.
      let isKnown = whole.boxes.indices.map { $0 % 5 != 4 }
      var number: [Int: Int] = [:]
      for index in whole.boxes.indices where isKnown[index] { number[index] = number.count }
      let earlier = AssociationChart(
        position: whole.position, rank: 1, title: whole.title, columns: whole.columns,
        boxes: whole.boxes.indices.filter { isKnown[$0] }.map { whole.boxes[$0] },
        lines: whole.lines.compactMap { line in
          number[line.from].flatMap { from in
            number[line.to].map { to in
              AssociationChart.Line(
                from: from, to: to, layer: line.layer, words: line.words, standing: line.standing,
                grade: line.grade, sources: line.sources, count: line.count)
            }
          }
        }, sources: whole.sources, hidden: [])
      let old = places(earlier, after: nil)
      func moved(_ new: [String: Frame]) -> Double {
        let (a, b) = (Self.extent(old), Self.extent(new))
        return old.reduce(0) { sum, item in
          let (p, q) = (item.value.centre, new[item.key]?.centre ?? item.value.centre)
          return sum + abs(p.x / a.x - q.x / b.x) + abs(p.y / a.y - q.y / b.y)
        } / Double(max(old.count, 1))
      }
      kept += moved(places(whole, after: earlier)) / 8
      free += moved(places(whole, after: nil)) / 8
    }
    #expect(kept < 0.1 && kept < free / 2, "\(kept) of the page, \(free) without")
  }

  private static func extent(_ frames: [String: Frame]) -> (x: Double, y: Double) {
    (frames.values.map(\.right).max() ?? 1, frames.values.map(\.top).max() ?? 1)
  }

  @Test("Boxes change places until a link runs past a third box, not through it")
  func staggering() {
    // Four in a row of one class, the first linked to the last.
    let items = (0..<4).map { _ in
      AssociationLayout.Item(width: 90, height: 60, column: 0, level: 1)
    }
    let layout = AssociationLayout(items: items, links: [(0, 3), (0, 1), (2, 3)])
    for (from, to) in [(0, 3), (0, 1), (2, 3)] {
      for other in 0..<4 where other != from && other != to {
        #expect(!layout.frames[other].meets(layout.frames[from].centre, layout.frames[to].centre))
      }
    }
  }

  @Test("A line meets a rectangle exactly where a fine walk along it finds a point inside")
  func meets() {
    var draws = SeededDraws(seed: 3)
    let frame = Frame(left: 30, bottom: 40, right: 70, top: 60)
    var met = 0
    for _ in 0..<500 {
      let (a, b) = (
        LinkRouter.Place(x: Double(draws.below(100)) + 0.5, y: Double(draws.below(100)) + 0.5),
        LinkRouter.Place(x: Double(draws.below(100)) + 0.5, y: Double(draws.below(100)) + 0.5)
      )
      let walked = (0...4000).contains { frame.contains(a.moved(to: b, by: Double($0) / 4000)) }
      if walked { met += 1 }
      #expect(frame.meets(a, b) == walked, "\(a) to \(b)")
    }
    #expect(met > 100 && met < 400)
  }

  @Test("The pieces of a curve are the same curve, and their control points lie nearer to it")
  func pieces() {
    let points = [(0.0, 0.0), (30, 200), (120, -200), (150, 20)].map {
      LinkRouter.Place(x: $0.0, y: $0.1)
    }
    let pieces = LinkRouter.pieces(points)
    #expect(pieces.count == 13)
    for piece in 0..<4 {
      let own = Array(pieces[(3 * piece)...(3 * piece + 3)])
      for step in 0...10 {
        let whole = LinkRouter.point((Double(piece) + Double(step) / 10) / 4, on: points)
        #expect(whole.distance(to: LinkRouter.point(Double(step) / 10, on: own)) < 1e-9)
      }
    }
    let highest = (0...1000).map { LinkRouter.point(Double($0) / 1000, on: points).y }.max() ?? 0
    #expect((pieces.map(\.y).max() ?? 0) < highest + 12)
  }
}
