/// What a matching run says of itself: its keys with what they cost and reach, the values that so many
/// bear that they say little, and what was cut.
struct MatchAccount {
  let lines: [String]

  /// Of more generic values only the number is told.
  private static let mostValues = 5

  init(_ result: MatchResult, _ table: LinkTable) {
    let compared = result.keys.reduce(0) { $0 + $1.compared }
    var lines = [
      "\(result.keys.count) keys, \(compared) pairs compared, about "
        + "\(Self.percent(result.reach)) of the pairs of one entity among them"
    ]
    for key in result.keys {
      lines.append(
        "key \(key.name): \(key.pairs) pairs, \(key.compared) of them on no key before it, reach "
          + Self.percent(key.reach)
          + (key.rowsDropped > 0 ? "; too common in \(key.rowsDropped) records" : ""))
    }
    for value in result.genericValues.prefix(Self.mostValues) {
      lines.append(
        "\(value.feature) \(value.guarded) is borne by \(value.entities) and says little of any")
    }
    let others = result.genericValues.count - Self.mostValues
    if others > 0 { lines.append("\(others) more values are borne by too many to say much") }
    if table.cutValues > 0 {
      lines.append(
        "\(table.cutValues) values are longer than \(LinkTableBuilder.textLimit) characters and were "
          + "compared by those alone")
    }
    self.lines = lines
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension GenericValue {
  /// A date as it is; of anything else the end alone, for notes outlive the records they speak of.
  fileprivate var guarded: String {
    let isDate = value.utf8.count == 10 && value.utf8.contains(UInt8(ascii: "-"))
    return isDate || value.count < 4 ? value : "…" + value.suffix(3)
  }
}
