import Foundation

/// Places the nodes of a small graph so that distances on paper come near to the number of links between
/// them (stress majorisation).
///
/// Starts from a circle in the order of the nodes, takes a fixed number of steps, and keeps nodes of
/// separate parts as far apart as the longest way and one step more. Equal input gives equal places.
///
/// - Complexity: O(*n*²) for each of 150 steps, and O(*n* · *m*) for the distances.
///
/// > Source: E. R. Gansner, Y. Koren, S. North, "Graph Drawing by Stress Majorization", *Graph Drawing* 2004,
/// > [10.1007/978-3-540-31843-9_25](https://doi.org/10.1007/978-3-540-31843-9_25).
enum StressLayout {
  typealias Place = CirclePacking.Place

  private static let steps = 150

  /// Returns places between 0 and 1 in both directions.
  static func places(count: Int, pairs: [(Int, Int)]) -> [Place] {
    guard count > 1 else { return Array(repeating: Place(x: 0.5, y: 0.5), count: count) }
    let far = distances(count: count, pairs: pairs)
    var places = (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return Place(x: cos(angle), y: sin(angle))
    }
    for _ in 0..<steps {
      for i in 0..<count {
        var (x, y, weights) = (0.0, 0.0, 0.0)
        for j in 0..<count where j != i {
          let weight = 1 / (far[i][j] * far[i][j])
          let distance = max(places[i].distance(to: places[j]), 1e-9)
          x += weight * (places[j].x + far[i][j] * (places[i].x - places[j].x) / distance)
          y += weight * (places[j].y + far[i][j] * (places[i].y - places[j].y) / distance)
          weights += weight
        }
        places[i] = Place(x: x / weights, y: y / weights)
      }
    }
    return scaled(places)
  }

  /// The number of links between any two nodes.
  private static func distances(count: Int, pairs: [(Int, Int)]) -> [[Double]] {
    var neighbours = [[Int]](repeating: [], count: count)
    for (a, b) in pairs {
      neighbours[a].append(b)
      neighbours[b].append(a)
    }
    var hops = (0..<count).map { start in
      var hops = [Int](repeating: -1, count: count)
      hops[start] = 0
      var queue = [start]
      var next = 0
      while next < queue.count {
        for other in neighbours[queue[next]] where hops[other] < 0 {
          hops[other] = hops[queue[next]] + 1
          queue.append(other)
        }
        next += 1
      }
      return hops
    }
    let apart = (hops.joined().max() ?? 0) + 1
    for i in hops.indices { for j in hops.indices where hops[i][j] < 0 { hops[i][j] = apart } }
    return hops.map { $0.map(Double.init) }
  }

  private static func scaled(_ places: [Place]) -> [Place] {
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 1)
    let (bottom, top) = (ys.min() ?? 0, ys.max() ?? 1)
    return places.map { place in
      Place(
        x: (place.x - left) / max(right - left, 1e-9),
        y: (place.y - bottom) / max(top - bottom, 1e-9))
    }
  }
}
