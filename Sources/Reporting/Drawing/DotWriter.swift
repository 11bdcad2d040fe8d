/// The one writer of DOT text, with the one quoting routine.
///
/// Nothing from data can reach the syntax: names of nodes are numbers of ours, attribute names are an
/// enum without `URL`, `href`, `image`, `stylesheet` or `target`, values are enums, clamped numbers or
/// `Markup`, whose fields are escaped. Statements appear in the order in which they are written.
struct DotWriter {
  /// The attributes a chart may set.
  enum Name: String {
    case arrowsize, bb, bgcolor, color, dir, fillcolor, fixedsize, fontcolor, fontname, height,
      label
    case labeljust, labelloc, lp, margin, outputorder, overlap
    case overlapScaling = "overlap_scaling"
    case pad, penwidth, peripheries, pos, shape, splines, start, style, width, xlabel
  }

  enum Value {
    /// A keyword of Graphviz, from our source text.
    case word(StaticString)
    case colour(Colour)
    /// A number, brought into `range` and printed with at most two decimals.
    case number(Double, ClosedRange<Double>)
    /// Coordinates in points, each between -100,000 and 100,000.
    case points([Double])
    /// A straight line through two points, or a curve whose control points are four or seven or ...;
    /// where there is a tip, an arrow ends there.
    case curve([CirclePacking.Place], tip: CirclePacking.Place?)
    case markup(Markup)
  }

  typealias Attributes = [(Name, Value)]

  /// Graphviz refuses longer strings.
  static let longestString = 16_383

  private(set) var text = ""
  private var depth = 0

  /// Opens the graph.
  init(directed: Bool) {
    text = directed ? "digraph chart {\n" : "graph chart {\n"
    depth = 1
  }

  /// Attributes of the graph or cluster that is open.
  mutating func set(_ attributes: Attributes) {
    for attribute in attributes { line(DotWriter.text(of: attribute) + ";") }
  }

  mutating func defaults(node: Attributes, edge: Attributes) {
    line("node " + list(node) + ";")
    line("edge " + list(edge) + ";")
  }

  /// Opens a cluster; `label` is cleared first, since subgraphs inherit it.
  mutating func openCluster(_ number: Int) {
    line("subgraph cluster_\(number) {")
    depth += 1
    line("label=\"\";")
  }

  mutating func close() {
    depth -= 1
    line("}")
  }

  mutating func node(_ number: Int, _ attributes: Attributes = []) {
    line("n\(number) " + list(attributes) + ";")
  }

  mutating func edge(_ from: Int, _ to: Int, directed: Bool = true, _ attributes: Attributes) {
    line("n\(from) \(directed ? "->" : "--") n\(to) " + list(attributes) + ";")
  }

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: depth) + content + "\n"
  }

  private func list(_ attributes: Attributes) -> String {
    "[" + attributes.map { DotWriter.text(of: $0) }.joined(separator: ", ") + "]"
  }

  private static func text(of attribute: (name: Name, value: Value)) -> String {
    attribute.name.rawValue + "=" + quoted(attribute.value)
  }

  /// The quoting routine: everything but markup is a quoted string without quotes or backslashes in
  /// it; in markup, Graphviz still expands `\N` and its like, so backslashes are doubled. Markup that
  /// Graphviz would refuse for its length gives way to an empty label.
  private static func quoted(_ value: Value) -> String {
    switch value {
    case .word(let word): return "\"\(word)\""
    case .colour(let colour): return "\"\(colour.rawValue)\""
    case .number(let number, let range): return "\"\(decimal(number, range))\""
    case .points(let points):
      return "\"" + points.map { decimal($0, -1e5...1e5) }.joined(separator: ",") + "\""
    case .curve(let points, let tip):
      let end = tip.map { "e,\(place($0)) " } ?? ""
      return "\"" + end + bezier(points).map(place).joined(separator: " ") + "\""
    case .markup(let markup):
      let body = markup.text.replacing("\\", with: "\\\\")
      return body.isEmpty || body.utf8.count > longestString ? "\"\"" : "<\(body)>"
    }
  }

  private static func place(_ place: CirclePacking.Place) -> String {
    decimal(place.x, -1e5...1e5) + "," + decimal(place.y, -1e5...1e5)
  }

  /// The four control points of a straight line; a curve as it is.
  private static func bezier(_ points: [CirclePacking.Place]) -> [CirclePacking.Place] {
    guard points.count == 2 else { return points }
    return [0, 1.0 / 3, 2.0 / 3, 1].map { points[0].moved(to: points[1], by: $0) }
  }

  /// `number` brought into `range`, in hundredths, without a locale.
  static func decimal(_ number: Double, _ range: ClosedRange<Double>) -> String {
    let safe = number.isNaN ? range.lowerBound : number
    let clamped = min(max(safe, range.lowerBound), range.upperBound)
    let hundredths = Int((clamped * 100).rounded())
    let fraction = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    let whole = hundredths.magnitude / 100
    if fraction == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
