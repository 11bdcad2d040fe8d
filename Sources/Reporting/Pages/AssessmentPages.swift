public import Assessment
import Foundation
import Records

extension AssessmentDocument {
  /// The document of `html(of:charts:overview:ranks:scores:)` on numbered A4 pages, as PDF.
  ///
  /// Marking and handling stand at the top and at the bottom of every page, beside the number of pages and
  /// the run. Fonts are embedded, charts are drawn in lines and not in dots, headings are in the reader's
  /// list of contents. No row of a table is cut. Equal releases and charts give equal bytes.
  ///
  /// - Throws: `ReportingError.notWritten` where no scratch file can be written.
  /// - Complexity: Time and memory grow with the number of words and of shapes on charts.
  public static func pdf(
    of release: Release, charts: [String: [UInt8]], overview: [UInt8]? = nil,
    ranks: [UInt8]? = nil, scores: [String: [UInt8]] = [:]
  ) throws(ReportingError) -> [UInt8] {
    let html = html(
      of: release, charts: charts, overview: overview, ranks: ranks, scores: scores)
    do {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let path = URL(fileURLWithPath: folder.path).appendingPathComponent("assessment.pdf")
      let header = release.header
      let canvas = try PDFCanvas(
        path: path.path, title: SafeText("\(header.title), \(header.period.name)").oneLine(200).text
      )
      let pages = PageLayout.pages(of: try PageBlocks.read(html), on: canvas)
      PageFurniture(header: header, count: pages.count).draw(pages, on: canvas)
      try canvas.finish()
      return Array(try Data(contentsOf: path))
    } catch let refusal as PDFCanvas.Refusal {
      throw .notWritten(format: "PDF", reason: refusal.reason)
    } catch {
      throw .notWritten(format: "PDF", reason: "\(error)")
    }
  }
}

/// What stands on every page beside its content.
struct PageFurniture {
  let header: Release.Header
  let count: Int

  private static let markingSize = 9.0
  private static let smallSize = 7.5

  /// Draws the pages one after the other.
  func draw(_ pages: [Page], on canvas: borrowing PDFCanvas) {
    var parents: [Int32] = [0, 0, 0, 0]
    for (index, page) in pages.enumerated() {
      canvas.beginPage(width: page.width, height: page.height)
      for mark in page.marks {
        let level = min(max(mark.level, 1), 3)
        parents[level] = canvas.addOutline(
          mark.title, page: index + 1, top: mark.top, parent: parents[level - 1])
        for deeper in parents.indices where deeper > level { parents[deeper] = parents[level] }
      }
      for item in page.items { draw(item, on: canvas) }
      drawEdges(of: page, number: index + 1, on: canvas)
      canvas.endPage()
    }
  }

  private func draw(_ item: Page.Item, on canvas: borrowing PDFCanvas) {
    switch item {
    case .text(let text, let style, let x, let y, let width, let ink):
      canvas.draw(text, style, x: x, y: y, width: width, ink: ink)
    case .rule(let x, let y, let width, let weight):
      canvas.draw(
        [.move(x, y), .line(x + width, y)], fill: nil, stroke: .grey, width: weight)
    case .bar(let x, let y, let height):
      canvas.draw(
        [.move(x + 2, y), .line(x + 2, y + height)], fill: nil,
        stroke: PDFCanvas.Paint(red: 0.7, green: 0.28, blue: 0), width: 3)
    case .figure(let painter, let x, let y, let scale):
      painter.draw(on: canvas, x: x, y: y, scale: scale)
    }
  }

  /// Marking and handling above and below, as many lines as they need; below them, what the page is of.
  private func drawEdges(of page: Page, number: Int, on canvas: borrowing PDFCanvas) {
    let marking = SafeText("\(header.marking.rawValue) · \(header.handling)").oneLine(400)
    let style = PDFCanvas.Style(size: Self.markingSize, isBold: true, side: .middle)
    let text: Markup = "\(marking)"
    let height = canvas.size(of: text, style, width: page.contentWidth).height
    canvas.draw(
      text, style, x: Page.side, y: max(Page.top - 10 - height, 6), width: page.contentWidth,
      ink: .marking)
    let below = page.height - Page.bottom + 8
    canvas.draw(
      text, style, x: Page.side, y: below, width: page.contentWidth, ink: .marking)
    let run = "Run \(header.runDigest.prefix(16)) · prepared for \(header.recipient)"
    let small = below + height + 3
    canvas.draw(
      "\(SafeText(run).oneLine(120))", PDFCanvas.Style(size: Self.smallSize), x: Page.side,
      y: small, width: page.contentWidth, ink: .grey)
    canvas.draw(
      "Page \(number) of \(count)", PDFCanvas.Style(size: Self.smallSize, side: .right),
      x: Page.side, y: small, width: page.contentWidth, ink: .grey)
  }
}
