extension CSVReader {
  /// What separates the fields, how the bytes spell text, and the column names of a file that has no
  /// header line.
  package struct Format: Sendable, Equatable {
    package var delimiter: UInt8
    package var encoding: TextEncoding
    package var columns: [String]?

    package init(
      delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8,
      columns: [String]? = nil
    ) {
      self.delimiter = delimiter
      self.encoding = encoding
      self.columns = columns
    }
  }
}
