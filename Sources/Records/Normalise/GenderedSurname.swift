/// Family names that differ between the men and the women of a family.
///
///     GenderedSurname.agree("paulauskas", "paulauskiene")  // true
///     GenderedSurname.agree("jansons", "jansone")          // true
///     GenderedSurname.agree("nowak", "nowakowa")           // false
///
/// > Source: Lithuanian: State Commission of the Lithuanian Language, decision N-2 (87) of 2003 on
/// > women's family names; Latvian: Cabinet Regulation 114 of 2004; Polish and Bulgarian adjectives.
public struct GenderedSurname: Sendable, Hashable {
  public enum Form: Sendable, Hashable {
    case man, woman
  }

  /// What the forms of one family name share.
  public let stem: String
  public let form: Form

  /// Whether two different folded words are forms of one family name: a man's and a woman's, or two of
  /// a woman's (daughter's and wife's).
  public static func agree(_ a: String, _ b: String) -> Bool {
    guard a != b else { return false }
    let others = readings(b)
    return readings(a).contains { reading in
      others.contains { $0.stem == reading.stem && ($0.form == .woman || reading.form == .woman) }
    }
  }

  /// Returns what a folded word can be the form of; empty where no rule fits. A word such as `ozola` or
  /// `jones` that fits only in shape is returned too: what it is worth depends on the other word.
  ///
  /// - Complexity: O(number of endings).
  public static func readings(_ word: String) -> [GenderedSurname] {
    var found: [GenderedSurname] = []
    let last = word.utf8.last
    for (ending, replacement, form) in endings
    where ending.utf8.last == last && word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      guard stem.utf8.count >= 3 else { continue }
      let reading = GenderedSurname(stem: stem + replacement, form: form)
      if !found.contains(reading) { found.append(reading) }
    }
    return found
  }

  /// Ending, what the stem keeps of it, whose form it is.
  private static let endings: [(String, String, Form)] = [
    // Lithuanian: men in -as, -is, -ys, -us, -ius; wives, daughters, and the neutral form in -e.
    ("as", "", .man), ("is", "", .man), ("ys", "", .man), ("us", "", .man), ("ius", "", .man),
    ("iene", "", .woman), ("aite", "", .woman), ("yte", "", .woman), ("ute", "", .woman),
    ("iute", "", .woman), ("e", "", .woman),
    // Latvian: -s with -a, -is with -e, -nieks with -niece, -sons with -sone.
    ("s", "", .man), ("a", "", .woman), ("nieks", "niec", .man),
    // Polish and Bulgarian: -ski, -cki, -dzki with -ska, -cka, -dzka; Russian -skiy, -skaya.
    ("ski", "sk", .man), ("ska", "sk", .woman), ("cki", "ck", .man), ("cka", "ck", .woman),
    ("dzki", "dzk", .man), ("dzka", "dzk", .woman), ("skiy", "sk", .man), ("sky", "sk", .man),
    ("skaya", "sk", .woman), ("skaia", "sk", .woman),
    // -ov, -ev, -in with -a stand in the table by the bare stem.
    ("ov", "ov", .man), ("ev", "ev", .man), ("in", "in", .man),
  ]
}
