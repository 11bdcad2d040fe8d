import ArgumentParser

/// `ocg graph`: questions about the graph in one file, without a case.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Measure a graph in a file, without a case.",
    discussion: """
      Reads lists of links (CSV, TSV, separated by spaces), square tables, GraphML, GEXF, GML, \
      DOT, Pajek, METIS, node-link JSON and FollowTheMoney JSON lines. A file that states a \
      direction keeps it; what had to be assumed is noted. Of GEXF the days of links are read \
      (--during).

      Example: ocg graph measure calls.csv --measure degree,betweenness --top 10
      """,
    subcommands: [
      GraphInfoCommand.self, GraphMeasureCommand.self, GraphCommunitiesCommand.self,
      GraphKeyPlayersCommand.self, GraphPathsCommand.self,
    ])
}

/// The options that all graph commands share.
struct GraphOptions: ParsableArguments {
  @Argument(help: "The file that holds the graph.")
  var file: String

  @Option(help: "The format, where the content does not tell it: \(GraphSource.formatNames).")
  var format: String?

  @Flag(help: "Read links as directed; a file that says undirected then runs both ways.")
  var directed = false

  @Flag(help: "Read links as undirected; both directions of a directed file merge into one.")
  var undirected = false

  @Flag(help: "Let the walks, communities, brokers and paths use the strengths of links.")
  var weighted = false

  @Option(
    help: """
      Only links that exist in this period, such as 2026-Q3, 2026-07 or 2026; those of which the file \
      does not say when exist always.
      """)
  var during: String?

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  @Option(help: "How many threads to use; the result does not depend on it (default: all cores).")
  var workers: Int?
}

/// Why a graph command could not do its work, as one line.
struct GraphCommandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension GraphOptions {
  /// Runs `work` on the graph of the file and prints what it returns; a failure becomes one line
  /// on standard error and exit code 2.
  func run(_ work: (GraphSource) throws -> String) throws {
    do {
      try GraphOutput.write(try work(try GraphSource(self)))
    } catch let code as ExitCode {
      throw code
    } catch {
      GraphOutput.complain("\(error)")
      throw ExitCode(2)
    }
  }

  /// The number of workers as the kernels take it: 0 for all cores.
  func workerCount() throws -> Int {
    guard let workers else { return 0 }
    guard workers >= 0 else {
      throw GraphCommandError(
        "--workers \(workers): negative; give a number of cores, or 0 for all")
    }
    return workers
  }
}
