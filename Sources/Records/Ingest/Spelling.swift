/// Suggestions for misspelt names in error messages.
enum Spelling {
  /// Returns the choice with the fewest single-character edits from `text`, regardless of case, the
  /// first of equals; nil where every choice would need edits in more than half of its characters.
  static func nearest(to text: String, in choices: [String]) -> String? {
    let wanted = Array(text.lowercased())
    var best: (choice: String, edits: Int)?
    for choice in choices {
      let edits = distance(wanted, Array(choice.lowercased()))
      if edits * 2 <= max(wanted.count, choice.count), edits < best?.edits ?? .max {
        best = (choice, edits)
      }
    }
    return best?.choice
  }

  /// The Levenshtein distance.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        let replace = previous[j] + (a[i] == b[j] ? 0 : 1)
        current.append(min(replace, previous[j + 1] + 1, current[j] + 1))
      }
      previous = current
    }
    return previous[b.count]
  }
}
