/// FNV-1a with 64 bits, which is the same on every machine and in every version. Its last bits follow
/// from the last bytes alone: whoever needs all bits to depend on all bytes mixes the value once more.
///
/// - Complexity: O(bytes).
///
/// > Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm",
/// > RFC 9923.
package struct FNVHash: Sendable {
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// The hash of one text.
  package init(_ text: String) { add(text) }

  package mutating func add(_ text: String) { add(bytes: text.utf8) }

  package mutating func add(_ byte: UInt8) { add(bytes: CollectionOfOne(byte)) }

  mutating func add(bytes: some Sequence<UInt8>) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    value = hash
  }
}
