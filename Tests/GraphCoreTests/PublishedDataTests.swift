import Foundation
import GraphCore
import Support
import Testing

/// The measures against values from igraph and networkx, on networks of the shared data.
///
/// Oracles hold the largest values of each measure rounded to six places, computed on the graph
/// without directions and strengths.
@Suite("Published values", .enabled(if: SharedData.url("oracles") != nil))
struct PublishedDataTests {  // skipped: data not present
  struct Case: CustomTestStringConvertible, Sendable {
    var oracle: String
    var file: String
    var testDescription: String { oracle }
  }

  static let cases = [
    ("karate_club", "communities/karate_club.gml"), ("dolphins", "communities/dolphins.gml"),
    ("lesmis", "communities/lesmis.gml"), ("polbooks", "communities/polbooks.gml"),
    ("football", "communities/football.gml"), ("caviar", "covert/morselli_caviar.csv"),
    ("ciel", "covert/ciel/CIELNET.csv"), ("siren", "covert/siren/SIREN.csv"),
    ("london_gang", "covert/london_gang/LONDON_GANG.csv"),
    ("togo", "covert/morselli_togo.csv"), ("natarajan_heroin", "covert/natajaran_heroin.csv"),
  ].map(Case.init)

  @Test("Measures agree to six places", arguments: cases)
  func measures(_ testCase: Case) throws {
    let graph = try load(testCase.file)
    let oracle = try Expected(testCase.oracle)
    #expect(graph.nodeCount == oracle.whole("n") && graph.linkCount == oracle.whole("m"))
    #expect(graph.triangleCount() == oracle.whole("triangles"))
    #expect(graph.coreNumbers().max() == oracle.whole("max_core"))
    #expect(graph.cutNodes().count == oracle.whole("articulation_points"))
    #expect(graph.bridges().count == oracle.whole("bridges"))
    #expect(graph.diameter() == oracle.whole("diameter_largest"))
    #expect(graph.components().count == oracle.whole("components"))
    #expect(oracle.isNear("transitivity", graph.transitivity()))
    #expect(oracle.isNear("avg_local_clustering", graph.averageLocalClustering()))
    let pairs = Double((graph.nodeCount - 1) * (graph.nodeCount - 2)) / 2
    #expect(oracle.isTop("degree_top", of: graph.degrees().map(Double.init)))
    #expect(oracle.isTop("betweenness_top", of: graph.betweenness().map { $0 / pairs }))
    #expect(oracle.isTop("pagerank_top", of: graph.pageRank().scores))
    #expect(oracle.isTop("eigenvector_top", of: graph.eigenvector()))
    #expect(oracle.isTop("closeness_wf_top", of: graph.closeness()))
    #expect(oracle.isTop("harmonic_top", of: graph.harmonic()))
  }

  @Test("Leiden reaches the best modularity known", arguments: cases)
  func communities(_ testCase: Case) throws {
    let graph = try load(testCase.file)
    #if DEBUG
      let runs = 24
    #else
      let runs = 64
    #endif
    let found = try graph.leiden(objective: .modularity, resolution: 1, seed: 1, runs: runs)
    #expect(try Expected(testCase.oracle).isNear("leiden_best_Q", found.quality))
  }

  private struct Expected {
    let values: [String: Any]

    init(_ name: String) throws {
      let url = try #require(SharedData.url("oracles/\(name).json"))
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      values = try #require(json as? [String: Any])
    }

    func whole(_ key: String) -> Int? { values[key] as? Int }

    func isNear(_ key: String, _ value: Double) -> Bool {
      (values[key] as? Double).map { abs($0 - value) < 1.1e-6 } ?? false
    }

    func isTop(_ key: String, of scores: [Double]) -> Bool {
      guard let top = values[key] as? [[Any]], !top.isEmpty else { return false }
      return zip(top, scores.sorted(by: >)).allSatisfy { entry, score in
        (entry[1] as? Double).map { abs($0 - score) < 1.1e-6 } ?? false
      }
    }
  }

  /// Reads just enough GML and matrix CSV for these files.
  private func load(_ path: String) throws -> CSRGraph {
    let url = try #require(SharedData.url(path))
    let text = try String(contentsOf: url, encoding: .isoLatin1)
    return path.hasSuffix(".gml") ? try gml(text) : try matrix(text)
  }

  private func gml(_ text: String) throws -> CSRGraph {
    var place: [String: Int] = [:]
    var ends: [Int] = []
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    for (key, value) in zip(words, words.dropFirst()) where Int(value) != nil {
      if key == "id" { place[value] = place.count }
      if key == "source" || key == "target" { ends.append(try #require(place[value])) }
    }
    let links = stride(from: 0, to: ends.count, by: 2).map {
      CSRGraph.Link(ends[$0], ends[$0 + 1])
    }
    return try CSRGraph(nodeCount: place.count, links: links).unweighted()
  }

  private func matrix(_ text: String) throws -> CSRGraph {
    let rows = text.split(whereSeparator: \.isNewline).dropFirst()
    var links: [CSRGraph.Link] = []
    for (i, row) in rows.enumerated() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
      for (j, cell) in cells.enumerated() where i != j && Double(cell) ?? 0 > 0 {
        links.append(.init(i, j))
      }
    }
    return try CSRGraph(nodeCount: rows.count, links: links).unweighted()
  }
}
