/// A Swift source as text, with views that leave out what is not code.
///
/// Comments and the contents of strings are replaced by spaces in `code`, so that line numbers and
/// columns stay as they are in the file; code inside an interpolation stays.
struct SwiftText {
  let code: String
  /// The text of the comments alone, other characters replaced by spaces.
  let comments: String

  init(_ source: String) {
    var reader = SourceReader(source)
    reader.read()
    code = String(decoding: reader.code, as: UTF8.self)
    comments = String(decoding: reader.comments, as: UTF8.self)
  }
}

/// Sorts each byte of a source into code, comment or neither.
private struct SourceReader {
  private let bytes: [UInt8]
  private(set) var code: [UInt8]
  private(set) var comments: [UInt8]
  private var at = 0

  private static let quote = UInt8(ascii: "\"")
  private static let hash = UInt8(ascii: "#")
  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")

  init(_ source: String) {
    bytes = Array(source.utf8)
    let blank = bytes.map { $0 == SourceReader.newline ? $0 : UInt8(ascii: " ") }
    code = blank
    comments = blank
  }

  mutating func read() { readCode(untilClosing: false) }

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")

  private func has(_ first: UInt8, _ second: UInt8, at place: Int) -> Bool {
    place + 1 < bytes.count && bytes[place] == first && bytes[place + 1] == second
  }

  /// Reads code to the end of the file, or past the parenthesis that closes an interpolation.
  private mutating func readCode(untilClosing: Bool) {
    var depth = 0
    while at < bytes.count {
      if has(Self.slash, Self.slash, at: at) {
        readLineComment()
      } else if has(Self.slash, Self.star, at: at) {
        readBlockComment()
      } else if bytes[at] == SourceReader.quote || startsRawString {
        readString()
      } else {
        code[at] = bytes[at]
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
        at += 1
        if untilClosing && depth < 0 { return }
      }
    }
  }

  private var startsRawString: Bool {
    var place = at
    while place < bytes.count && bytes[place] == SourceReader.hash { place += 1 }
    return place > at && place < bytes.count && bytes[place] == SourceReader.quote
  }

  private mutating func readLineComment() {
    while at < bytes.count && bytes[at] != SourceReader.newline {
      comments[at] = bytes[at]
      at += 1
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      let opens = has(Self.slash, Self.star, at: at)
      let closes = has(Self.star, Self.slash, at: at)
      depth += opens ? 1 : closes ? -1 : 0
      for _ in 0..<(opens || closes ? 2 : 1) where at < bytes.count {
        if bytes[at] != SourceReader.newline { comments[at] = bytes[at] }
        at += 1
      }
    } while depth > 0 && at < bytes.count
  }

  private mutating func readString() {
    var hashes = 0
    while bytes[at] == SourceReader.hash {
      hashes += 1
      at += 1
    }
    let isLong = has(Self.quote, Self.quote, at: at) && has(Self.quote, Self.quote, at: at + 1)
    let quotes = isLong ? 3 : 1
    mark(quotes)
    while at < bytes.count {
      if closes(quotes: quotes, hashes: hashes) {
        mark(quotes + hashes)
        return
      }
      if !isLong && bytes[at] == SourceReader.newline { return }
      if bytes[at] == SourceReader.backslash && hasHashes(hashes, at: at + 1) {
        at += 1 + hashes
        guard at < bytes.count else { return }
        let interpolates = bytes[at] == UInt8(ascii: "(")
        at += 1
        if interpolates { readCode(untilClosing: true) }
      } else {
        at += 1
      }
    }
  }

  /// Keeps the quotation marks, so that code still shows where a string was.
  private mutating func mark(_ count: Int) {
    for _ in 0..<count where at < bytes.count {
      code[at] = SourceReader.quote
      at += 1
    }
  }

  private func closes(quotes: Int, hashes: Int) -> Bool {
    guard at + quotes <= bytes.count else { return false }
    return (at..<at + quotes).allSatisfy { bytes[$0] == SourceReader.quote }
      && hasHashes(hashes, at: at + quotes)
  }

  private func hasHashes(_ count: Int, at place: Int) -> Bool {
    place + count <= bytes.count
      && (place..<place + count).allSatisfy { bytes[$0] == SourceReader.hash }
  }
}
