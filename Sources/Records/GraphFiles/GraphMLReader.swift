/// Reads GraphML: nodes and edges of the first graph in the file, nested graphs included.
///
/// A node is called by its data `name` or `label` where every node has one of its own, else by its
/// id; the strength of an edge is its data `weight`, `strength` or `value`.
struct GraphMLReader {
  private let text: GraphText
  private var scanner: XMLScanner
  private var draft = GraphDraft()

  private struct Key {
    let isForEdges: Bool
    let isForNodes: Bool
    let name: String
    var standard: String?
  }
  private struct Edge {
    let source: String
    let target: String
    let offset: Int
    let isDirected: Bool
    var data: [String: String] = [:]
  }

  private var keys: [String: Key] = [:]
  private var keyOrder: [String] = []
  private var ids = GraphLabelTable()
  private var nodeData: [[String: String]] = []
  private var edges: [Edge] = []

  // What the scanner stands in.
  private var path: [String] = []
  private var defaults: [Bool] = []
  private var nodes: [Int] = []
  private var graphCount = 0
  private var ignoredGraphDepth: Int?
  private var dataKey: String?
  private var currentKey: String?

  /// The name that the text of yEd's drawing elements is kept under.
  private static let drawnLabel = "NodeLabel"

  init(_ text: GraphText) {
    self.text = text
    scanner = XMLScanner(text)
  }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    while let event = try scanner.next() {
      switch event {
      case .open(let name, let attributes):
        let local = name.split(separator: ":").last.map(String.init) ?? name
        path.append(local)
        if ignoredGraphDepth == nil { try open(local, attributes) }
      case .close:
        close(path.removeLast())
      case .text(let value):
        if ignoredGraphDepth == nil { take(value) }
      }
    }
    guard graphCount > 0 else {
      throw .unknownFormat(
        file: text.path, problem: "no <graph> in the file",
        nextStep: "check that it is a GraphML export")
    }
    settleLabels()
    try settleEdges()
    return draft
  }

  private mutating func open(
    _ name: String, _ attributes: [(name: String, value: String)]
  ) throws(GraphFileError) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    func required(_ attribute: String) throws(GraphFileError) -> String {
      try text.required(value(attribute), attribute, of: name, at: scanner.position)
    }
    switch name {
    case "key":
      let id = try required("id")
      let domain = value("for") ?? "all"
      if keys[id] == nil { keyOrder.append(id) }
      keys[id] = Key(
        isForEdges: domain != "node", isForNodes: domain != "edge",
        name: (value("attr.name") ?? id).lowercased())
      currentKey = id
    case "graph": openGraph(value("edgedefault"))
    case "node":
      nodes.append(try ids.addNode(try required("id"), in: text, at: scanner.position))
      nodeData.append([:])
    case "edge":
      let isDirected = value("directed").map { $0 == "true" } ?? defaults.last ?? false
      edges.append(
        Edge(
          source: try required("source"), target: try required("target"),
          offset: scanner.position, isDirected: isDirected))
    case "hyperedge":
      throw text.malformed(
        at: scanner.position, "a link between more than two nodes (<hyperedge>)",
        "write it as one link for each pair")
    case "data": dataKey = value("key")
    default: break
    }
  }

  private mutating func openGraph(_ edgeDefault: String?) {
    if defaults.isEmpty {
      graphCount += 1
      if graphCount == 2 { draft.notes.append("only the first graph in the file was read") }
      if graphCount > 1 {
        ignoredGraphDepth = path.count
        return
      }
      if edgeDefault == nil {
        draft.notes.append("the file does not say whether links have a direction: undirected")
      }
    }
    defaults.append(edgeDefault == "directed")
  }

  private mutating func close(_ name: String) {
    if let depth = ignoredGraphDepth {
      if path.count < depth { ignoredGraphDepth = nil }
      return
    }
    switch name {
    case "graph": defaults.removeLast()
    case "node": nodes.removeLast()
    case "data": dataKey = nil
    case "key": currentKey = nil
    default: break
    }
  }

  private mutating func take(_ value: String) {
    if path.last == "default", let currentKey {
      let standard = keys[currentKey]?.standard ?? ""
      keys[currentKey]?.standard = standard + value
    }
    guard let dataKey, let holder = path.last(where: { $0 == "node" || $0 == "edge" }) else {
      return
    }
    let name = path.last == "data" ? dataKey : path.last == Self.drawnLabel ? Self.drawnLabel : nil
    guard let name else { return }
    if holder == "edge", !edges.isEmpty {
      edges[edges.count - 1].data[name, default: ""] += value
    } else if let node = nodes.last {
      nodeData[node][name, default: ""] += value
    }
  }

  private mutating func settleLabels() {
    draft.labels = ids.labels
    let named = ["name", "label"].flatMap { wanted in
      keyOrder.filter { keys[$0]?.isForNodes == true && keys[$0]?.name == wanted }
    }
    var uses: [String: Int] = [:]
    for data in nodeData {
      for (key, value) in data where !trimmed(value).isEmpty { uses[key, default: 0] += 1 }
    }
    for key in named + [Self.drawnLabel] {
      let standard = trimmed(keys[key]?.standard ?? "")
      let use = uses[key] ?? 0
      if use == 0 && standard.isEmpty { continue }
      // A key that two nodes lack names them alike, if at all: only keys that nearly all nodes have, of
      // which a file of some length holds few, are looked at node by node.
      if use + 1 >= nodeData.count {
        let labels = nodeData.map { trimmed($0[key] ?? standard) }
        if labels.allSatisfy(\.isEmpty) { continue }
        if labels.allSatisfy({ !$0.isEmpty }),
          Set(labels.map { Array($0.utf8) }).count == labels.count
        {
          draft.labels = labels
          return
        }
      }
      let name = text.excerpt(of: (keys[key]?.name ?? key).utf8)
      draft.notes.append("data \(name) does not name every node once: nodes are called by id")
    }
  }

  private func trimmed(_ value: String) -> String {
    var bytes = Array(value.utf8)[...]
    while let first = bytes.first, first <= GraphByte.space { bytes.removeFirst() }
    while let last = bytes.last, last <= GraphByte.space { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func settleEdges() throws(GraphFileError) {
    let key = strengthKey()
    var links: [(link: GraphFile.Link, isDirected: Bool)] = []
    var unweighted = 0
    for edge in edges {
      var strength = 1.0
      if let key {
        if let value = edge.data[key] ?? keys[key]?.standard {
          strength = try text.strength(Array(trimmed(value).utf8), at: edge.offset)
        } else {
          unweighted += 1
        }
      }
      let link = GraphFile.Link(
        source: try text.node(edge.source, in: ids, at: edge.offset),
        target: try text.node(edge.target, in: ids, at: edge.offset), strength: strength)
      links.append((link, edge.isDirected))
    }
    if unweighted > 0 { draft.notes.append("\(unweighted) links without a strength count as 1") }
    draft.take(links)
  }

  /// Returns the id of the data that holds the strengths of edges, if any edge has it.
  private func strengthKey() -> String? {
    var used: Set<String> = []
    for edge in edges { used.formUnion(edge.data.keys) }
    for wanted in ["weight", "strength", "value"] {
      let isWanted = { keys[$0]?.isForEdges == true && keys[$0]?.name == wanted }
      if let key = keyOrder.first(where: { used.contains($0) && isWanted($0) }) { return key }
    }
    return nil
  }
}
