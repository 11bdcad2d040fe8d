/// Markup that is well formed by construction: literal parts come from our templates as they are, and
/// every interpolated field is escaped. A `String` cannot be put into it, so a field cannot be
/// forgotten.
///
///     let cell: Markup = "<td>\(SafeText(name))</td>"
struct Markup: ExpressibleByStringInterpolation, Sendable, Equatable {
  struct StringInterpolation: StringInterpolationProtocol {
    var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ field: SafeText) { text += field.escaped }
    mutating func appendInterpolation(_ part: Markup) { text += part.text }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ points: Points) { text += points.text }
    mutating func appendInterpolation(_ colour: Colour) { text += colour.rawValue }
  }

  private(set) var text: String

  init(stringLiteral literal: String) { text = literal }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  static func += (a: inout Markup, b: Markup) { a.text += b.text }
}

extension Sequence where Element == Markup {
  /// The parts one after the other, with `separator` between them.
  func joined(_ separator: Markup = "") -> Markup {
    var result: Markup = ""
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}

/// A score in thousandths of a point, printed exactly: whole numbers all the way.
struct Points: Sendable, Equatable {
  let thousandths: Int

  init(_ thousandths: Int) { self.thousandths = thousandths }

  /// Such as `12.345` or `-0.500`.
  var text: String {
    let digits = String(thousandths.magnitude)
    let padded = String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
    return (thousandths < 0 ? "-" : "") + padded.dropLast(3) + "." + padded.suffix(3)
  }
}
