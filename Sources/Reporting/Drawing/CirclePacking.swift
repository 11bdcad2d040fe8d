/// Places circles of given radii close together without overlap.
///
/// The first circle lies at the origin. Each next one takes, of all places where it touches two
/// circles that lie already (or one, for the second), the place nearest to the origin that is free;
/// ties go to the earliest pair. Only sums, products and square roots are used, so equal radii give
/// equal bits.
///
/// - Complexity: O(*n*⁴) time at worst for *n* circles, which a chart caps at 60.
///
/// > Source: after W. Wang, H. Wang, G. Dai and H. Wang, "Visualization of large hierarchical data by
/// > circle packing", CHI 2006, [10.1145/1124772.1124851](https://doi.org/10.1145/1124772.1124851),
/// > with an exhaustive search in place of its front chain.
enum CirclePacking {
  struct Place: Equatable {
    var x: Double
    var y: Double

    func distance(to other: Place) -> Double {
      let dx = other.x - x
      let dy = other.y - y
      return (dx * dx + dy * dy).squareRoot()
    }

    /// The place at `share` of the way to `other`.
    func moved(to other: Place, by share: Double) -> Place {
      Place(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
    }
  }

  /// Returns the centre of each circle; `gap` is kept between any two. With an `aspect` above 1 the whole
  /// grows about so many times as wide as high.
  static func places(radii: [Double], gap: Double, aspect: Double = 1) -> [Place] {
    var places: [Place] = []
    for (index, radius) in radii.enumerated() {
      switch index {
      case 0: places.append(Place(x: 0, y: 0))
      case 1: places.append(Place(x: radii[0] + radius + gap, y: 0))
      default:
        places.append(best(for: radius, among: places, radii: radii, gap: gap, aspect: aspect))
      }
    }
    return places
  }

  private static func best(
    for radius: Double, among places: [Place], radii: [Double], gap: Double, aspect: Double
  ) -> Place {
    var best = Place(x: 0, y: 0)
    var bestDistance = Double.infinity
    for i in places.indices {
      for j in places.indices where j > i {
        let touching = touching(
          places[i], radii[i] + radius + gap, places[j], radii[j] + radius + gap)
        for place in touching {
          let distance = place.x * place.x / (aspect * aspect) + place.y * place.y
          guard distance < bestDistance - 1e-9 else { continue }
          let free = places.indices.allSatisfy { other in
            let dx = place.x - places[other].x
            let dy = place.y - places[other].y
            let least = radii[other] + radius + gap - 1e-6
            return dx * dx + dy * dy >= least * least
          }
          if free {
            best = place
            bestDistance = distance
          }
        }
      }
    }
    return best
  }

  /// The points at distance `a` from `p` and `b` from `q`.
  private static func touching(_ p: Place, _ a: Double, _ q: Place, _ b: Double) -> [Place] {
    let dx = q.x - p.x
    let dy = q.y - p.y
    let squared = dx * dx + dy * dy
    let distance = squared.squareRoot()
    guard distance > 0, distance <= a + b else { return [] }
    let along = (a * a - b * b + squared) / (2 * distance)
    let height = a * a - along * along
    guard height >= 0 else { return [] }
    let across = height.squareRoot()
    let x = p.x + along * dx / distance
    let y = p.y + along * dy / distance
    let offsetX = across * dy / distance
    let offsetY = across * dx / distance
    return [Place(x: x + offsetX, y: y - offsetY), Place(x: x - offsetX, y: y + offsetY)]
  }
}
