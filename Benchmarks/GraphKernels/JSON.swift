import Foundation

/// A value to print as JSON, its members in the order given.
enum JSON {
  case text(String)
  case whole(Int)
  case number(Double)
  case list([JSON])
  case object([(String, JSON)])

  /// The value on one line.
  var line: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .whole(let number): "\(number)"
    case .number(let number): number.isFinite ? "\(number)" : "null"
    case .list(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0)): \($1.line)" }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.value < 32: String(format: "\\u%04x", Int(scalar.value))
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
