/// Finds curves for links between boxes that keep off the other boxes and off each other, and places for
/// their words.
///
/// Each link tries a straight line and then ever wider bows to both sides, and where all of them run through
/// a box, bows that lean to one end or turn; it takes the one that costs least. Its words go to the free
/// place along it where fewest other links pass. Equal input gives equal curves.
struct LinkRouter {
  typealias Place = CirclePacking.Place

  struct Route {
    /// Four control points, from rim to rim.
    let points: [Place]
    /// The middle of the words; nil where no place was free.
    let words: Place?
  }

  /// A curve that has been found.
  struct Way {
    /// Four control points, from rim to rim.
    let points: [Place]
    /// The cells of the page that it runs through.
    fileprivate let cells: Set<Int>
  }

  /// How far the two inner control points leave the straight line, in shares of its length.
  private struct Bow: Equatable {
    let first: Double
    let second: Double

    var size: Double { max(abs(first), abs(second)) }
    var lean: Double { abs(first - second) }

    /// Whether curves of both can be told apart.
    func isApart(from other: Bow) -> Bool {
      max(abs(first - other.first), abs(second - other.second)) > 0.09
    }
  }

  private static let bows = [
    0, 0.05, -0.05, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.46, -0.46, 0.62, -0.62, 0.8, -0.8,
  ].map { Bow(first: $0, second: $0) }
  private static let leaning: [Bow] = {
    let sizes = [0, 0.18, -0.18, 0.36, -0.36, 0.6, -0.6, 0.9, -0.9]
    return sizes.flatMap { first in
      sizes.filter { $0 != first }.map { Bow(first: first, second: $0) }
    }
  }()
  private static let shares = stride(from: 0, through: 0.38, by: 0.03).flatMap {
    $0 == 0 ? [0.5] : [0.5 - $0, 0.5 + $0]
  }
  private static let samples = 40
  /// What a sample of a curve costs within another box; from so much on a curve is no good.
  private static let hit = 10.0
  private static let cell = 8.0

  private let boxes: [Frame]
  private let grown: [Frame]
  private let page: Frame
  private let across: Int
  /// How many curves run through each cell of the page.
  private var passing: [Int]
  private var words: [Frame] = []
  private var used: [[Int]: [Bow]] = [:]

  /// - Parameters:
  ///   - boxes: What no line and no word may cross.
  ///   - page: Where words must stay.
  init(boxes: [Frame], page: Frame) {
    self.boxes = boxes
    grown = boxes.map { $0.grown(by: 4) }
    self.page = page
    across = Int(max(page.width, 0) / Self.cell) + 2
    passing = [Int](
      repeating: 0, count: across * (Int(max(page.height, 0) / Self.cell) + 2))
  }

  /// Returns the way from box `from` to box `to` and takes the place of its words, which need `width` and
  /// `height`; a way that is `bowed` leaves the straight line by at least that share of its length.
  mutating func route(
    from: Int, to: Int, width: Double, height: Double, bowed: Double = 0
  ) -> Route {
    let way = way(from: from, to: to, bowed: bowed)
    return Route(points: way.points, words: spot(on: way, width: width, height: height))
  }

  /// Returns the way from box `from` to box `to`, which later ways keep off.
  mutating func way(from: Int, to: Int, bowed: Double = 0) -> Way {
    let pair = [min(from, to), max(from, to)]
    let taken = used[pair] ?? []
    var best = (
      points: points(from: from, to: to, bow: Bow(first: 0, second: 0)),
      bow: Bow(first: 0, second: 0)
    )
    var least = Double.infinity
    for bows in [Self.bows, Self.leaning] where least >= Self.hit {
      for bow in bows where bow.size >= bowed && taken.allSatisfy({ $0.isApart(from: bow) }) {
        // A bow is meant from the lower to the higher box, so that parallel links do not cross.
        let points = points(
          from: from, to: to,
          bow: from < to ? bow : Bow(first: -bow.second, second: -bow.first))
        let cost =
          cost(of: points, from: from, to: to, below: least) + bow.size * 8 + bow.lean * 4
        if cost < least - 1e-9 {
          least = cost
          best = (points, bow)
        }
      }
    }
    used[pair] = taken + [best.bow]
    let way = Way(points: best.points, cells: cells(of: best.points))
    for cell in way.cells { passing[cell] += 1 }
    return way
  }

  /// Takes a place for words on a way: the middle of the words, or nil where no place is free.
  mutating func spot(on way: Way, width: Double, height: Double) -> Place? {
    var best: Place?
    var least = Double.infinity
    for share in Self.shares {
      let place = Self.point(share, on: way.points)
      let frame = Frame(centre: place, width: width, height: height)
      let pull = abs(share - 0.5) * 6
      guard pull < least, isFree(frame) else { continue }
      let cost = pull + Double(crowd(frame, beside: way))
      if cost < least - 1e-9 { (best, least) = (place, cost) }
    }
    if let best { words.append(Frame(centre: best, width: width, height: height)) }
    return best
  }

