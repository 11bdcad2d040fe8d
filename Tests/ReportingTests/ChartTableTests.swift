import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// The tables that stand in place of a chart which could not be drawn.
@Suite("Tables in place of charts")
struct ChartTableTests {
  private typealias Item = (chart: ChartDocument, release: Release, expected: [String])

  /// Every kind of chart with words that its tables must hold.
  private func charts(hostile: Bool = false) throws -> [Item] {
    let release = ReleaseFixture.testedRelease(hostile: hostile)
    let whole = hostile ? ReleaseFixture.hostileChart : ReleaseFixture.chart
    let titles = whole.boxes.map(\.title)
    let asked = try ReleaseFixture.asked(hostile: hostile).map { item -> Item in
      let release = ReleaseFixture.release(asked: item.chart, hostile: hostile)
      let expected: [String] =
        switch item.chart {
        case .ego(let ego): ego.chart.boxes.map(\.title) + ["probability 0.71", "no probability"]
        case .path: [titles[8], titles[10], "weakest", "Nothing joins them."]
        case .match(let match): match.steps.map(\.feature) + ["-10.250", "9.875"]
        case .timeline(let line): line.lanes.map(\.from) + line.lanes.map(\.words) + ["open"]
        case .movement(let movement): movement.things.map(\.label) + ["2025-10", "Norfolk"]
        case .removal(let removal):
          removal.people.map(\.label) + [
            "31 to 52 %", "54 to 76 %", "9 to more than 10", "removed",
          ]
        default: []
        }
      return (try ChartDocument.answer(to: item.question, in: release), release, expected)
    }
    let first = try #require(release.positions.first)
    return [
      (
        try ChartDocument.association(of: ReleaseFixture.position, in: release), release,
        titles + whole.lines.map(\.words) + whole.sources.map(\.text) + whole.columns
      ),
      (
        ChartDocument.overview(of: release), release,
        release.overview.circles.map(\.title) + release.overview.areas
      ),
      (ChartDocument.ranks(of: release), release, release.positions.map(\.title)),
      (
        try ChartDocument.score(of: ReleaseFixture.position, in: release), release,
        first.contributions.map(\.explanation)
      ),
    ] + asked
  }

  private func page(_ item: Item) -> String {
    String(
      decoding: item.chart.tablePage(in: item.release, notDrawn: "ended by signal 9"),
      as: UTF8.self)
  }

  @Test("Every kind of chart has all it shows in tables", arguments: [false, true])
  func content(hostile: Bool) throws {
    let charts = try charts(hostile: hostile)
    #expect(charts.count == 10)
    for item in charts {
      let page = page(item)
      #expect(!item.chart.tables.isEmpty && item.expected.count > 2, "\(item.chart.name)")
      for text in item.expected {
        #expect(page.contains(SafeText(text).escaped), "\(item.chart.name): \(text)")
      }
      // A row for each line: nothing is dropped for want of room.
      #expect(
        item.chart.tables.allSatisfy { table in
          table.rows.allSatisfy { $0.count == table.columns.count }
        }, "\(item.chart.name)")
    }
  }

  @Test("The page stands alone: marked twice, one heading, nothing active, reason and counts told")
  func form() throws {
    for hostile in [false, true] {
      for item in try charts(hostile: hostile) {
        let page = page(item)
        #expect(page.components(separatedBy: "class=\"marking\"").count == 3)
        #expect(page.components(separatedBy: "<h1>").count == 2)
        for part in ["ended by signal 9", "Not shown", "9f2c41d07ab3e588", ChartFurniture.caution] {
          let isTold = page.contains(part) || (part == "Not shown" && item.chart.notShown.isEmpty)
          #expect(isTold, "\(item.chart.name): \(part)")
        }
        for forbidden in ["<script", "<img", "href=\"http", " src=\"", "\u{202E}", "\u{0}"] {
          #expect(!page.contains(forbidden), "\(item.chart.name): \(forbidden)")
        }
      }
    }
  }

  @Test("A network without places is drawn as communities in rows that do not touch")
  func rows() {
    let sizes = (0..<17).map { (width: 90 + Double($0), height: 40 + Double($0 % 3)) }
    let layout = ForceLayout(sizes: sizes, pairs: [], keepsApart: true)
    let frames = zip(layout.rows, sizes).map {
      Frame(centre: $0, width: $1.width, height: $1.height)
    }
    for (index, a) in frames.enumerated() {
      for b in frames[(index + 1)...] { #expect(!a.overlaps(b)) }
    }
    #expect(ForceLayout(sizes: [], pairs: [], keepsApart: true).rows.isEmpty)
  }

  @Test("Of a large network the most linked entities are listed, and how many there are is said")
  func network() throws {
    let nodes = (0..<2_500).map {
      ReleasedNetwork.Node(entity: EntityID("N-\($0)"), kind: .nominal, label: "Person \($0)")
    }
    let chart = NetworkChart(
      nodes: nodes, pairs: (1..<2_500).map { .init(a: 0, b: $0, links: 1) },
      communities: [.init(name: "Person 0", entities: 2_500, people: 2_500, links: 2_499)],
      ties: [], entities: 2_500, links: 2_499, parts: 1, hidden: [], hiddenCommunities: [])
    let tables = ChartTables.entities(of: chart)
    let first = try #require(tables.first)
    #expect(first.rows.count == 2_000)
    #expect(first.caption == "The 2000 most linked of 2500 entities")
    #expect(first.rows.first == [.text("Person 0"), .text("N-0"), .text("person"), .number(2_499)])
    #expect(tables[1].rows.count == 1)
  }

  @Test(
    "A worker that cannot draw leaves the tables to be had, and a network without it is still a chart"
  )
  func withoutWorker() throws {
    let worker = ChartWorker(executable: URL(fileURLWithPath: "/bin/false"))
    let chart = NetworkChart(
      nodes: [], pairs: [],
      communities: (0..<5).map {
        .init(name: "Person \($0)", entities: 9, people: 8, links: 12)
      }, ties: [.init(a: 0, b: 1, links: 4)], entities: 30_000, links: 60_000, parts: 1, hidden: [],
      hiddenCommunities: [])
    let release = ReleaseFixture.release(asked: .network(chart))
    let document = try ChartDocument.network(of: release, by: worker)
    #expect(document.tables.count == 2)
    #expect(throws: ReportingError.self) { try worker.draw(document, as: .svg) }
    let drawn = DrawnText(try DrawnChart.bytes(of: document))
    #expect(drawn.isWellFormed && drawn.texts.contains("around Person 4"))
  }
}
