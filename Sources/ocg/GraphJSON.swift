/// A JSON value whose members keep the order they are given in.
enum GraphJSON {
  case whole(Int)
  /// Written as the shortest decimal that reads back as the same number; null if not finite.
  case number(Double)
  case truth(Bool)
  case text(String)
  case list([GraphJSON])
  case object([(String, GraphJSON)])
  case null

  /// The value as one line of UTF-8 text with a line end.
  var line: String {
    var text = ""
    write(to: &text)
    text += "\n"
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .whole(let value): text += String(value)
    case .number(let value): text += Self.decimal(value)
    case .truth(let value): text += value ? "true" : "false"
    case .text(let value): Self.writeQuoted(value, to: &text)
    case .null: text += "null"
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += ", " }
        Self.writeQuoted(member.0, to: &text)
        text += ": "
        member.1.write(to: &text)
      }
      text += "}"
    }
  }

  private static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 0x1p53 { return String(Int(value)) }
    return "\(value)"
  }

  private static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
