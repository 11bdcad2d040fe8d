internal import Records

/// What the words of a folded personal name have in common with other names: the classes and sounds
/// by which the engine compares and finds names of persons.
public enum NameForms {
  /// Returns the classes of a name: two names that share one are variants of each other. They share
  /// a word, a pet form, the stem of a gendered family name, or a skeleton.
  ///
  /// - Complexity: O(length).
  public static func classes(_ name: String) -> [String] {
    let words = name.words
    var classes = words.flatMap { Self.classes(ofWord: String($0)) }
    if words.count > 1 { classes += skeletons(words.joined()) }
    return classes
  }

  /// Returns the classes that a name has by one of its words.
  static func classes(ofWord word: String) -> [String] {
    guard word.utf8.count > 2, !particles.contains(word) else { return [] }
    var classes = ["w:" + word] + GivenNameForms.groups(of: word).map { "n:\($0)" }
    guard word.utf8.count > 3 else { return classes }
    classes += GenderedSurname.readings(word).map { "g:" + $0.stem }
    classes.append("g:" + word)
    return classes + skeletons(word)
  }

  /// Returns the classes that a word has by its consonants.
  static func skeletons(_ word: String) -> [String] {
    NameSkeleton.all(word).filter { $0.utf8.count > 2 }.map { "k:" + $0 }
  }

  /// Returns how the first or last word sounds; of a name of particles alone the name.
  static func sound(_ name: String, last: Bool = false) -> String {
    let words = name.words.filter { !isParticle($0) }
    return (last ? words.last : words.first).map { sound(ofWord: String($0)) } ?? name
  }

  /// Returns the number of the pet forms of a word, else the start of the skeleton of its stem.
  static func sound(ofWord word: String) -> String {
    if let group = GivenNameForms.groups(of: word).first { return "n\(group)" }
    let stem = GenderedSurname.readings(word).map(\.stem).min {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    }
    let skeleton = NameSkeleton.all(stem ?? word).last ?? ""
    return skeleton.utf8.count > 1 ? String(skeleton.prefix(5)) : word
  }

  static func isParticle(_ word: Substring) -> Bool { particles.contains(String(word)) }

  private static let particles: Set<String> = [
    "al", "el", "de", "da", "do", "das", "dos", "di", "van", "von", "der", "den", "bin", "ibn",
    "thi",
  ]
}

/// The forms of many names, those of each word worked out once: names share their words.
struct NameFormsByWord {
  /// What one word brings to a name.
  private struct Forms {
    let classes: [UInt64]
    let sound: UInt32
  }

  private var formsOf: [Substring: Forms] = [:]

  /// Returns the numbers of the classes of a name, ascending, and the hashes of the sounds of its first
  /// and its last word.
  mutating func forms(of name: String) -> (classes: [UInt64], first: UInt32, last: UInt32) {
    let words = name.words
    var classes: [UInt64] = []
    var (first, last): (UInt32?, UInt32?) = (nil, nil)
    for word in words {
      let forms = forms(ofWord: word)
      classes += forms.classes
      guard !NameForms.isParticle(word) else { continue }
      first = first ?? forms.sound
      last = forms.sound
    }
    if words.count > 1 { classes += NameForms.skeletons(words.joined()).map(Lexicon.number) }
    let whole = first == nil ? stableHash(name.utf16) : 0
    return (Lexicon.ascending(classes), first ?? whole, last ?? whole)
  }

  private mutating func forms(ofWord word: Substring) -> Forms {
    if let known = formsOf[word] { return known }
    let text = String(word)
    let forms = Forms(
      classes: NameForms.classes(ofWord: text).map(Lexicon.number),
      sound: stableHash(NameForms.sound(ofWord: text).utf16))
    formsOf[word] = forms
    return forms
  }
}

extension String {
  /// What stands between blanks.
  var words: [Substring] { utf8.split(separator: 0x20).map { Substring($0) } }
}
