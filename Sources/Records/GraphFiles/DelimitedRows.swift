/// Rows of fields between delimiters, read one at a time: quoted fields may hold the delimiter,
/// doubled quotes and line ends; blank rows and comment rows (`#`, `%`) are passed over.
struct DelimitedRows {
  /// The most fields that a row may have.
  static let mostFields = 100_000

  enum Delimiter: Equatable {
    case byte(UInt8)
    case blanks
  }

  private let text: GraphText
  private let delimiter: Delimiter
  private var position = 0
  /// The byte at which the row last read starts.
  private(set) var start = 0
  /// The fields of the row last read, as ranges of bytes with quotation marks cut off.
  private(set) var fields: [Range<Int>] = []
  /// The positions in `fields` that hold doubled quotes still to be undone.
  private var doubled: Set<Int> = []

  init(_ text: GraphText, delimiter: Delimiter) {
    self.text = text
    self.delimiter = delimiter
  }

  /// Reads the next row into `fields`; false at the end of the file.
  mutating func next() throws(GraphFileError) -> Bool {
    skipToRow()
    guard position < text.bytes.count else { return false }
    start = position
    fields.removeAll(keepingCapacity: true)
    doubled.removeAll(keepingCapacity: true)
    while true {
      skipBlanks()
      if delimiter == .blanks && (isAtEnd || GraphByte.isBreak(text.bytes[position])) {
        return true
      }
      fields.append(try field())
      guard fields.count <= Self.mostFields else {
        throw text.malformed(
          at: start, "more than \(Self.mostFields) fields in one row",
          "check the line ends, or write the graph as a list of links")
      }
      skipBlanks()
      guard !isAtEnd, !GraphByte.isBreak(text.bytes[position]) else { return true }
      if case .byte = delimiter { position += 1 }
    }
  }

  /// Returns the bytes of field `index` of the row last read.
  func bytes(_ index: Int) -> [UInt8] {
    let field = text.bytes[fields[index]]
    guard doubled.contains(index) else { return [UInt8](field) }
    var result: [UInt8] = []
    var isSecond = false
    for byte in field {
      isSecond = byte == GraphByte.quote && !isSecond
      if !isSecond || byte != GraphByte.quote { result.append(byte) }
    }
    return result
  }

  /// Whether field `index` of the row last read needs no undoing: its range is its value.
  func isVerbatim(_ index: Int) -> Bool { doubled.isEmpty || !doubled.contains(index) }

  private var isAtEnd: Bool { position >= text.bytes.count }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    switch delimiter {
    case .byte(let delimiter): byte == delimiter
    case .blanks: GraphByte.isBlank(byte)
    }
  }

  private mutating func skipBlanks() {
    while !isAtEnd, GraphByte.isBlank(text.bytes[position]),
      delimiter == .blanks || !isDelimiter(text.bytes[position])
    {
      position += 1
    }
  }

  private mutating func skipToRow() {
    while !isAtEnd {
      let byte = text.bytes[position]
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") {
        while !isAtEnd, !GraphByte.isBreak(text.bytes[position]) { position += 1 }
      } else if GraphByte.isBreak(byte) || byte == GraphByte.space
        || delimiter == .blanks && byte == GraphByte.tab
      {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func field() throws(GraphFileError) -> Range<Int> {
    let isQuoted = !isAtEnd && text.bytes[position] == GraphByte.quote
    let range = isQuoted ? try quotedField() : bareField()
    guard range.count <= GraphText.longestField else {
      throw text.tooLong(at: start, "check the delimiter and the quotation marks")
    }
    return range
  }

  private mutating func bareField() -> Range<Int> {
    let first = position
    let limit = first + GraphText.longestField
    while !isAtEnd, position <= limit, !isDelimiter(text.bytes[position]),
      !GraphByte.isBreak(text.bytes[position])
    {
      position += 1
    }
    var last = position
    while last > first, GraphByte.isBlank(text.bytes[last - 1]) { last -= 1 }
    return first..<last
  }

  private mutating func quotedField() throws(GraphFileError) -> Range<Int> {
    let first = position + 1
    position = first
    let limit = first + GraphText.longestField
    while !isAtEnd {
      if position > limit { return first..<position }
      if text.bytes[position] == GraphByte.quote {
        guard position + 1 < text.bytes.count, text.bytes[position + 1] == GraphByte.quote else {
          break
        }
        doubled.insert(fields.count)
        position += 1
      }
      position += 1
    }
    guard !isAtEnd else {
      throw text.malformed(
        at: first, "a quotation mark is never closed", "close it, or double it inside a value")
    }
    let range = first..<position
    position += 1
    skipBlanks()
    guard isAtEnd || isDelimiter(text.bytes[position]) || GraphByte.isBreak(text.bytes[position])
    else {
      throw text.malformed(
        at: position, "text follows a closing quotation mark",
        "double quotation marks inside a value")
    }
    return range
  }
}
