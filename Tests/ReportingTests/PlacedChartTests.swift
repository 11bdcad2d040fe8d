import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// Charts on which we place every shape.
@Suite("Placed charts")
struct PlacedChartTests {
  /// Every placed chart of the fixture, with a name for failures.
  private func charts(hostile: Bool = false) throws -> [(name: String, chart: ChartDocument)] {
    let release = ReleaseFixture.testedRelease(hostile: hostile)
    let asked = try ReleaseFixture.asked(hostile: hostile).map { item in
      (
        item.question.kind,
        try ChartDocument.answer(
          to: item.question, in: ReleaseFixture.release(asked: item.chart, hostile: hostile))
      )
    }
    return [
      ("overview", ChartDocument.overview(of: release)),
      ("ranks", ChartDocument.ranks(of: release)),
      ("score", try ChartDocument.score(of: ReleaseFixture.position, in: release)),
    ] + asked
  }

  @Test("Every chart carries marking twice, title, period, data cut, digest, caution and counts")
  func furniture() throws {
    for (name, chart) in try charts() {
      let drawn = DrawnText(try DrawnChart.bytes(of: chart))
      let text = drawn.texts.joined(separator: "\n")
      #expect(drawn.isWellFormed, "\(name)")
      let marking = "OFFICIAL-SENSITIVE · SYNTHETIC DATA, NO REAL PERSONS"
      #expect(drawn.texts.count { $0 == marking } == 2, "\(name)")
      for part in [
        chart.title, "2026-Q3", "data cut 31 August 2026", "9f2c41d07ab3e588",
        ChartFurniture.caution, "Not shown: ",
      ] {
        #expect(text.contains(part), "\(name): \(part)")
      }
    }
  }

  @Test("No two texts lie on each other, and all lie on the page")
  func geometry() throws {
    for (name, chart) in try charts() { try expectClean(chart, name) }
  }

