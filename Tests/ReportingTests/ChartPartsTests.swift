import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// Parts that charts are put together from, each by itself.
@Suite("Parts of charts")
struct ChartPartsTests {
  @Test("One of what is not shown is told of in the singular, where the words name one kind alone")
  func singular() {
    let hidden: [(Int, String)] = [
      (1, "further links"), (2, "further links"), (1, "people"), (1, "entities two steps away"),
      (1, "people and vehicles"), (1, "matches"), (0, "areas"), (1, "things that are old"),
    ]
    let said = ChartFurniture.notShown(
      hidden.map { AssociationChart.Hidden(what: $0.1, count: $0.0) })
    #expect(
      said.text
        == "Not shown: 1 further link · 2 further links · 1 person · 1 entity two steps away · "
        + "1 people and vehicles · 1 match · 1 things that are old.")
    #expect(ChartFurniture.links(1) == "1 link" && ChartFurniture.links(2) == "2 links")
  }

  @Test(
    "A title is as large as lets it stay on one line, and has lines where it would be too small")
  func titleSize() throws {
    var sizes = Set<Int>()
    for count in 4...40 {
      let title = SafeText(Array(repeating: "word", count: count).joined(separator: " "))
      let furniture = ChartFurniture(
        header: ReleaseFixture.header(), title: title, facts: [], key: [], notes: [])
      let rows = furniture.top.text.components(separatedBy: "<tr>").filter { $0.contains("word") }
      let row = try #require(rows.first)
      let size = try #require(
        row.components(separatedBy: "point-size=\"").dropFirst().first?
          .split(separator: "\"").first.flatMap { Double($0) }.map { Int($0) })
      sizes.insert(size)
      func fits(_ size: Int) -> Bool {
        TextWidth.of(title.text, size: Double(size), bold: true) <= furniture.width - 8
      }
      #expect((rows.count == 1) == fits(15), "\(count) words")
      #expect(size == (fits(15) ? (15...20).last { fits($0) } : 20), "\(count) words")
    }
    #expect(sizes.count > 3)
  }

  @Test(
    "A line is broken at a sign in its second half, before an @, and loses no character",
    arguments: [
      ("samuel.placeholder@example.org", ["samuel.placeholder", "@example.org"]),
      ("QZ10-ABC-000-111-222-333", ["QZ10-ABC-000-111-", "222-333"]),
      ("a.bcdefghijklmnopqrstuvwxyz", ["a.bcdefghijklmnopqrs", "tuvwxyz"]),
    ])
  func breaking(word: String, lines: [String]) {
    #expect(SafeText(word).lines(width: 20, most: 3).map(\.text) == lines)
  }

  private func timeline(first: String?, last: String? = nil) throws -> (
    summary: String, Set<String>
  ) {
    let chart = TimelineChart(
      position: ReleaseFixture.position, title: "OCG HARRIER",
      lanes: [
        TimelineChart.Lane(
          from: "Ada Alpha", words: "associate of", to: "Ben Beta", layer: .association,
          spans: [
            TimelineChart.Span(
              first: first.flatMap { Day(iso: $0) }, last: last.flatMap { Day(iso: $0) },
              standing: .confirmed)
          ])
      ], hidden: [], shielded: ShieldedCount(0))
    let drawing = TimelineDrawing(chart, header: ReleaseFixture.header())
    let document = ChartDocument(
      name: "timeline", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
    let texts = DrawnText(try DrawnChart.bytes(of: document)).texts
    return (drawing.summary, Set(texts))
  }

  @Test(
    "A timeline begins in the month of its first link, two years before the period's end at the earliest",
    arguments: [
      (first: "2026-08-20" as String?, months: 3), (first: "2026-05-12", months: 5),
      (first: "2026-01-31", months: 9), (first: "2025-12-31", months: 10),
      (first: "2024-10-01", months: 24), (first: "2019-01-01", months: 24),
      (first: nil, months: 24),
    ])
  func timelineStart(first: String?, months: Int) throws {
    let (summary, texts) = try timeline(first: first)
    #expect(summary.contains("over \(months) months"), "\(summary)")
    // Up to nine months each has a line, of more each third.
    #expect(texts.contains("Aug") == (months <= 9))
    #expect(texts.contains("Jul"))
    #expect(texts.contains("May") == (5...9 ~= months))
    #expect(texts.contains("Jan") == (months >= 9))
  }

  private func stays(_ items: [(thing: Int, month: Int)]) -> [MovementChart.Stay] {
    items.map { MovementChart.Stay(thing: $0.thing, area: 0, month: $0.month, count: 1) }
  }

  @Test("Rows of months begin with the first of which something is known, and are three at least")
  func monthRange() {
    #expect(MonthRows(stays([(0, 4), (1, 7)]), count: 12, isSpread: true).months == 4..<12)
    #expect(MonthRows(stays([(0, 11)]), count: 12, isSpread: true).months == 9..<12)
    #expect(MonthRows([], count: 12, isSpread: true).months == 0..<12)
    #expect(MonthRows(stays([(0, 1)]), count: 2, isSpread: false).months == 0..<2)
  }

  @Test("Each thing has a line of its own in its month, in order and within the row")
  func monthLines() throws {
    let items = [(thing: 3, month: 1), (5, 1), (9, 1), (5, 2)].map { (thing: $0.0, month: $0.1) }
    let rows = MonthRows(stays(items), count: 4, isSpread: true)
    let lines = stays(items).map { rows.line(of: $0) }
    let steps = zip(lines.prefix(3), lines.dropFirst()).map { $1 - $0 }
    #expect(steps.prefix(2).allSatisfy { abs($0 - 21) < 1e-9 })
    for (item, line) in zip(items, lines) {
      let (upper, lower) = rows.edges(ofMonth: item.month)
      #expect(line > upper + 5 && line < lower - 5)
    }
    #expect(rows.edges(ofMonth: 1).lower == rows.edges(ofMonth: 2).upper)
    // Three lines and room about them; one line; none.
    let height: Double = 3 * 21 + 12 + 21 + 12 + 26
    #expect(rows.height == height)
    // Where nothing moves all stand on one line.
    let flat = MonthRows(stays(items), count: 4, isSpread: false)
    #expect(Set(stays(items).prefix(3).map { flat.line(of: $0) }).count == 1)
    #expect(flat.height == 3 * 26)
    // Lines draw together before the rows grow too high.
    let many = stays((0..<60).map { (thing: $0, month: 0) })
    let dense = MonthRows(many, count: 3, isSpread: true)
    #expect(dense.height == 60 * 15 + 12 + 2 * 26)
  }

  @Test(
    "Names on removal charts lie off all circles, and of a few people nobody's is left out",
    arguments: [10, 24, 40])
  func removalNames(people: Int) throws {
    let chart = ReleaseFixture.removal(people: people)
    let drawing = RemovalDrawing(chart, header: ReleaseFixture.header())
    let document = ChartDocument(
      name: "removal", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
    let svg = try DrawnChart.bytes(of: document)
    let boxes = try TextBoxes.found(in: svg)
    let circles = DrawnGeometry(svg).circles
    #expect(circles.count >= 2 * people)
    for person in chart.people where !person.isRemoved {
      let start = person.label.prefix(6)
      let named = boxes.filter { $0.text.hasPrefix(start) }
      if people == 10 { #expect(named.count == 2, "\(person.label)") }
      for box in named {
        let middle = (box.top + box.bottom) / 2
        for circle in circles {
          let x = min(max(circle.x, box.left), box.right)
          let away = ((x - circle.x) * (x - circle.x) + (middle - circle.y) * (middle - circle.y))
            .squareRoot()
          #expect(away > circle.radius, "\(box.text)")
        }
      }
    }
  }

  @Test("An overview of one area fills the page, and speaks of lines only where there are any")
  func overview() throws {
    func drawn(_ overlaps: [OverviewChart.Overlap]) throws -> String {
      let chart = OverviewChart(
        areas: ["Norfolk"],
        circles: (1...2).map {
          OverviewChart.Circle(
            position: "P-\($0)", rank: $0, title: "OCG \($0)", points: 20_000, area: 0,
            isCrossForce: false, isUnmapped: false)
        }, overlaps: overlaps, hiddenOverlaps: 0, hiddenPositions: 0)
      let drawing = OverviewDrawing(chart, header: ReleaseFixture.header())
      let svg = try DrawnChart.bytes(
        of: ChartDocument(
          name: "overview", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
          engine: .placed))
      let page = DrawnGeometry(svg).page
      #expect(page.right - page.left >= 800)
      return DrawnText(svg).texts.joined(separator: "\n")
    }
    #expect(try !drawn([]).contains("line width and number"))
    #expect(try drawn([.init(a: 0, b: 1, shared: 2)]).contains("line width and number"))
    let plan = OverviewPlan(
      areas: [.init(area: 0, name: SafeText("Norfolk"), circles: [0, 1], radii: [40, 30])],
      least: 800)
    #expect(plan.width == 800 && plan.areas.map(\.width) == [800])
  }

  @Test("A payment ends in an arrow at whom it goes to, any other link in none")
  func arrows() throws {
    let frames = [0.0, 400].map {
      Frame(centre: Sheet.Place(x: $0 + 60, y: 60), width: 80, height: 40)
    }
    func dot(isDirected: Bool) -> String {
      var sheet = Sheet()
      _ = sheet.add(
        [
          Wire(
            from: 0, to: 1, figure: LinkFigure(ReleaseFixture.chart.lines[0]),
            stroke: Stroke(colour: .ink, width: 1), isDirected: isDirected)
        ], between: frames, page: Frame(left: 0, bottom: 0, right: 600, top: 120), titles: ["", ""])
      let furniture = ChartFurniture(
        header: ReleaseFixture.header(), title: SafeText("t"), facts: [], key: [], notes: [])
      return sheet.dot(furniture, width: 600, height: 120)
    }
    let line = try #require(
      dot(isDirected: true).split(separator: "\n").first { $0.contains("dir=\"forward\"") })
    // `e,x,y` names the tip: at the rim of the second box.
    let tip = try #require(
      line.components(separatedBy: "e,").dropFirst().first?.split { !"0123456789.-".contains($0) }
        .prefix(2).compactMap { Double($0) })
    #expect(tip.count == 2 && abs(tip[0] - (420 - 3)) < 0.5 && abs(tip[1] - 60) < 0.5)
    #expect(!dot(isDirected: false).contains("forward"))
  }

  private static let page = Frame(left: 0, bottom: 0, right: 640, top: 400)

  private func box(_ x: Double, _ y: Double) -> Frame {
    Frame(centre: LinkRouter.Place(x: x, y: y), width: 40, height: 12)
  }

  private func samples(_ points: [LinkRouter.Place]) -> [LinkRouter.Place] {
    (0...100).map { LinkRouter.point(Double($0) / 100, on: points) }
  }

  @Test("Links between the same two boxes can be told apart")
  func parallel() {
    var router = LinkRouter(boxes: [box(40, 200), box(600, 200)], page: Self.page)
    let middles = (0..<5).map { _ in
      LinkRouter.point(0.5, on: router.way(from: 0, to: 1).points).y
    }.sorted()
    for (a, b) in zip(middles, middles.dropFirst()) { #expect(b - a > 10, "\(middles)") }
  }

  @Test("A link keeps off one that runs nearly the same way")
  func crowded() {
    let boxes = [box(40, 200), box(600, 200), box(100, 214), box(540, 186)]
    func near(_ first: [LinkRouter.Place], _ second: [LinkRouter.Place]) -> Int {
      samples(second).count { place in samples(first).contains { $0.distance(to: place) < 6 } }
    }
    var alone = LinkRouter(boxes: boxes, page: Self.page)
    let straight = alone.way(from: 2, to: 3).points
    var router = LinkRouter(boxes: boxes, page: Self.page)
    let first = router.way(from: 0, to: 1).points
    let second = router.way(from: 2, to: 3).points
    #expect(near(first, straight) > 40)
    #expect(near(first, second) < near(first, straight) / 2)
  }

  @Test("Words stand where no other link passes, while there is such a place")
  func quietWords() throws {
    let boxes = [
      box(40, 200), box(600, 200), box(300, 40), box(340, 360), box(350, 40), box(290, 360),
    ]
    var alone = LinkRouter(boxes: boxes, page: Self.page)
    let own = alone.way(from: 0, to: 1)
    let free = alone.spot(on: own, width: 60, height: 20)
    let middle = try #require(free)
    #expect(middle.x == 320)
    var router = LinkRouter(boxes: boxes, page: Self.page)
    let way = router.way(from: 0, to: 1)
    let others = [(2, 3), (4, 5)].map { router.way(from: $0.0, to: $0.1).points }
    let spot = router.spot(on: way, width: 60, height: 20)
    let place = try #require(spot)
    let frame = Frame(centre: place, width: 60, height: 20)
    #expect(!others.contains { samples($0).contains(where: frame.contains) })
    #expect(abs(place.x - 320) < 120)
  }
}
