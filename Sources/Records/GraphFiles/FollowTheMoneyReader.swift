/// Reads FollowTheMoney entities as JSON lines: entities of a schema that links two others are links, all
/// others nodes.
///
/// A node is called by its `name` where every node has one of its own, else by its id. A link runs from
/// its source to its target, as the schema has them, and counts 1; of several sources or targets each
/// goes with each. Whoever is only referred to is a node too, called by id, and a note says how many.
/// References beside the schemata that link, such as the address of a person, are not read.
///
/// > Source: OCCRP and OpenSanctions, "FollowTheMoney", https://followthemoney.tech, model 4.
struct FollowTheMoneyReader {
  /// The properties that hold the two ends, by schema.
  private static let ends: [String: (source: String, target: String)] = [
    "Associate": ("person", "associate"), "ContractAward": ("contract", "supplier"),
    "Control": ("controller", "controlled"), "CourtCaseParty": ("party", "case"),
    "Debt": ("debtor", "creditor"), "Directorship": ("director", "organization"),
    "Documentation": ("document", "entity"), "Employment": ("employee", "employer"),
    "Family": ("person", "relative"), "Membership": ("member", "organization"),
    "Occupancy": ("holder", "post"), "Ownership": ("owner", "asset"),
    "Payment": ("payer", "beneficiary"), "ProjectParticipant": ("participant", "project"),
    "Representation": ("agent", "client"), "Succession": ("predecessor", "successor"),
    "UnknownLink": ("subject", "object"),
  ]

  private struct Edge {
    let sources: [String]
    let targets: [String]
    let offset: Int
  }

  private let text: GraphText
  private var draft = GraphDraft()
  private var ids = GraphLabelTable()
  private var labels: [String] = []
  private var edges: [Edge] = []

  init(_ text: GraphText) { self.text = text }

  consuming func read() throws(GraphFileError) -> GraphDraft {
    var scanner = JSONScanner(text)
    while scanner.peek() != nil { try readEntity(&scanner) }
    let described = labels.count
    let endless = edges.count { $0.sources.isEmpty || $0.targets.isEmpty }
    for edge in edges {
      try checkPairs(of: edge)
      for source in edge.sources.map({ place(of: $0) }) {
        for target in edge.targets.map({ place(of: $0) }) {
          draft.links.append(GraphFile.Link(source: source, target: target))
        }
      }
    }
    let others = ids.labels.count - described
    labels += Array(repeating: "", count: others)
    draft.isDirected = true
    draft.call(ids, by: labels)
    if others > 0 { draft.notes.append("\(others) nodes are only referred to") }
    if endless > 0 { draft.notes.append("\(endless) links without both ends were left out") }
    return draft
  }

  /// Throws where so many sources and targets stand in one entity that a link for each two of them
  /// would need many times the memory of the file.
  private func checkPairs(of edge: Edge) throws(GraphFileError) {
    let (pairs, isTooMany) = edge.sources.count.multipliedReportingOverflow(by: edge.targets.count)
    guard isTooMany || draft.links.count + pairs > max(100_000, text.bytes.count) else { return }
    throw text.malformed(
      at: edge.offset,
      "\(edge.sources.count) sources and \(edge.targets.count) targets in one link",
      "write a link for each two that are linked")
  }

  private mutating func place(of id: String) -> Int { ids.position(of: Array(id.utf8)) }

  private mutating func readEntity(_ scanner: inout JSONScanner) throws(GraphFileError) {
    let offset = scanner.position
    var id: String?
    var schema: String?
    var properties: [String: [String]] = [:]
    try scanner.members { scanner, member throws(GraphFileError) in
      switch member {
      case "id": id = try scanner.scalar()?.word
      case "schema": schema = try scanner.scalar()?.word
      case "properties":
        try scanner.members { scanner, name throws(GraphFileError) in
          properties[name] = try Self.values(&scanner)
        }
      default: try scanner.skip()
      }
    }
    guard let id, !id.isEmpty, let schema, !schema.isEmpty else {
      throw text.malformed(
        at: offset, "an entity without \(id == nil ? "id" : "schema")", "export the file again")
    }
    if let ends = Self.ends[schema] {
      edges.append(
        Edge(
          sources: properties[ends.source] ?? [], targets: properties[ends.target] ?? [],
          offset: offset))
    } else {
      try ids.addNode(id, in: text, at: offset)
      labels.append(properties["name"]?.first ?? "")
    }
  }

  /// The values of a property: a list of them, or one by itself; of an entity that is written out, its id.
  private static func values(_ scanner: inout JSONScanner) throws(GraphFileError) -> [String] {
    guard scanner.peek() == UInt8(ascii: "[") else {
      return try value(&scanner).map { [$0] } ?? []
    }
    var values: [String] = []
    try scanner.items { scanner throws(GraphFileError) in
      if let found = try value(&scanner) { values.append(found) }
    }
    return values
  }

  private static func value(_ scanner: inout JSONScanner) throws(GraphFileError) -> String? {
    guard scanner.peek() == UInt8(ascii: "{") else { return try scanner.scalar()?.word }
    var id: String?
    try scanner.members { scanner, name throws(GraphFileError) in
      if name == "id" { id = try scanner.scalar()?.word } else { try scanner.skip() }
    }
    return id
  }
}
