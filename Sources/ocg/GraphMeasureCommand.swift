import ArgumentParser
import GraphCore

/// `ocg graph measure`: one number per node for each measure asked for.
struct GraphMeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Print measures of the nodes of a graph.",
    discussion: """
      Measures: \(GraphMeasure.names).

      Ways are counted in hops; strengths count for strength, and with --weighted for pagerank, \
      eigenvector, hub, authority, constraint and effective-size. In a directed graph degree, \
      core, triangles, clustering, eigenvector, removal and component leave directions aside; \
      harmonic, closeness and eccentricity count hops from the node. JSON holds every node.

      Example: ocg graph measure calls.csv --measure degree,betweenness,pagerank --top 10
      """)

  @OptionGroup var options: GraphOptions

  @Option(help: "The measures, separated by commas.")
  var measure = "degree,strength,betweenness,pagerank,harmonic,core"

  @Option(help: "How many nodes to print of each measure; JSON holds all of them.")
  var top = 10

  func run() throws {
    try options.run { source in
      let measures = try GraphMeasure.list(measure)
      guard top > 0 else { throw GraphCommandError("--top \(top): fewer than one; give 1 or more") }
      let values = try measures.map { try $0.values(of: source, weighted: options.weighted) }
      return options.json
        ? json(source, measures, values) : text(source, measures, values)
    }
  }

  private func json(
    _ source: GraphSource, _ measures: [GraphMeasure], _ values: [[Double]]
  ) -> String {
    let members = zip(measures, values).map { measure, values in
      (
        measure.rawValue,
        GraphJSON.object(zip(source.labels, values).map { ($0, GraphJSON.number($1)) })
      )
    }
    return GraphJSON.object([("graph", source.json()), ("measures", .object(members))]).line
  }

  private func text(
    _ source: GraphSource, _ measures: [GraphMeasure], _ values: [[Double]]
  ) -> String {
    source.heading()
      + zip(measures, values).map { measure, values in
        let aside =
          source.graph.isDirected && measure.ignoresDirection ? "; directions left aside" : ""
        return "\n\(measure.rawValue): \(measure.meaning)\(aside)\n"
          + ranking(source.labels, values, highFirst: measure.ranksHighFirst)
      }.joined()
  }

  /// Returns the first rows; nodes with equal numbers share a rank, nodes without one come last.
  private func ranking(_ labels: [String], _ values: [Double], highFirst: Bool) -> String {
    let keys = values.map { $0.isNaN ? .infinity : highFirst ? -$0 : $0 }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let shown = Array(order.prefix(top))
    var rows: [[String]] = []
    var rank = 0
    for (place, number) in GraphOutput.column(shown.map { values[$0] }).enumerated() {
      if place == 0 || keys[shown[place]] != keys[shown[place - 1]] { rank = place + 1 }
      rows.append(["\(rank)", GraphOutput.printable(labels[shown[place]]), number])
    }
    guard let last = shown.last else { return "" }
    let tied = order.dropFirst(top).prefix { keys[$0] == keys[last] }.count
    return GraphOutput.table(rows)
      + (tied > 0 ? "  and \(tied) more with the same number as the last\n" : "")
  }
}
