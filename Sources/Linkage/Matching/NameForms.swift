internal import Records

/// What the words of a folded personal name have in common with other names: the classes and sounds
/// by which the engine compares and finds names of persons.
public enum NameForms {
  /// Returns the classes of a name: two names that share one are variants of each other. They share
  /// a word, a pet form, the stem of a gendered family name, or a skeleton.
  ///
  /// - Complexity: O(length).
  public static func classes(_ name: String) -> [String] {
    let words = name.words.map(String.init)
    var classes: [String] = []
    for word in words where word.utf8.count > 2 && !particles.contains(word) {
      classes.append("w:" + word)
      classes += GivenNameForms.groups(of: word).map { "n:\($0)" }
      guard word.utf8.count > 3 else { continue }
      classes += GenderedSurname.readings(word).map { "g:" + $0.stem }
      classes.append("g:" + word)
      classes += skeletons(word)
    }
    if words.count > 1 { classes += skeletons(words.joined()) }
    return classes
  }

  private static func skeletons(_ word: String) -> [String] {
    NameSkeleton.all(word).filter { $0.utf8.count > 2 }.map { "k:" + $0 }
  }

  /// Returns how the first or last word sounds: the number of its pet forms, else the start of the
  /// skeleton of its stem.
  static func sound(_ name: String, last: Bool = false) -> String {
    let words = name.words.filter { !particles.contains(String($0)) }
    guard let word = (last ? words.last : words.first).map(String.init) else { return name }
    if let group = GivenNameForms.groups(of: word).first { return "n\(group)" }
    let stem = GenderedSurname.readings(word).map(\.stem).min {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    }
    let skeleton = NameSkeleton.all(stem ?? word).last ?? ""
    return skeleton.utf8.count > 1 ? String(skeleton.prefix(5)) : word
  }

  private static let particles: Set<String> = [
    "al", "el", "de", "da", "do", "das", "dos", "di", "van", "von", "der", "den", "bin", "ibn",
    "thi",
  ]
}

extension String {
  /// What stands between blanks.
  var words: [Substring] { utf8.split(separator: 0x20).map { Substring($0) } }
}
