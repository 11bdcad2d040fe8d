import Assessment
import Foundation
import Records
import Testing

@testable import Reporting

/// The whole network on one page.
@Suite("Charts of the whole network")
struct NetworkChartTests {
  /// `count` entities in a tree with some links across, and communities called like them.
  private static func chart(_ count: Int, hostile: Bool = false) -> NetworkChart {
    let names = hostile ? ReleaseFixture.hostileNames : ReleaseFixture.boxes.map(\.title)
    let kinds = Entity.Kind.allCases
    let nodes = (0..<count).map {
      ReleasedNetwork.Node(
        entity: EntityID("N-\($0)"), kind: kinds[$0 % kinds.count], label: names[$0 % names.count])
    }
    let across = stride(from: 9, to: count, by: 4).map {
      NetworkChart.Pair(a: $0 * 7 % ($0 / 3), b: $0, links: 2)
    }
    let pairs = (1..<count).map { NetworkChart.Pair(a: $0 / 3, b: $0, links: 1) } + across
    let boxes = min(count / 8, NetworkChart.mostCommunities)
    return NetworkChart(
      nodes: nodes, pairs: pairs,
      communities: (0..<boxes).map {
        .init(name: names[$0 % names.count], entities: 900 / ($0 + 1), people: 20, links: 31)
      },
      ties: (1..<boxes).map { .init(a: $0 / 2, b: $0, links: 60 / $0) }, entities: count,
      links: pairs.reduce(0) { $0 + $1.links }, parts: 3,
      hidden: [.init(what: "entities without a link", count: 17)],
      hiddenCommunities: [.init(what: "further communities", count: 5)])
  }

  /// Places that Graphviz finds in this process.
  private func places(_ layout: ForceLayout) throws -> [ForceLayout.Place] {
    try layout.places(in: DrawnChart.places(of: layout.dot))
  }

  private func network(_ chart: NetworkChart) throws -> ChartDocument {
    let drawing = NetworkDrawing(
      chart, header: ReleaseFixture.header(), places: try places(NetworkDrawing.layout(of: chart)))
    return ChartDocument(
      name: "network", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
  }

  private func communities(_ chart: NetworkChart) throws -> ChartDocument {
    let drawing = CommunityDrawing(
      chart, header: ReleaseFixture.header(),
      places: try places(CommunityDrawing.layout(of: chart)))
    return ChartDocument(
      name: "communities", title: drawing.title.text, summary: drawing.summary, dot: drawing.dot,
      engine: .placed)
  }

  @Test("Every entity and every pair is drawn, on the page, with the furniture of every chart")
  func drawn() throws {
    let chart = Self.chart(240)
    let svg = try DrawnChart.bytes(of: network(chart))
    let drawn = DrawnText(svg)
    #expect(drawn.isWellFormed)
    #expect(DrawnGeometry(svg).curves == chart.pairs.count)
    let shapes = (drawn.elements["ellipse"] ?? 0) + (drawn.elements["polygon"] ?? 0)
    #expect(shapes > chart.nodes.count)
    try expectFurniture(svg, "the whole network")
    let page = DrawnGeometry(svg).page
    for word in try TextBoxes.found(in: svg) {
      #expect(word.left > page.left && word.right < page.right, "\(word.text)")
      #expect(word.top > page.top && word.bottom < page.bottom, "\(word.text)")
    }
  }

  @Test("Communities are boxes with counts that do not touch, joined by counted lines")
  func boxes() throws {
    for count in [16, 200] {
      let chart = Self.chart(count)
      let places = try places(CommunityDrawing.layout(of: chart))
      let sizes = CommunityDrawing.layout(of: chart).sizes
      // Of the room around each box a good part must be left.
      let frames = zip(places, sizes).map {
        Frame(centre: $0, width: $1.width - 40, height: $1.height - 36)
      }
      for (index, a) in frames.enumerated() {
        for b in frames[(index + 1)...] { if a.overlaps(b) { Issue.record("\(count)") } }
      }
      let svg = try DrawnChart.bytes(of: communities(chart))
      try expectFurniture(svg, "communities of the network")
      let texts = DrawnText(svg).texts
      for community in chart.communities {
        #expect(
          texts.contains("\(community.entities) entities, \(community.people) people"), "\(count)")
      }
      let words = try TextBoxes.found(in: svg)
      for (index, a) in words.enumerated() {
        for b in words[(index + 1)...] {
          if a.overlaps(b) { Issue.record("\(a.text) lies on \(b.text)") }
        }
      }
    }
  }

  private func expectFurniture(_ svg: [UInt8], _ title: String) throws {
    let texts = DrawnText(svg).texts
    let marking = "OFFICIAL-SENSITIVE · SYNTHETIC DATA, NO REAL PERSONS"
    #expect(texts.count { $0 == marking } == 2)
    // A narrow chart breaks lines.
    let text = texts.joined(separator: " ")
    for part in [
      title, "2026-Q3", "data cut 31 August 2026", "9f2c41d07ab3e588", ChartFurniture.caution,
      "Not shown: ", "17 entities without a link", "61 people under the victim shield",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("Hostile names are shown as they are and do nothing")
  func hostile() throws {
    let chart = Self.chart(160, hostile: true)
    for document in try [network(chart), communities(chart)] {
      let drawn = DrawnText(try DrawnChart.bytes(of: document))
      #expect(drawn.isWellFormed)
      #expect(drawn.attributes.isSubset(of: DrawnChart.attributes))
      #expect(Set(drawn.elements.keys).isSubset(of: DrawnChart.elements))
      #expect(!drawn.values.contains { $0.contains("alert") || $0.contains("script") })
    }
  }

  @Test("Equal networks give equal DOT, and a network of one pair or of none is drawn")
  func small() throws {
    let chart = Self.chart(60)
    #expect(NetworkDrawing.layout(of: chart).dot == NetworkDrawing.layout(of: Self.chart(60)).dot)
    let places = try places(NetworkDrawing.layout(of: chart))
    let header = ReleaseFixture.header()
    #expect(
      NetworkDrawing(chart, header: header, places: places).dot
        == NetworkDrawing(Self.chart(60), header: header, places: places).dot)
    for count in [0, 1, 2] {
      let few = NetworkChart(
        nodes: Array(chart.nodes.prefix(count)),
        pairs: count == 2 ? [.init(a: 0, b: 1, links: 1)] : [],
        communities: Array(chart.communities.prefix(count)), ties: [], entities: count,
        links: count / 2, parts: 1, hidden: [], hiddenCommunities: [])
      #expect(try DrawnChart.bytes(of: network(few)).count > 1_000)
      #expect(try DrawnChart.bytes(of: communities(few)).count > 1_000)
    }
  }

  @Test("A worker that gives no places, or none for some, is refused")
  func strangeAnswers() {
    let layout = ForceLayout(sizes: [(10, 10), (10, 10)], pairs: [(0, 1)], keepsApart: true)
    for answer in ["", "graph 1 2 3\nnode n0 1 2 3 4\nstop\n", "node n0 1 2\nnode n9 1 2 3\n"] {
      #expect(throws: GraphvizRenderer.Refusal.self) {
        _ = try layout.places(in: Array(answer.utf8))
      }
    }
    #expect(
      (try? layout.places(in: Array("node n1 1 2 3\nnode n0 0.5 0 3\n".utf8)))
        == [.init(x: 36, y: 0), .init(x: 72, y: 144)])
  }
}
