/// The rounding of strengths, once, to multiples of a step that makes every later sum exact.
///
/// With *W* the sum of all strengths, the step is the smallest power of two with
/// *W* < 2⁵¹ · step. A sum of any of the strengths, each counted up to four times over, is then a
/// whole number of steps below 2⁵³ and so a `Double` without rounding, whatever the order of the
/// additions. *W* itself is bounded in whole numbers, so the step depends on the strengths but
/// not on their order.
///
/// - Complexity: O(*m*).
enum StrengthGrid {
  /// The largest relative change that rounding may make to a strength.
  static let tolerance = 0x1p-20

  static func round(_ links: [CSRGraph.Link]) throws(GraphError) -> [Double] {
    try round(links.map(\.strength))
  }

  /// Takes the strengths of links in their order; the error names the first bad link.
  static func round(_ strengths: [Double]) throws(GraphError) -> [Double] {
    var largest = 0.0
    for (number, strength) in strengths.enumerated() {
      guard strength.isFinite, strength > 0 else { throw .invalidStrength(link: number) }
      guard (0x1p-400...0x1p400).contains(strength) else {
        throw .strengthRangeTooWide(link: number)
      }
      largest = max(largest, strength)
    }
    guard largest > 0 else { return [] }
    return try round(strengths, to: step(for: strengths, largest: largest))
  }

  /// Rounds to multiples of a step that is known.
  static func round(_ strengths: [Double], to step: Double) throws(GraphError) -> [Double] {
    var rounded = strengths
    for (number, given) in strengths.enumerated() {
      let strength = (given / step).rounded(.toNearestOrEven) * step
      guard abs(strength - given) <= tolerance * given else {
        throw .strengthRangeTooWide(link: number)
      }
      rounded[number] = strength
    }
    return rounded
  }

  /// The step for strengths of which the sum is below `total` or less than one part in 2⁴⁰ above.
  static func step(above total: Double) -> Double {
    let exponent = Int((total * (1 + 0x1p-40)).exponent)
    return Double(sign: .plus, exponent: exponent + 1 - 51, significand: 1)
  }

  /// Bounds the sum from above in units of 2⁻⁶² of the largest strength's power of two.
  private static func step(for strengths: [Double], largest: Double) -> Double {
    let unit = Int(largest.exponent) - 62
    let scale = Double(sign: .plus, exponent: -unit, significand: 1)
    var total: UInt128 = 0
    for strength in strengths { total += UInt128((strength * scale).rounded(.up)) }
    let bits = UInt128.bitWidth - total.leadingZeroBitCount
    return Double(sign: .plus, exponent: unit + bits - 51, significand: 1)
  }
}
