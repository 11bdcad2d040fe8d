import Foundation

/// A comma-separated file, row by row; quoted fields may hold commas and line ends.
struct Table {
  let header: [String]
  private let bytes: [UInt8]
  private var place: Int

  init(path: String) throws {
    bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    place = 0
    var first = Table.Rows(bytes: bytes)
    header = (first.next() ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
    place = first.place
  }

  var rows: Rows { Rows(bytes: bytes, place: place) }

  struct Rows: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var place = 0

    mutating func next() -> [String]? {
      guard place < bytes.count else { return nil }
      var cells: [String] = []
      while true {
        cells.append(cell())
        guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { break }
        place += 1
      }
      while place < bytes.count, bytes[place] == 10 || bytes[place] == 13 { place += 1 }
      return cells
    }

    private mutating func cell() -> String {
      while place < bytes.count, bytes[place] == 0x20 { place += 1 }
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return unquoted() }
      var text: [UInt8] = []
      place += 1
      while place < bytes.count {
        if bytes[place] == UInt8(ascii: "\"") {
          place += 1
          guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
        }
        text.append(bytes[place])
        place += 1
      }
      return String(decoding: text, as: UTF8.self) + unquoted()
    }

    /// Returns what stands before the next comma or line end.
    private mutating func unquoted() -> String {
      let start = place
      while place < bytes.count {
        let byte = bytes[place]
        if byte == UInt8(ascii: ",") || byte == 10 || byte == 13 { break }
        place += 1
      }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
  }
}
