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
