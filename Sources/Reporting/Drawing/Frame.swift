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

  func moved(x: Double, y: Double) -> Frame {
    Frame(left: left + x, bottom: bottom + y, right: right + x, top: top + y)
  }

  /// The frame with `margin` more on every side.
  func grown(by margin: Double) -> Frame {
    Frame(
      left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin)
  }
}
