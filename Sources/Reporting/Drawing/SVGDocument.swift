/// An SVG rebuilt through an allow-list: only known elements with known attributes of known shape
/// survive, prolog, document type, comments, ids and Graphviz's own titles are dropped, references to
/// our pictures become the pictures, and anything unknown is refused.
struct SVGDocument {
  private let size: Markup
  private let body: Markup

  /// The fonts of every text, in order: Liberation Sans has the widths of Arial.
  static let fonts = "Liberation Sans, Arial, Helvetica, sans-serif"

  /// Elements that a drawing may hold, with their attributes.
  static let allowed: [String: Set<String>] = [
    "svg": ["width", "height", "viewBox", "x", "y", "xmlns", "role", "aria-hidden"],
    "title": [], "desc": [],
    "g": ["transform"],
    "polygon": paint.union(["points"]),
    "polyline": paint.union(["points"]),
    "path": paint.union(["d"]),
    "ellipse": paint.union(["cx", "cy", "rx", "ry"]),
    "circle": paint.union(["cx", "cy", "r"]),
    "rect": paint.union(["x", "y", "width", "height", "rx", "ry"]),
    "line": paint.union(["x1", "x2", "y1", "y2"]),
    "text": ["x", "y", "text-anchor", "font-family", "font-size", "font-weight", "fill"],
  ]

  private static let paint: Set<String> = [
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
  ]
  /// Written by Graphviz and left out.
  private static let ignored: Set<String> = ["id", "class", "xmlns:xlink", "font-style"]

  /// Reads what Graphviz drew.
  init(graphviz bytes: [UInt8]) throws(GraphvizRenderer.Refusal) {
    let root: XMLReader.Element
    do {
      root = try XMLReader.root(of: bytes)
    } catch {
      throw Self.refusal("the SVG is not well formed at byte \(error.offset): \(error.reason)")
    }
    guard root.name == "svg" else { throw Self.refusal("no svg element") }
    var size: Markup = ""
    for name in ["width", "height", "viewBox"] {
      guard let value = root.attributes.first(where: { $0.name == name })?.value,
        Self.isNumeric(value)
      else { throw Self.refusal("svg: no \(name)") }
      size += " \(SafeText(name))=\"\(SafeText(value))\""
    }
    self.size = size
    var body: Markup = ""
    for case .element(let child) in root.content where !Self.isTitle(child) {
      body += try Self.rebuilt(child)
    }
    self.body = body
  }

  /// The SVG with `title` and `description` of our own.
  func bytes(title: String, description: String) -> [UInt8] {
    let markup: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" role="img"\(size)>
      <title>\(SafeText(title))</title>
      <desc>\(SafeText(description))</desc>
      \(body)</svg>

      """
    return Array(markup.text.utf8)
  }

  /// Returns an SVG that `bytes(title:description:)` made as markup for a page, or nil where
  /// anything in it is not on the list.
  static func markup(checking bytes: [UInt8]) -> Markup? {
    guard let root = try? XMLReader.root(of: bytes), root.name == "svg" else { return nil }
    return try? rebuilt(root, keepingTitles: true)
  }

  private static func isTitle(_ element: XMLReader.Element) -> Bool {
    element.name == "title" || element.name == "desc"
  }

  private static func rebuilt(
    _ element: XMLReader.Element, keepingTitles: Bool = false
  ) throws(GraphvizRenderer.Refusal) -> Markup {
    if element.name == "image" { return try picture(element) }
    guard let names = allowed[element.name] else {
      throw refusal("the element \(element.name) is not on the list")
    }
    let tag = SafeText(element.name)
    var attributes: Markup = ""
    for (name, value) in element.attributes where !ignored.contains(name) {
      guard names.contains(name), let kept = checked(name, value) else {
        throw refusal("the attribute \(name) of \(element.name) is not on the list")
      }
      attributes += " \(SafeText(name))=\"\(kept)\""
    }
    var content: Markup = ""
    for part in element.content {
      switch part {
      case .text(let text):
        if element.name == "text" || isTitle(element) { content += "\(SafeText(text))" }
      case .element(let child):
        if isTitle(child), !keepingTitles { continue }
        content += try rebuilt(child, keepingTitles: keepingTitles)
      }
    }
    guard !content.text.isEmpty else { return "<\(tag)\(attributes)/>\n" }
    let open: Markup = element.name == "g" || element.name == "svg" ? "\n" : ""
    return "<\(tag)\(attributes)>\(open)\(content)</\(tag)>\n"
  }

  /// One of our own pictures in place of the reference to it.
  private static func picture(
    _ element: XMLReader.Element
  ) throws(GraphvizRenderer.Refusal) -> Markup {
    var place: Markup = ""
    var icon: ChartIcon?
    for (name, value) in element.attributes {
      switch name {
      case "xlink:href": icon = ChartIcon.byFile[value]
      case "x", "y", "width", "height":
        guard isNumeric(value) else { throw refusal("image: \(name) is not a number") }
        place += " \(SafeText(name))=\"\(SafeText(value.replacing("px", with: "")))\""
      default: continue
      }
    }
    guard let icon else { throw refusal("image: not one of our pictures") }
    return """
      <svg\(place) viewBox="0 0 \(icon.width) \(icon.height)" aria-hidden="true">\
      \(icon.drawing)</svg>

      """
  }

  /// The value as it may be written, or nil where it has not the shape of its attribute.
  private static func checked(_ name: String, _ value: String) -> SafeText? {
    switch name {
    case "fill", "stroke":
      if value == "transparent" { return SafeText("none") }
      let isColour = value.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0)
          || $0 == UInt8(ascii: "#")
      }
      return isColour ? SafeText(value) : nil
    case "font-family": return SafeText(fonts)
    case "font-weight": return value == "bold" ? SafeText(value) : nil
    case "text-anchor": return ["start", "middle", "end"].contains(value) ? SafeText(value) : nil
    case "xmlns": return value == "http://www.w3.org/2000/svg" ? SafeText(value) : nil
    case "role": return value == "img" ? SafeText(value) : nil
    case "aria-hidden": return value == "true" ? SafeText(value) : nil
    case "transform", "d":
      let fits = value.unicodeScalars.allSatisfy {
        isNumeric($0) || "MmLlHhVvCcSsQqZz()scalerotn".unicodeScalars.contains($0)
      }
      return fits ? SafeText(value) : nil
    default: return isNumeric(value) ? SafeText(value) : nil
    }
  }

  private static func isNumeric(_ value: String) -> Bool {
    value.replacing("pt", with: "").replacing("px", with: "").unicodeScalars.allSatisfy {
      isNumeric($0)
    }
  }

  private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", ",", "-", "+", " ", "e": true
    default: false
    }
  }

  private static func refusal(_ reason: String) -> GraphvizRenderer.Refusal {
    GraphvizRenderer.Refusal(reason: reason)
  }
}
