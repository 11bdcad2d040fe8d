/// A line of text as a sheet may hold it.
struct Words: Equatable {
  let text: SafeText
  var size = 9.0
  var bold = false
  var colour = Colour.black

  init(_ text: SafeText, size: Double = 9, bold: Bool = false, colour: Colour = .black) {
    self.text = text
    self.size = size
    self.bold = bold
    self.colour = colour
  }

  var width: Double { TextWidth.of(text.text, size: size, bold: bold) }

  fileprivate var markup: Markup {
    let content: Markup = bold ? "<b>\(text)</b>" : "\(text)"
    return "<font point-size=\"\(FontSize(size))\" color=\"\(colour)\">\(content)</font>"
  }
}

/// How a line is drawn.
struct Stroke: Equatable {
  enum Dashes: Equatable { case solid, dashed, dotted }

  var colour = Colour.ink
  var width = 1.0
  var dashes = Dashes.solid

  var attributes: DotWriter.Attributes {
    let style: StaticString =
      switch dashes {
      case .solid: "solid"
      case .dashed: "dashed"
      case .dotted: "dotted"
      }
    return [
      (.color, .colour(colour)), (.penwidth, .number(width, 0...30)), (.style, .word(style)),
    ]
  }
}

/// A chart on which we place every shape, in points (1/72 inch) from the lower left corner; Graphviz
/// measures the text and draws (`neato -n2`).
///
/// Areas lie lowest, then lines, then boxes and texts; of each, what was added first lies lower.
struct Sheet {
  typealias Place = CirclePacking.Place
  enum Side { case left, middle, right }

  private struct Area {
    let frame: Frame
    let fill: Colour
    let name: SafeText?
  }

  private var areas: [Area] = []
  private struct Line {
    let attributes: DotWriter.Attributes
    /// The shapes at its ends, where it has any.
    let ends: (Int, Int)?
  }

  private var lines: [Line] = []
  private var shapes: [DotWriter.Attributes] = []

  /// A rounded ground below everything, with a name in its upper left corner.
  mutating func area(_ frame: Frame, fill: Colour, name: SafeText? = nil) {
    areas.append(Area(frame: frame, fill: fill, name: name))
  }

  /// A straight line through two points, or a curve whose control points are four or seven or ...;
  /// with `tip`, an arrow ends there. `ends` are the numbers of the shapes that it joins, where it joins
  /// any: it is drawn alike, at less cost.
  mutating func line(
    _ points: [Place], _ stroke: Stroke, tip: Place? = nil, ends: (Int, Int)? = nil
  ) {
    lines.append(
      Line(
        attributes: stroke.attributes + [
          (.pos, .curve(points, tip: tip)), (.dir, tip == nil ? .word("none") : .word("forward")),
        ], ends: ends))
  }

  mutating func box(
    _ frame: Frame, fill: Colour?, edge: Stroke? = nil, rounded: Bool = false
  ) {
    shape(
      "box", at: frame.centre, width: frame.width, height: frame.height, fill: fill, edge: edge,
      rounded: rounded)
  }

  mutating func ellipse(
    at centre: Place, width: Double, height: Double, fill: Colour?, edge: Stroke? = nil
  ) {
    shape("ellipse", at: centre, width: width, height: height, fill: fill, edge: edge)
  }

  mutating func diamond(at centre: Place, size: Double, fill: Colour?, edge: Stroke? = nil) {
    shape("diamond", at: centre, width: size, height: size, fill: fill, edge: edge)
  }

  mutating func hexagon(at centre: Place, size: Double, fill: Colour?, edge: Stroke? = nil) {
    shape("hexagon", at: centre, width: size, height: size, fill: fill, edge: edge)
  }

  /// The number of the shape that is added next.
  var nextShape: Int { shapes.count }

  /// Lines of text, one below the other, in a block whose `side` stands at `place`, vertically centred.
  mutating func text(
    _ lines: [Words], at place: Place, _ side: Side = .middle, ground: Colour? = nil
  ) {
    let width = (lines.map(\.width).max() ?? 0).rounded(.up) + 2
    let align: Markup =
      switch side {
      case .left: "left"
      case .middle: "center"
      case .right: "right"
      }
    let rows = lines.map { "<tr><td align=\"\(align)\">\($0.markup)</td></tr>" as Markup }
    let fill: Markup = ground.map { " bgcolor=\"\($0)\"" } ?? ""
    let x =
      switch side {
      case .left: place.x + width / 2
      case .middle: place.x
      case .right: place.x - width / 2
      }
    shapes.append([
      (.pos, .points([x, place.y])), (.shape, .word("none")), (.width, .number(0, 0...0)),
      (.height, .number(0, 0...0)),
      (
        .label,
        .markup(
          """
          <table border="0" cellborder="0" cellspacing="0" cellpadding="0" width="\(Int(width))"\
          \(fill)>\(rows.joined())</table>
          """)
      ),
    ])
  }

