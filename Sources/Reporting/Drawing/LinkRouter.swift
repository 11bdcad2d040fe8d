/// Finds curves for links between boxes, and places for their words, that keep off the other boxes and off
/// words that stand already.
///
/// Each link tries a straight line and then ever wider bows to both sides and takes the one that crosses
/// least; its words go to the first free place along it. Equal input gives equal curves.
struct LinkRouter {
  typealias Place = CirclePacking.Place

  struct Route {
    /// Four control points, from rim to rim.
    let points: [Place]
    /// The middle of the words; nil where no place was free.
    let words: Place?
  }

  private static let bows = [
    0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.46, -0.46, 0.62, -0.62, 0.8, -0.8,
  ]
  private static let shares = [
    0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85,
  ]
  private static let samples = 40

  private let boxes: [Frame]
  private let page: Frame
  private var words: [Frame] = []
  private var used: [[Int]: [Double]] = [:]

  /// - Parameters:
  ///   - boxes: What no line and no word may cross.
  ///   - page: Where words must stay.
  init(boxes: [Frame], page: Frame) {
    self.boxes = boxes
    self.page = page
  }

  /// Returns the way from box `from` to box `to` and takes the place of its words, which need `width` and
  /// `height`; a way that is `bowed` leaves the straight line by at least that share of its length.
  mutating func route(
    from: Int, to: Int, width: Double, height: Double, bowed: Double = 0
  ) -> Route {
    let pair = [min(from, to), max(from, to)]
    let taken = used[pair] ?? []
    var best: (points: [Place], spot: Place?, bow: Double) = ([], nil, 0)
    var least = Double.infinity
    for bow in Self.bows where abs(bow) >= bowed && !taken.contains(bow) {
      // A bow is meant from the lower to the higher box, so that parallel links do not cross.
      let points = points(from: from, to: to, bow: from < to ? bow : -bow)
      let spot = spot(on: points, width: width, height: height)
      let cost = cost(of: points, from: from, to: to) + abs(bow) * 8 + (spot == nil ? 60 : 0)
      if cost < least - 1e-9 {
        least = cost
        best = (points, spot, bow)
      }
    }
    used[pair] = taken + [best.bow]
    if best.points.isEmpty { best.points = points(from: from, to: to, bow: 0) }
    if let spot = best.spot { words.append(Frame(centre: spot, width: width, height: height)) }
    return Route(points: best.points, words: best.spot)
  }

  private func points(from: Int, to: Int, bow: Double) -> [Place] {
    let (a, b) = (boxes[from].centre, boxes[to].centre)
    let middle = a.moved(to: b, by: 0.5)
    let top = Place(x: middle.x - (b.y - a.y) * bow, y: middle.y + (b.x - a.x) * bow)
    let start = Self.rim(of: boxes[from].grown(by: 3), towards: top)
    let end = Self.rim(of: boxes[to].grown(by: 3), towards: top)
    return [start, start.moved(to: top, by: 2.0 / 3), end.moved(to: top, by: 2.0 / 3), end]
  }

  /// Where the line from the middle of `frame` to `place` leaves it.
  static func rim(of frame: Frame, towards place: Place) -> Place {
    let centre = frame.centre
    let across = abs(place.x - centre.x) / max(frame.width / 2, 1e-9)
    let along = abs(place.y - centre.y) / max(frame.height / 2, 1e-9)
    return centre.moved(to: place, by: 1 / max(across, along, 1))
  }

  /// The point at `share` of a curve with four control points (Bernstein's form).
  static func point(_ share: Double, on points: [Place]) -> Place {
    let rest = 1 - share
    let parts = [
      rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share, share * share * share,
    ]
    return zip(parts, points).reduce(Place(x: 0, y: 0)) { sum, part in
      Place(x: sum.x + part.0 * part.1.x, y: sum.y + part.0 * part.1.y)
    }
  }

  private func cost(of points: [Place], from: Int, to: Int) -> Double {
    var cost = 0.0
    for step in 1..<Self.samples {
      let place = Self.point(Double(step) / Double(Self.samples), on: points)
      for (index, box) in boxes.enumerated() where index != from && index != to {
        if box.grown(by: 4).contains(place) { cost += 10 }
      }
      for box in [from, to] where boxes[box].contains(place) { cost += 5 }
      for frame in words where frame.contains(place) { cost += 2 }
      if !page.contains(place) { cost += 4 }
    }
    return cost
  }

  private func spot(on points: [Place], width: Double, height: Double) -> Place? {
    Self.shares.lazy.map { Self.point($0, on: points) }.first { place in
      let frame = Frame(centre: place, width: width, height: height)
      return page.contains(Place(x: frame.left, y: frame.bottom))
        && page.contains(Place(x: frame.right, y: frame.top))
        && !boxes.contains { $0.overlaps(frame) }
        && !words.contains { $0.grown(by: 1.5).overlaps(frame) }
    }
  }
}
