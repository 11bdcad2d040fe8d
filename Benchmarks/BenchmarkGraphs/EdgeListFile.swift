import Foundation

/// Why a file of links cannot be read.
public enum EdgeListError: Error, CustomStringConvertible {
  case unreadable(String)
  case unwritable(String)
  case notAnEdgeList(String)
  case wrongSize(String, expected: Int, found: Int)
  case wrongDigest(String)

  public var description: String {
    switch self {
    case .unreadable(let path): "\(path): cannot be read; check the path"
    case .unwritable(let path): "\(path): cannot be written; check that its folder is there"
    case .notAnEdgeList(let path):
      "\(path): does not begin with OCGEDGES; make it with `graph-kernels generate`"
    case .wrongSize(let path, let expected, let found):
      "\(path): has \(found) bytes where its head tells of \(expected); make it again"
    case .wrongDigest(let path):
      "\(path): does not have the digest that its head names; make it again"
    }
  }
}

/// The file form of an edge list: little-endian, a head of 64 bytes and then plain arrays, which
/// NumPy maps with `numpy.memmap`.
///
/// | bytes | content |
/// |---|---|
/// | 0-7 | `OCGEDGES` |
/// | 8-15 | flags: 1 directed, 2 strengths, 4 periods, 8 truth |
/// | 16-23, 24-31, 32-39 | number of nodes, links and members |
/// | 40-47 | digest |
/// | 64- | links, two Int32 each; then strengths, Float64; periods, two Int32; truth, Int32 |
extension EdgeList {
  private static let magic = Array("OCGEDGES".utf8)
  private static let headSize = 64

  /// Writes the binary form.
  public func write(to path: String) throws {
    var head = Data(Self.magic)
    let flags =
      (isDirected ? 1 : 0) | (strengths.isEmpty ? 0 : 2) | (periods.isEmpty ? 0 : 4)
      | (truth.isEmpty ? 0 : 8)
    for word in [flags, nodeCount, links.count, memberCount] { append(UInt64(word), to: &head) }
    append(digest, to: &head)
    head.append(Data(count: Self.headSize - head.count))
    let file = try Self.newFile(path)
    defer { try? file.close() }
    try file.write(contentsOf: head)
    try write(links, to: file)
    try write(strengths, to: file)
    try write(periods, to: file)
    try write(truth, to: file)
  }

  private static func newFile(_ path: String) throws -> FileHandle {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw EdgeListError.unwritable(path) }
    return file
  }

  private func append(_ word: UInt64, to data: inout Data) {
    for byte in 0..<8 { data.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
  }

  /// SAFETY: the elements are plain numbers without padding, and the buffer is copied to the file
  /// before the closure returns.
  private func write<Element>(_ array: [Element], to file: FileHandle) throws {
    let step = 1 << 22
    for start in stride(from: 0, to: array.count, by: step) {
      let part = array[start..<min(array.count, start + step)]
      try file.write(contentsOf: unsafe part.withUnsafeBytes { unsafe Data($0) })
    }
  }

  /// Reads the binary form and checks its size and its digest.
  public static func read(_ path: String) throws -> EdgeList {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    else { throw EdgeListError.unreadable(path) }
    guard data.count >= headSize, data.prefix(8).elementsEqual(magic) else {
      throw EdgeListError.notAnEdgeList(path)
    }
    let head = (1...5).map { word(data, at: 8 * $0) }
    let flags = head[0]
    guard let nodes = Int32(exactly: head[1]), let links = Int32(exactly: head[2]),
      let members = Int32(exactly: head[3]), members <= nodes
    else { throw EdgeListError.notAnEdgeList(path) }
    let (n, m) = (Int(nodes), Int(links))
    func count(_ flag: UInt64, _ count: Int) -> Int { flags & flag > 0 ? count : 0 }
    let counts = [m, count(2, m), count(4, m), count(8, n)]
    let expected = headSize + 8 * (counts[0] + counts[1] + counts[2]) + 4 * counts[3]
    guard data.count == expected else {
      throw EdgeListError.wrongSize(path, expected: expected, found: data.count)
    }
    var at = headSize
    var graph = EdgeList(nodeCount: n, links: array(counts[0], Link(0, 0), data, &at))
    graph.memberCount = Int(members)
    graph.isDirected = flags & 1 > 0
    graph.strengths = array(counts[1], 0, data, &at)
    graph.periods = array(counts[2], Period(0, 0), data, &at)
    graph.truth = array(counts[3], 0, data, &at)
    guard graph.digest == head[4] else { throw EdgeListError.wrongDigest(path) }
    return graph
  }

  private static func word(_ data: Data, at start: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in 0..<8 {
      word |= UInt64(data[data.startIndex + start + byte]) << UInt64(8 * byte)
    }
    return word
  }

  /// SAFETY: `Element` is made of plain numbers without padding, for which any bytes are a value;
  /// the caller has checked that `data` holds `count` of them from `at` on.
  private static func array<Element>(
    _ count: Int, _ zero: Element, _ data: Data, _ at: inout Int
  ) -> [Element] {
    var array = [Element](repeating: zero, count: count)
    let size = count * MemoryLayout<Element>.stride
    let start = data.startIndex + at
    unsafe array.withUnsafeMutableBytes { bytes in
      _ = unsafe data.copyBytes(to: bytes, from: start..<(start + size))
    }
    at += size
    return array
  }

  /// Writes one link per line, as two numbers with a space, which GAPBS, igraph and NetworKit
  /// read; where there are strengths, those as a third number.
  public func writeText(to path: String) throws {
    let file = try Self.newFile(path)
    defer { try? file.close() }
    var text = ""
    for (i, link) in links.enumerated() {
      text += "\(link.source) \(link.target)"
      if !strengths.isEmpty { text += " \(strengths[i])" }
      text += "\n"
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
  }
}
