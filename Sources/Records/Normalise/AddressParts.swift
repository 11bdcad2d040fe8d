/// A British address taken apart after BS 7666: what is inside the building (SAON), which building of
/// the street (PAON), the street, the postcode.
///
///     let parts = AddressParts("Flat 3, 12-14 Sample St, Wisbech ZZ99 3VZ")
///     parts.unit       // "flat 3"
///     parts.numbers    // 12...14
///     parts.street     // "sample street"
///     parts.building   // "12 14 sample street", the key that all rooms share
///
/// - Complexity: O(length).
public struct AddressParts: Sendable, Hashable {
  /// Flat, room or unit; nil where none is named.
  public let unit: String?
  /// The house number, or the first and last of a range; nil where the building has a name alone.
  public let numbers: ClosedRange<Int>?
  /// The letter behind the house number, such as `a`.
  public let suffix: String?
  /// Street, or house name and street; folded, its type written out.
  public let street: String
  /// Unit, numbers and suffix left off or kept as ``PostalAddress/building(_:)`` has it: rooms of one
  /// house agree in it.
  public let building: String
  /// The whole postcode.
  public let postcode: String?
  /// The outward code; kept where the inward code is missing or broken.
  public let outward: String?

  /// Nil where no building can be made out.
  public init?(_ text: String, postcode given: String? = nil) {
    let key = PostalAddress.key(text)
    guard !key.words.isEmpty else { return nil }
    building = key.words.joined(separator: " ")
    unit = key.startsWithUnit ? PostalAddress.unit(text) : nil
    var words = key.words[...]
    var numbers: [Int] = []
    var suffix: String?
    while numbers.count < 2, words.count > 1, let word = words.first?.utf8 {
      let digits = word.prefix { Identifiers.isDigit($0) }
      guard word.count - digits.count <= 1, let number = Int(Substring(digits)) else { break }
      numbers.append(number)
      if digits.count < word.count { suffix = String(Substring(word.dropFirst(digits.count))) }
      words = words.dropFirst()
    }
    self.suffix = suffix
    if let first = numbers.first {
      self.numbers = first...max(first, numbers.last ?? first)
    } else {
      self.numbers = nil
    }
    street = words.joined(separator: " ")
    let code = given.flatMap(Identifiers.postcode) ?? PostalAddress.postcode(text)
    postcode = code
    outward =
      code.map { String(Substring($0.utf8.prefix { $0 != 0x20 })) }
      ?? Self.outward(given ?? "") ?? Self.outward(text)
  }

  /// Whether two house numbers may be one building: equal, or one inside the range of the other, and no
  /// two different letters behind them.
  public func mayShareBuilding(with other: AddressParts) -> Bool {
    guard street == other.street else { return false }
    if let suffix, let second = other.suffix, suffix != second { return false }
    guard let numbers, let others = other.numbers else { return numbers == other.numbers }
    return numbers.overlaps(others)
  }

  /// Returns the outward code among the last two words of `text`, whatever stands behind it.
  static func outward(_ text: String) -> String? {
    let words = text.uppercased().utf8.split { byte in
      !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte)
    }.suffix(2)
    // A word that becomes a postcode with any inward code behind it is an outward code.
    return words.map { String(Substring($0)) }.last { word in
      (2...4).contains(word.utf8.count) && Identifiers.postcode(word + "1AA") != nil
    }
  }
}
