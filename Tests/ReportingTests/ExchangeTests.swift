import Assessment
import Foundation
import Records
import Support
import Testing

@testable import Reporting

/// Files for Analyst's Notebook, Neo4j, maps and FollowTheMoney, read by readers of others.
@Suite("Files for other tools")
struct ExchangeTests {
  private static let release = ReleaseFixture.release(hostile: true)
  private static var network: ReleasedNetwork { release.network }

  // MARK: Analyst's Notebook

  private let chart = XMLElements(ANX.write(release))

  @Test("ANX is well formed and has an icon for each entity and a line for each link")
  func anxItems() {
    #expect(chart.isWellFormed)
    let entities = chart.named("Entity")
    #expect(entities.map { $0["Identity"] } == Self.network.nodes.map { $0.entity.text })
    let links = chart.named("Link")
    let ids = entities.map { $0["EntityId"] }
    #expect(Set(ids).count == ids.count)
    #expect(links.count == Self.network.links.count)
    for (found, link) in zip(links, Self.network.links) {
      #expect(found["End1Id"] == ids[link.from] && found["End2Id"] == ids[link.to])
    }
    let labels = chart.named("ChartItem").map { $0["Label"] }
    #expect(
      labels
        == Self.network.nodes.map { SafeText($0.label).text.replacing("\n", with: " ") }
        + Self.network.links.map { $0.type.words })
    let places = chart.named("End").map { [$0["X"], $0["Y"]] }
    #expect(Set(places).count == places.count)
  }

  @Test("Every reference in an ANX file is to something that the file declares")
  func anxReferences() {
    func ids(_ element: String, _ name: String) -> Set<String> {
      Set(chart.named(element).compactMap { $0[name] })
    }
    let references = [
      (ids("IconStyle", "EntityTypeReference"), ids("EntityType", "Id")),
      (ids("IconStyle", "Type"), ids("EntityType", "Name")),
      (ids("LinkStyle", "LinkTypeReference"), ids("LinkType", "Id")),
      (ids("LinkStyle", "StrengthReference"), ids("Strength", "Id")),
      (ids("LinkStyle", "Strength"), ids("Strength", "Name")),
      (ids("Attribute", "AttributeClassReference"), ids("AttributeClass", "Id")),
    ]
    for (used, declared) in references { #expect(!used.isEmpty && used.isSubset(of: declared)) }
    let all = ["Strength", "String", "AttributeClass", "EntityType", "LinkType", "ChartItem"]
      .flatMap { chart.named($0).compactMap { $0["Id"] } }
    #expect(Set(all).count == all.count)
  }

  @Test("In ANX a line is solid, dashed or dotted by standing, with an arrow where it has a way")
  func anxStyles() {
    let dots = Dictionary(
      chart.named("Strength").map { ($0["Name"] ?? "", $0["DotStyle"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    #expect(
      dots == [
        "confirmed": "DotStyleSolid", "unconfirmed": "DotStyleDashed",
        "tentative": "DotStyleDotted",
      ])
    for (style, link) in zip(chart.named("LinkStyle"), Self.network.links) {
      #expect(style["Strength"] == link.standing.words)
      let isMutual = [LinkType.associate, .family, .called].contains(link.type)
      #expect(style["ArrowStyle"] == (isMutual ? "ArrowNone" : "ArrowOnHead"))
    }
  }

  @Test("In ANX each report or register is a card with its grade; a legacy grade stands in words")
  func anxCards() {
    let cards = chart.named("Card")
    let basis = Self.network.links.flatMap(\.basis)
    #expect(cards.count == basis.count && cards.count > 30)
    for (card, entry) in zip(cards, basis) {
      #expect(card["SourceType"] == (entry.isReport ? "Intelligence report" : "Register"))
      #expect(card["GradeOneIndex"] == "\(entry.grading?.source?.rawValue ?? 0)")
      let letter = entry.grading?.assessment?.rawValue ?? "-"
      let place = ["-", "A", "B", "C", "D", "E"].firstIndex(of: letter)
      #expect(card["GradeTwoIndex"] == place.map(String.init))
      #expect(card["DateTime"] == "2026-07-04T00:00:00")
      if let grading = entry.grading {
        #expect(card["Text"]?.contains(SafeText(grading.original).text) == true)
      }
    }
    let texts = chart.named("String").compactMap { $0["Text"] }
    #expect(texts.filter { $0 == "-" }.count == 3)
    let legacy = ReleasedNetwork.Link(
      from: 0, to: 1, type: .associate, standing: .unconfirmed, reports: 1, first: nil, last: nil,
      basis: [
        .init(
          source: "OLD E31",
          grading: Grading(source: nil, assessment: nil, handling: nil, original: "E31"),
          isReport: true, first: nil, last: nil)
      ])
    let old = XMLElements(ANX.write(Self.release(links: [legacy])))
    #expect(old.named("Card").first?["GradeOneIndex"] == "0")
    #expect(old.named("Card").first?["Text"] == "grade as it came: E31")
  }

  @Test("In ANX a link that a register states has no grade, any other its best")
  func anxGrades() {
    let items = chart.named("ChartItem").suffix(Self.network.links.count)
    for (item, link) in zip(items, Self.network.links) {
      let best = link.basis.compactMap(\.grading).map { Standing($0) }.max()
      let index = item["GradeOneIndex"].flatMap(Int.init) ?? -1
      if link.basis.contains(where: { !$0.isReport }) {
        #expect(index == 0)
      } else {
        #expect(
          link.basis.contains {
            $0.grading?.source?.rawValue ?? 0 == index && $0.grading.map { Standing($0) } == best
          })
      }
    }
  }

  @Test("ANX, GeoJSON and FollowTheMoney carry marking, handling, period and run digest")
  func markings() throws {
    let facts = Dictionary(
      chart.named("CustomProperty").map { ($0["Name"] ?? "", $0["Value"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let expected = Dictionary(
      Self.release.header.facts.map { ($0.name, SafeText($0.value).text) },
      uniquingKeysWith: { first, _ in first })
    #expect(facts == expected)
    let map = try object(GeoJSON.write(Self.release))
    for line in try lines(FollowTheMoney.write(Self.release)) + [map] {
      for (name, value) in expected { #expect(line[name] as? String == value) }
    }
  }

  private static func release(links: [ReleasedNetwork.Link]) -> Release {
    Release(
      header: release.header, positions: [], charts: [], overview: release.overview, findings: [],
      sources: [], hubs: [], parameters: [],
      network: ReleasedNetwork(nodes: network.nodes, links: links))
  }

  // MARK: Neo4j

  @Test("The Neo4j tables have typed headers, and ids, labels and types as the import wants them")
  func neo4j() throws {
    let nodes = csvRows(Neo4jTable.nodes(of: Self.release))
    let links = csvRows(Neo4jTable.links(of: Self.release))
    #expect(nodes[0].prefix(5) == ["id:ID", "kind", "label", "place:point{crs:WGS-84}", ":LABEL"])
    #expect(
      links[0].prefix(9) == [
        ":START_ID", ":END_ID", ":TYPE", "words", "layer", "standing", "reports:int", "first:date",
        "last:date",
      ])
    #expect(nodes.count == Self.network.nodes.count + 1)
    #expect(links.count == Self.network.links.count + 1)
    let ids = Set(nodes.dropFirst().map { $0[0] })
    for (row, link) in zip(links.dropFirst(), Self.network.links) {
      #expect(ids.contains(row[0]) && ids.contains(row[1]))
      #expect(row[2].allSatisfy { $0.isUppercase || $0 == "_" })
      #expect(row[2].replacing("_", with: "").lowercased() == link.type.rawValue.lowercased())
      #expect(row[6] == "\(link.reports)" && row[8] == "2026-08-30")
    }
    for (row, node) in zip(nodes.dropFirst(), Self.network.nodes) {
      #expect(row[4].lowercased() == node.kind.rawValue.lowercased())
      #expect(row[4].first?.isUppercase == true)
      #expect(row[3].isEmpty == (node.coordinates == nil))
    }
    #expect(nodes.contains { $0[3] == "{latitude:52.61, longitude:-0.11}" })
    for cell in (nodes + links).joined() {
      #expect(!cell.contains("\n"))
      let isNumber = cell.dropFirst().allSatisfy { $0.isNumber || $0 == " " }
      #expect(isNumber || !"=+-@\t\r".contains(cell.first ?? "x"), "\(cell)")
    }
    #expect(nodes.contains { $0[2] == "+44 7700 900123" })
  }

  // MARK: Maps

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func lines(_ bytes: [UInt8]) throws -> [[String: Any]] {
    try bytes.split(separator: 0x0A).map { try object(Array($0)) }
  }

  @Test("GeoJSON has a point for what has coordinates, longitude first, and lines between such")
  func geoJSON() throws {
    let map = try object(GeoJSON.write(Self.release))
    let features = try #require(map["features"] as? [[String: Any]])
    let placed = Self.network.nodes.filter { $0.coordinates != nil }
    let joined = Self.network.links.filter {
      Self.network.nodes[$0.from].coordinates != nil && Self.network.nodes[$0.to].coordinates != nil
    }
    #expect(features.count == placed.count + joined.count && !joined.isEmpty)
    #expect(map["entitiesWithoutPlace"] as? Int == Self.network.nodes.count - placed.count)
    for (feature, node) in zip(features, placed) {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect(geometry["type"] as? String == "Point")
      let at = try #require(geometry["coordinates"] as? [Double])
      #expect(Int((at[0] * 1e6).rounded()) == node.coordinates?.longitude)
      #expect(Int((at[1] * 1e6).rounded()) == node.coordinates?.latitude)
      let properties = try #require(feature["properties"] as? [String: Any])
      let index = try #require(Self.network.nodes.firstIndex(of: node))
      let others = Set(
        Self.network.links.filter { $0.from == index || $0.to == index }
          .map { $0.from + $0.to - index })
      #expect(properties["id"] as? String == node.entity.text)
      #expect(properties["linked"] as? Int == others.count)
    }
    for (feature, link) in zip(features.dropFirst(placed.count), joined) {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect((geometry["coordinates"] as? [[Double]])?.count == 2)
      let properties = try #require(feature["properties"] as? [String: Any])
      #expect(properties["from"] as? String == Self.network.nodes[link.from].entity.text)
      #expect(properties["type"] as? String == link.type.rawValue)
    }
  }

  // MARK: FollowTheMoney

  @Test("FollowTheMoney links two entities of the file by its own schema, and equals itself")
  func followTheMoney() throws {
    let bytes = try FollowTheMoney.write(Self.release)
    let again = try FollowTheMoney.write(ReleaseFixture.release(hostile: true))
    #expect(bytes == again)
    let all = try lines(bytes)
    #expect(all.count == Self.network.nodes.count + Self.network.links.count)
    let ids = all.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == all.count)
    let ends = [
      "Associate": ["person", "associate"], "Family": ["person", "relative"],
      "Directorship": ["director", "organization"], "Employment": ["employee", "employer"],
      "UnknownLink": ["subject", "object"],
    ]
    for (line, link) in zip(all.dropFirst(Self.network.nodes.count), Self.network.links) {
      let names = try #require(ends[line["schema"] as? String ?? ""])
      let properties = try #require(line["properties"] as? [String: [String]])
      #expect(properties[names[0]] == [Self.network.nodes[link.from].entity.text])
      #expect(properties[names[1]] == [Self.network.nodes[link.to].entity.text])
      #expect(properties["startDate"] == link.first.map { [$0.description] })
      #expect(line["standing"] as? String == link.standing.words)
    }
    for (line, node) in zip(all, Self.network.nodes) {
      let properties = try #require(line["properties"] as? [String: [String]])
      #expect(properties["name"] == [SafeText(node.label).oneLine(2_000).text])
      #expect(line["kind"] as? String == node.kind.rawValue)
    }
  }
}
