import Crypto
import Foundation

/// SHA-256 over a list of fields. Each field is preceded by its length, so that no two lists of
/// fields give the same bytes.
///
/// > Source: NIST FIPS 180-4, "Secure Hash Standard", [10.6028/NIST.FIPS.180-4][doi].
/// >
/// > [doi]: https://doi.org/10.6028/NIST.FIPS.180-4
struct FieldDigest {
  private var hash = SHA256()

  mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  mutating func add(_ number: Int) {
    add(String(number))
  }

  /// A missing value differs from an empty one.
  mutating func add(optional text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  mutating func add(_ bytes: [UInt8]) {
    var length: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      length.append(UInt8(truncatingIfNeeded: bytes.count >> shift))
    }
    hash.update(data: length)
    hash.update(data: bytes)
  }

  var bytes: [UInt8] { Array(hash.finalize()) }
  var hexadecimal: String { bytes.hexadecimal }
}

/// SHA-256 of a row as four words, the most significant first.
struct RowDigest: Comparable {
  let a, b, c, d: UInt64

  init(_ content: [UInt8]) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (place, byte) in SHA256.hash(data: content).enumerated() {
      switch place >> 3 {
      case 0: words.0 = words.0 << 8 | UInt64(byte)
      case 1: words.1 = words.1 << 8 | UInt64(byte)
      case 2: words.2 = words.2 << 8 | UInt64(byte)
      default: words.3 = words.3 << 8 | UInt64(byte)
      }
    }
    (a, b, c, d) = words
  }

  static func < (x: RowDigest, y: RowDigest) -> Bool {
    if x.a != y.a { return x.a < y.a }
    return (x.b, x.c, x.d) < (y.b, y.c, y.d)
  }
}

/// The digest of a source's rows that does not depend on their order: SHA-256 over how many there are
/// and the sum of their digests.
///
/// - Complexity: Constant memory, one SHA-256 a row.
struct RowSetDigest {
  private var count = 0
  private var sum = DigestSum()

  mutating func add(row content: [UInt8]) {
    count += 1
    sum.add(RowDigest(content))
  }

  /// Hexadecimal.
  consuming func finish() -> String {
    var hash = FieldDigest()
    hash.add(count)
    hash.add(sum.hexadecimal)
    return hash.hexadecimal
  }
}

/// An input file as it was when its bytes were digested.
struct FileIdentity: Equatable {
  /// Hexadecimal SHA-256 of all bytes.
  let digest: String
  private let size: Int
  private let modified: Date?

  /// Reads all of `file` in pieces of 1 MiB.
  init(file: String) throws(CaseError) {
    let place = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
    guard type == nil || type == .typeRegular else {
      let detail = type == .typeDirectory ? "is a folder" : "is not a regular file"
      throw CaseError.unreadable(file: file, detail: detail)
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      defer { try? handle.close() }
      var hash = SHA256()
      while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
        hash.update(data: data)
      }
      digest = Array(hash.finalize()).hexadecimal
    } catch {
      throw CaseError.unreadable(file: file, detail: FileIdentity.words(for: error))
    }
    (size, modified) = FileIdentity.stamp(of: file)
  }

  /// Whether the file has neither grown nor been written to since.
  func isCurrent(file: String) -> Bool {
    FileIdentity.stamp(of: file) == (size, modified)
  }

  private static func stamp(of file: String) -> (Int, Date?) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: file).resolvingSymlinksInPath().path)
    return (
      attributes?[.size] as? Int ?? -1, attributes?[.modificationDate] as? Date
    )
  }

  private static func words(for error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "no such file"
    case .fileReadNoPermission: "permission denied"
    default: "not a readable file"
    }
  }
}

extension [UInt8] {
  /// Two lower-case digits per byte.
  var hexadecimal: String {
    let digits = Array<UInt8>("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(count * 2)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// SHA-256 of a file.
enum FileDigest {
  static func hexadecimal(of data: Data) -> String { Array(SHA256.hash(data: data)).hexadecimal }
}
