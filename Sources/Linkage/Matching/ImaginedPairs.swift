/// Pairs of rows of one entity as they might be: each knows what two real rows know, and each
/// feature disagrees as often as its parts do.
struct ImaginedPairs {
  /// For each part, bit by bit, the pairs that agree on it.
  private let agree: [[UInt64]]

  /// - Parameter words: The number of pairs, in words of 64.
  init(table: LinkTable, parts: [KeyPart], words: Int) {
    let rows = UInt64(max(1, table.rowCount))
    agree = parts.enumerated().map { index, part in
      let whole = parts.filter { $0.columns == part.columns }.map(\.reliability).min() ?? 1
      return (0..<words).map { word in
        var bits: UInt64 = 0
        for bit in 0..<64 {
          let pair = UInt64(word * 64 + bit)
          let (a, b) = (counterBits(pair, 1) % rows, counterBits(pair, 2) % rows)
          guard part.hash(table, Int(a)) != 0, part.hash(table, Int(b)) != 0 else { continue }
          if Self.agrees(part, index, pair: pair, whole: whole) { bits |= 1 << UInt64(bit) }
        }
        return bits
      }
    }
  }

  /// A coarse form agrees wherever the whole value does; where that disagrees, each form survives
  /// on its own.
  private static func agrees(
    _ part: KeyPart, _ index: Int, pair: UInt64, whole: Double
  ) -> Bool {
    let fate = part.columns.map { counterUniform(pair, 16 + UInt64($0)) }.max() ?? 1
    if part.columns.count > 1 { return fate < 0.87 }
    if fate < whole { return true }
    let survival = (part.reliability - whole) / (1 - whole)
    return counterUniform(pair, 1_000 + UInt64(index)) < survival
  }

  /// Returns the pairs that agree on all of `members`.
  func reach(of members: [Int]) -> [UInt64] {
    var bits = agree[members[0]]
    for member in members.dropFirst() {
      for word in bits.indices { bits[word] &= agree[member][word] }
    }
    return bits
  }

  /// How often each pair has been reached, up to three times. What is reached by one key alone is
  /// lost with it, so a second and a third key still count, for a half and a quarter.
  struct Cover {
    private var once: [UInt64]
    private var twice: [UInt64]
    private var thrice: [UInt64]

    init(words: Int) {
      once = Array(repeating: 0, count: words)
      twice = once
      thrice = once
    }

    /// Returns what `reach` adds, as a share of all pairs.
    func gain(of reach: [UInt64]) -> Double {
      var (first, second, third) = (0, 0, 0)
      for word in reach.indices {
        first += (reach[word] & ~once[word]).nonzeroBitCount
        second += (reach[word] & once[word] & ~twice[word]).nonzeroBitCount
        third += (reach[word] & twice[word] & ~thrice[word]).nonzeroBitCount
      }
      return (Double(first) + Double(second) / 2 + Double(third) / 4) / Double(reach.count * 64)
    }

    mutating func add(_ reach: [UInt64]) {
      for word in reach.indices {
        thrice[word] |= reach[word] & twice[word]
        twice[word] |= reach[word] & once[word]
        once[word] |= reach[word]
      }
    }
  }
}

/// Returns 64 evenly distributed bits that are a function of the index and the stream.
func counterBits(_ index: UInt64, _ stream: UInt64) -> UInt64 {
  var z = (stream &+ 1) &* 0xD1B5_4A32_D192_ED03 &+ (index &+ 1) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// Returns a number from 0 up to but not including 1.
func counterUniform(_ index: UInt64, _ stream: UInt64) -> Double {
  Double(counterBits(index, stream) >> 11) * 0x1p-53
}
