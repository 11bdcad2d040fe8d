import Foundation

/// The bytes of one graph file with the checks that hold for every format: it exists, it is a
/// file, it is text, and its fields are of a sane length.
struct GraphText {
  /// The longest name, number or quoted value that is read, in bytes.
  static let longestField = 65_536
  /// The largest file that is read, in bytes.
  static let largestFile = 4_000_000_000

  let path: String
  private(set) var bytes: [UInt8]
  private(set) var notes: [String] = []

  /// Reads the whole file once, so that a file that grows meanwhile cannot change under us.
  init(contentsOf path: String) throws(GraphFileError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .unreadable(
        file: path, problem: "no such file", nextStep: "check the path and its spelling")
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType != .typeDirectory else {
      throw .unreadable(
        file: path, problem: "is a directory", nextStep: "name one graph file inside it")
    }
    guard attributes?[.size] as? Int ?? 0 <= Self.largestFile else {
      throw .unreadable(
        file: path, problem: "more than \(Self.largestFile) bytes",
        nextStep: "split the graph by period or by area")
    }
    do {
      self.init(path: path, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    } catch {
      throw .unreadable(
        file: path, problem: "cannot be read", nextStep: "check that you have permission to read it"
      )
    }
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.bytes.removeFirst(3) }
  }

  /// Reads bytes that are not UTF-8 as Latin-1, unless only the end is cut off.
  mutating func acceptLatin1() {
    guard let flaw = firstFlaw(), flaw < bytes.count - 3 else { return }
    bytes = bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
    notes.append("not UTF-8: read as Latin-1")
  }

  /// Reads an XML file as Latin-1 where its first line says so.
  mutating func acceptDeclaredLatin1() {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    guard head.contains("iso-8859-1") || head.contains("latin1") else { return }
    acceptLatin1()
  }

  /// Throws for bytes that are no text in any encoding that is read.
  func checkIsText() throws(GraphFileError) {
    if bytes.allSatisfy({ $0 <= GraphByte.space }) {
      throw .unreadable(
        file: path, problem: "is empty", nextStep: "export the graph again")
    }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x1F, 0x8B]) {
      throw .unknownFormat(
        file: path, problem: "this is a compressed file or a spreadsheet",
        nextStep: "unpack it, or save the sheet as CSV")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw malformed(at: 0, "the text is UTF-16", "save the file as UTF-8")
    }
    if let position = bytes.firstIndex(of: 0) {
      throw malformed(
        at: position, "a NUL byte, so this is not text or is damaged", "export the file again")
    }
  }

  /// Throws unless every byte belongs to a valid UTF-8 character.
  func checkEncoding() throws(GraphFileError) {
    if let position = firstFlaw() {
      throw malformed(
        at: position, "byte \(position + 1) is not valid UTF-8", "save the file as UTF-8")
    }
  }

  private func firstFlaw() -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var position = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): position += scalar.count
      case .emptyInput: return nil
      case .error: return position
      }
    }
  }

  /// Returns the error for what stands at byte `offset`.
  func malformed(at offset: Int, _ problem: String, _ nextStep: String) -> GraphFileError {
    .malformed(file: path, line: line(at: offset), problem: problem, nextStep: nextStep)
  }

  /// Returns the value of an attribute that an element at byte `offset` cannot do without.
  func required(
    _ value: String?, _ attribute: String, of element: String, at offset: Int
  ) throws(GraphFileError) -> String {
    guard let value, !value.isEmpty else {
      throw malformed(at: offset, "<\(element)> without \(attribute)", "export the file again")
    }
    return value
  }

  /// Returns the error for a value that starts at byte `offset` and is too long.
  func tooLong(at offset: Int, _ nextStep: String) -> GraphFileError {
    malformed(at: offset, "a value of more than \(Self.longestField) bytes", nextStep)
  }

  /// Returns the number of the line that byte `offset` is on, for LF, CR LF and CR alone.
  func line(at offset: Int) -> Int {
    var line = 1
    for position in 0..<min(offset, bytes.count)
    where bytes[position] == GraphByte.lineFeed
      || (bytes[position] == GraphByte.carriageReturn
        && (position + 1 == bytes.count || bytes[position + 1] != GraphByte.lineFeed))
    {
      line += 1
    }
    return line
  }

  /// Returns the text in `range`, shortened for a message.
  func excerpt(_ range: Range<Int>) -> String {
    excerpt(of: bytes[range])
  }

  /// Returns `value` in quotation marks, shortened for a message.
  func excerpt(of value: some Collection<UInt8>) -> String {
    let shown = CSVRow.printable(String(decoding: value.prefix(40), as: UTF8.self))
    return "\"\(shown)\(value.count > 40 ? "..." : "")\""
  }

  /// Returns the strength written in `field`, which starts at byte `offset`.
  func strength(_ field: some Collection<UInt8>, at offset: Int) throws(GraphFileError) -> Double {
    guard let value = DecimalNumber.parse(field), value.isFinite, value > 0 else {
      throw .strength(file: path, line: line(at: offset), value: excerpt(of: field))
    }
    return value
  }
}

/// The bytes that structure text.
enum GraphByte {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")

  static func isBreak(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }
}
