/// The probability yardstick: the only words by which a judgement may say how likely something is.
///
/// > Source: Professional Head of Intelligence Assessment, probability yardstick.
public enum Yardstick: String, Sendable, CaseIterable, Codable {
  case remoteChance = "remote chance"
  case highlyUnlikely = "highly unlikely"
  case unlikely
  case realisticPossibility = "realistic possibility"
  case likely = "likely or probable"
  case highlyLikely = "highly likely"
  case almostCertain = "almost certain"

  /// Such as `55% to 75%`. There are gaps: a figure between two terms belongs to neither.
  public var range: String {
    switch self {
    case .remoteChance: "0% to 5%"
    case .highlyUnlikely: "10% to 20%"
    case .unlikely: "25% to 35%"
    case .realisticPossibility: "40% to 50%"
    case .likely: "55% to 75%"
    case .highlyLikely: "80% to 90%"
    case .almostCertain: "95% to 100%"
    }
  }

  /// How sentences put it, in lower case.
  private var spellings: [String] {
    self == .likely ? ["likely", "probable", "probably"] : [rawValue]
  }

  /// The term that `text` is, in any case of letters; nil where it is none.
  public init?(term text: String) {
    let text = text.lowercased()
    guard
      let term = Self.allCases.first(where: { $0.rawValue == text || $0.spellings.contains(text) })
    else { return nil }
    self = term
  }

  /// Words of probability that are none of the yardstick's.
  private static let outside: [String] = [
    "possible", "possibly", "may", "maybe", "might", "could", "perhaps", "presumably",
    "conceivable", "conceivably", "plausible", "plausibly", "doubtful", "doubtless",
    "undoubtedly", "improbable", "improbably", "certain", "certainly", "definitely", "surely",
    "inevitable", "inevitably", "odds", "chance", "chances", "probability", "likelihood",
    "possibility", "unlikelihood",
  ]

  /// Words that would make a term of the yardstick into another.
  private static let strengthening: Set<String> = [
    "very", "most", "quite", "more", "less", "extremely", "fairly", "rather", "somewhat", "almost",
    "highly", "reasonably", "pretty", "equally",
  ]

  /// What `text` says of probability: terms of the yardstick, and words outside it as they stand there.
  ///
  /// A term within a longer one counts as the longer; `May` as a month, with a number beside it, is no
  /// word of probability.
  static func words(in text: String) -> (terms: [Yardstick], outside: [String]) {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(
      String.init)
    let terms = allCases.flatMap { term in
      term.spellings.map { (term: term, words: $0.split(separator: " ").map(String.init)) }
    }.sorted { $0.words.count > $1.words.count }
    var found: (terms: [Yardstick], outside: [String]) = ([], [])
    var place = 0
    while place < words.count {
      if let term = terms.first(where: { words[place...].starts(with: $0.words) }) {
        if place > 0, strengthening.contains(words[place - 1]) {
          found.outside.append("\(words[place - 1]) \(term.words.joined(separator: " "))")
        } else {
          found.terms.append(term.term)
        }
        place += term.words.count
        continue
      }
      if outside.contains(words[place]), !isMonth(place, words) {
        found.outside.append(words[place])
      }
      place += 1
    }
    return found
  }

  private static func isMonth(_ place: Int, _ words: [String]) -> Bool {
    guard words[place] == "may" else { return false }
    let beside = [place - 1, place + 1].filter(words.indices.contains).map { words[$0] }
    return beside.contains { $0.allSatisfy(\.isNumber) }
  }
}
