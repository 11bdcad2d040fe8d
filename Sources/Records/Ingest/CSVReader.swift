import CCSV
import Foundation

/// Reads a delimited text file row by row in constant memory.
///
///     var reader = try CSVReader.open("keepers.csv")
///     while try reader.next() {
///       print(reader.row.number, reader.row[0])
///     }
///
/// Line ends may be LF, CRLF or CR, also mixed; a field may hold them inside quotation marks. Blank
/// lines are no rows. A quotation mark inside an unquoted field is text; behind a closed quoted field
/// it makes the row malformed. Blanks round an unquoted field are dropped.
///
/// A row that cannot be trusted is still delivered, with its `defect`, so that receipts add up. After
/// a quotation mark that is never closed, reading resumes on the line after it, so that one stray
/// mark costs one row; a file built of stray marks is re-read at most eight times over.
///
/// - Complexity: O(bytes) time; memory for one chunk and the longest row, at most 17 MiB.
///
/// > Source: RFC 4180, parsed by libcsv.
package struct CSVReader: ~Copyable {
  /// The longest field that is kept, in bytes: 1 MiB.
  package static let fieldLimit = 1 << 20

  /// Column names, trimmed.
  package private(set) var header: [String] = []
  /// The row that the last `next()` delivered; overwritten by the following one.
  package let row: CSVRow
  /// Size of the file in bytes, and how many of them have been consumed.
  package var bytesTotal: Int { file.size }
  package private(set) var bytesDone = 0

  private let file: OpenFile
  private let parser: Parser
  private let format: Format
  private var chunk: [UInt8] = []
  private var cursor = 0
  /// Offset in the file of the byte behind the chunk.
  private var readOffset = 0
  private var line = 1
  private var rowNumber = 0
  private var rowLine = 1
  private var quoteLine = 0
  /// Offset of the line after `quoteLine`; nil while that line has not ended.
  private var resumeOffset: Int?
  private var skipsToLineEnd = false
  private var rereadBudget: Int
  private var finished = false

  /// Opens the file and reads its header.
  ///
  /// - Throws: ``IngestError`` where `path` is not a readable, non-empty regular file, or its header
  ///   cannot be read.
  package static func open(
    _ path: String, format: Format = Format()
  ) throws(IngestError) -> CSVReader {
    var reader = CSVReader(try OpenFile(path: path), format)
    try reader.begin()
    return reader
  }

  private init(_ file: consuming OpenFile, _ format: Format) {
    self.format = format
    rereadBudget = 8 * file.size
    self.file = file
    row = CSVRow()
    parser = Parser(delimiter: format.delimiter)
  }

  private mutating func begin() throws(IngestError) {
    try fill()
    guard !chunk.isEmpty else { throw .empty(path: file.path) }
    try skipByteOrderMark()
    if let columns = format.columns {
      header = columns
      row.columnCount = columns.count
    } else {
      try readHeader()
    }
  }

  private mutating func skipByteOrderMark() throws(IngestError) {
    if chunk.starts(with: [0xEF, 0xBB, 0xBF]) {
      cursor = 3
    } else if chunk.starts(with: [0xFF, 0xFE]) || chunk.starts(with: [0xFE, 0xFF]) {
      throw .badHeader(path: file.path, problem: "the file is in UTF-16")
    }
  }

  private mutating func readHeader() throws(IngestError) {
    row.columnCount = CSVRow.columnLimit
    guard try next() else { throw .empty(path: file.path) }
    if let defect = row.defect {
      throw .badHeader(path: file.path, problem: defect.rawValue)
    }
    header = (0..<row.count).map { row[$0] }
    row.columnCount = header.count
    rowNumber = 0
  }

  /// Moves on to the next row and returns whether there is one.
  ///
  /// - Throws: ``IngestError/changedWhileRead(path:)`` at the end of a file that grew, shrank or was
  ///   written to since it was opened; ``IngestError/unreadable(path:problem:)``.
  package mutating func next() throws(IngestError) -> Bool {
    row.clear()
    while true {
      if cursor == chunk.count {
        try fill()
        if chunk.isEmpty {
          if try deliverLastRow() { return true }
          return false
        }
      }
      let start = cursor
      let endsLine = moveToPieceEnd()
      if skipsToLineEnd {
        skipsToLineEnd = !endsLine
        line += endsLine ? 1 : 0
        continue
      }
      if parser.isBetweenRows { rowLine = line }
      if try consume(start..<cursor, endsLine: endsLine) { return true }
    }
  }

  /// Feeds one piece of a line to the parser and returns whether a row is complete.
  private mutating func consume(_ piece: Range<Int>, endsLine: Bool) throws(IngestError) -> Bool {
    let wasQuoted = parser.isQuoted
    let fieldsBefore = row.count
    let wellFormed = parser.feed(chunk, piece, into: row)
    let opensHere = !wasQuoted || row.count > fieldsBefore
    if !wellFormed || parser.isQuoted {
      if opensHere {
        quoteLine = line
        resumeOffset = nil
      }
      if quoteLine == line, endsLine { resumeOffset = offset }
    }
    line += endsLine ? 1 : 0
    if !wellFormed {
      skipsToLineEnd = !endsLine
      try rejectUnclosed()
      return true
    }
    guard row.isComplete else { return false }
    deliver()
    return true
  }

  /// Rejects the row whose quotation mark was never closed and resumes on the line after it.
  private mutating func rejectUnclosed() throws(IngestError) {
    parser.reset()
    rowLine = quoteLine
    row.reject(.unclosedQuote, field: row.count)
    deliver()
    guard let resumeOffset, resumeOffset < offset, rereadBudget >= offset - resumeOffset else {
      return
    }
    rereadBudget -= offset - resumeOffset
    line = quoteLine + 1
    skipsToLineEnd = false
    let chunkStart = readOffset - chunk.count
    if resumeOffset >= chunkStart {
      cursor = resumeOffset - chunkStart
    } else {
      readOffset = resumeOffset
      try fill()
    }
  }

  private mutating func deliverLastRow() throws(IngestError) -> Bool {
    if !finished {
      if parser.isInsideQuotes {
        try rejectUnclosed()
        return true
      }
      finished = true
      parser.finish(into: row)
      if row.isComplete {
        deliver()
        return true
      }
    }
    if try file.hasChanged() || readOffset != file.size {
      throw .changedWhileRead(path: file.path)
    }
    return false
  }

  private mutating func deliver() {
    rowNumber += 1
    row.number = rowNumber
    row.line = rowLine
    row.check(encoding: format.encoding)
    bytesDone = max(bytesDone, offset)
  }

  /// Offset in the file of the next byte to be consumed.
  private var offset: Int { readOffset - chunk.count + cursor }

  /// Moves `cursor` behind the end of the line, or of the chunk, and returns whether a line ended.
  private mutating func moveToPieceEnd() -> Bool {
    let bytes = chunk
    var index = cursor
    defer { cursor = index }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A { return true }
      if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        return true
      }
    }
    return false
  }

  /// Reads the next chunk. A chunk never ends between the two bytes of a CRLF.
  private mutating func fill() throws(IngestError) {
    cursor = 0
    try file.read(into: &chunk, count: 1 << 18, at: readOffset)
    readOffset += chunk.count
    if chunk.last == 0x0D {
      var extra: [UInt8] = []
      try file.read(into: &extra, count: 1, at: readOffset)
      chunk += extra
      readOffset += extra.count
    }
  }
}

