/// A page with what lies on it, in points from the upper left corner.
struct Page {
  enum Item {
    case text(Markup, PDFCanvas.Style, x: Double, y: Double, width: Double, ink: PDFCanvas.Paint)
    case rule(x: Double, y: Double, width: Double, weight: Double)
    case bar(x: Double, y: Double, height: Double)
    case figure(SVGPainter, x: Double, y: Double, scale: Double)
  }

  /// A heading as it stands in the reader's list of contents.
  struct Mark: Equatable {
    let level: Int
    let title: String
    let top: Double
  }

  let isWide: Bool
  var items: [Item] = []
  var marks: [Mark] = []

  /// A4.
  var width: Double { isWide ? 842 : 595 }
  var height: Double { isWide ? 595 : 842 }

  static let side = 42.0
  static let top = 50.0
  static let bottom = 54.0

  var contentWidth: Double { width - 2 * Self.side }
  var contentHeight: Double { height - Self.top - Self.bottom }
}

/// Lays blocks out on A4 pages.
///
/// A row of a table is never cut: it goes to the next page as a whole, below the names of the columns,
/// which are repeated. A heading stays with what follows it. A table of many columns lies on pages of its
/// own, and so does a chart that would be too small on an upright page, after the page on which it is
/// called for. Text that is longer than a page is divided between words.
struct PageLayout {
  typealias Style = PDFCanvas.Style

  private static let bodySize = 9.5
  private static let headingSizes = [20, 15, 12.5, 10.5]
  /// Of letters, in parts of the size of the font: more than they are, so that what is divided fits.
  private static let letterWidth = 0.62
  private static let lineHeight = 1.3
  /// A chart that is shrunk more than this lies on a page of its own.
  private static let leastScale = 0.55
  /// A table with more columns lies on pages of its own.
  private static let mostColumns = 9

  private(set) var pages = [Page(isWide: false)]
  private var y = Page.top
  private var waiting: [(SVGPainter, [TextRun])] = []

  /// The pages of `blocks`, measured with the fonts of `canvas`.
  static func pages(of blocks: [PageBlock], on canvas: borrowing PDFCanvas) -> [Page] {
    var layout = PageLayout()
    for block in blocks { layout.add(block, on: canvas) }
    layout.placeWaiting(on: canvas)
    return layout.pages
  }

  private var page: Page { pages[pages.count - 1] }
  private var isFresh: Bool { page.items.isEmpty }
  private var room: Double { page.height - Page.bottom - y }

  private mutating func put(_ item: Page.Item) { pages[pages.count - 1].items.append(item) }

  private mutating func begin(isWide: Bool, on canvas: borrowing PDFCanvas) {
    placeWaiting(on: canvas)
    if isFresh {
      pages[pages.count - 1] = Page(isWide: isWide)
    } else {
      pages.append(Page(isWide: isWide))
    }
    y = Page.top
  }

  /// Begins a page like this one unless `height` still fits.
  private mutating func need(_ height: Double, on canvas: borrowing PDFCanvas) {
    if height > room, !isFresh { begin(isWide: page.isWide, on: canvas) }
  }

  private mutating func add(_ block: PageBlock, on canvas: borrowing PDFCanvas) {
    switch block {
    case .page: begin(isWide: false, on: canvas)
    case .heading(let level, let runs): add(heading: runs, level: level, on: canvas)
    case .paragraph(let runs, let isWarning, let isItem):
      add(paragraph: runs, isWarning: isWarning, isItem: isItem, on: canvas)
    case .table(let table): add(table, on: canvas)
    case .figure(let painter, let caption): add(figure: painter, caption: caption, on: canvas)
    }
  }

  private mutating func add(heading runs: [TextRun], level: Int, on canvas: borrowing PDFCanvas) {
    let size = Self.headingSizes[min(max(level, 1), 4) - 1]
    let style = Style(size: size, isBold: true)
    let text = runs.map(\.markup).joined()
    let height = canvas.size(of: text, style, width: page.contentWidth).height
    // With room for what follows.
    need(height + 70, on: canvas)
    if !isFresh { y += level < 3 ? 14 : 9 }
    if level < 4 {
      let title = SafeText(runs.map(\.text).joined()).oneLine(200).text
      pages[pages.count - 1].marks.append(Page.Mark(level: level, title: title, top: y))
    }
    put(.text(text, style, x: Page.side, y: y, width: page.contentWidth, ink: .black))
    y += height + 3
    if level == 2 {
      put(.rule(x: Page.side, y: y, width: page.contentWidth, weight: 1.2))
      y += 3
    }
    y += 3
  }

  private mutating func add(
    paragraph runs: [TextRun], isWarning: Bool, isItem: Bool, on canvas: borrowing PDFCanvas
  ) {
    let indent = (isWarning ? 10.0 : 0) + (isItem ? 12.0 : 0)
    let style = Style(size: Self.bodySize)
    let width = page.contentWidth - indent
    let most = Self.characters(style.size, width: width, height: page.contentHeight)
    for (index, part) in Self.divided(runs, most: most).enumerated() {
      let text = part.map(\.markup).joined()
      let height = canvas.size(of: text, style, width: width).height
      need(height, on: canvas)
      if isWarning { put(.bar(x: Page.side, y: y, height: height + 2)) }
      if isItem, index == 0 {
        put(.text("•", style, x: Page.side + indent - 10, y: y, width: 10, ink: .black))
      }
      put(.text(text, style, x: Page.side + indent, y: y, width: width, ink: .black))
      y += height + (isItem ? 2 : 5)
    }
  }

