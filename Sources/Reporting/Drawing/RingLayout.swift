import Foundation

/// Places boxes on two ellipses around a middle one: on the inner ring in the order in which linked boxes
/// stand closest, on the outer ring as near as may be to what they hang from.
///
/// Rings grow until no two boxes touch. Equal input gives equal places.
struct RingLayout {
  typealias Place = CirclePacking.Place

  private static let margin = 16.0
  /// The least distance of neighbours on the outer ring, in parts of a full turn.
  private static let outerSlots = 14

  /// Centres, of the middle at the origin.
  let places: [Place]
  /// Half axes of the rings that are in use.
  let rings: [(x: Double, y: Double)]

  /// - Parameters:
  ///   - sizes: Width and height of each box.
  ///   - ring: 0 for the middle (the first box and no other), 1 or 2.
  ///   - links: Pairs of boxes that belong together.
  init(sizes: [(width: Double, height: Double)], ring: [Int], links: [(Int, Int)]) {
    let inner = ring.indices.filter { ring[$0] == 1 }
    let outer = ring.indices.filter { ring[$0] == 2 }
    var angles = [Double](repeating: 0, count: ring.count)
    for (slot, box) in Self.ordered(inner, outer: outer, links: links).enumerated() {
      // From the top, clockwise.
      angles[box] = Double.pi / 2 - 2 * Double.pi * Double(slot) / Double(inner.count)
    }
    for (box, angle) in Self.outerAngles(outer, inner: inner, angles: angles, links: links) {
      angles[box] = angle
    }
    var first = inner.count <= 4 ? (x: 118.0, y: 112.0) : (x: 210.0, y: 165.0)
    var second = first
    func places() -> [Place] {
      ring.indices.map { box in
        let axes = ring[box] == 0 ? (x: 0, y: 0) : ring[box] == 1 ? first : second
        return Place(x: axes.x * cos(angles[box]), y: axes.y * sin(angles[box]))
      }
    }
    func collide(_ boxes: [Int], _ places: [Place]) -> Bool {
      let frames = boxes.map {
        Frame(centre: places[$0], width: sizes[$0].width, height: sizes[$0].height)
          .grown(by: Self.margin / 2)
      }
      return frames.indices.contains { a in
        frames.indices.contains { b in b > a && frames[a].overlaps(frames[b]) }
      }
    }
    let near = ring.indices.filter { ring[$0] < 2 }
    for _ in 0..<60 where collide(near, places()) { first = (first.x * 1.05, first.y * 1.05) }
    second = outer.count <= 5 ? (first.x + 112, first.y + 104) : (first.x + 215, first.y + 150)
    for _ in 0..<60 where collide(Array(ring.indices), places()) {
      second = (second.x * 1.04, second.y * 1.04)
    }
    self.places = places()
    rings = (inner.isEmpty ? [] : [first]) + (outer.isEmpty ? [] : [second])
  }

  /// The boxes of the inner ring in an order that brings linked ones together: swaps two as long as that
  /// shortens the sum of the ways round.
  private static func ordered(_ inner: [Int], outer: [Int], links: [(Int, Int)]) -> [Int] {
    let isOuter = Set(outer)
    let slot = Dictionary(inner.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    var pairs = links.compactMap { a, b in slot[a].flatMap { a in slot[b].map { (a, $0) } } }
    for box in outer {
      let holders = links.compactMap { a, b in
        a == box ? slot[b] : b == box && !isOuter.contains(a) ? slot[a] : nil
      }
      pairs += zip(holders, holders.dropFirst()).map { ($0, $1) }
    }
    var place = Array(inner.indices)
    SwapSearch.improve(&place) { place in
      pairs.reduce(0) { sum, pair in
        let way = abs(place[pair.0] - place[pair.1])
        return sum + min(way, inner.count - way)
      }
    }
    return place.indices.sorted { place[$0] < place[$1] }.map { inner[$0] }
  }

  /// An angle for each box of the outer ring: as near as may be to the mean of what it hangs from, with
  /// the least distance between neighbours.
  private static func outerAngles(
    _ outer: [Int], inner: [Int], angles: [Double], links: [(Int, Int)]
  ) -> [(Int, Double)] {
    guard !outer.isEmpty else { return [] }
    let isInner = Set(inner)
    let turn = 2 * Double.pi
    var wanted: [Wish] = []
    for box in outer {
      var (x, y) = (0.0, 0.0)
      for (a, b) in links where a == box || b == box {
        let other = a == box ? b : a
        guard isInner.contains(other) else { continue }
        x += cos(angles[other])
        y += sin(angles[other])
      }
      var angle = x * x + y * y < 1e-9 ? Double.pi / 2 : atan2(y, x)
      if angle < 0 { angle += turn }
      wanted.append(Wish(box: box, angle: angle))
    }
    wanted.sort { a, b in a.angle != b.angle ? a.angle < b.angle : a.box < b.box }
    // The circle is cut open where the widest gap is.
    var cut = 0
    var widest = wanted[0].angle + turn - wanted[wanted.count - 1].angle
    for index in wanted.indices.dropFirst() {
      let gap = wanted[index].angle - wanted[index - 1].angle
      if gap > widest { (cut, widest) = (index, gap) }
    }
    var order = Array(wanted[cut...])
    for wish in wanted[..<cut] { order.append(Wish(box: wish.box, angle: wish.angle + turn)) }
    let least = turn / Double(max(outerSlots, outer.count))
    var placed = spread(order.map { $0.angle }, least: least)
    if placed[placed.count - 1] - placed[0] > turn - least + 1e-9 {
      let even = turn / Double(order.count)
      placed = order.indices.map { order[0].angle + even * Double($0) }
    }
    return zip(order, placed).map { ($0.box, $1) }
  }

  /// Where a box of the outer ring would stand best.
  private struct Wish {
    let box: Int
    let angle: Double
  }

  /// The rising numbers nearest to rising `wanted` (least squares) of which each is at least `least` above
  /// the one before.
  ///
  /// > Source: pool adjacent violators, M. Ayer et al., "An Empirical Distribution Function for Sampling
  /// > with Incomplete Information", *Annals of Mathematical Statistics* 26(4), 1955,
  /// > [10.1214/aoms/1177728423](https://doi.org/10.1214/aoms/1177728423).
  static func spread(_ wanted: [Double], least: Double) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    for (index, value) in wanted.enumerated() {
      blocks.append((value - Double(index) * least, 1))
      while blocks.count > 1 {
        let (a, b) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        guard a.sum / Double(a.count) > b.sum / Double(b.count) else { break }
        blocks.removeLast(2)
        blocks.append((a.sum + b.sum, a.count + b.count))
      }
    }
    let level = blocks.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    return level.enumerated().map { $1 + Double($0) * least }
  }
}
