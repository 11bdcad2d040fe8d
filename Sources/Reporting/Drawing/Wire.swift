/// A link between two boxes that are placed already, with its words.
struct Wire {
  let from: Int
  let to: Int
  let figure: LinkFigure
  let stroke: Stroke
}

extension Sheet {
  /// Draws links, short ones first, around the boxes, and returns the words that found no place.
  mutating func add(
    _ wires: [Wire], between boxes: [Frame], page: Frame, titles: [String]
  ) -> [String] {
    var router = LinkRouter(boxes: boxes, page: page)
    let order = wires.indices.sorted { a, b in
      let (x, y) = (
        boxes[wires[a].from].centre.distance(to: boxes[wires[a].to].centre),
        boxes[wires[b].from].centre.distance(to: boxes[wires[b].to].centre)
      )
      return abs(x - y) > 1e-6 ? x < y : a < b
    }
    var labels: [(LinkFigure, Place)] = []
    var unplaced: [String] = []
    for index in order {
      let wire = wires[index]
      let route = router.route(
        from: wire.from, to: wire.to, width: wire.figure.width, height: wire.figure.height)
      line(route.points, wire.stroke)
      if let words = route.words {
        labels.append((wire.figure, words))
      } else {
        let said = wire.figure.words.map(\.text.text).joined(separator: " ")
        unplaced.append(
          "\(SafeText(titles[wire.from]).oneLine(30).text) to "
            + "\(SafeText(titles[wire.to]).oneLine(30).text): \(said)")
      }
    }
    for (figure, place) in labels { text(figure.words, at: place, ground: .white) }
    return unplaced
  }
}
