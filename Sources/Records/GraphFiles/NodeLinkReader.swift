/// Reads node-link JSON, as NetworkX and d3 write it: an object with a list `nodes` and a list `links` or
/// `edges`, in either order.
///
/// A node is called by its `label` or `name` where every node has one of its own, else by its `id`; the
/// ends of a link are ids or, where no node has one, places in the list counted from 0. The strength of a
/// link is its `weight`, `strength` or `value`. A file that does not say `directed` is undirected, as
/// NetworkX has it.
///
/// > Source: A. Hagberg, D. Schult, P. Swart, NetworkX reference, `node_link_data`.
struct NodeLinkReader {
  private struct Node {
    var id: String?
    var label = ""
    let offset: Int
  }
  private struct Edge {
    var source: String?
    var target: String?
    var strengths: [String: String] = [:]
    let offset: Int
  }

  private let text: GraphText
  private var draft = GraphDraft()
  private var nodes: [Node]?
  private var edges: [Edge]?
  private var isDirected: Bool?

  init(_ text: GraphText) { self.text = text }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    var scanner = JSONScanner(text)
    try scanner.members { scanner, name throws(GraphFileError) in
      switch name {
      case "directed":
        guard case .truth(let value)? = try scanner.scalar() else {
          throw scanner.unexpected("true or false")
        }
        isDirected = value
      case "nodes": nodes = try readNodes(&scanner)
      case "links", "edges": edges = try readEdges(&scanner)
      default: try scanner.skip()
      }
    }
    if scanner.peek() != nil { throw scanner.unexpected("the end of the file") }
    guard let nodes, let edges else {
      throw .unknownFormat(
        file: text.path,
        problem: "JSON without a list of \(nodes == nil ? "nodes" : "links")",
        nextStep: "save it as node-link JSON, GraphML or a CSV list of links")
    }
    if isDirected == nil { draft.notes.append("no directed: undirected") }
    let ids = try settle(nodes)
    try settle(edges, ids: ids, hasIDs: nodes.contains { $0.id != nil })
    return draft
  }

  private func readNodes(_ scanner: inout JSONScanner) throws(GraphFileError) -> [Node] {
    var nodes: [Node] = []
    try scanner.items { scanner throws(GraphFileError) in
      _ = scanner.peek()
      var node = Node(offset: scanner.position)
      var name = ""
      try scanner.members { scanner, member throws(GraphFileError) in
        let value = try scanner.scalar()?.word
        switch member {
        case "id": node.id = value
        case "label": node.label = value ?? ""
        case "name": name = value ?? ""
        default: break
        }
      }
      if node.label.isEmpty { node.label = name }
      nodes.append(node)
    }
    return nodes
  }

  private func readEdges(_ scanner: inout JSONScanner) throws(GraphFileError) -> [Edge] {
    var edges: [Edge] = []
    try scanner.items { scanner throws(GraphFileError) in
      _ = scanner.peek()
      var edge = Edge(offset: scanner.position)
      try scanner.members { scanner, member throws(GraphFileError) in
        let value = try scanner.scalar()?.word
        switch member {
        case "source": edge.source = value
        case "target": edge.target = value
        case "weight", "strength", "value": edge.strengths[member] = value
        default: break
        }
      }
      edges.append(edge)
    }
    return edges
  }

  /// Takes the nodes over; returns the ids, or places, by which links name them.
  private mutating func settle(_ nodes: [Node]) throws(GraphFileError) -> GraphLabelTable {
    var ids = GraphLabelTable()
    let hasIDs = nodes.contains { $0.id != nil }
    for (place, node) in nodes.enumerated() {
      guard let id = hasIDs ? node.id : String(place) else {
        throw text.malformed(at: node.offset, "a node without id", "give each node an id")
      }
      try ids.addNode(id, in: text, at: node.offset)
    }
    draft.call(ids, by: nodes.map(\.label))
    return ids
  }

  private mutating func settle(
    _ edges: [Edge], ids: GraphLabelTable, hasIDs: Bool
  ) throws(GraphFileError) {
    let key = ["weight", "strength", "value"].first { key in
      edges.contains { $0.strengths[key] != nil }
    }
    var unweighted = 0
    var links: [(link: GraphFile.Link, isDirected: Bool)] = []
    for edge in edges {
      guard let source = edge.source, let target = edge.target else {
        throw text.malformed(
          at: edge.offset, "a link without \(edge.source == nil ? "source" : "target")",
          "add it or remove the link")
      }
      var strength = 1.0
      if let key {
        if let value = edge.strengths[key] {
          strength = try text.strength(Array(value.utf8), at: edge.offset)
        } else {
          unweighted += 1
        }
      }
      let link = GraphFile.Link(
        source: try text.node(source, in: ids, at: edge.offset),
        target: try text.node(target, in: ids, at: edge.offset), strength: strength)
      links.append((link, isDirected ?? false))
    }
    if unweighted > 0 { draft.notes.append("\(unweighted) links without a strength count as 1") }
    draft.take(links)
    draft.isDirected = isDirected ?? false
  }
}

extension JSONScanner.Scalar {
  /// Text, or a number as it stands in the file; nil for the rest.
  var word: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .truth, .nothing: nil
    }
  }
}
