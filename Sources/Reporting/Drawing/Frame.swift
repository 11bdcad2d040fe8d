/// An upright rectangle in points.
struct Frame: Equatable {
  var left: Double
  var bottom: Double
  var right: Double
  var top: Double

  init(left: Double, bottom: Double, right: Double, top: Double) {
    self.left = left
    self.bottom = bottom
    self.right = right
    self.top = top
  }

  init(centre: CirclePacking.Place, width: Double, height: Double) {
    self.init(
      left: centre.x - width / 2, bottom: centre.y - height / 2, right: centre.x + width / 2,
      top: centre.y + height / 2)
  }

  var width: Double { right - left }
  var height: Double { top - bottom }
  var centre: CirclePacking.Place {
    CirclePacking.Place(x: (left + right) / 2, y: (bottom + top) / 2)
  }

  func overlaps(_ other: Frame) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }

  func contains(_ place: CirclePacking.Place) -> Bool {
    place.x > left && place.x < right && place.y > bottom && place.y < top
  }

  /// Whether the straight line from `start` to `end` passes through.
  func meets(_ start: CirclePacking.Place, _ end: CirclePacking.Place) -> Bool {
    if max(start.x, end.x) <= left || min(start.x, end.x) >= right { return false }
    if max(start.y, end.y) <= bottom || min(start.y, end.y) >= top { return false }
    // All four corners on one side of the line through both: it passes by.
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let (first, second) = (dx * (bottom - start.y), dx * (top - start.y))
    let (third, fourth) = (dy * (left - start.x), dy * (right - start.x))
    let least = min(first, second) - max(third, fourth)
    let most = max(first, second) - min(third, fourth)
    return least < 0 && most > 0
  }

  func moved(x: Double, y: Double) -> Frame {
    Frame(left: left + x, bottom: bottom + y, right: right + x, top: top + y)
  }

  /// The frame with `margin` more on every side.
  func grown(by margin: Double) -> Frame {
    Frame(
      left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin)
  }
}