  /// How many characters fit for certain.
  static func characters(_ size: Double, width: Double, height: Double) -> Int {
    let lines = max(Int(0.9 * height / (size * lineHeight)), 1)
    return max(Int(width / (size * letterWidth)), 1) * lines
  }

  /// `runs` in parts of at most `most` characters.
  static func divided(_ runs: [TextRun], most: Int) -> [[TextRun]] {
    guard runs.reduce(0, { $0 + $1.text.count }) > most else { return [runs] }
    var parts: [[TextRun]] = [[]]
    var count = 0
    for run in runs {
      var rest = Substring(run.text)
      while !rest.isEmpty {
        if count >= most {
          parts.append([])
          count = 0
        }
        var piece = rest.prefix(most - count)
        if piece.count < rest.count, let space = piece.lastIndex(of: " "), space > piece.startIndex
        {
          piece = piece[...space]
        }
        var part = run
        part.text = String(piece)
        parts[parts.count - 1].append(part)
        // What ends at a space fills its part.
        count = piece.count < rest.count ? most : count + piece.count
        rest = rest[piece.endIndex...]
      }
    }
    return parts
  }
}

extension PageLayout {
  private mutating func add(
    figure painter: SVGPainter, caption: [TextRun], on canvas: borrowing PDFCanvas
  ) {
    guard let size = painter.size else { return }
    let upright = min(page.contentWidth / size.width, 0.8 * page.contentHeight / size.height, 1)
    if size.width > size.height, upright < Self.leastScale {
      waiting.append((painter, caption))
    } else {
      place(painter, caption, on: canvas)
    }
  }

  /// Charts that wait for a page of their own.
  private mutating func placeWaiting(on canvas: borrowing PDFCanvas) {
    let charts = waiting
    waiting = []
    for (painter, caption) in charts {
      pages.append(Page(isWide: true))
      y = Page.top
      place(painter, caption, on: canvas)
    }
  }

  private mutating func place(
    _ painter: SVGPainter, _ caption: [TextRun], on canvas: borrowing PDFCanvas
  ) {
    guard let size = painter.size else { return }
    let style = Style(size: 8)
    let text = Self.divided(caption, most: 1_200).first.map { $0.map(\.markup).joined() } ?? ""
    let below = canvas.size(of: text, style, width: page.contentWidth).height + 12
    let most = page.contentHeight - below
    let scale = min(page.contentWidth / size.width, most / size.height, 1)
    need(size.height * scale + below, on: canvas)
    let left = Page.side + (page.contentWidth - size.width * scale) / 2
    put(.figure(painter, x: left, y: y, scale: scale))
    y += size.height * scale + 4
    put(.text(text, style, x: Page.side, y: y, width: page.contentWidth, ink: .black))
    y += below - 2
  }
}

extension PageLayout {
  private mutating func add(_ table: PageTable, on canvas: borrowing PDFCanvas) {
    let isWide = table.columns > Self.mostColumns
    if isWide { begin(isWide: true, on: canvas) }
    defer { if isWide { begin(isWide: false, on: canvas) } }
    let columns = TableColumns(
      table, width: page.contentWidth, size: page.isWide ? 7 : 8, height: page.contentHeight - 90)
    let head = table.head.isEmpty ? nil : columns.row(table.head, isHead: true, on: canvas)
    let caption = table.caption
    var isBegun = false
    for cells in table.rows {
      for part in columns.divided(cells) {
        let row = columns.row(part, isHead: false, on: canvas)
        if !isBegun {
          need(16 + (head?.height ?? 0) + row.height, on: canvas)
          begin(columns, caption, head, isAgain: false, on: canvas)
          isBegun = true
        } else if row.height > room {
          begin(isWide: page.isWide, on: canvas)
          begin(columns, caption, head, isAgain: true, on: canvas)
        }
        put(row, columns)
      }
    }
    y += 9
  }

  /// The caption and the names of the columns.
  private mutating func begin(
    _ columns: TableColumns, _ caption: [TextRun], _ head: TableColumns.Row?, isAgain: Bool,
    on canvas: borrowing PDFCanvas
  ) {
    if !isFresh { y += 4 }
    if !caption.isEmpty {
      let more = isAgain ? [TextRun(text: " (continued)")] : []
      let text = (caption + more).map(\.markup).joined()
      let style = Style(size: 9, isBold: true)
      put(.text(text, style, x: Page.side, y: y, width: page.contentWidth, ink: .black))
      y += canvas.size(of: text, style, width: page.contentWidth).height + 3
    }
    guard let head else { return }
    put(head, columns)
    put(.rule(x: Page.side, y: y - 0.5, width: page.contentWidth, weight: 1))
  }

  private mutating func put(_ row: TableColumns.Row, _ columns: TableColumns) {
    for (index, text) in row.texts.enumerated() {
      put(
        .text(
          text.markup, text.style, x: Page.side + columns.lefts[index] + TableColumns.padding,
          y: y + 2, width: columns.widths[index] - 2 * TableColumns.padding, ink: .black))
    }
    y += row.height
    put(.rule(x: Page.side, y: y, width: page.contentWidth, weight: 0.4))
  }
}
