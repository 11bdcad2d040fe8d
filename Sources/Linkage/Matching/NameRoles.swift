/// Which words of names are given and which are family names, told from where they mostly stand.
///
/// Clerks exchange the two fields, or write the whole name into one. Every word has odds of being a
/// given name: how often it stands in the column of given names against that of family names. Fields
/// that fit much better the other way round are exchanged, and a whole name in one field is parted
/// where its words say so. What the words do not tell stays as it was written.
///
/// - Complexity: O(length of the distinct values + rows).
struct NameRoles: Sendable {
  /// log₂ of the odds of each word for a given name.
  private var odds: [Substring: Double] = [:]
  /// How many bits the exchange must be better than what is written.
  private static let leastBits = 8.0
  /// The most that one word can say, in bits.
  private static let clip = 6.0

  /// - Parameters:
  ///   - given: The distinct texts of the column of given names, and the rows that bear each.
  ///   - family: The same of family names.
  init(given: [(text: String, rows: Int)], family: [(text: String, rows: Int)]) {
    var counts: [Substring: (given: Double, family: Double)] = [:]
    var totals = (given: 1.0, family: 1.0)
    for (text, rows) in given {
      for word in text.words {
        counts[word, default: (0, 0)].given += Double(rows)
        totals.given += Double(rows)
      }
    }
    for (text, rows) in family {
      for word in text.words {
        counts[word, default: (0, 0)].family += Double(rows)
        totals.family += Double(rows)
      }
    }
    odds = counts.mapValues { count in
      BinaryLogarithm.log2((count.given + 0.5) / totals.given)
        - BinaryLogarithm.log2((count.family + 0.5) / totals.family)
    }
  }

  /// Returns the odds of a text for a given name, in bits; nil where it has no word.
  func bits(of text: String) -> Double? {
    let words = text.words
    return words.isEmpty ? nil : bits(words[...])
  }

  /// Whether two texts of such odds fit much better in each other's field.
  static func areExchanged(given: Double, family: Double) -> Bool {
    2 * (family - given) > leastBits
  }

  /// Returns the names in the fields to which their words belong.
  func sorted(given: String, family: String) -> (given: String, family: String) {
    let (first, second) = (given.words, family.words)
    if !first.isEmpty, !second.isEmpty {
      return Self.areExchanged(given: bits(first[...]), family: bits(second[...]))
        ? (family, given) : (given, family)
    }
    let words = first + second
    guard words.count > 1 else {
      guard !words.isEmpty else { return (given, family) }
      let bits = bits(words[...])
      if !first.isEmpty, -bits > Self.leastBits / 2 { return ("", given) }
      if !second.isEmpty, bits > Self.leastBits / 2 { return (family, "") }
      return (given, family)
    }
    var best = (bits: Self.leastBits / 2, given: given, family: family)
    for place in 1..<words.count {
      let difference = bits(words[..<place]) - bits(words[place...])
      guard abs(difference) > best.bits else { continue }
      let parts = (
        words[..<place].joined(separator: " "), words[place...].joined(separator: " ")
      )
      best =
        difference > 0
        ? (difference, parts.0, parts.1) : (-difference, parts.1, parts.0)
    }
    return (best.given, best.family)
  }

  private func bits(_ words: ArraySlice<Substring>) -> Double {
    let sum = words.reduce(0.0) { $0 + min(max(odds[$1] ?? 0, -Self.clip), Self.clip) }
    return sum / Double(words.count)
  }
}
