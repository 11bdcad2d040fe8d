import Records

/// Finds the names of one person in free text: as sources write them, and word by word in any case, any
/// order of the words and with or without accents and commas.
struct PersonMention {
  private let raw: [[UInt8]]
  /// The folded words of each name of two words or more, in alphabetical order.
  private let words: Set<[String]>
  /// How many words names have.
  private let lengths: [Int]

  /// - Parameter names: As sources write them. Those of up to three bytes are left out, as they stand in
  ///   too much else.
  init(_ names: [String]) {
    raw = Set(names).sorted().map { Array($0.utf8) }.filter { $0.count > 3 }
    words = Set(names.map { NameFolding.words($0).sorted() }.filter { $0.count > 1 })
    lengths = Set(words.map(\.count)).sorted()
  }

  /// - Complexity: O(length of `text`) for each name.
  func occurs(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    if raw.contains(where: { name in contains(name, in: bytes) }) { return true }
    guard !words.isEmpty else { return false }
    let folded = NameFolding.words(text)
    return lengths.contains { length in
      folded.count >= length
        && (0...(folded.count - length)).contains { start in
          words.contains(folded[start..<(start + length)].sorted())
        }
    }
  }

  private func contains(_ name: [UInt8], in bytes: [UInt8]) -> Bool {
    guard bytes.count >= name.count else { return false }
    return (0...(bytes.count - name.count)).contains { bytes[$0...].starts(with: name) }
  }
}
