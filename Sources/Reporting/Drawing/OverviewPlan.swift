/// Where the force areas of an overview stand, in rows that fill the width, and the circles in them.
struct OverviewPlan {
  typealias Place = CirclePacking.Place

  /// What a force area holds.
  struct Content {
    let area: Int
    let name: SafeText
    /// Numbers of circles, and how far each reaches.
    let circles: [Int]
    let radii: [Double]
  }

  /// A force area on the sheet, in points from the lower left corner.
  struct Area {
    let index: Int
    var left: Double
    var bottom: Double
    var width: Double
    var height: Double
    /// Circle and centre, relative to the area's lower left corner.
    var circles: [(index: Int, place: Place)]
  }

  private static let gap = 10.0
  private static let between = 24.0
  private static let inset = 18.0
  private static let nameHeight = 30.0
  /// Width by height of a landscape sheet.
  private static let landscape = 1.5
  /// How much wider than high circles may be packed where a row has room.
  private static let aspects = [1, 1.5, 2.2, 3, 4, 5.5]

  let areas: [Area]
  let width: Double
  let height: Double

  /// Takes, of all ways to break the areas into rows, the one that comes nearest to a landscape sheet and
  /// leaves least of it empty.
  ///
  /// - Parameter least: The sheet is at least so wide.
  init(areas contents: [Content], least leastWidth: Double = 0) {
    let packed = contents.map { Self.packed($0, aspect: 1) }
    var best: (areas: [Area], width: Double, height: Double) = ([], 0, 0)
    var least = Double.infinity
    var target = -Self.between
    for area in packed {
      target += area.width + Self.between
      let width = max(target, packed.map(\.width).max() ?? 0, leastWidth)
      let rows = Self.rows(packed, contents: contents, width: width)
      let (areas, height) = Self.stacked(rows, width: width)
      let shape = width / max(height, 1)
      let filled = rows.joined().reduce(0) { $0 + $1.width * $1.height }
      let cost =
        max(shape / Self.landscape, Self.landscape / shape)
        + 2 * (1 - filled / max(width * height, 1))
      if cost < least - 1e-9 { (best, least) = ((areas, width, height), cost) }
    }
    (self.areas, width, height) = best
  }

  /// The areas in rows no wider than `width`; an area that has a row to itself is packed as wide as fits.
  private static func rows(_ packed: [Area], contents: [Content], width: Double) -> [[Area]] {
    var rows: [[Int]] = []
    var used = 0.0
    for (index, area) in packed.enumerated() {
      if rows.isEmpty || used + area.width > width + 1e-9 {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(index)
      used += area.width + between
    }
    return rows.map { row in
      guard row.count == 1, let only = row.first else { return row.map { packed[$0] } }
      let wider = aspects.dropFirst().map { Self.packed(contents[only], aspect: $0) }
      return [wider.last { $0.width <= width } ?? packed[only]]
    }
  }

  /// The rows one below the other, each area as high as its row and all together as wide as the sheet.
  private static func stacked(
    _ rows: [[Area]], width: Double
  ) -> (areas: [Area], height: Double) {
    var areas: [Area] = []
    var top = 0.0
    for row in rows {
      let height = row.map(\.height).max() ?? 0
      let taken = row.reduce(-between) { $0 + $1.width + between }
      let share = max(0, width - taken) / Double(row.count)
      var left = 0.0
      for area in row {
        let (dx, dy) = (share / 2, (height - area.height) / 2)
        areas.append(
          Area(
            index: area.index, left: left, bottom: -(top + height), width: area.width + share,
            height: height,
            circles: area.circles.map { ($0.index, Place(x: $0.place.x + dx, y: $0.place.y + dy)) }
          ))
        left += area.width + share + between
      }
      top += height + between
    }
    let height = max(top - between, 0)
    for index in areas.indices { areas[index].bottom += height }
    return (areas, height)
  }

  private static func packed(_ content: Content, aspect: Double) -> Area {
    let radii = content.radii
    let places = CirclePacking.places(radii: radii, gap: gap, aspect: aspect)
    let left = zip(places, radii).map { $0.x - $1 }.min() ?? 0
    let right = zip(places, radii).map { $0.x + $1 }.max() ?? 0
    let bottom = zip(places, radii).map { $0.y - $1 }.min() ?? 0
    let top = zip(places, radii).map { $0.y + $1 }.max() ?? 0
    let name = TextWidth.of(content.name.text.uppercased(), size: 14, bold: true) + 12
    let width = max(right - left, name) + 2 * inset
    let shift = (width - (right - left)) / 2
    return Area(
      index: content.area, left: 0, bottom: 0, width: width,
      height: top - bottom + 2 * inset + nameHeight,
      circles: zip(content.circles, places).map {
        ($0, Place(x: $1.x - left + shift, y: $1.y - bottom + inset))
      })
  }
}

/// The title of a position in its circle: as large as fits, in at most three lines.
struct CircleWords {
  static let scoreSize = 7.5
  private static let lineHeight = 1.2
  private static let smallest = 5.5

  let lines: [SafeText]
  let size: Double
  let rankSize: Double
  let hasScore: Bool

  init(_ title: String, radius: Double, hasScore: Bool) {
    self.hasScore = hasScore
    let rankSize = min(22, max(11, radius * 0.48))
    self.rankSize = rankSize
    let flat = SafeText(title).oneLine(60)
    let room = 1.8 * radius
    let fit = stride(from: 9.5, through: Self.smallest, by: -0.5).lazy.compactMap {
      size -> (lines: [SafeText], size: Double)? in
      let lines = TextWidth.wrapped(flat, width: room, size: size)
      let isWhole = lines.map(\.text).joined(separator: " ") == flat.text
      let widths = lines.map { TextWidth.of($0.text, size: size) }
      return isWhole && lines.count <= 3
        && Self.fits(widths, size, radius, rankSize: rankSize, hasScore: hasScore)
        ? (lines, size) : nil
    }.first
    size = fit?.size ?? Self.smallest
    lines =
      fit?.lines ?? [TextWidth.fitted(flat, width: room - 4, size: Self.smallest)]
  }

  /// Whether lines of `widths` keep inside the circle, below the rank and above the score.
  private static func fits(
    _ widths: [Double], _ size: Double, _ radius: Double, rankSize: Double, hasScore: Bool
  ) -> Bool {
    let own = lineHeight * size
    let height =
      lineHeight * (rankSize + (hasScore ? scoreSize : 0)) + own * Double(widths.count)
    // The rank needs its room at the top of the circle.
    if height > 1.72 * radius { return false }
    var y = height / 2 - lineHeight * rankSize
    for width in widths {
      let farthest = max(abs(y), abs(y - own))
      let chord = 2 * max(radius * radius - farthest * farthest, 0).squareRoot()
      if width > chord - 4 { return false }
      y -= own
    }
    return true
  }
}
