/// The series a vehicle registration mark belongs to.
public enum RegistrationStyle: String, Sendable, CaseIterable {
  /// Since September 2001: two letters, two digits, three letters.
  case current
  /// 1983 to 2001: a letter, one to three digits, three letters.
  case prefix
  /// 1963 to 1983: three letters, one to three digits, a letter.
  case suffix
  /// Before 1963: one to three letters and one to four digits, in either order.
  case dateless
  /// Dateless with the I or Z of Northern Ireland.
  case northernIreland
  /// The prefix style with a Q: a vehicle of unknown age or identity, which deserves a look.
  case unknownAge
  /// A mark with the tag QZ, which cannot be issued and so is safe in tests.
  case reserved
  /// Anything else, as foreign marks are.
  case foreign

  /// The style of a mark normalised by ``Identifiers/registration(_:)``.
  public init(_ mark: String) {
    let signs = Array(mark.utf8)
    let shape = signs.map { Identifiers.isDigit($0) ? UInt8(ascii: "9") : UInt8(ascii: "A") }
    let letters = shape.prefix { $0 == UInt8(ascii: "A") }.count
    let digits = shape.dropFirst(letters).prefix { $0 == UInt8(ascii: "9") }.count
    let tail = shape.dropFirst(letters + digits)
    let tailIsLetters = tail.allSatisfy { $0 == UInt8(ascii: "A") }
    func lacks(_ forbidden: String, _ range: Range<Int>) -> Bool {
      signs[range].allSatisfy { !forbidden.utf8.contains($0) }
    }
    switch (letters, digits, tail.count) {
    case (2, 2, 3) where tailIsLetters && lacks("IQ", 4..<7):
      self = mark.hasPrefix("QZ") ? .reserved : lacks("IQZ", 0..<2) ? .current : .foreign
    case (1, 1...3, 3) where tailIsLetters && lacks("IQ", digits + 1..<digits + 4):
      self = signs[0] == UInt8(ascii: "Q") ? .unknownAge : lacks("IOUZ", 0..<1) ? .prefix : .foreign
    case (3, 1...3, 1) where tailIsLetters && lacks("IOQUZ", digits + 3..<digits + 4):
      self = lacks("IQZ", 0..<3) ? .suffix : .foreign
    case (1...3, 1...4, 0):
      self = lacks("Q", 0..<letters) ? RegistrationStyle.old(signs[..<letters]) : .foreign
    case (0, 1...4, 1...3) where tailIsLetters && lacks("Q", digits..<signs.count):
      self = RegistrationStyle.old(signs[digits...])
    default:
      self = .foreign
    }
  }

  private static func old(_ letters: ArraySlice<UInt8>) -> RegistrationStyle {
    letters.contains { "IZ".utf8.contains($0) } ? .northernIreland : .dateless
  }
}
