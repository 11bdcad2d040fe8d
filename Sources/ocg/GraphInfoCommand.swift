import ArgumentParser
import GraphCore

/// `ocg graph info`: what kind of graph a file holds.
struct GraphInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe the graph in a file.",
    discussion: """
      Counts nodes, links and components, and tells how dense, how clustered and how fragile \
      the graph is. For triangles, clustering, diameter, cores, cut nodes and bridges \
      directions are left aside.

      Example: ocg graph info calls.csv --json
      """)

  @OptionGroup var options: GraphOptions

  func run() throws {
    try options.run { source in
      let facts = facts(of: source)
      if options.json {
        return GraphJSON.object([("graph", source.json(facts.map { ($0.name, $0.value) }))]).line
      }
      return source.heading()
        + GraphOutput.table(facts.map { [$0.title, Self.shown($0.value)] })
    }
  }

  private typealias Fact = (name: String, title: String, value: GraphJSON)

  /// The most steps that finding the diameter may take: nodes times links.
  private static let diameterLimit = 50_000_000_000

  private func facts(of source: GraphSource) -> [Fact] {
    let graph = source.graph.undirected()
    let n = Double(graph.nodeCount)
    let pairs = source.graph.isDirected ? n * (n - 1) : n * (n - 1) / 2
    let parts = graph.components()
    return [
      (
        "density", "density (share of possible links)",
        .number(pairs > 0 ? Double(source.graph.linkCount) / pairs : 0)
      ),
      ("largest", "nodes in the largest component", .whole(parts.sizes.max() ?? 0)),
      ("isolates", "nodes without links", .whole(graph.degrees().count { $0 == 0 })),
      ("triangles", "triangles", .whole(graph.triangleCount())),
      ("transitivity", "transitivity (share of linked triples)", .number(graph.transitivity())),
      (
        "averageLocalClustering", "mean clustering of a node",
        .number(graph.averageLocalClustering())
      ),
      (
        "diameterOfLargest", "diameter of the largest component (hops)",
        diameter(graph, parts, source.workers)
      ),
      ("maximumCore", "highest core number", .whole(graph.coreNumbers().max() ?? 0)),
      ("cutNodes", "cut nodes", .whole(graph.cutNodes().count)),
      ("bridges", "bridges", .whole(graph.bridges().count)),
    ]
  }

  /// The longest shortest way within the largest component, null where it would take too long.
  private func diameter(
    _ graph: CSRGraph, _ parts: Components, _ workers: Int
  ) -> GraphJSON {
    guard graph.nodeCount * max(graph.linkCount, 1) <= Self.diameterLimit,
      let largest = parts.largest
    else { return .null }
    let hops = graph.eccentricities(workers: workers)
    return .whole(
      hops.indices.lazy.filter { parts.component[$0] == largest }.map { hops[$0] }.max() ?? 0)
  }

  private static func shown(_ value: GraphJSON) -> String {
    switch value {
    case .whole(let count): String(count)
    case .number(let number): GraphOutput.decimal(number)
    default: "not computed: too large"
    }
  }
}
