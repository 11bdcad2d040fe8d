/// Logarithms and powers to base 2 from the four operations alone, so that weights have the same
/// bits on every machine, whatever its mathematics library.
///
/// Both are within a few units of the last place of 52-bit precision, far below the unit of
/// `Weight`.
enum BinaryLogarithm {
  /// Returns log₂ *x* for *x* above 0; the smallest normal number stands in for 0 and less.
  static func log2(_ x: Double) -> Double {
    let x = max(x, Double.leastNormalMagnitude)
    var exponent = Double(x.exponent)
    var s = x.significand
    if s > 1.414_213_562_373_095_1 {
      s /= 2
      exponent += 1
    }
    let z = (s - 1) / (s + 1)
    let square = z * z
    var sum = 0.0
    for coefficient in inverseOdds { sum = sum * square + coefficient }
    return exponent + 2 * z * sum * 1.442_695_040_888_963_4
  }

  /// 1 / *k* for odd *k* from 23 down to 1.
  private static let inverseOdds = stride(from: 23.0, through: 1, by: -2).map { 1 / $0 }

  /// 1 / *k*! for *k* from 16 down to 0.
  private static let inverseFactorials: [Double] = {
    var terms = [1.0]
    for k in 1...16 { terms.append(terms[k - 1] / Double(k)) }
    return terms.reversed()
  }()

  /// Returns 2 to the power of *x*; 0 below −1,022 and infinity above 1,023.
  static func exp2(_ x: Double) -> Double {
    guard x > -1_022 else { return 0 }
    guard x < 1_023 else { return .infinity }
    let whole = x.rounded()
    let t = (x - whole) * 0.693_147_180_559_945_3
    var sum = 0.0
    for coefficient in inverseFactorials { sum = sum * t + coefficient }
    return Double(sign: .plus, exponent: Int(whole), significand: 1) * sum
  }
}

/// A match weight: log₂ of how much likelier an observation is under one class than under chance,
/// in whole units of 1/1,024 bit, so that sums are exact in any order.
public struct Weight: Sendable, Hashable, Comparable {
  public var units: Int32

  public init(units: Int32) { self.units = units }

  /// The nearest weight to `bits` bits, within ±1,000,000.
  public init(bits: Double) {
    units = Int32((min(max(bits, -1_000_000), 1_000_000) * Double(Self.unitsPerBit)).rounded())
  }

  /// The weight whose odds make `probability`, which lies between 0 and 1.
  init(odds probability: Double) {
    self.init(
      bits: BinaryLogarithm.log2(probability) - BinaryLogarithm.log2(1 - probability))
  }

  public static let unitsPerBit: Int32 = 1_024
  public static let zero = Weight(units: 0)

  public var bits: Double { Double(units) / Double(Self.unitsPerBit) }

  /// The probability whose odds are 2 to the power of this weight.
  public var probability: Double { 1 / (1 + BinaryLogarithm.exp2(-bits)) }

  public static func < (a: Weight, b: Weight) -> Bool { a.units < b.units }
  public static func + (a: Weight, b: Weight) -> Weight { Weight(units: a.units + b.units) }
  public static func - (a: Weight, b: Weight) -> Weight { Weight(units: a.units - b.units) }
}
