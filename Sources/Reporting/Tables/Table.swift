import Records

/// A table as files for other programs have it: named columns and rows of cells.
struct Table {
  enum Cell {
    case text(String)
    /// Text on one line in which a telephone number keeps its plus sign.
    case label(String)
    case number(Int)
    case points(Points)
  }

  /// At most 31 characters, as spreadsheets have it.
  let name: String
  let columns: [String]
  var rows: [[Cell]] = []

  /// CSV as RFC 4180 has it: UTF-8, comma, CRLF, header line.
  ///
  /// A text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers.
  var csv: [UInt8] {
    var text = ""
    for row in [columns.map { .text($0) }] + rows {
      text += row.map(Table.field).joined(separator: ",") + "\r\n"
    }
    return Array(text.utf8)
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .number(let number): String(number)
    case .points(let points): points.text
    case .text(let raw): CSVField.quoted(guarded(raw))
    case .label(let raw):
      CSVField.quoted(isTelephoneNumber(raw) ? raw : guarded(SafeText(raw).oneLine(2_000).text))
    }
  }

  private static func isTelephoneNumber(_ raw: String) -> Bool {
    raw.first == "+" && raw.dropFirst().utf8.allSatisfy { $0 == 0x20 || (0x30...0x39).contains($0) }
  }

  /// Sanitised text, with an apostrophe before what a spreadsheet would calculate.
  private static func guarded(_ raw: String) -> String {
    let text = SafeText(raw).text
    return CSVField.wantsGuard(raw) || CSVField.wantsGuard(text) ? "'" + text : text
  }
}
