/// Tells the format of a graph file, by its content first and by its extension second.
struct GraphFormatSniffer {
  private let text: GraphText
  /// The beginning of the file in lower case.
  private let head: String

  init(_ text: GraphText) {
    self.text = text
    head = String(decoding: text.bytes.prefix(65_536), as: UTF8.self).lowercased()
  }

  func format() throws(GraphFileError) -> GraphFile.Format {
    try refuseForeign()
    let start = head.drop(while: \.isWhitespace)
    if start.hasPrefix("<") { return head.contains("<gexf") ? .gexf : .graphml }
    if start.hasPrefix("{") { return isFollowTheMoney() ? .ftm : .json }
    let plain = afterComments()
    if plain.hasPrefix("*") { return .pajek }
    if isDOT(start) { return .dot }
    if isGML(plain) { return .gml }
    switch pathExtension {
    case "graph", "metis": return .metis
    case "graphml": return .graphml
    case "gml": return .gml
    case "dot", "gv": return .dot
    case "net", "paj": return .pajek
    default: break
    }
    if isMETIS() { return .metis }
    return try isMatrix() ? .matrix : .edges
  }

  private var pathExtension: String {
    let name = text.path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// Throws for formats that would otherwise be taken for a list of links.
  private func refuseForeign() throws(GraphFileError) {
    let start = head.drop(while: \.isWhitespace)
    let problem: String? =
      if start.hasPrefix("%%matrixmarket") {
        "a Matrix Market file"
      } else if start.hasPrefix("<") && !head.contains("<graphml")
        && !head.contains("<gexf")
      {
        "XML, but neither GraphML nor GEXF"
      } else if start.hasPrefix("[") {
        "a JSON list"
      } else if start.hasPrefix("c ") && head.contains("\np ") || start.hasPrefix("p sp ") {
        "a DIMACS file"
      } else {
        nil
      }
    guard let problem else { return }
    throw .unknownFormat(
      file: text.path, problem: "this is \(problem)",
      nextStep:
        "save it as a CSV list of links, GraphML, GEXF, GML, DOT, Pajek, METIS or node-link JSON"
    )
  }

  /// Whether the first name that tells a JSON format apart is one of an entity's.
  private func isFollowTheMoney() -> Bool {
    func place(_ names: [String]) -> String.Index? {
      names.compactMap { head.firstRange(of: "\"\($0)\"")?.lowerBound }.min()
    }
    guard let entity = place(["schema", "properties"]) else { return false }
    let graph = place(["nodes", "links", "edges", "directed", "multigraph"])
    return graph.map { entity < $0 } ?? true
  }

  private func afterComments() -> Substring {
    var rest = head.drop(while: \.isWhitespace)
    while rest.hasPrefix("%") || rest.hasPrefix("#") {
      rest = rest.drop { !$0.isNewline }.drop(while: \.isWhitespace)
    }
    return rest
  }

  /// Whether `graph` or `digraph`, perhaps with a name, opens a brace; comments may come before.
  private func isDOT(_ start: Substring) -> Bool {
    var rest = start
    while true {
      if rest.hasPrefix("//") || rest.hasPrefix("#") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*"), let end = rest.firstRange(of: "*/") {
        rest = rest[end.upperBound...]
      } else {
        break
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    let words = rest.prefix { $0 != "{" && $0 != "[" }
    guard words.endIndex < rest.endIndex, rest[words.endIndex] == "{" else { return false }
    let first = words.split(whereSeparator: \.isWhitespace).first { $0 != "strict" }
    return first == "graph" || first == "digraph"
  }

  /// Whether a key `graph` with a list follows, perhaps after other keys such as `Creator`.
  private func isGML(_ plain: Substring) -> Bool {
    guard plain.first?.isLetter == true else { return false }
    var rest = plain
    while let range = rest.firstRange(of: "graph") {
      if rest[range.upperBound...].drop(while: \.isWhitespace).hasPrefix("[") { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// Whether the first row counts nodes and links, and one row for each node follows whose
  /// lengths differ as lists of neighbours do.
  private func isMETIS() -> Bool {
    var rows = METISReader(text).rows()
    guard let first = rows.next(), first.count < 64 else { return false }
    let header = DelimitedRows.wholeNumbers(text.bytes[first])
    guard header.count == 2 || header.count == 3, header[0] > 2
    else { return false }
    var lengths: Set<Int> = []
    var count = 0
    while let row = rows.next() {
      let numbers = DelimitedRows.wholeNumbers(text.bytes[row])
      if numbers.isEmpty && count == header[0] { continue }
      guard count < header[0] else { return false }
      lengths.insert(numbers.count)
      count += 1
    }
    return count == header[0] && lengths.count > 1
  }

  private func isMatrix() throws(GraphFileError) -> Bool {
    var rows = DelimitedRows(text, delimiter: try DelimitedRows.delimiter(of: text))
    guard try rows.next() else { return false }
    return try MatrixReader.layout(rows) != nil
  }
}

extension DelimitedRows {
  /// Returns the delimiter that splits the first rows into equally many fields.
  static func delimiter(of text: GraphText) throws(GraphFileError) -> Delimiter {
    let candidates = [GraphByte.tab, UInt8(ascii: ","), UInt8(ascii: ";")].map(Delimiter.byte)
    let counts = candidates.map { fieldCounts(text, delimiter: $0) }
    var best: (delimiter: Delimiter, fields: Int)?
    for (candidate, counts) in zip(candidates, counts) {
      guard let fields = counts.last, fields > 1, let first = counts.first,
        first == fields || first + 1 == fields, counts.dropFirst().allSatisfy({ $0 == fields })
      else { continue }
      if fields > best?.fields ?? 0 { best = (candidate, fields) }
    }
    if let best { return best.delimiter }
    for (candidate, counts) in zip(candidates, counts) where counts.first ?? 0 > 1 {
      return candidate
    }
    var rows = DelimitedRows(text, delimiter: .blanks)
    guard try rows.next() else {
      throw .unreadable(
        file: text.path, problem: "holds only comments", nextStep: "export the graph again")
    }
    guard rows.fields.count > 1 else {
      throw .unknownFormat(
        file: text.path,
        problem: "no graph format recognised; the first row is \(text.excerpt(rows.fields[0]))",
        nextStep: "write one link a row, such as source,target, or name the format")
    }
    return .blanks
  }

  private static func fieldCounts(_ text: GraphText, delimiter: Delimiter) -> [Int] {
    var rows = DelimitedRows(text, delimiter: delimiter)
    var counts: [Int] = []
    while counts.count < 20 {
      do {
        guard try rows.next() else { break }
        counts.append(rows.fields.count)
      } catch {
        // The reader will meet the same error and report it.
        if rows.fields.count > 1 { counts.append(rows.fields.count) }
        break
      }
    }
    return counts
  }

  /// Returns the whole numbers between blanks in `bytes`; none if anything else stands there.
  static func wholeNumbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    var numbers: [Int] = []
    for field in bytes.split(whereSeparator: GraphByte.isBlank) {
      guard let number = DecimalNumber.whole(field) else { return [] }
      numbers.append(number)
    }
    return numbers
  }
}