  /// A picture of ours, centred at `place`.
  mutating func picture(_ icon: ChartIcon, at place: Place, side: Int = 38) {
    shapes.append([
      (.pos, .points([place.x, place.y])), (.shape, .word("none")), (.width, .number(0, 0...0)),
      (.height, .number(0, 0...0)),
      (
        .label,
        .markup(
          """
          <table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>\
          <td fixedsize="true" width="\(side)" height="\(side)">\
          <img src="\(SafeText(icon.file))" scale="true"/></td></tr></table>
          """)
      ),
    ])
  }

  /// A shape of the caller's own, which must have a `pos`.
  mutating func add(_ attributes: DotWriter.Attributes) { shapes.append(attributes) }

  private mutating func shape(
    _ kind: StaticString, at centre: Place, width: Double, height: Double, fill: Colour?,
    edge: Stroke?, rounded: Bool = false
  ) {
    var attributes: DotWriter.Attributes = [
      (.pos, .points([centre.x, centre.y])), (.shape, .word(kind)), (.fixedsize, .word("true")),
      (.width, .number(width / 72, 0.01...100)), (.height, .number(height / 72, 0.01...100)),
      (.label, .markup("")),
    ]
    attributes += [
      (.fillcolor, .colour(fill ?? .white)), (.color, .colour(edge?.colour ?? fill ?? .white)),
      (.penwidth, .number(edge?.width ?? 0, 0...30)),
    ]
    let style: StaticString =
      switch (fill != nil, edge?.dashes ?? .solid, rounded) {
      case (true, .solid, false): "filled"
      case (true, .solid, true): "filled,rounded"
      case (true, .dashed, _): "filled,dashed"
      case (true, .dotted, _): "filled,dotted"
      case (false, .solid, false): "solid"
      case (false, .solid, true): "rounded"
      case (false, .dashed, _): "dashed"
      case (false, .dotted, _): "dotted"
      }
    attributes.append((.style, .word(style)))
    shapes.append(attributes)
  }

  /// Below this the lines of the furniture would be torn into single words.
  static let leastWidth = 480.0

  /// The chart as DOT text: `width` and `height` bound what was placed, and the furniture stands above
  /// and below.
  func dot(_ furniture: ChartFurniture, width placed: Double, height: Double) -> String {
    let width = max(placed, Self.leastWidth)
    var furniture = furniture
    furniture.width = width
    var writer = DotWriter(directed: true)
    writer.set([
      (.fontname, .word("Liberation Sans")), (.bgcolor, .word("white")),
      (.pad, .number(0.3, 0...1)), (.splines, .word("line")),
      (.outputorder, .word("edgesfirst")), (.start, .number(7, 7...7)),
    ])
    writer.defaults(
      node: [(.fontname, .word("Liberation Sans")), (.margin, .number(0, 0...0))],
      edge: [
        (.fontname, .word("Liberation Sans")), (.dir, .word("none")),
        (.arrowsize, .number(0.7, 0...2)),
      ])
    writer.set([
      (.labelloc, .word("b")), (.labeljust, .word("l")), (.label, .markup(furniture.bottom)),
    ])
    let top = furniture.topHeight
    writer.openCluster(0)
    writer.set([
      (.peripheries, .number(0, 0...0)), (.labelloc, .word("t")), (.labeljust, .word("l")),
      (.bb, .points([0, -10, width, height + top])),
      (.lp, .points([width / 2, height + top / 2])), (.label, .markup(furniture.top)),
    ])
    for (index, area) in areas.enumerated() { Self.write(area, index + 1, into: &writer) }
    for (index, shape) in shapes.enumerated() { writer.node(index, shape) }
    writer.close()
    // A line that joins no shapes hangs between two points that are not drawn.
    for (index, line) in lines.enumerated() {
      if let (from, to) = line.ends {
        writer.edge(from, to, line.attributes)
        continue
      }
      let ends = shapes.count + 2 * index
      for end in [ends, ends + 1] {
        writer.node(
          end,
          [
            (.shape, .word("none")), (.label, .markup("")), (.width, .number(0, 0...0)),
            (.height, .number(0, 0...0)), (.pos, .points([width / 2, height / 2])),
          ])
      }
      writer.edge(ends, ends + 1, line.attributes)
    }
    writer.close()
    return writer.text
  }

  private static func write(_ area: Area, _ number: Int, into writer: inout DotWriter) {
    let frame = area.frame
    writer.openCluster(number)
    writer.set([
      (.style, .word("rounded,filled")), (.fillcolor, .colour(area.fill)),
      (.color, .colour(.frame)),
      (.bb, .points([frame.left, frame.bottom, frame.right, frame.top])),
    ])
    if let name = area.name {
      let fitted = TextWidth.fitted(name, width: frame.width - 28, size: 14, bold: true)
      writer.set([
        (.labelloc, .word("t")), (.labeljust, .word("l")),
        (.lp, .points([frame.centre.x, frame.top - 17])),
        (
          .label,
          .markup(
            """
            <table border="0" cellspacing="0" cellpadding="0" width="\(Int(frame.width) - 28)">\
            <tr><td align="left"><font point-size="14" color="\(Colour.areaName)"><b>\(fitted)</b>\
            </font></td></tr></table>
            """)
        ),
      ])
    }
    writer.close()
  }
}
