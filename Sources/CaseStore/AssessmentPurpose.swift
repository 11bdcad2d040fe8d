package import Assessment
package import Records

extension CaseSession {
  /// What a release is made for.
  package enum Purpose: Sendable, Equatable {
    /// The review list with its document and charts.
    case assessment
    /// The one chart that answers this.
    case chart(ChartQuestion)
    /// What the position with this id rests on, down to rows.
    case explanation(String)
    /// What changed since this earlier period, in which the policy of this file held; nil for the
    /// policy of the request.
    case comparison(Period, policyPath: String?)
    /// An interchange file of this format.
    case export(String)
  }
}

extension CaseSession.Purpose {
  /// The one product that names possible victims.
  static let worklist = CaseSession.Purpose.export("safeguarding worklist")

  /// As the run is stored.
  var kind: String {
    switch self {
    case .assessment: "assessment"
    case .chart: "chart"
    case .export, .explanation, .comparison: "export"
    }
  }

  var product: String? {
    switch self {
    case .assessment: nil
    case .chart(.association(let position)): position
    case .chart(let question): ([question.kind] + question.ids).joined(separator: " ")
    case .explanation(let position): Self.explanation + position
    case .comparison(let period, _): "comparison with \(period.name)"
    case .export(let format): format
    }
  }

  /// What the product of an explanation begins with.
  private static let explanation = "explanation of "

  /// The kind of the chart asked for and the ids that it names; nil for any other product.
  var question: [String]? {
    guard case .chart(let question) = self else { return nil }
    return [question.kind] + question.ids
  }

  /// The two names whose being one is asked about, where they are.
  var pair: (String, String)? {
    guard case .chart(.match(let first, let second)) = self else { return nil }
    return (first, second)
  }

  /// Whether it is about something that there may be none of.
  var isChosen: Bool {
    switch self {
    case .chart, .explanation: true
    case .assessment, .export, .comparison: false
    }
  }

  /// Whether the product shows how stable ranks are.
  var showsRanks: Bool {
    switch self {
    case .assessment, .explanation: true
    case .export(let format):
      ["csv", "xlsx", Release.BodyTable.Kind.ranks.rawValue].contains(format)
    case .chart(let question): question.showsRanks
    case .comparison: false
    }
  }

  /// Whether the product shows the reports and registers behind each link.
  var showsBasis: Bool { self == .export("anx") || self == .export("csv-pair") }

  /// Whether the product shows tables for the working of bodies.
  var showsBodyTables: Bool {
    switch self {
    case .assessment: true
    case .export(let format): Release.BodyTable.Kind(rawValue: format) != nil
    case .chart, .explanation, .comparison: false
    }
  }

  var words: String {
    product.map { "\(kind) \($0)" } ?? kind
  }

  /// What a stored run was made for; nil where its parameters are those of none.
  init?(kind: String, _ parameters: RunParameters) {
    switch (kind, parameters.product) {
    case ("assessment", nil): self = .assessment
    case ("chart", let position?):
      // Before charts of other kinds could be asked for, a chart was known by its position alone.
      guard let question = ChartQuestion(parameters.question ?? ["association", position]) else {
        return nil
      }
      self = .chart(question)
    case ("export", let text?):
      if let comparison = parameters.comparison {
        guard let from = Period(comparison.from) else { return nil }
        self = .comparison(from, policyPath: nil)
      } else if text.hasPrefix(Self.explanation) {
        self = .explanation(String(text.dropFirst(Self.explanation.count)))
      } else {
        self = .export(text)
      }
    default: return nil
    }
  }
}

extension ChartQuestion {
  /// The question of this kind about these ids, the kind first; nil where there is no such question.
  fileprivate init?(_ words: [String]) {
    let ids = Array(words.dropFirst())
    switch (words.first, ids.count) {
    case ("association", 1): self = .association(position: ids[0])
    case ("overview", 0): self = .overview
    case ("ranks", 0): self = .ranks
    case ("score", 1): self = .score(position: ids[0])
    case ("ego", 1): self = .ego(entity: ids[0])
    case ("path", 1...): self = .path(entities: ids)
    case ("match", 2): self = .match(first: ids[0], second: ids[1])
    case ("timeline", 1): self = .timeline(position: ids[0])
    case ("movement", 1): self = .movement(position: ids[0])
    case ("removal", 1): self = .removal(position: ids[0])
    default: return nil
    }
  }
}
