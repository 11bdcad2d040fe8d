import GraphCore
import Records

/// The graph of a file with the names of its nodes and all that was assumed about it.
struct GraphSource {
  let file: GraphFile
  let graph: CSRGraph
  let notes: [String]
  let workers: Int

  static let formatNames = GraphFile.Format.allCases.map(\.rawValue).joined(separator: ", ")

  var labels: [String] { file.labels }

  init(_ options: GraphOptions) throws {
    workers = try options.workerCount()
    guard !(options.directed && options.undirected) else {
      throw GraphCommandError("--directed and --undirected exclude each other; give one of them")
    }
    var format: GraphFile.Format?
    if let name = options.format {
      format = GraphFile.Format(rawValue: name.lowercased())
      guard format != nil else {
        throw GraphCommandError("--format \(name): not known; use one of \(Self.formatNames)")
      }
    }
    let direction = options.directed ? true : options.undirected ? false : nil
    file = try GraphFile.read(options.file, format: format, directed: direction)
    let (given, about) = try Self.links(of: file, during: options.during)
    graph = try Self.graph(of: file, links: given, path: options.file)
    notes = file.notes + about + Self.strengthNotes(file, weighted: options.weighted)
  }

  /// The links that exist in the period, where one is asked for, and what there is to say of that.
  private static func links(
    of file: GraphFile, during text: String?
  ) throws -> (links: [GraphFile.Link], notes: [String]) {
    let dated = file.links.count { $0.days != .unknown }
    guard let text else {
      return (
        file.links,
        dated > 0 ? ["\(dated) links have days; --during leaves out those of other times"] : []
      )
    }
    guard let period = Period(text) else {
      throw GraphCommandError(
        "--during \(text): not a period; write it as 2026-Q3, 2026-07 or 2026")
    }
    let links = file.links.filter { $0.days.overlaps(period.interval) }
    return (
      links,
      [
        "\(file.links.count - links.count) of \(file.links.count) links left out, which do not exist in "
          + "\(period); \(file.links.count - dated) say no day and exist always"
      ]
    )
  }

  private static func graph(
    of file: GraphFile, links given: [GraphFile.Link], path: String
  ) throws -> CSRGraph {
    let links = given.map { CSRGraph.Link($0.source, $0.target, strength: $0.strength) }
    do {
      return try CSRGraph(nodeCount: file.labels.count, links: links, directed: file.isDirected)
    } catch .strengthRangeTooWide(let number) {
      let link = given[number]
      throw GraphCommandError(
        "\(path): strength \(link.strength) of the link from \(file.labels[link.source]) to "
          + "\(file.labels[link.target]) is too small or too large beside the others; "
          + "bring strengths within nine orders of magnitude")
    } catch {
      throw GraphCommandError("\(path): \(error)")
    }
  }

  private static func strengthNotes(_ file: GraphFile, weighted: Bool) -> [String] {
    if weighted && !file.hasStrengths {
      return ["the file gives no strengths: each link counts 1, repeated ones add up"]
    }
    if weighted {
      return [
        "strengths used by all but the measures that count hops, triangles, cores and components"
      ]
    }
    return file.hasStrengths ? ["strengths used by strength only; --weighted widens that"] : []
  }

  /// What every answer says about the graph it was made from.
  func summary() -> [(String, GraphJSON)] {
    [
      ("nodes", .whole(graph.nodeCount)),
      ("links", .whole(graph.linkCount)),
      ("directed", .truth(graph.isDirected)),
      ("weighted", .truth(file.hasStrengths)),
      ("format", .text(file.format.rawValue)),
      ("loops", .whole(graph.loopCount)),
      ("merged", .whole(graph.mergedLinkCount)),
      ("components", .whole(graph.components().count)),
    ]
  }

  /// The summary with its notes, as one JSON object.
  func json(_ more: [(String, GraphJSON)] = []) -> GraphJSON {
    .object(summary() + more + [("notes", .list(notes.map(GraphJSON.text)))])
  }

  /// The summary as lines of text.
  func heading() -> String {
    var counts = [
      GraphOutput.counted(graph.nodeCount, "node"),
      GraphOutput.counted(graph.linkCount, graph.isDirected ? "directed link" : "link"),
      GraphOutput.counted(graph.components().count, "component"),
    ]
    if graph.loopCount > 0 { counts.append(GraphOutput.counted(graph.loopCount, "loop")) }
    if graph.mergedLinkCount > 0 {
      counts.append("\(graph.mergedLinkCount) merged into another link")
    }
    return ([counts.joined(separator: ", ")] + notes.map { "note: \($0)" })
      .map { $0 + "\n" }.joined()
  }
}
