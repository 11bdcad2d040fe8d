import Foundation
import GraphCore
import Support
import Testing

/// Breadth-first search and distances against the reference output of LDBC Graphalytics.
@Suite("LDBC reference output", .enabled(if: SharedData.url(Reference.folder) != nil))
struct GraphalyticsPathTests {  // skipped: data not present
  @Test("Hops", arguments: [false, true])
  func hops(directed: Bool) throws {
    let kind = directed ? "dir" : "undir"
    let rows = try Reference.rows("bfs/\(kind)-input")
    let links = rows.flatMap { row in row.dropFirst().map { [row[0], $0] } }
    try expectHops(
      Reference(vertices: rows.map { $0[0] }, links: links), "bfs/\(kind)-output",
      directed: directed)
  }

  @Test("Hops of the published example", arguments: ["directed", "undirected"])
  func example(kind: String) throws {
    let reference = try Reference(
      vertices: Reference.rows("example/example-\(kind).v").map { $0[0] },
      links: Reference.rows("example/example-\(kind).e"))
    try expectHops(reference, "example/example-\(kind)-BFS", directed: kind == "directed")
  }

  @Test(
    "Distances",
    arguments: [
      ("sssp/dir-input", "sssp/dir-output"), ("sssp/undir-input", "sssp/undir-output"),
      ("example/example-directed", "example/example-directed-SSSP"),
      ("example/example-undirected", "example/example-undirected-SSSP"),
    ])
  func distances(input: String, output: String) throws {
    let reference = try Reference(
      vertices: Reference.rows("\(input).v").map { $0[0] }, links: Reference.rows("\(input).e"))
    let graph = try DistanceGraph(
      nodeCount: reference.place.count, links: reference.distances(),
      directed: !input.contains("undir"))
    let source = try reference.source(of: output)
    let tree = try graph.shortestPathTree(from: source)
    for row in try Reference.rows(output) {
      let v = try #require(reference.place[row[0]])
      let expected = try #require(row[1] == "Infinity" ? .infinity : Double(row[1]))
      let found = tree.distances[v]
      #expect(found == expected || abs(found - expected) <= 1e-9 * expected, "vertex \(row[0])")
    }
  }

  private func expectHops(_ reference: Reference, _ output: String, directed: Bool) throws {
    let graph = try CSRGraph(
      nodeCount: reference.place.count, links: reference.plainLinks(), directed: directed)
    let tree = try graph.breadthFirst(from: reference.source(of: output))
    for row in try Reference.rows(output) {
      let v = try #require(reference.place[row[0]])
      let expected = try #require(Int(row[1]))
      #expect(Int(tree.hops[v]) == (expected == .max ? -1 : expected), "vertex \(row[0])")
    }
  }
}

/// A reference graph, its vertices numbered in the order of their listing.
private struct Reference {
  static let folder = "oracle-ldbc-graphalytics"

  var place: [String: Int] = [:]
  var links: [[String]]

  init(vertices: [String], links: [[String]]) {
    self.links = links
    for vertex in vertices + links.flatMap({ $0.prefix(2) }) where place[vertex] == nil {
      place[vertex] = place.count
    }
  }

  static func rows(_ path: String) throws -> [[String]] {
    let url = try #require(SharedData.url("\(folder)/\(path)"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }.filter { !$0.isEmpty }
  }

  func plainLinks() throws -> [CSRGraph.Link] {
    try links.map { .init(try #require(place[$0[0]]), try #require(place[$0[1]])) }
  }

  func distances() throws -> [DistanceGraph.Link] {
    try links.map {
      .init(
        try #require(place[$0[0]]), try #require(place[$0[1]]),
        distance: try #require(Double($0[2])))
    }
  }

  /// The vertex that the output calls 0 away.
  func source(of output: String) throws -> Int {
    let row = try #require(try Self.rows(output).first { Double($0[1]) == 0 })
    return try #require(place[row[0]])
  }
}
