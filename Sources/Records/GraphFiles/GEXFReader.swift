/// Reads GEXF 1.1 to 1.3, as Gephi writes it: every node and edge of the file, nested nodes included.
///
/// A node is called by its label where every node has one of its own, else by its id; the strength of an
/// edge is its weight. An edge exists from its start to its end, the last day counted, or, of an edge with
/// several spells, from the first to the last of them. When nodes exist is not read; a note says what was
/// left out.
struct GEXFReader {
  private struct Edge {
    let source: String
    let target: String
    let weight: String?
    let offset: Int
    let isDirected: Bool
    var days: DayInterval?
  }

  private let text: GraphText
  private var scanner: XMLScanner
  private var draft = GraphDraft()
  private var ids = GraphLabelTable()
  private var labels: [String] = []
  private var edges: [Edge] = []
  private var isDirected: Bool?
  /// Whether an edge is open, so that a spell is of that edge.
  private var isWithinEdge = false
  private var nodesHaveDays = false
  private var spellsMerged = 0
  /// What stands where a day should be, and how often.
  private var unreadable: (first: String, count: Int)?

  init(_ text: GraphText) {
    self.text = text
    scanner = XMLScanner(text)
  }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    while let event = try scanner.next() {
      switch event {
      case .open(let name, let attributes): try open(Self.local(name), attributes)
      case .close(let name): if Self.local(name) == "edge" { isWithinEdge = false }
      default: continue
      }
    }
    guard isDirected != nil else {
      throw .unknownFormat(
        file: text.path, problem: "no <graph> in the file",
        nextStep: "check that it is a GEXF export")
    }
    draft.call(ids, by: labels)
    try settleEdges()
    addNotes()
    return draft
  }

  /// A name without its prefix.
  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }

  private mutating func addNotes() {
    if nodesHaveDays { draft.notes.append("when nodes exist was not read") }
    if spellsMerged > 0 {
      draft.notes.append(
        "\(spellsMerged) links exist in several spells: read as from the first to the last")
    }
    if let unreadable {
      draft.notes.append(
        "\(unreadable.count) days of links not read, such as \(text.excerpt(of: unreadable.first.utf8)): "
          + "not of the form 2026-07-01")
    }
  }

  private mutating func open(
    _ name: String, _ attributes: [(name: String, value: String)]
  ) throws(GraphFileError) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    func required(_ attribute: String) throws(GraphFileError) -> String {
      try text.required(value(attribute), attribute, of: name, at: scanner.position)
    }
    let bounds = ["start", "end", "startopen", "endopen"]
    switch name {
    case "graph": isDirected = isDirected ?? (value("defaultedgetype") == "directed")
    case "node":
      try ids.addNode(try required("id"), in: text, at: scanner.position)
      labels.append(value("label") ?? "")
      nodesHaveDays = nodesHaveDays || bounds.contains { value($0) != nil }
    case "spell":
      guard isWithinEdge, let last = edges.indices.last else {
        nodesHaveDays = true
        break
      }
      let spell = days(value)
      if let before = edges[last].days {
        edges[last].days = Self.hull(before, spell)
        spellsMerged += 1
      } else {
        edges[last].days = spell
      }
    case "edge":
      isWithinEdge = true
      edges.append(
        Edge(
          source: try required("source"), target: try required("target"),
          weight: value("weight"), offset: scanner.position,
          isDirected: value("type").map { $0 == "directed" } ?? isDirected ?? false,
          days: bounds.contains { value($0) != nil } ? days(value) : nil))
    default: break
    }
  }

  /// From the day in `start`, or the one after that in `startopen`, to the day in `end`, or the one before that
  /// in `endopen`. A time of day is left aside.
  private mutating func days(_ value: (String) -> String?) -> DayInterval {
    func day(_ name: String) -> Day? {
      guard let written = value(name), !["", "-Infinity", "Infinity"].contains(written) else {
        return nil
      }
      let day =
        written.prefix(11).dropFirst(10).allSatisfy { "T ".contains($0) }
        ? Day(iso: written.prefix(10)) : nil
      if day == nil { unreadable = (unreadable?.first ?? written, (unreadable?.count ?? 0) + 1) }
      return day
    }
    let start = day("start") ?? day("startopen").map { $0.adding(days: 1) }
    let end = day("end").map { $0.adding(days: 1) } ?? day("endopen")
    return DayInterval(start: start, end: end)
  }

  private static func hull(_ a: DayInterval, _ b: DayInterval) -> DayInterval {
    func both(_ a: Day?, _ b: Day?, _ pick: (Day, Day) -> Day) -> Day? {
      a.flatMap { a in b.map { pick(a, $0) } }
    }
    return DayInterval(start: both(a.start, b.start, min), end: both(a.end, b.end, max))
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
        target: try text.node(edge.target, in: ids, at: edge.offset), strength: strength,
        days: edge.days ?? .unknown)
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
