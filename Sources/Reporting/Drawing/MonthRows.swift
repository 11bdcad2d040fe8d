import Assessment

/// The rows of a movement chart, a month each: in a row stands each thing that is known of in the month on a
/// line of its own, or all on one where nothing goes from one area to another.
struct MonthRows {
  private static let leastMonths = 3
  private static let leastHeight = 26.0
  private static let room = 12.0
  /// Lines stand so far apart, or nearer where all rows would be too high together.
  private static let lineHeight = 21.0
  private static let mostHeight = 900.0

  /// The months that have a row: none before the first of which something is known.
  let months: Range<Int>
  /// The height of all rows.
  let height: Double
  private let line: Double
  private let things: [[Int]]
  /// How far below the upper edge of the first row each begins, and the last one ends.
  private let edges: [Double]

  /// - Parameters:
  ///   - stays: Of months from 0 to below `count`.
  ///   - count: How many months the chart tells of.
  ///   - isSpread: Whether each thing has a line of its own.
  init(_ stays: [MovementChart.Stay], count: Int, isSpread: Bool) {
    let first = stays.map(\.month).min() ?? 0
    let months = min(first, max(count - Self.leastMonths, 0))..<max(count, 0)
    let things = months.map { month in
      Set(stays.lazy.filter { $0.month == month }.map(\.thing)).sorted()
    }
    let lines = things.reduce(0) { $0 + $1.count }
    let line =
      isSpread ? min(Self.lineHeight, max(8, Self.mostHeight / Double(max(lines, 1)))) : 0
    var edges = [0.0]
    for present in things {
      let height = max(Self.leastHeight, line * Double(present.count) + Self.room)
      edges.append((edges.last ?? 0) + height)
    }
    self.months = months
    self.line = line
    self.things = things
    self.edges = edges
    height = edges.last ?? 0
  }

  /// How far down a month's row begins and ends.
  func edges(ofMonth month: Int) -> (upper: Double, lower: Double) {
    let row = month - months.lowerBound
    return (edges[row], edges[row + 1])
  }

  /// How far down the line of a thing lies that is known of in the month.
  func line(of stay: MovementChart.Stay) -> Double {
    let (upper, lower) = edges(ofMonth: stay.month)
    let present = things[stay.month - months.lowerBound]
    let number = Double(present.firstIndex(of: stay.thing) ?? 0)
    return (upper + lower - line * Double(present.count)) / 2 + line * (number + 0.5)
  }
}
