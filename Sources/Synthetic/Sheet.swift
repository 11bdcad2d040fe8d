import Foundation

/// One file of the world: rows streamed to disk in ascending order of a key, with the planted rows
/// merged in where their keys fall, so that nothing but a buffer is held in memory.
struct Sheet {
  private let path: String
  private let handle: FileHandle
  private var text: RowText
  private var planted: [(key: Int, row: [UInt8])] = []
  private var nextPlanted = 0
  private(set) var rows = 0

  /// Makes the file, empties it if it exists, and writes the header.
  init(
    _ path: String, format: RowText = RowText(), columns: [String]
  ) throws(SyntheticError) {
    self.path = path
    self.text = format
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw .notWritten(path: path, reason: "it could not be opened") }
    self.handle = handle
    for column in columns { text.field(column) }
    text.endRow()
  }

  /// Gives the planted rows. To be called once, before the first `append`.
  mutating func plant(_ rows: [(key: Int, row: [UInt8])]) {
    planted = rows.enumerated()
      .sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map { $0.element }
  }

  /// Appends one row, after the planted rows whose keys are not above `key`.
  mutating func append(
    key: Int = .min, _ write: (inout RowText) -> Void
  ) throws(SyntheticError) {
    while nextPlanted < planted.count, planted[nextPlanted].key <= key { appendPlanted() }
    write(&text)
    text.endRow()
    rows += 1
    if text.count > 1 << 20 { try flush() }
  }

  /// Writes what is left and closes the file.
  mutating func close() throws(SyntheticError) {
    while nextPlanted < planted.count { appendPlanted() }
    try flush()
    do { try handle.close() } catch {
      throw .notWritten(path: path, reason: error.localizedDescription)
    }
  }

  private mutating func appendPlanted() {
    text.append(row: planted[nextPlanted].row)
    nextPlanted += 1
    rows += 1
  }

  private mutating func flush() throws(SyntheticError) {
    do { try handle.write(contentsOf: text.bytes) } catch {
      throw .notWritten(path: path, reason: error.localizedDescription)
    }
    text.removeAll()
  }
}
