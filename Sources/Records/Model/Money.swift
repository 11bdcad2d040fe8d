/// A sum of money in whole hundredths of its currency's unit (pence, cents): never a fraction, so sums of
/// it are exact.
public struct Money: Sendable, Hashable, Codable {
  /// Of one amount, in hundredths: ten thousand million pounds. So nine million amounts can be added up.
  public static let most: Int64 = 1_000_000_000_000

  /// More than 0 and at most `most`.
  public let hundredths: Int64
  /// Three capital letters, as ISO 4217 has them, such as `GBP`.
  public let currency: String

  /// Nil for an amount that is not above 0 or above `most`, and for what has not the form of a currency.
  public init?(hundredths: Int64, currency: String) {
    guard (1...Money.most).contains(hundredths), Money.isCurrency(currency) else { return nil }
    self.hundredths = hundredths
    self.currency = currency
  }

  /// Whether `text` is three capital letters. Which currencies exist is not checked.
  public static func isCurrency(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Returns the digits with a point before the last two, such as `1234.50`.
  public static func decimal(_ hundredths: Int64) -> String {
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// How an amount is written.
  public enum Unit: String, Sendable, CaseIterable, Codable {
    /// Pounds, euros and the like: `1234`, `1234.5`, `1,234.50`.
    case whole
    /// Pence, cents and the like, without a point: `123450`.
    case hundredths
  }

  /// Reads an amount that is written in `unit`: digits, with commas only between groups of three, and after
  /// a point one or two more where the unit is whole. Spaces around it and one pound, euro or dollar sign
  /// before it are passed over.
  ///
  /// - Returns: Nil for anything else: an amount is never guessed. So are 0, what is below it, and what is
  ///   above `most`.
  public static func hundredths(of text: String, in unit: Unit) -> Int64? {
    var rest = text.drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    if let sign = rest.first, "£€$".contains(sign) { rest.removeFirst() }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = digits(grouped: parts.first ?? ""), parts.count <= 2 else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      guard unit == .whole, (1...2).contains(parts[1].utf8.count), let own = number(parts[1]) else {
        return nil
      }
      fraction = parts[1].utf8.count == 1 ? own * 10 : own
    }
    guard let units = number(whole) else { return nil }
    let found = unit == .whole ? units * 100 + fraction : units
    return (1...most).contains(found) ? found : nil
  }

  /// The digits of `text` without the commas between groups of three; nil where one stands elsewhere.
  private static func digits(grouped text: Substring) -> Substring? {
    guard text.contains(",") else { return text }
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return Substring(groups.joined())
  }

  /// Nil for anything but 1 to 15 ASCII digits.
  private static func number(_ text: Substring) -> Int64? {
    guard (1...15).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(text)
  }
}
