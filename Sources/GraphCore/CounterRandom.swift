/// Random draws that are a function of a seed, a stream and an index, and of nothing else.
///
/// A draw has no history: whoever computes draw *i* of a stream, in whatever order and on
/// whatever thread, gets the same bits. Give each purpose a stream of its own.
///
///     let random = CounterRandom(seed: 7)
///     random.bits(stream: 0, index: 41) == random.bits(stream: 0, index: 41)  // true
///
/// - Complexity: O(1) per draw, two rounds of mixing.
/// - Note: Not for secrets: the seed can be worked out from draws.
///
/// > Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// > *OOPSLA* 2014, [10.1145/2660193.2660195](https://doi.org/10.1145/2660193.2660195).
public struct CounterRandom: Sendable {
  private let seed: UInt64

  public init(seed: UInt64) {
    self.seed = Self.mix(seed &+ Self.golden)
  }

  /// Returns 64 evenly distributed bits.
  public func bits(stream: UInt64, index: UInt64) -> UInt64 {
    let base = Self.mix(seed ^ (stream &* 0xD1B5_4A32_D192_ED03 &+ Self.golden))
    return Self.mix(base &+ index &* Self.golden)
  }

  /// Returns a number from 0 up to but not including 1, a multiple of 2⁻⁵³.
  public func uniform(stream: UInt64, index: UInt64) -> Double {
    Double(bits(stream: stream, index: index) >> 11) * 0x1p-53
  }

  /// Returns a whole number from 0 up to but not including `bound`.
  ///
  /// - Precondition: `bound` is above 0.
  /// - Note: No number is favoured by more than `bound` / 2⁶⁴.
  public func below(_ bound: Int, stream: UInt64, index: UInt64) -> Int {
    precondition(bound > 0, "a draw needs at least one outcome")
    let wide = UInt64(bound).multipliedFullWidth(by: bits(stream: stream, index: index))
    return Int(wide.high)
  }

  /// Returns 0 to `count` − 1 in a random order (Fisher and Yates).
  public func permutation(_ count: Int, stream: UInt64) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, below(last + 1, stream: stream, index: UInt64(last)))
    }
    return order
  }

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
