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
    // Σ square^*k* / (2*k* + 1). Written out, for this stands in the innermost loops.
    let last = ((1.0 / 23 * square + 1.0 / 21) * square + 1.0 / 19) * square + 1.0 / 17
    let middle = ((last * square + 1.0 / 15) * square + 1.0 / 13) * square + 1.0 / 11
    let first = ((middle * square + 1.0 / 9) * square + 1.0 / 7) * square + 1.0 / 5
    let sum = (first * square + 1.0 / 3) * square + 1
    return exponent + 2 * z * sum * 1.442_695_040_888_963_4
  }

  /// Returns 2 to the power of *x*; 0 below −1,022 and infinity above 1,023.
  static func exp2(_ x: Double) -> Double {
    guard x > -1_022 else { return 0 }
    guard x < 1_023 else { return .infinity }
    let whole = x.rounded()
    let t = (x - whole) * 0.693_147_180_559_945_3
    // Σ *t*^*k* / *k*!.
    let (c2, c3, c4) = (1.0 / 2, 1.0 / 2 / 3, 1.0 / 2 / 3 / 4)
    let (c5, c6, c7, c8) = (c4 / 5, c4 / 5 / 6, c4 / 5 / 6 / 7, c4 / 5 / 6 / 7 / 8)
    let (c9, c10, c11, c12) = (c8 / 9, c8 / 9 / 10, c8 / 9 / 10 / 11, c8 / 9 / 10 / 11 / 12)
    let (c13, c14, c15) = (c12 / 13, c12 / 13 / 14, c12 / 13 / 14 / 15)
    let last = ((c15 / 16 * t + c15) * t + c14) * t + c13
    let upper = (((last * t + c12) * t + c11) * t + c10) * t + c9
    let lower = (((upper * t + c8) * t + c7) * t + c6) * t + c5
    let sum = ((((lower * t + c4) * t + c3) * t + c2) * t + 1) * t + 1
    return Double(bitPattern: UInt64(Int(whole) + 1_023) << 52) * sum
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
