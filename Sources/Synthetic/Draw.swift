internal import GraphCore

/// The purposes that draws are made for; each has a stream of its own, so that a new purpose never
/// shifts the draws of another. Never renumber.
enum Stream: UInt64 {
  case identity = 1
  case household
  case spelling = 4
  case report
  case keeper = 7
  case sighting, call, wage, account
  case residence, licence, company, provider, supply, community, referral, subject, planted, phone
  // The population for linkage, far from the streams of the story.
  case order = 1_001
  case block, housemates, person, name, contact, home, record, day, clerk, typing, place
}

/// A short run of draws for one item of one stream: a value of (seed, stream, item), with no
/// history beyond the item itself, so that any record can be made alone and in any order.
struct Draw {
  private let random: CounterRandom
  private let stream: UInt64
  private var index: UInt64

  /// At most 256 draws may be taken for one item.
  init(_ random: CounterRandom, _ stream: Stream, _ item: Int) {
    self.random = random
    self.stream = stream.rawValue
    self.index = UInt64(item) << 8
  }

  /// Returns a whole number from 0 up to but not including `bound`.
  mutating func below(_ bound: Int) -> Int {
    defer { index += 1 }
    return random.below(bound, stream: stream, index: index)
  }

  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

  /// Returns true in `percent` of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// Returns true in `perMille` of a thousand cases.
  mutating func happens(_ perMille: Int) -> Bool { below(1000) < perMille }
}

/// A one-to-one map of 0 ..< `prime` onto itself, so that numbers given in sequence look like those
/// of a register and never collide.
struct Scramble {
  let prime: Int
  let factor: Int

  func callAsFunction(_ number: Int) -> Int {
    precondition(number >= 0 && number < prime, "the register's number block is used up")
    return (number * factor + factor / 3) % prime
  }
}
