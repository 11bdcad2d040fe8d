import Assessment
import Foundation
import Records
import Support
import Testing

@testable import Reporting

/// Files for other programs, read back by readers that share no code with the writers.
@Suite("Interchange files")
struct InterchangeTests {
  private static let release = ReleaseFixture.release(hostile: true)
  private static var network: ReleasedNetwork { release.network }

  /// What a reader of ours finds in `bytes`.
  private func read(_ bytes: [UInt8], _ name: String) throws -> GraphFile {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = URL(fileURLWithPath: folder.path).appendingPathComponent(name)
    try Data(bytes).write(to: path)
    return try GraphFile.read(path.path)
  }

  /// The ends of links by label, sorted.
  private func ends(_ file: GraphFile) -> [[String]] {
    file.links.map { [file.labels[$0.source], file.labels[$0.target]] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func written(_ days: [DayInterval]) -> [String] {
    days.map { "\($0.start.map { "\($0)" } ?? "") to \($0.end.map { "\($0)" } ?? "")" }.sorted()
  }

  private func ends(_ name: (ReleasedNetwork.Node) -> String) -> [[String]] {
    Self.network.links.map { [name(Self.network.nodes[$0.from]), name(Self.network.nodes[$0.to])] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(
    "GraphML, GEXF, GML, DOT, Pajek, node-link JSON and FollowTheMoney give the same links back")
  func roundTrips() throws {
    let graphML = try read(GraphML.write(Self.release), "n.graphml")
    let gml = try read(GML.write(Self.release), "n.gml")
    let dot = try read(DOTNetwork.write(Self.release), "n.dot")
    #expect(dot.format == .dot)
    let gexf = try read(GEXF.write(Self.release), "n.gexf")
    let pajek = try read(Pajek.write(Self.release), "n.net")
    let json = try read(try NodeLinkJSON.write(Self.release), "n.json")
    let money = try read(try FollowTheMoney.write(Self.release), "n.ftm.json")
    #expect(json.format == .json && money.format == .ftm)
    for file in [graphML, gexf, gml, dot, pajek, json, money] {
      #expect(file.isDirected, "\(file.format)")
      #expect(file.labels.count == Self.network.nodes.count, "\(file.format)")
    }
    #expect(ends(gml) == ends { $0.entity.text })
    // A node is called by its label, and by its id too where others bear the same.
    let labels = Dictionary(grouping: Self.network.nodes) { SafeText($0.label).text }
    #expect(
      ends(dot)
        == ends { node in
          let label = SafeText(node.label).text
          return labels[label]?.count == 1 ? label : "\(label)#\(node.entity.text)"
        })
    #expect(ends(graphML) == ends { $0.entity.text })
    #expect(ends(gexf) == ends { $0.entity.text })
    #expect(
      written(gexf.links.map(\.days))
        == written(
          Self.network.links.map {
            DayInterval(start: $0.first, end: $0.last.map { $0.adding(days: 1) })
          }))
    #expect(ends(json) == ends { $0.entity.text })
    #expect(ends(money) == ends { $0.entity.text })
    // Pajek has one name for a vertex: label and id.
    let named = ends(pajek).map {
      $0.map { String($0.split(separator: "(").last?.dropLast() ?? "") }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
    #expect(named == ends { $0.entity.text })
  }

  @Test("GEXF is well formed, and links exist from their first to their last day")
  func gexf() {
    let read = XMLElements(GEXF.write(Self.release))
    #expect(read.isWellFormed)
    let nodes = read.named("node")
    let edges = read.named("edge")
    #expect(nodes.map { $0["id"] } == Self.network.nodes.map { $0.entity.text })
    #expect(nodes.map { $0["label"] } == Self.network.nodes.map { SafeText($0.label).text })
    #expect(edges.count == Self.network.links.count)
    for (edge, link) in zip(edges, Self.network.links) {
      #expect(edge["source"] == Self.network.nodes[link.from].entity.text)
      #expect(edge["target"] == Self.network.nodes[link.to].entity.text)
      #expect(edge["start"] == link.first?.description)
      #expect(edge["end"] == link.last?.description)
    }
    #expect(read.text.contains("OFFICIAL-SENSITIVE") && read.text.contains("9f2c41d07ab3e588"))
    let declared = Set(read.named("attribute").compactMap { $0["id"] })
    #expect(Set(read.named("attvalue").compactMap { $0["for"] }) == declared)
  }

  @Test("Node-link JSON holds every node and link with its facts, and the marking")
  func json() throws {
    let data = Data(try NodeLinkJSON.write(Self.release))
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let nodes = try #require(file["nodes"] as? [[String: String]])
    let links = try #require(file["links"] as? [[String: Any]])
    #expect(nodes.map { $0["id"] } == Self.network.nodes.map { $0.entity.text })
    #expect(nodes.map { $0["label"] } == Self.network.nodes.map { SafeText($0.label).text })
    #expect(file["directed"] as? Bool == true && file["multigraph"] as? Bool == true)
    for (entry, link) in zip(links, Self.network.links) {
      #expect(entry["source"] as? String == Self.network.nodes[link.from].entity.text)
      #expect(entry["target"] as? String == Self.network.nodes[link.to].entity.text)
      #expect(entry["reports"] as? Int == link.reports)
      #expect(entry["first"] as? String == link.first?.description)
    }
    #expect(links.count == Self.network.links.count)
    #expect((file["graph"] as? [String: String])?["marking"] == "OFFICIAL-SENSITIVE")
  }

  @Test("The two tables belong together, and no cell starts a formula")
  func tables() throws {
    let nodes = csvRows(NetworkTable.nodes(of: Self.release))
    let links = csvRows(NetworkTable.links(of: Self.release))
    #expect(nodes.count == Self.network.nodes.count + 1)
    #expect(links.count == Self.network.links.count + 1)
    for table in [nodes, links] {
      #expect(table.allSatisfy { $0.count == table[0].count })
      for cell in table.joined() where Double(cell) == nil {
        #expect(!"=+-@\t\r".contains(cell.first ?? "x"), "\(cell)")
      }
      #expect(table.dropFirst().allSatisfy { $0.contains("OFFICIAL-SENSITIVE") })
    }
    let ids = Set(nodes.dropFirst().map { $0[0] })
    for (row, link) in zip(links.dropFirst(), Self.network.links) {
      #expect(ids.contains(row[0]) && ids.contains(row[1]))
      #expect(row[0] == Self.network.nodes[link.from].entity.text)
      #expect(row[2] == link.type.rawValue)
    }
  }

  @Test("Equal releases give equal bytes, and a release without a network is written")
  func determinism() throws {
    let again = ReleaseFixture.release(hostile: true)
    let empty = Release(
      header: again.header, positions: [], charts: [], overview: again.overview, findings: [],
      sources: [], hubs: [], parameters: [], network: ReleasedNetwork(nodes: [], links: []))
    for write in Self.writers {
      #expect(try write(Self.release) == write(again))
      #expect(try write(empty).count > 20)
    }
  }

  private static let writers: [@Sendable (Release) throws -> [UInt8]] = [
    { GraphML.write($0) }, { GEXF.write($0) }, { GML.write($0) }, { DOTNetwork.write($0) },
    { Pajek.write($0) },
    { try NodeLinkJSON.write($0) }, { NetworkTable.nodes(of: $0) }, { NetworkTable.links(of: $0) },
    { ANX.write($0) }, { try GeoJSON.write($0) }, { Neo4jTable.nodes(of: $0) },
    { Neo4jTable.links(of: $0) },
  ]
}
