/// A graph whose links have lengths, in the normal form that every question about shortest ways
/// reads.
///
/// Strength and distance are opposites: a strong link is a short one. A `CSRGraph` holds strengths,
/// which sums of shortest ways would read the wrong way round, so this type takes distances only:
/// either given as such, or converted from strengths by a rule that is named and kept.
///
///     let strong = try CSRGraph(nodeCount: 2, links: [.init(0, 1, strength: 4)])
///     let graph = try DistanceGraph(strong, by: .inverseStrength)
///     graph.links()  // [Link(0, 1, distance: 0.25)]
///
/// Distances are finite and above 0. They are rounded once to multiples of a power of two chosen
/// such that the length of every path is exact; hence two paths are equally long in this type if
/// and only if their rounded distances add up to the same number, in whatever order. Rounding
/// changes a distance by less than one part in 2²⁰ (usually 2⁻⁴⁰ or less; whole numbers and
/// fractions of two not at all); where that cannot be kept the graph is refused.
///
/// Of doubled links the shortest counts. Loops are on no shortest way and are dropped.
///
/// - Complexity: building takes O(*n* + *m* log *m*) time from given distances, O(*n* + *m*) from
///   strengths; memory as for `CSRGraph`.
/// - Note: The order of the links given does not matter: equal sets of links give equal graphs.
public struct DistanceGraph: Sendable, Equatable {
  /// A link between two nodes, from `source` to `target` where the graph is directed.
  public struct Link: Sendable, Equatable {
    public var source: Int
    public var target: Int
    /// How far apart the two are, in units of the caller's: less is closer.
    public var distance: Double

    /// A link of the distance given, in the caller's unit.
    public init(_ source: Int, _ target: Int, distance: Double) {
      self.source = source
      self.target = target
      self.distance = distance
    }
  }

  /// How a distance follows from the strength of a link.
  public enum Conversion: Sendable, Equatable, CaseIterable, CustomStringConvertible {
    /// Every link has distance 1: lengths are hops.
    case hops
    /// The distance is 1 / strength: a link of strength 4 is a quarter as long as one of 1.
    case inverseStrength

    /// The rule in words, to print beside any result.
    public var description: String {
      switch self {
      case .hops: "distance = 1 for every link"
      case .inverseStrength: "distance = 1 / strength"
      }
    }
  }

  /// The number of nodes, linked or not.
  public var nodeCount: Int { ways.nodeCount }
  /// Whether links lead from source to target only.
  public var isDirected: Bool { ways.isDirected }
  /// How the distances came from strengths; nil where they were given.
  public let conversion: Conversion?

  /// The rows. What this graph calls strengths are distances here, and nowhere else.
  private let ways: CSRGraph
  /// The shortest and the longest link.
  let spread: ClosedRange<Double>

  /// Builds a graph from links with distances, in any order.
  ///
  /// - Parameters:
  ///   - nodeCount: The number of nodes, linked or not.
  ///   - links: Each given link; of doubled ones the shortest counts, loops are dropped.
  ///   - directed: Whether a link leads from its source to its target only.
  /// - Throws: `GraphError` where a node or a distance is out of range; the first bad link is
  ///   named.
  public init(nodeCount: Int, links: [Link], directed: Bool = false) throws(GraphError) {
    for count in [nodeCount, links.count] where !(0...CSRGraph.sizeLimit).contains(count) {
      throw .sizeOutOfRange(count: count, limit: CSRGraph.sizeLimit)
    }
    for (number, link) in links.enumerated() {
      for node in [link.source, link.target] where !(0..<nodeCount).contains(node) {
        throw .nodeOutOfRange(link: number, node: node, nodeCount: nodeCount)
      }
      guard link.distance.isFinite, link.distance > 0 else {
        throw .invalidDistance(link: number)
      }
    }
    func ends(_ i: Int) -> (Int, Int) {
      let (s, t) = (links[i].source, links[i].target)
      return directed ? (s, t) : (min(s, t), max(s, t))
    }
    let order = links.indices.filter { links[$0].source != links[$0].target }.sorted {
      let (a, b) = (ends($0), ends($1))
      return a == b ? links[$0].distance < links[$1].distance : a < b
    }
    var kept: [Int] = []
    for i in order {
      if let last = kept.last, ends(last) == ends(i) { continue }
      kept.append(i)
    }
    do {
      ways = try CSRGraph(
        nodeCount: nodeCount,
        links: kept.map { .init(links[$0].source, links[$0].target, strength: links[$0].distance) },
        directed: directed)
    } catch .strengthRangeTooWide(let i) {
      throw .distanceRangeTooWide(link: kept[i])
    } catch {
      throw error
    }
    spread = Self.spread(ways.outgoing)
    conversion = nil
  }

  /// Turns the strengths of a graph into distances.
  ///
  /// - Throws: `GraphError.distanceRangeTooWide`, which counts links as `graph.links()` does. Never
  ///   for `hops`.
  public init(_ graph: CSRGraph, by conversion: Conversion) throws(GraphError) {
    self.conversion = conversion
    switch conversion {
    case .hops:
      ways = graph.unweighted()
    case .inverseStrength:
      do {
        ways = try CSRGraph(
          nodeCount: graph.nodeCount,
          links: graph.links().map { .init($0.source, $0.target, strength: 1 / $0.strength) },
          directed: graph.isDirected)
      } catch .strengthRangeTooWide(let i) {
        throw .distanceRangeTooWide(link: i)
      } catch {
        throw error
      }
    }
    spread = Self.spread(ways.outgoing)
  }

  /// Returns the links without doubles and loops and with rounded distances, by source and then
  /// target; in an undirected graph the source is the lower number.
  public func links() -> [Link] {
    ways.links().map { Link($0.source, $0.target, distance: $0.strength) }
  }

  /// The arcs by the node they leave; the strength of an arc is its distance.
  var outgoing: Adjacency { ways.outgoing }
  /// The arcs by the node they enter.
  var incoming: Adjacency { ways.incoming }

  /// The shortest and the longest link; 1 to 1 where there are none.
  private static func spread(_ rows: Adjacency) -> ClosedRange<Double> {
    guard !rows.strengths.isEmpty else { return 1...1 }
    var (least, most) = (rows.strength(0), rows.strength(0))
    for arc in rows.neighbours.indices {
      least = min(least, rows.strength(arc))
      most = max(most, rows.strength(arc))
    }
    return least...most
  }
}
