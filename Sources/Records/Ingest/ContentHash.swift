/// A 64-bit digest of content that is the same on every machine and in every version: FNV-1a, then
/// mixed so that each bit of the result depends on each bit of the state.
///
/// Not for security: it names rows, it does not protect them. Among 10 million distinct rows the
/// chance that any two share a digest is 3 in a million.
///
/// > Source: ``FNVHash``; mixer of A. Appleby, MurmurHash3.
struct ContentHash {
  private var hash = FNVHash()

  mutating func add(_ bytes: some Sequence<UInt8>) { hash.add(bytes: bytes) }

  /// Adds a text and its end, so that "ab", "c" differs from "a", "bc".
  mutating func add(_ text: String) {
    add(text.utf8)
    add(CollectionOfOne(31))
  }

  var value: UInt64 { ContentHash.mix(hash.value) }

  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    z = (z ^ (z >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return z ^ (z >> 33)
  }

  /// Sixteen hexadecimal digits.
  static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