  @discardableResult
  private func expectClean(_ chart: ChartDocument, _ name: String) throws -> [UInt8] {
    let svg = try DrawnChart.bytes(of: chart)
    let words = try TextBoxes.found(in: svg)
    let page = DrawnGeometry(svg).page
    #expect(words.count > 20, "\(name)")
    for (index, a) in words.enumerated() {
      #expect(
        a.left > page.left && a.right < page.right && a.top > page.top && a.bottom < page.bottom,
        "\(name): \(a.text) is not on the page")
      for b in words[(index + 1)...] {
        if a.overlaps(b) { Issue.record("\(name): \(a.text) lies on \(b.text)") }
      }
    }
    return svg
  }

  @Test(
    "On random ego charts no boxes or words touch and every link is drawn",
    arguments: 0..<(LongRuns.areAsked ? 200 : 10))
  func ego(seed: Int) throws {
    let ego = ReleaseFixture.ego(seed: UInt64(seed))
    let chart = try ChartDocument.answer(
      to: .ego(entity: "X-0"), in: ReleaseFixture.release(asked: .ego(ego)))
    let drawn = DrawnGeometry(try expectClean(chart, "seed \(seed)"))
    let boxes = drawn.pictures.filter { $0.right - $0.left > 30 && $0.bottom - $0.top > 30 }
    #expect(boxes.count == ego.chart.boxes.count, "seed \(seed)")
    for (index, a) in boxes.enumerated() {
      for b in boxes[(index + 1)...] {
        #expect(
          a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
          "seed \(seed)")
      }
    }
    #expect(drawn.curves == ego.chart.lines.count, "seed \(seed)")
  }

  @Test(
    "On random association charts no boxes or words touch and every link is drawn",
    arguments: 0..<(LongRuns.areAsked ? 200 : 10))
  func association(seed: Int) throws {
    let content = ReleaseFixture.association(seed: UInt64(seed))
    let chart = try ChartDocument.association(
      of: ReleaseFixture.position, in: ReleaseFixture.release(charting: content))
    let svg = try expectClean(chart, "seed \(seed)")
    let drawn = DrawnGeometry(svg)
    let boxes = drawn.pictures.filter { $0.right - $0.left > 30 && $0.bottom - $0.top > 30 }
    #expect(boxes.count == content.boxes.count, "seed \(seed)")
    #expect(drawn.curves == content.lines.count, "seed \(seed)")
    // Words without a place are said below, so that none is missing.
    let texts = DrawnText(svg).texts.joined(separator: " ")
    for line in content.lines {
      #expect(texts.contains(line.text.text), "seed \(seed): \(line.words)")
    }
  }

  @Test("A way of twenty steps goes on row by row, each link drawn and none left out")
  func longWay() throws {
    let boxes = (0...20).map { number in
      AssociationChart.Box(
        entity: EntityID("X-\(number)"), icon: .person, title: "Step \(number)", subtitle: "",
        column: 0, folded: 0)
    }
    let lines = (0..<20).map { number in
      AssociationChart.Line(
        from: number, to: number + 1, layer: .association, words: "link \(number)",
        standing: .confirmed, grade: "2B", sources: ["S1"], count: 1)
    }
    let way = PathChart(
      chart: AssociationChart(
        position: "X-0 X-20", rank: 0, title: "Step 0 to Step 20", columns: ["way"], boxes: boxes,
        lines: lines, sources: [("S1", "REGISTER")], hidden: []),
      legs: [.init(boxes: Array(0...20), lines: Array(0..<20), weakest: 13)])
    let chart = try ChartDocument.answer(
      to: .path(entities: ["X-0", "X-20"]), in: ReleaseFixture.release(asked: .path(way)))
    let texts = DrawnText(try expectClean(chart, "a long way")).texts
    for number in 0..<20 { #expect(texts.count { $0 == "link \(number)" } == 1, "\(number)") }
    for number in 1..<20 {
      #expect(texts.count { $0 == "Step \(number)" } == (number % 4 == 0 ? 2 : 1), "\(number)")
    }
    #expect(texts.count { $0 == "weakest" } == 1)
    #expect(texts.contains("Not shown: nothing."))
  }

  @Test("Few boxes stand on rings that are not much wider than they need")
  func smallRings() {
    let sizes = Array(repeating: (width: 90.0, height: 70.0), count: 4)
    let layout = RingLayout(sizes: sizes, ring: [0, 1, 1, 2], links: [(0, 1), (0, 2), (1, 3)])
    #expect(layout.rings.allSatisfy { $0.x < 240 && $0.y < 230 })
    let frames = zip(layout.places, sizes).map {
      Frame(centre: $0, width: $1.width, height: $1.height)
    }
    for (index, a) in frames.enumerated() {
      for b in frames[(index + 1)...] { #expect(!a.overlaps(b)) }
    }
  }

  @Test("Hostile names are shown as they are and do nothing")
  func hostileNames() throws {
    for (name, chart) in try charts(hostile: true) {
      let drawn = DrawnText(try DrawnChart.bytes(of: chart))
      #expect(drawn.isWellFormed, "\(name)")
      #expect(drawn.attributes.isSubset(of: DrawnChart.attributes), "\(name)")
      #expect(Set(drawn.elements.keys).isSubset(of: DrawnChart.elements), "\(name)")
      #expect(!drawn.values.contains { $0.contains("alert") || $0.contains("script") }, "\(name)")
      let text = drawn.texts.joined(separator: "\n")
      #expect(text.contains("<script>alert") || text.contains("evil [URL"), "\(name)")
    }
  }

  @Test("Random names survive in an ego chart", arguments: 0..<4 as Range<UInt64>)
  func fuzz(seed: UInt64) throws {
    var names = RandomNames(seed: seed)
    let boxes = (0..<12).map { index in
      AssociationChart.Box(
        entity: EntityID("X-\(index)"), icon: .person, title: names.next(), subtitle: names.next(),
        column: index == 0 ? 0 : 1, folded: 0)
    }
    let content = AssociationChart(
      position: "X-0", rank: 0, title: names.next(), columns: [], boxes: boxes, lines: [],
      sources: [], hidden: [])
    let drawn = DrawnText(
      try DrawnChart.bytes(
        of: ChartDocument.answer(
          to: .ego(entity: "X-0"),
          in: ReleaseFixture.release(asked: .ego(EgoChart(chart: content, matches: []))))))
    #expect(drawn.isWellFormed)
    let texts = Set(drawn.texts.map { $0.filter { !$0.isWhitespace } })
    for box in boxes {
      for line in SafeText(box.title).lines(width: 22, most: 4) {
        let expected = line.text.filter { !$0.isWhitespace }
        #expect(expected.isEmpty || texts.contains(expected), "seed \(seed): \(line.text)")
      }
    }
  }

  @Test("Each chart can be drawn and freed again and again in one process")
  func againAndAgain() throws {
    for (name, chart) in try charts() {
      for _ in 0..<(LongRuns.areAsked ? 20 : 2) {
        #expect(try DrawnChart.raw(of: chart).count > 5_000, "\(name)")
      }
    }
  }

  @Test("Equal releases give equal DOT")
  func determinism() throws {
    for (a, b) in zip(try charts(hostile: true), try charts(hostile: true)) {
      #expect(a.chart == b.chart, "\(a.name)")
    }
  }

  @Test("The rank plot says range and verdict of each position, or that it was not tested")
  func ranks() throws {
    let release = ReleaseFixture.testedRelease()
    let texts = DrawnText(try DrawnChart.bytes(of: ChartDocument.ranks(of: release))).texts
    for position in release.positions {
      let words =
        position.stability.map { "\($0.lower) to \($0.upper) · \($0.verdict.rawValue)" }
        ?? "not tested"
      #expect(texts.contains(words), "rank \(position.rank)")
      #expect(texts.contains { $0.contains(position.title) }, "\(position.title)")
    }
    #expect(texts.count { $0 == "not tested" } == release.positions.count { $0.stability == nil })
  }

  @Test("A waterfall prints each contribution and the sum exactly")
  func waterfall() throws {
    let release = ReleaseFixture.release()
    for position in release.positions.prefix(6) {
      let chart = try ChartDocument.score(of: position.id, in: release)
      let texts = DrawnText(try DrawnChart.bytes(of: chart)).texts
      for part in position.contributions {
        let sign = part.points > 0 ? "+" : ""
        #expect(texts.contains(sign + Points(part.points).text), "\(position.id): \(part.name)")
        #expect(texts.contains(part.explanation), "\(position.id): \(part.name)")
      }
      #expect(texts.contains(Points(position.points).text), "\(position.id)")
    }
    #expect(throws: ReportingError.noPosition("nobody")) {
      _ = try ChartDocument.score(of: "nobody", in: release)
    }
  }

  @Test("A match waterfall prints each part and the sum of bits")
  func matchWaterfall() throws {
    let match = ReleaseFixture.match()
    let chart = try ChartDocument.answer(
      to: .match(first: match.firstKey, second: match.secondKey),
      in: ReleaseFixture.release(asked: .match(match)))
    let texts = DrawnText(try DrawnChart.bytes(of: chart)).texts
    for part in [
      "-10.250", "+9.875", "+3.125", "-1.430", "0.000", "1.320", "day and month swapped",
    ] {
      #expect(texts.contains(part), "\(part)")
    }
    #expect(chart.summary.contains("probability 0.714"))
  }

  @Test("An ego chart says how probable it is that two are the same, and never rounds to certainty")
  func matches() throws {
    let texts = DrawnText(
      try DrawnChart.bytes(
        of: ChartDocument.answer(
          to: .ego(entity: "N-1"), in: ReleaseFixture.release(asked: .ego(ReleaseFixture.ego()))))
    ).texts
    #expect(texts.contains("probability 0.71") && texts.contains("no probability"))
    let sure = EgoChart(
      chart: ReleaseFixture.ego().chart,
      matches: [.init(box: 3, thousandths: 999), .init(box: 2, thousandths: 1)])
    let chart = try ChartDocument.answer(
      to: .ego(entity: "N-1"), in: ReleaseFixture.release(asked: .ego(sure)))
    #expect(chart.summary.contains("probability 0.99") && chart.summary.contains("0.01"))
  }

  @Test("Empty charts and wrong indices are drawn, and a release without the chart says so")
  func odd() throws {
    let nothing = AssociationChart(
      position: "x", rank: 0, title: "", columns: [], boxes: [], lines: [], sources: [], hidden: [])
    let wrong = AssociationChart.Line(
      from: 7, to: -1, layer: .financial, words: "w", standing: .tentative, grade: "", sources: [],
      count: Int.max)
    let odd: [(ChartQuestion, AskedChart)] = [
      (.ego(entity: "x"), .ego(EgoChart(chart: nothing, matches: [.init(box: 9, thousandths: 1)]))),
      (
        .path(entities: ["x", "y"]),
        .path(
          PathChart(
            chart: AssociationChart(
              position: "x", rank: 0, title: "", columns: [], boxes: [], lines: [wrong],
              sources: [], hidden: []),
            legs: [.init(boxes: [0, 3], lines: [0], weakest: 5)]))
      ),
      (
        .timeline(position: "x"),
        .timeline(
          TimelineChart(
            position: "x", title: "", lanes: [], hidden: [], shielded: ShieldedCount(0)))
      ),
      (
        .movement(position: "x"),
        .movement(
          MovementChart(
            position: "x", title: "", areas: [], firstMonth: Day(number: 0), months: 3, things: [],
            stays: [.init(thing: 4, area: 9, month: 99, count: Int.max)],
            flows: [.init(from: 3, to: 0, count: 1)], hidden: []))
      ),
      (
        .removal(position: "x"),
        .removal(
          RemovalChart(
            position: "x", title: "", people: [], pairs: [.init(a: 0, b: 1)],
            outlook: RemovalOutlook(options: [], scarce: [], draws: 0, reformed: 0, others: 0),
            hidden: [], shielded: ShieldedCount(0)))
      ),
    ]
    let unlinked = MatchChart(
      first: "", second: "", firstKey: "", secondKey: "", outcome: "apart", thousandths: nil,
      steps: [])
    for (question, asked) in odd + [(.match(first: "x", second: "y"), .match(unlinked))] {
      let release = ReleaseFixture.release(asked: asked)
      let chart = try ChartDocument.answer(to: question, in: release)
      #expect(DrawnText(try DrawnChart.bytes(of: chart)).isWellFormed, "\(question)")
      #expect(throws: ReportingError.notAsked(kind: question.kind)) {
        _ = try ChartDocument.answer(to: question, in: ReleaseFixture.release())
      }
    }
  }
}
