/// What is left of a name when the choices of a transcriber are taken out.
public enum NameSkeleton {
  /// Returns the skeletons of `word`, which must be folded (``Romanisation/ascii(_:)``): consonants in
  /// classes, doubled ones once, vowels dropped but for an `a` that stands for any vowel in front.
  ///
  ///     NameSkeleton.all("zhivko")     // ["zvk"]
  ///     NameSkeleton.all("jivko")      // ["jvk", "zvk"]
  ///     NameSkeleton.all("muhammad") == NameSkeleton.all("mohamed")
  ///
  /// A `j` is said in two ways, so that a word with one has two skeletons; two words meet when they
  /// share one. Classes: kh h; xh gj dj dzh j; sz sh s; zh z; cz tch ch ts tz c; w v; q ck k; ph f; th t;
  /// dh d; gh g; x ks; ff v at the end; c before e, i, y c, else k; y or i before a
  /// vowel in front j.
  ///
  /// - Complexity: O(length).
  public static func all(_ word: String) -> [String] {
    let first = skeleton(Array(word.utf8))
    guard first.contains(0x6A) else { return [String(decoding: first, as: UTF8.self)] }
    let other = collapsed(first.map { $0 == 0x6A ? 0x7A : $0 })
    return [String(decoding: first, as: UTF8.self), String(decoding: other, as: UTF8.self)]
  }

  /// Whether two folded words may be one name in two spellings.
  public static func agree(_ a: String, _ b: String) -> Bool {
    let others = all(b)
    return all(a).contains { !$0.isEmpty && others.contains($0) }
  }

  /// Letters that stand together for one sound, longest first, with its class.
  private static let groups: [([UInt8], [UInt8])] = [
    ("shch", "sc"), ("szcz", "sc"), ("dzh", "j"), ("tch", "c"), ("sch", "s"), ("xh", "j"),
    ("gj", "j"), ("dj", "j"), ("kh", "h"), ("zh", "z"), ("rz", "z"), ("sh", "s"), ("sz", "s"),
    ("cz", "c"), ("ch", "c"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("gh", "g"), ("ce", "c"), ("ci", "c"), ("cy", "c"), ("c", "k"), ("q", "k"),
    ("w", "v"), ("x", "ks"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// By first letter, in the same order.
  private static let groupsOfLetter: [[([UInt8], [UInt8])]] = (0..<256).map { letter in
    groups.filter { Int($0.0[0]) == letter }
  }

  private static func skeleton(_ word: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    while place < word.count {
      let rest = word[place...]
      if place == 0, word.count > 1, word[0] == 0x79 || word[0] == 0x69, isVowel(word[1]) {
        out.append(0x6A)
        place += 1
      } else if isVowel(word[place]) {
        if place == 0 { out.append(0x61) }
        place += 1
      } else if rest.count == 2, rest.elementsEqual("ff".utf8) {
        out.append(0x76)
        place += 2
      } else if let group = groupsOfLetter[Int(word[place])].first(where: {
        rest.starts(with: $0.0)
      }) {
        out += group.1
        place += group.0.count
      } else {
        if word[place] >= 0x61 { out.append(word[place]) }
        place += 1
      }
    }
    return collapsed(out)
  }

  private static func collapsed(_ letters: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for letter in letters where out.last != letter { out.append(letter) }
    return out
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "aeiouy".utf8.contains(byte) }
}
