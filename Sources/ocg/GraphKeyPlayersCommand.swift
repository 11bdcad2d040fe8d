import ArgumentParser
import GraphCore

/// `ocg graph key-players`: the few nodes that together do most.
struct GraphKeyPlayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key-players",
    abstract: "Find the set of nodes that together hold a graph together, or reach most of it.",
    discussion: """
      With the goal fragmentation the set leaves as many pairs as possible out of touch when it is \
      removed; with reach as many nodes as possible lie within --hops of it. The best set is \
      seldom the set of the best, because their effects overlap. The value runs from 0 to 1 and \
      is shown beside that of the nodes with most links and of random sets of the same size: where \
      those do as well, the choice means little.

      Example: ocg graph key-players calls.csv --goal reach --hops 2 --count 3
      """)

  @OptionGroup var options: GraphOptions

  @Option(help: "What the set is to do best: fragmentation or reach.")
  var goal = "fragmentation"

  @Option(help: "How many nodes the set may have.")
  var count = 5

  @Option(help: "How far the set reaches, with the goal reach.")
  var hops = 2

  @Option(help: "Equal seeds draw equal random sets.")
  var seed: UInt64 = 1

  func run() throws {
    try options.run { source in
      guard count > 0 else {
        throw GraphCommandError("--count \(count): fewer than one; give 1 or more")
      }
      let found = try source.graph.keyPlayers(
        for: try chosenGoal(), budget: Double(count), seed: seed, workers: source.workers)
      return options.json ? json(source, found) : text(source, found)
    }
  }

  private func chosenGoal() throws -> KeyPlayerGoal {
    switch goal.lowercased() {
    case "fragmentation": return .fragmentation
    case "reach":
      guard hops > 0 else {
        throw GraphCommandError("--hops \(hops): fewer than one; give 1 or more")
      }
      return .reach(hops: hops)
    default:
      throw GraphCommandError("--goal \(goal): not known; use one of fragmentation, reach")
    }
  }

  private func json(_ source: GraphSource, _ found: KeyPlayers) -> String {
    func choice(_ choice: KeyPlayers.Choice) -> GraphJSON {
      .object([
        ("nodes", .list(choice.nodes.map { .text(source.labels[$0]) })),
        ("value", .number(choice.value)),
      ])
    }
    return GraphJSON.object([
      ("graph", source.json()), ("goal", .text(goal.lowercased())),
      ("best", choice(found.best)), ("mostLinks", choice(found.degreeControl)),
      ("randomMean", .number(found.randomMean)),
      ("randomShareAtLeastAsGood", .number(found.randomShareAtLeastAsGood)),
      ("randomSets", .whole(found.randomValues.count)),
    ]).line
  }

  private func text(_ source: GraphSource, _ found: KeyPlayers) -> String {
    func names(_ choice: KeyPlayers.Choice) -> String {
      choice.nodes.map { GraphOutput.printable(source.labels[$0]) }.joined(separator: ", ")
    }
    let values = [found.best.value, found.degreeControl.value, found.randomMean]
    let rows = zip(
      ["best set", "most links", "random sets, mean of \(found.randomValues.count)"],
      GraphOutput.column(values)
    ).map { [$0, $1] }
    let share = GraphOutput.decimal(100 * found.randomShareAtLeastAsGood)
    return source.heading()
      + "\nbest set: \(names(found.best))\nmost links: \(names(found.degreeControl))\n\n"
      + GraphOutput.table(rows) + "\(share) % of the random sets do at least as well\n"
  }
}
