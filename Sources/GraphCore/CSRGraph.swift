/// A graph in compressed sparse row form, in the one normal form that every measure reads.
///
/// Nodes are the numbers 0 to `nodeCount` − 1; what they stand for is the caller's business.
/// Number them in the order of their external ids: wherever a measure must break a tie it
/// prefers the lower number.
///
/// The constructor brings any list of links into normal form:
/// - the neighbours of a node are in rising order;
/// - links that join the same two nodes are merged to one, whose strength is the sum of theirs
///   and whose multiplicity is their number (in a directed graph, links with the same direction);
/// - a link from a node to itself (a loop) is held apart from all the others;
/// - strengths are finite, above 0, and rounded once to multiples of a power of two chosen such
///   that every sum of strengths is exact. Adding them in any order gives the same bits.
///
/// Rounding changes a strength by less than one part in 2²⁰ (usually 2⁻⁴⁰ or less; whole
/// numbers and fractions of two not at all); where that cannot be kept the graph is refused.
///
///     let chain = try CSRGraph(nodeCount: 3, links: [.init(0, 1), .init(1, 2)])
///     chain.degrees()  // [1, 2, 1]
///
/// - Complexity: building takes O(*n* + *m*) time and memory; the graph itself 4 bytes per arc
///   and 8 per node, and 8 more per arc where some strength is not 1. An undirected link is two
///   arcs; so is a directed one, once among the outgoing and once among the incoming rows.
/// - Note: The order of the links given does not matter: equal sets of links give equal graphs.
public struct CSRGraph: Sendable, Equatable {
  /// A link between two nodes, from `source` to `target` where the graph is directed.
  public struct Link: Sendable, Equatable {
    public var source: Int
    public var target: Int
    /// How strong the link is: more is closer. The measure that uses it says how.
    public var strength: Double

    public init(_ source: Int, _ target: Int, strength: Double = 1) {
      self.source = source
      self.target = target
      self.strength = strength
    }
  }

  /// The most nodes a graph can have, and the most links.
  public static let sizeLimit = Int(Int32.max) - 1

  public let nodeCount: Int
  public let isDirected: Bool
  /// The number of pairs of different nodes that are linked; where directed, of ordered pairs.
  public let linkCount: Int
  /// The number of given links that join a node to itself.
  public let loopCount: Int
  /// The number of given links that were merged into another:
  /// links given = `linkCount` + `mergedLinkCount` + `loopCount`.
  public let mergedLinkCount: Int

  /// The arcs by the node they leave. Undirected links stand in both rows.
  let outgoing: Adjacency
  /// The arcs by the node they enter; shares its storage with `outgoing` where undirected.
  let incoming: Adjacency
  /// The summed strength of each node's loops; empty where there are no loops.
  let loopStrengths: [Double]

  /// Builds a graph from links in any order.
  ///
  /// - Parameters:
  ///   - nodeCount: The number of nodes, linked or not.
  ///   - links: Each given link; doubled ones are merged, loops held apart.
  ///   - directed: Whether a link leads from its source to its target only.
  /// - Throws: `GraphError` where a node or a strength is out of range; the first bad link is
  ///   named.
  public init(nodeCount: Int, links: [Link], directed: Bool = false) throws(GraphError) {
    try Self.checkSize(nodeCount: nodeCount, links: links.count)
    for (number, link) in links.enumerated() {
      for node in [link.source, link.target] where !(0..<nodeCount).contains(node) {
        throw .nodeOutOfRange(link: number, node: node, nodeCount: nodeCount)
      }
    }
    let isPlain = links.allSatisfy { $0.strength == 1 }
    self.init(
      nodeCount: nodeCount,
      columns: RowBuild.Columns(
        sources: links.map { Int32($0.source) }, targets: links.map { Int32($0.target) },
        strengths: isPlain ? [] : try StrengthGrid.round(links.map(\.strength))),
      directed: directed, workers: 0)
  }

  private init(unweighting other: CSRGraph) {
    nodeCount = other.nodeCount
    isDirected = other.isDirected
    linkCount = other.linkCount
    loopCount = other.loopCount
    mergedLinkCount = other.mergedLinkCount
    outgoing = other.outgoing.unweighted()
    incoming = other.incoming.unweighted()
    loopStrengths = other.loopStrengths.map { $0 > 0 ? 1 : 0 }
  }

  /// Whether some link's strength, or the sum of some node's loops, is not 1.
  ///
  /// A doubled link counts: merged, its strength is the sum.
  public var isWeighted: Bool {
    !outgoing.strengths.isEmpty || loopStrengths.contains { $0 != 0 && $0 != 1 }
  }

  /// Returns the same graph with each strength set to 1.
  public func unweighted() -> CSRGraph {
    isWeighted ? CSRGraph(unweighting: self) : self
  }

  /// Returns the graph without directions: where links lead both ways, one with their strengths
  /// added. An undirected graph returns itself.
  public func undirected() -> CSRGraph {
    guard isDirected else { return self }
    var columns = RowBuild.Columns(sources: [], targets: [])
    for source in 0..<nodeCount {
      for arc in outgoing.range(source) {
        columns.append(arc, of: outgoing, from: source, to: Int(outgoing.neighbours[arc]))
      }
    }
    return CSRGraph(
      nodeCount: nodeCount, columns: columns, loopStrengths: loopStrengths, loopCount: loopCount,
      directed: false, workers: 1)
  }
}
