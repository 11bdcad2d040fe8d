import Foundation

/// Numbers and names on standard output and standard error.
enum GraphOutput {
  /// Writes `text` to standard output, as far as somebody reads it; throws where the disk is full.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      guard posixCode(of: error) != .EPIPE else { return }
      throw GraphCommandError(
        "standard output: cannot be written; check the space on the disk it goes to")
    }
  }

  /// Writes one line to standard error.
  static func complain(_ problem: String) {
    let line = "ocg: \(problem.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Returns `label` without characters that would steer a terminal.
  static func printable(_ label: String) -> String {
    String(
      String.UnicodeScalarView(label.unicodeScalars.map { $0.properties.isControl ? "?" : $0 }))
  }

  /// Returns `value` with at most six decimals and no zeros at their end.
  static func decimal(_ value: Double) -> String {
    var text = String(format: "%.6f", value)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Returns a column of numbers: all whole, or all with six decimals; "-" for none.
  static func column(_ values: [Double]) -> [String] {
    let areWhole = values.allSatisfy { $0.isNaN || $0 == $0.rounded() && abs($0) < 1e15 }
    return values.map { $0.isNaN ? "-" : String(format: areWhole ? "%.0f" : "%.6f", $0) }
  }

  /// Returns rows of columns, the last one flush right and the others flush left.
  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == row.count - 1 ? padding + cell : cell + padding
      }
      return "  " + cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isControl: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
