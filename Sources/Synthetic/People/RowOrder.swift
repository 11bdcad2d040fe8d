internal import GraphCore

/// Numbers 0 ..< count in an order that looks random, found one at a time without a table: a Feistel
/// network of four rounds over the next power of four, walked until it falls inside.
///
/// > Source: J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains", *CT-RSA* 2002,
/// > [10.1007/3-540-45760-7_9](https://doi.org/10.1007/3-540-45760-7_9).
struct RowOrder {
  private let random: CounterRandom
  private let count: Int
  private let half: UInt64

  init(_ random: CounterRandom, count: Int) {
    self.random = random
    self.count = count
    let bits = Int.bitWidth - max(1, count - 1).leadingZeroBitCount
    half = UInt64((bits + 1) / 2)
  }

  /// Returns the number at place `row`, which must be below the count.
  func callAsFunction(_ row: Int) -> Int {
    let mask = (UInt64(1) << half) - 1
    var value = UInt64(row)
    repeat {
      var left = value >> half
      var right = value & mask
      for round in 0..<4 as Range<UInt64> {
        let index = round << 40 | right
        let mixed = random.bits(stream: Stream.order.rawValue, index: index)
        (left, right) = (right, left ^ (mixed & mask))
      }
      value = left << half | right
    } while value >= UInt64(count)
    return Int(value)
  }
}
