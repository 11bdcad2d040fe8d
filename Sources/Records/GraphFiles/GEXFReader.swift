/// Reads GEXF 1.1 to 1.3, as Gephi writes it: every node and edge of the file, nested nodes included.
///
/// A node is called by its label where every node has one of its own, else by its id; the strength of an
/// edge is its weight. When nodes and edges exist is not read, and a note says so.
struct GEXFReader {
  private struct Edge {
    let source: String
    let target: String
    let weight: String?
    let offset: Int
    let isDirected: Bool
  }

  private let text: GraphText
  private var scanner: XMLScanner
  private var draft = GraphDraft()
  private var ids = GraphLabelTable()
  private var labels: [String] = []
  private var edges: [Edge] = []
  private var isDirected: Bool?
  private var hasDays = false

  init(_ text: GraphText) {
    self.text = text
    scanner = XMLScanner(text)
  }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    while let event = try scanner.next() {
      guard case .open(let name, let attributes) = event else { continue }
      try open(name.split(separator: ":").last.map(String.init) ?? name, attributes)
    }
    guard isDirected != nil else {
      throw .unknownFormat(
        file: text.path, problem: "no <graph> in the file",
        nextStep: "check that it is a GEXF export")
    }
    draft.call(ids, by: labels)
    try settleEdges()
    if hasDays { draft.notes.append("when nodes and links exist was not read") }
    return draft
  }

  private mutating func open(
    _ name: String, _ attributes: [(name: String, value: String)]
  ) throws(GraphFileError) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    func required(_ attribute: String) throws(GraphFileError) -> String {
      try text.required(value(attribute), attribute, of: name, at: scanner.position)
    }
    hasDays = hasDays || ["start", "end", "startopen", "endopen"].contains { value($0) != nil }
    switch name {
    case "graph": isDirected = isDirected ?? (value("defaultedgetype") == "directed")
    case "node":
      try ids.addNode(try required("id"), in: text, at: scanner.position)
      labels.append(value("label") ?? "")
    case "edge":
      edges.append(
        Edge(
          source: try required("source"), target: try required("target"),
          weight: value("weight"), offset: scanner.position,
          isDirected: value("type").map { $0 == "directed" } ?? isDirected ?? false))
    default: break
    }
  }

  private mutating func settleEdges() throws(GraphFileError) {
    var links: [(link: GraphFile.Link, isDirected: Bool)] = []
    for edge in edges {
      var strength = 1.0
      if let weight = edge.weight {
        strength = try text.strength(Array(weight.utf8), at: edge.offset)
      }
      let link = GraphFile.Link(
        source: try text.node(edge.source, in: ids, at: edge.offset),
        target: try text.node(edge.target, in: ids, at: edge.offset), strength: strength)
      links.append((link, edge.isDirected))
    }
    draft.take(links)
  }
}

extension GraphText {
  /// Returns the position of the node with `id`, which an edge at `offset` names.
  func node(_ id: String, in ids: GraphLabelTable, at offset: Int) throws(GraphFileError) -> Int {
    guard let node = ids[label: Array(id.utf8)] else {
      throw malformed(
        at: offset, "an edge names node \(excerpt(of: id.utf8)), which does not exist",
        "add the node or remove the edge")
    }
    return node
  }
}

extension GraphLabelTable {
  /// Adds the node with `id`, which stands at `offset`, and returns its position.
  @discardableResult
  mutating func addNode(
    _ id: String, in text: GraphText, at offset: Int
  ) throws(GraphFileError) -> Int {
    let bytes = Array(id.utf8)
    guard self[label: bytes] == nil else {
      throw text.malformed(
        at: offset, "a second node \(text.excerpt(of: id.utf8))", "give each node an id of its own")
    }
    return position(of: bytes)
  }
}

extension GraphDraft {
  /// Calls the nodes with `ids` by `labels` where every node has one of its own, else by id.
  mutating func call(_ ids: GraphLabelTable, by labels: [String]) {
    self.labels = ids.labels
    if labels.allSatisfy(\.isEmpty) { return }
    if labels.allSatisfy({ !$0.isEmpty }),
      Set(labels.map { Array($0.utf8) }).count == labels.count
    {
      self.labels = labels
    } else {
      notes.append("labels do not name every node once: nodes are called by id")
    }
  }

  /// Takes over links of which each may state a direction: where any does, the others run both ways.
  mutating func take(_ given: [(link: GraphFile.Link, isDirected: Bool)]) {
    isDirected = given.contains(where: \.isDirected)
    var bothWays = 0
    for (link, hasDirection) in given {
      links.append(link)
      if isDirected && !hasDirection && link.source != link.target {
        links.append(link.reversed)
        bothWays += 1
      }
    }
    hasStrengths = links.contains { $0.strength != 1 }
    if bothWays > 0 { notes.append("\(bothWays) undirected links run both ways") }
  }
}
