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
    var largest = 0.0
    for (number, link) in links.enumerated() {
      guard link.strength.isFinite, link.strength > 0 else {
        throw .invalidStrength(link: number)
      }
      guard (0x1p-400...0x1p400).contains(link.strength) else {
        throw .strengthRangeTooWide(link: number)
      }
      largest = max(largest, link.strength)
    }
    guard largest > 0 else { return [] }
    let step = step(for: links, largest: largest)
    var rounded: [Double] = []
    rounded.reserveCapacity(links.count)
    for (number, link) in links.enumerated() {
      let strength = (link.strength / step).rounded(.toNearestOrEven) * step
      guard abs(strength - link.strength) <= tolerance * link.strength else {
        throw .strengthRangeTooWide(link: number)
      }
      rounded.append(strength)
    }
    return rounded
  }

  /// Bounds the sum from above in units of 2⁻⁶² of the largest strength's power of two.
  private static func step(for links: [CSRGraph.Link], largest: Double) -> Double {
    let unit = Int(largest.exponent) - 62
    let scale = Double(sign: .plus, exponent: -unit, significand: 1)
    var total: UInt128 = 0
    for link in links {
      total += UInt128((link.strength * scale).rounded(.up))
    }
    let bits = UInt128.bitWidth - total.leadingZeroBitCount
    return Double(sign: .plus, exponent: unit + bits - 51, significand: 1)
  }
}