/// An open regular file.
private struct OpenFile: ~Copyable {
  let path: String
  let size: Int
  private let descriptor: Int32
  private let modified: timespec

  init(path: String) throws(IngestError) {
    // O_NONBLOCK: a named pipe without a writer must not block us before we can refuse it.
    // SAFETY: Swift passes `path` as a terminated copy, and `info` outlives the call that fills it.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
      throw .unreadable(path: path, problem: OpenFile.problem())
    }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else {
      let problem = OpenFile.problem()
      close(descriptor)
      throw .unreadable(path: path, problem: problem)
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile(path: path, isDirectory: info.st_mode & S_IFMT == S_IFDIR)
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(info.st_size)
    modified = info.st_mtim
  }

  deinit { close(descriptor) }

  /// Replaces `buffer` with up to `count` bytes from `offset` on; empty at the end of the file.
  func read(into buffer: inout [UInt8], count: Int, at offset: Int) throws(IngestError) {
    var failure: String?
    // SAFETY: `pread` writes at most `count` bytes, for which the storage has room, and returns how
    // many it wrote; just these are counted as initialised.
    buffer = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { storage, filled in
      var got = unsafe pread(descriptor, storage.baseAddress, count, off_t(offset))
      while got < 0, errno == EINTR {
        got = unsafe pread(descriptor, storage.baseAddress, count, off_t(offset))
      }
      if got < 0 { failure = OpenFile.problem() }
      filled = max(got, 0)
    }
    if let failure { throw .unreadable(path: path, problem: failure) }
  }

  /// Whether size or modification time differ from when the file was opened.
  func hasChanged() throws(IngestError) -> Bool {
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else {
      throw .unreadable(path: path, problem: OpenFile.problem())
    }
    return Int(info.st_size) != size || info.st_mtim.tv_sec != modified.tv_sec
      || info.st_mtim.tv_nsec != modified.tv_nsec
  }

