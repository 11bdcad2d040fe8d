/// The sum, modulo 2^256, of digests: one digest of a set whose members may repeat. It does not depend
/// on their order, and a member can be taken out again.
///
/// > Source: M. Bellare, D. Micciancio, "A New Paradigm for Collision-Free Hashing: Incrementality at
/// > Reduced Cost", *EUROCRYPT '97*, [10.1007/3-540-69053-0_13][doi].
/// >
/// > [doi]: https://doi.org/10.1007/3-540-69053-0_13
struct DigestSum: Equatable {
  /// From the least significant on.
  private var a: UInt64 = 0
  private var b: UInt64 = 0
  private var c: UInt64 = 0
  private var d: UInt64 = 0

  /// Of no members.
  init() {}

  mutating func add(_ row: RowDigest) {
    add((row.d, row.c, row.b, row.a), carry: false)
  }

  mutating func remove(_ row: RowDigest) {
    // x - y = x + not y + 1
    add((~row.d, ~row.c, ~row.b, ~row.a), carry: true)
  }

  private mutating func add(_ number: (UInt64, UInt64, UInt64, UInt64), carry: Bool) {
    var carry = carry
    a = DigestSum.sum(a, number.0, &carry)
    b = DigestSum.sum(b, number.1, &carry)
    c = DigestSum.sum(c, number.2, &carry)
    d = DigestSum.sum(d, number.3, &carry)
  }

  private static func sum(_ x: UInt64, _ y: UInt64, _ carry: inout Bool) -> UInt64 {
    let (first, over) = x.addingReportingOverflow(y)
    let (second, overAgain) = first.addingReportingOverflow(carry ? 1 : 0)
    carry = over || overAgain
    return second
  }

  /// 64 digits, the most significant first.
  var hexadecimal: String {
    var bytes: [UInt8] = []
    for word in [d, c, b, a] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return bytes.hexadecimal
  }

  /// Nil for anything but 64 digits.
  init?(hexadecimal text: String) {
    let digits = Array(text)
    guard digits.count == 64 else { return nil }
    let parts = (0..<4).compactMap { UInt64(String(digits[$0 * 16..<$0 * 16 + 16]), radix: 16) }
    guard parts.count == 4 else { return nil }
    (d, c, b, a) = (parts[0], parts[1], parts[2], parts[3])
  }
}
