import Foundation

/// The names of somebody who is removed, and where they still stand.
///
/// A name that is only the beginning of a longer one that stays, as `S/nominal/1` is of
/// `S/nominal/12`, does not count where the longer one stands.
struct DisposedNames {
  private let names: [[UInt8]]
  /// Longer names that stay, by the name that they begin with.
  private let staying: [[[UInt8]]]
  /// Whether a name begins with the byte.
  private let isFirst: [Bool]

  /// - Parameters:
  ///   - names: Empty ones are left out.
  ///   - staying: Names that stay in the case.
  init(_ names: [String], staying: [String]) {
    let wanted = Set(names).sorted().map { Array($0.utf8) }.filter { !$0.isEmpty }
    let kept = staying.map { Array($0.utf8) }
    self.names = wanted
    self.staying = wanted.map { name in
      kept.filter { $0.count > name.count && $0.starts(with: name) }
    }
    var isFirst = [Bool](repeating: false, count: 256)
    for name in wanted { isFirst[Int(name[0])] = true }
    self.isFirst = isFirst
  }

  /// Whether one of the names stands in `text`, as it is or as JSON writes it.
  func occur(in text: String?) -> Bool {
    guard let text, !text.isEmpty else { return false }
    let plain =
      text.contains("\\") ? text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\") : text
    return !found(in: Array(text.utf8)).isEmpty
      || (plain != text && !found(in: Array(plain.utf8)).isEmpty)
  }

  /// Returns how many of the names stand in a file.
  ///
  /// - Complexity: Reads the file in pieces of 8 MiB.
  func count(inFile path: String) throws -> Int {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let overlap = (names + staying.joined()).map(\.count).max() ?? 0
    var piece: [UInt8] = []
    var all: Set<Int> = []
    while let data = try handle.read(upToCount: 1 << 23), !data.isEmpty {
      piece = piece.suffix(overlap) + [UInt8](data)
      all.formUnion(found(in: piece))
    }
    return all.count
  }

  /// Returns which of the names stand in `bytes`.
  private func found(in bytes: [UInt8]) -> Set<Int> {
    var found: Set<Int> = []
    for place in bytes.indices where isFirst[Int(bytes[place])] {
      for index in names.indices where !found.contains(index) {
        guard stands(names[index], at: place, in: bytes) else { continue }
        if !staying[index].contains(where: { stands($0, at: place, in: bytes) }) {
          found.insert(index)
        }
      }
    }
    return found
  }

  private func stands(_ name: [UInt8], at place: Int, in bytes: [UInt8]) -> Bool {
    guard place + name.count <= bytes.count else { return false }
    for offset in name.indices where bytes[place + offset] != name[offset] { return false }
    return true
  }
}
