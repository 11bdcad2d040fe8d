/// Reads GML, the Graph Modelling Language: nested lists of keys and values.
///
/// A node is called by its `label`, or by `label#id` where others have the same label, or by its
/// `id`; the strength of an edge is its `weight`, `strength` or `value`.
struct GMLReader {
  private let text: GraphText
  private var position = 0
  private var draft = GraphDraft()

  private struct Node {
    var id: String?
    var label: String?
  }
  private struct Edge {
    let offset: Int
    var source: String?
    var target: String?
    var strengths: [String: String] = [:]
  }

  private var nodes: [Node] = []
  private var edges: [Edge] = []
  private var isDirected: Bool?
  private var lists: [String] = []
  private var graphCount = 0

  private enum Token {
    case word(Range<Int>)
    case string(Range<Int>)
    case open, close
  }

  /// How deeply lists may lie within each other.
  private static let deepestNesting = 256

  init(_ text: GraphText) { self.text = text }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    while let token = try token() {
      switch token {
      case .close:
        guard !lists.isEmpty else { throw malformed("] without [", "remove it") }
        lists.removeLast()
      case .word(let range): try readValue(of: text.bytes[range])
      case .string, .open: throw malformed("a value without a key", "export the file again")
      }
    }
    guard lists.isEmpty else {
      throw text.malformed(
        at: text.bytes.count, "the file ends within \(lists[lists.count - 1]) [",
        "it is cut short; export it again")
    }
    guard graphCount > 0 else {
      throw .unknownFormat(
        file: text.path, problem: "no graph [ ... ] in the file",
        nextStep: "check that it is a GML export")
    }
    if isDirected == nil { draft.notes.append("no key directed: undirected, as GML lays down") }
    draft.isDirected = isDirected ?? false
    try settle()
    return draft
  }

  private func malformed(_ problem: String, _ nextStep: String) -> GraphFileError {
    text.malformed(at: position, problem, nextStep)
  }

  private mutating func token() throws(GraphFileError) -> Token? {
    while position < text.bytes.count {
      let byte = text.bytes[position]
      if byte <= GraphByte.space {
        position += 1
      } else if byte == UInt8(ascii: "#") {
        while position < text.bytes.count, !GraphByte.isBreak(text.bytes[position]) {
          position += 1
        }
      } else {
        break
      }
    }
    guard position < text.bytes.count else { return nil }
    let start = position
    position += 1
    switch text.bytes[start] {
    case UInt8(ascii: "["): return .open
    case UInt8(ascii: "]"): return .close
    case GraphByte.quote:
      while position < text.bytes.count, text.bytes[position] != GraphByte.quote { position += 1 }
      guard position < text.bytes.count else {
        throw text.malformed(at: start, "a quotation mark is never closed", "close it")
      }
      position += 1
      return .string(try checked((start + 1)..<(position - 1)))
    default:
      while position < text.bytes.count, text.bytes[position] > GraphByte.space,
        text.bytes[position] != UInt8(ascii: "["), text.bytes[position] != UInt8(ascii: "]"),
        text.bytes[position] != GraphByte.quote
      {
        position += 1
      }
      return .word(try checked(start..<position))
    }
  }

  private func checked(_ range: Range<Int>) throws(GraphFileError) -> Range<Int> {
    guard range.count <= GraphText.longestField else {
      throw text.tooLong(at: range.lowerBound, "leave the value out of the export")
    }
    return range
  }

  private mutating func readValue(of key: ArraySlice<UInt8>) throws(GraphFileError) {
    let key = String(decoding: key, as: UTF8.self).lowercased()
    switch try token() {
    case nil: throw malformed("the file ends after the key \(key)", "it is cut short")
    case .close: throw malformed("the key \(key) has no value", "export the file again")
    case .open:
      guard lists.count < Self.deepestNesting else {
        throw malformed("lists lie more than \(Self.deepestNesting) deep", "flatten the file")
      }
      lists.append(key)
      if lists == ["graph"] {
        graphCount += 1
        if graphCount == 2 { draft.notes.append("only the first graph in the file was read") }
      } else if graphCount == 1 && lists == ["graph", "node"] {
        nodes.append(Node())
      } else if graphCount == 1 && lists == ["graph", "edge"] {
        edges.append(Edge(offset: position))
      }
    case .word(let range):
      try take(key, String(decoding: text.bytes[range], as: UTF8.self))
    case .string(let range):
      let bytes = text.bytes[range]
      try take(key, CharacterReferences.decode(bytes) ?? String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func take(_ key: String, _ value: String) throws(GraphFileError) {
    guard graphCount == 1 else { return }
    switch (lists, key) {
    case (["graph"], "directed"): isDirected = value == "1"
    case (["graph", "node"], "id"):
      nodes[nodes.count - 1].id = value
    case (["graph", "node"], "label"), (["graph", "node"], "name"):
      if key == "label" || nodes[nodes.count - 1].label == nil {
        nodes[nodes.count - 1].label = value
      }
    case (["graph", "edge"], "source"): edges[edges.count - 1].source = value
    case (["graph", "edge"], "target"): edges[edges.count - 1].target = value
    case (["graph", "edge"], "weight"), (["graph", "edge"], "strength"),
      (["graph", "edge"], "value"):
      edges[edges.count - 1].strengths[key] = value
    default: break
    }
  }

  private mutating func settle() throws(GraphFileError) {
    var ids = GraphLabelTable()
    var names: [(label: String, key: String)] = []
    for node in nodes {
      guard let id = node.id, ids[label: Array(id.utf8)] == nil else {
        throw .unknownFormat(
          file: text.path,
          problem: "node \(names.count + 1) has no id of its own (\(node.id ?? "none"))",
          nextStep: "give each node a different id")
      }
      _ = ids.position(of: Array(id.utf8))
      names.append((node.label ?? "", id))
    }
    draft.labels = GraphLabel.unique(names, notes: &draft.notes)
    for edge in edges {
      let key = ["weight", "strength", "value"].first { edge.strengths[$0] != nil }
      let strength = try key.flatMap { edge.strengths[$0] }.map { value throws(GraphFileError) in
        try text.strength(Array(value.utf8), at: edge.offset)
      }
      draft.links.append(
        GraphFile.Link(
          source: try node(edge.source, edge, ids), target: try node(edge.target, edge, ids),
          strength: strength ?? 1))
    }
    draft.hasStrengths = draft.links.contains { $0.strength != 1 }
  }

  private func node(
    _ id: String?, _ edge: Edge, _ ids: GraphLabelTable
  ) throws(GraphFileError) -> Int {
    guard let node = ids[label: Array((id ?? "").utf8)] else {
      throw text.malformed(
        at: edge.offset,
        "an edge names node \(text.excerpt(of: (id ?? "").utf8)), which does not "
          + "exist", "add the node or remove the edge")
    }
    return node
  }
}
