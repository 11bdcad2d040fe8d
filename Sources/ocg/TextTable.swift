/// A table of plain text, as wide as its contents.
struct TextTable {
  /// A column whose heading begins with `>` is set to the right, as numbers are.
  private let headings: [String]
  private let toTheRight: [Bool]
  private var rows: [[String]] = []
  private var hasTotal = false

  init(_ headings: [String]) {
    toTheRight = headings.map { $0.hasPrefix(">") }
    self.headings = headings.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// Adds a last row under a rule.
  mutating func addTotal(_ row: [String]) {
    rows.append(row)
    hasTotal = true
  }

  /// Headings, rows and rules, without a line end behind the last.
  var text: String {
    let widths = headings.indices.map { column in
      ([headings] + rows).map { $0[column].count }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    var lines = [line(headings, widths), rule]
    for (index, row) in rows.enumerated() {
      if hasTotal && index == rows.count - 1 { lines.append(rule) }
      lines.append(line(row, widths))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: widths[column] - cell.count)
      text += (column > 0 ? "  " : "") + (toTheRight[column] ? space + cell : cell + space)
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Returns `number` with commas between thousands, in any locale.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}

/// Returns thousandths as a decimal number, such as `12.345`.
func thousandths(_ number: Int) -> String {
  let digits = String(number.magnitude % 1000)
  let fraction = String(repeating: "0", count: 3 - digits.count) + digits
  return "\(number < 0 ? "-" : "")\(grouped(Int(number.magnitude / 1000))).\(fraction)"
}

/// Returns `count` with the noun, in the plural where needed: `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// Returns `text` filled with spaces to `width`.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
