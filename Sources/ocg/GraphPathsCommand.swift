import ArgumentParser
import GraphCore

/// `ocg graph paths`: what joins two nodes.
struct GraphPathsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "List the shortest paths between two nodes, the shortest first.",
    discussion: """
      A path visits no node twice. Its length is counted in hops; with --weighted a link is 1 / \
      strength long, so that strong links are short. In a directed graph paths follow directions.

      Example: ocg graph paths calls.csv --from A --to B --limit 10
      """)

  @OptionGroup var options: GraphOptions

  @Option(help: "The node that paths start from, as the file names it.")
  var from: String

  @Option(help: "The node that paths lead to, as the file names it.")
  var to: String

  @Option(help: "How many paths to list.")
  var limit = 10

  func run() throws {
    try options.run { source in
      let ends = try (node(from, "--from", of: source), node(to, "--to", of: source))
      guard limit > 0 else {
        throw GraphCommandError("--limit \(limit): fewer than one; give 1 or more")
      }
      let ways = try DistanceGraph(source.graph, by: options.weighted ? .inverseStrength : .hops)
      let found = try ways.shortestSimplePaths(from: ends.0, to: ends.1, limit: limit)
      return options.json ? json(source, found) : text(source, found)
    }
  }

  private func node(_ label: String, _ option: String, of source: GraphSource) throws -> Int {
    guard let node = source.labels.firstIndex(of: label) else {
      throw GraphCommandError(
        "\(option) \(label): no node of \(options.file) has this name; "
          + "`ocg graph measure \(options.file)` prints names")
    }
    return node
  }

  private func json(_ source: GraphSource, _ found: PathList) -> String {
    let paths = found.paths.map { path in
      GraphJSON.object([
        ("length", .number(path.length)),
        ("nodes", .list(path.nodes.map { .text(source.labels[$0]) })),
      ])
    }
    return GraphJSON.object([
      ("graph", source.json()), ("paths", .list(paths)), ("truncated", .truth(found.isTruncated)),
    ]).line
  }

  private func text(_ source: GraphSource, _ found: PathList) -> String {
    guard !found.paths.isEmpty else { return source.heading() + "\nno path joins them\n" }
    let lengths = GraphOutput.column(found.paths.map(\.length))
    let rows = zip(found.paths, lengths).map { path, length in
      "  \(length)  "
        + path.nodes.map { GraphOutput.printable(source.labels[$0]) }.joined(separator: " - ")
        + "\n"
    }
    let unit = options.weighted ? "sum of 1 / strength" : "hops"
    return source.heading() + "\nlength (\(unit)) and path\n" + rows.joined()
      + (found.isTruncated ? "  and more; --limit lists them\n" : "")
  }
}
