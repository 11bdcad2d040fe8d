/// Why one row is not stored.
struct RowDefect: Error {
  let reason: IngestReceipt.Reason
  let column: String?
  let value: String
}

/// The columns of one file by name.
package struct ColumnIndex {
  let path: String
  let header: [String]

  package init(path: String, header: [String]) {
    self.path = path
    self.header = header
  }

  /// - Throws: ``IngestError/missingColumn(path:column:found:)`` or
  ///   ``IngestError/ambiguousColumn(path:column:)``.
  package func index(of column: String) throws(IngestError) -> Int {
    guard let first = header.firstIndex(of: column) else {
      throw .missingColumn(path: path, column: column, found: header)
    }
    guard header.lastIndex(of: column) == first else {
      throw .ambiguousColumn(path: path, column: column)
    }
    return first
  }
}

/// A `ValueMapping` whose columns have been looked up.
struct ValuePlan {
  /// The columns' names, for the receipt; nil for a constant.
  let column: String?
  private let fields: [Int]
  private let join: String
  private let constant: String?
  private let codes: [String: String]?
  private let otherCode: String?
  private let defaultValue: String
  private let unguard: Bool

  init(_ mapping: ValueMapping, in columns: ColumnIndex) throws(IngestError) {
    var fields: [Int] = []
    for column in mapping.columns {
      fields.append(try columns.index(of: column))
    }
    self.fields = fields
    column = mapping.columns.isEmpty ? nil : mapping.columns.joined(separator: " + ")
    join = mapping.join
    constant = mapping.constant
    codes = mapping.codes
    otherCode = mapping.codes?["*"]
    defaultValue = mapping.defaultValue ?? ""
    unguard = mapping.unguard
  }

  init?(_ mapping: ValueMapping?, in columns: ColumnIndex) throws(IngestError) {
    guard let mapping else { return nil }
    try self.init(mapping, in: columns)
  }

  /// Returns the text as it stands in the row: the non-empty fields, joined.
  func source(_ row: CSVRow) -> String {
    if let constant { return constant }
    if fields.count == 1 { return row[fields[0]] }
    var text = ""
    for field in fields where !row.isBlank(field) {
      text += (text.isEmpty ? "" : join) + row[field]
    }
    return text
  }

  /// Returns the text after codes and default, empty where there is none.
  func text(_ row: CSVRow) throws(RowDefect) -> String {
    let text = unguard ? CSVField.unguarded(source(row)) : source(row)
    if text.isEmpty { return defaultValue }
    guard let codes else { return text }
    guard let value = codes[text] ?? otherCode else { throw defect(.unknownCode, row) }
    return value
  }

  func required(_ row: CSVRow) throws(RowDefect) -> String {
    let text = try text(row)
    guard !text.isEmpty else { throw defect(.missingValue, row) }
    return text
  }

  /// Returns nil where the value is empty.
  func choice<Value: RawRepresentable>(
    _: Value.Type, _ row: CSVRow
  ) throws(RowDefect) -> Value? where Value.RawValue == String {
    let text = try text(row)
    if text.isEmpty { return nil }
    guard let value = Value(rawValue: text) else { throw defect(.unknownCode, row) }
    return value
  }

  /// Returns nil where the value is empty.
  func day(_ row: CSVRow, _ dates: inout DateReader) throws(RowDefect) -> Day? {
    let text = try text(row)
    if text.isEmpty { return nil }
    guard let day = dates.day(text) else { throw defect(.badDate, row) }
    return day
  }

  func defect(_ reason: IngestReceipt.Reason, _ row: CSVRow) -> RowDefect {
    RowDefect(reason: reason, column: column, value: CSVRow.printable(source(row)))
  }
}

/// A `RowFilter` whose column has been looked up.
struct FilterPlan {
  private let filter: RowFilter
  private let field: Int

  init(_ filter: RowFilter, in columns: ColumnIndex) throws(IngestError) {
    self.filter = filter
    field = try columns.index(of: filter.column)
  }

  static func plans(
    _ filters: [RowFilter]?, in columns: ColumnIndex
  ) throws(IngestError) -> [FilterPlan] {
    var plans: [FilterPlan] = []
    for filter in filters ?? [] { plans.append(try FilterPlan(filter, in: columns)) }
    return plans
  }

  /// Whether `row` meets the condition.
  func keeps(_ row: CSVRow) -> Bool {
    let text = row[field]
    if let equals = filter.equals { return equals.contains(text) }
    if let notEquals = filter.notEquals { return !notEquals.contains(text) }
    return text.isEmpty == !(filter.present ?? true)
  }

  func check(_ row: CSVRow) throws(RowDefect) {
    guard keeps(row) else {
      throw RowDefect(
        reason: .excluded, column: filter.column, value: CSVRow.printable(row[field]))
    }
  }
}
