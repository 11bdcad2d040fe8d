import Foundation
import FoundationXML
import Synchronization

@testable import Reporting

/// Whether the long form of a test is asked for: OCG_LONG=1 in the environment.
enum LongRuns {
  static let areAsked = ProcessInfo.processInfo.environment["OCG_LONG"] == "1"
}

/// Charts drawn in the process of the tests: Graphviz is not thread-safe, so one at a time.
enum DrawnChart {
  static let elements: Set<String> = [
    "svg", "title", "desc", "g", "polygon", "polyline", "path", "ellipse", "circle", "rect", "line",
    "text",
  ]
  static let attributes: Set<String> = [
    "xmlns", "role", "width", "height", "viewBox", "transform", "fill", "fill-opacity", "stroke",
    "stroke-opacity", "stroke-width", "stroke-dasharray", "points", "d", "cx", "cy", "r", "rx",
    "ry",
    "x", "y", "x1", "x2", "y1", "y2", "text-anchor", "font-family", "font-size", "font-weight",
    "aria-hidden",
  ]

  private static let gate = Mutex(())

  /// One folder for all charts of the process. Graphviz knows the list of its folders by its address
  /// alone: a second list that happens to lie where the first one lay is not read, and pictures in
  /// its folders are refused as unsafe. A worker draws one chart and never meets this.
  private static let pictures: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    try folder.writePictures()
    _ = atexit { try? DrawnChart.pictures.get().remove() }
    return folder
  }

  /// What the worker answers to a question for places.
  static func places(of dot: String) throws -> [UInt8] {
    try gate.withLock { _ in
      try GraphvizWorker.draw(
        GraphvizWorker.Job(engine: .force, format: .svg, limits: .standard, dot: dot))
    }
  }

  /// The drawing as users get it.
  static func bytes(of chart: ChartDocument, as format: ChartFormat = .svg) throws -> [UInt8] {
    let bytes = try raw(of: chart, as: format)
    guard format == .svg else { return bytes }
    return try SVGDocument(graphviz: bytes).bytes(title: chart.title, description: chart.summary)
  }

  /// The drawing as Graphviz makes it.
  static func raw(of chart: ChartDocument, as format: ChartFormat = .svg) throws -> [UInt8] {
    try gate.withLock { _ in
      try GraphvizWorker.draw(
        GraphvizWorker.Job(
          engine: chart.engine, format: format, limits: .standard, dot: chart.dot,
          pictures: try pictures.get().path))
    }
  }
}

/// What an independent XML parser finds of an SVG's geometry: the page, the pictures and the curves, in the
/// coordinates that Graphviz drew in.
final class DrawnGeometry: NSObject, XMLParserDelegate {
  /// Left, top, right and bottom of the page.
  private(set) var page = (left: 0.0, top: 0.0, right: 0.0, bottom: 0.0)
  /// The corners of each picture of ours.
  private(set) var pictures: [(left: Double, top: Double, right: Double, bottom: Double)] = []
  /// The ellipses that are circles.
  private(set) var circles: [(x: Double, y: Double, radius: Double)] = []
  /// How many lines with Bézier pieces there are, but for the frame of the key.
  private(set) var curves = 0
  private var depth = 0

  init(_ svg: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    _ = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    func number(_ name: String) -> Double {
      Double((attributes[name] ?? "").replacingOccurrences(of: "px", with: "")) ?? 0
    }
    if name == "svg" {
      depth += 1
      if depth == 1 {
        let box = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        if box.count == 4 { page = (box[0], box[1], box[0] + box[2], box[1] + box[3]) }
      } else {
        let (x, y) = (number("x"), number("y"))
        pictures.append((x, y, x + number("width"), y + number("height")))
      }
    } else if name == "g",
      let shift = attributes["transform"]?.components(separatedBy: "translate(")
        .last?.split(whereSeparator: { " ,)".contains($0) }).compactMap({ Double($0) }),
      shift.count == 2
    {
      page = (
        page.left - shift[0], page.top - shift[1], page.right - shift[0], page.bottom - shift[1]
      )
    } else if name == "ellipse" || name == "circle", depth == 1 {
      let radius = max(number("rx"), number("r"))
      circles.append((number("cx"), number("cy"), radius))
    } else if name == "path", depth == 1, attributes["fill"] == "none",
      attributes["stroke"] != Colour.hairline.rawValue,
      attributes["d"]?.contains("C") == true
    {
      curves += 1
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "svg" { depth -= 1 }
  }
}