  private func points(from: Int, to: Int, bow: Bow) -> [Place] {
    let (a, b) = (boxes[from].centre, boxes[to].centre)
    func top(_ share: Double, _ bow: Double) -> Place {
      let place = a.moved(to: b, by: share)
      return Place(x: place.x - (b.y - a.y) * bow, y: place.y + (b.x - a.x) * bow)
    }
    // Of a bow that does not lean both are the top of one parabola.
    let middle = bow.lean == 0
    let (first, second) = (
      top(middle ? 0.5 : 0.33, bow.first), top(middle ? 0.5 : 0.67, bow.second)
    )
    let start = Self.rim(of: boxes[from].grown(by: 3), towards: first)
    let end = Self.rim(of: boxes[to].grown(by: 3), towards: second)
    let pull = middle ? 2.0 / 3 : 1
    return [start, start.moved(to: first, by: pull), end.moved(to: second, by: pull), end]
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
    let (a, b, c, d) = (
      rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share, share * share * share
    )
    return Place(
      x: a * points[0].x + b * points[1].x + c * points[2].x + d * points[3].x,
      y: a * points[0].y + b * points[1].y + c * points[2].y + d * points[3].y)
  }

  /// The same curve in pieces, whose control points lie near it: thirteen for four.
  ///
  /// > Source: P. de Casteljau's division of a curve, G. Farin, *Curves and Surfaces for CAGD*, 5th ed. 2002,
  /// > chapter 4.
  static func pieces(_ points: [Place]) -> [Place] {
    func halves(_ p: [Place]) -> ([Place], [Place]) {
      let (a, b, c) = (
        p[0].moved(to: p[1], by: 0.5), p[1].moved(to: p[2], by: 0.5), p[2].moved(to: p[3], by: 0.5)
      )
      let (d, e) = (a.moved(to: b, by: 0.5), b.moved(to: c, by: 0.5))
      let middle = d.moved(to: e, by: 0.5)
      return ([p[0], a, d, middle], [middle, e, c, p[3]])
    }
    let (left, right) = halves(points)
    let quarters = [halves(left).0, halves(left).1, halves(right).0, halves(right).1]
    return quarters[0] + quarters.dropFirst().flatMap { $0.dropFirst() }
  }

  /// What a curve costs, or at least `bound`.
  private func cost(of points: [Place], from: Int, to: Int, below bound: Double) -> Double {
    var cost = 0.0
    for step in 1..<Self.samples {
      let place = Self.point(Double(step) / Double(Self.samples), on: points)
      for index in boxes.indices where grown[index].contains(place) {
        if index != from && index != to {
          cost += Self.hit
        } else if boxes[index].contains(place) {
          cost += Self.hit / 2
        }
      }
      for frame in words where frame.contains(place) { cost += 2 }
      if page.contains(place) {
        cost += 0.4 * Double(min(passing[cell(of: place)], 3))
      } else {
        cost += 4
      }
      if cost >= bound { break }
    }
    return cost
  }

  private func cell(of place: Place) -> Int {
    Int((place.y - page.bottom) / Self.cell) * across + Int((place.x - page.left) / Self.cell)
  }

  private func cells(of points: [Place]) -> Set<Int> {
    let length = zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    let steps = min(max(Int(length / (Self.cell / 2)), 8), 2_000)
    return Set(
      (0...steps).map { Self.point(Double($0) / Double(steps), on: points) }
        .filter(page.contains).map(cell))
  }

  private func isFree(_ frame: Frame) -> Bool {
    page.contains(Place(x: frame.left, y: frame.bottom))
      && page.contains(Place(x: frame.right, y: frame.top))
      && !boxes.contains { $0.overlaps(frame) }
      && !words.contains { $0.grown(by: 1.5).overlaps(frame) }
  }

  /// In how many cells of `frame` other curves run.
  private func crowd(_ frame: Frame, beside way: Way) -> Int {
    let rows =
      Int((frame.bottom - page.bottom) / Self.cell)...Int((frame.top - page.bottom) / Self.cell)
    let columns =
      Int((frame.left - page.left) / Self.cell)...Int((frame.right - page.left) / Self.cell)
    return rows.reduce(0) { sum, row in
      columns.reduce(sum) { sum, column in
        let cell = row * across + column
        return sum + (passing[cell] > (way.cells.contains(cell) ? 1 : 0) ? 1 : 0)
      }
    }
  }
}
