import ArgumentParser
import GraphCore

/// `ocg graph communities`: who belongs together, by the Leiden algorithm.
struct GraphCommunitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "communities",
    abstract: "Divide the nodes of a graph into communities.",
    discussion: """
      Uses the Leiden algorithm. With the objective cpm the resolution is the density that a \
      community must exceed (default 0.05): small groups in a large graph are found. With \
      modularity it is the usual gamma (default 1). Higher means smaller communities. \
      Directions are left aside. A community is a hypothesis, not a finding.

      Example: ocg graph communities calls.csv --objective modularity --seed 7 --json
      """)

  @OptionGroup var options: GraphOptions

  @Option(help: "What a good division is: cpm or modularity.")
  var objective = "cpm"

  @Option(help: "How dense communities must be; 0 or more.")
  var resolution: String?

  @Option(help: "Equal seeds give equal divisions.")
  var seed: UInt64 = 1

  @Option(
    help: """
      How often to start afresh and keep the best (default: 2,000,000 / arcs, from 1 to 64, \
      which reaches the optimum on most small graphs).
      """)
  var runs: Int?

  func run() throws {
    try options.run { source in
      let objective = try chosenObjective()
      let resolution = try chosenResolution(objective)
      let arcs = 2 * source.graph.linkCount
      let runs = self.runs ?? min(max(2_000_000 / (arcs + 1), 1), 64)
      guard runs > 0 else {
        throw GraphCommandError("--runs \(runs): fewer than one; give 1 or more")
      }
      let partition = try source.graph.undirected().leiden(
        objective: objective, resolution: resolution, seed: seed, runs: runs,
        weighted: options.weighted, workers: source.workers)
      return options.json
        ? json(source, partition, objective, resolution, runs)
        : text(source, partition, objective, resolution, runs)
    }
  }

  private func chosenObjective() throws -> CSRGraph.Objective {
    guard let chosen = CSRGraph.Objective(rawValue: objective.lowercased()) else {
      let names = CSRGraph.Objective.allCases.map(\.rawValue).joined(separator: ", ")
      throw GraphCommandError("--objective \(objective): not known; use one of \(names)")
    }
    return chosen
  }

  private func chosenResolution(_ objective: CSRGraph.Objective) throws -> Double {
    guard let resolution else { return objective == .cpm ? 0.05 : 1 }
    guard let value = Double(resolution), value.isFinite, value >= 0 else {
      throw GraphCommandError(
        "--resolution \(resolution): not a number of at least 0; "
          + "give one such as 1 (modularity) or 0.05 (cpm)")
    }
    return value
  }

  private func json(
    _ source: GraphSource, _ partition: Partition, _ objective: CSRGraph.Objective,
    _ resolution: Double, _ runs: Int
  ) -> String {
    GraphJSON.object([
      ("graph", source.json()),
      ("objective", .text(objective.rawValue)),
      ("resolution", .number(resolution)),
      ("seed", Int(exactly: seed).map(GraphJSON.whole) ?? .text(String(seed))),
      ("runs", .whole(runs)),
      ("quality", .number(partition.quality)),
      ("count", .whole(partition.count)),
      (
        "communities",
        .object(zip(source.labels, partition.community).map { ($0, .whole($1)) })
      ),
    ]).line
  }

  private func text(
    _ source: GraphSource, _ partition: Partition, _ objective: CSRGraph.Objective,
    _ resolution: Double, _ runs: Int
  ) -> String {
    let shown = 8
    let alone = partition.sizes.count { $0 == 1 }
    let rows = partition.members().enumerated().filter { $1.count > 1 }.map { number, members in
      let names = members.prefix(shown).map { GraphOutput.printable(source.labels[$0]) }
      let more = members.count > shown ? ", and \(members.count - shown) more" : ""
      return "  \(number)  \(GraphOutput.counted(members.count, "node")): "
        + names.joined(separator: ", ") + more + "\n"
    }
    return source.heading() + (source.graph.isDirected ? "note: directions left aside\n" : "")
      + """

      \(partition.count) \(partition.count == 1 ? "community" : "communities"): \(objective.rawValue) \
      \(GraphOutput.decimal(partition.quality)) at resolution \(GraphOutput.decimal(resolution)), \
      best of \(GraphOutput.counted(runs, "run")), seed \(seed)

      """ + rows.joined()
      + (alone > 0 ? "  and \(GraphOutput.counted(alone, "node")) alone\n" : "")
  }
}
