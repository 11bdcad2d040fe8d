internal import GraphCore

/// A short run of draws for one item of one purpose: a value of (seed, purpose, item) with no history
/// beyond the item itself, so that any record can be made alone and in any order.
struct PersonDraw {
  /// The purposes; each has a stream of its own, far from the streams of ``Stream``. Never renumber.
  enum Purpose: UInt64 {
    case order = 1_001
    case block, household, person, name, contact, home, record, day, clerk, typing, place
  }

  private let random: CounterRandom
  private let purpose: UInt64
  private var index: UInt64

  /// At most 256 draws may be taken for one item.
  init(_ random: CounterRandom, _ purpose: Purpose, _ item: Int) {
    self.random = random
    self.purpose = purpose.rawValue
    self.index = UInt64(item) << 8
  }

  /// Returns a whole number from 0 up to but not including `bound`.
  mutating func below(_ bound: Int) -> Int {
    defer { index += 1 }
    return random.below(bound, stream: purpose, index: index)
  }

  /// Returns true in `perMille` of a thousand cases.
  mutating func happens(_ perMille: Int) -> Bool { below(1000) < perMille }

  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}

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
        let mixed = random.bits(stream: PersonDraw.Purpose.order.rawValue, index: index)
        (left, right) = (right, left ^ (mixed & mask))
      }
      value = left << half | right
    } while value >= UInt64(count)
    return Int(value)
  }
}
