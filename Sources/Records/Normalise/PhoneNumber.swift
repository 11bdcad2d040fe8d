/// A telephone number with what its shape tells.
public struct PhoneNumber: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case mobile, landline, other, foreign
    /// 04 and 06 of the United Kingdom's plan, which nobody holds: synthetic data.
    case undesignated
  }

  /// In the form of ITU-T E.164, such as `+447700900123`.
  public let international: String
  public let kind: Kind
  /// The last six digits are one digit, or all of them count up: entered where none was known.
  public let isPlaceholder: Bool

  /// Nil where the text is no number; see ``Identifiers/phone(_:)``.
  public init?(_ text: String) {
    guard let number = Identifiers.phone(text) ?? Self.undesignated(text) else { return nil }
    international = number
    kind =
      if !number.hasPrefix("+44") {
        .foreign
      } else {
        switch number.utf8.dropFirst(3).first {
        case UInt8(ascii: "7"): .mobile
        case UInt8(ascii: "1"), UInt8(ascii: "2"): .landline
        case UInt8(ascii: "4"), UInt8(ascii: "6"): .undesignated
        default: .other
        }
      }
    let last = Array(number.utf8.suffix(6))
    let counts = zip(last, last.dropFirst()).allSatisfy { $1 == $0 + 1 }
    isPlaceholder = counts || last.allSatisfy { $0 == last.first }
  }

  private static func undesignated(_ text: String) -> String? {
    var digits = Array(text.utf8.filter(Identifiers.isDigit))
    let signs = text.utf8.allSatisfy { Identifiers.isDigit($0) || " -().+".utf8.contains($0) }
    if digits.starts(with: "0044".utf8) { digits.removeFirst(4) }
    if digits.count == 12, digits.starts(with: "44".utf8) { digits.removeFirst(2) }
    if digits.count == 11, digits.first == UInt8(ascii: "0") { digits.removeFirst() }
    guard signs, digits.count == 10, let first = digits.first, "46".utf8.contains(first) else {
      return nil
    }
    return "+44" + String(decoding: digits, as: UTF8.self)
  }
}

/// The days between which something was seen with one holder: a number or a mark that is given again
/// later must not join its holders.
public struct SeenWindow: Sendable, Hashable {
  public let first: Day
  public let last: Day

  public init(on day: Day) { self.init(first: day, last: day) }

  /// The days may stand in either order.
  public init(first: Day, last: Day) {
    self.first = min(first, last)
    self.last = max(first, last)
  }

  /// The window that holds both.
  public func joined(_ other: SeenWindow) -> SeenWindow {
    SeenWindow(first: min(first, other.first), last: max(last, other.last))
  }

  /// Whole days between the two, 0 where they touch or overlap.
  public func gap(to other: SeenWindow) -> Int {
    max(0, max(first - other.last, other.first - last))
  }
}
