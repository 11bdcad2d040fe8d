/// The row that a ``CSVReader`` has just read. One object is used again for every row.
package final class CSVRow {
  /// The most columns a file may have.
  static let columnLimit = 16_384
  /// The most bytes of one row that are kept.
  static let rowLimit = 16 << 20

  /// The data row, from 1, not counting the header.
  package internal(set) var number = 0
  /// The line of the file on which the row begins or, in a row with an unclosed quotation mark, on
  /// which that mark stands.
  package internal(set) var line = 0
  /// Why the row must not be used.
  package private(set) var defect: IngestReceipt.Reason?
  /// The field that shows the defect.
  package private(set) var defectField: Int?

  /// The fields in UTF-8, each ended by byte 31; meaningless in a row with a defect.
  package internal(set) var bytes: [UInt8] = []
  /// For each field the index behind its terminator.
  private var ends: [Int] = []
  var columnCount = 0
  var isComplete = false

  /// How many fields the row has.
  package var count: Int { ends.count }

  /// Returns a field without surrounding blanks; an empty text for a field that the row lacks.
  package subscript(field: Int) -> String {
    let range = trimmedRange(of: field)
    return range.isEmpty ? "" : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether a field is missing or holds only blanks.
  package func isBlank(_ field: Int) -> Bool { trimmedRange(of: field).isEmpty }

  private func range(of field: Int) -> Range<Int> {
    guard field < ends.count else { return 0..<0 }
    return (field == 0 ? 0 : ends[field - 1])..<(ends[field] - 1)
  }

  private func trimmedRange(of field: Int) -> Range<Int> {
    let whole = range(of: field)
    let bytes = self.bytes
    var (lower, upper) = (whole.lowerBound, whole.upperBound)
    while lower < upper, bytes[lower].isBlank { lower += 1 }
    while lower < upper, bytes[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }

  /// The start of the field that shows the defect, made printable: at most 80 characters, with `\u{…}`
  /// for what cannot be shown.
  package var defectValue: String {
    guard let defectField, defectField < ends.count else { return "" }
    return CSVRow.printable(
      String(decoding: bytes[range(of: defectField)].prefix(640), as: UTF8.self))
  }

  /// Returns at most `limit` characters of `text`, with control characters and line ends spelt out.
  package static func printable(_ text: String, limit: Int = 80) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || (0x2028...0x2029).contains(scalar.value)
      {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return String(out.prefix(limit))
  }

  func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    defect = nil
    defectField = nil
    isComplete = false
  }

  /// Marks the row as unusable; the first reason counts, but an unclosed quotation mark explains all.
  func reject(_ reason: IngestReceipt.Reason, field: Int) {
    guard defect == nil || reason == .unclosedQuote else { return }
    defect = reason
    defectField = field
  }

  /// Returns whether the text of one more field is to be kept.
  func makesRoom(forFieldOf length: Int) -> Bool {
    if ends.count >= columnCount {
      reject(.fieldCount, field: ends.count)
    } else if length > CSVReader.fieldLimit || bytes.count + length > CSVRow.rowLimit {
      reject(.fieldTooLong, field: ends.count)
      endField()
    } else {
      return true
    }
    return false
  }

  func endField() {
    bytes.append(31)
    ends.append(bytes.count)
  }

  /// Converts the fields to UTF-8 and looks for what text must not hold.
  func check(encoding: TextEncoding) {
    guard defect == nil else { return }
    let bytes = self.bytes
    var isASCII = true
    var start = 0
    for (field, end) in ends.enumerated() {
      for index in start..<(end - 1) {
        let byte = bytes[index]
        if byte >= 0x80 {
          isASCII = false
        } else if byte < 0x20 && !byte.isBlank || byte == 0x7F {
          return reject(.controlCharacter, field: field)
        }
      }
      start = end
    }
    if !isASCII { convert(from: encoding) }
  }

  private func convert(from encoding: TextEncoding) {
    var converted: [UInt8] = []
    converted.reserveCapacity(bytes.count + 16)
    var newEnds: [Int] = []
    for field in ends.indices {
      guard encoding.append(bytes[range(of: field)], to: &converted) else {
        return reject(.invalidText, field: field)
      }
      converted.append(31)
      newEnds.append(converted.count)
    }
    bytes = converted
    ends = newEnds
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
