import Records

/// A schematic map: one tile for each of the 43 territorial forces of England and Wales, each beside most
/// of its neighbours. Distances and sizes mean nothing.
///
/// Only the tiles within one step of those that matter are on the map; the fewer they are, the farther apart
/// they stand, so that arrows between them have room.
struct ForceTiles {
  /// The tiles by code of the force area, as column and row.
  private static let place: [String: (column: Int, row: Int)] = [
    "E23000007": (4, 0), "E23000002": (2, 1), "E23000008": (4, 1), "E23000013": (5, 1),
    "E23000003": (2, 2), "E23000009": (4, 2), "E23000004": (1, 3), "E23000005": (2, 3),
    "E23000010": (3, 3), "E23000011": (4, 3), "E23000012": (5, 3), "W15000001": (0, 4),
    "E23000006": (1, 4), "E23000015": (2, 4), "E23000018": (3, 4), "E23000019": (4, 4),
    "E23000020": (5, 4), "W15000004": (0, 5), "E23000016": (1, 5), "E23000014": (2, 5),
    "E23000021": (3, 5), "E23000022": (4, 5), "E23000023": (5, 5), "E23000024": (6, 5),
    "W15000003": (0, 6), "W15000002": (1, 6), "E23000037": (2, 6), "E23000017": (3, 6),
    "E23000026": (4, 6), "E23000027": (5, 6), "E23000025": (6, 6), "E23000036": (1, 7),
    "E23000038": (2, 7), "E23000029": (3, 7), "E23000001": (4, 7), "E23000034": (5, 7),
    "E23000028": (6, 7), "E23000035": (0, 8), "E23000039": (1, 8), "E23000030": (2, 8),
    "E23000031": (3, 8), "E23000033": (4, 8), "E23000032": (5, 8),
  ]

  private static let width = 72.0
  private static let height = 36.0
  /// Up to so many columns and rows, tiles stand far apart.
  private static let few = 5

  private let columns: ClosedRange<Int>
  private let rows: ClosedRange<Int>
  private let pitch: (x: Double, y: Double)

  /// A map around `areas`; the whole map where none of them has a tile.
  init(around areas: [ForceArea]) {
    let all = Array(Self.place.values)
    let active = areas.compactMap { Self.place[$0.code] }
    let shown = active.isEmpty ? all : active
    func range(_ values: [Int], _ whole: [Int]) -> ClosedRange<Int> {
      let (low, high) = (whole.min() ?? 0, whole.max() ?? 0)
      return max((values.min() ?? low) - 1, low)...min((values.max() ?? high) + 1, high)
    }
    columns = range(shown.map(\.column), all.map(\.column))
    rows = range(shown.map(\.row), all.map(\.row))
    let isSmall = columns.count <= Self.few && rows.count <= Self.few
    pitch = isSmall ? (146, 104) : (102, 68)
  }

  var mapWidth: Double { pitch.x * Double(columns.count - 1) + Self.width }
  var mapHeight: Double { pitch.y * Double(rows.count - 1) + Self.height }

  /// The tile of `area` on a map whose lower left corner is the origin; nil for a force without one, and
  /// for one that is not on the map.
  func frame(of area: ForceArea) -> Frame? {
    guard let place = Self.place[area.code], columns.contains(place.column),
      rows.contains(place.row)
    else { return nil }
    let left = pitch.x * Double(place.column - columns.lowerBound)
    let bottom = pitch.y * Double(rows.upperBound - place.row)
    return Frame(
      left: left, bottom: bottom, right: left + Self.width, top: bottom + Self.height)
  }
}
