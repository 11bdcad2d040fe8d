/// A link between two boxes that are placed already, with its words.
struct Wire {
  let from: Int
  let to: Int
  let figure: LinkFigure
  let stroke: Stroke
  /// Whether an arrow ends at `to`.
  var isDirected = false
}

extension Sheet {
  /// How much of a curve's end an arrow takes.
  private static let arrow = 7.0

  /// Draws links, short ones first, around the boxes, and returns the words that found no place.
  ///
  /// - Parameter ground: The colour on which words stand, by their middle.
  mutating func add(
    _ wires: [Wire], between boxes: [Frame], page: Frame, titles: [String],
    ground: (Place) -> Colour = { _ in .white }
  ) -> [String] {
    var router = LinkRouter(boxes: boxes, page: page)
    let order = wires.indices.sorted { a, b in
      let (x, y) = (
        boxes[wires[a].from].centre.distance(to: boxes[wires[a].to].centre),
        boxes[wires[b].from].centre.distance(to: boxes[wires[b].to].centre)
      )
      return abs(x - y) > 1e-6 ? x < y : a < b
    }
    let ways = order.map { router.way(from: wires[$0].from, to: wires[$0].to) }
    for (index, way) in zip(order, ways) { line(way.points, of: wires[index]) }
    var unplaced: [String] = []
    for (index, way) in zip(order, ways) {
      let wire = wires[index]
      if let place = router.spot(on: way, width: wire.figure.width, height: wire.figure.height) {
        text(wire.figure.words, at: place, ground: ground(place))
      } else {
        let said = wire.figure.words.map(\.text.text).joined(separator: " ")
        unplaced.append(
          "\(SafeText(titles[wire.from]).oneLine(30).text) to "
            + "\(SafeText(titles[wire.to]).oneLine(30).text): \(said)")
      }
    }
    return unplaced
  }

  /// In pieces: Graphviz makes the page large enough for the control points, wherever the curve runs.
  private mutating func line(_ curve: [Place], of wire: Wire) {
    var points = LinkRouter.pieces(curve)
    guard wire.isDirected, let tip = points.popLast(), let before = points.last else {
      line(points, wire.stroke)
      return
    }
    // The curve ends where the arrow begins.
    let length = max(tip.distance(to: before), 1e-9)
    points.append(tip.moved(to: before, by: min(Self.arrow / length, 0.5)))
    line(points, wire.stroke, tip: tip)
  }
}
