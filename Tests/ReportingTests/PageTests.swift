import Assessment
import Foundation
import Testing

@testable import Reporting

@Suite("Pages of the document")
struct PageTests {
  private static func pages(
    of blocks: [PageBlock], check: (Page, borrowing PDFCanvas) -> Void = { _, _ in }
  ) throws -> [Page] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let canvas = try PDFCanvas(path: folder.path + "/pages.pdf", title: "Test")
    let pages = PageLayout.pages(of: blocks, on: canvas)
    for page in pages { check(page, canvas) }
    return pages
  }

  /// The words of a page as a reader sees them, without white space.
  private static func words(of page: Page) -> String {
    page.items.map { item in
      guard case .text(let text, _, _, _, _, _) = item else { return "" }
      return text.text.replacing(#/<[^>]*>/#, with: "").filter { !$0.isWhitespace }
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    SafeText(text).escaped.filter { !$0.isWhitespace }
  }

  @Test("Every cell, fact and paragraph of the document is on a page", arguments: [false, true])
  func nothingLost(hostile: Bool) throws {
    let release = ReleaseFixture.release(hostile: hostile)
    let blocks = try PageBlocks.read(AssessmentDocument.html(of: release, charts: [:]))
    let shown = try Self.pages(of: blocks).map(Self.words).joined()
    var cells = 0
    for block in blocks {
      switch block {
      case .table(let table):
        for cell in table.rows.joined() + table.head {
          cells += 1
          expect(cell.runs, in: shown)
        }
      case .paragraph(let runs, _, _), .heading(_, let runs):
        expect(runs, in: shown)
      case .figure, .page: continue
      }
    }
    #expect(cells > 400)
    for position in release.positions {
      #expect(shown.contains(Points(position.points).text), "rank \(position.rank)")
    }
  }

  private func expect(_ runs: [TextRun], in shown: String) {
    let words = runs.map { Self.escaped($0.text) }.joined()
    let isShown = words.isEmpty || shown.contains(words)
    #expect(isShown, "\(words)")
  }

  @Test("Nothing lies beyond the margins, and rows are whole")
  func margins() throws {
    let table = PageTable(
      caption: [TextRun(text: "Long")],
      head: ["No.", "Words"].map { PageCell(runs: [TextRun(text: $0)]) },
      rows: (1...150).map { row in
        [
          PageCell(runs: [TextRun(text: "\(row)")], isFigure: true),
          PageCell(
            runs: [TextRun(text: String(repeating: "word ", count: row * 7 % 90) + "end\(row)")]),
        ]
      })
    let pages = try Self.pages(of: [.table(table)]) { page, canvas in
      for case .text(let text, let style, let x, let y, let width, _) in page.items {
        let height = canvas.size(of: text, style, width: width).height
        #expect(x >= Page.side && x + width <= page.width - Page.side + 0.5)
        #expect(y >= Page.top && y + height <= page.height - Page.bottom + 0.5)
      }
    }
    #expect(pages.count > 3)
    for page in pages {
      let texts = page.items.compactMap { item -> String? in
        if case .text(let text, _, _, _, _, _) = item { text.text } else { nil }
      }
      #expect(texts.contains("No.") && texts.contains("Words"))
      // The number of a row and the end of its words are on one page.
      for row in 1...150 where texts.contains("\(row)") {
        #expect(texts.contains { $0.hasSuffix("end\(row)") }, "row \(row)")
      }
    }
  }

  @Test("Where words of a table are too wide the letters shrink, to 6 points, before one breaks")
  func letters() {
    let word = "unsupported"
    let cells = [PageCell](repeating: PageCell(runs: [TextRun(text: word)]), count: 12)
    let table = PageTable(caption: [], head: [], rows: [cells])
    let asked = 12 * TextWidth.of(word, size: 8)
    let margins = 2 * (TableColumns.padding + 0.5) * 12
    for (room, size) in [(1.2, 8.0), (0.9, 7.2), (0.5, 6.0)] {
      let columns = TableColumns(table, width: room * asked + margins, size: 8, height: 500)
      #expect(abs(columns.size - size) < 1e-9)
      let narrowest = columns.widths.min() ?? 0
      let fits = narrowest - 2 * TableColumns.padding >= TextWidth.of(word, size: columns.size)
      #expect(fits == (room > 0.75), "room for \(room) of the words")
    }
  }

  @Test("Text that is longer than a page is divided and kept")
  func tooLong() throws {
    let long = (0..<9_000).map { "w\($0)" }.joined(separator: " ")
    let solid = String(repeating: "x", count: 20_000)
    let table = PageTable(
      caption: [], head: [],
      rows: [[PageCell(runs: [TextRun(text: "a")]), PageCell(runs: [TextRun(text: long)])]])
    let blocks: [PageBlock] = [
      .paragraph([TextRun(text: long), TextRun(text: solid)], isWarning: true, isItem: false),
      .table(table),
    ]
    let pages = try Self.pages(of: blocks) { page, canvas in
      for case .text(let text, let style, _, let y, let width, _) in page.items {
        let height = canvas.size(of: text, style, width: width).height
        #expect(y + height <= page.height - Page.bottom + 0.5)
      }
    }
    let shown = pages.map(Self.words).joined()
    let expected = long.filter { $0 != " " }
    #expect(shown == expected + solid + "a" + expected)
  }

  @Test("A table of many columns and a chart that would be too small lie on pages of their own")
  func wide() throws {
    let names = (0..<14).map { PageCell(runs: [TextRun(text: "column \($0)")]) }
    func painter(_ width: Int, _ height: Int) throws -> SVGPainter {
      SVGPainter(
        root: try XMLReader.root(of: Array("<svg viewBox=\"0 0 \(width) \(height)\"/>".utf8)))
    }
    let paragraph = PageBlock.paragraph([TextRun(text: "x")], isWarning: false, isItem: false)
    let pages = try Self.pages(of: [
      paragraph, .table(PageTable(caption: [], head: names, rows: [names])), paragraph,
      .figure(try painter(2_000, 900), caption: [TextRun(text: "large")]),
      .figure(try painter(400, 300), caption: []), paragraph,
    ])
    #expect(pages.map(\.isWide) == [false, true, false, true])
    for page in pages {
      for case .figure(let painter, let x, let y, let scale) in page.items {
        let size = try #require(painter.size)
        #expect(x >= Page.side - 0.5 && x + size.width * scale <= page.width - Page.side + 0.5)
        #expect(y + size.height * scale <= page.height - Page.bottom)
      }
    }
  }

  @Test("Equal releases give equal bytes of a PDF that says when it was not made")
  func bytes() throws {
    let release = ReleaseFixture.release(hostile: true, positions: 4)
    let chart = try ChartDocument.association(of: ReleaseFixture.position, in: release)
    let charts = [ReleaseFixture.position: try DrawnChart.bytes(of: chart)]
    let first = try AssessmentDocument.pdf(of: release, charts: charts)
    #expect(try AssessmentDocument.pdf(of: release, charts: charts) == first)
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.") && text.contains("/CreationDate (19700101000000"))
    #expect(text.contains("/FontFile2"))
  }

  @Test("Outlines are read as they are written")
  func outlines() throws {
    #expect(SVGOutline.numbers("21.6,-818.5 3-4 5e-1,x7") == [21.6, -818.5, 3, -4, 0.5, 7])
    func steps(_ svg: String) throws -> [SVGOutline.Step] {
      SVGOutline.steps(of: try XMLReader.root(of: Array(svg.utf8)))
    }
    #expect(
      try steps("<path d=\"M1,2C3,4 5,6 7,8L9-1H4V3Z\"/>") == [
        .move(1, 2), .curve(3, 4, 5, 6, 7, 8), .line(9, -1), .line(4, -1), .line(4, 3), .close,
      ])
    #expect(
      try steps("<polygon points=\"0,0 4,0 4,-4\"/>")
        == [.move(0, 0), .line(4, 0), .line(4, -4), .close])
    #expect(
      try steps("<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/>")
        == [.move(1, 2), .line(4, 2), .line(4, 6), .line(1, 6), .close])
    #expect(try steps("<text>x</text>").isEmpty)
    #expect(try steps("<circle cx=\"1\" cy=\"1\" r=\"2\"/>").count == 6)
  }
}
