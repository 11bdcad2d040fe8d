/// A graph that somebody else wrote down: who is linked to whom, read from one file.
///
/// The reader recognises the format by the content first and by the extension second. Nodes are
/// in the order of their labels (numbers by value, then text by Unicode scalars) and links in the
/// order of their nodes, so that two files that differ only in the order of their rows give equal
/// values. A file that states a direction keeps it; whatever had to be assumed stands in `notes`.
///
///     let file = try GraphFile.read("calls.csv")
///     file.labels  // ["Ann", "Ben", "Cem"]
///     file.links   // [Link(source: 0, target: 1, strength: 3), ...]
public struct GraphFile: Sendable, Equatable {
  /// One link as the file states it, between two positions in `labels`.
  public struct Link: Sendable, Equatable {
    /// Where the link starts; in an undirected file, the node that comes first.
    public let source: Int
    /// Where the link ends.
    public let target: Int
    /// How strong the link is, finite and above 0; 1 where the file gives no strengths.
    public let strength: Double
    /// When the link exists; `DayInterval.unknown` where the file does not say, which is always.
    public let days: DayInterval

    /// Makes a link of `strength` from the node at position `source` to the one at `target`.
    public init(source: Int, target: Int, strength: Double = 1, days: DayInterval = .unknown) {
      self.source = source
      self.target = target
      self.strength = strength
      self.days = days
    }

    var reversed: Link { Link(source: target, target: source, strength: strength, days: days) }

    /// Before others in the order of a file: by ends, strength and days.
    fileprivate func precedes(_ other: Link) -> Bool {
      if (source, target, strength) != (other.source, other.target, other.strength) {
        return (source, target, strength) < (other.source, other.target, other.strength)
      }
      func number(_ day: Day?, _ absent: Int) -> Int { day.map { $0 - Day(number: 0) } ?? absent }
      return (number(days.start, .min), number(days.end, .max))
        < (number(other.days.start, .min), number(other.days.end, .max))
    }
  }

  /// The ways of writing a graph down that can be read.
  public enum Format: String, Sendable, CaseIterable {
    /// One link a row, as CSV, TSV or separated by spaces: source, target and maybe a strength.
    case edges
    /// A square table with a row and a column for each node.
    case matrix
    /// GraphML, an XML format.
    case graphml
    /// GEXF, Gephi's XML format.
    case gexf
    /// GML, the Graph Modelling Language.
    case gml
    /// DOT, the language of Graphviz.
    case dot
    /// Pajek's `.net` and `.paj`.
    case pajek
    /// Node-link JSON, as NetworkX and d3 write it.
    case json
    /// FollowTheMoney entities, one JSON object a line.
    case ftm
    /// METIS and DIMACS-10 `.graph`: line *n* lists the neighbours of node *n*.
    case metis
  }

  /// The external name of each node, each one once.
  public let labels: [String]
  /// The links as given, parallel ones and loops (a node linked to itself) included.
  public let links: [Link]
  /// Whether a link from A to B differs from one from B to A.
  public let isDirected: Bool
  /// Whether the file gives strengths; where it does not, every strength is 1.
  public let hasStrengths: Bool
  /// The format the file was read as.
  public let format: Format
  /// What was assumed, left out or merged while reading, one sentence each.
  public let notes: [String]

  /// Reads the graph in the file at `path`.
  ///
  /// - Parameters:
  ///   - path: The file, in UTF-8 (GML and Pajek may be Latin-1).
  ///   - format: The format, where the content does not tell; nil to recognise it.
  ///   - directed: Whether links have a direction, overruling the file; nil to follow the file.
  ///     A directed file read with `false` keeps both directions as parallel links.
  /// - Throws: ``GraphFileError`` naming file, line and value, and what to do next.
  /// - Complexity: O(bytes + *m* log *m*) time; the file is held in memory once.
  public static func read(
    _ path: String, format: Format? = nil, directed: Bool? = nil
  ) throws(GraphFileError) -> GraphFile {
    try read(GraphText(contentsOf: path), format: format, directed: directed)
  }

  /// Reads the graph that `text` holds.
  static func read(
    _ text: GraphText, format: Format?, directed: Bool?
  ) throws(GraphFileError) -> GraphFile {
    var text = text
    try text.checkIsText()
    let format = if let format { format } else { try GraphFormatSniffer(text).format() }
    if format == .gml || format == .pajek { text.acceptLatin1() }
    if format == .graphml || format == .gexf { text.acceptDeclaredLatin1() }
    try text.checkEncoding()
    let draft: GraphDraft
    switch format {
    case .edges: draft = try EdgeListReader(text).read(directed: directed)
    case .matrix: draft = try MatrixReader(text).read()
    case .graphml: draft = try GraphMLReader(text).read()
    case .gexf: draft = try GEXFReader(text).read()
    case .gml: draft = try GMLReader(text).read()
    case .dot: draft = try DOTReader(text).read()
    case .pajek: draft = try PajekReader(text).read()
    case .json: draft = try NodeLinkReader(text).read()
    case .ftm: draft = try FollowTheMoneyReader(text).read()
    case .metis: draft = try METISReader(text).read()
    }
    return GraphFile(draft, format: format, directed: directed, textNotes: text.notes)
  }

  private init(_ draft: GraphDraft, format: Format, directed: Bool?, textNotes: [String]) {
    var notes = textNotes + draft.notes
    let isDirected = directed ?? draft.isDirected
    if draft.isDirected && !isDirected {
      notes.append("directed file read as undirected: both directions of a link merge into one")
    } else if !draft.isDirected && isDirected && draft.statesDirection {
      notes.append("undirected file read as directed: each link runs both ways")
    }
    let order = GraphLabel.order(of: draft.labels)
    var position = [Int](repeating: 0, count: order.count)
    for (rank, node) in order.enumerated() { position[node] = rank }
    var given = draft.links
    if isDirected && !draft.isDirected && draft.statesDirection {
      given += draft.links.lazy.filter { $0.source != $0.target }.map(\.reversed)
    }
    var links = given.map { link in
      let (a, b) = (position[link.source], position[link.target])
      return isDirected
        ? Link(source: a, target: b, strength: link.strength, days: link.days)
        : Link(source: min(a, b), target: max(a, b), strength: link.strength, days: link.days)
    }
    links.sort { $0.precedes($1) }
    self.labels = order.map { draft.labels[$0] }
    self.links = links
    self.isDirected = isDirected
    self.hasStrengths = draft.hasStrengths
    self.format = format
    self.notes = notes
  }
}

/// What a reader of one format hands over: nodes and links in the order of the file.
struct GraphDraft {
  var labels: [String] = []
  var links: [GraphFile.Link] = []
  var isDirected = false
  /// Whether the file itself says if it is directed; plain lists do not.
  var statesDirection = true
  var hasStrengths = false
  var notes: [String] = []
}
