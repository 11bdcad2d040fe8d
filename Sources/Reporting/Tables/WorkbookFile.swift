import CXLSX
import Foundation

/// One workbook while it is written: the only file that knows the C library.
///
/// Text goes in as text and is never a formula, whatever it begins with.
@safe
struct WorkbookFile: ~Copyable {
  /// Why the library refused, in its own words.
  struct Refusal: Error {
    let reason: String
  }

  /// The longest text that a cell may hold, in UTF-16 units, and the longest line of a printed page.
  private static let longestText = 32_767
  private static let longestHeading = 200
  private static let widest = 60.0

  // SAFETY: all come from the library in `init`, belong to `book`, are never handed out and end with it:
  // in `close` or in `deinit`, of which one runs once, since the type cannot be copied.
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let heading: UnsafeMutablePointer<lxw_format>
  private let points: UnsafeMutablePointer<lxw_format>

  /// Begins a workbook at `path`; scratch files lie in `folder`.
  init(path: String, folder: String, title: String, category: String, comments: String)
    throws(Refusal)
  {
    // SAFETY: both texts are terminated by Swift and copied by the call.
    guard let book = unsafe ocg_workbook(path, folder) else {
      throw Refusal(reason: "no workbook could be begun")
    }
    // SAFETY: the workbook is open; it owns the formats.
    guard let heading = unsafe workbook_add_format(book),
      let points = unsafe workbook_add_format(book)
    else {
      unsafe lxw_workbook_free(book)
      throw Refusal(reason: "no format could be made")
    }
    // SAFETY: the formats are the workbook's; texts are terminated and copied by the calls.
    unsafe format_set_bold(heading)
    unsafe format_set_num_format(points, "0.000")
    unsafe ocg_describe(book, title, category, comments)
    unsafe self.book = book
    unsafe self.heading = heading
    unsafe self.points = points
  }

  deinit {
    // SAFETY: not closed, so the workbook is open; frees it and all it owns, once.
    unsafe lxw_workbook_free(book)
  }

  /// Adds a sheet for `table`: `marking` in the first row and on every printed page, the names of columns
  /// in the second, which stay in sight, and the rows below.
  func add(_ table: Table, marking: String) throws(Refusal) {
    // SAFETY: the workbook is open and owns the sheet; the name is terminated and copied by the call.
    guard let sheet = unsafe workbook_add_worksheet(book, table.name) else {
      throw Refusal(reason: "no sheet \(table.name) could be made")
    }
    let line = "&C" + marking.prefix(Self.longestHeading).replacing("&", with: "&&")
    // SAFETY: the sheet is the open workbook's; texts are terminated and copied by the calls.
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    unsafe worksheet_repeat_rows(sheet, 0, 1)
    unsafe worksheet_freeze_panes(sheet, 2, 0)
    _ = unsafe worksheet_set_header(sheet, line)
    _ = unsafe worksheet_set_footer(sheet, line)
    try check(unsafe worksheet_write_string(sheet, 0, 0, marking, heading), in: table)
    let last = UInt16(clamping: table.columns.count - 1)
    for (column, name) in table.columns.enumerated() {
      let place = UInt16(clamping: column)
      try check(unsafe worksheet_write_string(sheet, 1, place, name, heading), in: table)
      // SAFETY: as above; nil stands for no format.
      _ = unsafe worksheet_set_column(sheet, place, place, width(of: column, in: table), nil)
    }
    for (index, row) in table.rows.enumerated() {
      for (column, cell) in row.enumerated() {
        try unsafe write(
          cell, to: sheet, UInt32(clamping: index + 2), UInt16(clamping: column), table)
      }
    }
    // SAFETY: as above.
    _ = unsafe worksheet_autofilter(sheet, 1, 0, UInt32(clamping: table.rows.count + 1), last)
  }

  private func write(
    _ cell: Table.Cell, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16, _ table: Table
  ) throws(Refusal) {
    switch cell {
    case .text(let text), .label(let text):
      let kept = Self.fitted(SafeText(text).text)
      if kept.isEmpty { return }
      // SAFETY: the sheet is the open workbook's; the text is terminated and copied by the call.
      try check(unsafe worksheet_write_string(sheet, row, column, kept, nil), in: table)
    case .number(let number):
      // SAFETY: the sheet is the open workbook's.
      try check(
        unsafe worksheet_write_number(sheet, row, column, Double(number), nil), in: table)
    case .points(let value):
      // SAFETY: the sheet and the format are the open workbook's.
      try check(
        unsafe worksheet_write_number(
          sheet, row, column, Double(value.thousandths) / 1_000, points), in: table)
    }
  }

  /// `text`, cut where a cell could not hold it.
  private static func fitted(_ text: String) -> String {
    guard text.utf16.count > longestText else { return text }
    var kept = text.prefix(longestText - 1)
    while kept.utf16.count > longestText - 1 { kept.removeLast(kept.count / 64 + 1) }
    return kept + "…"
  }

  /// Wide enough for what the column holds, up to a limit.
  private func width(of column: Int, in table: Table) -> Double {
    let lengths = table.rows.map { row -> Int in
      switch row[column] {
      case .text(let text), .label(let text): text.count
      case .number, .points: 10
      }
    }
    return min(Double(max(lengths.max() ?? 0, table.columns[column].count) + 3), Self.widest)
  }

  /// Writes the file and ends the workbook.
  consuming func close() throws(Refusal) {
    // SAFETY: the workbook is open; the call frees it whatever it returns, and `deinit` does not run.
    let status = unsafe workbook_close(book)
    discard self
    guard status == LXW_NO_ERROR else { throw Refusal(reason: Self.words(for: status)) }
  }

  private func check(_ status: lxw_error, in table: Table) throws(Refusal) {
    guard status == LXW_NO_ERROR else {
      throw Refusal(reason: "sheet \(table.name): \(Self.words(for: status))")
    }
  }

  private static func words(for status: lxw_error) -> String {
    // SAFETY: the library returns a text of its own that lives as long as the program, and it is copied.
    unsafe lxw_strerror(status).map { unsafe String(cString: $0) } ?? "error \(status.rawValue)"
  }
}
