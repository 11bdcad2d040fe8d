/// Contacts between nodes, each with its time, for questions about ways on which time moves forward.
///
/// In a graph without dates two people can look joined through a third who knew one of them years
/// before the other. Here a way counts only if its contacts can be used one after another.
///
/// Moments are whole numbers in a unit of the caller's, such as days or seconds. An interval is
/// half open: a contact from 3 to 5 can be used at 3 and 4. Two nodes may have any number of contacts;
/// loops are dropped.
///
/// - Complexity: building takes O(*n* + *m* log *m*) time; 32 bytes per arc and 8 per node.
/// - Note: The order of the contacts given does not matter: equal sets give equal graphs.
public struct ContactGraph: Sendable, Equatable {
  /// A contact of two nodes, from `source` to `target` where the graph is directed.
  public struct Contact: Sendable, Equatable {
    public var source: Int
    public var target: Int
    /// The first moment at which the contact can be used.
    public var start: Int
    /// The first moment after it at which the contact can no longer be used.
    public var end: Int

    /// A contact that holds from `start` until before `end`.
    public init(_ source: Int, _ target: Int, start: Int, end: Int) {
      self.source = source
      self.target = target
      self.start = start
      self.end = end
    }
  }

  /// The number of nodes, with contacts or without.
  public let nodeCount: Int
  /// Whether contacts lead from source to target only.
  public let isDirected: Bool
  /// The arcs by the node they leave, then by far end, start and end; undirected contacts stand in
  /// both rows.
  private let arcs: [Contact]
  private let offsets: [Int]

  /// Builds a graph from contacts in any order.
  ///
  /// - Throws: `GraphError` where a node is out of range or an interval is empty; the first bad
  ///   contact is named by its number, as a link.
  public init(nodeCount: Int, contacts: [Contact], directed: Bool = false) throws(GraphError) {
    guard (0...CSRGraph.sizeLimit).contains(nodeCount) else {
      throw .sizeOutOfRange(count: nodeCount, limit: CSRGraph.sizeLimit)
    }
    var arcs: [Contact] = []
    for (number, contact) in contacts.enumerated() {
      for node in [contact.source, contact.target] where !(0..<nodeCount).contains(node) {
        throw .nodeOutOfRange(link: number, node: node, nodeCount: nodeCount)
      }
      guard contact.start < contact.end else { throw .emptyInterval(link: number) }
      guard contact.source != contact.target else { continue }
      arcs.append(contact)
      if !directed {
        arcs.append(Contact(contact.target, contact.source, start: contact.start, end: contact.end))
      }
    }
    arcs.sort {
      ($0.source, $0.target, $0.start, $0.end) < ($1.source, $1.target, $1.start, $1.end)
    }
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for arc in arcs { offsets[arc.source + 1] += 1 }
    for v in 0..<nodeCount { offsets[v + 1] += offsets[v] }
    self.nodeCount = nodeCount
    self.isDirected = directed
    self.arcs = arcs
    self.offsets = offsets
  }

  /// The arcs that leave a node.
  func arcs(from node: Int) -> ArraySlice<Contact> {
    arcs[offsets[node]..<offsets[node + 1]]
  }
}
