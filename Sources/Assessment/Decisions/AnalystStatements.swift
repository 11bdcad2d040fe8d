import Foundation
import Records

/// What analysts state beside the evidence: key judgements, figures that somebody claims, and the terms of
/// reference of a package.
public struct AnalystStatements: Sendable, Equatable, Codable {
  /// A key judgement. Only a person may choose its term and its confidence.
  public struct Judgement: Sendable, Equatable, Codable {
    public let words: String
    /// A term of the yardstick.
    public let term: String
    /// `low`, `moderate` or `high`.
    public let confidence: String
    public let analyst: String
  }

  /// A number that a source claims, with the parts it gives for it. Claims that contradict each other
  /// stand side by side.
  public struct Figure: Sendable, Equatable, Codable {
    /// What is counted, in the same words for all who claim it.
    public let figure: String
    public let source: String
    public let value: Int
    /// What the source says it is the sum of; nil where it gives no parts.
    public let parts: [Int]?
  }

  /// What was agreed about the work on one position.
  public struct Terms: Sendable, Equatable, Codable {
    /// The id of the position.
    public let subject: String
    public let reference: String
    public let requestedBy: String
    /// What the work is to answer, and what it leaves out.
    public let question: String
    public let scope: String
    public let agreedBy: String
    /// Days as `2026-07-01`.
    public let agreedOn: String
    public let deliverBy: String
    /// Who assesses the position again at the end.
    public let reassessedBy: String
  }

  public var judgements: [Judgement]
  public var figures: [Figure]
  public var terms: Terms?

  public static let none = AnalystStatements(judgements: [], figures: [])

  public var isEmpty: Bool { judgements.isEmpty && figures.isEmpty && terms == nil }

  /// Reads statements from a JSON5 file with the members `judgements`, `figures` and `terms`, any of
  /// which may be absent.
  ///
  /// - Throws: `AssessmentError.statementsUnreadable` naming the file, the entry and what to do; also for
  ///   a judgement with a word of probability outside the yardstick.
  public static func load(_ path: String) throws(AssessmentError) -> AnalystStatements {
    let statements: AnalystStatements = try JSONPart.read(path) {
      .statementsUnreadable(file: $0, problem: $1)
    }
    for (place, judgement) in statements.judgements.enumerated() {
      if let problem = judgement.problem {
        throw .statementsUnreadable(file: path, problem: "judgements[\(place)]: \(problem)")
      }
    }
    for (place, figure) in statements.figures.enumerated() {
      if let problem = figure.problem {
        throw .statementsUnreadable(file: path, problem: "figures[\(place)]: \(problem)")
      }
    }
    if let problem = statements.terms?.problem {
      throw .statementsUnreadable(file: path, problem: "terms: \(problem)")
    }
    return statements
  }

  init(judgements: [Judgement], figures: [Figure], terms: Terms? = nil) {
    self.judgements = judgements
    self.figures = figures
    self.terms = terms
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    judgements = try container.decodeIfPresent([Judgement].self, forKey: .judgements) ?? []
    figures = try container.decodeIfPresent([Figure].self, forKey: .figures) ?? []
    terms = try container.decodeIfPresent(Terms.self, forKey: .terms)
  }

  /// One line of JSON with sorted members: what digests are taken from.
  public var canonicalText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension AnalystStatements.Terms {
  /// What each says, in order.
  var entries: [(term: String, words: String)] {
    [
      ("position", subject), ("reference", reference), ("requested by", requestedBy),
      ("question", question), ("scope", scope), ("agreed by", agreedBy), ("agreed on", agreedOn),
      ("to be delivered by", deliverBy), ("assessed again by", reassessedBy),
    ]
  }

  /// What is wrong with them; nil where nothing is.
  var problem: String? {
    if let empty = entries.first(where: { $0.words.isEmpty }) { return "\(empty.term): is empty" }
    guard let agreed = Day(iso: agreedOn), let due = Day(iso: deliverBy) else {
      return "agreedOn and deliverBy must be days such as 2026-07-01"
    }
    return due < agreed ? "deliverBy \(due) is before agreedOn \(agreed)" : nil
  }
}

extension AnalystStatements.Figure {
  static let most = 1_000_000_000_000

  /// What is wrong with it; nil where nothing is.
  var problem: String? {
    if figure.isEmpty || source.isEmpty { return "figure and source must be stated" }
    let wrong = ([value] + (parts ?? [])).first { !(0...Self.most).contains($0) }
    if let wrong { return "\(wrong) is no count from 0 to \(Self.most)" }
    return parts.map(\.isEmpty) == true ? "parts is empty; leave it out where there are none" : nil
  }
}

extension AnalystStatements.Judgement {
  static let confidences = ["low", "moderate", "high"]

  /// What is wrong with it; nil where nothing is.
  var problem: String? {
    if words.isEmpty || analyst.isEmpty { return "words and analyst must be stated" }
    let terms = Yardstick.allCases.map(\.rawValue).joined(separator: ", ")
    guard let chosen = Yardstick(term: term) else {
      return "term \"\(term)\" is not of the yardstick; choose one of \(terms)"
    }
    guard Self.confidences.contains(confidence) else {
      return "confidence \"\(confidence)\" is not known; choose one of "
        + Self.confidences.joined(separator: ", ")
    }
    let said = Yardstick.words(in: words)
    if let word = said.outside.first {
      return "\"\(word)\" is a word of probability outside the yardstick; say it by one of \(terms)"
    }
    if let other = said.terms.first(where: { $0 != chosen }) {
      return
        "the words say \"\(other.rawValue)\" and the term is \"\(chosen.rawValue)\"; make them one"
    }
    return nil
  }
}