  private static func problem() -> String {
    // SAFETY: `strerror` returns a terminated string, copied before any other call.
    unsafe String(cString: strerror(errno)).lowercased()
  }
}

/// Owner of libcsv's parser, which nothing outside this type can reach.
@safe private struct Parser: ~Copyable {
  private let handle: UnsafeMutablePointer<csv_parser>

  init(delimiter: UInt8) {
    unsafe handle = .allocate(capacity: 1)
    unsafe handle.initialize(to: csv_parser())
    unsafe csv_init(handle, UInt8(CSV_STRICT))
    unsafe csv_set_delim(handle, delimiter)
    unsafe csv_set_blk_size(handle, 1 << 14)
  }

  deinit {
    // SAFETY: `init` allocated and initialised the parser, and nothing else frees it.
    unsafe csv_free(handle)
    unsafe handle.deinitialize(count: 1)
    unsafe handle.deallocate()
  }

  // libcsv's states: 0 between rows, 1 between fields, 2 in a field, 3 behind a quotation mark that
  // may close the field.
  var isBetweenRows: Bool { unsafe handle.pointee.pstate == 0 }
  var isInsideQuotes: Bool { unsafe handle.pointee.pstate == 2 && handle.pointee.quoted != 0 }
  var isQuoted: Bool { unsafe handle.pointee.pstate >= 2 && handle.pointee.quoted != 0 }

  /// Forgets the row begun.
  func reset() {
    unsafe handle.pointee.pstate = 0
    unsafe handle.pointee.quoted = 0
    unsafe handle.pointee.spaces = 0
    unsafe handle.pointee.entry_pos = 0
  }

  /// Parses bytes that end at the latest with a line, so that at most one row is completed. Returns
  /// false where text follows a closed quoted field.
  func feed(_ bytes: [UInt8], _ range: Range<Int>, into row: CSVRow) -> Bool {
    let context = unsafe Unmanaged.passUnretained(row).toOpaque()
    // SAFETY: `range` lies in `bytes` (slicing checks it); libcsv reads `count` bytes from `start`
    // and keeps neither pointer; `row` outlives the call because the caller holds it.
    let wellFormed = unsafe bytes[range].withUnsafeBufferPointer { piece in
      var start = 0
      while start < piece.count {
        let rest = unsafe piece.baseAddress.map { unsafe $0 + start }
        start += unsafe csv_parse(
          handle, rest, piece.count - start, appendField, completeRow, context)
        if start == piece.count { break }
        guard unsafe csv_error(handle) == CSV_EPARSE, unsafe handle.pointee.quoted == 0 else {
          return false
        }
        // A quotation mark inside an unquoted field is text: take this one byte leniently.
        unsafe csv_set_opts(handle, 0)
        let mark = unsafe piece.baseAddress.map { unsafe $0 + start }
        start += unsafe csv_parse(handle, mark, 1, appendField, completeRow, context)
        unsafe csv_set_opts(handle, UInt8(CSV_STRICT))
      }
      return true
    }
    shortenLongField(of: row)
    return wellFormed
  }

  /// Completes the row begun at the end of the file.
  func finish(into row: CSVRow) {
    let context = unsafe Unmanaged.passUnretained(row).toOpaque()
    // SAFETY: as in `feed`.
    _ = unsafe csv_fini(handle, appendField, completeRow, context)
  }

  /// Drops the text of a field over the limit, so that libcsv's buffer stays bounded.
  private func shortenLongField(of row: CSVRow) {
    guard unsafe handle.pointee.entry_pos > CSVReader.fieldLimit else { return }
    row.reject(.fieldTooLong, field: row.count)
    // SAFETY: in state 3 the buffer ends with the quotation mark and the blanks behind it, which
    // libcsv subtracts again; in all other states nothing is subtracted once `spaces` is 0.
    if unsafe handle.pointee.pstate == 3 {
      unsafe handle.pointee.entry_pos = handle.pointee.spaces + 1
    } else {
      unsafe handle.pointee.entry_pos = 0
      unsafe handle.pointee.spaces = 0
    }
  }
}

private func appendField(
  _ field: UnsafeMutableRawPointer?, _ length: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let context = unsafe context else { return }
  // SAFETY: `context` is the row that `feed` or `finish` holds; `field` has `length` bytes.
  let row = unsafe Unmanaged<CSVRow>.fromOpaque(context).takeUnretainedValue()
  if row.makesRoom(forFieldOf: length) {
    unsafe row.bytes.append(contentsOf: UnsafeRawBufferPointer(start: field, count: length))
    row.endField()
  }
}

private func completeRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  // SAFETY: as in `appendField`.
  unsafe Unmanaged<CSVRow>.fromOpaque(context).takeUnretainedValue().isComplete = true
}
