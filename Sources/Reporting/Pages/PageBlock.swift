/// A piece of text of one look.
struct TextRun: Equatable {
  var text: String
  var isBold = false
  /// Ids and the like.
  var isSmall = false

  var markup: Markup {
    let words: Markup = "\(SafeText(text))"
    let sized: Markup =
      isSmall ? "<span size=\"smaller\" foreground=\"#4a4a4a\">\(words)</span>" : words
    return isBold ? "<b>\(sized)</b>" : sized
  }
}

/// A cell of a table.
struct PageCell: Equatable {
  var runs: [TextRun]
  var isFigure = false
  /// Left empty for somebody to write in.
  var isBlank = false

  var text: String { runs.map(\.text).joined() }
}

/// A table as it is laid out on pages.
struct PageTable: Equatable {
  var caption: [TextRun]
  /// Names of the columns; empty where it has none.
  var head: [PageCell]
  var rows: [[PageCell]]

  var columns: Int { max(head.count, rows.map(\.count).max() ?? 0) }
}

/// What stands in a document, in the order of reading.
enum PageBlock {
  case heading(level: Int, [TextRun])
  case paragraph([TextRun], isWarning: Bool, isItem: Bool)
  case table(PageTable)
  case figure(SVGPainter, caption: [TextRun])
  /// A new page.
  case page
}

/// Reads the body of an assessment document, as `AssessmentDocument.html` writes it, into blocks: the pages
/// and the document in a browser are of one making and cannot disagree.
struct PageBlocks {
  private(set) var blocks: [PageBlock] = []

  /// The blocks of `html`; what belongs to a browser alone, such as the list of links, is left out.
  static func read(_ html: [UInt8]) throws(XMLReader.Fault) -> [PageBlock] {
    guard let start = html.firstRange(of: Array("<body>".utf8))?.lowerBound,
      let end = html.firstRange(of: Array("</body>".utf8))?.upperBound, start < end
    else { throw XMLReader.Fault(reason: "no body", offset: 0) }
    let body = try XMLReader.root(of: Array(html[start..<end]))
    var reader = PageBlocks()
    reader.add(content: body, isWarning: false)
    return reader.blocks
  }

  private mutating func add(content element: XMLReader.Element, isWarning: Bool) {
    for case .element(let child) in element.content { add(child, isWarning: isWarning) }
  }

  private mutating func add(_ element: XMLReader.Element, isWarning: Bool) {
    let kind = element.value("class")
    switch element.name {
    case "a", "nav", "summary", "figcaption", "caption": return
    case "h1", "h2", "h3", "h4":
      blocks.append(.heading(level: Int(element.name.dropFirst()) ?? 4, Self.runs(element)))
    case "p" where kind == "marking": return
    case "p":
      blocks.append(
        .paragraph(Self.runs(element), isWarning: isWarning || kind == "warning", isItem: false))
    case "li":
      blocks.append(.paragraph(Self.runs(element), isWarning: isWarning, isItem: true))
    case "dl": blocks.append(.table(Self.facts(element)))
    case "table": blocks.append(.table(Self.table(element)))
    case "figure":
      guard let drawing = element.child("svg") else { return }
      blocks.append(
        .figure(
          SVGPainter(root: drawing), caption: element.child("figcaption").map(Self.runs) ?? []))
    case "section":
      let id = element.value("id") ?? ""
      if Self.newPages.contains(id) { blocks.append(.page) }
      add(content: element, isWarning: isWarning)
    case "article":
      let isFirst = if case .heading(level: 2, _)? = blocks.last { true } else { false }
      if !isFirst { blocks.append(.page) }
      add(content: element, isWarning: isWarning)
    default: add(content: element, isWarning: isWarning || kind == "caveats")
    }
  }

  private static let newPages: Set<String> = ["positions", "quality", "annex"]

  /// The text of `element` in runs, white space folded.
  private static func runs(_ element: XMLReader.Element) -> [TextRun] {
    var found: [TextRun] = []
    func collect(_ element: XMLReader.Element, bold: Bool, small: Bool) {
      for part in element.content {
        switch part {
        case .text(let text):
          let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          let before = text.first?.isWhitespace == true && !found.isEmpty ? " " : ""
          let after = text.last?.isWhitespace == true && !words.isEmpty ? " " : ""
          let shown = words.isEmpty ? before : before + words + after
          if !shown.isEmpty { found.append(TextRun(text: shown, isBold: bold, isSmall: small)) }
        case .element(let child) where child.name == "br":
          found.append(TextRun(text: "\n"))
        case .element(let child):
          collect(
            child, bold: bold || child.name == "strong",
            small: small || child.value("class") == "id")
        }
      }
    }
    collect(element, bold: false, small: false)
    return found
  }

  /// A list of facts as a table of two columns.
  private static func facts(_ list: XMLReader.Element) -> PageTable {
    var rows: [[PageCell]] = []
    for case .element(let pair) in list.content {
      let name = pair.child("dt").map(runs) ?? []
      rows.append([
        PageCell(runs: name.map { TextRun(text: $0.text, isBold: true) }),
        PageCell(runs: pair.child("dd").map(runs) ?? []),
      ])
    }
    return PageTable(caption: [], head: [], rows: rows)
  }

  private static func table(_ element: XMLReader.Element) -> PageTable {
    func rows(_ part: String) -> [[PageCell]] {
      guard let part = element.child(part) else { return [] }
      return part.content.compactMap { item in
        guard case .element(let row) = item else { return nil }
        return row.content.compactMap { item in
          guard case .element(let cell) = item else { return nil }
          let kind = cell.value("class")
          return PageCell(
            runs: runs(cell), isFigure: kind == "figure", isBlank: kind == "blank")
        }
      }
    }
    return PageTable(
      caption: element.child("caption").map(runs) ?? [], head: rows("thead").first ?? [],
      rows: rows("tbody"))
  }
}

extension XMLReader.Element {
  /// The value of the attribute `name`.
  func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The first element in it that is called `name`.
  func child(_ name: String) -> XMLReader.Element? {
    for case .element(let child) in content where child.name == name { return child }
    return nil
  }
}
