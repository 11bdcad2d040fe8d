/// How many people under the victim shield something is about, or how many rows name them.
///
/// One or two could be told apart by whoever knows the place or the group, so the number is known only
/// from three on.
///
///     "\(ShieldedCount(12))"  // 12
///     "\(ShieldedCount(1))"   // fewer than 3
public struct ShieldedCount: Sendable, Hashable, CustomStringConvertible, Encodable {
  /// The fewest that are told by their number.
  static let least = 3

  /// 0, or three and more; nil for one and two.
  public let exact: Int?

  package init(_ count: Int) {
    exact = count > 0 && count < ShieldedCount.least ? nil : count
  }

  public var isNone: Bool { exact == 0 }

  /// Digits, or `fewer than 3`.
  public var description: String {
    exact.map(String.init) ?? "fewer than \(ShieldedCount.least)"
  }

  /// Writes a number, or the words where there is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let exact {
      try container.encode(exact)
    } else {
      try container.encode(description)
    }
  }
}

/// How many of some shielded people, whose number is told beside it, something is true of.
///
/// Neither those of whom it is true nor the others may be told apart where they are one or two, so such
/// numbers share one description and one amount.
struct ShieldedPart: CustomStringConvertible {
  /// What points may count: never less for more people, and equal wherever the description is.
  let amount: Int
  let description: String

  /// - Parameter part: From 0 to `whole`.
  init(_ part: Int, of whole: Int) {
    let most = ShieldedCount.least - 1
    let count = ShieldedCount(part)
    let others = ShieldedCount(whole - part)
    if whole == most * 2, (1..<whole).contains(part) {
      // Few are 1 and 2, all but few 2 and 3: told apart, each of them would follow.
      (amount, description) = (most, "some but not all of the \(whole)")
    } else if part > most, others.exact == nil {
      (amount, description) = (whole - most, "all but \(others) of the \(whole)")
    } else {
      (amount, description) = (count.exact ?? most, "\(count)")
    }
  }
}
